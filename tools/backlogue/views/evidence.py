"""Evidence entries and the verdicts on them in; the lines that a report of evidence shows out."""

from dataclasses import dataclass

from backlogue.base.observation import Observation
from backlogue.done.drift import Drift
from backlogue.done.judge import Verdict


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One criterion of one item: what its evidence says, on which day that was read, and how it has drifted since."""

    item: str
    criterion: str
    verdict: Verdict
    read: str = ""
    kept: str = ""
    drifts: tuple[Drift, ...] = ()

    @property
    def seen(self) -> Observation:
        return self.verdict.seen or Observation()


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """The lines in the order of the plan, and the locks that were written."""

    step: str
    lines: tuple[EvidenceLine, ...]
    locks: tuple[str, ...] = ()
    unasked: int = 0
