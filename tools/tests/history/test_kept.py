"""A mapping that opens its values late is any mapping, whatever was asked of it before."""

import marshal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backlogue.history.kept import Kept

NAMES = st.sampled_from(["a", "b", "c", "d"])
VALUES = st.lists(st.integers(), max_size=3)
ACTIONS = st.lists(
    st.tuples(st.sampled_from(["get", "set", "add", "del", "pack"]), NAMES, st.integers(0, 9)), max_size=20
)


def kept(values: dict[str, list[int]]) -> Kept[list[int]]:
    return Kept({name: marshal.dumps(value) for name, value in values.items()}, marshal.loads)


@given(st.dictionaries(NAMES, VALUES), ACTIONS)
def test_it_is_what_a_dictionary_is(start: dict[str, list[int]], actions: list[tuple[str, str, int]]) -> None:
    found, wanted = kept(start), {name: [*value] for name, value in start.items()}
    for action, name, number in actions:
        if action == "set":
            found[name], wanted[name] = [number], [number]
        elif action == "add":
            # In place, as a replay adds a change to those of an item.
            found.setdefault(name, []).append(number)
            wanted.setdefault(name, []).append(number)
        elif action == "del" and name in wanted:
            del found[name], wanted[name]
        elif action == "pack":
            found = Kept(found.pack(marshal.dumps), marshal.loads)
        assert found.get(name) == wanted.get(name)
        assert (name in found) == (name in wanted)
    assert list(found.items()) == list(wanted.items())
    assert len(found) == len(wanted)


def test_what_nobody_asks_for_is_not_opened() -> None:
    opened: list[Any] = []
    found = Kept({"a": b"1", "b": b"2"}, lambda data: opened.append(data) or int(data))
    assert found["b"] == 2
    assert found["b"] == 2
    assert found.pack(lambda value: str(value).encode()) == {"a": b"1", "b": b"2"}
    assert opened == [b"2"]
