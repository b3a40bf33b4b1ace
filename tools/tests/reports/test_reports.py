"""Reports of a small project: what they say, in each form, the same bytes for the same commit."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from xml.etree import ElementTree

import pytest
from reports.reporting import PROJECT, plan_files
from repositories import GitFolder

from backlogue.base import discover
from backlogue.base.observation import Observation
from backlogue.cli.report import FORMATS, REPORTS
from backlogue.model.lock import Locked, write_lock

Run = Callable[..., CompletedProcess[bytes]]


def values(run: Run, *arguments: str) -> Any:
    done = run(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def part(document: Any, name: str) -> Any:
    return next(one for one in document["parts"] if one["name"] == name)


def test_every_report_and_form_is_offered() -> None:
    assert {plug.value.name for plug in discover("backlogue.views.reports", "REPORT")} == set(REPORTS)
    assert {plug.value.name for plug in discover("backlogue.render.documents", "FORMAT")} == set(FORMATS)


def test_done_tells_verdict_value_proof_and_waiver(run: Run) -> None:
    document = values(run, "done")
    rows = {(one["item"], one["criterion"]): one for one in part(document, "criteria")["tables"]["criteria"]}
    holdout = rows["APP-2", "holdout"]
    assert (holdout["verdict"], holdout["value"], holdout["threshold"]) == ("met", 0.834, "at least 0.8")
    assert holdout["proof_link"] == "https://mlflow.example.org/#/runs/abc"
    assert (rows["APP-2", "tested"]["verdict"], rows["APP-2", "tested"]["verdict_note"]) == ("not met", "1 failure")
    assert rows["APP-2", "tested"]["proof_link"] == "reports/pipeline.xml"
    assert rows["APP-2", "loaded"]["verdict"] == "waived"
    waiver = "Ann Lee on 8 July 2026, until 1 December 2026: No traffic | before the pilot"
    assert rows["APP-2", "loaded"]["waiver"] == waiver
    assert rows["APP-2", "reviewed"]["proof"] == "Bo Ek on 8 July 2026"
    assert (rows["APP-2", "card"]["verdict"], rows["APP-2", "card"]["verdict_note"]) == (
        "no proof named",
        "only advised",
    )
    assert rows["APP-6", "reviewed"]["verdict"] == "no proof named"
    assert document["answer"] == "1 done item lacks a criterion that is asked for; 3 of 9 criteria met, 1 waived."


def test_a_waiver_that_is_over_is_not_met(run: Run) -> None:
    rows = part(values(run, "done", "--item", "app-2", "--today", "2026-12-02"), "criteria")["tables"]["criteria"]
    assert next(one for one in rows if one["criterion"] == "loaded")["verdict"] == "waiver is over"


def test_the_manifest_holds_what_was_read(run: Run, project: GitFolder) -> None:
    document = values(run, "done", "--item", "APP-2")
    manifest = document["manifest"]
    assert list(manifest["files"]) == ["backlog/APP-2-serve.md", "backlog/APP-2.evidence.json", "backlogue.yaml"]
    for path, digest in manifest["files"].items():
        assert hashlib.sha256((project.root / path).read_bytes()).hexdigest() == digest
    assert manifest["commit"] == project.head
    assert manifest["plan"]["files"] == len(plan_files())
    (project.root / "backlog/APP-5-next.md").write_text(
        "---\nid: APP-5\ntype: story\ntitle: Other\nstatus: todo\n---\n"
    )
    after = values(run, "done", "--item", "APP-2")["manifest"]
    assert after["files"] == manifest["files"]
    assert after["changed"] is True
    assert {after["plan"]["sha256"], after["sha256"]}.isdisjoint({manifest["plan"]["sha256"], manifest["sha256"]})


@pytest.mark.parametrize("form", [one for one in FORMATS if one != "pdf"])
def test_the_same_commit_gives_the_same_bytes(form: str, run: Run, project: GitFolder) -> None:
    first = run("done", "--format", form, env={"PYTHONHASHSEED": "1"})
    assert first.returncode == 0, first.stderr.decode()
    commit = project.head
    project.commit({"backlog/APP-9-new.md": "---\nid: APP-9\ntype: story\ntitle: New\nstatus: done\nowner: bo\n---\n"})
    assert run("done", "--format", form).stdout != first.stdout
    assert run("done", "--format", form, "--at", commit, env={"PYTHONHASHSEED": "2"}).stdout == first.stdout


def test_junit_fails_what_done_work_lacks(run: Run) -> None:
    tree = ElementTree.fromstring(run("done", "--format", "junit").stdout)
    assert (tree.get("tests"), tree.get("failures"), tree.get("skipped")) == ("9", "1", "5")
    failed = {case.get("classname"): case for case in tree.iter("testcase") if case.find("failure") is not None}
    assert set(failed) == {"APP-6"}, "work that goes on has not failed yet"


def test_csv_is_one_row_a_criterion_and_no_formula(run: Run, project: GitFolder) -> None:
    project.commit({"backlogue.yaml": PROJECT.replace("Bo Ek", '"=1+1"')})
    rows = list(csv.DictReader(io.StringIO(run("done", "--format", "csv").stdout.decode())))
    assert len(rows) == 9
    assert rows[1]["proof"] == "'=1+1 on 8 July 2026"
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    done = run("review", "--sprint", "s1", "--format", "junit")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nothing to pass or fail" in done.stderr


def test_texts_do_nothing_in_markdown_and_html(run: Run) -> None:
    text = run("done").stdout.decode()
    assert "<b>" not in text
    assert all(line.count(" | ") in (0, 5, 8) for line in text.splitlines() if line.startswith("| "))
    page = run("done", "--format", "html").stdout.decode()
    assert "Serve &lt;b&gt;the score&lt;/b&gt;" in page
    assert "Small &amp; &lt;odd&gt;" in page
    learned = run("experiments").stdout.decode()
    assert "@bo" not in learned
    assert "www.example.org" not in learned


@pytest.mark.parametrize("form", ["markdown", "html", "json", "junit", "csv"])
def test_no_text_turns_the_direction_of_what_follows(form: str, run: Run, project: GitFolder) -> None:
    item, config = project.root / "backlog/APP-2-serve.md", project.root / "backlogue.yaml"
    item.write_text(
        item.read_text().replace('"No traffic', '"No \\u202Eciffart').replace("title: Serve", "title: A\u2067b")
    )
    config.write_text(config.read_text().replace("The pipeline is tested", '"Pipeline \\u202Edetset"'))
    text = run("done", "--item", "APP-2", "--format", form).stdout.decode()
    assert ("\\u202e" if form == "json" else "\ufffd") in text
    assert not set(text) & {"\u202e", "\u2067"}


def test_signs_that_are_joined_stay_whole(run: Run, project: GitFolder) -> None:
    family = "\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u0634\u0648\u062f"
    rewritten(project, "APP-2", "title: Serve", f"title: {family} Serve")
    assert family in run("done").stdout.decode()


def test_the_page_stands_alone_and_its_policy_fits_its_style(run: Run) -> None:
    import base64

    page = run("audit", "--model", "APP-2", "--format", "html").stdout.decode()
    html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")
    html5lib.HTMLParser(strict=True).parse(page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r"style-src '&#39;sha256|sha256-([^&']+)", page)
    assert style is not None
    assert policy is not None
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() == policy[1]
    assert not re.search(r"<(script|link|img)\b|src=|url\((?!#)", page)


def test_review_tells_delivery_scope_and_experiments(run: Run) -> None:
    document = values(run, "review", "--sprint", "s1")
    assert document["answer"].startswith("The goal was missed; 0 of 7 points kept")
    delivery = {one["item"]: one for one in part(document, "delivery")["tables"]["delivery"]}
    assert (delivery["APP-4"]["committed"], delivery["APP-4"]["delivered"]) == (None, 3)
    moves = part(document, "changes")["tables"]["changes"]
    assert ("APP-4", "added", "A question came up") in {(one["item"], one["change"], one["reason"]) for one in moves}
    (trial,) = part(document, "experiments")["tables"]["experiments"]
    assert (trial["result"], trial["threshold"], trial["outcome"]) == (0.81, "at least 0.8215", "inconclusive")


def test_retro_counts_days_without_movement_and_names_what_to_test(run: Run) -> None:
    document = values(run, "retro", "--sprint", "s1")
    still = {one["item"]: one for one in part(document, "standstill")["tables"]["standstill"]}
    assert (still["APP-3"]["waiting"], still["APP-3"]["blocked"]) == (4, 0)
    assert (still["APP-2"]["waiting"], still["APP-2"]["blocked"]) == (0, 4)
    assert still["APP-3"]["why"] == "the contract"
    assert still["APP-2"]["why"] == "needed APP-3 first"
    following = {one["label"]: one["note"] for one in part(document, "next")["points"]}
    assert following["APP-5"] == "follows from APP-4"
    assert following["APP-4"] == "stayed inconclusive: recall 0.81 against at least 0.8215"


def test_retro_says_when_no_history_tells(run: Run, project: GitFolder) -> None:
    import shutil

    shutil.rmtree(project.root / ".git")
    document = values(run, "retro", "--sprint", "s1", "--today", "2026-07-13")
    assert part(document, "standstill")["tables"] == {}
    text = run("retro", "--sprint", "s1", "--today", "2026-07-13").stdout.decode()
    assert "How long items stood still is not known. The plan is not in a git repository" in text


def test_an_entry_that_swaps_two_items_tells_both_where_no_history_does(run: Run, project: GitFolder) -> None:
    import shutil

    path = project.root / "sprints/s1.md"
    path.write_text(path.read_text().replace("add: APP-4,", "add: APP-4, remove: APP-3,"))
    shutil.rmtree(project.root / ".git")
    document = values(run, "review", "--sprint", "s1", "--today", "2026-07-13")
    rows = part(document, "changes")["tables"]["changes"]
    assert [(one["item"], one["change"]) for one in rows] == [("APP-4", "added"), ("APP-3", "removed")]


@pytest.mark.parametrize(
    ("day", "words"), [("2026-07-06", "The sprint starts on 7 July 2026"), ("2026-07-08", "The sprint still runs")]
)
def test_nothing_is_judged_before_a_sprint_is_over(day: str, words: str, run: Run) -> None:
    for report in ("review", "retro"):
        answer = values(run, report, "--sprint", "s1", "--today", day)["answer"]
        assert answer.startswith(words)
        assert "goal" not in answer
        assert "commitment" not in answer


def test_a_sprint_tells_what_was_carried(run: Run, project: GitFolder) -> None:
    rewritten(project, "APP-3", "sprint: s1", "sprint: s2")
    rows = part(values(run, "sprint", "--sprint", "s1"), "items")["tables"]["items"]
    assert next(one for one in rows if one["item"] == "APP-3")["why"].endswith("carried to s2")


def test_a_review_tells_what_went_back_to_the_backlog(run: Run, project: GitFolder) -> None:
    text = (project.root / "sprints/s1.md").read_text()
    project.commit({"sprints/s1.md": text.replace("goal_met: false", "delivered: {APP-4: 3}\ngoal_met: false")})
    rewritten(project, "APP-3", "sprint: s1\n", "")
    notes = {
        one["item"]: one["note"]
        for one in part(values(run, "review", "--sprint", "s1"), "delivery")["tables"]["delivery"]
    }
    assert (notes["APP-3"], notes["APP-2"]) == ("given back to the backlog", None)


def test_write_goes_behind_what_people_wrote_and_only_once(run: Run, project: GitFolder) -> None:
    path = project.root / "sprints/s1.md"
    before = path.read_text()
    dry = run("review", "--sprint", "s1", "--write", "--dry-run")
    assert dry.returncode == 0, dry.stderr.decode()
    assert path.read_text() == before
    assert run("review", "--sprint", "s1", "--write").returncode == 0
    once = path.read_text()
    assert once.startswith(before.rstrip("\n"))
    assert "They liked it.\n\n### From the plan\n\n**The goal was missed" in once
    path.write_text(once.replace("**The goal was missed", "We know why. **The goal was missed"))
    edited = path.read_text()
    again = run("review", "--sprint", "s1", "--write")
    assert again.returncode == 0
    assert b"already" in again.stderr
    assert path.read_text() == edited
    assert run("retro", "--sprint", "s1", "--write").returncode == 0
    both = path.read_text()
    assert both.startswith(edited.rstrip("\n"))
    assert "## Retrospective\n### From the plan" in both or "## Retrospective\n\n### From the plan" in both


def test_write_knows_its_words_below_another_heading(run: Run, project: GitFolder) -> None:
    path = project.root / "sprints/s1.md"
    assert run("retro", "--sprint", "s1", "--write").returncode == 0
    path.write_text(path.read_text().replace("### From the plan", "### The figures, as we read them"))
    edited = path.read_text()
    assert b"already" in run("retro", "--sprint", "s1", "--write").stderr
    assert path.read_text() == edited


def test_write_does_not_vanish_in_a_block_that_nobody_closed(run: Run, project: GitFolder) -> None:
    path = project.root / "sprints/s1.md"
    path.write_text(f"{path.read_text()}\n```sh\nmake train\n")
    before = path.read_text()
    done = run("retro", "--sprint", "s1", "--write")
    assert done.returncode == 1
    assert b"is not closed" in done.stderr
    assert path.read_text() == before


def test_audit_follows_the_chain_and_names_gaps(run: Run) -> None:
    document = values(run, "audit", "--model", "APP-2")
    items = [one["item"] for one in part(document, "requirements")["tables"]["requirements"]]
    assert items == ["APP-2", "APP-3", "APP-4"]
    data = part(document, "data")["tables"]["data"]
    assert {"sessions", "data/a.dvc"} == {one["data"] for one in data}
    assert any(one["version"] == "md5:9f2" and one["split"] == "holdout" for one in data)
    runs = {one["run"] for one in part(document, "runs")["tables"]["runs"]}
    assert {"mlflow models:/app@champion", "mlflow:abc123"} <= runs
    approvals = part(document, "approvals")["tables"]["approvals"]
    assert ("bo", "reviewer", "2026-07-08") in {(one["who"], one["role"], one["on"]) for one in approvals}
    (waiver,) = part(document, "waivers")["tables"]["waivers"]
    assert waiver["criterion"] == "loaded"
    stages = part(document, "release")["tables"]["stages"]
    assert all(one["passed"] is True for one in stages)
    assert part(document, "release")["tables"]["states"][0]["on"] == "2026-07-07"
    fixed = {one["criterion"]: one["fixed"] for one in part(document, "evaluation")["tables"]["evaluation"]}
    assert fixed["holdout"] == "2026-07-07"
    assert "| at least 0.8 | 7 July 2026 |" in run("audit", "--model", "APP-2").stdout.decode()
    gaps = {one["label"] for one in part(document, "gaps")["points"]}
    assert "APP-2 tested" in gaps
    alone = values(run, "audit", "--item", "APP-2")
    assert [one["item"] for one in part(alone, "requirements")["tables"]["requirements"]] == ["APP-2"]


def test_audit_tells_what_a_scorecard_asks_of_a_measure(run: Run, project: GitFolder) -> None:
    def recall() -> str:
        rows = part(values(run, "audit", "--model", "APP-2"), "evaluation")["tables"]["evaluation"]
        return str(next(one["threshold"] for one in rows if one["criterion"] == "recall"))

    assert recall() == "at least 0.8"
    stages = "thresholds: {shadow: {at_least: 0.7}, production: {at_least: 0.9}}"
    project.commit({"backlogue.yaml": PROJECT.replace("target: {at_least: 0.8}", stages)})
    assert recall() == "at least 0.7 (shadow); at least 0.9 (production)"


def test_audit_calls_no_tag_and_no_version_of_data_a_run(run: Run, project: GitFolder) -> None:
    entries = {"tested": {"git": "v1"}, "holdout": {"dvc": "data/a.dvc"}, "recall": {"dvc": "dvc.lock"}}
    seen = Observation("c0ffee", "text", commit="c0ffee" * 6, where="v1")
    lines = "".join(f"  {name}: {{{next(iter(one))}: {next(iter(one.values()))}}}\n" for name, one in entries.items())
    (path,) = project.root.glob("backlog/APP-2-*.md")
    text = path.read_text()
    kept = text[: text.index("  holdout:")] + lines + text[text.index("waivers:") :]
    lock = write_lock("APP-2", {name: Locked(one, seen, date(2026, 7, 9)) for name, one in entries.items()})
    project.commit({path.relative_to(project.root).as_posix(): kept, "backlog/APP-2.evidence.json": lock})
    rows = part(values(run, "audit", "--item", "APP-2"), "runs")["tables"]["runs"]
    assert [one["run"] for one in rows] == ["dvc dvc.lock"]


def rewritten(project: GitFolder, item: str, old: str, new: str) -> None:
    """Commit an item's file with other words in it."""
    (path,) = project.root.glob(f"backlog/{item}-*.md")
    assert old in path.read_text()
    project.commit({path.relative_to(project.root).as_posix(): path.read_text().replace(old, new)})


