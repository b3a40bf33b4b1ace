"""A `Record` and the project's classes in; a typed entry, or the findings against its shape, out."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from pydantic import ValidationError

from backlogue.base import Finding, Span, nearest
from backlogue.model.entry import Entry
from backlogue.model.faults import Keys, findings
from backlogue.model.kinds import Kinds
from backlogue.model.project import Project
from backlogue.parse import Record, claims

# A part taken out may leave its holder lacking something; more rounds than levels are never needed.
_ROUNDS = 8


class Built(NamedTuple):
    """What became of a record: an entry or nothing, findings, and the ids it claims when there is no entry."""

    entry: Entry | None
    findings: tuple[Finding, ...] = ()
    claims: tuple[str, ...] = ()


def build(record: Record, kinds: Kinds) -> Built:
    """Read the values as the class that their `type` names.

    Where `backlogue.yaml` has faults, a type or key that it may have meant to declare is no finding.
    """
    values = record.values
    kind = values.get("type")
    if not isinstance(kind, str) or kind not in kinds:
        silent = kinds.partial and isinstance(kind, str)
        return Built(None, () if silent else (_type_fault(record, kind, kinds),), _claim(record))
    cls = kinds[kind]
    if None in values.values():
        # A key with nothing behind it is a key not written; a required one is then missing.
        values = {key: value for key, value in values.items() if value is not None}
    try:
        entry = cls.model_validate(values)
    except ValidationError as error:
        found = faults(record, error, cls, kinds)
        return Built(None, tuple(one for one in found if not kinds.partial or one.code != "SHP101"), _claim(record))
    entry._record = record
    return Built(entry)


def faults(
    record: Record, error: ValidationError, cls: type[Any], kinds: Mapping[str, type[Any]]
) -> tuple[Finding, ...]:
    """One finding for each thing pydantic holds against a record, in the file's order."""
    return findings(record, error.errors(include_url=False), cls, kinds)


def build_project(record: Record) -> tuple[Project, tuple[Finding, ...]]:
    """Read `backlogue.yaml`. What stands against it is left out, and the project is then `partial`."""
    found: tuple[Finding, ...] = ()
    try:
        project = Project.model_validate(record.values)
    except ValidationError as error:
        found = faults(record, error, Project, {})
        project = _rest(record, error)
    project._record = record
    return project, found


def unread_project() -> Project:
    """The defaults, for a `backlogue.yaml` that could not be read at all."""
    project = Project()
    project._partial = True
    return project


def _rest(record: Record, error: ValidationError) -> Project:
    """The project without the parts that cannot be read."""
    values = deepcopy(record.values)
    for _ in range(_ROUNDS):
        # Later entries of a list go first, so that the places of earlier ones still hold.
        gone: set[Keys] = set()
        for loc in sorted((one["loc"] for one in error.errors()), key=_order, reverse=True):
            # What held it may be gone already, and then nothing more is to be taken from around it.
            if not any(loc[:length] in gone for length in range(len(loc) + 1)):
                gone.add(_drop(values, loc))
        try:
            project = Project.model_validate(values)
        except ValidationError as again:
            error = again
            continue
        project._partial = True
        return project
    return unread_project()


def _order(loc: Keys) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in loc]


def _drop(values: Any, loc: Keys) -> Keys:
    """Take out the innermost thing that a pydantic path names and that is written; give its own path."""
    holder, last, path = None, None, loc
    for number, part in enumerate(loc, 1):
        written = (
            part in values if isinstance(values, dict) else isinstance(values, list) and part in range(len(values))
        )
        if written:
            holder, last, values = values, part, values[part]
            path = loc[:number]
    if holder is not None:
        del holder[last]
    return path


def _type_fault(record: Record, kind: Any, kinds: Kinds) -> Finding:
    words = ", ".join(kinds)
    if kind is None:
        message = "type is missing" if "type" not in record.values else "type is empty"
        span = record.key_span("type") if "type" in record.values else Span(record.path, 1, 1, 1, 4)
        return Finding(span, message, f"write type: and one of {words}", code="SHP102")
    if not isinstance(kind, str):
        return Finding(record.span("type"), "type should be text", f"write one of {words}", code="SHP103")
    close = nearest(kind, kinds)
    hint = f"did you mean {close}?" if close else f"write one of {words}, or declare it under types in backlogue.yaml"
    return Finding(record.span("type"), f"{kind!r} is no type of item", hint, code="SHP103")


def _claim(record: Record) -> tuple[str, ...]:
    """The ids by which other files may know this one."""
    written, named = record.values.get("id"), claims(record.path)
    return (written, *named) if isinstance(written, str) and written not in named else named
