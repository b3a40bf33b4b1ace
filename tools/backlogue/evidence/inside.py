"""A folder and a path below it in; the real place out, or a Fault: nothing outside is read, whatever links say."""

from pathlib import Path

from backlogue.evidence.fault import Fault


def inside(folder: Path, path: str, shown: str = "") -> Path:
    """Where a path below a folder really is. `shown` names it in the Fault, in place of the path."""
    try:
        top, target = folder.resolve(), (folder / path).resolve()
    except (OSError, ValueError, RuntimeError):
        raise Fault("bad-reference", f"{shown or path} is not a path") from None
    if not target.is_relative_to(top):
        raise Fault("not-allowed", f"{shown or path} leads out of the folder it belongs to")
    return target


def read_inside(folder: Path, path: str, most: int, shown: str = "") -> bytes | None:
    """The bytes of a file below a folder; None when there is none. More than `most` bytes are a Fault."""
    target = inside(folder, path, shown)
    try:
        if not target.is_file():
            return None
        with target.open("rb") as file:
            read = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Fault("unparseable", f"{shown or path} cannot be read: {error.strerror}") from None
    if len(read) > most:
        raise Fault("unparseable", f"{shown or path} is larger than {most >> 10} KB")
    return read
