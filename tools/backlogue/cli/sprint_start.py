"""The first steps of a sprint: what fits into it, and the commitment."""

from datetime import date

import click

from backlogue.checks.readiness import lacking_to_be_ready
from backlogue.cli.answer import refuse
from backlogue.cli.lookup import items_named, person_named, sprint_named
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.edit import sprint as draft
from backlogue.model import Item, Sprint
from backlogue.model.sprint import Override
from backlogue.plan import Plan
from backlogue.plan.candidates import Candidates, candidates, commitment_of, is_ready
from backlogue.plan.load import closed, points_shown
from backlogue.render.candidates import values_of, write_text
from backlogue.render.terminal import json_text


@click.command("plan", short_help="Show what fits into a sprint, and plan it.")
@click.argument("sprint_id", metavar="ID")
@click.argument("item_ids", metavar="[ITEM...]", nargs=-1)
@click.option("--take", is_flag=True, help="Plan everything that fits, without naming it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@writing_options()
def plan_step(
    sprint_id: str,
    item_ids: tuple[str, ...],
    take: bool,
    form: str,
    how: How,
) -> int:
    """Show what fits into sprint ID, ready items first and by rank; --take, or ITEMs, are planned in it.

    \b
    Examples:
      backlogue sprint plan churn-2026-12
      backlogue sprint plan churn-2026-12 --take
      backlogue sprint plan churn-2026-12 CHURN-31 CHURN-32

    An item fits when it is ready or lacks nothing to be so, waits for nothing outside the sprint, and
    takes no more than is left of each discipline, in sum and within velocity. Every other item is
    shown with the reason. A named item that does not fit is refused.
    """
    ground = ground_of(how.root, how.today)
    plan, sprint = ground.plan, sprint_named(ground.plan, sprint_id)
    asked = {item.id for item in items_named(plan, item_ids)}
    writing = take or bool(asked)
    if not writing and (how.commit or how.dry_run or how.message is not None):
        raise click.UsageError("Nothing is to be written: name items, or give --take.")
    if writing and (obstacle := _begun(sprint, plan.today)) is not None:
        return refuse([obstacle])
    found = candidates(plan, sprint, _lacking(plan, sprint, asked), asked or None)
    against = [f"{one.item.id}: {one.why}" for one in found.left_out] if asked else []
    if form == "json":
        click.echo(json_text(values_of(plan, found)), nl=False)
    elif not asked:
        click.echo(write_text(plan, found), nl=False)
    if against:
        return refuse(against, f"backlogue set ITEM sprint={sprint_id} plans an item all the same")
    if not writing or not found.fitting:
        return 0
    if not asked and not found.rooms:
        # A whole backlog would fit, which nobody means.
        way_out = f"backlogue set {sprint_id} 'capacity={{…}}' bounds it; or name the items"
        return refuse([f"nothing bounds {sprint_id}: no capacity is written and no velocity known"], way_out)
    return carry_out(ground, lambda _: _taken(found), how._replace(shown=form != "json"))


@click.command("commit", short_help="Write down what is promised; CI guards it from then on.")
@click.argument("sprint_id", metavar="ID")
@writing_options(overriding=True)
def commit_step(
    sprint_id: str,
    how: How,
) -> int:
    """Commit sprint ID to the items planned in it: their points are written down, and CI guards them from then on.

    \b
    Examples:
      backlogue sprint commit churn-2026-12
      backlogue sprint commit churn-2026-12 --commit -m "Churn 7 is planned"
      backlogue sprint commit churn-2026-12 --override "Jonas helps for two days" --by alice

    Refuses, with exit code 1, what the rules on sprints and on readiness find: too much for a
    discipline, items that are not ready or that wait for open work elsewhere.
    """
    ground = ground_of(how.root, how.today)
    plan, sprint = ground.plan, sprint_named(ground.plan, sprint_id)
    person_named(plan, how.by)
    if (obstacle := _begun(sprint, plan.today)) is not None:
        return refuse([obstacle])
    points = commitment_of(plan, sprint)
    if not points:
        return refuse([f"no item is planned in {sprint_id}"], f"backlogue sprint plan {sprint_id} shows what fits")
    counted = f"{len(points)} item{'' if len(points) == 1 else 's'}"
    title = f"Commit to {sprint_id}: {counted}, {points_shown(sum(points.values()))}"
    answerable = frozenset((sprint.path, *(plan.item_by_id[item_id].path for item_id in points)))

    def make(overridden: Override | None) -> Drafts:
        text = draft.committed(sprint, plan.today, points, overridden)
        return Drafts({sprint.path: text}, title, answerable)

    return carry_out(ground, make, how)


def _begun(sprint: Sprint, today: date) -> str | None:
    """Why a sprint can no longer be planned."""
    if closed(sprint):
        return f"{sprint.id} is closed"
    if sprint.end < today:
        return f"{sprint.id} ended on {sprint.end}"
    if sprint.commitment is not None:
        return (
            f"{sprint.id} is committed since {sprint.commitment.on}; "
            f"backlogue sprint change {sprint.id} changes its scope, with a reason"
        )
    return None


def _lacking(plan: Plan, sprint: Sprint, asked: set[str]) -> dict[str, tuple[str, ...]]:
    """What the items in question lack to be ready."""
    items = [item for item in plan.items if item.id in asked or (not asked and item.team == sprint.team)]
    return lacking_to_be_ready(plan, [item for item in items if plan.is_open(item) and not is_ready(plan, item)])


def _taken(found: Candidates) -> Drafts:
    texts = {item.path: draft.planned(item, found.sprint.id) for item in found.fitting}
    return Drafts(texts, f"Plan {_listed(found.fitting)} in {found.sprint.id}")


def _listed(items: tuple[Item, ...]) -> str:
    """Few are named, many counted."""
    return ", ".join(item.id for item in items) if len(items) <= 4 else f"{len(items)} items"
