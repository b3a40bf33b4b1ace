"""An experiment and what was found out in; the new text of its file, or that of one that follows from it, out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backlogue.edit.draft import draft
from backlogue.edit.keys import with_keys
from backlogue.edit.order import key_order
from backlogue.edit.skeleton import body_of
from backlogue.edit.values import Path
from backlogue.edit.write import Rows
from backlogue.model.item import Experiment, Spike

_ASKED = ("belief", "because", "metric", "baseline", "target", "data")


class Decision(NamedTuple):
    """What is written when an experiment is decided; None for what stands in its file already."""

    outcome: str
    result: float | None = None
    learning: str | None = None
    decision: str | None = None
    leads_to: Sequence[str] = ()
    status: str | None = None


def decided(item: Experiment, said: Decision) -> str | None:
    """The experiment with its outcome and all that belongs to it; None where a key cannot be cut out cleanly."""
    wanted: list[tuple[Path, Any]] = [(("outcome",), said.outcome)]
    for key in ("result", "learning", "decision", "status"):
        value = getattr(said, key)
        if value is not None:
            wanted.append(((key,), value))
    if said.leads_to:
        wanted.append((("leads_to",), _joined(item.leads_to, said.leads_to)))
    return with_keys(item, *wanted)


def leading(item: Experiment, fresh: Sequence[str], decision: str | None) -> str | None:
    """The experiment with what follows from it, and the decision where it had none."""
    wanted: list[tuple[Path, Any]] = [(("leads_to",), _joined(item.leads_to, fresh))]
    return with_keys(item, *wanted, *(((("decision",), decision),) if decision is not None else ()))


def proposed(values: Mapping[str, Any], hypothesis: Mapping[str, Any], body: str = "") -> str:
    """The file of a new experiment; keys of the hypothesis with no value stand there to be filled in."""
    asked = Rows((key, hypothesis.get(key)) for key in _ASKED)
    whole = {"timebox": None, **values, "hypothesis": asked}
    return draft(whole, key_order(Experiment), body or body_of("experiment"))


def asked(values: Mapping[str, Any], body: str = "") -> str:
    """The file of a new spike."""
    return draft({"question": None, "timebox": None, **values}, key_order(Spike), body or body_of("spike"))


def body_after(item: Experiment) -> str:
    """What a follower begins with: what was learned, in the words of the one before it."""
    learned = (item.learning or "").strip()
    return f"## What {item.id} showed\n{learned}\n\n## How it is run\n" if learned else body_of("experiment")


def _joined(old: Sequence[str], fresh: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*old, *fresh)))
