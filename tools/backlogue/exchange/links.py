"""References of an export in; `parent`, `depends_on` and `relates_to` between the items that are in it, out."""

import re
from collections.abc import Mapping as Dict

from backlogue.exchange.faults import at_cell
from backlogue.exchange.issue import Issue
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, lookup
from backlogue.exchange.table import Cell

# Link types whose inward side waits for the other issue ("is blocked by").
_WAITS = (
    "blocca|blocker|blockiert|blocks|bloque|bloquea|bloqueia|bloqueo|dependency|dependent|depends"
    "|finish-to-start [gantt]|gantt dependency|gantt end to start|gantt: finish-start|predecessor"
)
_BLOCKS = frozenset(_WAITS.split("|"))
_PARENTS = ("parent_key", "parent")


class Links:
    """Ids by every name an export uses for an issue; edges as they are found."""

    def __init__(self, ids: Dict[str, str], mapping: Mapping, ledger: Ledger) -> None:
        self._ids = ids
        self._mapping = mapping
        self._ledger = ledger
        self._misplaced: dict[tuple[str, str], list[Cell]] = {}
        self.depends_on: dict[str, dict[str, None]] = {}
        self.relates_to: dict[str, dict[str, None]] = {}

    def parent(self, issue: Issue) -> str | None:
        """The parent's id when it is in the export; otherwise what names it stays in the body."""
        found = None
        for field in _PARENTS:
            for cell in issue.all(field):
                target = self.resolve(cell.text)
                if target is None or target == issue.id or found not in (None, target):
                    note = (
                        "not in this export"
                        if target is None
                        else "the item itself"
                        if target == issue.id
                        else f"the parent is {found}"
                    )
                    issue.keep(cell, note)
                    self._ledger.left(cell, note)
                    continue
                found = target
                issue.take(cell)
                self._ledger.became(cell.heading, cell.text, target)
        if found is not None:
            for cell in issue.all("parent_title"):
                issue.take(cell)
                self._ledger.became(cell.heading, cell.text, f"the title of {found}")
        return found

    def read(self, issue: Issue) -> None:
        """Collect the edges that a row's links make."""
        for side in ("in:", "out:"):
            for kind, cell in issue.fields(side):
                self._link(issue, cell, kind, inward=side == "in:")
        for field, inward in (("predecessor", True), ("successor", False)):
            for cell in issue.all(field):
                self._targets(issue, cell, "blocks", inward)
        for cell in issue.all("related"):
            self._targets(issue, cell, "relates", False)

    def resolve(self, text: str) -> str | None:
        """The id of an issue by key, number or `AB#12`; None when the export does not hold it."""
        word = text.strip()
        for candidate in (word, word.upper(), re.sub(r"^AB#|\.0$", "", word)):
            if candidate in self._ids:
                return self._ids[candidate]
        return None

    def _link(self, issue: Issue, cell: Cell, kind: str, inward: bool) -> None:
        decided = lookup(self._mapping.links, kind)
        meaning = decided or ("blocks" if kind.casefold() in _BLOCKS else "relates")
        if meaning == "keep":
            issue.keep(cell)
            return
        self._targets(issue, cell, meaning, inward)
        # "relates to" says less than "duplicates" or "clones": the word stays readable in the body.
        if meaning == "relates" and kind.casefold() not in ("relates", "relates to", "related", "relate"):
            issue.keep(cell)

    def _targets(self, issue: Issue, cell: Cell, meaning: str, inward: bool) -> None:
        outside = []
        for word in re.split(r"[;,\s]+", cell.text.strip()):
            target = self.resolve(word)
            if target is None or target == issue.id:
                outside.append(word)
                continue
            if meaning == "relates":
                self.relates_to.setdefault(issue.id, {})[target] = None
            elif inward:
                self.depends_on.setdefault(issue.id, {})[target] = None
            else:
                self.depends_on.setdefault(target, {})[issue.id] = None
            self._ledger.became(
                cell.heading, word, f"{target}, as {'relates_to' if meaning == 'relates' else 'depends_on'}"
            )
        if outside:
            note = (
                f"{', '.join(outside)} is not in this export"
                if issue.id not in map(self.resolve, outside)
                else "a link to itself"
            )
            issue.keep(cell, note)
            self._ledger.left(cell, note)
        else:
            issue.take(cell)

    def misplaced(self, issue: Issue, parent: str, kind: str, parent_kind: str) -> None:
        """A parent our hierarchy does not allow becomes a relation, and its cell stays in the body."""
        self.relates_to.setdefault(issue.id, {})[parent] = None
        cells = [cell for field in _PARENTS for cell in issue.all(field)]
        for cell in cells:
            issue.keep(cell, f"{parent}, kept as relates_to")
        told = cells[0] if cells else issue.place
        self._ledger.left(
            told, f"{parent} is kept as relates_to, as a part of type {kind} cannot stand in a {parent_kind}"
        )
        self._misplaced.setdefault((kind, parent_kind), []).append(told)

    def say_misplaced(self) -> None:
        """One finding for each pair of types; the report names every cell."""
        for (kind, parent_kind), cells in self._misplaced.items():
            count = "1 item" if len(cells) == 1 else f"{len(cells)} items"
            message = f"the type {kind} cannot stand under the type {parent_kind}; for {count} relates_to says it"
            hint = "map one of the two types in the mapping file, such as types: {Bug: task}"
            self._ledger.say(at_cell("IMP112", cells[0], message, hint))
