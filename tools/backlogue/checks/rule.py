"""What a rule is: a code, a name, a severity, and a function from a plan to findings."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from backlogue.base import Finding, Severity
from backlogue.plan import Plan


def while_reading(plan: Plan) -> Iterable[Finding]:
    """The check of a rule whose findings the reading rooms make, before there is a plan."""
    return ()


class Rule(NamedTuple):
    """One rule, defined as `RULE` in a file of its own.

    The file's docstring is the rule's documentation (`CODE name: sentence.`, then Why and Mend),
    its folder the rule's family.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Plan], Iterable[Finding]]
