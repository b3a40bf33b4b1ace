"""A sprint's load, capacity and delivery, in points."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.load import capacity, delivered, load, number_shown, points_shown, scope, settled, standing
from backlogue.world.texts import Texts

SPRINT = "type: sprint\nteam: churn\ngoal: A score\nstart: 2026-07-06\nend: 2026-07-17\n"


def plan_of(*files: str, config: str = "name: Test\n", today: date = date(2026, 7, 6)) -> Plan:
    """A plan of front matters; each begins with its id."""
    named = {f"{'backlog' if 'status:' in one else 'sprints'}/{number}.md": one for number, one in enumerate(files)}
    texts = {path: f"---\n{one}\n---\n" for path, one in named.items()}
    return read_plan(Texts({"backlogue.yaml": config, **texts}), lambda _project: today).plan


def story(number: int, *lines: str, status: str = "ready") -> str:
    return "\n".join([f"id: CHURN-{number}", "type: story", f"title: Story {number}", f"status: {status}", *lines])


def sprint(*lines: str) -> str:
    return "id: churn-07\n" + SPRINT + "\n".join(lines)


def test_before_a_commitment_the_scope_is_what_is_planned_and_not_dropped() -> None:
    planned = "sprint: churn-07"
    plan = plan_of(
        story(1, planned, "points: 3"), story(2, planned), story(3, planned, "points: 8", status="dropped"), sprint()
    )
    assert scope(plan, plan.sprints[0]) == {"CHURN-1": 3.0, "CHURN-2": 0.0}


def test_changes_add_with_the_estimate_and_remove() -> None:
    changes = (
        "changes:\n  - {on: 2026-07-07, add: CHURN-2, reason: r}\n  - {on: 2026-07-08, remove: CHURN-1, reason: r}"
    )
    commitment = "commitment: {on: 2026-07-06, items: {CHURN-1: 5, CHURN-9: 1}}"
    plan = plan_of(story(1), story(2, "estimate: {backend: 2, ux: 1}"), sprint(commitment, changes))
    assert scope(plan, plan.sprints[0]) == {"CHURN-9": 1.0, "CHURN-2": 3.0}


def test_committed_points_are_shared_out_as_the_estimate_is() -> None:
    commitment = "commitment: {on: 2026-07-06, items: {CHURN-1: 8, CHURN-2: 2}}"
    plan = plan_of(story(1, "estimate: {backend: 3, ux: 1}"), story(2, "points: 5"), sprint(commitment))
    found = load(plan, plan.sprints[0])
    assert (dict(found.split), found.unsplit, found.total) == ({"backend": 6.0, "ux": 2.0}, 2.0, 10.0)


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("8", 8.0),
        ("{people: 2, days_off: 3, points_per_day: 1}", 15.0),
        ("{people: 1}", 7.2),
        ("{people: 1, days_off: 40}", 0.0),
    ],
)
def test_capacity_counts_working_days_without_holidays(written: str, points: float) -> None:
    plan = plan_of(sprint(f"capacity: {{backend: {written}}}"), config="holidays: [2026-07-14, 2026-07-18]\n")
    assert capacity(plan.project, plan.sprints[0])["backend"] == pytest.approx(points)


def test_delivered_as_written_else_what_is_done_and_was_not_carried() -> None:
    later = date(2026, 7, 20)
    commitment = "commitment: {on: 2026-07-06, items: {CHURN-1: 5, CHURN-2: 3, CHURN-3: 2}}"
    stories = (
        story(1, "sprint: churn-07", status="done"),
        story(2, "sprint: churn-08", status="done"),
        story(3, "sprint: churn-07"),
    )
    plan = plan_of(*stories, sprint(commitment), today=later)
    assert delivered(plan, plan.sprints[0]) == 5.0
    assert list(standing(plan, plan.sprints[0])) == ["CHURN-1", "CHURN-3"]
    plan = plan_of(*stories, sprint(commitment, "delivered: {CHURN-1: 4}"), today=later)
    assert delivered(plan, plan.sprints[0]) == 4.0
    assert settled(plan, plan.sprints[0])
    assert standing(plan, plan.sprints[0]) == {}
    plan = plan_of(sprint(), today=later)
    assert delivered(plan, plan.sprints[0]) is None


def test_a_running_sprint_has_delivered_nothing_yet() -> None:
    plan = plan_of(story(1, "sprint: churn-07", status="done"), sprint(), today=date(2026, 7, 17))
    assert delivered(plan, plan.sprints[0]) is None
    assert not settled(plan, plan.sprints[0])


def test_a_sprint_closed_on_its_last_day_is_history() -> None:
    plan = plan_of(
        story(1, "sprint: churn-07", status="done"), sprint("delivered: {CHURN-1: 4}"), today=date(2026, 7, 17)
    )
    assert delivered(plan, plan.sprints[0]) == 4.0
    assert settled(plan, plan.sprints[0])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6))
def test_sharing_out_neither_loses_nor_makes_points(items: list[tuple[int, int, int]]) -> None:
    stories = [story(n, f"estimate: {{backend: {a}, ux: {b}}}") for n, (_, a, b) in enumerate(items, 1)]
    taken = ", ".join(f"CHURN-{n}: {points}" for n, (points, _, _) in enumerate(items, 1))
    plan = plan_of(*stories, sprint(f"commitment: {{on: 2026-07-06, items: {{{taken}}}}}"))
    assert load(plan, plan.sprints[0]).total == pytest.approx(sum(points for points, _, _ in items))


@pytest.mark.parametrize(
    ("points", "words"), [(1, "1 point"), (0.1 + 0.2, "0.3 points"), (10, "10 points"), (100, "100 points")]
)
def test_points_in_words(points: float, words: str) -> None:
    assert points_shown(points) == words
    assert number_shown(points) == words.split()[0]
