"""An independent validator reads the schemas and agrees with the engine, on good files and on spoilt ones."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from backlogue.cli.schema import COMMAND
from backlogue.edit.draft import draft
from backlogue.edit.values import Path as Keys
from backlogue.edit.values import at, drop, put
from backlogue.model import Kinds, Project, build, build_project, kinds_of
from backlogue.model.schema import schemas
from backlogue.parse import Record, read_record, read_yaml

ROOT = Path(__file__).parents[3]
CONFIG = """\
name: Predict
teams:
  churn: {prefix: CHURN, members: {bob: backend, eve: , alice: {name: Alice, discipline: ux}}}
types:
  dataset: {like: story, description: A published data set}
workflows:
  risk: {for: [risk], states: {open: doing, closed: done}}
fields:
  cost_centre: {type: text, for: [epic], required_for: [epic], pattern: "CC-[0-9]{4}"}
  tier: {type: choice, values: [one, two]}
  reach: {type: number, min: 0, max: 10}
  tries: {type: integer, min: 1}
  seen: {type: date, for: [dataset]}
  tools: {type: list, values: [a, b]}
  reviewer: {type: person}
  twin: {type: item}
  live: {type: boolean}
  page: {type: url}
holidays: [2026-12-25]
"""
COMMON = """\
id: CHURN-1
title: One line
status: todo
team: churn
parent: CHURN-2
owner: bob
with: [eve]
priority: high
points: 3
estimate: {backend: 2.5}
labels: [api]
depends_on: [CHURN-3]
domain: complex
wsjf: {business_value: 8, time_criticality: 5, risk_reduction: 3, job_size: 5}
due: 2026-08-01
checkpoints: [{sprint: s-1, text: half of it}]
evidence: {reviewed: {by: bob, on: 2026-07-03, extra: 1}}
waivers: {tested: {by: bob, on: 2026-07-03, reason: no need}}
silence: {PLN109: agreed}
tier: one
reach: 2
tries: 3
tools: [a]
reviewer: eve
twin: CHURN-9
live: true
page: https://example.org/x
"""
OWN = {
    "initiative": "outcome: {metric: churn, target: 0.2}",
    "epic": "cost_centre: CC-1234\noutcome: {metric: churn, baseline: 0.1, target: {at_most: 0.2}}",
    "story": "",
    "task": "",
    "bug": "",
    "spike": "question: Which?\ntimebox: 2\nanswer: This",
    "experiment": "hypothesis: {belief: b, metric: m, baseline: 0.7, target: {at_least: 0.8}, data: d}\ntimebox: 5\n"
    "runs: [mlflow:1]\nresult: 0.7\noutcome: invalidated\nlearning: l\ndecision: kill\nleads_to: [CHURN-5]",
    "risk": "roam: owned\nimpact: low\nlikelihood: high",
    "contract": "provides: {team: churn, name: score, version: 1.2.3, schema: a.json}\n"
    "consumers: [{team: x, version: ^1}]",
    "dataset": "seen: 2026-01-01",
}
SPRINT = """\
id: churn-2026-07
type: sprint
team: churn
kind: delivery
goal: A goal
start: 2026-07-06
end: 2026-07-17
capacity: {backend: 8, ux: {people: 2, days_off: 1}}
commitment: {on: 2026-07-06, items: {CHURN-1: 5}}
changes: [{on: 2026-07-07, add: CHURN-2, reason: why}]
delivered: {CHURN-1: 5}
goal_met: true
"""
INCREMENT = """\
id: 2026-q3
type: increment
goal: A goal
start: 2026-07-01
end: 2026-09-30
teams: [churn]
objectives: [{team: churn, text: t, committed: false, business_value: {planned: 8}, items: [CHURN-1]}]
confidence: {churn: 4, other: [3, 4]}
"""
# A day that does not exist, numbers and words of the wrong kind, empty things, and things that would fit elsewhere.
SPOILT = [
    None, "", "x", "a b", "2026-02-30", "2026-08-01", "CHURN-12", "churn", -1, 0, 11, 3.5, True, [], ["x"], [1], {},
    {"x": 1}, {"at_least": 1}, "todo", "open", "https://x",
]  # fmt: skip


@cache
def project() -> Project:
    return _project(CONFIG)


@cache
def kinds() -> Kinds:
    return kinds_of(project())


def _project(text: str) -> Project:
    record = read_yaml("backlogue.yaml", text.encode()).record
    assert record is not None
    found, findings = build_project(record)
    assert not findings
    return found


@cache
def validator(name: str) -> Draft202012Validator:
    schema = schemas(project(), kinds())[name]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _record(values: dict[str, Any]) -> Record:
    reading = read_record("backlog/CHURN-1-x.md", draft(values, (), "").encode())
    assert reading.record is not None, reading.findings
    return reading.record


def _engine_takes(values: dict[str, Any]) -> bool:
    built = build(_record(values), kinds())
    if built.entry is None or built.findings:
        return False
    if values["type"] in ("sprint", "increment"):
        return True
    states, priority = project().workflow(values["type"]).states, values.get("priority")
    return values["status"] in states and (priority is None or priority in project().priorities)


def _documents() -> dict[str, dict[str, Any]]:
    texts = {name: f"type: {name}\n{COMMON}{own}\n" for name, own in OWN.items()}
    texts["risk"] = texts["risk"].replace("status: todo", "status: open")
    texts |= {"sprint": SPRINT, "increment": INCREMENT}
    records = {name: read_yaml("x.yaml", text.encode()).record for name, text in texts.items()}
    return {name: record.values for name, record in records.items() if record is not None}


DOCUMENTS = _documents()


def _schema_of(kind: Any) -> str:
    return kind if kind in ("sprint", "increment") else "item"


def _paths(values: Any, before: Keys = ()) -> list[Keys]:
    inner = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    return [path for key, value in inner for path in ((*before, key), *_paths(value, (*before, key)))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_take_a_document_with_every_key(name: str) -> None:
    values = DOCUMENTS[name]
    assert build(_record(values), kinds()).findings == ()
    assert [error.message for error in validator(_schema_of(name)).iter_errors(values)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_refuse_the_same_spoilt_documents(name: str) -> None:
    """Every value of every key in turn replaced, taken out, and joined by a key that nobody knows."""
    values, differing = DOCUMENTS[name], []
    for path in _paths(values):
        if name not in ("epic", "sprint", "increment") and path[0] in DOCUMENTS["epic"] and path[0] != "status":
            continue  # what every item has is spoilt once
        holder = at(values, path[:-1])
        spoilt = [put(values, path, value) for value in SPOILT]
        spoilt.append(drop(values, path) if isinstance(holder, list) or len(holder) > 1 else values)
        if isinstance(holder, dict):
            spoilt += [put(values, (*path[:-1], key), "x") for key in ("tem", "with_", "Bad Name", "x" * 101)]
        for one in spoilt:
            if path == ("type",) and one.get("type") != values["type"]:
                continue
            if _engine_takes(one) != validator(_schema_of(name)).is_valid(one):
                differing.append((path, at(one, path)))
    assert differing == []


@pytest.mark.parametrize(
    ("items", "right"),
    [
        ({"add": "CHURN-2"}, True),
        ({"remove": "CHURN-2", "add": None}, True),
        ({}, False),
        ({"add": None}, False),
        ({"add": "CHURN-2", "remove": "CHURN-3"}, True),
    ],
)
def test_both_want_an_item_in_a_change_of_scope(items: dict[str, Any], right: bool) -> None:
    sprint = {**DOCUMENTS["sprint"], "changes": [{"on": "2026-07-07", "reason": "why", **items}]}
    assert _engine_takes(sprint) == validator("sprint").is_valid(sprint) == right


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_both_agree_on_documents_spoilt_twice(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(OWN)))
    values = DOCUMENTS[name]
    for _ in range(2):
        path = data.draw(st.sampled_from(_paths(values)))
        values = put(values, path, data.draw(st.sampled_from(SPOILT)))
    if values.get("type") == name:
        assert _engine_takes(values) == validator("item").is_valid(values)


@pytest.mark.parametrize("kind", ["stroy", "sprint", None, 3])
def test_a_type_that_is_none_is_refused_by_the_item_schema(kind: Any) -> None:
    assert not validator("item").is_valid(DOCUMENTS["story"] | {"type": kind})


def test_both_agree_on_spoilt_project_files() -> None:
    record = read_yaml("backlogue.yaml", CONFIG.encode()).record
    assert record is not None
    assert [error.message for error in validator("project").iter_errors(record.values)] == []
    differing = []
    for path in _paths(record.values):
        holder = at(record.values, path[:-1])
        for value in SPOILT:
            values = put(record.values, path, value)
            spoilt = read_yaml(
                "backlogue.yaml", draft(values, (), "").removeprefix("---\n").removesuffix("---\n").encode()
            )
            assert spoilt.record is not None
            taken = build_project(spoilt.record)[1] == ()
            if taken != validator("project").is_valid(values):
                differing.append((path, value))
        if isinstance(holder, dict):
            values = put(record.values, (*path[:-1], "for_"), ["x"])
            assert not validator("project").is_valid(values) or path[:-1] in (
                ("teams",),
                ("types",),
                ("workflows",),
                ("fields",),
            )
    assert differing == []


def test_the_worked_example_is_valid_by_its_committed_schemas() -> None:
    found = {path.name.split(".")[0]: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.json")}
    assert sorted(found) == ["increment", "item", "project", "sprint"]
    faults = []
    for path in [*ROOT.glob("backlog/**/*.md"), *ROOT.glob("sprints/**/*.md")]:
        record = read_record(path.name, path.read_bytes()).record
        if path.name.lower() != "readme.md":
            assert record is not None, path
            schema = Draft202012Validator(found[_schema_of(record.values["type"])])
            faults += [f"{path}: {error.message}" for error in schema.iter_errors(record.values)]
    assert faults == []


def test_the_command_writes_current_schemas_and_check_proves_it(tmp_path: Path) -> None:
    (tmp_path / "backlogue.yaml").write_text(CONFIG, "utf-8")
    runner, arguments = CliRunner(), ["--project", str(tmp_path)]
    missing = runner.invoke(COMMAND, ["--check", *arguments], standalone_mode=False)
    assert missing.return_value == 1
    assert "schemas/item.schema.json:1:1: error is missing -- run: backlogue schema" in missing.output
    assert runner.invoke(COMMAND, arguments, standalone_mode=False).return_value == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert runner.invoke(COMMAND, ["--check", *arguments], standalone_mode=False).return_value == 0
    (tmp_path / "backlogue.yaml").write_text(CONFIG.replace("two]", "three]"), "utf-8")
    stale = runner.invoke(COMMAND, ["--check", *arguments], standalone_mode=False)
    assert (stale.return_value, stale.output.count("error")) == (1, 1)
    runner.invoke(COMMAND, arguments, standalone_mode=False)
    (tmp_path / "backlogue.yaml").write_text(CONFIG, "utf-8")
    runner.invoke(COMMAND, arguments, standalone_mode=False)
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}


def test_a_faulty_project_file_gives_findings_and_no_schemas(tmp_path: Path) -> None:
    (tmp_path / "backlogue.yaml").write_text("name: [x\n", "utf-8")
    result = CliRunner().invoke(COMMAND, ["--project", str(tmp_path)], standalone_mode=False)
    assert result.return_value == 1
    assert "backlogue.yaml:" in result.output
    assert not (tmp_path / "schemas").exists()
