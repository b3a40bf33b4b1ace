"""A wrong query: the sentence, the exact place, the way out; and never anything but a QueryError."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

# Text (what is marked between brackets), part of the sentence, part of the hint.
CASES = [
    ("«statu» = done", "no item has a field statu", "status"),
    ("«depends-on» is set", "no item has a field", "depends_on"),
    ("order by «priorty»", "no item has a field", "priority"),
    ("open group by «taem»", "no item has a field", "team"),
    ("«hypothesis.metrik» = x", "hypothesis has no part metrik", "hypothesis.metric"),
    ("«title.x» = 3", "title has no part x", "title"),
    ("«hypothesis» = x", "has parts", "hypothesis.belief"),
    ("order by «wsjf»", "has parts", "wsjf."),
    ("«bloked»", "is no condition", "blocked"),
    ("«CHURN-1»", "alone is no condition", "id = CHURN-1"),
    ("«owner» and open", "alone is no condition", "owner is set"),
    ("«urgent»", "alone is no condition", "urgent = true"),
    ("«status:open»", "is no condition", "status = open"),
    ("«drift»", "is no condition", "title ~ drift"),
    ("team «==» churn", "== means nothing", "write ="),
    ("team «<>» churn", "<> means nothing", "write !="),
    ("size «=>» 3", "=> means nothing", "write >="),
    ("open «&&» blocked", "&& means nothing", "write and"),
    ("open «||» blocked", "|| means nothing", "write or"),
    ("«!»blocked", "! means nothing", "not"),
    ("title «contains» x", "contains is not a word", "~"),
    ("owner is «null»", "null is not a word", "empty"),
    ('title = «"»open', "quote is not closed", "behind"),
    ("title = «'»open", "quote is not closed", "behind"),
    ("title = «“»open”", "curly quotes", '"'),
    ("team = churn and «(»open or blocked", "parenthesis is not closed", ")"),
    ('«(»title = "a)" or (open)', "parenthesis is not closed", ")"),
    ("open«)»", "closes nothing", "leave it out"),
    ("type in «story»", "a list stands in parentheses", "(story)"),
    ("type in «[»story]", "[ means nothing", "("),
    ("type in (a «b»)", "b stands where", None),
    ("status = in «progress»", "progress stands where", "quotes"),
    ("label = c«+»+", "+ stands where", "quotes"),
    ("owner = alice«,» bob", ", stands where", "in (a, b)"),
    ("label = api or «model»", "is no condition", "in (a, model)"),
    ("priority > «hihg»", "no priority is called hihg", "did you mean high?"),
    ("status < «finished»", "no status is called finished", "todo"),
    ("team =«»", "ends where a value", None),
    ("open and«»", "ends where a condition", None),
    ("open order«»", "ends where by", None),
    ("open order «priority»", "priority stands where by", None),
    ("waits «PLAT-3»", "PLAT-3 stands where for", None),
    ("owner is «nice»", "nice stands where set or empty", "is set"),
    ("a «b»", "b stands where a comparison", None),
    ("size > «high»", "size is a number", None),
    ("size > «nan»", "size is a number", None),
    ("size > «1_0»", "size is a number", None),
    ("due < «2026-13-01»", "due is a day", "YYYY-MM-DD"),
    ("due < «20261101»", "due is a day", "YYYY-MM-DD"),
    ("due < «5»", "due is a day", "today"),
    ("due < «start of foo»", "foo is no period", "sprint"),
    ("due ~ «2026»", "due is a day", "="),
    ("size ~ «3»", "size is a number", "="),
    ("urgent = «maybe»", "true or false", "urgent = true"),
    ("label < «api»", "no order", "="),
    ("owner = «today + 1d»", "owner is no day", "quotes"),
    ('owner = «""»', "empty text", "owner is empty"),
    ("tier = one and cost = «x»", "cost is a number", None),
]


@pytest.mark.parametrize(("marked", "message", "hint"), CASES, ids=[case[0] for case in CASES])
def test_fault(plan: Plan, marked: str, message: str, hint: str | None) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    with pytest.raises(QueryError) as caught:
        compile_query(text, plan.project)
    error = caught.value
    assert message in error.message
    assert (error.start, max(error.start, min(error.end, len(text)))) == (start, end)
    if hint is None:
        assert error.hint is None or error.hint
    else:
        assert error.hint is not None
        assert hint in error.hint


@pytest.mark.parametrize(
    "text",
    [
        "(" * 9_000,
        "not " * 2_000 + "open",
        "(open and (blocked or " * 60 + "open" + "))" * 60,
        "open or " * 5_000,
        "x" * 20_000,
    ],
    ids=["parentheses", "nots", "nested", "long", "word"],
)
def test_deep_and_long_queries_are_refused(text: str) -> None:
    with pytest.raises(QueryError):
        compile_query(text)


def test_wide_and_bracketed_queries_are_fine(plan: Plan) -> None:
    assert compile_query(" or ".join(["id = CHURN-2"] * 500)).select(plan)
    assert compile_query("(" * 1_000 + "open" + ")" * 1_000).select(plan)


WORDS = (  # noqa: SIM905 - sixty words read better in three lines
    "status size due label owner urgent hypothesis estimate.backend priority sprint open blocked in not and or is set "
    "empty ( ) , = != < <= ~ !~ == && ! order by group desc under waits for needed sprint increment current start of "
    "end week today + 7d -2w 2026-11-01 5 high CHURN-2 'a b' \" ' \\ x.y . + \u201c \u0000 \ud800 ²"
).split(" ")


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
def test_any_text_is_a_query_or_a_query_error_with_a_place(plan: Plan, text: str) -> None:
    try:
        query = compile_query(text, plan.project)
    except QueryError as error:
        assert 0 <= error.start <= len(text)
        assert error.start <= error.end <= len(text) + 1
        assert error.message
    else:
        query.groups(plan, query.select(plan))
        query.doubts(plan)
