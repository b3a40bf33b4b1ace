"""A plan and the findings of its reading in, weighed and sorted diagnostics out."""

from collections.abc import Iterable
from functools import cache

from backlogue.base import Diagnostic, Finding, Plug, Severity, discover
from backlogue.checks.override import accepted, overrides
from backlogue.checks.rule import PlanChange, Rule
from backlogue.model import Entry, Project
from backlogue.plan import Plan


@cache
def catalogue() -> dict[str, Plug]:
    """Every rule by its code, in the order of codes, with its family (`folder`) and documentation (`docs`)."""
    found = {plug.value.code: plug for plug in discover("backlogue.checks.rules", "RULE")}
    return dict(sorted(found.items()))


def run(plan: Plan, read: Iterable[Finding]) -> tuple[Diagnostic, ...]:
    """Check a plan with every rule that the project has not switched off, beside what reading it found."""
    rules = {code: plug.value for code, plug in catalogue().items()}
    found = [(rules[finding.code], finding) for finding in read]
    for rule in _switched_on(plan.project):
        found.extend((rule, finding) for finding in rule.check(plan))
    return _weighed(found, plan)


def run_change(change: PlanChange) -> tuple[Diagnostic, ...]:
    """Check a change with every rule on changes; the plan afterwards decides on severities and silence."""
    rules = _switched_on(change.after.project)
    return _weighed([(rule, finding) for rule in rules for finding in rule.on_change(change)], change.after)


def weighed(findings: Iterable[Finding], project: Project) -> tuple[Diagnostic, ...]:
    """Findings that no plan file is at fault for, by the severities that the project gives their rules."""
    judged = (_diagnostic(catalogue()[one.code].value, one, project) for one in findings)
    return tuple(sorted((one for one in judged if one.severity is not Severity.OFF), key=lambda one: one.order))


def _switched_on(project: Project) -> list[Rule]:
    return [plug.value for plug in catalogue().values() if weigh(plug.value, project) is not Severity.OFF]


def _weighed(found: Iterable[tuple[Rule, Finding]], plan: Plan) -> tuple[Diagnostic, ...]:
    agreed = overrides(plan)
    judged = (_diagnostic(rule, finding, plan.project) for rule, finding in found)
    # Each once, in the order made: a set would put two that differ in their hints alone in another order each time.
    weighed = dict.fromkeys(accepted(one, agreed.get((one.span.path, one.code))) for one in judged)
    silencing = {entry.path: entry for entry in plan.entries if entry.silence}
    kept = (one for one in weighed if one.severity is not Severity.OFF and not _silenced(one, silencing, plan.project))
    return tuple(sorted(kept, key=lambda one: one.order))


def weigh(rule: Rule, project: Project) -> Severity:
    """A rule's severity in a project."""
    decided = _decided(rule, project)
    return rule.severity if decided is None else decided


def _decided(rule: Rule, project: Project) -> Severity | None:
    """What the project says of a rule, which goes before what the rule or its finding says."""
    word = project.rules.get(rule.code)
    return None if word is None else Severity.of(word)


def _diagnostic(rule: Rule, finding: Finding, project: Project) -> Diagnostic:
    decided = _decided(rule, project)
    severity = next(one for one in (decided, finding.severity, rule.severity) if one is not None)
    return Diagnostic(rule.code, rule.name, severity, finding.span, finding.message, finding.hint, finding.related)


def _silenced(one: Diagnostic, silencing: dict[str, Entry], project: Project) -> bool:
    entry = silencing.get(one.span.path)
    return entry is not None and one.code in entry.silence and not one.code.startswith(project.never_silenced)
