"""Files with thousands of faults: each is found, in the time that their number asks."""

from functools import cache

from growth import assert_keeps_to_size

from backlogue.base import Finding
from backlogue.model import Project, build, build_project, kinds_of
from backlogue.parse import Record, read_record, read_yaml

MANY = 3_200


def _record(record: Record | None) -> Record:
    assert record is not None
    return record


@cache
def _item(many: int) -> Record:
    front = f"id: A-1\ntype: story\ntitle: So\nstatus: todo\nlabels: [{', '.join(map(str, range(many)))}]\n"
    return _record(read_record("backlog/A-1.md", f"---\n{front}---\n".encode()).record)


@cache
def _settings(many: int) -> Record:
    text = "teams:\n" + "".join(f"  t{number}: {{x: 1}}\n" for number in range(many)) + "  kept: {kind: platform}\n"
    return _record(read_yaml("backlogue.yaml", text.encode()).record)


def test_entries_of_a_list() -> None:
    def read(many: int) -> tuple[Finding, ...]:
        return build(_item(many), kinds_of(Project())).findings

    found = read(MANY)
    assert [one.message for one in found[:2]] == [
        "entry 1 of labels should be text, not 0",
        "entry 2 of labels should be text, not 1",
    ]
    assert len(found) == MANY
    assert_keeps_to_size(read, MANY)


def test_parts_of_a_project() -> None:
    project, found = build_project(_settings(MANY // 2))
    assert len(found) == MANY // 2
    assert project.teams["kept"].kind == "platform"
    assert project.partial
    assert_keeps_to_size(lambda many: build_project(_settings(many)), MANY // 2)