def test_audit_names_the_run_that_was_read_and_the_commit_of_each_signature(run: Run) -> None:
    document = values(run, "audit", "--model", "APP-2")
    runs = part(document, "runs")["tables"]["runs"]
    (alias, *_) = [one for one in runs if one["run"] == "mlflow models:/app@champion"]
    assert alias["where"] == alias["where_link"] == "https://mlflow.example.org/#/runs/abc"
    approvals = part(document, "approvals")["tables"]["approvals"]
    signed = next(one for one in approvals if one["item"] == "APP-2" and one["criterion"] == "reviewed")
    assert len(signed["committed"]) == 40
    assert signed["committed_link"] == f"https://github.com/acme/small/commit/{signed['committed']}"
    (waiver,) = part(document, "waivers")["tables"]["waivers"]
    assert len(waiver["committed"]) == 40
    told = run("audit", "--model", "APP-2").stdout.decode()
    assert re.search(r"\| 8 July 2026 \| \[\d+ July 2026, [0-9a-f]{12} by .+?\]\(<https://github.com/acme", told)


def test_a_link_leads_only_to_what_the_commit_has(run: Run, project: GitFolder) -> None:
    rows = part(values(run, "audit", "--model", "APP-2"), "evaluation")["tables"]["evaluation"]
    assert "reports/pipeline.xml" in {one["proof_link"] for one in rows}
    project.commit({"reports/pipeline.xml": "<testsuites/>\n"})
    rows = part(values(run, "audit", "--model", "APP-2"), "evaluation")["tables"]["evaluation"]
    (tested,) = [one for one in rows if one["criterion"] == "tested"]
    assert tested["proof_link"] == f"https://github.com/acme/small/blob/{project.head}/reports/pipeline.xml"


