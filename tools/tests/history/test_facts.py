"""What a version says, and what differs between two: against the plainest way to say the same."""

import os
from pathlib import Path
from typing import Any

from corpus import all_cases, lay_out
from hypothesis import given
from hypothesis import strategies as st

from backlogue.history import facts_of
from backlogue.history.facts import difference, new_values
from backlogue.parse import read_record

KEYS = st.sampled_from(["id", "status", "estimate", "labels", "points"])
SCALARS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from([0.5, 1.0, "", "a", "b"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3))
MAPS = st.dictionaries(KEYS, VALUES, max_size=5)


def flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        elif value is not None and key != "id":
            found[prefix + key] = value
    return found


def exact(value: Any) -> str:
    """True is not 1; 1 and 1.0 are one number."""
    if isinstance(value, dict):
        return f"map {sorted((key, exact(inner)) for key, inner in value.items())}"
    if isinstance(value, list):
        return repr(list(map(exact, value)))
    return repr(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)


@given(MAPS, MAPS)
def test_the_difference_is_every_field_that_is_not_the_same(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = flat(before), flat(after)
    wanted = {
        field: (old.get(field), new.get(field))
        for field in {*old, *new}
        if (field in old) != (field in new) or exact(old[field]) != exact(new[field])
    }
    found = difference(before, after)
    assert {field: tuple(map(exact, pair)) for field, pair in found.items()} == {
        field: tuple(map(exact, pair)) for field, pair in wanted.items()
    }
    there = [pair[1] is not None for pair in found.values()]
    assert there == sorted(there, reverse=True), "those that are there afterwards come first"
    assert new_values(before, after) == {field: pair[1] for field, pair in found.items()}


def test_bad_files_say_as_little_to_history_as_to_a_check(tmp_path: Path) -> None:
    said: set[bool] = set()
    for number, case in enumerate(all_cases()):
        root = tmp_path / str(number)
        root.mkdir()
        lay_out(case, root)
        for path in root.rglob("*.md"):
            if not path.is_file() or not os.access(path, os.R_OK):
                continue
            data = path.read_bytes()
            record = read_record("", data).record
            wanted = record.values if record is not None and isinstance(record.values.get("id"), str) else None
            facts = facts_of(data)
            assert (None if facts is None else repr(facts.values)) == (None if wanted is None else repr(wanted)), path
            said.add(facts is None)
    assert said == {True, False}
