"""Typed records in; one `Plan` with ids resolved, hierarchy, dependencies and calendar out."""

from backlogue.plan.calendar import working_days
from backlogue.plan.plan import Plan

__all__ = ["Plan", "working_days"]
