"""Evidence that is read again: what the same answer may say of files that were changed, or committed, since."""

import json
import os
from pathlib import Path

import pytest
from evidence.test_command import CONFIG, LOCK, PATH, codes, run
from repositories import GitFolder, make_repository

ITEM = """\
---
id: CHURN-12
type: story
title: Serve the score
status: in-review
owner: alice
points: 5
evidence:
  pipeline-tested: {junit: reports/pipeline.xml, covers: [src]}
  holdout-metric: {json: reports/eval.json, metric: recall, at_least: 0.82, covers: [src]}
---
## Acceptance criteria
- [x] The score is shown
"""
CODE = "def score(customer):\n    return %d\n"


def report(day: str) -> str:
    """A report of tests that ran at noon of a day."""
    return f'<testsuite name="p" timestamp="{day}T12:00:00Z"><testcase name="a"/></testsuite>'


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    made = make_repository(tmp_path / "project")
    made.commit(
        {
            "backlogue.yaml": CONFIG,
            PATH: ITEM,
            "src/score.py": CODE % 1,
            "reports/pipeline.xml": report("2026-08-01"),
            "reports/eval.json": '{"recall": 0.83}\n',
        }
    )
    return made


def marks(root: Path, *arguments: str) -> dict[str, tuple[str, list[str]]]:
    """The verdict on each entry as it is collected, and the files that make it suspect."""
    told = json.loads(run(root, "evidence", "collect", "--format", "json", *arguments).out)["evidence"]
    return {one["criterion"]: (one["verdict"], one["suspect"]) for one in told}


def test_reading_the_same_answer_again_does_not_end_a_doubt(repository: GitFolder) -> None:
    root = repository.root
    assert marks(root)["holdout-metric"] == ("pass", [])
    repository.commit({}, "Locks")
    repository.commit({"src/score.py": CODE % 2}, "Another score")
    assert "DON119" in codes(root)
    assert marks(root)["holdout-metric"] == ("pass", ["src"])
    assert "DON119" in codes(root)
    assert "--remeasured" in run(root, "evidence", "collect").out
    # What was measured again, with another result or with the same, speaks of the files of now.
    assert marks(root, "--remeasured")["holdout-metric"] == ("pass", [])
    repository.commit({"src/score.py": CODE % 3}, "A third")
    assert marks(root)["holdout-metric"] == ("pass", ["src"])
    repository.write({"reports/eval.json": '{"recall": 0.84}\n'})
    assert marks(root)["holdout-metric"] == ("pass", [])


def test_tests_that_ran_before_their_code_was_committed_stay_passed(repository: GitFolder) -> None:
    root = repository.root
    repository.write({"src/score.py": CODE % 2, "reports/pipeline.xml": report("2026-08-02")})
    assert marks(root)["pipeline-tested"] == ("pass", [])
    repository.now += 60 * 86_400
    repository.commit({}, "Tested, collected, committed")
    ran = run(root, "evidence", "verify")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "same    CHURN-12 pipeline-tested: as it was locked")
    before = (root / LOCK).read_bytes()
    assert marks(root)["pipeline-tested"] == ("pass", [])
    assert json.loads((root / LOCK).read_bytes())["evidence"].keys() == json.loads(before)["evidence"].keys()
    # Code that is changed after that is another matter.
    repository.commit({"src/score.py": CODE % 3}, "Another score")
    assert run(root, "evidence", "verify").code == 1
    assert marks(root)["pipeline-tested"][0] == "fail"


def test_code_that_is_changed_after_its_tests_and_not_committed_is_not_tested(repository: GitFolder) -> None:
    root = repository.root
    written = (root / "reports/pipeline.xml").stat().st_mtime
    repository.write({"src/score.py": CODE % 2})
    os.utime(root / "src/score.py", (written - 60, written - 60))
    assert marks(root)["pipeline-tested"] == ("pass", [])
    os.utime(root / "src/score.py", (written + 60, written + 60))
    (root / LOCK).unlink()
    ran = run(root, "evidence", "collect")
    assert "src/score.py changed after the tests wrote reports/pipeline.xml" in ran.out
    assert marks(root)["pipeline-tested"][0] == "fail"


def test_what_passes_no_more_is_not_called_passed_when_it_is_verified(repository: GitFolder) -> None:
    root = repository.root
    repository.write({"reports/eval.json": '{"recall": 0.5}\n'})
    assert marks(root)["holdout-metric"][0] == "fail"
    assert "same    CHURN-12 holdout-metric: as it was locked\n" in run(root, "evidence", "verify").out


def test_show_names_the_criteria_for_which_nothing_is_written(repository: GitFolder) -> None:
    text = ITEM.replace("  pipeline-tested: {junit: reports/pipeline.xml, covers: [src]}\n", "")
    repository.write({PATH: text})
    told = run(repository.root, "evidence", "show", "CHURN-12").out
    assert "note    CHURN-12: asked of it and not named: pipeline-tested\n" in told
    repository.write({PATH: ITEM})
    assert "not named" not in run(repository.root, "evidence", "show", "CHURN-12").out


def test_a_lock_that_was_edited_is_not_said_to_be_missing(repository: GitFolder) -> None:
    root = repository.root
    marks(root)
    text = (root / LOCK).read_text()
    repository.write({PATH: ITEM.replace("in-review", "done"), LOCK: text.replace("0.83", "0.93")})
    found = json.loads(run(root, "check", "--format", "json").out)["findings"]
    (told,) = {one["message"].rpartition(": ")[2] for one in found if one["code"] == "DON102"}
    assert told == "its lock was edited by hand, so that nothing in it counts"
