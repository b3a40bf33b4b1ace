"""Git through its own command: a folder and arguments in, bytes out.

Nothing that a repository or a person names is ever read as an option: revisions go behind
`--end-of-options`, paths behind `--`.
"""

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO
from zoneinfo import ZoneInfo

from backlogue.world.git_environment import environment_in

# Containers of CI often read files as somebody who does not own them.
_THEIRS = "detected dubious ownership in repository at "
_OTHERS = "git does not read this repository, which belongs to another user"


# What people set for their own eyes, and would hide the first commit or change how paths are written.
_PLAIN = (
    *("-c", "core.quotePath=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.relative=false"),
    *("-c", "color.ui=false", "-c", "color.grep=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)

# The end of the year 8999. Whoever commits says when, and may say a time that no calendar has.
LATEST = 221_845_392_000 - 1


class GitFault(Exception):
    """Git said no, in its own words; the faces turn it into a finding or a wrong argument."""


def run_git(root: Path, *arguments: str) -> bytes | None:
    """What a git command prints in `root`; None when it fails or git is missing."""
    try:
        return ask_git(root, *arguments)
    except GitFault:
        return None


def ask_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What a git command prints in `root` when it is given some input; GitFault when it fails."""
    try:
        command, environment = _command(root, arguments), environment_in(root)
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except OSError as error:
        raise GitFault(f"git cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        raise GitFault(_reason(done.stderr, arguments[0]))
    return done.stdout


@contextmanager
def stream_git(root: Path, *arguments: str, given: Iterable[bytes] | None = None) -> Iterator[IO[bytes]]:
    """The output of a git command while it runs, fed from `given` in a thread of its own; GitFault when it fails."""
    # A file, for nobody reads complaints while the output is read, and git would wait when a pipe is full of them.
    complaints = TemporaryFile()  # noqa: SIM115
    try:
        process = subprocess.Popen(
            _command(root, arguments),
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment_in(root),
            bufsize=1 << 17,
            pipesize=1 << 20,
        )
    except OSError as error:
        raise GitFault(f"git cannot be run: {error.strerror}") from None
    assert process.stdout is not None
    feeder = None
    faults: list[Exception] = []
    if given is not None:
        assert process.stdin is not None
        feeder = Thread(target=_feed, args=(process, process.stdin, given, faults), daemon=True)
        feeder.start()
    finished = False
    try:
        yield process.stdout
        finished = True
    finally:
        if not finished:
            process.kill()
        process.stdout.close()
        code = process.wait()
        with complaints:
            complaints.seek(0)
            said = complaints.read()
        if feeder is not None:
            feeder.join()
    if faults:
        raise faults[0]
    if code != 0:
        raise GitFault(_reason(said, arguments[0]))


def refusal(root: Path) -> str:
    """Why git will not read the repository around a folder, with the way out; empty where it does or there is none."""
    try:
        ask_git(root, "rev-parse", "--git-dir")
    except GitFault as fault:
        return str(fault) if str(fault).startswith(_OTHERS) else ""
    return ""


def commit_date(root: Path, zone: str, commit: str = "HEAD") -> date | None:
    """The committer's date of a commit in a time zone; None outside git, without commits, and where it bears none."""
    printed = run_git(root, "log", "-1", "--format=%ct", "--end-of-options", commit, "--")
    at = seconds(printed.decode()) if printed else None
    return None if at is None else datetime.fromtimestamp(at, ZoneInfo(zone)).date()


def seconds(printed: str) -> int | None:
    """Seconds since 1970 as git prints them, no later than a calendar has; None of a commit that bears no time."""
    text = printed.strip()
    return min(int(text), LATEST) if text else None


def _reason(said: bytes, command: str) -> str:
    """The first line of git's complaint; of a repository that is somebody else's, with the way out git prints below."""
    lines = said.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")
    if lines[0].startswith(_THEIRS):
        place = lines[0].removeprefix(_THEIRS).strip(" '")
        return f"{_OTHERS}; allow it with git config --global --add safe.directory '{place}'"
    if lines[-1].endswith("from promisor remote"):
        return f"this clone lacks older files, and where it came from does not give them ({lines[0]})"
    return lines[0] or f"git {command} failed"


def is_bare(folder: Path) -> bool:
    """Whether a folder is a repository that has no files beside it."""
    if not (folder / "HEAD").is_file() or not (folder / "objects").is_dir():
        return False
    return run_git(folder, "rev-parse", "--is-bare-repository") == b"true\n"


def _command(root: Path, arguments: tuple[str, ...]) -> list[str]:
    return ["git", "-C", str(root), *_PLAIN, *arguments]


def _feed(process: subprocess.Popen[bytes], pipe: IO[bytes], given: Iterable[bytes], faults: list[Exception]) -> None:
    """Write what is given, and keep what goes wrong in giving it for the thread that reads."""
    try:
        for data in given:
            # The pipe is told that nobody reads it only after another megabyte, which may be a long history.
            if process.returncode is not None:
                break
            pipe.write(data)
    except BrokenPipeError:
        pass  # git ended first; its exit code says why
    except Exception as fault:
        faults.append(fault)
    finally:
        with suppress(BrokenPipeError):
            pipe.close()
