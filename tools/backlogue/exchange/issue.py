"""One row of an export while it becomes an item: every cell is taken by a step, or left for the body."""

from collections.abc import Sequence

from backlogue.exchange.table import Cell


class Issue:
    """The cells of a row by the field their column means. Never leaves this room."""

    def __init__(self, cells: Sequence[tuple[str | None, Cell]]) -> None:
        self.cells = tuple(cell for _, cell in cells)
        self._fields: dict[str, list[Cell]] = {}
        for field, cell in cells:
            if field is not None:
                self._fields.setdefault(field, []).append(cell)
        self._taken: set[int] = set()
        self._notes: dict[int, str] = {}
        self._shown: dict[int, str] = {}
        self.id = ""

    @property
    def place(self) -> Cell:
        """The row's first cell, for what concerns the row as a whole."""
        return self.cells[0]

    def all(self, field: str) -> list[Cell]:
        """The cells of a field in the order of their columns."""
        return self._fields.get(field, [])

    def first(self, field: str) -> Cell | None:
        """The first cell of a field that holds anything."""
        found = self._fields.get(field)
        return found[0] if found else None

    def text(self, field: str) -> str:
        """The text of a field's first cell; empty when there is none."""
        found = self.first(field)
        return found.text.strip() if found is not None else ""

    def fields(self, prefix: str) -> list[tuple[str, Cell]]:
        """The cells whose field starts with a prefix such as `in:`, with what follows the prefix."""
        return [
            (field[len(prefix) :], cell)
            for field, cells in self._fields.items()
            if field.startswith(prefix)
            for cell in cells
        ]

    def take(self, cell: Cell) -> None:
        """This cell has found its place elsewhere."""
        self._taken.add(cell.ordinal)

    def keep(self, cell: Cell, note: str = "", shown: str = "") -> None:
        """This cell stays in the body, with a word on why or what it is; `shown` reads better than its text."""
        self._taken.discard(cell.ordinal)
        if shown:
            self._shown[cell.ordinal] = shown
        if note:
            self._notes[cell.ordinal] = note

    def rest(self) -> list[tuple[Cell, str, str]]:
        """Every cell that no step took, the text to show for it, and what was noted about it."""
        left = (cell for cell in self.cells if cell.ordinal not in self._taken)
        return [(cell, self._shown.get(cell.ordinal, cell.text), self._notes.get(cell.ordinal, "")) for cell in left]
