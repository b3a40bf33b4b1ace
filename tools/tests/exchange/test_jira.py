"""Quirks of Jira's exports, one a test, on exports made here."""

import pytest
from exchange.exports import as_csv, azure, codes, item, jira

from backlogue.exchange import Imported, Known, Source

KNOWN = Known(None, frozenset(), frozenset(), {"app": {"ana": "Ana Gil"}})


def one(headings: str, *values: str, **options: object) -> tuple[str, Imported]:
    """The text of an item of one row; Summary and Issue key come by themselves."""
    rows = [["Summary", "Issue key", *headings.split("|")], ["A title", "TES-1", *values]]
    imported = jira(rows, **options)
    return item(imported, "TES-1-"), imported


SPANISH = (
    "Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Prioridad,Persona asignada,Creada,"
    "Fecha de vencimiento,Descripción,Campo personalizado (Story Points),Comentario,Sprint,Categoría de estado\r\n"
    'Ver el riesgo,APP-7,10007,Historia,En curso,Alta,Ana Gil,05/ene/26 9:30 AM,31/mar/26 12:00 AM,"h2. Meta\r\n'
    '* uno\r\n* dos",3.0,"06/ene/26 10:00 AM;5ab;Hecho; casi",Sprint 1,En curso\r\n'
)


def test_headings_months_and_words_in_spanish() -> None:
    imported = jira(Source("export.csv", SPANISH.encode("utf-8-sig")))
    text = item(imported, "APP-7-ver-el-riesgo")
    assert text.startswith(
        "---\nid: APP-7\ntype: story\ntitle: Ver el riesgo\nstatus: in-progress\nteam: app\nowner: ana-gil\n"
        "priority: high\npoints: 3\ndue: 2026-03-31\niterations: [Sprint 1]\n---\n### Meta\n\n- uno\n- dos\n"
    )
    assert "### 2026-01-06 10:00, 5ab\n\nHecho; casi" in text
    assert "- Creada: 2026-01-05 09:30" in text
    assert codes(imported) == ["IMP113"]


def test_headings_in_a_language_nobody_told_us() -> None:
    rows = [["Összegzés", "Kulcs", "Azonosító", "Típus", "Állapot"], ["Cím", "HU-1", "10", "Story", "Done"]]
    text = item(jira(rows), "HU-1-cim")
    assert "title: Cím\nstatus: done" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_with_or_without_a_mark(encoding: str) -> None:
    data = "Summary;Issue key\nGrößer;TES-1\n".encode(encoding)
    assert "title: Größer" in item(jira(Source("export.csv", data)), "TES-1-grosser")


def test_a_guessed_encoding_is_said() -> None:
    imported = jira(Source("export.csv", "Summary,Issue key\nGrößer,TES-1\n".encode("cp1252")))
    assert "title: Größer" in item(imported, "TES-1") and codes(imported) == ["IMP107"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, ending: str) -> None:
    rows = [["Summary", "Issue key", "Description"], ['Say "yes", no; or | so', "TES-1", "two\nlines"]]
    text = item(jira(as_csv(rows, delimiter, ending)), "TES-1")
    assert 'title: "Say \\"yes\\", no; or | so"' in text and text.endswith("---\ntwo\\\nlines\n")


def test_excel_declares_its_delimiter() -> None:
    assert "title: a, b" in item(jira(Source("x.csv", b"sep=;\r\nSummary;Issue key\r\na, b;TES-1\r\n")), "TES-1")


def test_a_quote_that_never_closes_is_an_error_at_its_place() -> None:
    imported = jira(Source("x.csv", b'Summary,Issue key\nfine,TES-1\n"open,TES-2\nmore,TES-3\n'))
    assert imported.files == {} and codes(imported) == ["IMP101"]
    assert str(imported.findings[0].span) == "x.csv:3:1"


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"Summary,Issue key\n", b"PK\x03\x04\x00\x00", b"<rss></rss>", b'{"a":1}']
)
def test_what_is_no_csv_is_an_error(data: bytes) -> None:
    imported = jira(Source("x.csv", data))
    assert imported.files == {} and {"IMP101"} <= set(codes(imported))


