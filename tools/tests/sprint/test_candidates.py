"""What fits a sprint: rank order, room per discipline, in sum and by velocity, dependencies, readiness."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sprint.sprint_project import files, story

from backlogue.checks.readiness import lacking_to_be_ready
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.candidates import Candidates, candidates, commitment_of
from backlogue.plan.load import ROUNDING
from backlogue.plan.room import SUM, VELOCITY
from backlogue.world.texts import Texts


def plan_of(*stories: str, **changed: str) -> Plan:
    texts = files(*stories) | {name.replace("__", "/") + ".md": content for name, content in changed.items()}
    return read_plan(Texts(texts), lambda _zone: date(2026, 7, 6)).plan


def chosen(plan: Plan, asked: set[str] | None = None) -> Candidates:
    return candidates(plan, plan.sprint_by_id["app-2"], lacking_to_be_ready(plan, plan.items), asked)


def fitting(plan: Plan) -> list[str]:
    return [item.id for item in chosen(plan).fitting]


def reasons(plan: Plan, asked: set[str] | None = None) -> dict[str, str]:
    return {one.item.id: one.why for one in chosen(plan, asked).left_out}


def test_ready_items_come_first_and_each_part_in_the_order_of_rank() -> None:
    plan = plan_of(
        story(1, 'rank: "c"'), story(2, 'rank: "a"', status="todo"), story(3, 'rank: "b"', points="points: 1")
    )
    assert fitting(plan) == ["APP-3", "APP-1", "APP-2"]


def test_room_is_counted_per_discipline_and_the_next_that_fits_is_taken() -> None:
    plan = plan_of(story(1), story(2), story(3), story(4, points="estimate: {data: 2}"))
    assert fitting(plan) == ["APP-1", "APP-2", "APP-4"]
    assert reasons(plan) == {"APP-3": "no room in backend: 3 of 2 left"}


def test_what_is_planned_already_takes_its_room() -> None:
    plan = plan_of(story(1, "sprint: app-2"), story(2, "sprint: app-2"), story(3))
    assert reasons(plan) == {"APP-3": "no room in backend: 3 of 2 left"}
    assert [item.id for item in chosen(plan).planned] == ["APP-1", "APP-2"]


def test_points_of_no_discipline_count_in_sum_and_velocity_bounds_all() -> None:
    """Capacity 13 in sum; the last sprint delivered 10, and a fifth more may be taken."""
    plan = plan_of(*(story(number, points="points: 6") for number in (1, 2, 3)))
    rooms = {room.name: room.whole for room in chosen(plan).rooms}
    assert rooms == {"backend": 8, "data": 5, SUM: 13, VELOCITY: 12}
    assert fitting(plan) == ["APP-1", "APP-2"]
    assert reasons(plan) == {"APP-3": "no room in sum: 6 of 1 left"}
    slow = plan_of(*(story(number, points="points: 5") for number in (1, 2, 3)), sprints__app=PAST_SLOW)
    assert reasons(slow)["APP-2"] == "no room by velocity: 5 of 1 left"


PAST_SLOW = """---
id: app-1b
type: sprint
team: app
start: 2026-07-04
end: 2026-07-05
delivered: {APP-91: 5}
---
"""


def test_work_of_no_points_fits_only_while_something_is_left() -> None:
    plan = plan_of(
        *(story(number, points="points: 6") for number in (1, 2)), *(story(n, points="points: 0") for n in (3, 4))
    )
    assert fitting(plan) == ["APP-1", "APP-2"]
    assert reasons(plan) == dict.fromkeys(("APP-3", "APP-4"), "no room by velocity: nothing is left")
    assert fitting(plan_of(story(1, points="points: 0"), story(2, points="points: 0"))) == ["APP-1", "APP-2"]


def test_a_discipline_without_capacity_has_no_room() -> None:
    assert reasons(plan_of(story(1, points="estimate: {ux: 1}"))) == {"APP-1": "no room in ux: 1 of 0 left"}


def test_an_item_that_takes_more_than_its_share_is_to_be_split() -> None:
    assert reasons(plan_of(story(1, points="points: 7"))) == {"APP-1": "too large: 7 points, split it into 6.5 at most"}


def test_an_item_waits_for_open_work_elsewhere_and_not_for_work_in_the_sprint() -> None:
    plan = plan_of(
        story(1, "depends_on: [APP-9]"),
        story(2, "depends_on: [APP-3]", 'rank: "a"'),
        story(3, 'rank: "b"', points="points: 1"),
        story(4, "depends_on: [APP-5]", points="points: 0"),
        story(5, status="done"),
        story(9, "sprint: app-3", points="points: 1"),
    )
    assert fitting(plan) == ["APP-3", "APP-2", "APP-4"]
    assert reasons(plan) == {"APP-1": "waits for APP-9: ready, planned in app-3"}


def test_an_item_behind_one_without_room_says_so() -> None:
    plan = plan_of(story(1), story(2), story(3), story(4, "depends_on: [APP-3]", points="points: 1"))
    assert reasons(plan)["APP-4"] == "waits for APP-3: ready, in no sprint"


def test_what_an_item_lacks_to_be_ready_is_said_by_the_definition() -> None:
    plan = plan_of(story(1, status="todo", points="labels: [a]"), story(2, status="todo"))
    assert reasons(plan) == {"APP-1": "not ready: add points: or estimate:"}
    assert fitting(plan) == ["APP-2"]


def test_waiting_work_and_work_of_other_teams_are_no_candidates() -> None:
    plan = plan_of(
        story(1, "waiting_for: the lawyers", status="waiting"),
        story(2, points="points: 2"),
        story(3, "parent: APP-2", points="points: 2").replace("type: story", "type: task"),
        story(4).replace("team: app", "team: web"),
        story(5, status="dropped"),
        story(6, "sprint: app-3"),
        story(7, "sprint: app-1"),
    )
    assert fitting(plan) == ["APP-2", "APP-3"]
    assert reasons(plan) == {
        "APP-1": "waiting for the lawyers",
        "APP-7": "planned in app-1, which has ended: carry it",
    }
    assert reasons(plan, {"APP-6"}) == {"APP-6": "planned in app-3"}


def test_a_part_is_committed_beside_its_whole() -> None:
    task = story(3, "parent: APP-2", "sprint: app-2", points="points: 2").replace("type: story", "type: task")
    plan = plan_of(story(2, "sprint: app-2", points="points: 2"), task)
    assert commitment_of(plan, plan.sprint_by_id["app-2"]) == {"APP-2": 2, "APP-3": 2}


ESTIMATES = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.lists(st.integers(1, 8), max_size=2)), max_size=8
)


@given(ESTIMATES)
def test_everything_that_fits_fits_together_and_nothing_is_lost(estimates: list[tuple[int, int, list[int]]]) -> None:
    stories = [
        story(
            number,
            f"depends_on: [{', '.join(f'APP-{one}' for one in waits)}]",
            points=f"estimate: {{backend: {a}, data: {b}}}",
        )
        for number, (a, b, waits) in enumerate(estimates, 1)
    ]
    plan = plan_of(*stories)
    found = chosen(plan)
    assert sum(item.estimate["backend"] for item in found.fitting) <= 8 + ROUNDING
    assert sum(item.size or 0 for item in found.fitting) <= 12 + ROUNDING
    inside = {item.id for item in found.fitting}
    assert inside | {one.item.id for one in found.left_out} == {item.id for item in plan.items if plan.is_open(item)}
    assert len(found.fitting) + len(found.left_out) == len(estimates)
    assert all(other.id in inside for item in found.fitting for other in plan.blockers(item))
