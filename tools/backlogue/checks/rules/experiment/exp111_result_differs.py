"""EXP111 result-differs: the `result` of an experiment is not the value that its evidence shows.

Why: a figure that is copied by hand is the one that others quote. It may be rounded: 0.83 for 0.8312.
Mend: write the value that was seen, or leave `result` out; `backlogue experiment decide` writes it.
"""

from collections.abc import Iterator
from decimal import Decimal

from backlogue.base import Finding, Related, Severity
from backlogue.checks.rule import Rule
from backlogue.done.hypothesis import reading
from backlogue.model.item import Experiment
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        if not isinstance(item, Experiment) or item.result is None:
            continue
        found = reading(plan, item)
        if found.evidence and found.value is not None and not _rounds_to(found.value, item.result):
            message = f"{item.id} writes {item.result:g}, but its evidence shows {found.value:g}"
            related = (Related(item.span("evidence", found.evidence), "the evidence"),)
            yield Finding(item.span("result"), message, f"write {found.value:g}, or leave result out", related)


def _rounds_to(value: float, written: float) -> bool:
    """Whether a number is another one, or that rounded to as many decimals as are written."""
    exponent = Decimal(repr(written)).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return bool(abs(value - written) <= 0.5 * 10**-decimals * (1 + 1e-9))


RULE = Rule("EXP111", "result-differs", Severity.ERROR, check)
