"""SHP118 broken-extends: a definition of done or ready extends one that does not exist, or in the end itself.

Why: what it was meant to take over is asked of nobody, and nobody notices.
Mend: correct the name, or take one of the definitions out of the circle.
"""

from collections.abc import Iterator, Mapping

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.done.lineage import cycle
from backlogue.model import Project
from backlogue.model.definition import Done, Ready
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    if not plan.project.partial:
        yield from _broken(plan.project, "done", plan.project.done)
        yield from _broken(plan.project, "ready", plan.project.ready)


def _broken(project: Project, key: str, definitions: Mapping[str, Done | Ready]) -> Iterator[Finding]:
    parents = {name: one.extends for name, one in definitions.items()}
    told: set[frozenset[str]] = set()
    for name, one in definitions.items():
        for index, parent in enumerate(one.extends):
            if parent not in definitions:
                message = f"{key}.{name} extends {parent!r}, which is no definition of {key}"
                place = project.span(key, name, "extends", index)
                yield Finding(place, message, suggest(parent, [other for other in definitions if other != name]))
        way = cycle(name, parents)
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            related = tuple(Related(project.key_span(key, other, "extends"), f"{other} is here") for other in way[1:-1])
            message = f"{key}.{name} extends itself: {' extends '.join(way)}"
            yield Finding(project.key_span(key, name, "extends"), message, "take one of them out", related)


RULE = Rule("SHP118", "broken-extends", Severity.ERROR, check)
