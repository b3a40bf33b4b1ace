"""Who may approve what in; the lines of a CODEOWNERS file, for GitHub and GitLab, out.

The last line that matches a file counts, so later owners in `backlogue.yaml` go before earlier ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

BEGIN = "# begin: written by `backlogue codeowners` from owners in {}backlogue.yaml"
END = "# end: written by `backlogue codeowners`"


class Share(NamedTuple):
    """Files (of items) and paths (as written) that some people may approve."""

    name: str
    approve: Sequence[str]
    files: Sequence[str]
    paths: Sequence[str]


def write(shares: Iterable[Share], every: Iterable[str], held: str, prefix: str = "") -> str:
    """The file's new text: our part between its marks, none without owners; whatever else it holds left as it is.

    `every` are all plan files, so that a folder whose files all belong to a share is one line.
    `prefix` is the project's place in the repository, with a slash at its end.
    """
    folders = _folders(every)
    if "\r\n" in held:
        # As git checks texts out where it was told to.
        return write(shares, every, held.replace("\r\n", "\n"), prefix).replace("\n", "\r\n")
    begin = BEGIN.format(prefix)
    lines = []
    for share in shares:
        lines.append(f"# {share.name}")
        places = [*share.paths, *_gathered(set(share.files), folders)]
        lines += [f"{_pattern(prefix, place)} {' '.join(share.approve)}" for place in places]
    part = "\n".join([begin, *lines, END]) + "\n" if lines else ""
    before, mark, rest = held.partition(f"{begin}\n")
    after = rest.partition(END)[2].removeprefix("\n")
    if not part:
        return before.rstrip("\n") + "\n" * (before != "") + after if mark else held
    if not mark:
        return f"{held.rstrip()}\n\n{part}" if held.strip() else part
    return before + part + after


def _folders(every: Iterable[str]) -> dict[str, set[str]]:
    """Each folder and all files below it."""
    found: dict[str, set[str]] = {}
    for path in every:
        parts = path.split("/")
        for depth in range(1, len(parts)):
            found.setdefault("/".join(parts[:depth]) + "/", set()).add(path)
    return found


def _gathered(files: set[str], folders: Mapping[str, set[str]]) -> list[str]:
    """The files, those of a whole folder as that folder; the largest folders first."""
    left, places = set(files), []
    for folder in sorted(folders, key=lambda name: (name.count("/"), name)):
        # A folder with one file is no pattern: the next file in it would have an owner by chance.
        if len(folders[folder]) > 1 and folders[folder] <= left:
            places.append(folder)
            left -= folders[folder]
    return sorted([*places, *left])


def _pattern(prefix: str, place: str) -> str:
    """A path from the repository's top, with the signs that the format reads escaped.

    A sign that ends a line, or that no text may hold, cannot be escaped: `?` stands for it, as for any one sign.
    A name with a line break would else add a line of its own, and with it approvers.
    """
    written = f"/{prefix}{place.lstrip('/')}"
    return "".join(_sign(sign) for sign in written)


def _sign(sign: str) -> str:
    if sign in " #\\[]*?!":
        return f"\\{sign}"
    return sign if sign.isprintable() else "?"
