"""Arguments of the program `dvc` in, the JSON it prints out. Without it, or without an answer in time: a Fault."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from backlogue.evidence.answer import read_json
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import shortened
from backlogue.evidence.source import Ask

# DVC locks its repository, so of two of its commands at once one would fail.
_ONE_AT_A_TIME = Lock()
# Neither figures about its use nor a question for a newer version leave this machine because of us.
_QUIET = {"DVC_NO_ANALYTICS": "1", "CI": "1", "DVC_STUDIO_OFFLINE": "1", "NO_COLOR": "1"}
_ABOUT_A_HOST = re.compile(r"(?<=//)[^/\s@]*@|(?<=[?&])[^\s&]*")
_REASONS = (
    ("no remote specified", "not-configured"),
    ("not inside of a dvc repository", "not-configured"),
    ("doesn't exist", "bad-reference"),
    ("does not exist", "bad-reference"),
)


def ask_program(ask: Ask, *arguments: str) -> Any:
    """What `dvc ARGUMENTS` prints in the project's folder, as values."""
    with _ONE_AT_A_TIME:
        try:
            done = subprocess.run(
                [_program(ask), *arguments],
                cwd=ask.root,
                env={**ask.environment, **_QUIET},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=ask.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Fault("unreachable", f"dvc {arguments[0]} gave no answer within {ask.seconds:g} s") from None
        except OSError as error:
            raise Fault("tool-missing", f"dvc cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        raise _failed(arguments[0], done.returncode, _local(ask.root, done.stderr.decode("utf-8", "replace")))
    return read_json(done.stdout, f"what dvc {arguments[0]} prints")


def _program(ask: Ask) -> str:
    """Where dvc is: on the environment's PATH, or installed beside us."""
    found = shutil.which("dvc", path=ask.environment.get("PATH", ""))
    found = found or shutil.which("dvc", path=str(Path(sys.executable).parent))
    if found is None:
        raise Fault("tool-missing", "this can only be told by dvc, which is not installed: pip install dvc")
    return found


def _local(root: Path, words: str) -> str:
    """Where the project lies on this machine is nobody else's business, and would differ on each."""
    for place in (str(root.resolve()), str(root.absolute())):
        words = words.replace(f"{place}/", "").replace(place, "the project")
    return words


def _failed(command: str, code: int, words: str) -> Fault:
    line = next((one for one in words.splitlines() if one.startswith("ERROR")), f"it ended with {code}")
    line = shortened(_ABOUT_A_HOST.sub("", line.removeprefix("ERROR: ").partition(". ")[0]))
    lower = words.casefold()
    for mark, reason in _REASONS:
        if mark in lower:
            return Fault("not-configured" if reason == "not-configured" else "bad-reference", f"dvc {command}: {line}")
    return Fault("unreachable", f"dvc {command}: {line}")
