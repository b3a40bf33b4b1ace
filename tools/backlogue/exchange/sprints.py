"""Sprint names of an export, and the dates somebody knows, in; sprint files, and each item's sprint, out."""

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from backlogue.base.slug import slug
from backlogue.exchange.issue import Issue
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, SprintDates, fold, lookup
from backlogue.exchange.table import Cell
from backlogue.exchange.unused import unused
from backlogue.exchange.yamltext import Day, Value, block

FIELD = "iterations"


@dataclass(slots=True)
class Sprints:
    """Which names have dates, and the ids that their sprints get."""

    dates: Dict[str, SprintDates]
    paths: bool = False
    teams: dict[str, set[str]] = field(default_factory=dict)
    undated: dict[str, tuple[int, Cell]] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def place(self, issue: Issue, team: str | None, ledger: Ledger) -> tuple[str | None, tuple[str, ...]]:
        """The sprint an item is planned in, and the names of all its sprints when that does not say it all."""
        names: dict[str, str] = {}
        for cell in issue.all("sprint"):
            issue.take(cell)
            if self.paths and "\\" not in cell.text.strip("\\ "):
                # The root of the iterations is where work lies that is in none.
                ledger.became(cell.heading, cell.text, "no sprint")
                continue
            # Jira repeats a sprint, and some exports write it in another case ("SPrint 3").
            name = self._names.setdefault(fold(cell.text), _leaf(cell.text))
            names.setdefault(fold(cell.text), name)
            ledger.became(cell.heading, cell.text, name)
        dated = sorted(
            (found.start, key)
            for key in names
            if (found := lookup(self.dates, key) or lookup(self.dates, names[key])) is not None
        )
        for key, name in names.items():
            if key not in {other for _, other in dated}:
                count, cell = self.undated.get(name, (0, issue.all("sprint")[0]))
                self.undated[name] = (count + 1, cell)
        if not dated:
            return None, tuple(names.values())
        last = dated[-1][1]
        if team is not None:
            self.teams.setdefault(last, set()).add(team)
        sprint = self._id(last)
        ledger.became("Sprint", names[last], sprint)
        return sprint, tuple(names.values()) if len(names) > 1 else ()

    def files(self) -> dict[str, str]:
        """A file for each sprint that an item is planned in."""
        return {f"sprints/{found}.md": self._file(key, found) for key, found in sorted(self._ids.items())}

    def _id(self, key: str) -> str:
        if key not in self._ids:
            dates = self._dates(key)
            self._ids[key] = dates.id or unused(slug(self._names[key]) or "sprint", set(self._ids.values()))
        return self._ids[key]

    def _dates(self, key: str) -> SprintDates:
        found = lookup(self.dates, key) or lookup(self.dates, self._names[key])
        assert found is not None
        return found

    def _file(self, key: str, name: str) -> str:
        dates, teams = self._dates(key), self.teams.get(key, set())
        values: dict[str, Value] = {"id": name, "type": "sprint", "title": self._names[key]}
        if team := dates.team or (next(iter(teams)) if len(teams) == 1 else None):
            values["team"] = team
        if dates.goal:
            values["goal"] = dates.goal
        values |= {"start": Day(dates.start), "end": Day(dates.end)}
        return "\n".join(["---", *block(values), "---", ""])


def sprints_for(mapping: Mapping, told: Iterable[tuple[str, SprintDates]], paths: bool) -> Sprints:
    """Dates from the export where it has any; the mapping file overrules it. `paths`: names are iteration paths."""
    return Sprints({fold(name): dates for name, dates in (*told, *mapping.sprints.items())}, paths)


def _leaf(text: str) -> str:
    """An iteration path's last part and the one before, without the project: what people call the sprint."""
    parts = [part for part in text.strip().strip("\\").split("\\") if part.strip()]
    return " ".join((" / ".join(parts[1:]) if len(parts) > 1 else text).split())
