"""The step that proposes an experiment: its file, with what would decide it written before anything is run."""

from typing import Any

import click

from backlogue.base import nearest
from backlogue.cli.lookup import person_named
from backlogue.cli.naming import item_id, item_path, one_of
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.edit.experiment import proposed
from backlogue.plan import Plan


@click.command("new")
@click.option("--title", required=True, help="What is believed, in one line.")
@click.option("--team", help="Id of the team; decides the id's prefix and the folder.")
@click.option("--belief", help="What is believed; the title by default.")
@click.option("--because", help="Why it is believed.")
@click.option("--metric", help="What is measured to find out.")
@click.option("--baseline", type=float, help="Its value now.")
@click.option("--at-least", type=float, help="The least value that confirms the belief.")
@click.option("--at-most", type=float, help="The greatest value that confirms it.")
@click.option("--data", help="The data it is measured on.")
@click.option("--timebox", type=click.FloatRange(min=0), help="Working days it may take.")
@click.option("--owner", help="The one accountable person.")
@click.option("--parent", help="Id of the item it is a part of.")
@writing_options()
def new_step(
    title: str,
    team: str | None,
    belief: str | None,
    because: str | None,
    metric: str | None,
    baseline: float | None,
    at_least: float | None,
    at_most: float | None,
    data: str | None,
    timebox: float | None,
    owner: str | None,
    parent: str | None,
    how: How,
) -> int:
    """Write the file of a new experiment, with a free id. What is left out stands there to be filled in.

    \b
    Examples:
      backlogue experiment new --title "Session features raise recall" --team churn
      backlogue experiment new --title "Session features raise recall" --team churn --metric recall \\
        --baseline 0.79 --at-least 0.82 --data data/sessions.dvc --timebox 5
    """
    ground = ground_of(how.root, how.today)
    plan = ground.plan
    team_named(plan, team)
    person_named(plan, owner)
    name = item_id(plan, how.root, team)
    status = first_state(plan, "experiment")
    values: dict[str, Any] = {"id": name, "type": "experiment", "title": title, "status": status}
    given = {"team": team, "parent": parent, "owner": owner, "timebox": timebox}
    values |= {key: value for key, value in given.items() if value is not None}
    hypothesis = {
        "belief": belief or title,
        "because": because,
        "metric": metric,
        "baseline": baseline,
        "target": target_of(at_least, at_most),
        "data": data,
    }
    path = item_path(name, title, "experiment", team)
    drafts = Drafts({path: proposed(values, hypothesis)}, f"{name}: {title}")
    return carry_out(ground, lambda _: drafts, how)


def team_named(plan: Plan, team: str | None) -> None:
    """Refuse a team that the project does not have, where it has any."""
    if team is not None and plan.project.teams and team not in plan.project.teams:
        close = nearest(team, plan.project.teams)
        hint = f"Did you mean {close}?" if close else one_of(plan.project.teams)
        raise click.UsageError(f"There is no team {team!r}. {hint}")


def first_state(plan: Plan, kind: str) -> str:
    """The state in which an item of a type begins."""
    return next(iter(plan.project.workflow(kind).states), "todo")


def target_of(at_least: float | None, at_most: float | None) -> dict[str, Any] | None:
    """The threshold as it is written; None where no side is given."""
    sides = {"at_least": at_least, "at_most": at_most}
    return {key: value for key, value in sides.items() if value is not None} or None
