"""Burndown and burnup against examples worked out by hand, and against what must hold whatever happens."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backlogue.flow import Course, courses
from backlogue.history import Change, Stamp, Timeline
from backlogue.history.facts import new_values
from backlogue.model import Project, Sprint
from backlogue.pipeline import read_plan
from backlogue.world.texts import Texts

MONDAY, FRIDAY = date(2026, 7, 6), date(2026, 7, 17)


class Story:
    """A timeline written by hand: on a day, what one file says from then on."""

    def __init__(self) -> None:
        self.stamps: list[Stamp] = []
        self.changes: dict[str, list[Change]] = {}
        self.values: dict[str, dict[str, Any]] = {}

    def say(self, day: date, name: str, hour: int = 12, **fields: Any) -> "Story":
        at = int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp())
        self.stamps.append(Stamp(f"{len(self.stamps):040x}", at, "Ann", at))
        self.changes.setdefault(name, []).append(Change(len(self.stamps) - 1, new_values({}, fields)))
        return self

    def item(self, day: date, name: str, status: str = "todo", **fields: Any) -> "Story":
        return self.say(day, name, type=fields.pop("type", "story"), status=status, sprint="s", **fields)

    @property
    def timeline(self) -> Timeline:
        return Timeline(self.stamps, self.changes)


def project(text: str = "name: Test\n") -> Project:
    return read_plan(Texts({"backlogue.yaml": text.encode()}), lambda _: MONDAY).plan.project


def sprint(start: date = MONDAY, end: date = FRIDAY) -> Sprint:
    text = f"---\nid: s\ntype: sprint\nstart: {start}\nend: {end}\n---\n"
    return read_plan(Texts({"sprints/s.md": text.encode()}), lambda _: start).plan.sprint_by_id["s"]


def run(story: Story, today: date = FRIDAY, settings: str = "name: Test\n", **dates: date) -> Course:
    return courses(story.timeline, project(settings), [sprint(**dates)], today)["s"]


def day(number: int) -> date:
    """The day of July 2026."""
    return date(2026, 7, number)


def committed() -> Story:
    """Two items of 5 and 3 points, committed on the Monday."""
    story = Story().item(day(3), "A-1", points=5).item(day(3), "A-2", estimate={"backend": 2, "ux": 1})
    return story.say(MONDAY, "s", commitment={"on": "2026-07-06", "items": {"A-1": 5, "A-2": 3}})


def test_each_working_day_has_its_scope_and_what_was_done_by_its_end() -> None:
    story = committed().say(day(8), "A-2", status="done").say(day(16), "A-1", status="done")
    found = run(story)
    assert [mark.day.day for mark in found.marks] == [6, 7, 8, 9, 10, 13, 14, 15, 16, 17]
    assert [mark.scope for mark in found.marks] == [8] * 10
    assert [mark.done for mark in found.marks] == [0, 0, 3, 3, 3, 3, 3, 3, 8, 8]
    assert [mark.items_done for mark in found.marks] == [0, 0, 1, 1, 1, 1, 1, 1, 2, 2]
    assert (found.first.scope, found.first.left, found.committed) == (8, 8, True)
    assert [found.ideal(place) for place in (0, 5, 10)] == [8, 4, 0]
    assert found.moves == ()


def test_work_on_a_weekend_counts_on_monday_and_after_the_last_day_on_that_day() -> None:
    found = run(committed().say(day(11), "A-1", status="done").say(day(18), "A-2", status="done"), end=day(19))
    assert [(mark.day.day, mark.done) for mark in found.marks][4:6] == [(10, 0), (13, 5)]
    assert found.marks[-1].day == day(17)
    assert found.marks[-1].done == 5  # today is Friday: Saturday's commit is not there yet
    story = committed().say(day(18), "A-2", status="done")
    assert run(story, today=day(20), end=day(19)).marks[-1].done == 3


def test_holidays_are_no_days_of_the_course() -> None:
    found = run(committed(), settings="name: Test\nholidays: [2026-07-08]\n")
    assert [one.day for one in found.days] == [6, 7, 9, 10, 13, 14, 15, 16, 17]


def test_a_day_ends_in_the_time_zone_of_the_project() -> None:
    story = committed().say(day(7), "A-1", hour=23, status="done")
    assert [mark.done for mark in run(story).marks][:3] == [0, 5, 5]
    assert [mark.done for mark in run(story, settings="time_zone: Europe/Berlin\n").marks][:3] == [0, 0, 5]


def test_a_running_sprint_has_marks_up_to_today_and_a_coming_one_none() -> None:
    found = run(committed(), today=day(8))
    assert (len(found.marks), len(found.days)) == (3, 10)
    assert courses(committed().timeline, project(), [sprint()], day(5)) == {}


def test_an_entry_adds_on_the_day_it_is_on_the_main_line_with_its_reason() -> None:
    story = committed().item(day(3), "A-3", points=2)
    story.say(day(9), "s", changes=[{"on": "2026-07-09", "add": "A-3", "reason": "It broke"}])
    found = run(story)
    assert [mark.scope for mark in found.marks][:5] == [8, 8, 8, 10, 10]
    assert [(one.day.day, one.item, one.kind, one.points, one.reason) for one in found.moves] == [
        (9, "A-3", "added", 2, "It broke")
    ]


def test_an_entry_removes_though_the_item_left_before() -> None:
    story = committed().say(day(7), "A-2", sprint="t")
    story.say(day(9), "s", changes=[{"on": "2026-07-09", "remove": "A-2", "reason": "Too much"}])
    found = run(story)
    assert [mark.scope for mark in found.marks][:4] == [8, 8, 8, 5]
    assert [(one.kind, one.points, one.reason) for one in found.moves] == [("removed", -3, "Too much")]


def test_an_item_that_comes_or_goes_without_an_entry_is_counted_too() -> None:
    found = run(committed().item(day(8), "A-3", points=2).say(day(9), "A-1", sprint="t"))
    assert [mark.scope for mark in found.marks][:4] == [8, 8, 10, 5]
    assert [(one.item, one.kind, one.reason) for one in found.moves] == [("A-3", "added", ""), ("A-1", "removed", "")]


def test_a_dropped_item_leaves_and_a_deleted_one() -> None:
    story = committed().say(day(8), "A-1", status="dropped").say(day(9), "A-2", type=None, status=None, sprint=None)
    story.changes["A-2"].append(Change(story.changes["A-2"].pop().stamp, dict.fromkeys(
        ("type", "status", "sprint", "estimate.backend", "estimate.ux")
    )))  # fmt: skip
    found = run(story)
    assert [mark.scope for mark in found.marks][:4] == [8, 8, 3, 0]
    assert [one.kind for one in found.moves] == ["dropped", "removed"]


def test_what_is_carried_on_the_last_day_or_after_closing_stays_in_the_scope() -> None:
    assert run(committed().say(FRIDAY, "A-1", sprint="t")).marks[-1].scope == 8
    closed = committed().say(day(16), "s", delivered={"A-2": 3}).say(day(16), "A-1", sprint="t")
    assert [mark.scope for mark in run(closed).marks][-2:] == [8, 8]


def test_what_left_in_the_middle_does_not_come_back_at_the_end() -> None:
    found = run(committed().say(day(8), "A-1", sprint="t"))
    assert [mark.scope for mark in found.marks] == [8, 8, 3, 3, 3, 3, 3, 3, 3, 3]


def test_committed_points_stand_and_an_added_item_has_its_estimate() -> None:
    story = committed().item(day(7), "A-3", points=2).say(day(8), "A-1", points=13).say(day(9), "A-3", points=4)
    found = run(story)
    assert [mark.scope for mark in found.marks][:4] == [8, 10, 10, 12]
    assert [(one.item, one.kind, one.points) for one in found.moves][-1] == ("A-3", "estimated anew", 2)


def test_without_a_commitment_the_plan_is_the_scope() -> None:
    found = run(Story().say(day(3), "s", goal="G").item(day(3), "A-1", points=5).item(day(8), "A-2", points=3))
    assert (found.committed, found.first.scope) == (False, 5)
    assert [mark.scope for mark in found.marks][:3] == [5, 5, 8]


def test_what_was_done_before_the_sprint_counts_as_done_from_its_start() -> None:
    found = run(committed().say(day(3), "A-3", type="story", status="done"))
    assert found.first.done == 0
    early = Story().item(day(2), "A-1", status="done", points=5)
    early.say(MONDAY, "s", commitment={"items": {"A-1": 5}})
    assert (run(early).first.done, run(early).first.left) == (5, 0)


def test_a_failed_experiment_is_done_once_it_says_what_was_learned() -> None:
    story = Story().item(day(3), "A-1", type="experiment", points=5)
    story.say(MONDAY, "s", commitment={"items": {"A-1": 5}})
    story.say(day(8), "A-1", status="done", outcome="invalidated").say(day(10), "A-1", learning="Sessions say nothing")
    assert [mark.done for mark in run(story).marks][:5] == [0, 0, 0, 0, 5]


def test_days_before_the_main_line_had_the_sprint_are_not_known() -> None:
    story = Story().item(day(8), "A-1", points=5).say(day(8), "s", commitment={"items": {"A-1": 5}})
    assert [mark.day.day for mark in run(story, today=day(10)).marks] == [8, 9, 10]
    assert run(story, today=day(10)).first.scope == 5
    assert courses(Story().item(day(3), "A-1").timeline, project(), [sprint()], FRIDAY) == {}


def test_malformed_versions_in_between_count_as_nothing() -> None:
    story = committed().say(day(7), "A-2", points="many", estimate=None)
    story.say(day(8), "s", changes=["what", {"add": 3}, {"on": 1, "add": "A-9"}])
    assert [mark.scope for mark in run(story).marks] == [8] * 10


STATES = st.sampled_from(["todo", "in-progress", "done", "dropped", "nonsense"])
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("status"), st.sampled_from(["A-1", "A-2", "A-3", "A-4"]), STATES),
        st.tuples(st.just("sprint"), st.sampled_from(["A-1", "A-2", "A-3", "A-4"]), st.sampled_from(["s", "t", None])),
        st.tuples(st.just("points"), st.sampled_from(["A-3", "A-4"]), st.integers(0, 8)),
        st.tuples(st.sampled_from(["add", "remove"]), st.sampled_from(["A-1", "A-2", "A-3", "A-4"]), st.just("why")),
    ),
    max_size=12,
)


@given(EVENTS, st.integers(6, 25), st.data())
def test_sums_match_and_done_never_passes_the_scope(events: list[tuple[str, str, Any]], today: int, data: Any) -> None:
    story = committed().item(day(3), "A-3", points=1).say(day(3), "A-4", type="bug", status="todo", points=2)
    entries: list[dict[str, str]] = []
    when = sorted(data.draw(st.lists(st.integers(6, 20), min_size=len(events), max_size=len(events))))
    for number, (what, name, value) in zip(when, events, strict=True):
        if what in ("add", "remove"):
            entries.append({what: name, "reason": value})
            story.say(day(number), "s", changes=list(entries))
        else:
            story.say(day(number), name, **{what: value})
            if value is None:
                story.changes[name].append(Change(story.changes[name].pop().stamp, {what: None}))
    found = run(story, today=day(today))
    scope = found.first.scope
    for mark in found.marks:
        scope += sum(one.points for one in found.moves if one.day == mark.day)
        assert abs(mark.scope - scope) < 1e-6
        assert 0 <= mark.done <= mark.scope + 1e-9
        assert mark.left == mark.scope - mark.done
        assert 0 <= mark.items_done <= mark.items
    assert {mark.day for mark in found.marks} == {one for one in found.days if one <= day(today)}
    assert found.marks[-1].day - found.days[0] < timedelta(days=12)
    assert sum(work.points for work in found.works.values()) == found.marks[-1].scope
