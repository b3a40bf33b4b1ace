"""Weights & Biases: a run's summary, configuration, tags, group, state or artifacts, online or from a folder."""

from backlogue.base.observation import Observation, Reason
from backlogue.evidence.fault import Fault
from backlogue.evidence.source import Ask, Reference, Source
from backlogue.evidence.wandb.run import Run
from backlogue.evidence.wandb.value import find_data, find_value
from backlogue.evidence.wandb.wish import OPTIONS, Wish, read_wish

_FAILED = ("crashed", "failed", "killed", "preempted")


def observe(reference: Reference, ask: Ask) -> Observation:
    """What W&B says about a reference: the value it asks for, or the run's state when it asks for the run alone."""
    try:
        wish = read_wish(reference)
        run = _read(wish, ask)
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail)
    told = Observation(where=run.where, at=run.at, state=run.state, commit=run.commit, digest=run.digest)
    if run.state != "finished":
        reason: Reason = "run-failed" if run.state in _FAILED else "run-not-finished"
        return told._replace(reason=reason, detail=f"the run's state is {run.state}")
    try:
        found = find_value(run, wish)
        return told._replace(value=found.value, kind=found.kind, dataset=find_data(run, wish))
    except Fault as fault:
        return told._replace(reason=fault.reason, detail=fault.detail)


def _read(wish: Wish, ask: Ask) -> Run:
    # Each way in is imported by who goes it: httpx alone takes 0.2 s.
    if wish.kind == "offline":
        from backlogue.evidence.wandb.offline import read_offline

        return read_offline(wish, ask)
    from backlogue.evidence.wandb.online import read_online

    return read_online(wish, ask)


SOURCE = Source("wandb", OPTIONS, observe)
