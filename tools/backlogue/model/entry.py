"""What every plan file has: typed values, and the record they were read from."""

from typing import Any

from pydantic import ConfigDict, Field, PrivateAttr

from backlogue.base import Span
from backlogue.model.words import Part, Text
from backlogue.parse import Checkbox, Record


class Entry(Part):
    """An item, sprint or increment. Keys that only `backlogue.yaml` declares are in `fields`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Text = Field(description="Unique name.")
    silence: dict[str, Text] = Field(
        default_factory=dict, description="Rules that do not apply to this file: code and reason."
    )

    _record: Record = PrivateAttr()

    @property
    def record(self) -> Record:
        # What `self._record` means, without pydantic's search: 0.06 us instead of 2.3 us, asked for every entry.
        private = self.__pydantic_private__
        assert private is not None, "an entry is built with its record"
        record: Record = private["_record"]
        return record

    @property
    def path(self) -> str:
        return self.record.path

    @property
    def body(self) -> str:
        return self.record.body

    @property
    def checkboxes(self) -> tuple[Checkbox, ...]:
        return self.record.checkboxes

    def span(self, *keys: str | int) -> Span:
        """The place of a value as written; of the file's first line when it is not written."""
        return self.record.span(*keys)

    def key_span(self, *keys: str | int) -> Span:
        """The place of a key as written."""
        return self.record.key_span(*keys)

    def written(self, key: str) -> list[tuple[Span, str]]:
        """Each text of a list-valued key (or the one text of another) with its place."""
        value = self.record.values.get(key)
        if isinstance(value, str):
            return [(self.span(key), value)]
        if isinstance(value, list):
            return [(self.span(key, index), entry) for index, entry in enumerate(value) if isinstance(entry, str)]
        return []

    def value(self, key: str) -> Any:
        """The value under a key as YAML gave it, declared by us or by the project; None when it is not written."""
        return self.record.values.get(key)
