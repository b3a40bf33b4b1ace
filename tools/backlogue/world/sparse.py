"""A project's folder in; how many of its plan files git keeps but has not written to the disk, and what to say, out."""

from pathlib import Path

from backlogue.world.git import run_git
from backlogue.world.tree import CONFIG, FOLDERS

WAY_OUT = f"git sparse-checkout add {' '.join(FOLDERS)}"


def hidden_files(root: Path) -> int:
    """Plan files that a sparse checkout leaves out; to everything that reads the folder they are not there."""
    if run_git(root, "config", "--type=bool", "core.sparseCheckout") != b"true\n":
        return 0
    listed = run_git(root, "ls-files", "-t", "-z", "--", CONFIG, *FOLDERS) or b""
    return sum(entry.startswith(b"S ") for entry in listed.split(b"\0"))


def hidden_words(count: int) -> str:
    """What a command says whose answer may be wrong for that."""
    files = "1 plan file is" if count == 1 else f"{count:,} plan files are"
    return f"{files} not checked out here, which looks as if deleted. Bring them in with: {WAY_OUT}"
