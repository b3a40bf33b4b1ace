"""What the site shows of the past: item histories, courses of sprints, changes, the feed, earlier moments; and what it
says where it cannot know."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from repositories import GitFolder, item, make_repository
from site_project import SMALL, tree, write

from backlogue.cli.build import COMMAND
from backlogue.site.build import Built, build_site
from backlogue.world.clock import day_of
from backlogue.world.git_environment import CLEAN

ATOM = "{http://www.w3.org/2005/Atom}"
A, B = "backlog/A-1-first.md", "backlog/A-2-second.md"
CONFIG = "repository: https://github.com/acme/small\nteams: {app: {name: App}}\n"


def sprint(name: str, start: str, end: str, **values: object) -> str:
    rest = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\nid: {name}\ntype: sprint\nteam: app\ngoal: G\nstart: {start}\nend: {end}\n{rest}---\n"


@pytest.fixture
def git(tmp_path: Path) -> GitFolder:
    """Commits on 7, 8, 9, 10 ... July 2026: two items, a sprint that ends on the 10th, one that runs."""
    git = make_repository(tmp_path / "project")
    one = sprint("one", "2026-07-06", "2026-07-10", commitment="{on: 2026-07-06, items: {A-1: 5}}")
    plan = {"backlogue.yaml": CONFIG, "sprints/one.md": one}
    git.commit(plan | {A: item("A-1", sprint="one", points=5, team="app"), B: item("A-2", points=3, team="app")})
    git.commit({A: item("A-1", sprint="one", points=5, team="app", status="in-progress")}, author="Bob")
    git.commit({A: item("A-1", sprint="one", points=5, team="app", status="done")})
    git.commit({"sprints/two.md": sprint("two", "2026-07-11", "2026-07-24")})
    git.commit({B: item("A-2", points=3, team="app", sprint="two", status="ready", title="'<b>Second</b>'")})
    git.commit({B: item("A-2", points=3, team="app", sprint="two", status="in-progress")})
    return git


def build(root: Path, out: str = "public", moments: tuple[str, ...] = (), day: date | None = None) -> Built:
    return build_site(root, root.parent / out, day_of(root, day), moments=moments)


def data(built: Built, name: str) -> Any:
    return json.loads((built.out / f"{name}.json").read_text(encoding="utf-8"))


def test_an_item_has_its_history_newest_last_with_links_to_commits(git: GitFolder) -> None:
    built = build(git.root)
    steps = data(built, "items/A-1")["history"]["steps"]
    assert [(one["day"], one["author"], one["born"]) for one in steps] == [
        ("7 July 2026", "Alice", True), ("8 July 2026", "Bob", False), ("9 July 2026", "Alice", False),
    ]  # fmt: skip
    assert [(one["field"], one["before"], one["after"]) for one in steps[1]["edits"]] == [
        ("status", "todo", "in-progress")
    ]
    page = (built.out / "items/A-1.html").read_text(encoding="utf-8")
    assert page.count("https://github.com/acme/small/commit/") == 3


def test_a_sprint_has_its_course_and_what_it_said_and_did(git: GitFolder) -> None:
    built = build(git.root)
    view = data(built, "sprints/one")
    assert [(one["day"], one["left"]) for one in view["burn"]["points"]] == [
        ("Start", 5), ("6 July 2026", None), ("7 July 2026", 5), ("8 July 2026", 5), ("9 July 2026", 0),
        ("10 July 2026", 0),
    ]  # fmt: skip
    assert (view["promise"]["kept"], view["promise"]["percent"], view["delivered"]) == (5, 100, 5)
    page = (built.out / "sprints/one.html").read_text(encoding="utf-8")
    for name in ("burndown", "burnup", "velocity"):
        assert f'aria-labelledby="{name}-t {name}-d"' in page
        assert (built.out / f"sprints/one.{name}.csv").is_file()
    # All of the scope is done, so its line and that of what is done end in one point, with one word.
    assert ">all 5 done<" in page
    assert ">scope 5<" not in page
    assert data(built, "sprints/two")["promise"] is None


def test_changes_since_the_last_sprint_end_come_consequences_first(git: GitFolder) -> None:
    parts = data(build(git.root), "changes/index")["parts"]
    assert [one["name"] for one in parts] == ["since the last sprint ended"]  # the history is younger than two weeks
    assert parts[0]["day"] == "10 July 2026"
    assert [one["id"] for one in parts[0]["changed"]] == ["A-2"]
    text = "".join(word["text"] for word in parts[0]["follows"][0]["words"])
    assert "A-2" in text


@pytest.mark.parametrize("asked", ["2026-07-09", "HEAD~3"])
def test_changes_and_feed_since_what_was_asked_for(git: GitFolder, asked: str) -> None:
    built = build_site(git.root, git.root.parent / "public", day_of(git.root), since=asked)
    parts = data(built, "changes/index")["parts"]
    assert parts[0]["name"] == ("since 9 July 2026" if asked.startswith("2026") else "since HEAD~3")
    assert (parts[0]["day"], parts[0]["whole"]) == ("9 July 2026", asked.startswith("2026"))
    assert [one["id"] for one in parts[0]["changed"]] == ["A-2", "two"]
    assert parts[1]["name"] == "since the last sprint ended"
    page = (built.out / "changes/index.html").read_text(encoding="utf-8")
    assert ("the end of 9 July 2026, commit" in page) == asked.startswith("2026")
    feed = ElementTree.parse(built.out / "changes.atom")
    assert [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}updated")] == [
        "2026-07-12T08:00:00Z", "2026-07-11T08:00:00Z", "2026-07-10T08:00:00Z",
    ]  # fmt: skip


def test_a_feed_since_long_ago_has_more_than_the_last_fifty(git: GitFolder) -> None:
    for number in range(60):
        git.commit({B: item("A-2", points=number)})
    built = build_site(git.root, git.root.parent / "public", day_of(git.root), since="2026-07-07")
    assert len(list(ElementTree.parse(built.out / "changes.atom").iterfind(f"{ATOM}entry"))) == 65


def test_since_what_is_not_there_and_moments_without_a_past_are_told(git: GitFolder, tmp_path: Path) -> None:
    def run(root: Path, *words: str) -> Any:
        return CliRunner().invoke(
            COMMAND, ["--project", str(root), "--out", str(tmp_path / "out"), *words], standalone_mode=False
        )

    assert "'nope' names no commit here" in str(run(git.root, "--since", "nope").exception)
    assert not (tmp_path / "out").exists()
    plain = write(tmp_path / "plain", SMALL)
    assert "not in a git repository" in str(run(plain, "--since", "2026-07-07").exception)
    assert "No earlier moment: The plan is not in a git repository" in run(plain, "--as-of", "sprints").output


def test_the_feed_is_valid_and_keeps_its_ids(git: GitFolder) -> None:
    feed = ElementTree.parse(build(git.root).out / "changes.atom").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}updated") == "2026-07-12T08:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 6
    for entry in entries:
        for name in ("id", "title", "updated", "content"):
            assert (entry.findtext(f"{ATOM}{name}") or "").strip()
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith("https://github.com/acme/small/commit/")
    assert "&lt;b&gt;" in (entries[0].findtext(f"{ATOM}content") or "")
    before = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(before)) == 6
    git.commit({A: None}, "Gone")
    again = ElementTree.parse(build(git.root).out / "changes.atom").getroot()
    assert [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")][1:] == before
    assert again.findtext(f"{ATOM}id") == feed.findtext(f"{ATOM}id")


def test_a_repository_of_another_user_is_not_called_none(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    text = (build(git.root).out / "changes" / "index.html").read_text(encoding="utf-8")
    assert "belongs to another user; allow it with git config" in text


@pytest.mark.parametrize("kind", ["no git", "shallow", "no commit"])
def test_where_nothing_is_known_of_the_past_pages_say_so(git: GitFolder, tmp_path: Path, kind: str) -> None:
    root = write(tmp_path / "other", SMALL)
    words = {"no git": "not in a git repository", "no commit": "no commit yet", "shallow": "shallow clone"}[kind]
    item_id, sprint_id = "APP-2", "s1"
    if kind == "shallow":
        root, item_id, sprint_id = tmp_path / "clone", "A-1", "one"
        subprocess.run(["git", "clone", "-q", "--depth", "2", git.root.as_uri(), str(root)], check=True)
    elif kind == "no commit":
        subprocess.run(["git", "init", "-q", str(root)], check=True)
    built = build_site(root, tmp_path / "out", day_of(root, date(2026, 11, 23)), moments=("sprints",))
    for page in (f"items/{item_id}", f"sprints/{sprint_id}", "changes/index"):
        text = (built.out / f"{page}.html").read_text(encoding="utf-8")
        assert words in text, page
    assert data(built, f"sprints/{sprint_id}")["burn"] is None
    assert data(built, f"items/{item_id}")["history"]["steps"] == []
    assert not (built.out / "changes.atom").exists()
    assert not (built.out / "at").exists()


def test_moments_show_the_plan_of_their_day_and_every_link_leads_somewhere(git: GitFolder) -> None:
    git.commit({A: None}, "Gone")
    built = build(git.root, moments=("sprints", "2026-07-08", "2026-07-05"))
    assert sorted(path.name for path in (built.out / "at").iterdir() if path.is_dir()) == ["2026-07-08", "2026-07-10"]
    assert data(built, "at/2026-07-08/sprints/one")["when"] == "running"
    assert not (built.out / "at/2026-07-10/items").exists()
    html = (built.out / "at/2026-07-08/boards/app.html").read_text(encoding="utf-8")
    assert "The plan as it was at the end of 8 July 2026" in html
    assert "A-1" in html
    assert "items/A-1.html" not in html  # gone today, so nothing to lead to
    for page in (built.out / "at").rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.read_text(encoding="utf-8")):
            assert (page.parent / address).resolve().is_file(), f"{page}: {address}"


def test_a_moment_leads_to_the_board_of_today_though_the_team_is_called_index(git: GitFolder) -> None:
    git.commit({"backlogue.yaml": CONFIG.replace("app:", "index:")})
    git.commit({B: item("A-2", points=3, sprint="two", status="done")})
    html = (build(git.root, moments=("2026-07-13",)).out / "at/2026-07-13/boards/index_.html").read_text(
        encoding="utf-8"
    )
    assert 'href="../../../boards/index_.html"' in html


def test_moments_are_rendered_once(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    build(git.root, moments=("sprints",))
    before = tree(git.root.parent / "public/at/2026-07-10")
    git.commit({B: item("A-2", points=8, team="app", sprint="two"), "backlog/A-7-new.md": item("A-7")})
    monkeypatch.setattr("backlogue.site.moments._write", lambda *_: pytest.fail("rendered again"))
    build(git.root, moments=("sprints",))
    assert tree(git.root.parent / "public/at/2026-07-10") == before
    monkeypatch.undo()
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(git.root.parent / "fresh"))
    clean = build(git.root, "clean", moments=("sprints",))
    assert tree(clean.out) == tree(git.root.parent / "public")


def test_a_page_leads_to_itself_at_another_moment(git: GitFolder) -> None:
    built = build(git.root, moments=("sprints",))
    assert 'href="../at/2026-07-10/boards/app.html"' in (built.out / "boards/app.html").read_text(encoding="utf-8")
    assert 'href="../at/2026-07-10/index.html"' in (built.out / "items/A-1.html").read_text(encoding="utf-8")
    then = (built.out / "at/2026-07-10/boards/app.html").read_text(encoding="utf-8")
    assert 'href="../../../boards/app.html"' in then


def test_the_command_takes_days_and_refuses_what_is_none(git: GitFolder) -> None:
    arguments = ["--project", str(git.root), "--out", str(git.root.parent / "out")]
    done = CliRunner().invoke(COMMAND, [*arguments, "--as-of", "2026-07-08"], standalone_mode=False)
    assert done.exception is None
    assert (git.root.parent / "out/at/2026-07-08/index.html").is_file()
    refused = CliRunner().invoke(COMMAND, [*arguments, "--as-of", "yesterday"])
    assert refused.exit_code == 2
    assert "neither `sprints` nor a day" in refused.output


def test_one_commit_writes_only_what_it_changed(git: GitFolder) -> None:
    first = build(git.root)
    git.commit({}, "Nothing")
    again = build(git.root)
    assert again.written < 12 < first.written


def test_the_feed_tells_items_in_the_order_of_their_numbers(git: GitFolder) -> None:
    turned = '"One \\u202Eowt"'
    git.commit({f"backlog/A-{number}.md": item(f"A-{number}", title=turned) for number in (9, 10)})
    feed = ElementTree.parse(build(git.root).out / "changes.atom").getroot()
    told = "".join(feed.find(f"{ATOM}entry").itertext())  # type: ignore[union-attr]
    assert 0 < told.index("A-9") < told.index("A-10")
    assert "One \ufffdowt" in told
