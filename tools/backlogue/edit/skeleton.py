"""A kind of entry in; the keys that are left to fill in, and the body that it starts with, out."""

from typing import Any

_CRITERIA = "\n## Acceptance criteria\n- [ ]\n"

# A box with no text does not count as a criterion, so a definition of ready still asks for one.
_BODIES = {
    "initiative": "Why this matters, to whom, and how far it goes.\n",
    "epic": "What will be different for whom when this is done, and what is not part of it.\n",
    "story": "As a … I want … so that ….\n" + _CRITERIA,
    "task": "What is to be done, and where.\n",
    "bug": "What happens, what should happen, and how to see it.\n" + _CRITERIA,
    "spike": "What is known so far, and who needs the answer.\n",
    "experiment": "How it is run, and what would change our mind.\n",
    "risk": "What may happen, how one would notice, and what it would cost.\n\n## What we do about it\n",
    "contract": "What is promised, how a change is announced, and who is asked first.\n",
    "sprint": "## Review\n\n## Retrospective\n",
    "increment": "What the teams want to have reached together.\n",
}


def body_of(like: str) -> str:
    """The Markdown below the front matter of a new entry that is like one of our kinds."""
    return _BODIES[like]


def keys_of(like: str, title: str) -> dict[str, Any]:
    """Keys beyond those of every item; a value of None stands for a line to fill in."""
    if like == "spike":
        return {"question": None, "timebox": None}
    if like == "experiment":
        hypothesis = {"belief": title, "because": None, "metric": None, "baseline": None, "target": None, "data": None}
        return {"timebox": None, "hypothesis": hypothesis}
    if like == "risk":
        return {"roam": "open", "impact": None, "likelihood": None}
    return {}
