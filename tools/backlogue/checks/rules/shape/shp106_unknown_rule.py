"""SHP106 unknown-rule: a code under `rules`, `never_silenced` or `silence` names no rule.

Why: whoever wrote it believes that a rule is weighed or silenced, and it is not.
Mend: correct the code; `backlogue explain` lists all of them.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, nearest
from backlogue.checks.rule import Rule
from backlogue.checks.run import catalogue
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    known = catalogue()
    for code in plan.project.rules:
        if code not in known:
            yield Finding(plan.project.key_span("rules", code), f"there is no rule {code}", _hint(code))
    for index, code in enumerate(plan.project.never_silenced):
        if not any(one.startswith(code) for one in known):
            yield Finding(plan.project.span("never_silenced", index), f"there is no rule {code}", _hint(code))
    for entry in plan.entries:
        for code in entry.silence:
            if code not in known:
                yield Finding(
                    entry.key_span("silence", code), f"silences {code}, but there is no such rule", _hint(code)
                )


def _hint(code: str) -> str:
    """A rule known by its name is written by its code; else the code most like it."""
    plugs = catalogue()
    named = next((plug.value for plug in plugs.values() if plug.value.name == code.lower()), None)
    if named is not None:
        return f"{named.name} is {named.code}"
    close = nearest(code, plugs)
    return f"did you mean {close} ({plugs[close].value.name})?" if close else "write a code such as PLN108"


RULE = Rule("SHP106", "unknown-rule", Severity.ERROR, check)
