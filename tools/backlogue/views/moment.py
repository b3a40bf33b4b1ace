"""An earlier moment that a site has light pages of: a day, its commit and the folder of its pages. Frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """`date` is ISO 8601, `day` the same in words, `why` says what ended then, `folder` ends with a slash."""

    date: str
    day: str
    why: str
    commit: str
    folder: str