def test_audit_calls_nothing_released_that_is_not_done(run: Run, project: GitFolder) -> None:
    open_ = values(run, "audit", "--model", "APP-2")
    assert open_["answer"].startswith("5 of 6 links of the chain are recorded; not released: its item is in progress; ")
    assert re.match(r"In progress since \d+ July 2026$", part(open_, "release")["points"][0]["text"])
    rewritten(project, "APP-2", "status: in-progress", "status: done")
    done = values(run, "audit", "--model", "APP-2")
    assert done["answer"].startswith("6 of 6 links of the chain are recorded; ")
    assert "not released" not in done["answer"]


def test_a_report_says_which_files_it_could_not_read(run: Run, project: GitFolder) -> None:
    assert values(run, "done")["unread"] == []
    project.write({"backlog/APP-2-serve.md": "---\nid: APP-2\ntype: [\n---\n"})
    document = values(run, "done")
    assert document["unread"] == ["backlog/APP-2-serve.md"]
    assert document["answer"].endswith("1 plan file could not be read, so that its content is missing here.")
    assert "backlog/APP-2-serve.md" in document["facts"]["Not read"]
    project.write({"backlogue.yaml": "name: [\n"})
    told = run("review", "--sprint", "s1", "--format", "html").stdout.decode()
    assert "2 plan files could not be read" in told


