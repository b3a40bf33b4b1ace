"""The values of a `backlogue.yaml` in; what an import may use of it, so that nothing unknown is written, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Known:
    """What the project at the destination declares.

    `states` are those of its workflow `default` (None: the tool's own), `teams` holds each team's
    members by id and name.
    """

    states: Mapping[str, str] | None
    types: frozenset[str]
    fields: frozenset[str]
    teams: Mapping[str, Mapping[str, str]]
    priorities: tuple[str, ...] | None = None


def known_from(values: Mapping[str, Any]) -> Known:
    """Read the few keys that matter; whatever has another shape than expected is `backlogue check`'s matter."""
    default = _map(_map(values.get("workflows")).get("default"))
    states = {str(name): str(kind) for name, kind in _map(default.get("states")).items()} or None
    teams = {str(name): _members(_map(team)) for name, team in _map(values.get("teams")).items()}
    written = values.get("priorities")
    priorities = tuple(str(word) for word in written) if isinstance(written, list) else None
    return Known(states, frozenset(_map(values.get("types"))), frozenset(_map(values.get("fields"))), teams, priorities)


def _members(team: Mapping[str, Any]) -> dict[str, str]:
    members = _map(team.get("members"))
    return {str(key): str(_map(member).get("name") or key) for key, member in members.items()}


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
