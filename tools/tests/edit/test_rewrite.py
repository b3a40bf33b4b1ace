"""The law of the edit room: asked for one key, it changes that key's bytes and no others."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backlogue.edit.places import Places
from backlogue.edit.rewrite import rewrite
from backlogue.edit.values import MISSING, at, drop, put, same
from backlogue.edit.write import written
from backlogue.parse.document import compose

KEYS = st.sampled_from(["id", "title", "points", "estimate", "labels", "with", "größe", "holdout-metric", "a b", "x"])
WORDS = st.one_of(
    st.sampled_from(
        ["api", "no", "12:30", "2026-01-01", "1_000", "a: b", "# x", "- x", "it's", 'say "so"', "café", "日本", ""]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12),
)
SCALARS = st.one_of(st.booleans(), st.integers(-99, 99), st.floats(allow_nan=False, width=16), WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)
COMMENTS = st.sampled_from(["", "", "", "  # why", " # größer: ja"])
PLAIN = [
    "api",
    "two words",
    "CHURN-12",
    "3",
    "2.5",
    "true",
    "2026-07-06",
    "'it''s'",
    '"a # b"',
    "größe",
    "models:/x",
    "''",
]


@st.composite
def flows(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.integers(0, 3 if depth < 2 else 1))
    if kind < 2:
        return draw(st.sampled_from(PLAIN))
    inner = draw(st.lists(flows(depth + 1), max_size=3))
    comma = draw(st.sampled_from([", ", ",", " , ", ",\n      ", ", # note\n      "]))
    end = draw(st.sampled_from(["", " ", ",", ", ", "\n    "])) if inner else ""
    if kind == 2:
        return "[" + comma.join(inner) + end + "]"
    keys = draw(st.lists(KEYS, min_size=len(inner), max_size=len(inner), unique=True))
    return "{" + comma.join(f"{key}: {value}" for key, value in zip(keys, inner, strict=True)) + end + "}"


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0) -> str:
    """Lines of a block map, each entry in one of the styles that people write."""
    pad, lines = " " * indent, []
    for key in draw(st.lists(KEYS, min_size=1, max_size=4, unique=True)):
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["", f"{pad}# a comment: on its own", "# outdented"])))
        style, comment = draw(st.integers(0, 9 if indent < 4 else 4)), draw(COMMENTS)
        if style < 3:
            lines.append(f"{pad}{key}: {draw(st.sampled_from(PLAIN))}{comment}")
        elif style == 3:
            lines.append(f"{pad}{key}: {draw(flows())}{comment}")
        elif style == 4:
            lines.append(f"{pad}{key}:{comment}")
        elif style == 5:
            mark = draw(st.sampled_from(["|", ">", "|-", ">-", "|+"]))
            lines += [
                f"{pad}{key}: {mark}",
                f"{pad}  some text",
                "",
                f"{pad}    deeper: text",
                *draw(st.sampled_from([[], [""]])),
            ]
        elif style == 6:
            dash = draw(st.sampled_from([pad, pad + "  "]))
            lines += [
                f"{pad}{key}:{comment}",
                *(f"{dash}- {draw(flows())}{draw(COMMENTS)}" for _ in range(draw(st.integers(1, 3)))),
            ]
        elif style == 7:
            lines += [f"{pad}{key}:{comment}", draw(blocks(indent + 2)).rstrip("\n")]
        elif style == 8:
            inner = [draw(blocks(indent + 4)).rstrip("\n") for _ in range(draw(st.integers(1, 3)))]
            lines += [f"{pad}{key}:{comment}", *(one.replace(f"{pad}    ", f"{pad}  - ", 1) for one in inner)]
        else:
            lines.append(
                f"{pad}{draw(st.sampled_from(['? ', '']))}{key}"
                f"{draw(st.sampled_from([': &a', ': !!str', ' :']))} x{comment}"
            )
    return "\n".join(lines) + "\n"


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Any, tuple[str | int, ...], Any]:
    text = draw(blocks())
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    document = compose(text)
    assume(not document.faults and isinstance(document.value, dict))
    paths = sorted((path for path in document.values if path), key=str)
    path = draw(st.sampled_from(paths))
    if draw(st.integers(0, 3)) == 0:
        path = (*path[: draw(st.integers(0, len(path)))], draw(KEYS))
        assume(not any(isinstance(at(document.value, path[:n]), list | str | int | float) for n in range(len(path))))
    return text, document.value, path, draw(st.one_of(st.just(MISSING), VALUES))


@settings(max_examples=600, deadline=None)
@given(edits())
def test_only_the_asked_key_changes(case: tuple[str, Any, tuple[str | int, ...], Any]) -> None:
    text, values, path, value = case
    wanted = drop(values, path) if value is MISSING else put(values, path, value)
    assume(not same(wanted, values) and wanted)
    new = rewrite(text, values, path, value)
    assert new is not None
    read = compose(new)
    assert not read.faults
    assert same(read.value, wanted)
    _other_bytes_stay(text, new, path[:1])
    if "\r\n" in text:
        assert new.count("\n") == new.count("\r\n")


def _other_bytes_stay(text: str, new: str, top: tuple[str | int, ...]) -> None:
    """What stands before and behind a top-level entry is the same text; a new one is a pure insertion."""
    places = Places(text)
    if top not in places:
        start = next((i for i, (a, b) in enumerate(zip(text, new, strict=False)) if a != b), len(text))
        assert any(new.endswith(text[i:]) for i in range(start + 1) if text[:i] == new[:i])
        return
    start = places.entry_start(top)
    assert start is not None
    assert new.startswith(text[: places.line_start(start)])
    # A gap may go with an entry that stood between it and a text that keeps its empty lines.
    behind = text[places.next_line(top) :]
    assert new.endswith(behind.lstrip("\r\n") if "|+" in text else behind)


@given(VALUES)
def test_written_values_are_read_back_the_same(value: Any) -> None:
    for text, wanted in ((f"k: {written(value)}\n", {"k": value}), (f"[{written(value, True)}, 1]", [value, 1])):
        document = compose(text)
        assert not document.faults
        assert same(document.value, wanted)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("As a user, I see: it", False), ("As a user, I see it", True), ("Done!", True), ("no", False),
     ("2026-01-01", False),
     ("12:30", False), ("Fix #12", False), ("C# code", True), ("y", False), ("1_000", False),
     ("0|hzz:", False), ("~", False),
     ("k", True), ("@home", False), ("=", False), ("<<", False), ("größer", True)],
)  # fmt: skip
def test_a_text_is_quoted_only_where_a_reader_would_misread_it(text: str, plain: bool) -> None:
    assert (written(text) == text) is plain
