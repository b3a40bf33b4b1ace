"""In-toto statements as in-toto-attestation writes them, bare and in envelopes."""

import json
from base64 import b64encode
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from evidence.asked import Project

SAMPLE = json.loads((Path(__file__).parent / "samples/in_toto.json").read_text())
ENVELOPE = {"payloadType": "application/vnd.in-toto+json", "payload": b64encode(json.dumps(SAMPLE).encode()).decode(),
            "signatures": [{"sig": ""}]}  # fmt: skip
PREDICATE = "https://slsa.dev/provenance/v1"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(SAMPLE),
        json.dumps(ENVELOPE),
        json.dumps(ENVELOPE) + "\n" + json.dumps(ENVELOPE) + "\n",
        json.dumps({"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "dsseEnvelope": ENVELOPE}),
    ],
    ids=["bare", "envelope", "lines", "bundle"],
)
def test_subject_matches(project: Project, text: str) -> None:
    project.put("model.intoto.jsonl", text)
    project.put("dist/model.bin", "model\n")
    told = project.ask(in_toto="model.intoto.jsonl")
    assert (told.reason, told.value, told.at) == ("ok", PREDICATE, "2026-07-16T10:00:00Z")
    assert project.ask(in_toto="model.intoto.jsonl", predicate="https://slsa.dev/provenance/").reason == "ok"
    assert project.ask(in_toto="model.intoto.jsonl", predicate="https://spdx.dev").reason == "metric-missing"
    project.put("dist/model.bin", "another\n")
    told = project.ask(in_toto="model.intoto.jsonl", subject="dist/model.bin")
    assert (told.reason, told.value) == ("stale", None)
    assert "its digest differs" in told.detail


def put(project: Project, **changes: Any) -> None:
    project.put("a.json", json.dumps({**SAMPLE, **changes}))


def test_subjects(project: Project) -> None:
    put(project)
    assert project.ask(in_toto="a.json").reason == "file-missing"
    project.put("dist/model.bin.dvc", "outs: []\n")
    assert project.ask(in_toto="a.json").reason == "data-missing"
    project.put("other.bin", "model\n")
    assert project.ask(in_toto="a.json", subject="other.bin").detail == "the statement does not speak of other.bin"
    put(project, subject=[{"name": "other.bin", "digest": SAMPLE["subject"][0]["digest"]}, {"name": "b"}])
    assert project.ask(in_toto="a.json").detail == "subject must say which of 2 subjects"
    assert project.ask(in_toto="a.json", subject="other.bin").reason == "ok"
    project.put("sub/other.bin", "model\n")
    assert project.ask(in_toto="a.json", subject="sub/other.bin").reason == "ok"
    assert project.ask(in_toto="a.json", subject="../other.bin").reason == "not-allowed"


def test_the_strongest_digest_counts(project: Project) -> None:
    project.put("a.bin", "model\n")
    good = SAMPLE["subject"][0]["digest"]["sha256"]
    for digest, reason in (
        ({"sha256": good, "sha512": "0" * 128}, "stale"),
        ({"sha256": "0" * 64, "sha512": sha512(b"model\n").hexdigest()}, "ok"),
        ({"md5": "x"}, "stale"),
        ({}, "stale"),
    ):
        put(project, subject=[{"name": "a.bin", "digest": digest}])
        assert project.ask(in_toto="a.json").reason == reason


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"_type": "https://example.org"}', '{"payload": "%%%"}', '{"payload": "e30="}', "{}\n{"],
)
def test_no_statement(project: Project, text: str) -> None:
    project.put("a.json", text)
    told = project.ask(in_toto="a.json")
    assert told.reason in ("unparseable", "metric-missing")
    assert told.value is None
