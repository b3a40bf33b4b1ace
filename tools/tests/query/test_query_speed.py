"""A simple comparison over 10,000 items takes milliseconds: conditions are closures, bound to a plan once."""

import time

from backlogue.plan import Plan
from backlogue.plan.query import compile_query


def test_a_comparison_of_10_000_items_takes_less_than_30_ms(plan: Plan) -> None:
    template = plan.item_by_id["CHURN-2"]
    many = Plan(plan.project, [template.model_copy(update={"id": f"MANY-{n}"}) for n in range(10_000)], plan.today)
    for text in ("status = ready", "due < today", "size >= 5", "label = api", "blocked"):
        test = compile_query(text).test(many)
        times = []
        for _ in range(5):
            start = time.process_time()
            for item in many.items:
                test(item)
            times.append(time.process_time() - start)
        assert min(times) < 0.030, text


def test_matching_item_by_item_is_as_quick(plan: Plan) -> None:
    chain = {"parent": "MANY-1", "id": "MANY-1"}
    template = plan.item_by_id["CHURN-2"]
    items = [template.model_copy(update=chain | {"id": f"MANY-{n}"}) for n in range(3_000)]
    many = Plan(plan.project, items, plan.today)
    query = compile_query("under MANY-1")
    start = time.process_time()
    assert sum(query.matches(many, item) for item in many.items) == 2_999
    assert time.process_time() - start < 0.5
