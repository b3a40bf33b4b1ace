"""Coverage reports: those that coverage.py writes as JSON and as Cobertura, and what others write."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from evidence.asked import Project

CODE = """def scale(value, on):
    if on:
        return value * 2
    return value

def unused():
    return 1

print(scale(1, True))
"""


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports as coverage.py itself writes them."""
    folder = tmp_path_factory.mktemp("coverage")
    (folder / "train.py").write_text(CODE)
    (folder / "empty.py").write_text("")
    for command in (["run", "--branch", "--source=.", "train.py"], ["json"], ["xml"]):
        done = subprocess.run(
            [sys.executable, "-m", "coverage", *command], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def covered(project: Project, reports: Path) -> Project:
    for name in ("coverage.json", "coverage.xml"):
        project.put(name, (reports / name).read_bytes())
    return project


@pytest.mark.parametrize("name", ["coverage.json", "coverage.xml"])
def test_both_forms_say_the_same(covered: Project, reports: Path, name: str) -> None:
    total = json.loads((reports / "coverage.json").read_text())["totals"]
    told = covered.ask(coverage=name)
    assert told.reason == "ok"
    assert told.value == pytest.approx(total["percent_covered"])
    assert told.at.endswith("Z")
    lines = covered.ask(coverage=name, metric="lines").value
    assert lines == pytest.approx(total["percent_statements_covered"])
    assert lines != told.value  # the total counts branches too
    branches = covered.ask(coverage=name, metric="branches").value
    assert branches == pytest.approx(100 * total["covered_branches"] / total["num_branches"])


@pytest.mark.parametrize("name", ["coverage.json", "coverage.xml"])
def test_one_file(covered: Project, name: str) -> None:
    told = covered.ask(coverage=name, file="train.py")
    assert told.value == pytest.approx(covered.ask(coverage=name).value)
    assert dict(told.checks)["branches"] == 2
    assert covered.ask(coverage=name, file="absent.py").detail == "the report does not cover absent.py"
    assert covered.ask(coverage=name, file="empty.py").reason == "metric-missing"


def test_cobertura_with_a_document_type(project: Project) -> None:
    project.write(
        coverage_xml="""<?xml version="1.0"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage timestamp="1783324800000" line-rate="0.5"><packages><package><classes>
<class filename="a.c"><methods><method><lines><line number="1" hits="1"/></lines></method></methods>
<lines><line number="1" hits="1"/><line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines>
</class></classes></package></packages></coverage>"""
    )
    told = project.ask(coverage="coverage.xml")
    assert dict(told.checks) == {"lines": 2, "lines_run": 1, "branches": 2, "branches_run": 1}
    assert (told.value, told.at) == (50, "2026-07-06T08:00:00Z")


def test_nothing_covered_has_no_per_cent(project: Project) -> None:
    project.write(coverage_xml='<coverage lines-valid="0" lines-covered="0" line-rate="1"/>')
    assert project.ask(coverage="coverage.xml").reason == "metric-missing"
    project.write(coverage_json='{"totals": {"num_statements": 10, "covered_lines": 5}}')
    assert project.ask(coverage="coverage.json").value == 50
    assert project.ask(coverage="coverage.json", metric="branches").detail == "the report has no branches"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"totals": 1}',
        '{"totals": {"num_statements": "many"}}',
        "<testsuite/>",
        "<coverage",
        '<coverage lines-valid="all"/>',
        '<!DOCTYPE a [<!ENTITY x "y">]><coverage/>',
    ],
)
def test_no_report(project: Project, text: str) -> None:
    project.write(coverage_json=text)
    assert project.ask(coverage="coverage.json").reason == "unparseable"
