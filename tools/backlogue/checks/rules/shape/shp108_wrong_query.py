"""SHP108 wrong-query: a query in `backlogue.yaml` cannot be read.

A name in it that the project does not declare (a type, status, category, team or priority) is a warning: the query
can be read, but nothing will ever match.

Why: the definition, policy or view it belongs to would apply to nothing.
Mend: correct it at the place shown; the guide has the grammar of queries.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import Rule
from backlogue.model import Project
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query

_DECLARED = tuple(f"no {field} is called " for field in ("type", "status", "category", "team", "priority", "like"))


def check(plan: Plan) -> Iterator[Finding]:
    for keys, text in _queries(plan.project):
        try:
            doubts = compile_query(text, plan.project).doubts(plan)
        except QueryError as error:
            place = _inside(plan.project, keys, text, error.start, error.end)
            yield Finding(place, f"{'.'.join(keys)}: {error.message}", error.hint)
            continue
        for doubt in doubts:
            if doubt.message.startswith(_DECLARED) and not plan.project.partial:
                place = _inside(plan.project, keys, text, doubt.start, doubt.end)
                yield Finding(place, f"{'.'.join(keys)}: {doubt.message}", doubt.hint, severity=Severity.WARNING)


def _queries(project: Project) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every query of the project and its place."""
    for name, ready in project.ready.items():
        yield ("ready", name, "for"), ready.for_
    for name, done in project.done.items():
        yield ("done", name, "for"), done.for_
    for name, card in project.scorecards.items():
        yield ("scorecards", name, "for"), card.for_
    for name, owners in project.owners.items():
        yield ("owners", name, "for"), owners.for_
    for name, policy in project.policies.items():
        yield ("policies", name, "for"), policy.for_
        yield ("policies", name, "require"), policy.require
    for name, view in project.views.items():
        yield ("views", name), view


def _inside(project: Project, keys: tuple[str, ...], text: str, start: int, end: int) -> Span:
    """The place of some characters of a query; the whole of it where it is folded or has escapes."""
    place = project.span(*keys)
    written = project.line(place.line)
    at = written.find(text, place.column - 1) if place.line == place.end_line and text else -1
    if at < 0:
        return place
    return Span(place.path, place.line, at + start + 1, place.line, at + max(end, start + 1) + 1)


RULE = Rule("SHP108", "wrong-query", Severity.ERROR, check)
