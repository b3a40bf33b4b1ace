"""Revisions and the texts of their files in; what every item was, when, by whose hand, out. No effects."""

from backlogue.history.facts import Facts, facts_of
from backlogue.history.renumbered import Followed, follow
from backlogue.history.replay import Replay, Step
from backlogue.history.timeline import Change, Event, Stamp, Timeline

__all__ = ["Change", "Event", "Facts", "Followed", "Replay", "Stamp", "Step", "Timeline", "facts_of", "follow"]
