"""The lock: the same entries give the same text, every edit shows, and no text makes it raise."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlogue.base.observation import DataSet, Observation
from backlogue.model.lock import MOST_BYTES, Lock, Locked, Unreadable, read_lock, write_lock

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)
JSON = st.recursive(st.booleans() | NUMBER | TEXT, lambda inner: st.lists(inner, max_size=3), max_leaves=4)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    value, kind, reason = draw(
        st.one_of(
            st.tuples(NUMBER, st.just("finite"), st.just("ok")),
            st.tuples(TEXT.filter(bool), st.just("text"), st.just("ok")),
            st.tuples(st.none(), st.sampled_from(["nan", "infinite", "missing"]), st.just("ok")),
            st.tuples(st.none(), st.just("missing"), st.sampled_from(["run-deleted", "unreachable", "data-missing"])),
        )
    )
    texts = {name: draw(TEXT) for name in ("detail", "where", "at", "state", "commit", "digest")}
    checks = tuple(sorted(draw(st.dictionaries(TEXT, NUMBER, max_size=3)).items()))
    return Observation(value, kind, reason, dataset=DataSet(*draw(st.tuples(TEXT, TEXT, TEXT))), checks=checks, **texts)


LOCKED = st.builds(
    Locked,
    st.dictionaries(TEXT, JSON, max_size=3),
    observations(),
    st.dates(),
    st.dictionaries(TEXT, TEXT.filter(bool), max_size=2),
    st.builds(DataSet, TEXT, TEXT, TEXT),
)
ENTRIES = st.dictionaries(TEXT.filter(bool), LOCKED, max_size=3)

ONE = {
    "recall": Locked(
        {"mlflow": "models:/churn@champion", "metric": "recall"},
        Observation(0.83, "finite", where="https://mlflow.example.org", digest="ab" * 32),
        date(2026, 7, 3),
        {"src/score.py": "0" * 32},
    )
}


@given(ENTRIES)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_again(entries: dict[str, Locked]) -> None:
    text = write_lock("CHURN-12", entries)
    lock = read_lock(text.encode())
    assert isinstance(lock, Lock)
    assert lock.untouched
    assert lock.item == "CHURN-12"
    assert write_lock("CHURN-12", lock.entries) == text
    assert {name: one.seen for name, one in lock.entries.items()} == {name: one.seen for name, one in entries.items()}


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=3, max_size=3, unique=True))
def test_the_order_of_work_does_not_show(order: list[str]) -> None:
    made = dict.fromkeys(order, ONE["recall"])
    assert write_lock("CHURN-12", made) == write_lock("CHURN-12", dict(sorted(made.items())))


def test_line_ends_and_indentation_do_not_matter_and_a_line_is_known() -> None:
    text = write_lock("CHURN-12", ONE)
    crlf = read_lock(text.replace("\n", "\r\n").encode())
    narrow = read_lock(json.dumps(json.loads(text)).encode())
    assert isinstance(crlf, Lock)
    assert isinstance(narrow, Lock)
    assert crlf.untouched
    assert narrow.untouched
    assert text.split("\n")[crlf.lines["recall"] - 1] == '    "recall": {'


def _paths(values: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(values, dict):
        return [path]
    return [found for key, value in values.items() for found in _paths(value, (*path, key))]


LEAVES = [path for path in _paths(json.loads(write_lock("CHURN-12", ONE))) if path != ("version",)]


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_every_value_that_is_edited_shows(path: tuple[str, ...]) -> None:
    values = json.loads(write_lock("CHURN-12", ONE))
    holder = values
    for key in path[:-1]:
        holder = holder[key]
    was = holder[path[-1]]
    holder[path[-1]] = "2026-07-04" if path[-1] == "read" else was + 1 if isinstance(was, float) else f"{was}x"
    lock = read_lock(json.dumps(values).encode())
    assert isinstance(lock, Unreadable) or not lock.untouched


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"version": 1}x',
        '{"version": true}',
        '{"version": 1, "item": 3}',
        '{"version": 1, "evidence": []}',
        '{"version": 1, "evidence": {"a": 1}}',
        '{"version": 1, "evidence": {"a": {"read": 3}}}',
        '{"version": 1, "evidence": {"a": {"read": "2026-07-03", "kind": []}}}',
        '{"version": 1, "evidence": {"a": {"read": "2026-07-03", "kind": "finite", "value": 1e999}}}',
        '{"version": 1, "evidence": {"a": {"read": "2026-07-03", "kind": "finite", "value": 1.797e308}}}',
        '{"version": 1, "evidence": {"a": {"read": "2026-07-03", "kind": "finite", "value": true}}}',
        '{"version": 1, "evidence": {"a": {"read": "2026-07-03", "checks": {"tests": "3"}}}}',
        '{"version": 1, "version": 1}',
        "[" * 100_000,
        "\xff",
        '{"version": ' + "9" * 6_000 + "}",
        '{"version": 1, "item": "\\ud800"}',
    ],
)
def test_what_is_no_lock_is_told(text: str) -> None:
    said = read_lock(text.encode("latin-1"))
    assert isinstance(said, Unreadable) or not said.untouched


def test_half_a_sign_is_kept() -> None:
    seen = Observation("\ud800", "text")
    lock = read_lock(write_lock("CHURN-12", {"a": Locked({}, seen, date(2026, 7, 3))}).encode())
    assert isinstance(lock, Lock)
    assert lock.untouched
    assert lock.entries["a"].seen == seen


def test_a_lock_has_a_limit() -> None:
    assert isinstance(read_lock(b" " * (MOST_BYTES + 1)), Unreadable)


@given(st.integers(0, 600), st.binary(max_size=3))
@settings(max_examples=300, deadline=None)
def test_damage_never_raises_and_never_passes_for_whole(place: int, put: bytes) -> None:
    data = write_lock("CHURN-12", ONE).encode()
    damaged = data[:place] + put + data[place + 1 :]
    said = read_lock(damaged)
    if isinstance(said, Lock) and said.untouched:
        assert said.entries == ONE