def test_nothing_is_asked_of_work_that_was_dropped(run: Run, project: GitFolder) -> None:
    rewritten(project, "APP-2", "status: in-progress", "status: dropped")
    for report in ("sprint", "done"):
        found = part(values(run, report, "--sprint", "s1"), "criteria")["tables"].get("criteria", [])
        assert "APP-2" not in {one["item"] for one in found}
        assert b"APP-2" not in run(report, "--sprint", "s1", "--format", "junit").stdout


def test_retro_tells_the_goal_and_what_followed_already(run: Run, project: GitFolder) -> None:
    document = values(run, "retro", "--sprint", "s1")
    assert document["answer"].startswith("The goal was missed; 0 % of the commitment")
    assert [(one["label"], one["text"]) for one in part(document, "goal")["points"]] == [
        ("Goal", "One score"),
        ("", "Missed"),
    ]
    rewritten(project, "APP-5", "status: todo", "status: done")
    rewritten(project, "APP-2", "status: in-progress", "status: done")
    rewritten(project, "APP-4", "decision: keep-testing", "decision: pivot")
    rewritten(project, "APP-4", "outcome: inconclusive", "outcome: invalidated")
    told = run("retro", "--sprint", "s1").stdout.decode()
    assert "What follows from these experiments is closed by now: APP-5 (done) and APP-2 (done)." in told
    rewritten(project, "APP-4", "type: experiment", "type: spike")
    assert "No experiment was run that another could follow from." in run("retro", "--sprint", "s1").stdout.decode()


