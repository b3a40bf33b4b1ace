"""A `Record` and the project's classes in; a typed entry, or the findings against its shape, out."""

from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pydantic import ValidationError

from backlogue.base import Finding, Span, nearest
from backlogue.model.entry import Entry
from backlogue.model.faults import finding_of
from backlogue.model.kinds import Kinds
from backlogue.model.project import Project
from backlogue.parse import Record


class Built(NamedTuple):
    """What became of a record: an entry or nothing, findings, and the ids it claims when there is no entry."""

    entry: Entry | None
    findings: tuple[Finding, ...] = ()
    claims: tuple[str, ...] = ()


def build(record: Record, kinds: Kinds) -> Built:
    """Read the values as the class that their `type` names."""
    values = record.values
    kind = values.get("type")
    if not isinstance(kind, str) or kind not in kinds:
        return Built(None, (_type_fault(record, kind, kinds),), _claim(record))
    cls = kinds[kind]
    if None in values.values():
        # A key with nothing behind it is a key not written; a required one is then missing.
        values = {key: value for key, value in values.items() if value is not None}
    try:
        entry = cls.model_validate(values)
    except ValidationError as error:
        return Built(None, faults(record, error, cls), _claim(record))
    entry._record = record
    return Built(entry)


def faults(record: Record, error: ValidationError, cls: type[Any]) -> tuple[Finding, ...]:
    """One finding for each thing pydantic holds against a record, in the file's order."""
    found = {finding_of(record, detail, cls) for detail in error.errors(include_url=False)}
    return tuple(sorted(found, key=lambda one: (one.span, one.message)))


def build_project(record: Record) -> tuple[Project | None, tuple[Finding, ...]]:
    """Read `backlogue.yaml`."""
    try:
        project = Project.model_validate(record.values)
    except ValidationError as error:
        return None, faults(record, error, Project)
    project._record = record
    return project, ()


def _type_fault(record: Record, kind: Any, kinds: Kinds) -> Finding:
    words = ", ".join(kinds)
    if kind is None:
        message = "type is missing" if "type" not in record.values else "type is empty"
        span = record.span("type") if "type" in record.values else Span(record.path, 1, 1, 1, 4)
        return Finding(span, message, f"write type: and one of {words}", code="SHP102")
    if not isinstance(kind, str):
        return Finding(record.span("type"), "type should be text", f"write one of {words}", code="SHP103")
    close = nearest(kind, kinds)
    hint = f"did you mean {close}?" if close else f"write one of {words}, or declare it under types in backlogue.yaml"
    return Finding(record.span("type"), f"{kind!r} is no type of item", hint, code="SHP103")


def _claim(record: Record) -> tuple[str, ...]:
    """The ids by which other files may know this one."""
    written = record.values.get("id")
    stem = PurePosixPath(record.path).stem
    parts = stem.split("-")
    named = "-".join(parts[:2]) if len(parts) > 1 and parts[0].isupper() else stem
    return (written, named) if isinstance(written, str) and written != named else (named,)
