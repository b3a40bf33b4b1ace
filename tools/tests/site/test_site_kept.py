"""Pages taken from the last edition are those that a clean build makes, whatever changed around them (law 9).

A page of an item is known by what it is made from before its view is made. So every kind of thing that such a page
shows is changed here in another place than the item's own file, alone and in long rows.
"""

import os
import random
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from site_project import SMALL, tree, write

from backlogue.cli import group
from backlogue.site.build import build_site
from backlogue.world.clock import day_of

MEMBERS = "members: {ann: {name: Ann Lee, discipline: backend}"
PLAN = SMALL | {
    "backlogue.yaml": SMALL["backlogue.yaml"].replace(MEMBERS, f"{MEMBERS}, bob: {{name: Bob, discipline: backend}}"),
    "backlog/APP-5-step.md": "---\nid: APP-5\ntype: task\ntitle: A step\nstatus: todo\nteam: app\nparent: APP-2\n---\n",
    "backlog/APP-6-ask.md": """\
---
id: APP-6
type: spike
title: Ask
status: todo
owner: ann
with: [bob]
parent: APP-1
relates_to: [APP-4]
depends_on: [APP-2]
---
As in APP-9.
""",
}  # fmt: skip
CONFIG = "backlogue.yaml"

# A path, what stands in it, and what is to stand there; the whole file goes where the first of the two is None.
Change = tuple[str, str | None, str]
CHANGES: dict[str, Change] = {
    "a dependency is done": ("backlog/APP-3-fix.md", "status: in-progress", "status: done"),
    "a dependency's own dependency": ("backlog/APP-2-serve.md", "depends_on: [APP-3]", "depends_on: []"),
    "a dependent's title": ("backlog/APP-6-ask.md", "title: Ask", "title: Ask again"),
    "a parent's title": ("backlog/APP-2-serve.md", "more", "less"),
    "a grandparent's title": ("backlog/APP-1-all.md", "title: All of it", "title: Most of it"),
    "a grandchild is done": ("backlog/APP-5-step.md", "status: todo", "status: done"),
    "a child has points": ("backlog/APP-5-step.md", "team: app", "team: app\npoints: 3"),
    "a child leaves": ("backlog/APP-5-step.md", "parent: APP-2", "parent: APP-1"),
    "an item beside it": ("backlog/APP-4-try.md", "title: Try sessions", "title: Try"),
    "an item that a text names": ("backlog/APP-9.md", "", "---\nid: APP-9\ntype: bug\ntitle: N\nstatus: todo\n---\n"),
    "a child is deleted": ("backlog/APP-5-step.md", None, ""),
    "a sprint is deleted": ("sprints/s1.md", None, ""),
    "a person's name": (CONFIG, "Ann Lee", "Ann Leigh"),
    "a helper's name": (CONFIG, "name: Bob", "name: Robert"),
    "a team's name": (CONFIG, "name: App", "name: Apps"),
    "what a definition asks": (CONFIG, "a second person", "a third person"),
    "a rule's weight": (CONFIG, "views:", "rules: {SHP102: off, PLN101: info}\nviews:"),
    "a broken file": ("backlog/APP-4-try.md", "type: experiment", "type: [experiment"),
    "a finding against an unchanged file": ("backlog/APP-3-fix.md", "type: bug", "type: epic"),
}  # fmt: skip


def apply(root: Path, change: Change) -> None:
    path, old, new = root / change[0], change[1], change[2]
    if old is None:
        path.unlink(missing_ok=True)
    elif not old:
        path.write_text(new, encoding="utf-8")
    elif path.exists():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plan", PLAN)


def clean(root: Path, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Mapping[str, bytes]:
    """What a build gives that remembers nothing."""
    kept = os.environ["BACKLOGUE_CACHE_DIR"]
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(root.parent / "empty"))
    made = tree(build(root, "clean"))
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", kept)
    for path in (root.parent / "empty").rglob("*"):
        if path.is_file():
            path.unlink()
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_elsewhere_gives_the_bytes_of_a_clean_build(
    plan: Path, build: Callable[..., Path], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(build(plan))
    apply(plan, CHANGES[change])
    after = tree(build(plan))
    assert after == clean(plan, build, monkeypatch)
    assert {path for path in before if before[path] != after.get(path) and path.startswith("items/")} != set()


def test_a_row_of_changes_gives_the_bytes_of_a_clean_build(
    plan: Path, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(plan)
    steps = list(CHANGES)
    random.Random(9).shuffle(steps)
    for step in steps:
        apply(plan, CHANGES[step])
        assert tree(build(plan)) == clean(plan, build, monkeypatch), step


def test_another_day_gives_the_bytes_of_a_clean_build(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on(day: date) -> Callable[..., Path]:
        return lambda root, out="public": build_site(root, root / out, day_of(root, day)).out

    on(date(2026, 11, 23))(plan)
    later = on(date(2027, 2, 1))
    assert tree(later(plan)) == clean(plan, later, monkeypatch)


def test_evidence_that_was_collected_gives_the_bytes_of_a_clean_build(
    plan: Path, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = "evidence: {reviewed: {by: ann, on: 2026-11-20}"
    apply(plan, ("backlog/APP-2-serve.md", signed, f"{signed}, tests: {{junit: report.xml}}"))
    (plan / "report.xml").write_text('<testsuite tests="1"><testcase name="a"/></testsuite>', encoding="utf-8")
    before = tree(build(plan))
    done = CliRunner().invoke(group, ["evidence", "collect", "--project", str(plan)])
    assert (plan / "backlog/APP-2.evidence.json").is_file(), done.output
    after = tree(build(plan))
    assert after["items/APP-2.json"] != before["items/APP-2.json"]
    assert after == clean(plan, build, monkeypatch)
