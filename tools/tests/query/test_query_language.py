"""What each form of the query language matches, item by item, and in which order."""

import pytest

from backlogue.plan import Plan
from backlogue.plan.query import compile_query

# The backlog's order: by rank, then priority, then id.
ALL = "CHURN-10 CHURN-1 PLAT-4 CHURN-2 CHURN-9 PLAT-3 PLAT-5"
CASES = {
    "": ALL,
    "id = churn-2": "CHURN-2",
    "type in (story, bug)": "PLAT-4 CHURN-2 PLAT-3",
    "type not in (story, 'epic')": "CHURN-10 CHURN-9 PLAT-5",
    "category = doing": "CHURN-10 CHURN-1",
    "status != done": "CHURN-10 CHURN-1 CHURN-2 PLAT-3 PLAT-5",
    "label = api": "CHURN-2",
    "labels = 'technical debt'": "CHURN-2",
    'label = "a\\"b"': "",
    "label != api and team = churn": "CHURN-10 CHURN-9",
    "label ~ debt": "CHURN-2",
    "depends_on = PLAT-3": "CHURN-2",
    "title ~ GRÖSSER": "PLAT-4",
    "title ~ größ": "PLAT-4",
    "title !~ e and title !~ o": "",
    "body ~ 'of plat'": "PLAT-4 PLAT-3 PLAT-5",
    "owner is empty and team is set": "CHURN-10 PLAT-4 PLAT-3",
    "not owner is set and team is not empty": "CHURN-10 PLAT-4 PLAT-3",
    "owner is not set and not team is empty": "CHURN-10 PLAT-4 PLAT-3",
    "person = bob": "CHURN-10 CHURN-9",
    "with = bob": "CHURN-10",
    "size >= 5": "CHURN-10 CHURN-2",
    "points = 0": "PLAT-4",
    "points is set": "CHURN-10 PLAT-4 CHURN-9",
    "points in (1, 8)": "CHURN-10 CHURN-9",
    "points not in (1, 8) and points is set": "PLAT-4",
    "points != 8 and points < 1e3": "PLAT-4 CHURN-9",
    "points > -5": "CHURN-10 PLAT-4 CHURN-9",
    "estimate.backend >= 3": "CHURN-2",
    "discipline = data-science": "CHURN-2",
    "estimate = backend": "CHURN-2",
    "wsjf.score = 4": "CHURN-10",
    "hypothesis.metric = recall": "CHURN-10",
    "hypothesis.target.at_least > 0.8": "CHURN-10",
    "hypothesis is set": "CHURN-10",
    "outcome = validated": "CHURN-10",
    "outcome is set": "CHURN-10 CHURN-1",
    "outcome.metric ~ churn": "CHURN-1",
    "evidence = reviewed": "CHURN-10",
    "evidence.reviewed.by = bob": "CHURN-10",
    "evidence.reviewed.note = fine": "CHURN-10",
    "evidence.reviewed.on < today": "CHURN-10",
    "checkpoints.sprint = c3": "CHURN-10",
    "impact = high": "PLAT-5",
    "roam = open": "PLAT-5",
    "tier = one": "CHURN-2",
    "tier is empty and type = story": "PLAT-4 PLAT-3",
    "urgent = yes": "CHURN-2",
    "urgent = false": "CHURN-9",
    "started < 2026-11-02": "CHURN-2",
    "cost >= 12": "CHURN-2",
    "priority > medium": "PLAT-4 CHURN-2",
    "priority <= medium": "CHURN-10 CHURN-9",
    "priority >= high or priority is empty": "CHURN-1 PLAT-4 CHURN-2 PLAT-3 PLAT-5",
    "priority > MEDIUM": "PLAT-4 CHURN-2",
    "status > In-Progress and status < done": "PLAT-5",
    "id < CHURN-10 and team = churn": "CHURN-2 CHURN-9",
    "open": "CHURN-10 CHURN-1 CHURN-2 PLAT-3 PLAT-5",
    "closed": "PLAT-4 CHURN-9",
    "blocked": "CHURN-2",
    "blocked_by = PLAT-3": "CHURN-2",
    "blocking": "PLAT-3",
    "ready": "PLAT-3",
    "overdue": "PLAT-3",
    "children = CHURN-9": "CHURN-2",
    "under CHURN-1": "CHURN-10 CHURN-2 CHURN-9",
    "under churn-2": "CHURN-9",
    "parent = CHURN-1": "CHURN-10 CHURN-2",
    "waits for PLAT-4": "CHURN-2 PLAT-3",
    "needed by CHURN-2": "PLAT-4 PLAT-3",
    "under NONE-1 or waits for NONE-1": "",
    "sprint = current": "CHURN-10 CHURN-2",
    "sprint in (previous)": "CHURN-9 PLAT-3",
    "sprint = next": "",
    "sprint = 'current'": "",
    "in sprint c2": "CHURN-10 CHURN-2 PLAT-5",
    "in sprint current": "CHURN-10 CHURN-2 PLAT-5",
    "in sprint next": "CHURN-10",
    "in increment q4": "CHURN-10 CHURN-2 CHURN-9 PLAT-5",
    "in increment current": "CHURN-10 CHURN-2 CHURN-9 PLAT-5",
    "increment = q4": "CHURN-10 CHURN-2 CHURN-9",
    "due < today": "PLAT-3",
    "due <= today + 7d": "CHURN-2 PLAT-3",
    "due<today+7d": "PLAT-3",
    "due > -1w": "CHURN-2 PLAT-3",
    "due = 2026-11-20": "PLAT-3",
    "due in (2026-11-20, today + 1w)": "CHURN-2 PLAT-3",
    "due > end of sprint": "CHURN-2",
    "due <= end of sprint": "PLAT-3",
    "due < start of week": "PLAT-3",
    "due <= end of month and due >= start of month + 20 days": "CHURN-2",
    "due <= end of increment - 1 month": "CHURN-2",
    "due < today + 999999y": "CHURN-2 PLAT-3",
    "due < today - 999999 weeks": "",
    "status = ready": "CHURN-2",
    "status = open": "",
    "team = platform and not blocked or id = CHURN-1": "CHURN-1 PLAT-4 PLAT-3",
    "team = platform and (blocked or id = CHURN-1)": "",
    "not (team = churn or team = platform)": "CHURN-1 PLAT-5",
    "NOT team = churn AND team IS SET": "PLAT-4 PLAT-3",
    "team = churn order by priority": "CHURN-2 CHURN-10 CHURN-9",
    "team = churn order by priority desc": "CHURN-9 CHURN-10 CHURN-2",
    "team = churn ORDER BY id DESC": "CHURN-10 CHURN-9 CHURN-2",
    "order by due": "PLAT-3 CHURN-2 CHURN-10 CHURN-1 PLAT-4 CHURN-9 PLAT-5",
    "order by due desc": "CHURN-2 PLAT-3 CHURN-10 CHURN-1 PLAT-4 CHURN-9 PLAT-5",
    "type = story order by status, size desc": "PLAT-3 CHURN-2 PLAT-4",
    "sprint is set order by sprint": "CHURN-9 PLAT-3 CHURN-10 CHURN-2",
    "team = churn\n  and points > 0\n": "CHURN-10 CHURN-9",
}


