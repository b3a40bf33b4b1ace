"""The scaffold's templates and the facts of a new project in; its files, path to text, out."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

_PLACE = re.compile(r"@([A-Z_]+)@")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*")
_EXAMPLES = ("backlog/", "sprints/")
_WITH = "with/"
_SECTION = re.compile(r"^([a-z]+):[ \t]*\n", re.MULTILINE)
_DEFAULTS = "# ---- Defaults"
_EXAMPLE_PART = re.compile(r"^# ---- Example.*?(?=^# ---- Defaults)", re.MULTILINE | re.DOTALL)
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class Facts(NamedTuple):
    """What the scaffold says about a project; `parts` are names of further definitions (`with/NAME.yaml`)."""

    project: str
    branch: str
    version: str
    today: date
    examples: bool = True
    parts: tuple[str, ...] = ()


def scaffold(templates: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Each file of a new project. A part of a template's path that begins with `dot-` begins with a dot here.

    Without examples there are no items, no sprints, and no teams in `backlogue.yaml`.
    Raises KeyError for a placeholder that no fact fills.
    """
    words = _words(facts)
    found = {}
    for path in sorted(templates):
        inside = _inside(path, facts.parts)
        if inside is not None and (facts.examples or not path.startswith(_EXAMPLES)):
            text = templates[path] if facts.examples else _EXAMPLE_PART.sub("", templates[path])
            if path == "backlogue.yaml":
                text = merged(text, [templates[f"{_WITH}{part}.yaml"] for part in facts.parts])
            found[_path(inside)] = _PLACE.sub(lambda place: words[place[1]], text)
    return found


def part_names(templates: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the further definitions that there are."""
    found = (path.removeprefix(_WITH).removesuffix(".yaml") for path in templates if path.startswith(_WITH))
    return tuple(sorted(name for name in found if "/" not in name))


def shown_part(templates: Mapping[str, str], name: str, today: date) -> str:
    """A part as it would be merged into `backlogue.yaml`."""
    return templates[f"{_WITH}{name}.yaml"].replace("@TODAY@", today.isoformat())


def merged(text: str, parts: Iterable[str]) -> str:
    """A `backlogue.yaml` with the sections of parts: behind what stands in its own, or in front of the defaults."""
    for part in parts:
        comment, *sections = _SECTION.split(part)
        for head, body in zip(sections[::2], sections[1::2], strict=True):
            told, comment = "".join(f"  {line}\n" for line in comment.strip().split("\n") if line), ""
            place = re.search(rf"^{head}:[ \t]*\n(?:[ \t]+.*\n|\n(?=[ \t]))*", text, re.MULTILINE)
            if place is not None:
                text = f"{text[: place.end()]}{told}{body}{text[place.end() :]}"
            else:
                at = text.index(_DEFAULTS)
                text = f"{text[:at]}{head}:\n{told}{body}\n{text[at:]}"
    return text


def _inside(path: str, parts: tuple[str, ...]) -> str | None:
    """Where a template belongs in the project; None for what is not asked for, and for what is merged."""
    if not path.startswith(_WITH):
        return path
    name, _, rest = path.removeprefix(_WITH).partition("/")
    return rest if rest and name in parts else None


def _words(facts: Facts) -> dict[str, str]:
    """The example sprint is the two working weeks before this one: over, so that it stays free of findings."""
    monday = facts.today - timedelta(days=facts.today.weekday())
    return {
        "PROJECT": facts.project,
        "PROJECT_YAML": _scalar(facts.project),
        "BRANCH": facts.branch,
        "BRANCH_YAML": _scalar(facts.branch),
        "VERSION": facts.version,
        "TODAY": facts.today.isoformat(),
        "INCREMENT_START": (monday - timedelta(days=28)).isoformat(),
        "SPRINT_START": (monday - timedelta(days=14)).isoformat(),
        "SPRINT_END": (monday - timedelta(days=3)).isoformat(),
    }


def _path(path: str) -> str:
    return "/".join("." + part[4:] if part.startswith("dot-") else part for part in path.split("/"))


def _scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, in double quotes otherwise."""
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _YAML_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
