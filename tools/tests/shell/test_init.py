"""`init`: what it writes is clean on any later day, complete, and never in the way of what is there."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from backlogue.base import Severity
from backlogue.cli import group
from backlogue.cli.init import _templates
from backlogue.evidence.content import Content
from backlogue.evidence.sources.document import look
from backlogue.model import Project
from backlogue.model.item import ITEM_TYPES
from backlogue.pipeline import compile_project
from backlogue.render.scaffold import Facts, scaffold
from backlogue.world.files import Folder

DAY = date(2026, 11, 23)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in arguments], catch_exceptions=False, standalone_mode=False)


def init(folder: Path, *options: str, day: date = DAY) -> Result:
    return run("init", folder, "--today", day, *options)


def texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("later", [0, 1, 5, 14, 31, 366, 3660])
@pytest.mark.parametrize("start", [DAY + timedelta(days=shift) for shift in (0, 2, 5, 6)])
def test_nothing_is_found_on_any_later_day(tmp_path: Path, start: date, later: int) -> None:
    init(tmp_path, day=start)
    compiled = compile_project(Folder(tmp_path), lambda project: start + timedelta(days=later))
    assert [str(one) for one in compiled.diagnostics] == []
    assert len(compiled.plan.items) == 9


def test_there_is_an_example_of_every_kind(tmp_path: Path) -> None:
    init(tmp_path)
    entries = compile_project(Folder(tmp_path), lambda project: DAY).plan.entries
    assert {entry.value("type") for entry in entries} == {*ITEM_TYPES, "sprint", "increment"}


def test_the_defaults_written_out_are_the_defaults() -> None:
    facts = Facts("Backlog", "main", "0", DAY, examples=False)
    written = yaml.safe_load(scaffold(_templates(), facts)["backlogue.yaml"])
    silent = {
        "repository",
        "disciplines",
        "teams",
        "ready",
        "done",
        "policies",
        "views",
        "owners",
        "scorecards",
        "evidence",
    }
    assert set(written) == {field.alias or name for name, field in Project.model_fields.items()} - silent
    workflows = written.pop("workflows")
    assert Project.model_validate(written) == Project()
    assert Project.model_validate({"workflows": workflows}).workflow("story") == Project().workflow("story")


def test_the_editor_is_told_of_a_schema_that_the_files_obey(tmp_path: Path) -> None:
    init(tmp_path)
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text())
    for schema, path in settings["yaml.schemas"].items():
        validator = Draft202012Validator(json.loads((tmp_path / schema).read_text()))
        written = yaml.load((tmp_path / path).read_text(), yaml.SafeLoader)
        assert [error.message for error in validator.iter_errors(written)] == []
    assert run("schema", "--check", "--project", tmp_path).return_value == 0


@pytest.mark.parametrize("name", ["on", "007", "a: b # c", "Größe", '"quoted"', "- dash", "null"])
def test_any_name_survives(tmp_path: Path, name: str) -> None:
    init(tmp_path, "--name", name)
    compiled = compile_project(Folder(tmp_path), lambda project: DAY)
    assert compiled.plan.project.name == name
    assert all(one.severity < Severity.ERROR for one in compiled.diagnostics)


def test_no_placeholder_is_left() -> None:
    for path, text in scaffold(_templates(), Facts("P", "main", "0.1.0", DAY)).items():
        assert not re.search(r"@[A-Z_]+@", text), path
        assert "dot-" not in path


def test_a_second_run_changes_nothing_and_brings_back_what_is_missing(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "README.md").write_text("ours\n")
    (tmp_path / ".gitignore").unlink()
    before = texts(tmp_path)
    told = init(tmp_path, day=DAY + timedelta(days=90)).output
    after = texts(tmp_path)
    assert after.keys() - before.keys() == {".gitignore"}
    assert {path: after[path] for path in before} == before
    assert "wrote " in told and re.search(r"kept  \S*README\.md", told)


def test_a_plan_that_is_there_gets_no_examples(tmp_path: Path) -> None:
    item = tmp_path / "backlog" / "X-1-ours.md"
    item.parent.mkdir()
    item.write_text("---\nid: X-1\ntype: story\ntitle: Ours\nstatus: todo\n---\n")
    init(tmp_path)
    compiled = compile_project(Folder(tmp_path), lambda project: DAY)
    assert [entry.path for entry in compiled.plan.entries] == ["backlog/X-1-ours.md"]
    assert compiled.plan.project.teams == {}
    assert compiled.diagnostics == ()


@pytest.mark.parametrize(
    ("forge", "there", "absent"),
    [("github", ".github", ".gitlab-ci.yml"), ("gitlab", ".gitlab-ci.yml", ".github"), ("none", "backlog", ".github")],
)
def test_only_the_chosen_forge_gets_workflows(tmp_path: Path, forge: str, there: str, absent: str) -> None:
    init(tmp_path, "--ci", forge)
    assert (tmp_path / there).exists()
    assert not (tmp_path / absent).exists()


def test_the_editor_task_reads_the_lines_that_check_prints(tmp_path: Path) -> None:
    init(tmp_path)
    broken = tmp_path / "backlog" / "app" / "APP-5-umlauts-in-suggestions.md"
    broken.write_text(broken.read_text().replace("parent: APP-2", "parent: APP-2\ndepends_on: [APP-99]"))
    printed = run("check", "--project", tmp_path, "--color", "never", "--select", "PLN101").output
    task = json.loads((tmp_path / ".vscode" / "tasks.json").read_text())["tasks"][0]
    match = re.search(task["problemMatcher"]["pattern"]["regexp"], printed, re.MULTILINE)
    assert match is not None
    assert match.group(1, 2, 4, 5) == ("backlog/app/APP-5-umlauts-in-suggestions.md", "8", "error", "PLN101")


PARTS = ("ml-test-score", "model-card", "model-checklist", "release-scorecard", "work")


@pytest.mark.parametrize(("words", "later"), [(("ml",), 0), (PARTS, 400), *(((one,), 0) for one in PARTS)])
def test_ready_definitions_leave_what_is_finished_as_it_is(tmp_path: Path, words: tuple[str, ...], later: int) -> None:
    init(tmp_path, *(option for word in words for option in ("--with", word)))
    compiled = compile_project(Folder(tmp_path), lambda project: DAY + timedelta(days=later))
    assert [str(one) for one in compiled.diagnostics] == []
    assert run("schema", "--check", "--project", tmp_path).return_value == 0


def test_all_ready_definitions_stand_beside_the_examples(tmp_path: Path) -> None:
    init(tmp_path, "--with", "ml")
    project = compile_project(Folder(tmp_path), lambda project: DAY).plan.project
    assert {"delivery", "engineering-story", "data-pipeline", "model-training", "experiment", "model-release", "spike",
            "ml-model-checklist", "model-card"} <= set(project.done)  # fmt: skip
    assert set(project.scorecards) == {"ml-test-score", "release"}
    assert set(project.ready) == {"story", "experiment", "spike"}
    assert project.done["model-release"].from_ == DAY
    assert (tmp_path / "templates" / "model-card.md").exists()


def test_the_ml_test_score_has_seven_tests_in_each_of_four_sections(tmp_path: Path) -> None:
    init(tmp_path, "--with", "ml-test-score")
    card = compile_project(Folder(tmp_path), lambda project: DAY).plan.project.scorecards["ml-test-score"]
    sections = [measure.section for measure in card.measures.values()]
    assert {one: sections.count(one) for one in sections} == dict.fromkeys(
        ("data", "model", "infrastructure", "monitoring"), 7
    )


def test_the_checklist_has_eleven_items_and_every_part_names_its_source(tmp_path: Path) -> None:
    init(tmp_path, "--with", "ml")
    done = compile_project(Folder(tmp_path), lambda project: DAY).plan.project.done
    assert len(done["ml-model-checklist"].criteria) == 11
    written = (tmp_path / "backlogue.yaml").read_text()
    for source in ("Breck et al.", "Mitchell et al.", "CC BY 4.0"):
        assert source in written


def test_a_card_that_nobody_filled_in_proves_nothing(tmp_path: Path) -> None:
    init(tmp_path, "--with", "model-card")
    text = (tmp_path / "templates" / "model-card.md").read_text()
    sections = re.findall(r"^## (.*)$", text, re.MULTILINE)
    filled = text.replace("## Factors\n", "## Factors\nAge.\n")
    seen = look(Content("card.md", text.encode(), ""), {"sections": sections})
    assert len(sections) == 9
    assert dict(seen.checks)["empty"] == 9
    assert dict(look(Content("card.md", filled.encode(), ""), {"sections": sections}).checks)["empty"] == 8


def test_new_work_is_asked_for_what_the_definitions_say(tmp_path: Path) -> None:
    init(tmp_path, "--with", "work")
    front = "---\nid: APP-9\ntype: story\ntitle: T\nstatus: done\nowner: bob\nlabels: [model-release]\n---\n"
    (tmp_path / "backlog" / "app" / "APP-9-t.md").write_text(front)
    found = compile_project(Folder(tmp_path), lambda project: DAY).diagnostics
    open_ = {one.message.split(", and ")[1].split(" is ")[0] for one in found if one.code == "DON102"}
    assert {"tested", "holdout-metric", "rollback-rehearsed", "model-card"} <= open_
    assert {one.severity.word for one in found if "documented" in one.message} == {"info"}


def test_definitions_are_shown_and_nothing_is_written(tmp_path: Path) -> None:
    shown = init(tmp_path / "none", "--with", "work", "--show").output
    assert "from: 2026-11-23" in shown
    assert not (tmp_path / "none").exists()
    (tmp_path / "backlogue.yaml").write_text("name: Ours\n")
    told = init(tmp_path, "--with", "work").output
    assert "backlogue init --with work --show" in told
    assert (tmp_path / "backlogue.yaml").read_text() == "name: Ours\n"


def test_a_wrong_name_of_definitions_is_answered_with_the_right_one(tmp_path: Path) -> None:
    refused = CliRunner().invoke(group, ["init", str(tmp_path / "x"), "--with", "ml-test-scor"])
    assert "Did you mean ml-test-score?" in refused.output
    assert not (tmp_path / "x").exists()