@pytest.mark.parametrize("text", CASES)
def test_matches(plan: Plan, text: str) -> None:
    query = compile_query(text, plan.project)
    assert " ".join(item.id for item in query.select(plan)) == CASES[text]
    matched = {item.id for item in plan.items if query.matches(plan, item)}
    assert matched == set(CASES[text].split())


def test_groups_follow_the_fields_order_and_missing_values_come_last(plan: Plan) -> None:
    query = compile_query("group by priority", plan.project)
    groups = query.groups(plan, query.select(plan))
    assert [(name, [item.id for item in items]) for name, items in groups] == [
        ("highest", ["PLAT-4"]),
        ("high", ["CHURN-2"]),
        ("medium", ["CHURN-10"]),
        ("low", ["CHURN-9"]),
        ("", ["CHURN-1", "PLAT-3", "PLAT-5"]),
    ]


def test_an_item_stands_in_the_group_of_each_of_its_labels(plan: Plan) -> None:
    query = compile_query("label is set order by id group by label")
    assert [name for name, _ in query.groups(plan, query.select(plan))] == ["api", "Technical Debt"]


def test_one_query_answers_for_each_plan(plan: Plan) -> None:
    query = compile_query("blocked")
    empty = Plan(plan.project, (), plan.today)
    assert query.select(empty) == ()
    assert len(query.select(plan)) == 1


def test_the_same_text_is_compiled_once() -> None:
    assert compile_query("size > 3") is compile_query("size > 3")


def test_undeclared_fields_have_no_value_without_a_project(plan: Plan) -> None:
    assert compile_query("nonsense = 3").select(plan) == ()
    assert len(compile_query("nonsense is empty").select(plan)) == 7


def test_names_that_nothing_has_are_doubtful(plan: Plan) -> None:
    query = compile_query("status = doen and sprint = next or under CHURN-11 or tier = thre or waits for PLAT-4")
    found = [(query.text[doubt.start : doubt.end], doubt.hint) for doubt in query.doubts(plan)]
    assert found == [
        ("doen", "did you mean done?"),
        ("CHURN-11", "did you mean CHURN-1?"),
        ("thre", None),
    ]
    assert compile_query("status = done and owner != alice").doubts(plan) == ()
