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
class Suggestion:
    """A run in MLflow that is tagged with an item which does not name it: its id, state, end (or start), and place."""

    item: str
    run: str
    state: str
    at: str
    where: str
    experiment: bool

    @property
    def way(self) -> str:
        """What to write, and where."""
        if self.experiment:
            return f"add mlflow:{self.run} to runs"
        return f"name it under evidence as {{mlflow: {self.run}}}"

    @property
    def words(self) -> str:
        return f"run {self.run} is tagged with it and not named; {self.way}"


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """The lines in the order of the plan, and the locks that were written.

    `suggested` are runs that items could name; `notes` say what else is amiss, such as a plug-in that is not used.
    """

    step: str
    lines: tuple[EvidenceLine, ...]
    locks: tuple[str, ...] = ()
    unasked: int = 0
    suggested: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
