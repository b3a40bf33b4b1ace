"""Real exports: nothing is lost, the tree that comes out has no error, and the same input gives the same bytes."""

import json
from datetime import date
from pathlib import Path

import pytest
from exchange.exports import SHARED, codes, item, jira, sample
from exchange.lost import csv_cells, lost

from backlogue.base import Severity
from backlogue.exchange import Imported, Known, Options, importers, known_from
from backlogue.parse import read_yaml
from backlogue.pipeline import compile_project
from backlogue.world.files import Folder
from backlogue.world.whole import write_whole


def _jira() -> Imported:
    return importers()["jira"].read([sample("jira", "planeso_migration_cloud.csv")], Options())


def _lighthouse() -> Imported:
    return importers()["azure"].read([sample("ado", "lighthouse_adodata.csv")], Options())


def _demogen() -> Imported:
    names = ("Bug", "Epic", "Feature", "Task", "Test_Case", "User_Story")
    return importers()["azure"].read([sample("ado", "demogen_eshoponweb", f"{name}.json") for name in names], Options())


EXPORTS = {"jira": _jira, "lighthouse": _lighthouse, "demogen": _demogen}


def test_jira_loses_nothing() -> None:
    source = sample("jira", "planeso_migration_cloud.csv")
    assert lost(_jira(), csv_cells(source.data, "Issue key")) == []


def test_azure_csv_loses_nothing() -> None:
    source = sample("ado", "lighthouse_adodata.csv")
    assert lost(_lighthouse(), csv_cells(source.data, "ID", "AB-")) == []


def test_azure_json_loses_nothing() -> None:
    imported = _demogen()
    cells = []
    for path in sorted((SHARED / "ado" / "demogen_eshoponweb").glob("*.json")):
        for number, entry in enumerate(json.loads(path.read_text("utf-8"))["value"], start=1):
            name = f"AB-{entry['id']}"
            cells += [(name, number, key, str(value)) for key, value in entry["fields"].items() if _said(key, value)]
            cells += [
                (name, number, "relation", link["url"].rsplit("/", 1)[-1])
                for link in entry["relations"] or []
                if "Hierarchy-Forward" not in link["rel"]
            ]
    assert len(cells) > 2000
    assert lost(imported, iter(cells)) == []


def _said(key: str, value: object) -> bool:
    # The step's markup is XML whose numbers are no words of the test case.
    return value not in (None, "") and key != "Microsoft.VSTS.TCM.Steps"


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_written_checks_without_an_error(name: str, tmp_path: Path) -> None:
    imported = EXPORTS[name]()
    write_whole(tmp_path, imported.files)
    compiled = compile_project(Folder(tmp_path), lambda _project: date(2026, 1, 1))
    assert [one for one in compiled.diagnostics if one.severity is Severity.ERROR] == []
    assert len(compiled.plan.items) == imported.report.items > 20


@pytest.mark.parametrize("name", EXPORTS)
def test_again_gives_the_same_bytes_also_into_what_was_written(name: str) -> None:
    first = EXPORTS[name]()
    assert EXPORTS[name]() == first
    assert _into(name, _known(first)).files == {
        path: text for path, text in first.files.items() if path != "backlogue.yaml"
    }


def _known(imported: Imported) -> Known:
    record = read_yaml("backlogue.yaml", imported.files["backlogue.yaml"].encode()).record
    assert record is not None
    return known_from(record.values)


def _into(name: str, known: Known) -> Imported:
    if name == "demogen":
        names = ("Bug", "Epic", "Feature", "Task", "Test_Case", "User_Story")
        sources = [sample("ado", "demogen_eshoponweb", f"{kind}.json") for kind in names]
        return importers()["azure"].read(sources, Options(known=known))
    parts = ("jira", "planeso_migration_cloud.csv") if name == "jira" else ("ado", "lighthouse_adodata.csv")
    return importers()["jira" if name == "jira" else "azure"].read([sample(*parts)], Options(known=known))


def test_finished_spikes_and_misplaced_parents_check_without_an_error(tmp_path: Path) -> None:
    rows = [
        ["Summary", "Issue key", "Issue Type", "Status", "Status Category", "Resolution", "Parent key", "Assignee"],
        ["Look", "TES-1", "Spike", "Done", "Done", "Done", "", "Ana Gil"],
        ["Try", "TES-2", "Experiment", "Closed", "Done", "Won't Do", "", "Ana Gil"],
        ["Bug", "TES-3", "Bug", "On Hold", "In Progress", "", "TES-1", "Ana Gil"],
        ["Risk", "TES-4", "Risk", "Open", "To Do", "", "TES-3", ""],
        ["Try", "TES-5", "Experiment", "Done", "Done", "Done", "", "Ana Gil"],
        ["Loop", "TES-6", "Story", "Ideas", "To Do", "", "TES-6", "Bo"],
    ]
    write_whole(tmp_path, jira(rows).files)
    compiled = compile_project(Folder(tmp_path), lambda _project: date(2026, 1, 1))
    assert [one for one in compiled.diagnostics if one.severity is Severity.ERROR] == []
    assert len(compiled.plan.items) == 6


def test_jira_sample_in_detail() -> None:
    imported = _jira()
    assert codes(imported) == ["IMP113"]
    text = item(imported, "TES-11-")
    assert "status: done\nteam: tes\n" in text
    assert "iterations: [TES Sprint 1]" in text
    assert "![image-20250821-144149.png](https://ericmedlock.atlassian.net/" in text
    assert "### 2025-08-21 10:42, Saicharan Basireddy\n\n@Eric Medlock Team has" in text
    assert "due: 2025-09-18" in item(imported, "TES-13-")


def test_four_levels_of_azure_stand_in_our_hierarchy() -> None:
    imported = _demogen()
    feature = item(imported, "AB-4501-")
    assert "type: epic\n" in feature and "parent: AB-4499\n" in feature
    assert "type: initiative\n" in item(imported, "AB-4499-")
    assert "depends_on: [AB-4506]" in item(imported, "AB-4509-")
    assert "1. Submit the registration form.\n" in item(imported, "AB-4566-")


def test_recorded_answers_are_read_too() -> None:
    names = ("rest_workitems_expand_all.json", "rest_workitems_ids.json", "rest_71_iterations.json")
    for name in names:
        imported = importers()["azure"].read([sample("ado", name)], Options())
        assert "IMP101" not in codes(imported), (name, imported.findings)
