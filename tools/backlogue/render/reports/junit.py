"""Diagnostics in, JUnit XML out: a test case for each rule, and one more for each file in which it found something.

CI viewers follow a test by class and name: with rule and file as its name, a new fault shows as
newly failed and a mended one as fixed, and the rules that found nothing are seen to have run.
Only errors are failures; a warning passes, with its text as output, as `backlogue check` does.
"""

from backlogue.base import Diagnostic, Severity
from backlogue.checks import catalogue
from backlogue.render.report import Outcome, Reporter
from backlogue.render.xml import attribute, content


def write(outcome: Outcome) -> str:
    """One document with one suite a family of rules."""
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in outcome.diagnostics:
        found.setdefault((one.code, one.span.path), []).append(one)
    suites: dict[str, list[str]] = {}
    failed: dict[str, int] = {}
    for code, plug in catalogue().items():
        cases = suites.setdefault(plug.folder, [])
        failed.setdefault(plug.folder, 0)
        groups = [(path, group) for (rule, path), group in found.items() if rule == code]
        name = f"{code} {plug.value.name}"
        if not groups:
            cases.append(f"    <testcase classname={attribute(plug.folder)} name={attribute(name)}/>")
        for path, group in groups:
            cases.append(_case(plug.folder, f"{name} in {path}", group))
            failed[plug.folder] += any(one.severity is Severity.ERROR for one in group)
    total, failures = sum(map(len, suites.values())), sum(failed.values())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="backlogue" tests="{total}" failures="{failures}" errors="0">')
    for family, cases in suites.items():
        counts = f'tests="{len(cases)}" failures="{failed[family]}" errors="0" skipped="0"'
        lines += [f"  <testsuite name={attribute('backlogue.' + family)} {counts}>", *cases, "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""])


def _case(family: str, name: str, group: list[Diagnostic]) -> str:
    errors = [one for one in group if one.severity is Severity.ERROR]
    text = content("\n".join(_told(one) for one in group))
    if errors:
        message = errors[0].message if len(group) == 1 else f"{len(group)} findings; the first: {errors[0].message}"
        inside = f"<failure type={attribute(errors[0].code)} message={attribute(message)}>{text}</failure>"
    else:
        inside = f"<system-out>{text}</system-out>"
    return f"    <testcase classname={attribute(family)} name={attribute(name)}>{inside}</testcase>"


def _told(one: Diagnostic) -> str:
    lines = [f"{one.span}: {one.severity.word} {one.code} {one.message}"]
    if one.hint:
        lines.append(f"    {one.hint}")
    lines += [f"    {other.span}: {other.message}" for other in one.related]
    return "\n".join(lines)


REPORTER = Reporter("junit", write)
