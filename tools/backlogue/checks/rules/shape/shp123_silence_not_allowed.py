"""SHP123 silence-not-allowed: a file silences a rule that the project lets nobody silence.

Why: what proves a result or keeps a promise is worth nothing where whoever breaks it can switch it off.
The rule goes on to speak; the reason that is written here changes nothing.
Mend: take the code out and mend what the rule finds, or take it out of `never_silenced` in `backlogue.yaml`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    never = plan.project.never_silenced
    for entry in plan.entries:
        for code in entry.silence:
            if code.startswith(never):
                message = f"{code} may not be silenced in this project"
                hint = "mend what it finds; backlogue.yaml lists it under never_silenced"
                yield Finding(entry.key_span("silence", code), message, hint)


RULE = Rule("SHP123", "silence-not-allowed", Severity.ERROR, check)
