"""An edition and an item in; all that the item's page shows beside what stands in its own file, out."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from pydantic_core import to_json

from backlogue.base.digest import digest
from backlogue.model import Item
from backlogue.model.item import Experiment
from backlogue.views.edition import Edition
from backlogue.views.found import Found, found
from backlogue.views.history import History, history
from backlogue.views.line import Line
from backlogue.views.proof import Criterion, criteria
from backlogue.views.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Around:
    """What other files, rules and history say about an item. `above` begins with its parent."""

    open: bool
    line: Line
    above: tuple[Line, ...]
    children: tuple[Line, ...]
    below: Tally | None
    needs: tuple[Line, ...]
    blockers: tuple[str, ...]
    needed_by: tuple[Line, ...]
    related: tuple[Line, ...]
    criteria: tuple[Criterion, ...]
    findings: tuple[Found, ...]
    history: History

    def mark(self, of_line: Callable[[Line], str]) -> str:
        """A digest of all of it; `of_line` gives that of a line, because one line stands around many items."""
        return digest(*(_mark(getattr(self, one.name), of_line) for one in fields(self)))


def around(edition: Edition, item: Item) -> Around:
    """Look an item's surroundings up; nothing is put into words that is not needed to tell them apart."""
    plan = edition.plan
    children = plan.children(item.id)
    return Around(
        open=plan.is_open(item),
        line=edition.line(item),
        above=edition.lines(plan.ancestors(item)),
        children=edition.lines(children),
        below=tally(plan, plan.descendants(item.id)) if children else None,
        needs=edition.lines(plan.dependencies(item)),
        blockers=tuple(other.id for other in plan.blockers(item)),
        needed_by=edition.lines(plan.dependents(item.id)),
        related=edition.lines(_related(edition, item)),
        criteria=criteria(edition, item),
        findings=found(edition, edition.by_path.get(item.path, ())),
        history=history(edition, item.id),
    )


def _related(edition: Edition, item: Item) -> list[Item]:
    names = dict.fromkeys((*item.relates_to, *(item.leads_to if isinstance(item, Experiment) else ())))
    return [edition.plan.item_by_id[name] for name in names if name in edition.plan.item_by_id]


def _mark(value: object, of_line: Callable[[Line], str]) -> bytes | str:
    if isinstance(value, Line):
        return of_line(value)
    if isinstance(value, tuple) and all(isinstance(one, Line) for one in value):
        return " ".join(map(of_line, value))
    return to_json(value)
