"""An edition and an item in; all that the item's page shows beside what stands in its own file, out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pydantic_core import to_json

from backlogue.done.standing import cards_of, reached
from backlogue.model import Item
from backlogue.model.item import Experiment
from backlogue.views.edition import Edition
from backlogue.views.found import Found, found
from backlogue.views.history import History, history
from backlogue.views.line import Line
from backlogue.views.proof import Criterion, checkpoints, criteria
from backlogue.views.tally import Tally, tally


class Kin(NamedTuple):
    """The lines on an item's page: its own, and those of other items. `above` begins with its parent."""

    own: tuple[Line]
    above: tuple[Line, ...]
    children: tuple[Line, ...]
    needs: tuple[Line, ...]
    needed_by: tuple[Line, ...]
    related: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the plan, its rules and its history say about an item."""

    open: bool
    below: Tally | None
    blockers: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    checkpoints: tuple[Criterion, ...]
    stages: tuple[tuple[str, str], ...]
    findings: tuple[Found, ...]
    history: History


class Around(NamedTuple):
    """What stands around an item's own file."""

    kin: Kin
    said: Said

    def told(self, of_line: Callable[[Line], str]) -> tuple[str, bytes]:
        """All of it, to be told apart by; `of_line` gives a word for a line, as one line stands around many items."""
        return "\n".join([" ".join(map(of_line, lines)) for lines in self.kin]), to_json(self.said)


def around(edition: Edition, item: Item) -> Around:
    """Look an item's surroundings up."""
    plan, lines = edition.plan, edition.lines
    children = plan.children(item.id)
    kin = Kin(
        own=(edition.line(item),),
        above=lines(plan.ancestors(item)),
        children=lines(children),
        needs=lines(plan.dependencies(item)),
        needed_by=lines(plan.dependents(item.id)),
        related=lines(_related(edition, item)),
    )
    said = Said(
        open=plan.is_open(item),
        below=tally(plan, plan.descendants(item.id)) if children else None,
        blockers=tuple([other.id for other in plan.blockers(item)]),
        criteria=criteria(edition, item),
        checkpoints=checkpoints(edition, item),
        stages=tuple([(name, reached(plan, item, name, card) or "") for name, card in cards_of(plan, item)]),
        findings=found(edition, edition.by_path.get(item.path, ())),
        history=history(edition, item.id),
    )
    return Around(kin, said)


def _related(edition: Edition, item: Item) -> list[Item]:
    names = dict.fromkeys((*item.relates_to, *(item.leads_to if isinstance(item, Experiment) else ())))
    return [edition.plan.item_by_id[name] for name in names if name in edition.plan.item_by_id]
