"""An item that got another id is one item: to `log`, on the site, in a sprint's figures and in old links."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from repositories import GitFolder, item, make_repository

from backlogue.chronicle import read_history
from backlogue.cli import group
from backlogue.history import Timeline, follow
from backlogue.history.timeline import Change, Stamp
from backlogue.site.build import build_site
from backlogue.world.clock import day_of
from backlogue.world.repository import Repository

OLD, NEW = "backlog/A-1-score.md", "backlog/A-40-score.md"


def sprint(first: str, more: str = "") -> str:
    head = "---\nid: one\ntype: sprint\ngoal: G\nstart: 2026-07-07\nend: 2026-07-17\n"
    return f"{head}commitment: {{on: 2026-07-07, items: {{{first}: 3}}}}\n{more}---\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    """A-1 is committed on the 7th of July, begun on the 8th, and is A-40 from the 9th on."""
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    note = item("B-1", body="See A-1.\n")
    made.commit(
        {OLD: item("A-1", sprint="one", points=3), "sprints/one.md": sprint("A-1"), "backlog/B-1-note.md": note}
    )
    made.commit({OLD: item("A-1", sprint="one", points=3, status="in-progress")})
    moved = item("A-40", title="Title of A-1", sprint="one", points=3, status="in-progress", formerly="[A-1]")
    made.commit({OLD: None, NEW: moved, "sprints/one.md": sprint("A-40")})
    return made


def run(git: GitFolder, *arguments: str) -> tuple[str, str]:
    done = CliRunner().invoke(group, [*arguments, "--project", str(git.root)], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.stdout, done.stderr


def test_log_begins_with_the_first_id(git: GitFolder) -> None:
    events = json.loads(run(git, "log", "A-40", "--format", "json")[0])["events"]
    assert [one["after"] for one in events if one["field"] == "status"] == ["todo", "in-progress"]
    assert [(one["field"], one["after"]) for one in events if one["at"].startswith("2026-07-09")] == [
        ("formerly", ["A-1"])
    ]
    told, note = run(git, "log", "A-1")
    assert (told, note) == (run(git, "log", "A-40")[0], "A-1 is A-40 now.\n")


def test_a_sprint_goes_by_the_id_of_today(git: GitFolder) -> None:
    events = json.loads(run(git, "log", "--sprint", "one", "--format", "json")[0])["events"]
    assert {one["id"] for one in events} == {"one", "A-40"}
    committed = [(one["field"], one["after"]) for one in events if one["field"].startswith("commitment.items")]
    assert committed == [("commitment.items.A-40", 3)]


def test_entries_under_changes_go_by_it_too(git: GitFolder) -> None:
    git.commit({"sprints/one.md": sprint("A-40", 'changes: [{on: 2026-07-10, remove: A-40, reason: "x"}]\n')})
    git.commit({NEW: None, "backlog/A-50.md": item("A-50", formerly="[A-1, A-40]")})
    timeline, now = follow(read_history(Repository(git.root), git.head))
    assert now == {"A-1": "A-50", "A-40": "A-50"}
    assert [change.fields["changes"] for change in timeline.changes["one"] if "changes" in change.fields] == [
        [{"on": "2026-07-10", "remove": "A-50", "reason": "x"}]
    ]
    assert timeline.events("A-50").__next__().stamp.at == read_history(Repository(git.root), git.head).stamps[0].at


def test_an_id_that_two_files_had_is_told_and_not_joined(git: GitFolder) -> None:
    git.commit({"backlog/B-1-other.md": item("B-1", title="Another")})
    git.commit({"backlog/B-1-other.md": None, "backlog/B-2-other.md": item("B-2", title="Another", formerly="[B-1]")})
    told, note = run(git, "log", "B-2")
    assert told.count("created") == 1
    assert "its id was B-1, which another item has: see backlogue log B-1" in note
    assert run(git, "log", "B-1")[1] == ""


def test_an_id_that_came_again_has_its_own_history(git: GitFolder) -> None:
    git.commit({"backlog/A-1-again.md": item("A-1", title="Something new")})
    assert "Something new" in run(git, "log", "A-1")[0]
    assert "Something new" not in run(git, "log", "A-40")[0]


@given(st.lists(st.integers(0, 9), max_size=10))
def test_ids_lead_to_the_item_that_had_them_last(choices: list[int]) -> None:
    """As one reads it off: whoever had the id last, by what it is called now. An id that is free may come again."""
    changes: dict[str, list[Change]] = {}
    stamps, came, items = list[Stamp](), list[tuple[int, str]](), dict[str, set[str]]()
    for choice in choices:
        names = [*items, *(one for one in "ABC" if one not in items)]
        name, place, fresh = names[choice % len(names)], len(stamps), f"N-{len(stamps)}"
        stamps.append(Stamp(str(place), place, "", place))
        if name not in items:
            changes.setdefault(name, []).append(Change(place, {"type": "story", "title": f"t{place}"}))
            items[name] = set()
            continue
        changes[name].append(Change(place, {"type": None, "title": None}))
        changes[fresh] = [Change(place, {"type": "story", "title": f"t{place}", "formerly": [name]})]
        came.append((place, fresh))
        had = items.pop(name) | {name}
        items = {other: ids - {name} for other, ids in items.items()} | {fresh: had}
    now = follow(Timeline(stamps, changes, True, came)).now
    assert now == {old: name for name, had in items.items() for old in had if old not in items}


def test_pages_of_today_and_old_links(git: GitFolder) -> None:
    def data(name: str) -> Any:
        return json.loads((built.out / f"{name}.json").read_text(encoding="utf-8"))

    git.commit({})
    built = build_site(git.root, git.root.parent / "public", day_of(git.root))
    history = data("items/A-40")["history"]["steps"]
    assert [one["born"] for one in history] == [True, False, False]
    one = data("sprints/one")
    assert [(row["line"]["id"], row["points"]) for row in one["taken"]] == [("A-40", 3)]
    assert (one["changes"], {point["left"] for point in one["burn"]["points"][:4]}) == ([], {3})
    leads = (built.out / "items" / "A-1.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=A-40.html">' in leads
    assert '<a href="A-40.html">A-40 Title of A-1</a>' in leads
    assert '<a href="../items/A-1.html">A-1</a>' in (built.out / "items" / "B-1.html").read_text(encoding="utf-8")
    assert any("a-1" in one.read_text(encoding="utf-8") for one in (built.out / "data").glob("find-a_.js"))


def test_a_query_for_the_old_id_names_the_new_one(git: GitFolder) -> None:
    assert "it is A-40 now" in run(git, "list", "id = A-1")[1]