def test_a_column_216_times() -> None:
    work = [f"step {number};05/Sep/25 9:00 AM;5ab;{number * 60}" for number in range(1, 217)]
    text, _ = one("|".join(["Log Work"] * 216), *work)
    assert text.count("- 2025-09-05 09:00, 5ab, ") == 216
    assert "- 2025-09-05 09:00, 5ab, 3 h 36 min (12960 s): step 216" in text


def test_more_cells_than_headings_are_kept() -> None:
    imported = jira(Source("x.csv", b"Summary,Issue key\nA,TES-1,,extra\n"))
    assert "- column D: extra" in item(imported, "TES-1") and codes(imported) == ["IMP111"]


def test_a_footer_is_named_and_left_out() -> None:
    imported = jira([["Summary", "Issue key"], ["A", "TES-1"], ["Generated at noon", ""]])
    assert codes(imported) == ["IMP103"] and "Generated at noon" in imported.findings[0].message
    assert imported.report.left[0].value == "Generated at noon"


def test_no_title_column_says_what_to_write() -> None:
    imported = jira([["Name", "Issue key"], ["A", "TES-1"]])
    assert imported.files == {} and codes(imported) == ["IMP102"]
    assert imported.findings[0].hint == (
        "name it in a mapping file: columns: {HEADING: title}; the headings are Name, Issue key"
    )
    assert "title: A" in item(
        jira([["Name", "Issue key"], ["A", "TES-1"]], mapping={"columns": {"name": "title"}}), "TES-1"
    )


def test_both_columns_of_points() -> None:
    text, imported = one("Custom field (Story Points)|Custom field (Story point estimate)", "", "5.0")
    assert "points: 5\n" in text and codes(imported) == []
    text, imported = one("Custom field (Story Points)|Custom field (Story point estimate)", "3.0", "5.0")
    assert "points: 3\n" in text and "- Custom field (Story point estimate): 5.0 (the points are 3)" in text
    text, imported = one("Custom field (Story Points)", "many")
    assert "points" not in text.split("---")[1] and codes(imported) == ["IMP106"]


@pytest.mark.parametrize(("status", "category", "resolution", "state"), [
    ("To Do", "To Do", "", "todo"),
    ("Selected for Development", "To Do", "", "ready"),
    ("Done", "Done", "Won't Do", "dropped"),
    ("Resolved", "Done", "Fixed", "done"),
    ("Blocked", "In Progress", "", "waiting"),
    ("Cancelled", "Done", "", "dropped"),
    ("In Review", "In Progress", "", "in-review"),
    ("Listo", "Listo", "Listo", "done"),
    ("QA läuft", "In Arbeit", "", "qa-lauft"),
])  # fmt: skip
def test_statuses(status: str, category: str, resolution: str, state: str) -> None:
    text, imported = one("Status|Status Category|Resolution", status, category, resolution)
    assert f"status: {state}\n" in text and codes(imported) == []
    assert ("waiting_for:" in text) is (state == "waiting")


def test_a_status_of_their_own_is_declared_in_its_category() -> None:
    text, imported = one("Status|Status Category", "Ready for QA", "In Progress")
    assert "status: ready-for-qa" in text
    assert "ready-for-qa: doing, waiting: waiting" in imported.files["backlogue.yaml"].replace("\n      ", ", ")


def test_a_status_nobody_explains_is_asked_for() -> None:
    text, imported = one("Status", "Limbo")
    assert codes(imported) == ["IMP109"] and "status: limbo" in text
    text, imported = one("Status", "Limbo", mapping={"statuses": {"LIMBO": "parked"}, "states": {"parked": "waiting"}})
    assert codes(imported) == [] and "status: parked" in text and "parked: waiting" in imported.files["backlogue.yaml"]


def test_types() -> None:
    text, imported = one("Issue Type", "Sub-task")
    assert "type: task\n" in text
    text, imported = one("Issue Type", "Change Request")
    assert "type: change-request\n" in text and "change-request: {like: story}" in imported.files["backlogue.yaml"]
    text, _ = one("Issue Type", "Change Request", mapping={"types": {"change request": "spike"}})
    assert "type: spike\n" in text


