"""The one exception of this room: why a source has no observation to give, as a reason and a sentence."""

from backlogue.base.observation import Reason


class Fault(Exception):
    """Something outside is not as it should be; a source turns it into an observation without a value."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
