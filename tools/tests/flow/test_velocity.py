"""Say/do and velocity against examples worked out by hand."""

from datetime import date

import pytest

from backlogue.flow import Course, Mark, paces, say_do
from backlogue.flow.scope import Work
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.load import velocity
from backlogue.world.texts import Texts

TODAY = date(2026, 9, 1)


def plan(*sprints: str, items: str = "") -> Plan:
    texts = {f"sprints/{place}.md": text.encode() for place, text in enumerate(sprints)}
    for place, line in enumerate(items.split("; ") if items else ()):
        name, status, home = line.split(" ")
        texts[f"backlog/{place}.md"] = (
            f"---\nid: {name}\ntype: story\ntitle: T\nstatus: {status}\nsprint: {home}\n---\n".encode()
        )
    return read_plan(Texts(texts), lambda _: TODAY).plan


def sprint(name: str, month: int, commitment: str | None = "{A-1: 5, A-2: 3}", delivered: str | None = None) -> str:
    lines = f"---\nid: {name}\ntype: sprint\nteam: app\nstart: 2026-{month:02}-06\nend: 2026-{month:02}-17\n"
    lines += f"commitment: {{on: 2026-{month:02}-06, items: {commitment}}}\n" if commitment else ""
    return lines + (f"delivered: {delivered}\n" if delivered else "") + "---\n"


def course(**done: float) -> Course:
    mark = Mark(TODAY, 8, 0, 2, 0)
    works = {"A-1": Work(5, False), "A-2": Work(3, False)}
    works |= {name.replace("_", "-"): Work(points, True) for name, points in done.items()}
    return Course(True, mark, (mark,), (TODAY,), (), works)


def test_the_file_says_what_was_delivered() -> None:
    one = plan(sprint("s", 7, delivered="{A-1: 5, A-3: 2}"))
    found = say_do(one, one.sprint_by_id["s"], course(A_2=3))
    assert found is not None
    assert (found.committed, found.items, found.kept, found.items_kept) == (8, 2, 5, 1)
    assert (found.delivered, found.items_delivered, found.source) == (7, 2, "file")
    assert found.percent == 62.5


def test_history_says_it_where_the_file_does_not() -> None:
    one = plan(sprint("s", 7), items="A-1 done s; A-2 done s")
    found = say_do(one, one.sprint_by_id["s"], course(A_2=3))
    assert found is not None
    assert (found.kept, found.delivered, found.source) == (3, 3, "history")


def test_without_history_the_plan_of_today_says_it_and_what_was_carried_is_not_counted() -> None:
    one = plan(sprint("s", 7), sprint("t", 10), items="A-1 done s; A-2 done t")
    found = say_do(one, one.sprint_by_id["s"], None)
    assert found is not None
    assert (found.kept, found.items_kept, found.source) == (5, 1, "plan")


@pytest.mark.parametrize("text", [sprint("s", 7, commitment=None), sprint("s", 10)])
def test_no_promise_and_no_end_say_nothing(text: str) -> None:
    one = plan(text)
    assert say_do(one, one.sprint_by_id["s"], None) is None


def test_a_commitment_without_points_is_counted_in_items() -> None:
    one = plan(sprint("s", 7, "{A-1: 0, A-2: 0}", "{A-1: 0}"))
    found = say_do(one, one.sprint_by_id["s"], None)
    assert found is not None
    assert found.percent == 50
    empty = plan(sprint("s", 7, "{}", "{A-1: 2}"))
    nothing = say_do(empty, empty.sprint_by_id["s"], None)
    assert nothing is not None
    assert nothing.percent is None


def test_velocity_is_the_mean_of_the_window_and_that_of_the_rules() -> None:
    one = plan(
        *(sprint(f"s{m}", m, delivered=f"{{A-1: {p}}}") for m, p in ((4, 4), (5, 8), (6, 6), (7, 10))), sprint("n", 10)
    )
    said = {name: found for name, each in one.sprint_by_id.items() if (found := say_do(one, each, None)) is not None}
    found = paces(one.sprints_of("app"), said, 3)
    assert [(pace.sprint.id, pace.said.delivered, pace.mean) for pace in found] == [
        ("s4", 4, None), ("s5", 8, None), ("s6", 6, 6), ("s7", 10, 8),
    ]  # fmt: skip
    of_the_rules = velocity(one, one.sprint_by_id["n"])
    assert of_the_rules is not None
    assert of_the_rules.mean == found[-1].mean


def test_a_window_of_nothing_has_no_mean() -> None:
    one = plan(sprint("s", 7, delivered="{A-1: 5}"))
    said = {"s": say_do(one, one.sprint_by_id["s"], None)}
    assert [pace.mean for pace in paces(one.sprints, {k: v for k, v in said.items() if v}, 0)] == [None]
