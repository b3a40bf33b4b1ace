"""Packed values in; a mapping that opens each of them when it is first asked for, out. No effects."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")


class Kept(MutableMapping[str, T]):
    """A mapping most of whose values stay as bytes: who asks for one item need not wait for ten thousand."""

    def __init__(self, packed: dict[str, bytes], unpack: Callable[[bytes], T]) -> None:
        self._values: dict[str, T | bytes] = dict(packed)
        self._unpack = unpack

    def __getitem__(self, key: str) -> T:
        value = self._values[key]
        if isinstance(value, bytes):
            # Put back in its place, so that order tells nothing of who asked.
            value = self._values[key] = self._unpack(value)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping; without an exception for what is not there, which is asked for often."""
        value = self._values.get(key, default)
        return self[key] if isinstance(value, bytes) else value

    def __setitem__(self, key: str, value: T) -> None:
        self._values[key] = value

    def __delitem__(self, key: str) -> None:
        del self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def pack(self, pack: Callable[[T], bytes]) -> dict[str, bytes]:
        """Every value as bytes again; those that nobody asked for as they were."""
        return {key: value if isinstance(value, bytes) else pack(value) for key, value in self._values.items()}
