"""Three versions of a text in, git's own three-way text merge of them out."""

import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from backlogue.world.git import GitFault
from backlogue.world.git_environment import CLEAN


class TextMerge(NamedTuple):
    """The merged bytes, with markers where there are conflicts, and how many there are (git counts to 127)."""

    data: bytes
    conflicts: int


def merge_text(base: bytes, ours: bytes, theirs: bytes, size: int = 7, with_base: bool = False) -> TextMerge:
    """What `git merge-file` makes of the three; GitFault when it cannot, for instance because they are no text."""
    with tempfile.TemporaryDirectory(prefix="backlogue-") as folder:
        names = {"ours": ours, "base": base, "theirs": theirs}
        for name, data in names.items():
            (Path(folder) / name).write_bytes(data)
        command = ["git", "merge-file", "-p", "-q", f"--marker-size={size}", *(["--diff3"] if with_base else [])]
        labels = [word for name in names for word in ("-L", name)]
        try:
            done = subprocess.run([*command, *labels, *names], cwd=folder, capture_output=True, env=CLEAN, check=False)
        except OSError as error:
            raise GitFault(f"git cannot be run: {error.strerror}") from None
    if done.returncode > 127:
        raise GitFault(done.stderr.decode("utf-8", "replace").strip().removeprefix("error: ") or "no text to merge")
    return TextMerge(done.stdout, done.returncode)
