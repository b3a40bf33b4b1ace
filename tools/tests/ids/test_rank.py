"""Ranks: always room between two neighbours, and repair touches as few as can be."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from repositories import item

from backlogue.cli import group
from backlogue.edit.rank import FIRST, LONGEST, between, repair, spread

RANKS = st.one_of(
    st.from_regex(r"0\|[0-9a-z]{6}:[0-9a-z]{0,4}", fullmatch=True),
    st.from_regex(r"[0-2]\|i0000[0-3]:[0i]{0,3}", fullmatch=True),
    st.text(alphabet="0az:|", min_size=1, max_size=4),
)


WELL_FORMED = re.compile(r"0\|[0-9a-z]{6}:[0-9a-z]*")


@settings(deadline=None)
@given(RANKS, RANKS)
@example("0|", "0|:")
def test_a_rank_between_two_lies_between_them(one: str, other: str) -> None:
    low, high = sorted((one, other))
    middle = between(low, high)
    if middle is not None:
        assert low < middle < high
    if middle is None:
        # A rank of another form may leave no room behind it, nor one that ends in 0 before it.
        sound = WELL_FORMED.fullmatch(low) and WELL_FORMED.fullmatch(high) and not high.endswith("0")
        assert low == high or not sound


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=120))
def test_there_is_room_at_any_place(places: list[float]) -> None:
    ranks = [FIRST]
    for share in places:
        at = round(share * len(ranks))
        new = between(ranks[at - 1] if at else None, ranks[at] if at < len(ranks) else None)
        assert new is not None
        ranks.insert(at, new)
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("forward", [True, False])
def test_a_place_that_runs_out_says_so_and_is_mended(forward: bool) -> None:
    """Always into the same gap: after more than a hundred moves there is no room, and one repair makes some."""
    low, high, found = "0|i00001:", "0|i00002:", []
    while (new := between(low, high)) is not None:
        found.append(new)
        low, high = (new, high) if forward else (low, new)
    assert 100 < len(found) < 400
    assert len(new or found[-1]) <= LONGEST
    ordered = ["0|i00001:", *sorted(found), "0|i00002:"]
    middle = ordered.index(found[-1]) + (1 if forward else 0)
    ordered.insert(middle, None)  # type: ignore[arg-type]
    assert len(repair(ordered)) < 8


@given(st.lists(st.one_of(st.none(), RANKS), max_size=12))
def test_repair_brings_order_and_keeps_what_it_can(ranks: list[str | None]) -> None:
    new = repair(ranks)
    after = [new.get(place, rank) for place, rank in enumerate(ranks)]
    assert None not in after
    assert all(one < two for one, two in pairwise(after))  # type: ignore[operator]
    assert all(rank is None or new[place] != rank for place, rank in enumerate(ranks) if place in new)


def test_repair_changes_one_where_one_is_enough() -> None:
    assert repair(["0|a00000:", "0|b00000:", None, "0|c00000:"]) == {2: "0|bi0000:"}
    assert list(repair(["0|a00000:", "0|z00000:", "0|b00000:", "0|c00000:"])) == [1]
    assert repair(["a", "b", "c"]) == {}


@given(RANKS, RANKS, st.integers(0, 40))
def test_many_ranks_between_two(one: str, other: str, count: int) -> None:
    low, high = sorted((one, other))
    found = spread(low, high, count)
    if found is not None:
        assert len(found) == count
        assert [low, *found, high] == sorted({low, high, *found}) or not found
    behind = spread(low, None, count)
    if low < "0|y":
        assert behind is not None and [low, *behind] == sorted({low, *behind}) and len(behind) == count


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(
        group, ["rank", "--project", str(root), *words], catch_exceptions=False, standalone_mode=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "backlog").mkdir()
    ranks = ["0|i00001:", "0|i00002:", "0|i00003:", None, None]
    for number, rank in enumerate(ranks, 1):
        values = {"rank": f'"{rank}"'} if rank else {}
        (tmp_path / f"backlog/C-{number}-x.md").write_text(item(f"C-{number}", **values))
    return tmp_path


def order(root: Path) -> list[str]:
    listed = CliRunner().invoke(
        group, ["list", "--project", str(root), "--format", "ids"], catch_exceptions=False, standalone_mode=False
    )
    return listed.output.split()


def changed(result: Result) -> int:
    return result.output.count("+++ ")


@pytest.mark.parametrize(
    ("words", "wanted", "files"),
    [
        (("C-3", "--before", "C-1"), "C-3 C-1 C-2 C-4 C-5", 1),
        (("C-3", "--before", "C-2"), "C-1 C-3 C-2 C-4 C-5", 1),
        (("C-1", "--after", "C-2"), "C-2 C-1 C-3 C-4 C-5", 1),
        (
            (
                "C-5",
                "--first",
            ),
            "C-5 C-1 C-2 C-3 C-4",
            1,
        ),
        (
            (
                "C-1",
                "--last",
            ),
            "C-2 C-3 C-1 C-4 C-5",
            1,
        ),
        (("C-5", "--before", "C-4"), "C-1 C-2 C-3 C-5 C-4", 1),
        (("C-1", "--after", "C-5"), "C-2 C-3 C-4 C-5 C-1", 3),
    ],
)
def test_moving_one_item(project: Path, words: tuple[str, ...], wanted: str, files: int) -> None:
    result = run(project, *words)
    assert result.return_value == 0
    assert order(project) == wanted.split()
    assert changed(result) == files


def test_equal_ranks_are_mended_in_the_order_they_have(project: Path) -> None:
    for number in (1, 2, 3):
        (project / f"backlog/C-{number}-x.md").write_text(item(f"C-{number}", rank='"0|i00001:"'))
    result = run(project, "--repair")
    assert changed(result) == 2
    assert order(project) == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert changed(run(project, "--repair")) == 0
    assert changed(run(project, "C-3", "--first")) == 1


@pytest.mark.parametrize(
    "words",
    [(), ("C-1",), ("C-1", "--first", "--last"), ("C-1", "--repair"), ("C-1", "--after", "C-1"), ("C-9", "--first")],
)
def test_a_wrong_question_writes_nothing(project: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(group, ["rank", "--project", str(project), *words])
    assert result.exit_code == 2
