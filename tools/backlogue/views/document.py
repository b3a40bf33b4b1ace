"""What a report shows: sentences, facts and tables as frozen data with no markup, which every format can write."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from backlogue.views.edition import AsOf
from backlogue.views.manifest import Manifest
from backlogue.views.words import listing, unread_words

Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Link:
    """Where more stands: a page below the site's root, a file or a commit of the repository, a web address.

    Each may be empty.
    """

    page: str = ""
    path: str = ""
    url: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words for people; the `value` that data formats give instead, where it has one; a status mark."""

    text: str
    value: Value = None
    link: Link | None = None
    mark: str = ""
    sub: str = ""

    @property
    def plain(self) -> Value:
        """The value, or the words where there is none."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in data formats, and its title for people; figures stand `right`, words may be `wide`."""

    key: str
    title: str
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. With `grouped`, rows whose first cell is the same stand below one line that shows it once."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of a list, with a label in front, a mark and a link; all but the words may be empty."""

    text: str
    label: str = ""
    mark: str = ""
    link: Link | None = None
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part under a heading. `empty` is the sentence that stands there when it has neither points nor rows."""

    name: str
    title: str
    note: str = ""
    points: tuple[Point, ...] = ()
    tables: tuple[Table, ...] = ()
    empty: str = ""

    @property
    def bare(self) -> bool:
        return not self.points and not any(table.rows for table in self.tables)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a test report calls a test: passed, failed, skipped or error, with a message where it is not passed."""

    suite: str
    name: str
    outcome: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report. `answer` is one sentence; `main` the table for those who want one only; `cases` None where
    there is nothing to pass or fail; `sources` are the files that it speaks of; `unread` plan files that it cannot
    speak of, because nothing could be made of them; `manifest` comes last of all.
    """

    report: str
    title: str
    subject: str
    project: str
    as_of: AsOf
    answer: str
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    main: str = ""
    cases: tuple[Case, ...] | None = None
    sources: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    manifest: Manifest | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for part in self.parts for table in part.tables)

    @property
    def size(self) -> int:
        """How many cells and points it has."""
        return sum(
            len(part.points) + sum(len(row) for table in part.tables for row in table.rows) for part in self.parts
        )


def with_unread(document: Document, unread: tuple[str, ...]) -> Document:
    """The document, which says in its first sentence that files are missing from it."""
    if not unread:
        return document
    answer = f"{document.answer} {unread_words(unread)}"
    fact = Fact("Not read", f"{listing(unread, 10)}; backlogue check says why")
    return replace(document, answer=answer, facts=(*document.facts, fact), unread=unread)


def with_addresses(document: Document, address: Callable[[Link], str]) -> Document:
    """The document with the web address of each link that has none yet, as far as `address` knows one."""

    def linked(link: Link | None) -> Link | None:
        return replace(link, url=address(link)) if link is not None and not link.url else link

    def table(one: Table) -> Table:
        rows = tuple(
            tuple(replace(cell, link=linked(cell.link)) if cell.link else cell for cell in row) for row in one.rows
        )
        return replace(one, rows=rows)

    parts = tuple(
        replace(
            part,
            points=tuple(replace(one, link=linked(one.link)) if one.link else one for one in part.points),
            tables=tuple(map(table, part.tables)),
        )
        for part in document.parts
    )
    return replace(document, parts=parts)
