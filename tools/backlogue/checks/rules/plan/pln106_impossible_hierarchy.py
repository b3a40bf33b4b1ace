"""PLN106 impossible-hierarchy: an item is a part of something that cannot hold it.

Initiative, epic, then story, bug, spike and experiment, then task: a part stands lower than its whole, levels may
be left out. A type of the project's own stands where the type it is like stands. Risks and contracts stand anywhere.

Why: sums and progress would be counted the wrong way up. Mend: name another parent, or change the type.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import listed
from backlogue.plan import Plan

_LEVELS = (("initiative",), ("epic",), ("story", "bug", "spike", "experiment"), ("task",))
_LEVEL = {name: level for level, names in enumerate(_LEVELS) for name in names}


def check(plan: Plan) -> Iterator[Finding]:
    level = {name: _LEVEL[like] for name, like in plan.project.item_types.items() if like in _LEVEL}
    for item in plan.items:
        if item.parent is None or item.parent == item.id or item.type not in level:
            continue
        above = plan.item_by_id.get(item.parent)
        if above is None or above.type not in level or level[above.type] < level[item.type]:
            continue
        message = f"{_one(item.type)} cannot be a part of {_one(above.type)}"
        wider = [name for names in _LEVELS[: level[item.type]] for name in names]
        hint = f"an item of this type is a part of {listed(map(_one, wider), 'or')}" if wider else "it has no parent"
        related = (Related(above.span("type"), f"{above.id} is {_one(above.type)}"),)
        yield Finding(item.span("parent"), message, hint, related)


def _one(name: str) -> str:
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


RULE = Rule("PLN106", "impossible-hierarchy", Severity.ERROR, check)
