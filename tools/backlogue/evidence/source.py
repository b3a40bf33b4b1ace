"""What a source is: a key of an evidence entry, and a function from a reference to an observation."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from backlogue.base.observation import Observation
from backlogue.evidence.committed import Change, last_change


class Reference(NamedTuple):
    """One evidence entry of an item: `{mlflow: "models:/churn@champion", metric: recall, at_least: 0.82}`.

    `locator` is the text under the source's own key, `options` the other keys as written.
    """

    item: str
    criterion: str
    locator: str
    options: Mapping[str, Any]


class Ask(NamedTuple):
    """What a source may use: the project's folder, settings from the environment, and which hosts may be asked.

    Secrets come from `environment` only and never leave a source. `allows(host)` says whether the
    base branch's `backlogue.yaml` lets us ask a host; `seconds` is the time one answer may take. `past` has the last
    change of files for which it was looked up beforehand.
    """

    root: Path
    environment: Mapping[str, str]
    allows: Callable[[str], bool]
    seconds: float = 10.0
    past: Mapping[str, Change] = MappingProxyType({})

    def last_change(self, path: str) -> Change:
        """The last commit that changed a file; none outside git, or when the file was changed since."""
        return self.past[path] if path in self.past else last_change(self.root, (path,))


class Source(NamedTuple):
    """A kind of evidence, defined as `SOURCE` in a file of its own below `sources/`, or by an entry point.

    `key` is the front-matter key it answers to, `options` the other keys it understands (a wrong
    one is a finding). `observe` gives an observation for every reference: what goes wrong outside
    is a reason, never an exception.
    """

    key: str
    options: frozenset[str]
    observe: Callable[[Reference, Ask], Observation]
