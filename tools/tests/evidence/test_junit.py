"""JUnit reports: those that pytest writes, and what other tools and vandals write."""

import subprocess
import sys
from pathlib import Path

import pytest
from evidence.asked import Project
from repositories import make_repository

TESTS = """
import pytest
class TestPipeline:
    def test_good(self): assert True
    def test_bad(self): assert False
@pytest.fixture
def broken(): raise RuntimeError
@pytest.fixture
def late():
    yield
    raise RuntimeError
def test_setup(broken): pass
def test_both(late): assert False
@pytest.mark.skip(reason="later")
def test_later(): pass
@pytest.mark.xfail
def test_expected(): assert False
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A report as pytest itself writes it."""
    folder = tmp_path_factory.mktemp("junit")
    (folder / "test_pipeline.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junit-xml=report.xml", "."]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return (folder / "report.xml").read_bytes()


@pytest.fixture
def report(project: Project, written: bytes) -> Project:
    project.put("reports/pipeline.xml", written)
    return project


def test_counts_of_pytest(report: Project) -> None:
    told = report.ask(junit="reports/pipeline.xml")
    assert told.reason == "ok"
    # pytest writes the test that both fails and breaks as two.
    assert told.value == 4
    assert dict(told.checks) == {"tests": 7, "passed": 1, "failures": 2, "errors": 2, "skipped": 2}
    assert told.at.endswith("Z")


@pytest.mark.parametrize(("metric", "value"), [("passed", 1), ("failures", 2), ("errors", 2), ("skipped", 2)])
def test_metrics(report: Project, metric: str, value: int) -> None:
    assert report.ask(junit="reports/pipeline.xml", metric=metric).value == value


@pytest.mark.parametrize(
    ("case", "tests", "bad"),
    [
        ("test_good", 1, 0),
        ("*TestPipeline.*", 2, 1),
        ("test_pipeline.TestPipeline::test_bad", 1, 1),
        ("test_b*", 3, 3),
        ("test_both", 2, 2),
    ],
)
def test_case(report: Project, case: str, tests: int, bad: int) -> None:
    told = report.ask(junit="reports/pipeline.xml", case=case)
    assert (told.value, dict(told.checks)["passed"]) == (bad, tests - bad)


def test_suite(report: Project) -> None:
    assert report.ask(junit="reports/pipeline.xml", suite="pytest").value == 4
    told = report.ask(junit="reports/pipeline.xml", suite="other", case="x")
    assert (told.reason, told.detail) == ("metric-missing", "no test of suite other case x is in the report")


def test_skipped_tests_prove_nothing(report: Project) -> None:
    told = report.ask(junit="reports/pipeline.xml", case="test_later")
    assert (told.value, told.reason, told.detail) == (None, "metric-missing", "every test was skipped")


def test_nothing_ran(project: Project) -> None:
    project.write(report_xml='<testsuites><testsuite name="pytest" tests="0" errors="0"/></testsuites>')
    assert project.ask(junit="report.xml").reason == "metric-missing"


def test_suite_that_breaks_without_a_test(project: Project) -> None:
    project.write(report_xml='<testsuite name="a" tests="1" errors="1"><testcase name="t"/></testsuite>')
    told = project.ask(junit="report.xml")
    assert told.value == 1
    assert dict(told.checks)["errors"] == 1
    project.write(report_xml='<testsuite name="a" tests="0" errors="1"/>')
    assert project.ask(junit="report.xml").value == 1


def test_one_case_that_fails_and_breaks(project: Project) -> None:
    project.write(report_xml='<testsuite><testcase name="t"><failure/><error/><skipped/></testcase></testsuite>')
    told = project.ask(junit="report.xml")
    assert told.value == 1
    assert dict(told.checks) == {"tests": 1, "passed": 0, "failures": 1, "errors": 1, "skipped": 0}


def test_nested_suites(project: Project) -> None:
    project.write(
        report_xml="""<testsuites tests="3" failures="1"><testsuite name="outer" tests="3" failures="1">
        <testsuite name="inner" tests="2" failures="1">
        <testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>
        <testcase name="c"><flakyFailure/></testcase></testsuite></testsuites>"""
    )
    assert dict(project.ask(junit="report.xml").checks)["tests"] == 3
    assert dict(project.ask(junit="report.xml", suite="inner").checks)["tests"] == 2
    assert project.ask(junit="report.xml", suite="inner").value == 1
    assert dict(project.ask(junit="report.xml", suite="outer").checks)["failures"] == 1


def dated(stamp: str) -> str:
    return f'<testsuite name="a" timestamp="{stamp}"><testcase name="t"/></testsuite>'


def test_stale(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    commit = repository.commit({"src/train.py": "1"})  # 2026-07-07 08:00 UTC
    repository.commit({"docs/a.md": "1"})
    project = Project(tmp_path)
    project.write(report_xml=dated("2026-07-07T07:59:59"))
    told = project.ask(junit="report.xml", covers="src")
    assert (told.reason, told.at) == ("stale", "2026-07-07T07:59:59Z")
    assert commit[:8] in told.detail
    assert project.ask(junit="report.xml").reason == "ok"
    for stamp in ("2026-07-07T08:00:01", "2026-07-07T10:00:01+02:00"):
        project.write(report_xml=dated(stamp))
        assert project.ask(junit="report.xml", covers=["src", "lib"]).reason == "ok"
    project.write(report_xml=dated("2026-07-07T09:59:59+02:00"))
    assert project.ask(junit="report.xml", covers="src").reason == "stale"
    assert project.ask(junit="report.xml", covers="nowhere").reason == "bad-reference"
    project.write(report_xml=dated("yesterday"))
    told = project.ask(junit="report.xml", covers="src")
    assert (told.reason, told.detail) == ("stale", "the report does not say when the tests ran")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "' + f"&lol{n - 1 or ''};" * 10 + '">' for n in range(1, 10))
    + "]><testsuite>&lol9;</testsuite>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"><testcase/></testsuite>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><testsuite><testcase/></testsuite>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, PARAMETER])
def test_entities_are_refused(project: Project, text: str) -> None:
    project.write(report_xml=text)
    told = project.ask(junit="report.xml")
    assert (told.reason, told.detail) == ("unparseable", "report.xml declares XML entities, which are not read")


@pytest.mark.parametrize(
    "text", ["", "<a", "<html/>", "no", "<testsuite>" * 300, "\0", '<?xml version="1.0" encoding="none"?><testsuite/>']
)
def test_no_report(project: Project, text: str) -> None:
    project.write(report_xml=text)
    assert project.ask(junit="report.xml").reason == "unparseable"


def test_odd_counts(project: Project) -> None:
    project.write(report_xml='<testsuite tests="-1" failures="many" errors="1e9"><testcase name="t"/></testsuite>')
    told = project.ask(junit="report.xml")
    assert (told.value, dict(told.checks)["tests"]) == (0, 1)
    assert project.ask(junit="report.xml", metric="speed").reason == "bad-reference"


def test_namespace(project: Project) -> None:
    project.write(report_xml='<testsuite xmlns="urn:x" name="a"><testcase name="t"><failure/></testcase></testsuite>')
    assert project.ask(junit="report.xml").value == 1
