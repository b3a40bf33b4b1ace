"""The laws of a merge by field: nothing is lost, the sides are alike, what nobody changed keeps its bytes."""

import re
from typing import Any

from edit.test_rewrite import VALUES, blocks
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backlogue.edit.rewrite import rewrite
from backlogue.edit.values import MISSING, at, drop, put, same
from backlogue.history.merge import Merged, merge
from backlogue.history.merge_front import _cut as cut
from backlogue.parse.document import compose
from backlogue.world.merge_text import merge_text

BOXES = st.lists(st.sampled_from(["one", "two", "three", "four", "two"]), max_size=5)


def git_text(base: str, ours: str, theirs: str, size: int) -> str:
    return merge_text(base.encode(), ours.encode(), theirs.encode(), size, with_base=True).data.decode()


def merged(base: str, ours: str, theirs: str) -> Merged:
    found = merge(base, ours, theirs, git_text)
    assert found is not None
    return found


def settled(text: str, side: str) -> str:
    """The text with every conflict settled for `ours` or `theirs`."""
    pattern = r"<{7} ours: [^\n]*\n(?P<ours>.*?)={7}\r?\n(?P<theirs>.*?)>{7} theirs: [^\n]*\n"
    return re.sub(pattern, lambda match: match[side], text, flags=re.DOTALL)


def front_of(text: str) -> str:
    return re.split(r"^---\r?\n", text.removeprefix("\ufeff"), maxsplit=2, flags=re.MULTILINE)[1]


def values_of(text: str) -> Any:
    document = compose(front_of(text))
    assert not document.faults, document.faults
    return document.value or {}


FRONTS = st.sampled_from(
    [
        "id: C-1\ntitle: One\npoints: 3  # agreed\nlabels: [a, b, c]\nestimate: {ux: 1, backend: 2}\n",
        "id: C-1\n# why\ntitle: 'One'\nlabels:\n  - a\n  - b  # two\n  - c\n"
        "estimate:\n  ux: 1\n  # more\n  backend: 2\n",
        "id: C-1\nestimate: {ux: 1,\n  backend: 2}\n"
        "changes:\n  - {on: 2026-07-01, add: C-2, reason: x}\n  - on: 2026-07-02\n    add: C-3\nlabels: []\n"
        "evidence:\n  tested: {by: bob, on: 2026-07-03}\n  reviewed:\n    by: ann\ntitle: |\n  long\n  text\n",
        "id: C-1\ntitle: One\n",
    ]
)
PATHS: list[tuple[str | int, ...]] = [
    *(("title",), ("points",), ("owner",), ("größe",), ("labels",), ("labels", 0), ("changes",)),
    *(("estimate",), ("estimate", "ux"), ("estimate", "backend"), ("estimate", "ml")),
    *(("changes", 0, "reason"), ("changes", 1, "add"), ("evidence", "tested", "by"), ("evidence", "tested", "on")),
    *(("evidence", "reviewed", "by"), ("evidence", "new", "by")),
]
WORDS = st.sampled_from(["a", "b", "d", "e", "no", "x: y", "# z", 5, 8, 2.5, True])
NEW = st.one_of(WORDS, WORDS, WORDS, st.just(MISSING), st.lists(WORDS, max_size=3), VALUES)


@st.composite
def changed(draw: st.DrawFn, front: str, sign: str) -> str:
    """A version of a front matter after edits by the edit room, and comments by hand."""
    values = compose(front).value
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4)):
        held = at(values, path)
        if isinstance(path[-1], int) and held is MISSING:
            continue
        value = draw(NEW)
        if isinstance(held, list) and draw(st.booleans()):
            value = [entry for entry in held if draw(st.integers(0, 3))] + draw(st.lists(WORDS, max_size=2))
        wanted = drop(values, path) if value is MISSING else put(values, path, value)
        new = None if same(wanted, values) else rewrite(front, values, path, value)
        if new is not None and wanted:
            front, values = new, wanted
    for how in draw(st.lists(st.sampled_from(["above", "behind", "instead"]), max_size=2)):
        again = _commented(draw, front, f"# {sign}{draw(st.integers(0, 9))}", how)
        front = again if same(compose(again).value, values) else front
    return front


