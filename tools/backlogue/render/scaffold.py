"""The scaffold's templates and the facts of a new project in; its files, path to text, out."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

_PLACE = re.compile(r"@([A-Z_]+)@")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*")
_EXAMPLES = ("backlog/", "sprints/")
_EXAMPLE_PART = re.compile(r"^# ---- Example.*?(?=^# ---- Defaults)", re.MULTILINE | re.DOTALL)
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class Facts(NamedTuple):
    """What the scaffold says about a project."""

    project: str
    branch: str
    version: str
    today: date
    examples: bool = True


def scaffold(templates: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Each file of a new project. A part of a template's path that begins with `dot-` begins with a dot here.

    Without examples there are no items, no sprints, and no teams in `backlogue.yaml`.
    Raises KeyError for a placeholder that no fact fills.
    """
    words = _words(facts)
    found = {}
    for path in sorted(templates):
        if facts.examples or not path.startswith(_EXAMPLES):
            text = templates[path] if facts.examples else _EXAMPLE_PART.sub("", templates[path])
            found[_path(path)] = _PLACE.sub(lambda place: words[place[1]], text)
    return found


def _words(facts: Facts) -> dict[str, str]:
    """The example sprint is the two working weeks before this one: over, so that it stays free of findings."""
    monday = facts.today - timedelta(days=facts.today.weekday())
    return {
        "PROJECT": facts.project,
        "PROJECT_YAML": _scalar(facts.project),
        "BRANCH": facts.branch,
        "BRANCH_YAML": _scalar(facts.branch),
        "VERSION": facts.version,
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
