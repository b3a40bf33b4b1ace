"""The page of changes: what is different since the last sprint ended, and since two weeks ago; consequences first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from backlogue.base import ITEM_ID
from backlogue.history.difference import EntryChange
from backlogue.views.address import increment_page, item_page, sprint_page
from backlogue.views.edition import Edition
from backlogue.views.history import Edit, value_words
from backlogue.views.page import Head, Page
from backlogue.views.review import Bar, Consequence
from backlogue.views.since import Since
from backlogue.views.words import count, sentence

MOST = 100
_ID = re.compile(rf"({ITEM_ID}|[\w.-]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a sentence, and the page of what it names, or empty."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Follows:
    """A consequence; `grave` ones want a decision."""

    words: tuple[Word, ...]
    grave: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """An item or increment that is not what it was: added, removed or changed, and its fields."""

    id: str
    path: str
    title: str
    change: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What changed since the end of a day or, not `whole`, since a commit of it; `more` entries are not shown."""

    name: str
    why: str
    day: str
    commit: str
    follows: tuple[Follows, ...]
    changed: tuple[Changed, ...]
    more: int
    bars: tuple[Bar, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The page. `untold` is a sentence where no history is known."""

    head: Head
    parts: tuple[Part, ...]
    untold: str


def views(edition: Edition) -> Iterable[Changes]:
    """The one page."""
    parts = tuple(_part(edition, one) for one in edition.since)
    head = Head("changes/index.html", "changes", "What changed", _answer(edition, parts))
    yield Changes(head, parts, edition.untold)


def _answer(edition: Edition, parts: tuple[Part, ...]) -> str:
    if edition.timeline is None:
        return edition.untold
    if not parts:
        return "The plan's history is younger than its last sprint end; there is nothing yet to compare with."
    first = parts[0]
    changed = count(len(first.changed) + first.more, "entry", "entries")
    grave = sum(one.grave for one in first.follows)
    if not first.changed:
        return sentence((f"Nothing changed {first.name}",))
    want = f"{count(grave, 'consequence')} {'wants' if grave == 1 else 'want'} a look" if grave else ""
    return sentence((f"{changed} changed {first.name}", want))


def _part(edition: Edition, since: Since) -> Part:
    rows = since.review.rows
    return Part(
        since.name,
        since.why,
        since.day,
        since.commit,
        tuple(_follows(edition, one) for one in since.review.consequences),
        tuple(_changed(edition, one) for one in rows[:MOST]),
        max(0, len(rows) - MOST),
        since.review.bars,
        since.whole,
    )


def _follows(edition: Edition, one: Consequence) -> Follows:
    return Follows(tuple(_words(edition, f"{one.text[:1].upper()}{one.text[1:]}.".replace(" -> ", " → "))), one.grave)


def _words(edition: Edition, text: str) -> Iterator[Word]:
    """The text cut up so that ids are words of their own."""
    plain = ""
    for piece in _ID.split(text):
        path = path_to(edition, piece.rstrip("."))
        if path:
            name = piece.rstrip(".")
            if plain:
                yield Word(plain, "")
            yield Word(name, path)
            plain = piece[len(name) :]
        else:
            plain += piece
    if plain:
        yield Word(plain, "")


def path_to(edition: Edition, name: str) -> str:
    """The page of an item, sprint or increment; empty for what is none."""
    plan = edition.plan
    if name in plan.item_by_id:
        return item_page(name)
    if name in plan.sprint_by_id:
        return sprint_page(name)
    return increment_page(name) if name in plan.increment_by_id else ""


def _changed(edition: Edition, one: EntryChange) -> Changed:
    edits: tuple[Edit, ...] = ()
    if one.change == "changed":
        edits = tuple(_edit(field, was, now) for field, (was, now) in one.fields.items())
    words = {"added": "new", "removed": "deleted", "changed": "changed"}
    return Changed(one.id, path_to(edition, one.id), one.title, words[one.change], edits)


def _edit(field: str, was: Any, now: Any) -> Edit:
    # Of a body only the numbers of lines that went and came are known.
    return Edit(field, "", f"{was}, {now}") if field == "body" else Edit(field, value_words(was), value_words(now))


PAGE = Page("changes", "changes.html", views, title="Changes", path="changes/index.html", place=75, past=False)
