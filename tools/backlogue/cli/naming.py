"""A plan and a team in; the free id of a new item, and the path of its file, out."""

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from backlogue.base.slug import slug
from backlogue.edit.ids import next_id
from backlogue.plan import Plan
from backlogue.world.ids import ids_on_branches


def item_id(plan: Plan, root: Path, team: str | None, further: Iterable[str] = ()) -> str:
    """A free id over all files on disk, all branches and `further` ones. The only place that chooses one."""
    project = plan.project
    prefix = project.teams[team].prefix if team in project.teams else None
    if prefix is None:
        known = sorted({one.prefix for one in project.teams.values() if one.prefix})
        if team is None and len(known) > 1:
            raise click.UsageError(f"Whose is it? Give --team. {one_of(project.teams)}")
        used = [item.id.rpartition("-")[0] for item in plan.items if team is None or item.team == team]
        own = team.upper().replace("-", "").replace("_", "").replace(".", "") if team is not None else "ITEM"
        prefix = known[0] if team is None and known else max(sorted(set(used)), key=used.count, default=own)
    taken = (
        {item.id for item in plan.items}
        | plan.former.keys()
        | plan.claims.keys()
        | ids_on_branches(root)
        | set(further)
    )
    return next_id(prefix, taken, secrets.choice if project.ids.style == "random" else None)


def item_path(item: str, title: str, kind: str, team: str | None) -> str:
    """Where a new item's file belongs: beside those of its team, named by its id and title."""
    name = f"{item}-{slug(title) or kind}.md"
    return f"backlog/{team}/{name}" if team else f"backlog/{name}"


def one_of(names: Mapping[str, Any]) -> str:
    """The names there are, as a sentence; nothing where there are none."""
    return f"One of {', '.join(names)}." if names else ""
