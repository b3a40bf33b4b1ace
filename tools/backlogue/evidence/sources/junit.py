"""JUnit XML in, how many tests ran, failed, broke or were skipped out; stale when what they test changed since."""

from fnmatch import fnmatchcase
from typing import NamedTuple
from xml.etree.ElementTree import Element

from backlogue.base.observation import Observation
from backlogue.evidence.committed import edited_after, iso, last_change, read_time
from backlogue.evidence.content import Content, Options, project_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import counted
from backlogue.evidence.markup import read_xml
from backlogue.evidence.options import one_of, text_of, texts_of
from backlogue.evidence.source import Ask

METRICS = ("failed", "passed", "tests", "failures", "errors", "skipped")


class Count(NamedTuple):
    """Tests of some suites. A test that fails and then breaks on its way out counts as both, and once in `bad`."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0
    bad: int = 0
    times: tuple[float, ...] = ()

    def plus(self, other: "Count") -> "Count":
        """The sum of two counts."""
        return Count(
            self.tests + other.tests,
            self.failures + other.failures,
            self.errors + other.errors,
            self.skipped + other.skipped,
            self.bad + other.bad,
            self.times + other.times,
        )


def look(content: Content, options: Options, ask: Ask) -> Observation:
    """The number of failed tests, or another count. A report in which nothing ran proves nothing."""
    metric = one_of(options, "metric", METRICS, "failed")
    suite, case = text_of(options, "suite"), text_of(options, "case")
    root = read_xml(content.data, content.path)
    if root.tag not in ("testsuites", "testsuite"):
        raise Fault("unparseable", f"{content.path} is not a JUnit report: its root is {root.tag}")
    count = _count(root, suite, case, not suite)
    if count.tests + count.bad == 0:
        asked = " ".join(f"{name} {wanted}" for name, wanted in (("suite", suite), ("case", case)) if wanted)
        raise Fault("metric-missing", f"no test of {asked or 'any suite'} is in the report")
    passed = max(0, count.tests - count.bad - count.skipped)
    counts = {"tests": count.tests, "passed": passed, "failures": count.failures, "errors": count.errors}
    value = count.bad if metric == "failed" else {**counts, "skipped": count.skipped}[metric]
    told = counted(value, **counts, skipped=count.skipped)
    told = told._replace(at=iso(min(count.times)) if count.times else "")
    if passed + count.bad == 0:
        return told._replace(value=None, kind="missing", reason="metric-missing", detail="every test was skipped")
    return _aged(told, min(count.times, default=None), texts_of(options, "covers"), content.path, ask)


def _aged(told: Observation, ran: float | None, covers: tuple[str, ...], path: str, ask: Ask) -> Observation:
    """Whether what the tests cover was committed after they ran, or changed after their report was written."""
    if not covers:
        return told
    change = last_change(ask.root, covers, as_it_was=False)
    if not change.commit:
        raise Fault("bad-reference", f"covers: no commit changed {', '.join(covers)}")
    if ran is None:
        return told._replace(reason="stale", detail="the report does not say when the tests ran")
    if ran < change.seconds:
        words = f"{', '.join(covers)} changed at {change.at} ({change.commit[:8]}), after the tests ran at {iso(ran)}"
        return told._replace(reason="stale", detail=words)
    edited = edited_after(ask.root, covers, path)
    if edited:
        return told._replace(reason="stale", detail=f"{', '.join(edited[:3])} changed after the tests wrote {path}")
    return told


def _count(element: Element, suite: str, case: str, inside: bool) -> Count:
    """The tests of a suite and the suites in it. `inside` is whether the suite asked for stands above it."""
    inside = inside or (element.tag == "testsuite" and fnmatchcase(element.get("name", ""), suite))
    total = Count()
    for child in element:
        if child.tag in ("testsuite", "testsuites"):
            total = total.plus(_count(child, suite, case, inside))
        elif child.tag == "testcase" and inside and (not case or _named(child, case)):
            total = total.plus(_case(child))
    if not inside or element.tag != "testsuite":
        return total
    ran = read_time(element.get("timestamp"))
    if ran is not None and (total.tests or not case):
        total = total._replace(times=(*total.times, ran.timestamp()))
    return total if case else _at_least_as_bad(total, element)


def _at_least_as_bad(total: Count, element: Element) -> Count:
    """A suite may count faults that it lists no test for, such as one in its set-up."""
    tests, failures, errors, skipped = (_whole(element, name) for name in ("tests", "failures", "errors", "skipped"))
    missing = max(0, failures - total.failures) + max(0, errors - total.errors)
    return total._replace(
        tests=max(total.tests, tests),
        failures=max(total.failures, failures),
        errors=max(total.errors, errors),
        skipped=max(total.skipped, skipped),
        bad=total.bad + missing,
    )


def _case(case: Element) -> Count:
    tags = {child.tag for child in case}
    failed, broke = "failure" in tags, "error" in tags
    bad = failed or broke
    return Count(1, int(failed), int(broke), int("skipped" in tags and not bad), int(bad))


def _named(case: Element, wanted: str) -> bool:
    name, of = case.get("name", ""), case.get("classname", "")
    return any(fnmatchcase(shown, wanted) for shown in (name, f"{of}.{name}", f"{of}::{name}"))


def _whole(element: Element, name: str) -> int:
    written = element.get(name, "0")
    return int(written) if written.isdecimal() and len(written) < 10 else 0


SOURCE = project_source("junit", {"metric", "suite", "case", "covers"}, look)
