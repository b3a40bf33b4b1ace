"""A parsed query and a project in; the first thing in it that cannot be asked out, with a way to ask it."""

from collections.abc import Iterator

from backlogue.base import nearest
from backlogue.model import Project
from backlogue.plan.query.compare import NO, YES, number_of
from backlogue.plan.query.days import PERIODS, is_day
from backlogue.plan.query.fields import Field, field_of, names
from backlogue.plan.query.order import CATEGORIES, states
from backlogue.plan.query.syntax import (
    Both,
    Compare,
    Condition,
    Either,
    Flag,
    Near,
    Not,
    OneOf,
    Parsed,
    Presence,
    QueryError,
    Value,
    Word,
)  # fmt: skip
from backlogue.plan.query.terms import FLAGS


def judge(parsed: Parsed, project: Project | None) -> QueryError | None:
    """The first fault by place. Without a project, names that it may declare are passed over."""
    found = [fault for leaf in leaves(parsed.condition) for fault in _leaf(leaf, project)]
    keys = [key.field for key in parsed.order] + ([parsed.group] if parsed.group else [])
    found += [fault for word in keys if (fault := unlistable(word, project)) is not None]
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


def unlistable(word: Word, project: Project | None) -> QueryError | None:
    """Why items cannot be sorted, grouped or shown by a field."""
    field = _known(word, project)
    if isinstance(field, Field):
        return _compound(word) if field.kind == "parts" else None
    return field


def _compound(word: Word) -> QueryError:
    close = next((known for known in names(None) if known.startswith(f"{word.text}.")), f"{word.text}.…")
    return QueryError(f"{word.text} has parts and no value itself", word.start, word.end, f"write {close}")


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
        yield from (fault for value in values if (fault := _unordered(field, sign, value, project)) is not None)


def _known(word: Word, project: Project | None) -> Field | QueryError | None:
    """The field of a name; None where only a project can tell."""
    field = field_of(word.text, project)
    if field is not None:
        return field
    head = word.text.split(".")[0]
    known = field_of(head, project) is not None
    if project is None and not known and "." not in word.text:
        return None
    close = nearest(word.text, (name for name in names(project) if not known or name.startswith(f"{head}.")))
    hint = f"did you mean {close}?" if close else _else(head, known)
    message = f"{head} has no part {word.text[len(head) + 1 :]}" if known else f"no item has a field {word.text}"
    return QueryError(message, word.start, word.end, hint)


def _else(head: str, known: bool) -> str:
    """The way out where no name is near."""
    if not known:
        return "declare it under fields in backlogue.yaml"
    parts = [name for name in names(None) if name.startswith(f"{head}.")]
    return f"write one of {', '.join(parts)}" if parts else f"write {head}"


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
    return QueryError(f"{name} is no condition", *place, f"write title ~ {name} for a word, or field in (a, {name})")


def _unordered(field: Field, sign: str, value: Value, project: Project | None) -> QueryError | None:
    """A word that stands nowhere in an order that the project declares: before or after it is nothing."""
    if project is None or sign not in ("<", "<=", ">", ">="):
        return None
    declared = {"priority": project.priorities, "status": tuple(states(project)), "category": CATEGORIES}
    known = declared.get(field.name)
    if known is None or value.text.casefold() in {word.casefold() for word in known}:
        return None
    close = nearest(value.text, known)
    hint = f"did you mean {close}?" if close else f"write one of {', '.join(known)}"
    return QueryError(f"no {field.name} is called {value.text}", value.start, value.end, hint)


def _unfit(word: Word, field: Field, sign: str, value: Value) -> QueryError | None:
    """A value that the field's kind never has, or a comparison that it does not know."""
    name, place = word.text, (value.start, value.end)
    if field.kind == "parts":
        return _compound(word)
    if value.quoted and not value.text:
        return QueryError("an empty text matches nothing", *place, f"write {name} is empty, or is set")
    if value.edge and value.text not in PERIODS:
        return QueryError(f"{value.text} is no period", *place, f"write {value.edge} of one of {', '.join(PERIODS)}")
    if sign in ("~", "!~"):
        kind = {"number": "a number", "day": "a day", "flag": "true or false"}.get(field.kind)
        return QueryError(f"{name} is {kind}, which {sign} does not search", *place, "write =") if kind else None
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
