"""Which hosts may be asked: those listed by the branch that a change goes to, in clones as CI and people have them."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from repositories import GitFolder, make_repository

from backlogue.cli.evidence_ask import ask_of
from backlogue.model.evidence import EvidenceRules
from backlogue.pipeline import read_plan
from backlogue.world.clock import day_of
from backlogue.world.files import Folder

HOST = "mlflow.example.org"
LISTED = f"evidence: {{hosts: [{HOST}]}}\n"


class Case(NamedTuple):
    """Settings of the main branch and of a branch that changes them; what CI says; whether the host is asked."""

    title: str
    base: str
    head: str
    environment: dict[str, str]
    allowed: bool


CASES = [
    Case("nobody lists it", "", "", {}, False),
    Case("only the change lists it", "", LISTED, {}, False),
    Case("the main branch lists it", LISTED, LISTED, {}, True),
    Case("the change takes it out", LISTED, "", {}, True),
    Case("another host is listed", LISTED.replace("mlflow", "other"), LISTED, {}, False),
    Case("the domain is listed", "evidence: {hosts: ['*.example.org']}\n", "", {}, True),
    Case("a domain that ends alike is listed", "evidence: {hosts: ['*.le.org']}\n", "", {}, False),
    Case("the branch appoints itself", "", f"{LISTED}main_branch: feature\n", {}, False),
    Case("the main branch cannot be read", "evidence: [\n", LISTED, {}, False),
    Case("GitHub names the target", LISTED, "", {"GITHUB_BASE_REF": "main"}, True),
    Case("Azure names the target", LISTED, "", {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, True),
    Case("CI names a target that is not here", LISTED, LISTED, {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "gone"}, False),
    Case("CI names an option", LISTED, LISTED, {"GITHUB_BASE_REF": "--all"}, False),
    Case("whoever runs it names it", "", "", {"MLFLOW_TRACKING_URI": f"https://u:p@{HOST}:8443/x"}, True),
]


def allowed(root: Path, host: str, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> bool:
    for name in list(os.environ):
        if name.startswith(("GITHUB_", "CI_", "SYSTEM_", "BITBUCKET_", "CHANGE_", "MLFLOW_", "WANDB_")):
            monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    plan = read_plan(Folder(root), day_of(root)).plan
    return ask_of(root, plan, 1.0).allows(host)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_in_a_clone(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = make_repository(tmp_path / "origin")
    origin.commit({"backlogue.yaml": f"name: Plan\n{case.base}"})
    origin.git("clone", "--quiet", str(origin.root), str(tmp_path / "clone"))
    clone = GitFolder(tmp_path / "clone")
    clone.branch("feature")
    clone.commit({"backlogue.yaml": f"name: Plan\n{case.head}"})
    assert allowed(clone.root, HOST, monkeypatch, case.environment) is case.allowed


def test_in_a_clone_as_a_workflow_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fetched by a number, detached, with no branch at all: then nobody can be trusted until the base is fetched."""
    origin = make_repository(tmp_path / "origin")
    origin.commit({"backlogue.yaml": LISTED})
    origin.branch("feature")
    origin.commit({"backlogue.yaml": f"{LISTED}name: Plan\n"})
    clone = make_repository(tmp_path / "clone")
    clone.git("fetch", "--quiet", "--depth=1", str(origin.root), "feature")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    assert not allowed(clone.root, HOST, monkeypatch, {"GITHUB_BASE_REF": "main"})
    clone.git("fetch", "--quiet", "--depth=1", str(origin.root), "main:refs/remotes/origin/main")
    assert allowed(clone.root, HOST, monkeypatch, {"GITHUB_BASE_REF": "main"})


def test_on_the_main_branch_and_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_repository(tmp_path / "made")
    made.write({"backlogue.yaml": LISTED})
    assert allowed(made.root, HOST, monkeypatch, {})
    made.commit({})
    assert allowed(made.root, HOST, monkeypatch, {})
    made.write({"backlogue.yaml": "name: Plan\n"})
    assert allowed(made.root, HOST, monkeypatch, {})


def test_loopback_and_the_service_that_a_key_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_repository(tmp_path / "made")
    made.commit({"backlogue.yaml": "name: Plan\n"})
    assert allowed(made.root, "127.0.0.1", monkeypatch, {})
    assert not allowed(made.root, "169.254.169.254", monkeypatch, {})
    assert not allowed(made.root, "127.0.0.1.example.org", monkeypatch, {})
    assert not allowed(made.root, "api.wandb.ai", monkeypatch, {})
    assert allowed(made.root, "api.wandb.ai", monkeypatch, {"WANDB_API_KEY": "k"})


@pytest.mark.parametrize(
    ("listed", "host", "expected"),
    [
        ("mlflow.example.org", "MLflow.Example.org", True),
        ("mlflow.example.org", "mlflow.example.org.", True),
        ("mlflow.example.org", "evil-mlflow.example.org", False),
        ("*.example.org", "a.b.example.org", True),
        ("*.example.org", "example.org", False),
        ("*.example.org", "evilexample.org", False),
    ],
)
def test_names(listed: str, host: str, expected: bool) -> None:
    assert EvidenceRules(hosts=(listed,)).allows(host) is expected
