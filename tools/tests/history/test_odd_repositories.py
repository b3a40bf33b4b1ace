"""Repositories as other people make them: names of files that are no text, dates that no calendar has, own settings."""

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import GitFolder, item, make_repository

from backlogue.chronicle import read_history
from backlogue.cli import group
from backlogue.evidence.committed import last_change
from backlogue.world import revisions
from backlogue.world.clock import named_day
from backlogue.world.git import stream_git
from backlogue.world.repository import Repository
from backlogue.world.revisions import FileChange, Revision, main_line


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    made.commit({"plan/backlogue.yaml": "name: Odd\n", "plan/backlog/A-1.md": item("A-1")})
    return made


def run(git: GitFolder, *arguments: str) -> str:
    done = CliRunner().invoke(group, [*arguments, "--project", str(git.root / "plan")], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.stdout


def test_names_of_files_that_are_no_text(git: GitFolder) -> None:
    start = git.head
    folder = os.fsencode(git.root / "plan" / "backlog")
    for name, text in ((b"A-2-\xff.md", "A-2"), (b"A-3-new\nline.md", "A-3"), (b"A-5-\x1b[31m.md", "A-5")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(item(text, status="nope"))
    git.commit({"plan/backlog/A-4.md": item("A-4", title="Its own title")})
    told = json.loads(run(git, "diff", start, "--format", "json"))
    titles = {one["id"]: one["title"] for one in told["items"]}
    assert titles["A-4"] == "Its own title"
    assert titles["A-2"] == "Title of A-2"
    for form in ("text", "sarif", "json", "junit", "gitlab", "markdown"):
        assert "\x1b" not in run(git, "check", "--base", start, "--format", form), form
    assert "\x1b" not in run(git, "diff", start)


def test_a_commit_of_a_time_that_no_calendar_has(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit({"plan/backlog/A-2.md": item("A-2")})
    tree, parent = git.git("rev-parse", "HEAD^{tree}"), git.head
    when = "A <a@b> 99999999999999 +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {when}\ncommitter {when}\n\nFar\n"
    (git.root / "far").write_text(text, encoding="utf-8")
    git.git("update-ref", "HEAD", git.git("hash-object", "-t", "commit", "-w", "far"))
    (git.root / "far").unlink()
    assert json.loads(run(git, "check", "--format", "json"))["summary"]["items"] == 2
    newest = next(main_line(Repository(git.root / "plan"), "HEAD"))
    assert newest.at < 300_000_000_000
    assert json.loads(run(git, "log", "A-2", "--format", "json"))["events"]


@pytest.mark.parametrize("lacking", ["author", "committer"])
def test_a_commit_that_bears_no_time(git: GitFolder, lacking: str) -> None:
    """Importers of other version controls made some. To git they are as old as can be; history goes on behind."""
    git.write({"plan/backlog/A-1.md": item("A-1", status="ready")})
    git.git("add", "--all")
    who = {name: f"{name} A <a@b>{'' if name == lacking else f' {git.now} +0000'}" for name in ("author", "committer")}
    head = f"tree {git.git('write-tree')}\nparent {git.head}\n"
    (git.root / "raw").write_text(f"{head}{who['author']}\n{who['committer']}\n\nNo time\n", encoding="utf-8")
    commit = git.git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    (git.root / "raw").unlink()
    git.git("reset", "--quiet", "--hard", commit)
    assert json.loads(run(git, "check", "--format", "json"))["summary"]["items"] == 1
    assert last_change(git.root, ["plan"]).commit == commit
    git.commit({"plan/backlog/A-1.md": item("A-1", status="done")})
    events = json.loads(run(git, "log", "A-1", "--format", "json"))["events"]
    assert [one["after"] for one in events if one["field"] == "status"] == ["todo", "ready", "done"]
    assert json.loads(run(git, "list", "--at", "2026-07-07", "--format", "json"))["items"]


def test_a_fault_in_reading_what_git_lists_is_not_lost(git: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It arises in the thread that feeds the other git; what was read until then is not the history."""
    git.commit({"plan/backlog/A-2.md": item("A-2")})
    made = revisions._revision

    def odd(head: str, changes: list[FileChange]) -> Revision:
        if git.head in head:
            raise ValueError("not what git prints")
        return made(head, changes)

    monkeypatch.setattr(revisions, "_revision", odd)
    with pytest.raises(ValueError, match="not what git prints"):
        read_history(Repository(git.root / "plan"), git.head)


def test_who_stops_reading_waits_for_nothing_that_is_still_to_be_given(git: GitFolder) -> None:
    asked: list[int] = []

    def given() -> Iterator[bytes]:
        for number in range(20_000):
            asked.append(number)
            time.sleep(0.0005)
            yield b"HEAD\n"

    with pytest.raises(KeyboardInterrupt), stream_git(git.root, "cat-file", "--batch-check", given=given()):
        time.sleep(0.1)
        raise KeyboardInterrupt
    assert len(asked) < 20_000
    assert threading.active_count() == 1


@pytest.mark.parametrize("way", ["an encoding of its own", "an encoding that nobody told", "a setting"])
def test_names_of_authors_that_are_no_utf_8(git: GitFolder, way: str) -> None:
    if way == "a setting":
        git.git("config", "i18n.logOutputEncoding", "ISO-8859-1")
        git.commit({"plan/backlog/A-2.md": item("A-2")}, author="J\xf6rg")
    else:
        git.commit({"plan/backlog/A-2.md": item("A-2")})
        raw = git.git("cat-file", "commit", "HEAD").replace("Alice", "J\xf6rg").encode("latin-1")
        if way == "an encoding of its own":
            raw = raw.replace(b"\n\n", b"\nencoding ISO-8859-1\n\n", 1)
        (git.root / "raw").write_bytes(raw + b"\n")
        git.git("reset", "--quiet", "--hard", git.git("hash-object", "-t", "commit", "-w", "--literally", "raw"))
    events = json.loads(run(git, "log", "A-2", "--format", "json"))["events"]
    assert {one["author"] for one in events} == {"J\ufffdrg" if "nobody" in way else "J\xf6rg"}
    run(git, "build", "--out", str(git.root / "site"))


@pytest.mark.parametrize(
    ("key", "value"),
    [("log.showRoot", "false"), ("diff.relative", "true"), ("color.ui", "always"), ("log.showSignature", "true")],
)
def test_settings_that_people_make_for_their_own_eyes(git: GitFolder, key: str, value: str) -> None:
    start = git.head
    git.commit({"plan/backlog/A-2.md": item("A-2", depends_on="[A-1]"), "plan/backlog/A-1.md": item("A-1", team="x")})
    repository = Repository(git.root / "plan")

    def asked() -> tuple[object, ...]:
        return (
            [*main_line(repository, "HEAD")],
            repository.mentions("HEAD", ["A-1"]),
            repository.changed_files(start, "HEAD"),
        )

    before = asked()
    git.git("config", key, value)
    assert before[1] == ["backlog/A-1.md", "backlog/A-2.md"]
    assert asked() == before


def test_words_beyond_what_a_command_line_holds(git: GitFolder) -> None:
    words = [f"WORD-{number}" for number in range(90_000)]
    assert Repository(git.root / "plan").mentions("HEAD", [*words, "A-1"]) == ["backlog/A-1.md"]


def test_a_moment_is_a_day_only_as_it_is_documented() -> None:
    assert str(named_day("2026-11-23")) == "2026-11-23"
    for revision in ("20261123", "2026-W47-1", "9999-12-31", "0001-01-01", "2026-02-30", "2026-11-23 "):
        assert named_day(revision) is None


def test_a_text_that_the_repository_lost_is_told_and_no_difference_is_made_up(tmp_path: Path) -> None:
    git = make_repository(tmp_path)
    git.commit({"backlogue.yaml": "name: Test\n", "backlog/A-1.md": item("A-1", status="todo")})
    git.commit({"backlog/A-1.md": item("A-1", status="done")})
    blob = git.git("rev-parse", "HEAD~1:backlog/A-1.md")
    (git.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for arguments in (["log", "A-1"], ["diff", "HEAD~1"], ["check", "--base", "HEAD~1"]):
        told = CliRunner().invoke(group, [*arguments, "--project", str(git.root)])
        assert told.exit_code == 2
        assert "is gone from this repository (git fsck names" in told.output
    told = CliRunner().invoke(group, ["check", "--at", "HEAD~1", "--project", str(git.root)])
    assert "backlog/A-1.md:1:1: error SRC108 cannot be read: its text is gone from this repository" in told.output
