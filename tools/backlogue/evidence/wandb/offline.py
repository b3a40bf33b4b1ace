"""The folder of an offline run in; the run out, read by W&B's own command.

The `.wandb` file is W&B's private format, so `wandb leet inspect` reads it: once for the run as it
stands (state, summary, configuration, tags), once for its records (group, commit, artifacts).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from backlogue.evidence.answer import read_json, shaped
from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import inside
from backlogue.evidence.source import Ask
from backlogue.evidence.wandb.run import Artifact, Run, moment
from backlogue.evidence.wandb.wish import Wish

# A long run's history is not asked for, but stands between the records that are.
_MOST_BYTES = 256 << 20
# More of these commands than there are cores only slow each other down, until none of them ends in time.
_AT_ONCE = BoundedSemaphore(os.cpu_count() or 1)
_RECORDS = ('"type":"run"', '"type":"artifact"')


def read_offline(wish: Wish, ask: Ask) -> Run:
    """The run as its file tells it."""
    file = _file(ask.root, wish.path)
    reader = Reader(_command(ask), ask.environment.get("PATH", ""), ask.seconds)
    where = file.relative_to(ask.root.resolve()).as_posix()
    # Who waits for others of these commands to end does so outside of the time that its own may take.
    with _AT_ONCE:
        stamp = file.stat()
        return _read(reader, file, where, (stamp.st_mtime_ns, stamp.st_size))


class Reader(NamedTuple):
    """W&B's command, where it looks for programs, and the seconds it may take."""

    command: str
    path: str
    seconds: float


@lru_cache(maxsize=128)
def _read(reader: Reader, file: Path, where: str, _stamp: tuple[int, int]) -> Run:
    """The run in a file, read once for all that refer to it as it is: the command takes seconds."""
    whose = f"what wandb says about {where}"
    summary = read_json(_inspect(reader, file, "--summary"), whose)
    records = [read_json(line, whose) for line in _inspect(reader, file).splitlines() if _wanted(line)]
    digest = sha256(file.read_bytes()).hexdigest()
    return shaped(whose, lambda told: _run(told, records, where, digest), summary)


def _file(root: Path, path: str) -> Path:
    """The one `.wandb` file that a path means: itself, or the one in the folder."""
    place = inside(root, path)
    if place.is_dir():
        files = sorted(place.glob("*.wandb"))
        if len(files) != 1:
            raise Fault("file-missing", f"{path} holds {len(files) or 'no'} files that end in .wandb; one is needed")
        place = inside(root, str(files[0]), path)
    if not place.is_file():
        raise Fault("file-missing", f"there is no offline run {path}")
    return place


def _command(ask: Ask) -> str:
    """W&B's command on the path, or beside the Python that runs us."""
    beside = Path(sys.executable).parent / "wandb"
    found = shutil.which("wandb", path=ask.environment.get("PATH", "")) or (str(beside) if beside.is_file() else None)
    if found is None:
        raise Fault("tool-missing", "an offline run is read by W&B's own command: install the package wandb")
    return found


def _inspect(reader: Reader, file: Path, *options: str) -> str:
    """What `wandb leet inspect` prints; a clean environment keeps keys, settings and reports of errors out of it."""
    with TemporaryDirectory() as home:
        clean = {"PATH": reader.path, "HOME": home, "WANDB_ERROR_REPORTING": "false"}
        asked = [reader.command, "leet", "inspect", *options, "--json", "--", str(file)]
        try:
            done = subprocess.run(asked, cwd=home, env=clean, capture_output=True, timeout=reader.seconds, check=False)
        except subprocess.TimeoutExpired:
            raise Fault("unreachable", f"wandb gave no answer within {reader.seconds:g} s") from None
        except OSError as error:
            raise Fault("tool-missing", f"wandb cannot be run: {error.strerror}") from None
    words = done.stderr.decode("utf-8", "replace")
    # Damage in the middle of a file is skipped with a word and exit code 0, and values would be old ones.
    if done.returncode != 0 or "corrupt" in words or len(done.stdout) > _MOST_BYTES:
        if "No such command" in words or "unknown" in words:
            raise Fault("tool-missing", "this version of wandb cannot read offline runs: install wandb 0.31 or later")
        raise Fault("unparseable", f"wandb cannot read {file.name}")
    return done.stdout.decode("utf-8", "replace")


def _wanted(line: str) -> bool:
    return any(word in line[:80] for word in _RECORDS)


def _run(told: Mapping[str, Any], records: Iterable[Mapping[str, Any]], where: str, digest: str) -> Run:
    about: Mapping[str, Any] = next((each["run"] for each in records if each["type"] == "run"), {})
    state = str(told.get("state") or "")
    if about == {} or state.startswith("unknown"):
        raise Fault("run-not-finished", f"{where} ends before the run began")
    return Run(
        where=where,
        state=state,
        at=moment(told.get("summary") or {}, str(told.get("start_time") or "")),
        commit=str((about.get("git") or {}).get("commit") or ""),
        name=str(told.get("name") or ""),
        group=str(about.get("run_group") or ""),
        job_type=str(about.get("job_type") or ""),
        tags=tuple(sorted(map(str, told.get("tags") or []))),
        config={key: value for key, value in (told.get("config") or {}).items() if key != "_wandb"},
        summary=dict(told.get("summary") or {}),
        artifacts=tuple(sorted(_artifact(each["artifact"]) for each in records if each["type"] == "artifact")),
        digest=digest,
    )


def _artifact(told: Mapping[str, Any]) -> Artifact:
    """An artifact that the run made; one that it uses would have to be fetched, which offline runs cannot."""
    return Artifact(
        name=str(told["name"]),
        type=str(told["type"]),
        digest=str(told.get("digest") or ""),
        version="",
        aliases=tuple(sorted(map(str, told.get("aliases") or []))),
        used=False,
    )
