"""SARIF logs: of ruff and zizmor, of ourselves, and of every odd shape the format allows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from evidence.asked import Project

BIN = Path(sys.executable).parent


def log(*results: dict[str, Any], rules: Any = (), **run: Any) -> str:
    driver = {"name": "scan", "rules": list(rules)}
    return json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": list(results), **run}]})


def test_ruff(project: Project) -> None:
    project.put("a.py", "import os\nimport sys\nx = eval('1')\n")
    command = [str(BIN / "ruff"), "check", "--isolated", "--select=F401,S307", "--output-format=sarif", "a.py"]
    project.put("ruff.sarif", subprocess.run(command, cwd=project.root, capture_output=True, check=False).stdout)
    told = project.ask(sarif="ruff.sarif")
    assert told.value == 3
    assert dict(told.checks)["failures"] == 3
    assert project.ask(sarif="ruff.sarif", rule="S*").value == 1
    assert project.ask(sarif="ruff.sarif", tool="Ruff", rule="F401").value == 2
    other = project.ask(sarif="ruff.sarif", tool="bandit")
    assert (other.reason, other.detail) == ("run-missing", "ruff.sarif has no run of bandit, only of ruff")


def test_zizmor(project: Project) -> None:
    project.put(
        ".github/workflows/ci.yml",
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n"
        "    steps:\n      - uses: actions/checkout@v4\n",
    )
    command = [str(BIN / "zizmor"), "--offline", "--format=sarif", "--no-progress", "."]
    done = subprocess.run(command, cwd=project.root, capture_output=True, check=False)
    project.put("zizmor.sarif", done.stdout)
    told = project.ask(sarif="zizmor.sarif", level="error")
    assert told.reason == "ok"
    assert told.value == dict(told.checks)["error"] > 0


def test_ours(project: Project) -> None:
    project.put("backlog/A-1-x.md", "---\nid: A-1\ntype: story\ntitle: X\nstatus: nowhere\n---\n")
    command = [sys.executable, "-m", "backlogue", "check", "--project", str(project.root), "--format", "sarif"]
    project.put("backlogue.sarif", subprocess.run(command, capture_output=True, check=False).stdout)
    assert project.ask(sarif="backlogue.sarif", tool="backlogue", level="error").value == 1


def test_levels(project: Project) -> None:
    rules = [{"id": "A", "defaultConfiguration": {"level": "note"}}, {"id": "B"}]
    plain = [{"ruleId": "A"}, {"ruleIndex": 0}, {"ruleId": "A/sub"}, {"ruleId": "B"}]
    results = [*plain, {"ruleId": "B", "level": "error"}, {"ruleId": "B", "level": "none"}]
    project.write(scan_sarif=log(*results, rules=rules))
    found = [project.ask(sarif="scan.sarif", level=level).value for level in ("error", "warning", "note", "none")]
    assert found == [1, 2, 5, 6]
    assert project.ask(sarif="scan.sarif", level="note", rule="A").value == 3
    assert project.ask(sarif="scan.sarif", level="high").reason == "bad-reference"


def test_what_does_not_count(project: Project) -> None:
    results = [
        {"kind": "pass"},
        {"baselineState": "absent"},
        {"suppressions": [{"kind": "inSource"}]},
        {"suppressions": [{"kind": "external", "status": "rejected"}]},
        {"suppressions": []},
        {"level": "error", "baselineState": "unchanged"},
    ]
    project.write(scan_sarif=log(*results))
    assert project.ask(sarif="scan.sarif").value == 3


def test_clean_run_is_no_run_that_failed(project: Project) -> None:
    ended = {"executionSuccessful": True, "endTimeUtc": "2026-07-16T10:00:00Z"}
    project.write(scan_sarif=log(invocations=[ended]))
    told = project.ask(sarif="scan.sarif")
    assert (told.value, told.at) == (0, "2026-07-16T10:00:00Z")
    project.write(scan_sarif=log(invocations=[{"executionSuccessful": False}]))
    assert project.ask(sarif="scan.sarif").reason == "run-failed"
    project.write(scan_sarif=json.dumps({"runs": [{"tool": {"driver": {"name": "scan"}}}]}))
    assert project.ask(sarif="scan.sarif").reason == "metric-missing"
    project.write(scan_sarif='{"runs": []}')
    assert project.ask(sarif="scan.sarif").reason == "run-missing"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"runs": {}}', '{"runs": [1]}'])
def test_no_log(project: Project, text: str) -> None:
    project.write(scan_sarif=text)
    assert project.ask(sarif="scan.sarif").reason == "unparseable"


def test_odd_shapes_do_no_harm(project: Project) -> None:
    odd = {"tool": [], "results": [1, {"ruleIndex": "x", "suppressions": {}}, {"ruleIndex": 99}], "invocations": [None]}
    project.write(scan_sarif=json.dumps({"runs": [odd]}))
    assert project.ask(sarif="scan.sarif").value == 2
