"""The worked example in; some of its files, damaged, out, as Hypothesis strategies."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[3]
NOISE = st.sampled_from(
    [
        b"\xff",
        b"\x00",
        b"\r",
        b"\t",
        b"'",
        b'"',
        b"[",
        b"}",
        b": ",
        b"\n",
        b"---\n",
        b"&a ",
        b"*a",
        b"<<: x\n",
        b"\n<<<<<<< HEAD\n",
        b"-1",
        b".nan",
    ]
)


@cache
def example() -> dict[str, bytes]:
    """The plan of this repository: its paths and bytes."""
    found = {"backlogue.yaml": (ROOT / "backlogue.yaml").read_bytes()}
    for folder in ("backlog", "sprints"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            found[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    return found


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """One to three files of the example, with other bytes."""
    files = example()
    plan = [path for path in files if path != "backlogue.yaml"]
    changed = {}
    for path in draw(st.lists(st.sampled_from(plan), min_size=1, max_size=3, unique=True)):
        data = draw(hurt(files[path], files[draw(st.sampled_from(plan))]))
        changed[path] = draw(hurt(data, files[path])) if draw(st.booleans()) else data
    return changed


@st.composite
def hurt(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    """One file's bytes: flipped, cut, with noise, lines swapped or deleted, or joined with another file's."""
    at = draw(st.integers(0, max(len(data) - 1, 0)))
    lines = data.split(b"\n")
    first, second = (draw(st.integers(0, min(len(lines) - 1, 20))) for _ in range(2))
    match draw(st.sampled_from(["flip", "noise", "cut", "swap", "drop", "twice", "splice", "empty"])):
        case "flip":
            return data[:at] + bytes([(data[at] if data else 0) ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
        case "noise":
            return data[:at] + draw(NOISE) + data[at:]
        case "cut":
            return data[:at]
        case "swap":
            lines[first], lines[second] = lines[second], lines[first]
        case "drop":
            del lines[first]
        case "twice":
            lines.insert(second, lines[first])
        case "splice":
            return data[:at] + other[draw(st.integers(0, len(other))) :]
        case _:
            return b""
    return b"\n".join(lines)