def test_sprints_repeat_in_odd_case_and_get_dates_from_the_mapping() -> None:
    dates = {"sprints": {"sprint 2": {"start": "2026-01-05", "end": "2026-01-16", "goal": "See it work"}}}
    text, imported = one("Sprint|Sprint|Sprint", "Sprint 1", "SPrint 1", "Sprint 2", mapping=dates)
    assert "sprint: sprint-2\n" in text and "iterations: [Sprint 1, Sprint 2]" in text
    assert imported.files["sprints/sprint-2.md"] == (
        "---\nid: sprint-2\ntype: sprint\ntitle: Sprint 2\nteam: tes\ngoal: See it work\n"
        "start: 2026-01-05\nend: 2026-01-16\n---\n"
    )
    said = "row 2, column 'Sprint': no dates are known for the sprint 'Sprint 1' of 1 item; "
    assert [finding.message for finding in imported.findings] == [f"{said}its name is kept under iterations"]


def test_links_in_both_directions_and_out_of_the_file() -> None:
    rows = [
        [
            "Summary",
            "Issue key",
            "Inward issue link (Blocks)",
            "Outward issue link (Blocks)",
            "Outward issue link (Duplicate)",
        ],
        ["A", "TES-1", "TES-2", "", "TES-3"],
        ["B", "TES-2", "", "TES-3", ""],
        ["C", "TES-3", "TES-9", "", ""],
    ]
    imported = jira(rows)
    assert "depends_on: [TES-2]\nrelates_to: [TES-3]" in item(imported, "TES-1")
    assert "- Outward issue link (Duplicate): TES-3" in item(imported, "TES-1")
    assert "depends_on: [TES-2]\n" in item(imported, "TES-3")
    assert "- Inward issue link (Blocks): TES-9 (TES-9 is not in this export)" in item(imported, "TES-3")


def test_parents_by_id_by_key_and_outside() -> None:
    rows = [
        ["Summary", "Issue key", "Issue id", "Issue Type", "Parent", "Parent key", "Parent summary"],
        ["Epic", "TES-1", "10001", "Epic", "", "", ""],
        ["By id", "TES-2", "10002", "Story", "10001", "", "Epic"],
        ["By key", "TES-3", "10003", "Task", "10001", "TES-1", ""],
        ["Outside", "TES-4", "10004", "Story", "555", "OLD-5", "Gone"],
        ["Bug", "TES-5", "10005", "Bug", "TES-2", "", ""],
    ]
    imported = jira(rows)
    assert "parent: TES-1\n" in item(imported, "TES-2") and "parent: TES-1\n" in item(imported, "TES-3")
    outside = item(imported, "TES-4")
    assert "parent:" not in outside and "- Parent key: OLD-5 (not in this export)\n- Parent summary: Gone" in outside
    assert "relates_to: [TES-2]" in item(imported, "TES-5") and codes(imported) == ["IMP112"]


def test_a_task_with_sub_tasks_stands_at_the_level_of_stories() -> None:
    rows = [
        ["Summary", "Issue key", "Issue Type", "Parent key"],
        ["Top", "TES-1", "Epic", ""],
        ["Above", "TES-2", "Task", "TES-1"],
        ["Below", "TES-3", "Sub-task", "TES-2"],
        ["Alone", "TES-4", "Task", "TES-1"],
    ]
    imported = jira(rows)
    assert codes(imported) == []
    above = item(imported, "TES-2")
    assert "type: story\n" in above and "- Issue Type: Task (a story here" in above and "parent: TES-1\n" in above
    assert "parent: TES-2\n" in item(imported, "TES-3") and "type: task\n" in item(imported, "TES-4")


def test_ambiguous_dates_are_asked_for_and_kept() -> None:
    text, imported = one("Due date|Created", "05/06/2026", "01/02/2026 10:00")
    assert codes(imported) == ["IMP105"] and "- Due date: 05/06/2026" in text and "due:" not in text
    text, imported = one("Due date", "05/06/2026", date_format="month-first")
    assert codes(imported) == [] and "due: 2026-05-06" in text
    text, imported = one("Due date", "2026|06|05", date_format="%Y|%d|%m")
    assert "due: 2026-05-06" in text
    text, imported = one("Due date|Created", "05/06/2026", "13/02/2026 10:00")
    assert codes(imported) == [] and "due: 2026-06-05" in text
    _, imported = one("Due date|Created", "05/31/2026", "13/02/2026 10:00")
    assert "in others the month" in imported.findings[0].message


