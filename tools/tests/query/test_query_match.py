"""Matching item by item gives what selecting gives, on a plan large enough that a walk for each item would show."""

from backlogue.plan import Plan
from backlogue.plan.query import compile_query


def test_matching_item_by_item_finds_what_select_finds(plan: Plan) -> None:
    chain = {"parent": "MANY-1", "id": "MANY-1"}
    template = plan.item_by_id["CHURN-2"]
    items = [template.model_copy(update=chain | {"id": f"MANY-{n}"}) for n in range(3_000)]
    many = Plan(plan.project, items, plan.today)
    query = compile_query("under MANY-1")
    matched = [item.id for item in many.items if query.matches(many, item)]
    assert len(matched) == 2_999
    assert sorted(matched) == sorted(item.id for item in query.select(many))
