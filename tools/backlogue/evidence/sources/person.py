"""A person's word in (`by`, `on`, `role`), an observation of who vouched, when and as what out."""

import re
from datetime import date

from backlogue.base.observation import Observation
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import shortened
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference, Source

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def observe(reference: Reference, _ask: Ask) -> Observation:
    """The person's name as a text; `at` is the day, `state` the role. Without a day nobody can ask about it later."""
    try:
        name, role = text_of({"by": reference.locator}, "by"), text_of(reference.options, "role")
        return Observation(shortened(name), "text", at=_day(reference.options.get("on")), state=shortened(role))
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail)


def _day(written: object) -> str:
    if isinstance(written, date):
        return written.isoformat()[:10]
    if written is None:
        raise Fault("bad-reference", "on must say the day on which the person vouched for it")
    text = str(written)
    try:
        if _DAY.fullmatch(text):  # Python takes more forms for a day than we do
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Fault("bad-reference", f"on must be a day such as 2026-07-16, not {shortened(text)}")


SOURCE = Source("by", frozenset({"on", "role"}), observe)
