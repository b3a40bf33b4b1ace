"""A repository in; a digest of all that decides how git writes the names of authors, such as `.mailmap`, out."""

from pathlib import Path

from backlogue.base.digest import digest
from backlogue.world.git import is_bare, run_git
from backlogue.world.repository import Repository

FILE = ".mailmap"


def names_mark(repository: Repository) -> str:
    """Differs where git may write other names than before for commits that are as they were."""
    asked = ("config", "--type=path", "-z", "--get-regexp", r"^mailmap\.")
    settings = run_git(repository.root, *asked) or b""
    # Without a work tree git takes the file from the newest commit.
    blobs = [f"HEAD:{FILE}"] if is_bare(repository.top) else []
    files = [repository.top / FILE]
    for setting in settings.decode("utf-8", "surrogateescape").split("\0"):
        key, _, value = setting.partition("\n")
        if key == "mailmap.file":
            files.append(repository.top / value)
        elif key == "mailmap.blob":
            blobs.append(value)
    return digest(settings, *map(_content, files), *(_blob(repository, one) for one in blobs))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _blob(repository: Repository, name: str) -> bytes:
    return run_git(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name) or b""
