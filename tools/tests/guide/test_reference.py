"""The reference is whole: each command, option, key, rule, limit and variable is in it, and JSON is as described."""

import json
import re
from collections.abc import Iterator
from typing import Any

import click
import pytest
import yaml
from guide.session import GUIDE, ROOT, File, Session, Step, begin

from backlogue.checks import catalogue
from backlogue.cli import group
from backlogue.model import Project, build_project
from backlogue.parse import limits, read_yaml
from backlogue.site.part import MARKER, fill
from backlogue.site.reference.keys import described

PAGES = {page.relative_to(GUIDE).as_posix(): page.read_text(encoding="utf-8") for page in sorted(GUIDE.rglob("*.md"))}


def filled(name: str) -> str:
    return fill(PAGES[f"reference/{name}.md"])


def commands(above: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(above, info_name=path)
    for name in above.list_commands(context):
        command = above.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_every_command_and_option_is_there() -> None:
    page = filled("commands") + filled("command-groups")
    for path, command in commands(group, "backlogue"):
        assert re.search(rf"^##+ {path}$", page, re.MULTILINE), path
        part = re.split(rf"^##+ {path}$", page, flags=re.MULTILINE)[1].split("\n## ")[0]
        for option in command.params:
            spellings = (
                option.opts if isinstance(option, click.Option) else [option.make_metavar(click.Context(command))]
            )
            assert all(spelt in part for spelt in spellings), (path, spellings)
        assert "\b" not in part


def test_every_command_shows_examples() -> None:
    lacking = [path for path, command in commands(group, "backlogue") if "Examples:" not in (command.help or "")]
    assert lacking in ([], ["backlogue merge-file"])  # only git calls that one


def test_every_rule_is_there_with_its_page() -> None:
    page = filled("rules")
    for code, plug in catalogue().items():
        assert f"(../../rules/{code}.html)" in page
        assert plug.docs.partition("\n")[0].partition(": ")[2].split("`")[0].split("_")[0] in page


@pytest.mark.parametrize("kind", ["item", "sprint", "increment", "project"])
def test_every_key_is_there_with_its_meaning(kind: str) -> None:
    text = filled("project" if kind == "project" else f"{kind}s")
    found = list(described([kind]))
    assert len(found) > 10
    for holder, key, meaning in found:
        assert meaning, f"{holder}.{key} has no description"
        assert f"| `{key}` |" in text


def test_every_limit_and_variable_is_there() -> None:
    page = filled("limits")
    assert all(f"| {value:,} |" in page for name, value in vars(limits).items() if name.isupper())
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tools/backlogue").rglob("*.py"))
    asked = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', source))
    assert asked and all(f"`{name}`" in page for name in asked), asked


def test_no_marker_is_left_and_none_is_unknown() -> None:
    for page in PAGES.values():
        assert MARKER.search(fill(page)) is None
    with pytest.raises(KeyError):
        fill("<!-- reference: nothing -->")


def test_fragments_of_backlogue_yaml_hold() -> None:
    """A fence `yaml` whose keys are those of `backlogue.yaml` is read without a finding."""
    keys = set(Project.model_fields)
    seen = 0
    for name, page in PAGES.items():
        for text in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
            values = yaml.safe_load(text)
            if isinstance(values, dict) and set(values) <= keys and not of_an_item(values):
                reading = read_yaml("backlogue.yaml", text.encode())
                assert reading.record is not None, name
                assert build_project(reading.record)[1] == (), name
                seen += 1
    assert seen > 8


def of_an_item(values: dict[str, Any]) -> bool:
    """Whether a fragment is the evidence of an item: both files have that key."""
    evidence = values.get("evidence")
    return (
        set(values) == {"evidence"}
        and isinstance(evidence, dict)
        and all(isinstance(v, dict) for v in evidence.values())
    )


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The worked example with a second commit: an item that waits for nothing there is, a sprint with more room."""
    found = begin(tmp_path_factory.mktemp("guide"), "reference/json.md")
    found.do(Step("backlogue set CHURN-31 depends_on=[NOPE-1] --force --quiet", "", 0, 0))
    found.do(Step("backlogue set churn-2026-11b capacity.backend=9 --quiet", "", 0, 0))
    found.do(Step("git commit --quiet --all --message more", "", 0, 0))
    return found


def section(title: str) -> set[str]:
    """The keys that the tables below a heading name in their first column."""
    part = PAGES["reference/json.md"].split(f"## {title}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return set(re.findall(r"`(\w+)`", " ".join(rows)))


def output(session: Session, command: str) -> dict[str, Any]:
    found = json.loads(session.do(Step(command, "", 0, 0)))
    assert isinstance(found, dict)
    return found


def test_the_json_of_check(session: Session) -> None:
    found = output(session, "backlogue check --base HEAD~1 --format json")
    assert found["findings"]
    assert section("backlogue check") == set(found) | set(found["findings"][0])
    assert set(found["summary"]) == {"files", "items", "errors", "warnings"}


def test_the_json_of_log(session: Session) -> None:
    found = output(session, "backlogue log --sprint churn-2026-11b --format json")
    assert section("backlogue log") == set(found) | set(found["events"][0])
    alone = output(session, "backlogue log CHURN-31 --format json")
    assert set(alone["events"][0]) == set(found["events"][0]) - {"id"}


def test_the_json_of_diff(session: Session) -> None:
    found = output(session, "backlogue diff HEAD~1 HEAD --format json")
    assert section("backlogue diff") == set(found)
    page = PAGES["reference/json.md"].split("## backlogue diff\n")[1]
    for part in (found["items"][0], found["sprints"][0], found["consequences"][0], found["sprints"][0]["after"]):
        assert all(f"`{key}`" in page for key in part), part


@pytest.mark.parametrize(
    "asked",
    ["done", "sprint --sprint churn-2026-10", "review --sprint churn-2026-10", "retro --sprint churn-2026-10",
     "experiments", "readiness", "audit --model CHURN-25"],
)  # fmt: skip
def test_the_json_of_reports(session: Session, asked: str) -> None:
    found = output(session, f"backlogue report {asked} --format json")
    assert set(found) | set(found["manifest"]) <= section("backlogue report")
    page = PAGES["reference/json.md"].split("## backlogue report\n")[1].split("\n## ")[0]
    parts = next(line for line in page.split("\n") if line.startswith(f"| `{found['report']}` | `"))
    names = re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", parts))[1:]
    assert names == [part["name"] for part in found["parts"]]
    for part in found["parts"]:
        assert all(f"`{key}`" in page for key in part)
        assert all(f"`{key}`" in parts for key in part["tables"]), part["name"]
        assert all(f"`{key}`" in page for point in part["points"] for key in point)


def test_a_file_of_a_page_is_a_file() -> None:
    """The test's own reading of pages: files are told from other fences."""
    from guide.session import steps

    page = "Write `a/b.md`:\n\n```markdown\nx\n```\n\nSee `c.md`:\n\n```yaml\ny: 1\n```\n"
    assert steps(page) == [File("a/b.md", "x\n")]
