"""Any backlogue.yaml over a small plan: findings, never an exception, and none of shape against the plan's files."""

from datetime import date

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_project import SMALL

from backlogue.model import Project
from backlogue.pipeline import compile_project
from backlogue.world.texts import Texts

WORD_LIST = (
    "churn app story epic dataset default todo ready done doing waiting kanban scrum type like for states prefix "
    "members ann backend name kind min max values pattern require criteria text check message severity error off on no "
    "2026-07-06 APP PLN101 mode with until"
)
WORDS = st.sampled_from(WORD_LIST.split(" "))
QUERIES = st.sampled_from(
    [
        "",
        "type = story",
        "owner is set",
        "type in (",
        "status = dnoe order by",
        "blocked and not under APP-1",
        "due < today + 3",
        "((((",
        "not",
        "= =",
    ]
)
SCALARS = WORDS | QUERIES | st.none() | st.booleans() | st.integers(-3, 40) | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=4), inner, max_size=3),
    max_leaves=10,
)
SECTIONS = st.sampled_from([*(field.alias or name for name, field in Project.model_fields.items()), "oops", "teems"])


@st.composite
def shaped(draw: st.DrawFn) -> dict[str, object]:
    """Sections that are nearly right, so that the rules on them are reached."""
    states = st.dictionaries(WORDS, st.sampled_from(["todo", "doing", "waiting", "done", "dropped", "odd"]), max_size=4)
    queries = QUERIES | WORDS
    parts = {
        "workflows": st.dictionaries(
            WORDS,
            st.fixed_dictionaries(
                {"states": states},
                optional={
                    "for": st.lists(WORDS, max_size=2),
                    "transitions": st.dictionaries(WORDS, st.lists(WORDS, max_size=2), max_size=2),
                    "requires": st.dictionaries(WORDS, st.lists(WORDS, max_size=2), max_size=2),
                },
            ),
            max_size=2,
        ),
        "fields": st.dictionaries(
            WORDS,
            st.fixed_dictionaries(
                {
                    "type": st.sampled_from(
                        ["text", "number", "integer", "choice", "list", "item", "url", "person", "date", "boolean"]
                    )
                },
                optional={
                    "values": st.lists(WORDS, max_size=2),
                    "pattern": st.sampled_from(["[", "(a+)+", "a", "\\d"]),
                    "min": st.floats(),
                    "max": st.integers(),
                    "required_for": st.lists(WORDS, max_size=2),
                },
            ),
            max_size=3,
        ),
        "types": st.dictionaries(
            WORDS,
            st.fixed_dictionaries(
                {}, optional={"like": st.sampled_from(["story", "epic", "risk", "x"]), "workflow": WORDS}
            ),
            max_size=2,
        ),
        "policies": st.dictionaries(
            WORDS, st.fixed_dictionaries({"require": queries, "message": WORDS}, optional={"for": queries}), max_size=2
        ),
        "ready": st.dictionaries(
            WORDS,
            st.fixed_dictionaries({"require": st.lists(WORDS, max_size=2)}, optional={"for": queries}),
            max_size=2,
        ),
        "done": st.dictionaries(
            WORDS,
            st.fixed_dictionaries(
                {
                    "criteria": st.dictionaries(
                        WORDS, st.fixed_dictionaries({"text": WORDS}, optional={"check": WORDS}), max_size=2
                    )
                },
                optional={"for": queries},
            ),
            max_size=2,
        ),
        "views": st.dictionaries(WORDS, queries, max_size=2),
        "sprint": st.dictionaries(
            st.sampled_from(["min_days", "max_days", "max_item_share", "velocity_window", "velocity_margin"]),
            st.integers(0, 3) | st.floats(0, 2),
            max_size=3,
        ),
        "working_days": st.lists(st.sampled_from(["mon", "tue", "sun"]), max_size=3),
        "holidays": st.lists(st.sampled_from(["2026-07-06", "2026-02-30", "x"]), max_size=2),
        "time_zone": st.sampled_from(["UTC", "Europe/Berlin", "Mars/Base", "", "/etc", "UTC\x00"]),
    }
    return draw(st.fixed_dictionaries({}, optional=parts))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(SECTIONS, VALUES, max_size=4), shaped())
def test_any_project_file_gives_findings(odd: dict[str, object], near: dict[str, object]) -> None:
    files = {**SMALL, "backlogue.yaml": yaml.safe_dump({**near, **odd}, allow_unicode=True)}
    compiled = compile_project(Texts(files), lambda _zone: date(2026, 7, 6))
    for one in compiled.diagnostics:
        assert one.message
        assert one.span.line >= 1
    if compiled.plan.project.partial:
        assert any(one.span.path == "backlogue.yaml" for one in compiled.diagnostics)
        foreign = {one.code for one in compiled.diagnostics if one.span.path != "backlogue.yaml"}
        assert not foreign & {"SHP101", "SHP104", "SHP105", "PLN111", "PLN112", "PLN114", "PLN117"}