def test_readiness_and_sprint_and_experiments_say_it_in_a_sentence(run: Run, project: GitFolder) -> None:
    assert values(run, "readiness")["answer"] == "2 of 2 stages passed; no must-have is lacking."
    project.commit({"backlogue.yaml": PROJECT.replace("at_least: 0.8}", "at_least: 0.9}")})
    assert values(run, "readiness")["answer"] == "0 of 2 stages passed; must-haves that are lacking: recall."
    assert values(run, "sprint", "--sprint", "s1")["answer"].startswith("Over; ")
    assert values(run, "experiments")["answer"].startswith("2 experiments: 1 inconclusive")
    rewritten(project, "APP-5", "status: todo", "status: todo\ntimebox: 4")
    told = run("experiments").stdout.decode()
    assert "up to 4 days, its time-box" in told


def test_a_faulty_template_is_a_finding(run: Run, project: GitFolder) -> None:
    project.write({"site/templates/reports/done.html": "<p>\n{{ document.titel }}\n"})
    done = run("done", "--format", "html")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"site/templates/reports/done.html:2:13: error REP101" in done.stderr
    assert b"titel" in done.stderr
    assert run("review", "--sprint", "s1", "--format", "html").returncode == 0
    project.write({"site/templates/reports/done.html": "{{ document.title }}: {{ document.manifest.files|length }}\n"})
    done = run("done", "--item", "APP-2", "--format", "html")
    assert done.stdout == b"Definition of done: 4"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("review",), "Name a sprint"),
        (("review", "--sprint", "s2"), "There is no sprint s2"),
        (("review", "--model", "APP-2"), "is about a sprint"),
        (("audit",), "is about one model"),
        (("audit", "--model", "APP-22"), "Did you mean APP-2"),
        (("audit", "--model", ""), "There is no item '' here."),
        (("sprint", "--sprint", ""), "There is no sprint '' here."),
        (("audit", "APP-2"), "with an option: --model APP-2"),
        (("sprint", "s1"), "with an option: --sprint s1"),
        (("review", "S-1"), "with an option: --sprint S-1"),
        (("done", "s1"), "with an option: --sprint s1"),
        (("done", "APP-2"), "with an option: --item APP-2"),
        (("done", "APP-2", "APP-4"), "Nothing takes the argument APP-2 APP-4"),
        (("done", "--sprint", "s1", "--item", "APP-2"), "do not go together"),
        (("done", "--write"), "--write is for review and retro"),
        (("retro", "--sprint", "s1", "--dry-run"), "--dry-run goes with --write"),
        (("retro", "--sprint", "s1", "--write", "--at", "HEAD"), "leave out --at"),
        (("done", "--at", "nowhere"), "nowhere"),
        (("done", "--out", "missing/done.md"), "cannot be written"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(arguments: tuple[str, ...], words: str, run: Run) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in " ".join(done.stderr.decode().split())


def test_out_replaces_a_file_whole(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "done.md"
    target.write_text("old")
    assert run("done", "--out", str(target)).returncode == 0
    assert target.read_bytes() == run("done").stdout
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".backlogue")] == []


