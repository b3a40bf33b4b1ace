"""A plan in; which findings on which files somebody decided to live with, and who, out.

An override stands in a commitment or in a change of scope. It turns errors and warnings of its rules, on the
sprint and on the items it covers, into notes that name the person and the reason; nothing is hidden. A rule to
which `backlogue.yaml` gives a severity is not anybody's to override.
"""

from collections.abc import Iterable

from backlogue.base import Diagnostic, Severity
from backlogue.model import Sprint
from backlogue.model.sprint import Override
from backlogue.plan import Plan


def overrides(plan: Plan) -> dict[tuple[str, str], Override]:
    """The overrides by path and code."""
    found: dict[tuple[str, str], Override] = {}
    for sprint in plan.sprints:
        for override, items in _written(sprint):
            paths = [plan.item_by_id[item_id].path for item_id in items if item_id in plan.item_by_id]
            for code in override.rules:
                if code not in plan.project.rules:
                    found.update({(path, code): override for path in (sprint.path, *paths)})
    return found


def accepted(one: Diagnostic, override: Override | None) -> Diagnostic:
    """The diagnostic as a note where it is overridden."""
    if override is None or one.severity <= Severity.INFO:
        return one
    return one._replace(severity=Severity.INFO, message=f"{one.message}; {override.by} accepts it: {override.reason}")


def _written(sprint: Sprint) -> Iterable[tuple[Override, Iterable[str]]]:
    if sprint.commitment is not None and sprint.commitment.override is not None:
        yield sprint.commitment.override, sprint.commitment.items
    for change in sprint.changes:
        if change.override is not None:
            yield change.override, [change.add] if change.add is not None else []
