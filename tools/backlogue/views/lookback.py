"""A sprint in; its goal, what it promised and delivered, what changed and what stood still, as parts, out."""

from backlogue.flow.standstill import Standstill, standstills
from backlogue.model import Item, Sprint
from backlogue.plan.load import scope
from backlogue.views.course import kept_words, moved, promise
from backlogue.views.document import Cell, Column, Part, Point, Table
from backlogue.views.edition import Edition
from backlogue.views.ledger import Trial, trials
from backlogue.views.report import ITEM, item_cell, state_cell
from backlogue.views.words import count, day, listing, number, spoken

GOAL = {True: ("met", "done"), False: ("missed", "error"), None: ("nobody has written whether it was met", "waiting")}


def names_of(edition: Edition, sprint: Sprint) -> list[str]:
    """Every item that the sprint has, promised, took on or let go."""
    moved = [name for change in sprint.changes for name in (change.add, change.remove) if name]
    promised = sprint.commitment.items if sprint.commitment is not None else ()
    planned = [item.id for item in edition.plan.planned_in(sprint.id)]
    return list(dict.fromkeys((*promised, *moved, *scope(edition.plan, sprint), *(sprint.delivered or ()), *planned)))


def goal_part(sprint: Sprint) -> Part:
    """The goal, and whether it was met."""
    word, mark = GOAL[sprint.goal_met]
    points = (Point(sprint.goal, "Goal"), Point(spoken(word), "", mark)) if sprint.goal else ()
    return Part("goal", "The goal", points=points, empty="No goal is written down.")


def is_over(edition: Edition, sprint: Sprint) -> bool:
    """Whether there is something to look back on: the last day has passed, or the team has closed it before."""
    return sprint.end < edition.plan.today or sprint.delivered is not None


def goal_words(edition: Edition, sprint: Sprint) -> str:
    """For example: the goal was missed; or that it is too early to say."""
    if sprint.start > edition.plan.today:
        return f"the sprint starts on {day(sprint.start)}"
    if not is_over(edition, sprint):
        return "the sprint still runs"
    if sprint.goal_met is None:
        return "nobody has written whether the goal was met"
    return f"the goal was {GOAL[sprint.goal_met][0]}"


def delivery_part(edition: Edition, sprint: Sprint) -> Part:
    """Commitment against delivery, item by item."""
    said = promise(edition, sprint)
    points = (Point(f"{kept_words(said)}; {said.source}", "Said and done"),) if said is not None else ()
    return Part("delivery", "Commitment and delivery", points=points, tables=(_delivery(edition, sprint),))


def changes_part(edition: Edition, sprint: Sprint) -> Part:
    """What moved the scope after the commitment, and why."""
    columns = (
        Column("on", "Day"), ITEM, Column("change", "Change"),
        Column("points", "Points", right=True), Column("reason", "Reason", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(day(on), on.isoformat()), item_cell(edition, name), Cell(kind),
            Cell("" if points is None else f"{points:+g}", points),
            Cell(reason or ("dropped by its own status" if kind == "dropped" else "no reason is written")),
        )
        for on, name, kind, points, reason in moved(edition, sprint)
    )  # fmt: skip
    note = "as the main line had it" if sprint.id in edition.courses else "as the sprint's file says"
    table = Table("changes", "Changes of scope", columns, rows)
    return Part("changes", "Changes of scope", note, tables=(table,), empty="The scope did not change.")


def trials_of(edition: Edition, sprint: Sprint) -> tuple[Trial, ...]:
    """The experiments of the sprint."""
    plan, names = edition.plan, set(names_of(edition, sprint))
    names |= {item.id for item in plan.checkpointed_in(sprint.id)}
    return trials(plan, edition.lives, names)


def stood_still(edition: Edition, sprint: Sprint) -> tuple[Standstill, ...] | None:
    """The items that stood still in the sprint; None where no history tells."""
    if edition.lives is None:
        return None
    last = min(sprint.end, edition.plan.today)
    names = names_of(edition, sprint)
    return standstills(edition.lives, edition.plan.project, names, sprint.start, last)


def standstill_part(edition: Edition, found: tuple[Standstill, ...] | None) -> Part:
    """Working days on which items waited or were blocked."""
    if found is None:
        words = edition.untold or "Nothing is known of the plan's past."
        return Part("standstill", "What stood still", empty=f"How long items stood still is not known. {words}")
    columns = (
        ITEM, Column("waiting", "Days waiting", right=True),
        Column("blocked", "Days blocked", right=True), Column("why", "Why", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            item_cell(edition, one.item), Cell(str(one.waiting), one.waiting), Cell(str(one.blocked), one.blocked),
            Cell("; ".join((*one.reasons, *((f"needed {listing(one.by)} first",) if one.by else ())))),
        )
        for one in found
    )  # fmt: skip
    note = (
        "working days, as the main line had it at the end of each; "
        "waiting: in a state of that category; blocked: needs an open item"
    )
    table = Table("standstill", "Days without movement", columns, rows)
    return Part("standstill", "What stood still", note, tables=(table,), empty="No item waited or was blocked.")


def _delivery(edition: Edition, sprint: Sprint) -> Table:
    plan = edition.plan
    promised = dict(sprint.commitment.items) if sprint.commitment is not None else {}
    done = _delivered(edition, sprint)
    columns = (
        ITEM, Column("committed", "Committed", right=True),
        Column("delivered", "Delivered", right=True), Column("state", "State"), Column("note", "Note", wide=True),
    )  # fmt: skip
    rows = []
    for name in names_of(edition, sprint):
        item = plan.item_by_id.get(name)
        rows.append(
            (
                item_cell(edition, name),
                _points(promised.get(name)),
                _points(done.get(name)),
                state_cell(edition, item) if item else Cell(""),
                Cell(note(sprint, name, item)),
            )
        )  # fmt: skip
    return Table("delivery", "Commitment and delivery", columns, tuple(rows))


def _delivered(edition: Edition, sprint: Sprint) -> dict[str, float]:
    """Points delivered, by item: as the file says, as history tells, or else what is done now and was not carried."""
    if sprint.delivered is not None:
        return dict(sprint.delivered)
    course = edition.courses.get(sprint.id)
    if course is not None:
        return {name: work.points for name, work in course.works.items() if work.done}
    plan = edition.plan
    taken = ((plan.item_by_id.get(name), points) for name, points in scope(plan, sprint).items())
    return {
        item.id: points
        for item, points in taken
        if item is not None and item.sprint in (None, sprint.id) and plan.category(item) == "done"
    }


def note(sprint: Sprint, name: str, item: Item | None) -> str:
    """When it joined or left the sprint, and where it went."""
    added = [f"added on {day(one.on)}" for one in sprint.changes if one.add == name]
    gone = [f"taken out on {day(one.on)}" for one in sprint.changes if one.remove == name]
    carried = [f"carried to {item.sprint}"] if item is not None and item.sprint not in (None, sprint.id) else []
    left = item is not None and item.sprint is None and sprint.delivered is not None and name not in sprint.delivered
    back = ["given back to the backlog"] if left and not gone else []
    return "; ".join((*added, *gone, *carried, *back))


def _points(value: float | None) -> Cell:
    return Cell("", None) if value is None else Cell(number(value), value)


def total_days(found: tuple[Standstill, ...]) -> str:
    """For example: 7 days waiting, 3 days blocked."""
    waiting, blocked = sum(one.waiting for one in found), sum(one.blocked for one in found)
    return f"{count(waiting, 'day')} waiting, {count(blocked, 'day')} blocked"
