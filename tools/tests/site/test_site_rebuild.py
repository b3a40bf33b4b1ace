"""Building again: the same bytes as a clean build, whatever was kept; and nothing of anybody else's is replaced."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from repositories import GitFolder
from site_project import tree, write

from backlogue.cli import group
from backlogue.site.build import build_site
from backlogue.site.press import NotOurs
from backlogue.world.clock import day_of
from backlogue.world.files import Folder

Build = Callable[..., Path]


def clean(root: Path, build: Build, monkeypatch: pytest.MonkeyPatch, name: str) -> dict[str, bytes]:
    """What a build gives that remembers nothing."""
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(root.parent / f"cache-{name}"))
    return tree(build(root, f"clean-{name}"))


EDITS = {
    "a title": {"backlog/APP-3-fix.md": "---\nid: APP-3\ntype: bug\ntitle: Mended\nstatus: done\nteam: app\n---\n"},
    "a new item": {
        "backlog/APP-7-new.md": "---\nid: APP-7\ntype: story\ntitle: New\nstatus: todo\nteam: app\n---\nAPP-2\n"
    },
    "a renamed file": {
        "backlog/APP-3-fix.md": "",
        "backlog/APP-3-b.md": "---\nid: APP-3\ntype: bug\ntitle: Fix it\nstatus: todo\n---\n",
    },
    "a sprint": {"sprints/s1.md": "---\nid: s1\ntype: sprint\nteam: app\nstart: 2026-11-16\nend: 2026-11-20\n---\n"},
    "the project": {"backlogue.yaml": "name: Another\nteams: {app: {name: App two}}\n"},
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_rebuild_gives_the_bytes_of_a_clean_build(
    small: Path, build: Build, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = os.environ["BACKLOGUE_CACHE_DIR"]
    build(small)
    write(small, {path: text for path, text in EDITS[edit].items() if text})
    for path, text in EDITS[edit].items():
        if not text:
            (small / path).unlink()
    wanted = clean(small, build, monkeypatch, "edit")
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", cache)
    assert tree(build(small)) == wanted


def test_nothing_changed_writes_nothing_and_one_edit_little(small: Path) -> None:
    first = build_site(small, small / "public", day_of(small))
    again = build_site(small, small / "public", day_of(small))
    assert (again.written, again.kept) == (0, first.written)
    (small / "backlog/APP-4-try.md").write_bytes(
        (small / "backlog/APP-4-try.md").read_bytes().replace(b"They do not", b"They do not help")
    )
    edited = build_site(small, small / "public", day_of(small))
    assert 0 < edited.written < 10


def test_a_page_somebody_changed_is_written_anew(small: Path, build: Build) -> None:
    before = tree(build(small))
    page = small / "public/items/APP-2.html"
    page.write_text("changed by hand")
    (small / "public/items/APP-3.html").unlink()
    assert tree(build(small)) == before


def test_a_new_commit_changes_only_the_moment(small: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = GitFolder(small)
    repository.git("init", "--quiet")
    repository.git("add", "--", "backlog", "sprints", "backlogue.yaml")
    repository.git("commit", "--quiet", "-m", "one")
    cache = os.environ["BACKLOGUE_CACHE_DIR"]
    build(small)
    repository.git("commit", "--quiet", "--allow-empty", "-m", "two")
    head = repository.git("rev-parse", "HEAD")
    wanted = clean(small, build, monkeypatch, "commit")
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", cache)
    made = tree(build(small))
    assert made == wanted
    assert f"commit {head[:8]}".encode() in made["items/APP-2.html"]


def test_the_order_of_files_and_the_hash_seed_do_not_matter(small: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = small.parent / f"seed-{seed}"
        run = (
            "from datetime import date; from pathlib import Path; from backlogue.site.build import build_site; "
            f"build_site(Path({str(small)!r}), Path({str(out)!r}), lambda zone: date(2026, 11, 23))"
        )
        environment = os.environ | {"PYTHONHASHSEED": seed, "BACKLOGUE_CACHE_DIR": str(small.parent / seed)}
        subprocess.run([sys.executable, "-c", run], check=True, env=environment)
        made.append(tree(out))
    assert made[0] == made[1]


@pytest.mark.parametrize("target", ["notes", "file", ".", "..", "backlog"])
def test_a_folder_that_is_not_ours_is_never_replaced(small: Path, target: str) -> None:
    (small / "notes").mkdir()
    (small / "notes/mine.txt").write_text("mine")
    (small / "file").write_text("mine")
    before = tree(small.parent)
    with pytest.raises(NotOurs):
        build_site(small, (small / target).resolve(), day_of(small))
    assert tree(small.parent) == before


def test_a_fault_of_ours_leaves_the_old_site_and_no_trace(
    small: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(build(small))

    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("backlogue.site.data.search_files", fail)
    with pytest.raises(RuntimeError):
        build(small)
    assert tree(small / "public") == before
    assert [path.name for path in small.iterdir() if path.name.startswith(".public")] == []


def test_the_built_site_is_no_part_of_the_plan(small: Path, build: Build) -> None:
    build(small)
    assert all(not source.path.startswith("public") for source in Folder(small).listing().sources)


def test_the_site_of_an_earlier_commit(small: Path) -> None:
    repository = GitFolder(small)
    repository.git("init", "--quiet")
    repository.git("add", "--", "backlog", "sprints", "backlogue.yaml")
    repository.git("commit", "--quiet", "-m", "one")
    first = repository.git("rev-parse", "HEAD")
    write(small, EDITS["a title"])
    repository.git("commit", "--quiet", "-am", "two")
    arguments = ["build", "--project", str(small), "--out", str(small / "past"), "--at", "HEAD~1"]
    done = CliRunner().invoke(group, arguments)
    assert done.exception is None, done.output
    text = (small / "past/items/APP-3.html").read_text(encoding="utf-8")
    assert "Fix it" in text
    assert f"commit {first[:8]}<" in text


def test_the_command_refuses_a_folder_that_is_not_ours(small: Path) -> None:
    done = CliRunner().invoke(group, ["build", "--project", str(small), "--out", str(small / "backlog")])
    assert done.exit_code == 2
    assert "files that backlogue did not make" in done.output
