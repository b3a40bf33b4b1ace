"""What a report was made from: a commit, a day and files with their digests, as lines for `sha256sum --check`."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was read, and the digest of its content."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a report was made from. `plan` is one digest over all plan files and locks, of which there are `count`.

    `files` are those that the report speaks of, with the SHA-256 of their bytes; `watched` those that evidence
    depends on, with the digest that locks keep.
    """

    version: str
    commit: str
    day: str
    changed: bool
    count: int
    plan: str
    files: tuple[Entry, ...]
    watched: tuple[Entry, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as `sha256sum --check` reads it: a line for each file, and remarks, which that passes over."""
        return (
            f"# backlogue {self.version}",
            f"# commit {self.commit or 'none: files outside git'}{', with changes not committed' * self.changed}",
            f"# judged as of {self.day}",
            f"# {self.count} plan files and locks, SHA-256 over all: {self.plan}",
            *map(_checked, self.files),
            *(f"# evidence depends on {one.path}: {one.digest or 'not there'}" for one in self.watched),
        )

    @property
    def digest(self) -> str:
        """The SHA-256 of these lines, each with its line end."""
        return sha256("".join(f"{line}\n" for line in self.lines).encode("utf-8", "surrogateescape")).hexdigest()


def _checked(one: Entry) -> str:
    """A file's line; sha256sum marks a line whose name holds a backslash with another one in front."""
    mark = "\\" if "\\" in one.path else ""
    return f"{mark}{one.digest}  {one.path.replace(mark, 2 * mark) if mark else one.path}"
