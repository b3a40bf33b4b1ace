"""What a case page cannot hold: very large files, a broken backlogue.yaml of every kind, very large plans."""

from datetime import date

import pytest

from backlogue.base import Diagnostic, Severity, Span
from backlogue.model.kinds import pattern_fault
from backlogue.parse import limits
from backlogue.pipeline import compile_project
from backlogue.world.texts import Texts

DAY = date(2026, 7, 6)
ITEM = "---\nid: {id}\ntype: story\ntitle: Serve the score\nstatus: todo\n{more}---\n"


def check(files: dict[str, str | bytes]) -> list[Diagnostic]:
    return list(compile_project(Texts(files), lambda _project: DAY).diagnostics)


def found(files: dict[str, str | bytes]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check(files)]


def item(item_id: str, more: str = "") -> str:
    return ITEM.format(id=item_id, more=more)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    start = item("CHURN-1").encode()
    whole = start + b"x" * (limits.FILE_BYTES - len(start))
    assert found({"backlog/CHURN-1.md": whole}) == []
    assert [code for code, _ in found({"backlog/CHURN-1.md": whole + b"x"})] == ["SRC107"]


def test_front_matter_has_a_limit_of_its_own() -> None:
    long = item("CHURN-1", f"waiting_for: {'x' * limits.FRONT_MATTER_CHARACTERS}\n")
    assert [code for code, _ in found({"backlog/CHURN-1.md": long})] == ["SRC107"]


def test_a_file_that_is_too_large_still_claims_its_id() -> None:
    files = {
        "backlog/CHURN-1-huge.md": item("CHURN-1").encode() + b"x" * limits.FILE_BYTES,
        "backlog/CHURN-2.md": item("CHURN-2", "depends_on: [CHURN-1]\n"),
    }
    assert [code for code, _ in found(files)] == ["SRC107"]


@pytest.mark.parametrize("opened", ["[", "{a: "])
@pytest.mark.parametrize("depth", [limits.NESTING, 1_000, 20_000])
def test_depth_has_a_limit_whichever_reader_reads(opened: str, depth: int) -> None:
    closed = {"[": "]", "{a: ": "}"}[opened]
    text = item("CHURN-1", f"data: {opened * depth}1{closed * depth}\n")
    assert [code for code, _ in found({"backlog/CHURN-1.md": text})] == ["SRC107"]


BROKEN = [
    "teams: [churn]\n",
    "teams:\n  churn: {method: srcum}\n",
    "types:\n  dataset: {like: stroy}\n",
    "workflows:\n  default: {states: {open: doing, closed: finished}}\n",
    "fields:\n  cost_centre: {type: txt}\n",
    "fields:\n  cost_centre: {type: text\n",
    "priorities: now\n",
    "disciplines: {a: b}\n",
    "prorities: [now]\n",
    "done:\n  model: {criteria: {reviewed: {}}}\n",
    "teams:\n  churn: {interactions: [{with: x, mode: y}, {mode: collaboration}, {with: z, mode: q}]}\n",
    "holidays: {2026-13-01: x}\nrules: {XX: off}\n",
    "\xff",
    "just text\n",
    "- a\n",
]


@pytest.mark.parametrize("config", BROKEN)
def test_a_broken_project_is_blamed_alone(config: str) -> None:
    """What an item may have meant by its own type, state, key or team cannot be known then."""
    files: dict[str, str | bytes] = {
        "backlogue.yaml": config.encode("latin-1"),
        "backlog/CHURN-1.md": item("CHURN-1", "team: churn\nowner: alice\ncost_centre: CC-1\npriority: now\n"),
        "backlog/CHURN-2.md": item("CHURN-2", "depends_on: [CHURN-1]\n").replace("story", "dataset"),
        "backlog/CHURN-3.md": item("CHURN-3", "estimate: {ux: 3}\n").replace("todo", "open"),
    }
    diagnostics = check(files)
    assert diagnostics
    assert {one.span.path for one in diagnostics} == {"backlogue.yaml"}


def test_what_can_be_read_of_a_broken_project_counts() -> None:
    files: dict[str, str | bytes] = {
        "backlogue.yaml": "time_zone: Nowhere\nrules: {SRC109: error}\n",
        "backlog/one.md": item("CHURN-1"),
    }
    assert [(one.code, one.severity.word) for one in check(files)] == [("SRC109", "error"), ("SHP103", "error")]


@pytest.mark.parametrize("name", ["body", "size", "path", "record", "copy", "json", "model_config", "class", "self"])
def test_a_field_may_have_any_name_and_hides_nothing(name: str) -> None:
    files: dict[str, str | bytes] = {
        "backlogue.yaml": f"fields:\n  {name}: {{type: integer, min: 0.5, max: 10.5}}\n",
        "backlog/CHURN-1.md": item("CHURN-1", f"{name}: 0\npoints: 3\n"),
        "backlog/CHURN-2.md": item("CHURN-2", f"{name}: 10\nestimate: {{backend: 3}}\n"),
    }
    assert found(files) == [("SHP103", f"{name} should be 1 or more, not 0")]


@pytest.mark.parametrize("pattern", ["[", "(?=a)", "a{1000}{1000}{1000}", "(", "*", r"\p{nope}", "(?P<a>x)(?P<a>y)"])
def test_a_pattern_that_cannot_be_used_is_told_and_not_raised(pattern: str) -> None:
    assert pattern_fault(pattern)
    files: dict[str, str | bytes] = {
        "backlogue.yaml": f"fields:\n  code: {{type: text, pattern: '{pattern}'}}\n",
        "backlog/CHURN-1.md": item("CHURN-1", "code: anything\n"),
    }
    assert [code for code, _ in found(files)] == ["SHP111"]


def test_many_wrong_ids_in_a_large_plan_get_their_suggestion() -> None:
    files: dict[str, str | bytes] = {
        f"backlog/CHURN-{n}.md": item(f"CHURN-{n}", f"relates_to: [CHRUN-{n ^ 1}, XY-{n}]\n") for n in range(1000, 1600)
    }
    hints = [one.hint for one in check(files)]
    assert len(hints) == 1_200
    assert hints[0] == "did you mean CHURN-1001? (backlog/CHURN-1001.md:2:5)"
    assert hints[1] is None


def test_findings_follow_the_numbers_in_names_of_files_and_never_the_order_of_work() -> None:
    names = ["backlog/CHURN-2.md", "backlog/CHURN-10.md", "backlog/churn-10.md", "backlog/CHURN-11.md"]
    at = [Diagnostic("SRC109", "file-name", Severity.ERROR, Span(name), "is wrong") for name in names]
    for work in (at, at[::-1]):
        assert sorted(work, key=lambda one: one.order) == at
