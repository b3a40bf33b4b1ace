"""Seconds and a folder in; inputs that make reading raise, found by coverage, out. Run by hand, not by the suite.

    .venv/bin/pip install atheris
    .venv/bin/python tools/tests/fuzz/guided.py -max_total_time=60

Atheris passes its arguments to libFuzzer; what makes it stop is kept as `crash-…` in the current folder and
belongs, made small, on a page in `tools/tests/bad/`.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["backlogue.parse", "backlogue.model"]):
    from backlogue.model import build, build_project, kinds_of
    from backlogue.model.project import Project
    from backlogue.parse import read_record, read_yaml

ROOT = Path(__file__).parents[3]
KINDS = kinds_of(Project())


def one_input(data: bytes) -> None:
    """Read and build the bytes as a plan file and as a project; anything but findings is a fault."""
    reading = read_record("backlog/CHURN-1-a.md", data)
    assert (reading.record is None) == bool(reading.findings)
    if reading.record is not None:
        lines = reading.record.text.split("\n")
        for finding in build(reading.record, KINDS).findings:
            assert 1 <= finding.span.line <= len(lines)
            assert finding.span.column <= len(lines[finding.span.line - 1]) + 1
    record = read_yaml("backlogue.yaml", data).record
    if record is not None:
        project, findings = build_project(record)
        assert bool(findings) == project.partial


def main() -> None:
    """Start from the worked example and the pages of the corpus."""
    with tempfile.TemporaryDirectory() as seeds:
        files = [ROOT / "backlogue.yaml", *(ROOT / "backlog").rglob("*.md"), *(ROOT / "sprints").rglob("*.md")]
        for number, path in enumerate(files):
            (Path(seeds) / str(number)).write_bytes(path.read_bytes()[:4_000])
        atheris.Setup([*sys.argv, seeds], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
