"""Events in, the measures of a plan's flow out: burndown, burnup, say/do, velocity. No effects, no clock.

Finish of an item: it stands in a state of category done on the main line. Calendar: working days in the
project's time zone; a commit belongs to the day on which the main line had it.
"""

from backlogue.flow.course import Course, Mark, Move, courses
from backlogue.flow.saydo import SayDo, say_do
from backlogue.flow.velocity import Pace, paces

__all__ = ["Course", "Mark", "Move", "Pace", "SayDo", "courses", "paces", "say_do"]
