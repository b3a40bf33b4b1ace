"""The guide to queries says what is so: each example compiles, each flag, made field and period is named, no other."""

import re
from pathlib import Path

import pytest

from backlogue.plan import Plan
from backlogue.plan.query import compile_query
from backlogue.plan.query.days import PERIODS
from backlogue.plan.query.fields import MADE
from backlogue.plan.query.terms import FLAGS
from backlogue.views.listing import WHOLE

GUIDE = (Path(__file__).parents[3] / "site/docs/reference/queries.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```query\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_is_a_query(plan: Plan, text: str) -> None:
    compile_query(text, plan.project).select(plan)


def grammar(name: str) -> set[str]:
    found = re.search(rf"^{name} +=(.*)$", GUIDE, re.MULTILINE)
    assert found is not None
    return set(re.findall(r'"([a-z]+)"', found[1]))


def test_the_guide_names_every_flag_period_and_field() -> None:
    assert len(EXAMPLES) > 15
    assert grammar("flag") == set(FLAGS)
    assert grammar("period") == set(PERIODS)
    table = GUIDE.split("Some fields are worked out")[1].split("Where a project declares")[0]
    assert set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines() if "|" in line))
    ) == set(MADE)
    assert ", ".join(WHOLE) in GUIDE
