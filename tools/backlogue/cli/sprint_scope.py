"""The step that changes what a sprint holds after its commitment, with a reason."""

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


@click.command("change", short_help="Change the scope after the commitment, with a reason.")
@click.argument("sprint_id", metavar="ID")
@click.option("--add", "added", multiple=True, metavar="ITEM", help="An item that joins; may be given again.")
@click.option("--remove", "removed", multiple=True, metavar="ITEM", help="An item that leaves; may be given again.")
@click.option("--reason", required=True, help="Why; it stands in the sprint's file.")
@writing_options(overriding=True)
def change_step(
    sprint_id: str,
    added: tuple[str, ...],
    removed: tuple[str, ...],
    reason: str,
    how: How,
) -> int:
    """Change the scope of sprint ID after its commitment: an entry under `changes`, and the items' own `sprint`.

    \b
    Examples:
      backlogue sprint change churn-2026-12 --add CHURN-33 --reason "Customers are called twice"
      backlogue sprint change churn-2026-12 --add CHURN-33 --remove CHURN-26 --reason "The fault goes first"

    The commitment itself stays as it was made.
    """
    ground = ground_of(how.root, how.today)
    plan, sprint = ground.plan, sprint_named(ground.plan, sprint_id)
    person_named(plan, how.by)
    coming, going = items_named(plan, added), items_named(plan, removed)
    if not coming and not going:
        raise click.UsageError("Say what changes: --add ITEM or --remove ITEM.")
    if not reason.strip():
        raise click.UsageError("The reason cannot be empty.")
    against = [*_not_changeable(plan, sprint), *_misplaced(plan, sprint, coming, going)]
    if against:
        return refuse(against)
    entries = [Scope("add", item.id, reason) for item in coming] + [Scope("remove", one.id, reason) for one in going]
    title = f"Change {sprint_id}: {', '.join(f'{one.verb} {one.item}' for one in entries)}\n\n{reason}"

    def make(overridden: Override | None) -> Drafts:
        texts = {sprint.path: draft.rescoped(sprint, plan.today, entries, overridden)}
        texts |= {item.path: draft.planned(item, sprint_id) for item in coming}
        texts |= {item.path: draft.planned(item, None) for item in going if item.sprint == sprint_id}
        return Drafts(texts, title, frozenset(item.path for item in coming))

    return carry_out(ground, make, how)


def _not_changeable(plan: Plan, sprint: Sprint) -> list[str]:
    if closed(sprint):
        return [f"{sprint.id} is closed"]
    if sprint.end < plan.today:
        return [f"{sprint.id} ended on {sprint.end}; backlogue sprint close writes what became of it"]
    if sprint.commitment is None:
        return [f"{sprint.id} is not committed yet; backlogue sprint plan {sprint.id} ITEM plans an item in it"]
    return []


def _misplaced(plan: Plan, sprint: Sprint, coming: Sequence[Item], going: Sequence[Item]) -> list[str]:
    """Items that cannot join or leave, and why."""
    against = [f"{item.id} can not both join and leave" for item in coming if item in going]
    for item in coming:
        held = plan.sprint_by_id.get(item.sprint or "")
        if not plan.is_open(item):
            against.append(f"{item.id} is {item.status}")
        elif not joins_silently(plan, item.id, sprint) and item.sprint == sprint.id:
            against.append(f"{item.id} is in {sprint.id} already")
        elif held is not None and held.id != sprint.id and leaves_silently(plan, item.id, held):
            against.append(
                f"{item.id} is committed in {held.id}; take it out there first: "
                f"backlogue sprint change {held.id} --remove {item.id}"
            )
    for item in going:
        if item.sprint != sprint.id and not leaves_silently(plan, item.id, sprint):
            against.append(f"{item.id} is not in {sprint.id}")
    return against
