"""What an entry calls its data, and a data set as a tracker knows it, in; whether they may be the same, out."""

from pathlib import PurePosixPath


def fits(wanted: str, name: str, digest: str) -> bool:
    """By name or digest; data/sessions.csv.dvc also fits sessions.csv and sessions, as trackers know no paths."""
    path = PurePosixPath(wanted.removesuffix(".dvc"))
    return name in (wanted, str(path), path.name, path.name.split(".", 1)[0]) or (bool(digest) and digest == wanted)
