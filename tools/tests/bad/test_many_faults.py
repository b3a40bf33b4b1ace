"""Files with thousands of faults: each is found, in the time that their number asks."""

import time

from backlogue.model import Project, build, build_project, kinds_of
from backlogue.parse import Record, read_record, read_yaml

MANY = 8_000
SECONDS = 5.0  # a quarter of a minute and more where each fault is compared with all others


def _record(record: Record | None) -> Record:
    assert record is not None
    return record


def test_entries_of_a_list() -> None:
    front = f"id: A-1\ntype: story\ntitle: So\nstatus: todo\nlabels: [{', '.join(map(str, range(MANY)))}]\n"
    record = _record(read_record("backlog/A-1.md", f"---\n{front}---\n".encode()).record)
    start = time.perf_counter()
    found = build(record, kinds_of(Project())).findings
    assert time.perf_counter() - start < SECONDS
    assert [one.message for one in found[:2]] == [
        "entry 1 of labels should be text, not 0",
        "entry 2 of labels should be text, not 1",
    ]
    assert len(found) == MANY


def test_parts_of_a_project() -> None:
    text = "teams:\n" + "".join(f"  t{number}: {{x: 1}}\n" for number in range(MANY // 2)) + "  kept: {kind: platform}\n"
    record = _record(read_yaml("backlogue.yaml", text.encode()).record)
    start = time.perf_counter()
    project, found = build_project(record)
    assert time.perf_counter() - start < SECONDS
    assert len(found) == MANY // 2
    assert project.teams["kept"].kind == "platform"
    assert project.partial
