"""A folder as a registry: a package and the name of a value in, every plug's value out, in file order."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple


class Plug(NamedTuple):
    """One value found in a registry folder, with the folder and docstring of the file that defines it."""

    value: Any
    folder: str
    docs: str


@cache
def discover(package: str, name: str) -> tuple[Plug, ...]:
    """The value called `name` from each module below `package` (one level of sub-folders at most).

    A module that lacks the value is our own fault and raises AttributeError.
    """
    root = Path(str(import_module(package).__path__[0]))
    found = []
    for path in sorted([*root.glob("*.py"), *root.glob("*/*.py")]):
        if path.stem.startswith("_"):
            continue
        module = import_module(".".join((package, *path.relative_to(root).with_suffix("").parts)))
        found.append(Plug(getattr(module, name), path.parent.name, (module.__doc__ or "").strip()))
    return tuple(found)


def pick(package: str, stem: str, name: str) -> Any:
    """The value called `name` from one file of a registry, `stem.py` or `stem_.py`, without importing the others."""
    root = Path(str(import_module(package).__path__[0]))
    own = stem if (root / f"{stem}.py").is_file() else f"{stem}_"
    return getattr(import_module(f"{package}.{own}"), name)
