"""Two files of one id: the first in path order has it, also in what its state means. Long chains are walked once."""

from datetime import date

from repositories import item

from backlogue.pipeline import compile_project
from backlogue.plan import Plan
from backlogue.world.texts import Texts


def plan_of(files: dict[str, str]) -> Plan:
    return compile_project(Texts(files), lambda _zone: date(2026, 7, 6)).plan


def test_the_state_is_that_of_the_first_file() -> None:
    plan = plan_of(
        {
            "backlog/A-1-a.md": item("A-1", status="todo"),
            "backlog/A-1-b.md": item("A-1", status="done"),
            "backlog/A-2.md": item("A-2", depends_on="[A-1]"),
        }
    )
    assert plan.item_by_id["A-1"].path == "backlog/A-1-a.md"
    assert plan.is_open(plan.item_by_id["A-1"])
    assert [one.path for one in plan.blockers(plan.item_by_id["A-2"])] == ["backlog/A-1-a.md"]


def test_ancestors_end_where_a_cycle_begins() -> None:
    plan = plan_of({f"backlog/A-{n}.md": item(f"A-{n}", parent=f"A-{n % 3 + 1}") for n in range(1, 5)})
    assert [one.id for one in plan.ancestors(plan.item_by_id["A-4"])] == ["A-2", "A-3", "A-1"]
    assert [one.id for one in plan.ancestors(plan.item_by_id["A-1"])] == ["A-2", "A-3"]
