"""Texts, comments, work log, attachments and leftover cells of a row in; the Markdown body of its item out."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from backlogue.exchange.dates import Reader, looks_dated
from backlogue.exchange.faults import at_cell
from backlogue.exchange.issue import Issue
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.markdown import Marked, as_boxes, code_block, escape, link, seal
from backlogue.exchange.people import People
from backlogue.exchange.table import Cell


class Writer(NamedTuple):
    """How a format's texts are read: its markup, its test steps, its dates and people."""

    markup: Callable[[str, Callable[[str], str | None]], Marked]
    steps: Callable[[str], Marked]
    dates: Reader
    people: People
    ledger: Ledger

    def body(self, issue: Issue, over: bool) -> str:
        """The whole body of an item; every cell that no earlier step took stands in it."""
        files = _Files(issue)
        parts: list[str] = []
        for cell in _taken(issue, "description"):
            parts.append(self._text(cell, 1, files))
        parts += self._texts(issue, "acceptance", "Acceptance criteria", files, over)
        parts += self._texts(issue, "steps", "Test steps", files)
        for cell in _taken(issue, "markup"):
            parts += [f"## {escape(cell.heading.rsplit('.', 1)[-1])}", self._text(cell, 2, files)]
        parts += self._list(issue, "attachment", "Attachments", self._attachment)
        parts += self._list(issue, "worklog", "Work log", self._work)
        parts += self._comments(issue, files)
        parts += self._rest(issue)
        return "\n\n".join(part for part in parts if part)

    def _text(self, cell: Cell, shift: int, files: "_Files") -> str:
        return seal(self._marked(cell, cell.text, files), shift)

    def _marked(self, cell: Cell, text: str, files: "_Files") -> str:
        marked = self.markup(text, lambda word: files.address(word) or self.people.name_of(word))
        for words in marked.lost:
            self.ledger.say(at_cell("IMP115", cell, f"left out: {words}"))
            self.ledger.left(cell, f"left out: {words}")
        for account in re.findall(r"\[~accountid:([^\]\s]+)\]", text):
            self.ledger.became("Mention", account, self.people.name_of(account) or account)
        return marked.text

    def _texts(self, issue: Issue, field: str, title: str, files: "_Files", ticked: bool | None = None) -> list[str]:
        found = []
        for cell in _taken(issue, field):
            if field == "steps":
                marked = self.steps(cell.text)
                for words in marked.lost:
                    self.ledger.left(cell, f"left out: {words}")
                found.append(seal(marked.text, 2))
            else:
                found.append(self._text(cell, 2, files))
        if not found:
            return []
        text = "\n\n".join(found)
        return [f"## {title}", text if ticked is None else as_boxes(text, ticked)]

    def _list(self, issue: Issue, field: str, title: str, entry: Callable[[Cell], str]) -> list[str]:
        lines = [entry(cell) for cell in _taken(issue, field)]
        return [f"## {title}", "\n".join(lines)] if lines else []

    def _comments(self, issue: Issue, files: "_Files") -> list[str]:
        parts = []
        for cell in _taken(issue, "comment"):
            # Jira writes date;author;body, and the body may hold semicolons of its own.
            day, author, text = (*cell.text.split(";", 2), "", "")[:3]
            if looks_dated(day) and text:
                parts.append(f"### {self._when(day)}, {escape(self._who(cell, author))}")
                parts.append(seal(self._marked(cell, text, files), 3))
            else:
                parts += ["### Comment", self._text(cell, 3, files)]
        return ["## Comments", *parts] if parts else []

    def _attachment(self, cell: Cell) -> str:
        parts = cell.text.strip().split(";")
        if len(parts) >= 4 and looks_dated(parts[0]):
            name, address = ";".join(parts[2:-1]), parts[-1]
            return f"- {link(escape(name), address)} — {self._when(parts[0])}, {escape(self._who(cell, parts[1]))}"
        return f"- {escape(cell.text)}"

    def _work(self, cell: Cell) -> str:
        parts = cell.text.strip().rsplit(";", 3)
        if len(parts) == 4 and looks_dated(parts[1]):
            text, day, author, seconds = parts
            note = f": {escape(text)}" if text.strip() else ""
            return f"- {self._when(day)}, {escape(self._who(cell, author))}, {span_of(seconds)}{note}"
        return f"- {escape(cell.text)}"

    def _when(self, text: str) -> str:
        found = self.dates.read(text)
        if found is None:
            return escape(text)
        self.ledger.follows("Dates in comments, attachments and work logs", text, str(found))
        return str(found)

    def _who(self, cell: Cell, account: str) -> str:
        name = self.people.name_of(account)
        if name is None:
            return account.strip()
        self.ledger.became(f"Author of {cell.heading}", account, name)
        return name

    def _rest(self, issue: Issue) -> list[str]:
        """Cells with no place of their own, by heading."""
        lines = []
        for cell, shown, note in issue.rest():
            text = shown.strip()
            said = f" ({note})" if note else ""
            if "\n" in text or "\r" in text:
                fenced = seal(code_block(text.replace("\r\n", "\n").replace("\r", "\n")), 0)
                block = "\n".join(f"  {line}".rstrip() for line in fenced.split("\n"))
                lines.append(f"- {escape(cell.heading)}{said}:\n\n{block}\n")
            else:
                lines.append(f"- {escape(cell.heading)}: {escape(text)}{said}")
        return ["## Imported fields", "\n".join(lines).rstrip("\n")] if lines else []


class _Files:
    """Addresses of an issue's attachments by name, for the images its texts show."""

    def __init__(self, issue: Issue) -> None:
        self._addresses: dict[str, str] = {}
        for cell in issue.all("attachment"):
            parts = cell.text.strip().split(";")
            if len(parts) >= 4 and re.match(r"https?://\S+$", parts[-1]):
                self._addresses[";".join(parts[2:-1])] = parts[-1]

    def address(self, name: str) -> str | None:
        return self._addresses.get(name)


def span_of(seconds: str) -> str:
    """Seconds as written, with hours and minutes beside them."""
    word = seconds.strip()
    if not re.fullmatch(r"[0-9]{1,12}(?:\.0+)?", word):
        return escape(word)
    hours, minutes = divmod(round(float(word) / 60), 60)
    shown = " ".join(
        part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else "") if part
    )
    return f"{shown} ({word} s)"


def _taken(issue: Issue, field: str) -> Iterator[Cell]:
    for cell in issue.all(field):
        issue.take(cell)
        yield cell
