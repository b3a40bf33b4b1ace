"""`experiment`: drafts complete files, decides by the value and the threshold, plans anew with links both ways."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder, make_repository

from backlogue.base.observation import Observation
from backlogue.cli import group
from backlogue.model.lock import Locked, write_lock

CONFIG = """name: Test
teams:
  app: {prefix: APP, members: {ann: backend, ben: data}}
workflows:
  default:
    states: {todo: todo, doing: doing, done: done}
"""
HYPOTHESIS = (
    "hypothesis: {belief: Sessions help, metric: recall, baseline: 0.79, target: {at_least: 0.82}, data: d.dvc}"
)


def experiment(number: int, *lines: str, status: str = "doing", hypothesis: str = HYPOTHESIS) -> str:
    keys = (f"id: APP-{number}", "type: experiment", "title: Sessions raise recall", f"status: {status}", "team: app")
    return "\n".join(["---", *keys, "owner: ann  # for now", hypothesis, "timebox: 5", *lines, "---", "Words.\n"])


def project(root: Path, **texts: str) -> GitFolder:
    repository = make_repository(root)
    repository.git("config", "user.name", "Ann")
    repository.git("config", "user.email", "ann@example.org")
    named = {f"backlog/app/APP-{name[1:]}-sessions-raise-recall.md": text for name, text in texts.items()}
    repository.commit({"backlogue.yaml": CONFIG, **named})
    return repository


def run(repository: GitFolder, step: str, *words: str) -> Result:
    place = ["--project", str(repository.root), "--today", "2026-07-06"]
    return CliRunner().invoke(
        group, ["experiment", step, *place, *words], catch_exceptions=False, standalone_mode=False
    )


def text(repository: GitFolder, number: int) -> str:
    (path,) = (repository.root / "backlog" / "app").glob(f"APP-{number}-*.md")
    return path.read_text(encoding="utf-8")


def test_new_drafts_every_key_that_decides_and_commits_the_new_file(tmp_path: Path) -> None:
    app = project(tmp_path, n4=experiment(4))
    words = ("--title", "Age matters", "--team", "app", "--metric", "recall", "--at-least", "0.8", "--commit")
    made = run(app, "new", *words)
    assert made.return_value == 0
    assert "--- /dev/null" in made.stdout
    written = text(app, 5)
    for line in ("belief: Age matters", "because:", "metric: recall", "baseline:", "target: {at_least: 0.8}", "data:"):
        assert f"  {line}\n" in written
    assert "\ntimebox:\n" in written
    assert app.git("show", "--name-only", "--format=%s").split("\n") == [
        "APP-5: Age matters", "", "backlog/app/APP-5-age-matters.md"
    ]  # fmt: skip
    assert app.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--title", "x", "--team", "ap"), "Did you mean app?"),
        (("--title", "x", "--team", "app", "--owner", "anm"), "Did you mean ann?"),
    ],
)
def test_new_refuses_names_that_nobody_has(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    app = project(tmp_path)
    refused = CliRunner().invoke(group, ["experiment", "new", "--project", str(app.root), *words])
    assert refused.exit_code != 0
    assert why in str(refused.output)
    assert not (app.root / "backlog").exists()


def test_decide_computes_the_outcome_and_touches_nothing_else(tmp_path: Path) -> None:
    app = project(tmp_path, n4=experiment(4))
    before = text(app, 4)
    done = run(app, "decide", "APP-4", "--result", "0.81", "--learning", "No gain", "--decision", "kill", "--done")
    assert done.return_value == 0
    added = "result: 0.81\noutcome: invalidated\nlearning: No gain\ndecision: kill\n"
    assert text(app, 4) == before.replace("status: doing", "status: done").replace(
        "timebox: 5\n", f"timebox: 5\n{added}"
    )


def test_decide_goes_by_the_evidence(tmp_path: Path) -> None:
    app = project(tmp_path, n4=experiment(4, 'evidence: {result: {mlflow: "runs:/7c1e", metric: recall}}'))
    asked = {"mlflow": "runs:/7c1e", "metric": "recall"}

    lock = write_lock("APP-4", {"result": Locked(asked, Observation(0.8312, "finite"), date(2026, 7, 3))})
    app.commit({"backlog/app/APP-4.evidence.json": lock})
    other = run(app, "decide", "APP-4", "--result", "0.7", "--learning", "x", "--decision", "kill")
    assert other.return_value == 1
    assert "has evidence that decides (result: 0.8312)" in other.stderr
    assert run(app, "decide", "APP-4", "--learning", "x", "--decision", "persevere").return_value == 0
    assert "result: 0.8312\noutcome: validated\n" in text(app, 4)


@pytest.mark.parametrize(
    ("lines", "words", "why"),
    [
        ((), ("--outcome", "validated", "--result", "0.8"), "is invalidated: 0.8 misses the target of at least 0.82"),
        ((), (), "shows no value that decides"),
        (("outcome: inconclusive", "learning: x", "decision: kill"), (), "is decided already: inconclusive"),
        (("result: 0.83",), ("--result", "0.8"), "has the result 0.83 already"),
    ],
)
def test_decide_refuses_what_the_value_does_not_say(
    tmp_path: Path, lines: tuple[str, ...], words: tuple[str, ...], why: str
) -> None:
    app = project(tmp_path, n4=experiment(4, *lines))
    refused = run(app, "decide", "APP-4", "--learning", "x", "--decision", "kill", *words)
    assert refused.return_value == 1
    assert why in refused.stderr
    assert app.git("status", "--porcelain") == ""


def test_decide_wants_a_learning_a_decision_and_a_threshold(tmp_path: Path) -> None:
    open_ = "hypothesis: {belief: Sessions help, metric: recall, baseline: 0.7, data: d.dvc}"
    app = project(tmp_path, n4=experiment(4), n5=experiment(5, hypothesis=open_, status="todo"))
    bare = run(app, "decide", "APP-4", "--result", "0.9")
    assert "needs --learning" in bare.stderr
    assert "needs --decision" in bare.stderr
    open_end = run(app, "decide", "APP-5", "--result", "0.9", "--learning", "x", "--decision", "kill")
    assert "no target that could decide" in open_end.stderr


def test_replan_drafts_what_follows_and_links_both_ways(tmp_path: Path) -> None:
    failed = ("outcome: invalidated", "learning: |", "  Young accounts are different:", "  nobody knew.")
    app = project(tmp_path, n4=experiment(4, *failed, status="todo"))
    done = run(app, "replan", "APP-4", "--next", "Age matters", "--spike", "Who knows the age?", "--commit")
    assert done.return_value == 0, done.stderr
    assert "leads_to: [APP-5, APP-6]" in text(app, 4)
    assert "decision: pivot" in text(app, 4)
    follower, spike = text(app, 5), text(app, 6)
    assert 'because: "APP-4: Young accounts are different: nobody knew."' in follower
    assert "  target:\n" in follower
    assert "relates_to: [APP-4]" in follower
    assert "relates_to: [APP-4]" in spike
    assert "question: Who knows the age?" in spike
    assert len(app.git("show", "--name-only", "--format=").split("\n")) == 3


def test_replan_of_what_could_not_tell_asks_the_same_again(tmp_path: Path) -> None:
    app = project(tmp_path, n4=experiment(4, "outcome: inconclusive", "learning: Too few", status="todo"))
    assert run(app, "replan", "APP-4", "--data", "more.dvc").return_value == 0
    follower = text(app, 5)
    assert "belief: Sessions help" in follower
    assert "target: {at_least: 0.82}" in follower
    assert "data: more.dvc" in follower
    assert "decision: keep-testing" in text(app, 4)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((), "is not decided yet"),
        (("outcome: validated", "learning: x", "decision: persevere"), "is validated"),
        (("outcome: invalidated", "learning: x", "decision: kill"), "was decided to be killed"),
        (("outcome: invalidated", "decision: pivot", "leads_to: [APP-4]"), "names no learning"),
        (("outcome: invalidated", "learning: x", "decision: pivot"), "say what you believe now"),
    ],
)
def test_replan_refuses_where_nothing_follows(tmp_path: Path, lines: tuple[str, ...], why: str) -> None:
    app = project(tmp_path, n4=experiment(4, *lines))
    refused = run(app, "replan", "APP-4")
    assert refused.return_value == 1
    assert why in refused.stderr
    assert app.git("status", "--porcelain") == ""


def test_when_git_refuses_the_commit_no_new_file_is_left(tmp_path: Path) -> None:
    app = project(tmp_path, n4=experiment(4, "outcome: inconclusive", "learning: Too few", status="todo"))
    hook = app.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    refused = run(app, "replan", "APP-4", "--commit")
    assert refused.return_value == 1
    assert "Every file is as it was" in refused.stderr
    assert app.git("status", "--porcelain") == ""
