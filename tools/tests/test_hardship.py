"""Commands that lack disk, rights, git, a reader, a home or time: they say so, and leave nothing half-written."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from site_project import SMALL

from backlogue.world import whole, write
from backlogue.world.together import replace_all

Run = Callable[..., subprocess.CompletedProcess[bytes]]
EXPORT = b"Issue key,Issue Type,Summary,Status\nAPP-7,Story,Serve the score,To Do\nAPP-8,Bug,Mend it,To Do\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    for path, text in SMALL.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "export.csv").write_bytes(EXPORT)
    return folder


@pytest.fixture
def run(root: Path) -> Run:
    def run(*arguments: str, env: dict[str, str] | None = None, **more: object) -> subprocess.CompletedProcess[bytes]:
        kept = {**os.environ, "BACKLOGUE_CACHE_DIR": str(root.parent / "cache")} if env is None else dict(env)
        kept["COLUMNS"] = "100"
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, "-m", "backlogue", *arguments]
        return subprocess.run(command, cwd=root, env=kept, check=False, **{**streams, **more})  # type: ignore[call-overload]

    return run


def content(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


WRITING = [
    ("set", "APP-2", "title=Another"),
    ("new", "story", "title=Another"),
    ("schema",),
    ("init",),
    ("import", "jira", "../export.csv", "--into", "../imported"),
    ("build", "--out", "../public"),
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: arguments[0])
def test_a_full_disk_leaves_everything_as_it_was(arguments: tuple[str, ...], root: Path, run: Run) -> None:
    before = content(root)
    done = run(*arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16)))
    assert done.returncode in (1, 3), done.stderr
    assert b"File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"fault of backlogue" not in done.stderr
    assert content(root) == before
    assert not content(root.parent / "imported")
    assert not content(root.parent / "public")


@pytest.mark.parametrize("arguments", WRITING[:4], ids=lambda arguments: arguments[0])
def test_a_project_nobody_may_write_stays_as_it_is(arguments: tuple[str, ...], root: Path, run: Run) -> None:
    if os.geteuid() == 0:
        pytest.skip("root can write everywhere")
    before = content(root)
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = run(*arguments)
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode in (1, 3)
    assert b"Permission denied" in done.stderr
    assert content(root) == before


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=["Ctrl-C", "full"])
@pytest.mark.parametrize("step", ["made", "open", "fsync", "chmod", "replace", "link"])
def test_no_step_of_writing_leaves_half_a_file(
    stop: BaseException, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    calls = {
        "replace": lambda: write.replace(tmp_path, "a.md", b"old", b"new"),
        "replace_all": lambda: replace_all(tmp_path, {"a.md": (b"old", b"new"), "b.md": (b"old", b"new")}),
        "create": lambda: write.create(tmp_path, "c.md", b"new"),
        "write_whole": lambda: whole.write_whole(tmp_path, {"d/e.md": "new", "f.md": "new"}),
    }

    def refuse(*_: object, **__: object) -> None:
        raise stop

    def make_and_refuse(*arguments: Any) -> None:
        os.close(make(*arguments))
        raise stop

    make = os.open
    for name, call in calls.items():
        with monkeypatch.context() as here:
            if step == "made":
                here.setattr(os, "open", make_and_refuse)
            elif step == "chmod":
                here.setattr(Path, "chmod", refuse)
            elif step == "open":
                here.setattr(write, "open", refuse, raising=False)
                here.setattr(Path, "open", refuse)
            else:
                here.setattr(os, step, refuse)
            finished = True
            try:
                call()
            except (KeyboardInterrupt, OSError):
                finished = False
        if not finished:
            assert content(tmp_path) == {"a.md": b"old", "b.md": b"old"}, name
            assert len(list(tmp_path.iterdir())) == 2, name
        for path in list(tmp_path.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for kept in ("a.md", "b.md"):
            (tmp_path / kept).write_bytes(b"old")


def test_ctrl_c_ends_a_check_quietly(root: Path) -> None:
    """Git takes its time, and the user stops the check that waits for the day of the last commit."""
    slow = root.parent / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\ntouch ../waiting\nexec sleep 20\n")
    (slow / "git").chmod(0o755)
    env = {**os.environ, "PATH": f"{slow}:{os.environ['PATH']}", "BACKLOGUE_CACHE_DIR": str(root.parent / "cache")}
    process = subprocess.Popen(
        [sys.executable, "-m", "backlogue", "check"], cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    end = time.monotonic() + 60
    while not (root.parent / "waiting").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert err.strip() == b"Interrupted; nothing was left half-written."


@pytest.mark.parametrize(
    "arguments", [("check",), ("list",), ("show", "APP-2"), ("explain",)], ids=lambda arguments: arguments[0]
)
def test_nobody_reads_the_output(arguments: tuple[str, ...], run: Run) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for stdout, code in ((writer, {0, 1}), (os.open("/dev/full", os.O_WRONLY), {3})):
        done = run(*arguments, stdout=stdout)
        os.close(stdout)
        assert done.returncode in code, done.stderr
        assert b"Traceback" not in done.stderr
        assert b"fault of backlogue" not in done.stderr
    done = run(*arguments, stdout=None, preexec_fn=lambda: os.close(1))
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == b""


def test_no_home_no_locale_no_cache(root: Path, run: Run) -> None:
    usual = run("list")
    assert usual.returncode == 0
    for env in (
        {},
        {"HOME": "/nonexistent", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"BACKLOGUE_CACHE_DIR": "/proc/none"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0"},
    ):
        done = run("list", env={"PATH": os.environ["PATH"], **env})
        assert (done.returncode, done.stdout) == (0, usual.stdout), done.stderr


@pytest.mark.parametrize("git", ["missing", "failing"])
def test_without_git(git: str, root: Path, run: Run) -> None:
    place = root.parent / "bin"
    place.mkdir()
    if git == "failing":
        (place / "git").write_text("#!/bin/sh\necho 'fatal: out of order' >&2\nexit 128\n")
        (place / "git").chmod(0o755)
    env = {"PATH": f"{place}:/nonexistent", "BACKLOGUE_CACHE_DIR": str(root.parent / "cache")}
    assert run("check", env=env).returncode in (0, 1)
    assert run("list", env=env).returncode == 0
    assert run("set", "APP-2", "title=Another", env=env).returncode == 0
    assert run("doctor", env=env).returncode in (0, 1)
    for arguments in (("check", "--base", "main"), ("check", "--at", "2026-07-01"), ("log", "APP-2"), ("diff",)):
        done = run(*arguments, env=env)
        assert done.returncode == 2, (arguments, done.stderr)
        assert b"git" in done.stderr
        assert b"fault of backlogue" not in done.stderr


def test_a_checkout_with_windows_line_ends_says_the_same(root: Path, run: Run) -> None:
    usual = run("check", "--today", "2026-07-06")
    for path in root.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check", "--today", "2026-07-06").stdout == usual.stdout
    assert run("set", "APP-2", "title=Another").returncode == 0
    assert b"\r\ntitle: Another\r\n" in (root / "backlog" / "APP-2-serve.md").read_bytes()


def test_two_thousand_broken_files(root: Path, run: Run) -> None:
    for number in range(2_000):
        (root / "backlog" / f"APP-{number + 100}-x.md").write_bytes(b"---\nid: [\n---\n" if number % 2 else b"")
    done = run("check", "--format", "json")
    assert done.returncode == 1
    assert done.stdout.count(b'"code"') >= 2_000
