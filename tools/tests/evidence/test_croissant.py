"""Croissant metadata as mlcroissant writes it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from evidence.asked import Project

SAMPLE = json.loads((Path(__file__).parent / "samples/croissant.json").read_text())


def put(project: Project, **changes: Any) -> None:
    project.put("data/croissant.json", json.dumps({**SAMPLE, **changes}))


def test_version(project: Project) -> None:
    put(project)
    told = project.ask(croissant="data/croissant.json")
    over = sha256(f"labels.csv {'b' * 64}\nsessions.csv {'a' * 64}\n".encode()).hexdigest()
    assert (told.reason, told.value, told.dataset) == ("ok", "1.2.0", ("sessions", over, ""))
    assert told.at == "2026-07-01T00:00:00Z"
    assert dict(told.checks) == {"files": 2, "compared": 0}
    put(project, version=None)
    assert project.ask(croissant="data/croissant.json").value == over


def test_one_file(project: Project) -> None:
    put(project)
    told = project.ask(croissant="data/croissant.json", file="labels.csv")
    assert (told.value, told.dataset.digest) == ("b" * 64, "b" * 64)
    assert project.ask(croissant="data/croissant.json", file="other.csv").reason == "metric-missing"


def test_file_beside_it_is_compared(project: Project) -> None:
    project.put("data/sessions.csv", "a\n")
    put(project)
    told = project.ask(croissant="data/croissant.json")
    assert (told.reason, told.value) == ("stale", None)
    assert "data/sessions.csv is not the file" in told.detail
    files = [{**SAMPLE["distribution"][0], "sha256": sha256(b"a\n").hexdigest().upper()}]
    put(project, distribution=files)
    told = project.ask(croissant="data/croissant.json", file="sessions.csv")
    assert (told.reason, dict(told.checks)["compared"]) == ("ok", 1)


@pytest.mark.parametrize("url", ["../../outside.csv", "/etc/passwd", "../.git/config"])
def test_links_that_lead_out(project: Project, url: str) -> None:
    put(project, distribution=[{**SAMPLE["distribution"][0], "contentUrl": url}])
    told = project.ask(croissant="data/croissant.json")
    assert told.reason in ("not-allowed", "bad-reference")


def test_no_digest_no_version(project: Project) -> None:
    put(project, distribution=[{**SAMPLE["distribution"][0], "sha256": "no"}])
    assert "has no sha256" in project.ask(croissant="data/croissant.json").detail
    put(project, distribution=[])
    assert project.ask(croissant="data/croissant.json").reason == "metric-missing"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"conformsTo": "http://example.org"}'])
def test_no_metadata(project: Project, text: str) -> None:
    project.put("data/croissant.json", text)
    assert project.ask(croissant="data/croissant.json").reason == "unparseable"