CHECKPOINT = "backlog/APP-7-long.md"
LONG = """\
---
id: APP-7
type: experiment
title: A long study
status: in-progress
owner: bo
checkpoints:
  - {sprint: s1, text: Both arms are filled, evidence: {json: arms.json, metric: filled, at_least: 4800}}
  - {sprint: s2, text: First pairs past day 20, evidence: {by: bo, on: 2026-07-09}}
---
"""


def test_checkpoints_are_told_with_their_proof(project: GitFolder, run: Run) -> None:
    """Of one sprint in what is about it; all in the report on what is done."""
    seen = Observation(4210.0, "finite", where="arms.json", at="2026-07-08T10:00:00Z")
    entry = {"json": "arms.json", "metric": "filled"}
    lock = write_lock("APP-7", {"checkpoint:s1": Locked(entry, seen, date(2026, 7, 9))})
    project.commit({CHECKPOINT: LONG, "backlog/APP-7.evidence.json": lock, "arms.json": "{}"})
    for name in ("sprint", "review"):
        document = values(run, name, "--sprint", "s1")
        (row,) = part(document, "checkpoints")["tables"]["checkpoints"]
        assert (row["item"], row["sprint"], row["verdict"], row["value"]) == ("APP-7", "s1", "not met", 4210.0)
        assert (row["threshold"], row["verdict_note"]) == ("at least 4800", "4210 is not at least 4800")
        assert "backlog/APP-7.evidence.json" in run(name, "--sprint", "s1").stdout.decode()
    rows = part(values(run, "done"), "checkpoints")["tables"]["checkpoints"]
    assert [(row["sprint"], row["verdict"], row["proof"]) for row in rows] == [
        ("s1", "not met", "json arms.json"),
        ("s2", "met", "Bo Ek on 9 July 2026"),
    ]
    assert part(values(run, "done", "--item", "APP-2"), "checkpoints")["tables"] == {"checkpoints": []}
