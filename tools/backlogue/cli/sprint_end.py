"""The last step of a sprint: what it delivered, where the rest goes, and the sections for people's words."""

from collections.abc import Sequence
from datetime import timedelta

import click

from backlogue.cli.answer import refuse
from backlogue.cli.lookup import items_named, person_named, sprint_named
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.sprint_carry import joined, unfit_to_follow
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.edit import sprint as draft
from backlogue.edit.sections import open_section
from backlogue.model import Item, Sprint
from backlogue.model.sprint import Override
from backlogue.parse import read_record
from backlogue.plan import Plan, working_days
from backlogue.plan.handover import Handover, Leaving, handover
from backlogue.plan.load import closed, number_shown, points_shown
from backlogue.render.closing import retrospective_start, review_start


@click.command("close", short_help="Write what was delivered, and let go of what is open.")
@click.argument("sprint_id", metavar="ID")
@click.option("--to", "following", metavar="SPRINT", help="The sprint that takes on what is open.")
@click.option("--goal-met", type=click.Choice(["yes", "no"]), help="Whether the goal was reached.")
@click.option("--drop", "dropped", multiple=True, metavar="ITEM", help="Open item that nobody will do; again for more.")
@click.option("--back", multiple=True, metavar="ITEM", help="Open item for the backlog, whatever --to says.")
@click.option("--early", is_flag=True, help="Close it although it has working days left.")
@writing_options(overriding=True)
def close_step(
    sprint_id: str,
    following: str | None,
    goal_met: str | None,
    dropped: tuple[str, ...],
    back: tuple[str, ...],
    early: bool,
    how: How,
) -> int:
    """Close sprint ID: write what it delivered, let go of what is open, and open the review and the retrospective.

    \b
    Examples:
      backlogue sprint close churn-2026-12 --to churn-2027-01 --goal-met yes
      backlogue sprint close churn-2026-12 --goal-met no --drop CHURN-26 --commit

    Open items go to the sprint named by --to; without it to the sprint of their next checkpoint, or
    back to the backlog. The two sections begin with what the files say, and only where no one has
    written in them yet.
    """
    ground = ground_of(how.root, how.today)
    plan, sprint = ground.plan, sprint_named(ground.plan, sprint_id)
    person_named(plan, how.by)
    target = sprint_named(plan, following) if following is not None else None
    chosen = items_named(plan, (*dropped, *back))
    against = [*_too_soon(plan, sprint, early), *_not_open(plan, sprint, chosen)]
    against += [f"{item_id} can not both be dropped and go back" for item_id in dropped if item_id in back]
    against += [] if target is None else unfit_to_follow(plan, sprint, target)
    if against:
        return refuse(against)
    closing = handover(plan, sprint, following, frozenset(dropped), frozenset(back))
    stateless = [item for item in chosen if item.id in dropped and _dropped_state(plan, item) is None]
    if stateless:
        return refuse(f"{item.id}: no state of type {item.type} means dropped" for item in stateless)
    met = None if goal_met is None else goal_met == "yes"

    def make(overridden: Override | None) -> Drafts:
        texts = {sprint.path: _closed(plan, closing, met)}
        texts |= {one.item.path: _gone(plan, one) for one in closing.leaving}
        for name in dict.fromkeys(one.to for one in closing.leaving if one.to is not None):
            carried = [one.item for one in closing.leaving if one.to == name]
            texts |= joined(plan, sprint, plan.sprint_by_id[name], carried, "", overridden)
        return Drafts(texts, _title(closing))

    code = carry_out(ground, make, how)
    if code == 0 and met is None and sprint.goal_met is None:
        click.echo(f"Was the goal met? backlogue set {sprint_id} goal_met=true, or false, says so.", err=True)
    return code


def _too_soon(plan: Plan, sprint: Sprint, early: bool) -> list[str]:
    """A sprint may be closed from its last working day on, and once."""
    if closed(sprint):
        return [f"{sprint.id} is closed already: delivered is written; correct it with backlogue set"]
    if sprint.start > plan.today:
        return [f"{sprint.id} starts on {sprint.start} only"]
    days = working_days(plan.project, plan.today + timedelta(days=1), sprint.end)
    if days and not early:
        left = f"{days} working day{'' if days == 1 else 's'} left"
        return [f"{sprint.id} runs until {sprint.end}, {left}; --early closes it all the same"]
    return []


def _not_open(plan: Plan, sprint: Sprint, chosen: Sequence[Item]) -> list[str]:
    found = [f"{item.id} is not planned in {sprint.id}" for item in chosen if item.sprint != sprint.id]
    return found + [f"{one.id} is {one.status}" for one in chosen if one.sprint == sprint.id and not plan.is_open(one)]


def _dropped_state(plan: Plan, item: Item) -> str | None:
    states = plan.project.workflow(item.type).states
    return next((state for state, category in states.items() if category == "dropped"), None)


def _closed(plan: Plan, closing: Handover, met: bool | None) -> str | None:
    """The sprint's file with its sections open, then with its figures."""
    sprint = closing.sprint
    text = draft.closed(sprint, closing.delivered, met)
    if text is None:
        return None
    for title, start, before in (
        ("Review", review_start(plan, closing), "Retrospective"),
        ("Retrospective", retrospective_start(plan, closing), ""),
    ):
        record = read_record(sprint.path, text.encode("utf-8")).record
        if record is None:
            return None
        text = open_section(record, title, start, before)
    return text


def _gone(plan: Plan, one: Leaving) -> str | None:
    if one.fate == "dropped":
        state = _dropped_state(plan, one.item)
        return draft.in_state(one.item, state) if state is not None else None
    return draft.planned(one.item, one.to)


def _title(closing: Handover) -> str:
    said, done = sum(closing.committed.values()), sum(closing.delivered.values())
    return f"Close {closing.sprint.id}: {number_shown(done)} of {points_shown(said)} delivered"
