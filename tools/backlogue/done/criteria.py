"""A plan's definitions of done and an item in; the criteria that are asked of it out.

Every definition whose query matches asks for its own criteria and for those it takes over by `extends`. Where two
ask for a criterion by one name, the stricter asks: mandatory before advisory, then the one asked for the longest.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from backlogue.done.finished import finished_on
from backlogue.done.lineage import lineage
from backlogue.model import Item, Project
from backlogue.model.definition import Criterion, Done
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

# The evidence of an experiment that decides about its hypothesis; no definition has to ask for it.
RESULT = "result"


class Asked(NamedTuple):
    """A criterion that applies to an item, the definition that asks for it, and the one in which it is written."""

    definition: str
    name: str
    criterion: Criterion
    origin: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """Its keys in `backlogue.yaml`."""
        return ("done", self.origin or self.definition, "criteria", self.name)


class Standard(NamedTuple):
    """A definition of done by its name: whether it applies to an item, all it asks for, and the day an item counts."""

    name: str
    done: Done
    applies: Callable[[Item], bool]
    asks: Mapping[str, Asked]
    day: Callable[[Item], date]


def standards(plan: Plan) -> tuple[Standard, ...]:
    """The project's definitions of done, ready to be asked about any item of the plan.

    A definition whose query is wrong is left out: that query is a finding of its own.
    """
    found = []
    day = partial(finished_on, plan)
    for name, done in plan.project.done.items():
        if done.base:
            continue
        try:
            applies = compile_query(done.for_, plan.project).test(plan)
        except QueryError:
            continue
        found.append(Standard(name, done, applies, criteria_of(plan.project, name), day))
    return tuple(found)


def criteria_of(project: Project, name: str) -> dict[str, Asked]:
    """All that a definition asks for, by name: what it takes over first; its own word on a criterion is the last."""
    found: dict[str, Asked] = {}
    for origin in lineage(name, {one: done.extends for one, done in project.done.items()}):
        day = max(project.done[name].from_ or date.min, project.done[origin].from_ or date.min)
        for criterion, said in project.done[origin].criteria.items():
            later = max(day, said.from_ or date.min)
            dated = said if later == (said.from_ or date.min) else said.model_copy(update={"from_": later})
            found[criterion] = Asked(name, criterion, dated, origin)
    return found


def asked_of(among: Iterable[Standard], item: Item) -> tuple[Asked, ...]:
    """Every criterion that applies to an item, in the order of `backlogue.yaml`; a name asked for twice counts once."""
    found: dict[str, Asked] = {}
    counts: date | None = None
    for standard in among:
        if not standard.applies(item):
            continue
        for name, asked in standard.asks.items():
            if asked.criterion.from_ is not None:
                counts = counts or standard.day(item)
                # What is not asked yet must not stand in the way of a milder word that is.
                if asked.criterion.from_ > counts:
                    continue
            if name not in found or _strictness(asked) < _strictness(found[name]):
                found[name] = asked
    return tuple(found.values())


def known_criteria(project: Project) -> dict[str, Criterion]:
    """All that evidence may be named for: criteria of definitions, measures of scorecards, an experiment's result.

    Of two by one name the first. A measure also goes by its name with a stage, `latency.canary`. Thresholds of
    measures and of hypotheses stand elsewhere, so of an entry only a value is asked (`check: run`).
    """
    found: dict[str, Criterion] = {}
    for done in project.done.values():
        for name, criterion in done.criteria.items():
            found.setdefault(name, criterion)
    for card in project.scorecards.values():
        for name, measure in card.measures.items():
            told = Criterion(text=measure.text, check="run" if measure.check == "metric" else measure.check)
            found.setdefault(name, told)
            for stage in card.stages:
                found.setdefault(f"{name}.{stage}", told)
    if found:
        found.setdefault(RESULT, Criterion(text="What the hypothesis is decided by", check="run"))
    return found


def _strictness(asked: Asked) -> tuple[bool, date]:
    """Smaller is stricter."""
    return asked.criterion.advisory, asked.criterion.from_ or date.min
