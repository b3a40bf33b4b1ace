"""A `Plan` in, findings out: rules, each in a file of its own below `rules/`."""

from backlogue.checks.rule import Rule
from backlogue.checks.run import catalogue, run, run_change, weigh

__all__ = ["Rule", "catalogue", "run", "run_change", "weigh"]
