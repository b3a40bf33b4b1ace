"""Repositories that hold less than all: bare (also while a hook decides), partial, sparse, and ones with grafts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder, item, make_repository

from backlogue.cli import group
from backlogue.world.git_environment import cleaned

A, B = "backlog/core/A-1-first.md", "backlog/other/B-1-second.md"
EVERY = (("check",), ("list",), ("show", "A-1"), ("log", "A-1"), ("diff", "HEAD~1"), ("check", "--base", "HEAD~1"))


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    made.commit({"backlogue.yaml": "time_zone: Asia/Tokyo\n", A: item("A-1", depends_on="[B-1]"), B: item("B-1")})
    made.commit({A: item("A-1", depends_on="[B-1]", status="ready")})
    made.git("config", "uploadpack.allowFilter", "true")
    return made


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, [*arguments, "--project", str(root)], standalone_mode=False)


def program(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "backlogue", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def bare(git: GitFolder, tmp_path: Path) -> Path:
    git.git("clone", "--quiet", "--bare", str(git.root), str(tmp_path / "bare.git"))
    return tmp_path / "bare.git"


@pytest.mark.parametrize("command", EVERY)
def test_a_bare_repository_says_what_its_clone_does(git: GitFolder, bare: Path, command: tuple[str, ...]) -> None:
    one, other = run(bare, *command), run(git.root, *command)
    assert one.exception is None
    assert (one.output, one.return_value) == (other.output, other.return_value)


def test_a_day_in_a_bare_repository_ends_in_the_project_s_time_zone(git: GitFolder, bare: Path) -> None:
    # The second commit is of 2026-07-08 08:00 UTC, which is 17:00 in Tokyo.
    assert run(bare, "list", "--at", "2026-07-08", "--format", "ids").output == "A-1\nB-1\n"
    assert "status: ready" not in run(bare, "show", "A-1", "--at", "2026-07-07").output
    assert "name BASE" in str(run(bare, "diff").exception)


def test_doctor_does_not_send_a_bare_repository_to_git_init(bare: Path) -> None:
    said = run(bare, "doctor")
    assert said.return_value == 0
    assert "ok     repository: bare" in said.output
    assert "init" not in said.output


def test_a_server_refuses_a_push_that_breaks_the_plan(git: GitFolder, bare: Path) -> None:
    hook = bare / "hooks" / "update"
    command = f'\'{sys.executable}\' -m backlogue check --at "$3" --base "$2" --severity error'
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{os.pathsep.join(sys.path)}' exec {command}\n", encoding="utf-8")
    hook.chmod(0o755)
    git.git("remote", "add", "origin", str(bare))
    git.commit({A: item("A-1", depends_on="[NOPE-1]")})
    git.git("push", "--quiet", "origin", "main", check=False)
    assert git.git("ls-remote", "origin", "main").split()[0] == git.git("rev-parse", "HEAD~1")
    git.commit({A: item("A-1", depends_on="[B-1]", status="in-progress")})
    git.git("push", "--quiet", "origin", "main")
    assert git.git("ls-remote", "origin", "main").split()[0] == git.head


def test_only_a_quarantine_tells_git_where_objects_are() -> None:
    places = {"GIT_OBJECT_DIRECTORY": "/x", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/y", "GIT_DIR": "."}
    assert not places.keys() & cleaned(places).keys()
    kept = cleaned({**places, "GIT_QUARANTINE_PATH": "/x"})
    assert kept["GIT_OBJECT_DIRECTORY"] == "/x"
    assert "GIT_DIR" not in kept


def test_a_hook_may_ask_another_repository_than_the_one_pushed_to(git: GitFolder, bare: Path, tmp_path: Path) -> None:
    """Its objects are where they always are."""
    other = make_repository(tmp_path / "other")
    other.commit({"backlog/B-7.md": item("B-7")})
    hook = bare / "hooks" / "pre-receive"
    command = f"'{sys.executable}' -m backlogue log B-7 --project '{other.root}'"
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{os.pathsep.join(sys.path)}' exec {command}\n", encoding="utf-8")
    hook.chmod(0o755)
    git.git("remote", "add", "origin", str(bare))
    git.commit({A: item("A-1", status="in-progress")})
    git.git("push", "--quiet", "origin", "main")
    assert git.git("ls-remote", "origin", "main").split()[0] == git.head


def test_a_partial_clone_fetches_what_it_needs_and_says_when_it_cannot(git: GitFolder, tmp_path: Path) -> None:
    git.git("clone", "--quiet", "--filter=blob:none", f"file://{git.root}", str(tmp_path / "partial"))
    clone = tmp_path / "partial"
    whole = run(git.root, "list", "--at", "HEAD~1", "--format", "json")
    assert json.loads(run(clone, "list", "--at", "HEAD~1", "--format", "json").output) == json.loads(whole.output)
    assert "fetched one by one" in run(clone, "doctor").output
    git.git("clone", "--quiet", "--filter=blob:none", f"file://{git.root}", str(tmp_path / "cut"))
    git.git("-C", str(tmp_path / "cut"), "remote", "set-url", "origin", f"file://{tmp_path}/gone")
    for command in (("list", "--at", "HEAD~1"), ("log", "A-1"), ("diff", "HEAD~1"), ("check", "--base", "HEAD~1")):
        done = program(tmp_path / "cut", *command)
        assert done.returncode in (2, 3)
        assert "this clone lacks older files" in done.stderr
        assert "Please report" not in done.stderr


def test_what_a_sparse_checkout_leaves_out_is_told(git: GitFolder) -> None:
    git.git("sparse-checkout", "set", "backlog/core")
    for command in (("check",), ("diff",), ("doctor",)):
        said = run(git.root, *command).output
        assert "git sparse-checkout add backlog sprints" in said, command
    git.git("sparse-checkout", "add", "backlog", "sprints")
    for command in (("check",), ("diff",)):
        assert "sparse-checkout" not in run(git.root, *command).output, command


def test_grafts_do_not_change_what_git_says(git: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(git.root, "log", "A-1").output
    (git.root / ".git" / "info").mkdir(exist_ok=True)
    (git.root / ".git" / "info" / "grafts").write_text(f"{git.head}\n", encoding="utf-8")
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "none"))
    assert run(git.root, "log", "A-1").output == whole
