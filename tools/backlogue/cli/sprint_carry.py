"""The step that carries items on to a later sprint; closing a sprint uses its parts."""

from collections.abc import Sequence

import click

from backlogue.cli.answer import refuse
from backlogue.cli.lookup import items_named, person_named, sprint_named
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.edit import sprint as draft
from backlogue.edit.sprint import Scope
from backlogue.model import Item, Sprint
from backlogue.model.sprint import Override
from backlogue.plan import Plan
from backlogue.plan.handover import joins_silently, leaves_silently
from backlogue.plan.load import closed


@click.command("carry", short_help="Carry open items on to another sprint.")
@click.argument("sprint_id", metavar="ID")
@click.argument("item_ids", metavar="[ITEM...]", nargs=-1)
@click.option("--to", "following", required=True, metavar="SPRINT", help="The sprint that takes them on.")
@click.option("--reason", default="", help="Why; needed by commitments, which say by default that it was carried.")
@writing_options(overriding=True)
def carry_step(
    sprint_id: str,
    item_ids: tuple[str, ...],
    following: str,
    reason: str,
    how: How,
) -> int:
    """Carry open ITEMs of sprint ID, or all of them, on to another sprint.

    \b
    Examples:
      backlogue sprint carry churn-2026-12 --to churn-2027-01
      backlogue sprint carry churn-2026-12 CHURN-26 --to churn-2027-01 --reason "Retail is on leave"

    A commitment that an item leaves or joins gets an entry under `changes`.
    """
    ground = ground_of(how.root, how.today)
    plan, sprint, target = ground.plan, sprint_named(ground.plan, sprint_id), sprint_named(ground.plan, following)
    person_named(plan, how.by)
    items = items_named(plan, item_ids) or [item for item in plan.planned_in(sprint_id) if plan.is_open(item)]
    against = [*unfit_to_follow(plan, sprint, target), *_not_carried(plan, sprint, items)]
    if against:
        return refuse(against)
    if not items:
        click.echo(f"No open item is planned in {sprint_id}; nothing was written.", err=True)
        return 0
    named = ", ".join(item.id for item in items)
    left = [
        Scope("remove", one.id, reason or f"Carried to {following}")
        for one in items
        if leaves_silently(plan, one.id, sprint)
    ]

    def make(overridden: Override | None) -> Drafts:
        texts = {item.path: draft.planned(item, following) for item in items}
        if left:
            texts[sprint.path] = draft.rescoped(sprint, plan.today, left, None)
        texts |= joined(plan, sprint, target, items, reason, overridden)
        return Drafts(texts, f"Carry {named} from {sprint_id} to {following}")

    return carry_out(ground, make, how)


def joined(
    plan: Plan, sprint: Sprint, target: Sprint, items: Sequence[Item], reason: str, overridden: Override | None
) -> dict[str, str | None]:
    """The file of a sprint whose commitment carried items join; nothing where it lists them or has none."""
    entries = [
        Scope("add", item.id, reason or f"Carried over from {sprint.id}")
        for item in items
        if joins_silently(plan, item.id, target)
    ]
    return {target.path: draft.rescoped(target, plan.today, entries, overridden)} if entries else {}


def unfit_to_follow(plan: Plan, sprint: Sprint, target: Sprint) -> list[str]:
    """Why a sprint cannot take on what another leaves."""
    if target.id == sprint.id:
        return [f"{target.id} is the same sprint"]
    if closed(target) or target.end < plan.today:
        return [f"{target.id} {'is closed' if closed(target) else f'ended on {target.end}'}; carry to a later one"]
    if target.start <= sprint.start:
        return [f"{target.id} starts on {target.start}, not after {sprint.id}"]
    if target.team != sprint.team:
        return [f"{target.id} is a sprint of {target.team or 'no team'}, not of {sprint.team or 'no team'}"]
    return []


def _not_carried(plan: Plan, sprint: Sprint, items: Sequence[Item]) -> list[str]:
    against = []
    for item in items:
        if item.sprint != sprint.id:
            against.append(f"{item.id} is planned in {item.sprint}" if item.sprint else f"{item.id} is in no sprint")
        elif not plan.is_open(item):
            against.append(f"{item.id} is {item.status}")
    return against
