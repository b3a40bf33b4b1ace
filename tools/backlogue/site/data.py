"""An edition in, the data files that the pages' scripts load out: rows of the backlog table, and the search index.

A file is a script that calls `backlogue.take(name, value)`, because a browser refuses to fetch data
for a page that was opened from disk. Search loads one small file for the two letters a word begins
with, and the names of what it found; nothing grows with the backlog but the number of files.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from backlogue.checks import catalogue
from backlogue.render.terminal import upright
from backlogue.views.address import board_page, increment_page, item_page, rule_page, sprint_page
from backlogue.views.edition import Edition
from backlogue.views.line import Line
from backlogue.views.pages.backlog import ROWS

NAMES = 200
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLAIN = re.compile(r"[a-z0-9]")


class Target(NamedTuple):
    """Something that search can find: its page, what to show, and the texts to find it by."""

    path: str
    title: str
    about: str
    texts: tuple[str, ...]


def backlog_rows(edition: Edition) -> list[Line]:
    """Every item's line in the order of the backlog."""
    return list(edition.lines(edition.order))


def row_files(rows: list[Line]) -> Iterator[tuple[str, str]]:
    """The rows of the backlog table in files of 2,000; the order of a row is that of backlog.js."""
    for number, start in enumerate(range(0, len(rows), ROWS)):
        part = [_row(one) for one in rows[start : start + ROWS]]
        yield _file(f"items-{number}", part)


def targets(edition: Edition, rows: Iterable[Line], prose: Iterable[tuple[str, str]]) -> Iterator[Target]:
    """Items (by ids they had before too), sprints, increments, teams, rules and written pages."""
    plan = edition.plan
    for row in rows:
        about = " · ".join(part for part in (row.id, row.status, row.owner) if part)
        former = plan.item_by_id[row.id].formerly
        texts = (row.id, row.title, row.owner, row.status, row.type, row.team, *row.labels, *former)
        yield Target(item_page(row.id), row.title, about, texts)
    for sprint in plan.sprint_by_id.values():
        about = f"sprint · {edition.team(sprint.team)}"
        yield Target(sprint_page(sprint.id), sprint.name, about, (sprint.id, sprint.name, sprint.goal or ""))
    for increment in plan.increment_by_id.values():
        texts = (increment.id, increment.name)
        yield Target(increment_page(increment.id), increment.name, "increment", texts)
    for name in plan.project.teams:
        yield Target(board_page(name), edition.team(name), "board", (name, edition.team(name), "board"))
    for code, plug in catalogue().items():
        title = f"{code} {plug.value.name.replace('-', ' ')}"
        yield Target(rule_page(code), title, "rule", (title,))
    for path, title in prose:
        yield Target(path, title, "guide", (title,))


def search_files(found: Iterable[Target]) -> Iterator[tuple[str, str]]:
    """The index: words by the two letters they begin with, and what to show of each target."""
    names: list[tuple[str, str, str]] = []
    places: dict[str, list[int]] = {}
    for place, target in enumerate(found):
        names.append((target.path, target.title, target.about))
        for word in set().union(*map(_words, target.texts)):
            places.setdefault(word, []).append(place)
    words: dict[str, dict[str, list[int]]] = {}
    for word in sorted(places):
        words.setdefault(_shard(word), {})[word] = places[word]
    for name in sorted(words):
        yield _file(name, words[name])
    for number, start in enumerate(range(0, len(names), NAMES)):
        yield _file(f"names-{number}", names[start : start + NAMES])
    yield _file("find", sorted(words))


@cache
def _words(text: str) -> frozenset[str]:
    """Folded words of two letters or more; of a word with hyphens also its parts. States and names recur."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    found = set(_WORD.findall(plain))
    if "-" in plain:
        found.update(part for word in tuple(found) for part in word.split("-"))
    return frozenset(word for word in found if len(word) > 1)


def _shard(word: str) -> str:
    return "find-" + "".join(sign if _PLAIN.match(sign) else "_" for sign in word[:2])


def _row(one: Line) -> list[Any]:
    return [
        one.id, one.title, one.type, one.status, one.category, one.team, one.owner, one.sprint, one.priority,
        "" if one.points is None else one.points, one.labels, int(one.blocked), one.parent,
    ]  # fmt: skip


def _file(name: str, value: Any) -> tuple[str, str]:
    text = upright(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return f"data/{name}.js", f'backlogue.take("{name}",{text});\n'
