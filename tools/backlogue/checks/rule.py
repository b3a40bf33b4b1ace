"""What a rule is: a code, a name, a severity, and a function from a plan, or from a change of it, to findings."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from backlogue.base import Finding, Severity
from backlogue.history.difference import Difference
from backlogue.plan import Plan


class PlanChange(NamedTuple):
    """A plan before and after a change, cut down to what the change touches.

    `retired` are ids that some earlier commit had and `before` does not have.
    """

    before: Plan
    after: Plan
    difference: Difference
    retired: frozenset[str] = frozenset()

    @property
    def renumbered(self) -> Mapping[str, str]:
        """The id that `before` knows an item by, for each id that an item was given since."""
        return self.difference.renumbered


def while_reading(_: Plan) -> Iterable[Finding]:
    """The check of a rule whose findings the reading rooms make, before there is a plan."""
    return ()


def nothing(_: PlanChange) -> Iterable[Finding]:
    """What a rule on plans says about a change."""
    return ()


class Rule(NamedTuple):
    """One rule, defined as `RULE` in a file of its own.

    The file's docstring is the rule's documentation (`CODE name: sentence.`, then Why and Mend),
    its folder the rule's family. A rule on changes gives `on_change` in place of `check`.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Plan], Iterable[Finding]] = while_reading
    on_change: Callable[[PlanChange], Iterable[Finding]] = nothing