def _commented(draw: st.DrawFn, front: str, comment: str, how: str) -> str:
    lines = front.split("\n")
    place = draw(st.integers(0, len(lines) - 2))
    if how == "above":
        lines.insert(place, comment)
    elif how == "behind":
        lines[place] += f"  {comment}"
    else:
        lines[place] = re.sub(r"# (agreed|two)$", comment, lines[place])
    return "\n".join(lines)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, str]:
    """Three versions of a plan file: keys in the styles people write, boxes below them."""
    front = draw(st.one_of(FRONTS, FRONTS, blocks()))
    document = compose(front)
    assume(not document.faults and isinstance(document.value, dict) and "&" not in front and "? " not in front)
    assume(cut(front) is not None)
    words = draw(BOXES)
    versions = []
    for sign in ("", "ours", "theirs"):
        boxes = [f"- [{draw(st.sampled_from(' x'))}] {word}\n" for word in words]
        boxes += [f"- [ ] added {draw(st.integers(0, 9))}\n"] if sign and draw(st.booleans()) else []
        text = f"---\n{draw(changed(front, sign)) if sign else front}---\nText.\n\n{''.join(boxes)}\nEnd.\n"
        versions.append(text)
    if draw(st.integers(0, 4)) == 0:
        versions = [text.replace("\n", "\r\n") for text in versions]
    if draw(st.integers(0, 4)) == 0:
        versions = ["\ufeff" + text for text in versions]
    return versions[0], versions[1], versions[2]


@settings(max_examples=120, deadline=None)
@given(files())
def test_nothing_is_lost(case: tuple[str, str, str]) -> None:
    base, ours, theirs = case
    result = merged(base, ours, theirs)
    for side, text, other in (("ours", ours, theirs), ("theirs", theirs, ours)):
        final = values_of(settled(result.text, side))
        _kept(values_of(base), values_of(text), values_of(other), final)
        for comment in comments(text) - comments(base):
            assert comment in result.text
    if "\r\n" in base:
        assert result.text.count("\n") == result.text.count("\r\n")
    assert result.text.startswith("\ufeff") == base.startswith("\ufeff")


def comments(text: str) -> set[str]:
    return set(re.findall(r"# (?:ours|theirs)\d", front_of(text)))


def _kept(base: Any, side: Any, other: Any, final: Any) -> None:
    """Settled for a side, a merge has all that this side changed, and what only the other one changed."""
    if isinstance(side, dict) and isinstance(other, dict) and isinstance(final, dict):
        base = base if isinstance(base, dict) else {}
        assert final.keys() <= side.keys() | other.keys()
        for key in base.keys() | side.keys() | other.keys():
            _kept(*(at(one, (key,)) for one in (base, side, other, final)))
    elif same(base, other):
        assert same(final, side)
    elif same(base, side):
        assert same(final, other)
    elif isinstance(side, list) and isinstance(other, list) and isinstance(final, list):
        base = base if isinstance(base, list) else []
        if not any(isinstance(entry, dict) for entry in (*base, *side, *other)):
            for entry in (*side, *other):
                assert contains(final, entry) or contains(base, entry)
            for entry in base:
                # Who has it more often than before has put one in, whatever the other side took out.
                added = any(often(one, entry) > often(base, entry) for one in (side, other))
                assert contains(final, entry) == (added or (contains(side, entry) and contains(other, entry)))
    else:
        assert same(final, side)


def contains(entries: list[Any], wanted: Any) -> bool:
    return often(entries, wanted) > 0


def often(entries: list[Any], wanted: Any) -> int:
    return sum(same(entry, wanted) for entry in entries)


@settings(max_examples=80, deadline=None)
@given(files())
def test_it_does_not_matter_which_side_is_ours(case: tuple[str, str, str]) -> None:
    base, ours, theirs = case
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert one.conflicts == other.conflicts
    assert settled(one.text, "ours") == settled(other.text, "theirs")
    assert settled(one.text, "theirs") == settled(other.text, "ours")


@settings(max_examples=50, deadline=None)
@given(files())
def test_what_one_side_did_not_touch_is_the_other(case: tuple[str, str, str]) -> None:
    base, ours, _ = case
    for one, two in ((base, ours), (ours, base), (ours, ours)):
        assert merged(base, one, two) == Merged(ours)


@settings(max_examples=80, deadline=None)
@given(files())
def test_a_key_that_nobody_changed_keeps_its_lines(case: tuple[str, str, str]) -> None:
    base, ours, theirs = case
    result = merged(base, ours, theirs)
    found = [cut(front_of(settled(text, "ours")).replace("\r\n", "\n")) for text in (base, ours, theirs, result.text)]
    fronts = [one for one in found if one is not None]
    assert len(fronts) == 4
    for key, chunk in fronts[0].chunks.items():
        if all(key in front.chunks and front.chunks[key].text == chunk.text for front in fronts[1:3]):
            assert fronts[3].chunks[key].text == chunk.text
