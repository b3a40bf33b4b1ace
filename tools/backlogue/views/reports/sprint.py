"""A sprint as it stands: goal, load against capacity, items by state, scope, criteria still open."""

from backlogue.model import Sprint
from backlogue.plan.load import scope
from backlogue.views.checkpoints import checkpoints_part, promising
from backlogue.views.criteria_table import cases, matrix
from backlogue.views.document import Cell, Column, Document, Fact, Part, Point, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import judged, sources_of
from backlogue.views.load import load, progress
from backlogue.views.lookback import changes_part, goal_part, note, trials_of
from backlogue.views.report import ITEM, Report, Wish, in_order, item_cell
from backlogue.views.trials import trials_part
from backlogue.views.words import count, number, sentence, span, spoken


def write(edition: Edition, wish: Wish) -> Document:
    """The status of one sprint."""
    sprint = wish.sprint
    assert sprint is not None
    plan = edition.plan
    items = in_order([plan.item_by_id[name] for name in scope(plan, sprint) if name in plan.item_by_id])
    kept = [item for item in items if plan.category(item) != "dropped"]
    found = [one for item in kept for one in judged(plan, edition.asking, item)]
    long = promising(edition, sprint)
    missing = [one for one in found if one.due and not one.good]
    left = (sprint.end - plan.today).days
    when = f"{count(left, 'day')} left" if left > 0 else "ends today" if left == 0 else "over"
    when = f"starts on {sprint.start}" if sprint.start > plan.today else when
    to_meet = count(len(missing), "criterion", "criteria")
    now = progress(plan, sprint, edition.delivered(sprint))
    return Document(
        report="sprint",
        title="Sprint status",
        subject=sprint.name,
        project=plan.project.name,
        as_of=edition.as_of,
        answer=sentence((when, now.words, f"{to_meet} of done still to meet" if missing else "")),
        facts=(Fact("Team", edition.team(sprint.team)), Fact("Dates", span(sprint.start, sprint.end))),
        parts=(
            goal_part(sprint),
            _items(edition, sprint),
            Part("capacity", "Load and capacity", points=_room(edition, sprint)),
            changes_part(edition, sprint),
            checkpoints_part(edition, long, sprint),
            trials_part(edition, trials_of(edition, sprint)),
            Part(
                "criteria", "Criteria still to meet", tables=(matrix(edition, missing),),
                empty="Every criterion that is asked for is met or waived.",
            ),
        ),
        cases=cases(plan, found),
        main="items",
        sources=(sprint.path, *dict.fromkeys((*sources_of(plan, items), *sources_of(plan, long)))),
    )  # fmt: skip


def _items(edition: Edition, sprint: Sprint) -> Part:
    plan = edition.plan
    columns = (
        ITEM, Column("state", "State"), Column("owner", "Owner"),
        Column("points", "Points", right=True), Column("why", "Remark", wide=True),
    )  # fmt: skip
    taken = scope(plan, sprint)
    rows = []
    for item in edition.in_order(plan.item_by_id[name] for name in taken if name in plan.item_by_id):
        line = edition.line(item)
        held = line.why if line.category not in ("done", "dropped") else ""
        rows.append(
            (
                item_cell(edition, item.id), Cell(spoken(item.status), item.status, mark=line.category),
                Cell(line.owner), Cell(number(taken[item.id]), taken[item.id]),
                Cell("; ".join(part for part in (held, note(sprint, item.id, item)) if part)),
            )
        )  # fmt: skip
    table = Table("items", "Items of the sprint", columns, tuple(rows))
    return Part("items", "Items", tables=(table,), empty="No item is planned in this sprint.")


def _room(edition: Edition, sprint: Sprint) -> tuple[Point, ...]:
    burden = load(edition.plan, sprint)
    points = [Point(burden.words, "In sum")]
    for one in burden.shares:
        most = f" of {number(one.capacity)}" if one.capacity is not None else ""
        points.append(Point(f"{number(one.load)}{most} points", one.discipline, "error" if one.over else ""))
    return tuple(points)


REPORT = Report("sprint", "A sprint as it stands: items, load, scope, criteria to meet.", write, "sprint", True)