def test_the_same_row_in_two_files_is_one_and_others_are_named() -> None:
    rows = [["Summary", "Issue key"], ["A", "TES-1"], ["A", "TES-1"], ["Other", "TES-1"]]
    imported = jira(rows)
    assert codes(imported) == ["IMP104"] and "title: A\n" in item(imported, "TES-1")
    assert [left.value for left in imported.report.left] == ["Other"]


def test_keys_that_are_no_ids_of_ours() -> None:
    imported = jira([["Summary", "Issue key"], ["A", "MY_APP-7"]])
    assert "id: MYAPP-7" in item(imported, "MYAPP-7") and codes(imported) == ["IMP116"]


def test_two_people_of_one_name() -> None:
    rows = [
        ["Summary", "Issue key", "Assignee", "Assignee Id"],
        ["A", "T-1", "Ana Gil", "1"],
        ["B", "T-2", "Ana Gil", "2"],
    ]
    imported = jira(rows)
    assert "owner: ana-gil\n" in item(imported, "T-1") and "owner: ana-gil-2\n" in item(imported, "T-2")
    imported = jira(rows, mapping={"people": {"1": "ana", "2": "anita"}})
    assert "owner: ana\n" in item(imported, "T-1") and "owner: anita\n" in item(imported, "T-2")


def test_into_a_project_only_what_it_declares_is_used() -> None:
    rows = [
        ["Summary", "Issue key", "Status", "Status Category", "Issue Type", "Assignee", "Sprint"],
        ["A", "APP-1", "In Limbo", "In Progress", "Change", "Ana Gil", "S 1"],
        ["B", "APP-2", "Done", "Done", "Story", "Bob Unknown", ""],
    ]
    imported = jira(rows, known=KNOWN)
    assert "backlogue.yaml" not in imported.files
    first, second = item(imported, "APP-1"), item(imported, "APP-2")
    assert "type: story\n" in first and "status: in-progress\n" in first and "owner: ana\n" in first
    assert "iterations" not in first.split("---")[1] and "- Sprint: S 1" in first
    assert "owner" not in second and "- Assignee: Bob Unknown" in second
    assert codes(imported) == ["IMP113", "IMP114"] or codes(imported) == ["IMP114", "IMP113"]


def test_columns_to_fields_of_ones_own_and_to_nowhere() -> None:
    columns = {"Votes": "drop", "custom field (cost centre)": "fields.cost_centre", "Gone": "labels"}
    text, imported = one("Votes|Custom field (Cost centre)", "0", "CC-1: x", mapping={"columns": columns})
    assert 'cost_centre: "CC-1: x"\n' in text and "Votes" not in text
    assert "cost_centre: {type: text" in imported.files["backlogue.yaml"]
    assert codes(imported) == ["IMP117"]
    assert ("Votes", "0", "left out, as the mapping file says") in {found[:3] for found in imported.report.conversions}


def test_a_body_too_large_for_one_file_is_moved_not_cut() -> None:
    comments = [f"05/Sep/25 9:00 AM;5ab;{number} " + "word " * 6000 for number in range(40)]
    text, imported = one("|".join(["Comment"] * 40), *comments)
    assert len(text.encode()) < 1_000_000 and "[imported/TES-1.md](../../imported/TES-1.md)" in text
    assert imported.files["imported/TES-1.md"].count("### 2025-09-05 09:00, 5ab") == 40


def test_a_cell_that_starts_like_a_formula_is_text() -> None:
    text, _ = one("Labels|Description", "+x", "=SUM(A1)")
    assert 'labels: ["+x"]' in text and "=SUM(A1)" in text


def test_azure_reads_no_jira_and_says_so() -> None:
    imported = azure([["Summary", "Issue key"], ["A", "TES-1"]])
    assert imported.files == {} and codes(imported)[0] == "IMP102"
