"""A parsed query and a project in; the first thing in it that cannot be asked out, with a way to ask it."""

from collections.abc import Iterator

from backlogue.base import nearest
from backlogue.model import Project
from backlogue.plan.query.compare import NO, YES, number_of
from backlogue.plan.query.days import PERIODS, is_day
from backlogue.plan.query.fields import Field, field_of, names
from backlogue.plan.query.syntax import (
    Both, Compare, Condition, Either, Flag, Near, Not, OneOf, Parsed, Presence, QueryError, Value, Word,
)  # fmt: skip
from backlogue.plan.query.terms import FLAGS


def judge(parsed: Parsed, project: Project | None) -> QueryError | None:
    """The first fault by place. Without a project, names that it may declare are passed over."""
    found = [fault for leaf in leaves(parsed.condition) for fault in _leaf(leaf, project)]
    keys = [key.field for key in parsed.order] + ([parsed.group] if parsed.group else [])
    found += [fault for word in keys if isinstance(fault := _known(word, project), QueryError)]
    return min(found, key=lambda fault: fault.start, default=None)


def leaves(condition: Condition | None) -> Iterator[Compare | OneOf | Presence | Flag | Near]:
    """Every simple condition, without recursion."""
    waiting = [] if condition is None else [condition]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Not):
            waiting.append(one.term)
        elif isinstance(one, Both | Either):
            waiting.extend(one.terms)
        else:
            yield one


def _leaf(leaf: Compare | OneOf | Presence | Flag | Near, project: Project | None) -> Iterator[QueryError]:
    if isinstance(leaf, Near):
        return
    if isinstance(leaf, Flag):
        if leaf.word.text.lower() not in FLAGS:
            yield _unknown_flag(leaf.word, project)
        return
    field = _known(leaf.field, project)
    if isinstance(field, QueryError):
        yield field
    elif field is not None and not isinstance(leaf, Presence):
        values = leaf.values if isinstance(leaf, OneOf) else (leaf.value,)
        sign = "=" if isinstance(leaf, OneOf) else leaf.operator
        yield from (fault for value in values if (fault := _unfit(leaf.field, field, sign, value)) is not None)


def _known(word: Word, project: Project | None) -> Field | QueryError | None:
    """The field of a name; None where only a project can tell."""
    field = field_of(word.text, project)
    if field is not None:
        return field
    head = word.text.split(".")[0]
    known = field_of(head, project) is not None
    if project is None and not known and "." not in word.text:
        return None
    close = nearest(word.text, names(project))
    hint = f"did you mean {close}?" if close else "declare it under fields in backlogue.yaml, or see the list of fields"
    message = f"{head} has no part {word.text[len(head) + 1:]}" if known else f"no item has a field {word.text}"
    return QueryError(message, word.start, word.end, hint)


def _unknown_flag(word: Word, project: Project | None) -> QueryError:
    name, place = word.text, (word.start, word.end)
    key, colon, value = name.partition(":")
    if colon and field_of(key, project) is not None:
        return QueryError(f"{name} is no condition", *place, f"write {key} = {value or '…'}")
    field = field_of(name, project)
    if field is not None:
        hint = f"write {name} = true" if field.kind == "flag" else f"write {name} is set, or compare it"
        return QueryError(f"{name} alone is no condition", *place, hint)
    close = nearest(name, [*FLAGS, *names(project)])
    if close:
        return QueryError(f"{name} is no condition", *place, f"did you mean {close}?")
    if "-" in name and name.rpartition("-")[2].isalnum() and name[:1].isupper():
        return QueryError(f"{name} alone is no condition", *place, f"write id = {name}, or under {name}")
    return QueryError(f"{name} is no condition", *place, f"write title ~ {name} to look for a word")


def _unfit(word: Word, field: Field, sign: str, value: Value) -> QueryError | None:
    """A value that the field's kind never has, or a comparison that it does not know."""
    name, place = word.text, (value.start, value.end)
    if field.kind == "parts":
        close = next((known for known in names(None) if known.startswith(f"{name}.")), f"{name}.…")
        return QueryError(f"{name} has parts and is not compared itself", word.start, word.end, f"write {close}")
    if value.quoted and not value.text:
        return QueryError("an empty text matches nothing", *place, f"write {name} is empty, or is set")
    if value.edge and value.text not in PERIODS:
        return QueryError(f"{value.text} is no period", *place, f"write {value.edge} of one of {', '.join(PERIODS)}")
    if sign in ("~", "!~"):
        kinds = {"number": "a number", "day": "a day", "flag": "true or false"}
        fits = field.kind not in kinds
        return None if fits else QueryError(f"{name} is {kinds[field.kind]}, which ~ does not search", *place, "write =")
    if field.kind == "number" and number_of(value) is None:
        return QueryError(f"{name} is a number, and {value.text} is none", *place)
    if field.kind == "day" and (value.quoted or not is_day(value)):
        hint = "write YYYY-MM-DD, today + 7d, -2w or end of sprint"
        return QueryError(f"{name} is a day, and {value.text} is none", *place, hint)
    if field.kind == "flag" and value.text.lower() not in (*YES, *NO):
        return QueryError(f"{name} is true or false", *place, f"write {name} = true")
    if field.kind in ("list", "flag") and sign not in ("=", "!="):
        return QueryError(f"{name} has no order for {sign}", *place, "write =, != or in")
    if field.kind in ("text", "list", "flag") and (value.edge or value.shifts):
        return QueryError(f"{name} is no day", *place, "put a text with spaces or signs in quotes")
    return None
