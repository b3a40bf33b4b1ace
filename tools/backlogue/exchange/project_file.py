"""What an import learned (teams, people, states, types, fields) in; the text of a `backlogue.yaml` out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backlogue.exchange.statuses import with_added
from backlogue.exchange.yamltext import Value, block


class TeamFacts(NamedTuple):
    """A team as the export shows it."""

    name: str
    prefix: str | None
    members: Mapping[str, str]


class ProjectFacts(NamedTuple):
    """What the project file has to declare for the written items to be right."""

    name: str
    origin: str
    teams: Mapping[str, TeamFacts]
    states: Mapping[str, str]
    types: Mapping[str, str]
    fields: Mapping[str, str]
    remarks: Sequence[str]


def project_text(facts: ProjectFacts) -> str:
    """The file as a person would write it: only what differs from the defaults."""
    lines = [f"# Imported from {facts.origin}. Every key that is not here has its default; see `backlogue init`."]
    lines += [f"# {' '.join(remark.split())}" for remark in facts.remarks]
    values: dict[str, Value] = {"name": facts.name}
    if facts.teams:
        values["teams"] = {name: _team(team) for name, team in facts.teams.items()}
    if facts.states:
        values["workflows"] = {"default": {"states": with_added(facts.states)}}
    if facts.types:
        values["types"] = {name: {"like": like} for name, like in sorted(facts.types.items())}
    if facts.fields:
        values["fields"] = {
            name: {"type": "list" if name == "iterations" else "text", "description": description}
            for name, description in sorted(facts.fields.items())
        }
    return "\n".join([*lines, *block(values), ""])


def _team(team: TeamFacts) -> dict[str, Value]:
    values: dict[str, Value] = {"name": team.name}
    if team.prefix is not None:
        values["prefix"] = team.prefix
    if team.members:
        values["members"] = {handle: {"name": name} for handle, name in sorted(team.members.items())}
    return values
