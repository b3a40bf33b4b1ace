"""Quirks of Azure DevOps' exports, one a test, on exports made here."""

import json

import pytest
from exchange.exports import as_csv, azure, codes, item

from backlogue.exchange import Imported, Options, Source, importers


def one(headings: str, *values: str, **options: object) -> tuple[str, Imported]:
    """The text of an item of one row; ID and Title come by themselves."""
    imported = azure([["ID", "Title", *headings.split("|")], ["12", "A title", *values]], **options)
    return item(imported, "-".join([str(options.get("prefix") or "AB"), "12", "a-title"])), imported


def test_prefix() -> None:
    assert one("State", "New", prefix="SHOP")[0].startswith("---\nid: SHOP-12\n")
    imported = azure([["ID", "Title"], ["12", "A title"]], mapping={"prefix": "WEB"})
    assert "backlog/web/WEB-12-a-title.md" in imported.files


@pytest.mark.parametrize("person", ["Ana Gil <ana@acme.example>", "Ana Gil <ACME\\agil>", "Ana Gil"])
def test_people(person: str) -> None:
    text, imported = one("Assigned To", person)
    assert "owner: ana-gil\n" in text and "ana-gil: {name: Ana Gil}" in imported.files["backlogue.yaml"]


def test_tags_paths_and_html() -> None:
    html = "<div>Say <b>yes</b>&nbsp;<br>or no<ul><li>one</li><li>two &lt;3</li></ul><script>evil()</script></div>"
    text, imported = one(
        "Tags|Area Path|Iteration Path|Description|Acceptance Criteria|State",
        "a; b c|d", "Shop\\Web Team", "Shop\\Release 1\\Sprint 4", html,
        "<ul><li>First</li><li>Second</li></ul>", "Closed",
    )  # fmt: skip
    assert "team: web-team\n" in text and "labels: [a, b c, d]" in text
    assert 'iterations: ["Release 1 / Sprint 4"]' in text
    assert "Say **yes**" in text and "- two <3" in text
    assert "## Acceptance criteria\n\n- [x] First\n- [x] Second" in text
    assert "evil" not in text and any("evil()" in left.reason for left in imported.report.left)
    assert "IMP115" in codes(imported)


def test_a_tree_by_titles_may_skip_levels() -> None:
    rows = [
        ["ID", "Work Item Type", "Title 1", "Title 2", "Title 4"],
        ["1", "Epic", "Top", "", ""],
        ["2", "Feature", "", "Middle", ""],
        ["3", "Task", "", "", "Deep"],
        ["4", "Feature", "", "Other", ""],
    ]
    imported = azure(rows)
    assert "parent: AB-1\n" in item(imported, "AB-2") and "parent: AB-2\n" in item(imported, "AB-3")
    assert "parent: AB-1\n" in item(imported, "AB-4") and "title: Deep" in item(imported, "AB-3")
    assert "type: initiative\n" in item(imported, "AB-1") and "type: epic\n" in item(imported, "AB-2")


def test_an_epic_stays_one_where_there_are_no_features() -> None:
    assert "type: epic\n" in one("Work Item Type", "Epic")[0]


@pytest.mark.parametrize(("text", "day"), [
    ("7.6.2025 14:59:28", "2025-06-07"),
    ("12/24/2025 11:53:24 AM", "2025-12-24"),
    ("2025-06-07T14:59:28.123Z", "2025-06-07"),
    ("24/12/2025", "2025-12-24"),
])  # fmt: skip
def test_dates_of_the_users_locale(text: str, day: str) -> None:
    assert f"due: {day}\n" in one("Target Date", text)[0]


def test_links() -> None:
    rows = [
        ["ID", "Title", "Predecessor", "Successor", "Related"],
        ["1", "A", "", "AB#2", ""],
        ["2", "B", "", "", "1; 9"],
    ]
    imported = azure(rows)
    assert "depends_on: [AB-1]\nrelates_to: [AB-1]" in item(imported, "AB-2")
    assert "- Related: 1; 9 (9 is not in this export)" in item(imported, "AB-2")


def test_json_with_identities_nulls_and_other_relations() -> None:
    entry = {
        "id": 5,
        "fields": {
            "System.Title": "T", "System.State": "New", "System.Tags": None, "System.Watermark": 12,
            "System.AssignedTo": {"displayName": "Ana Gil", "uniqueName": "ana@acme.example"},
        },
        "relations": [{"rel": "Hyperlink", "url": "https://x.example/y", "attributes": {"comment": "see"}}, None],
    }  # fmt: skip
    imported = azure(Source("items.json", json.dumps({"count": 9, "value": [entry, {"junk": 1}, None]}).encode()))
    text = item(imported, "AB-5-t")
    assert "owner: ana-gil\n" in text and "- System.Watermark: 12" in text
    assert "- Link (Hyperlink): https://x.example/y" in text


def test_iterations_give_sprints_their_dates() -> None:
    tree = {
        "name": "Shop", "structureType": "iteration", "children": [
            {"name": "Sprint 1", "structureType": "iteration",
             "attributes": {"startDate": "2026-01-05T00:00:00Z", "finishDate": "2026-01-16T00:00:00Z"}},
        ],
    }  # fmt: skip
    items = as_csv([["ID", "Title", "Iteration Path"], ["1", "A", "Shop\\Sprint 1"], ["2", "B", "Shop"]])
    imported = importers()["azure"].read([items, Source("tree.json", json.dumps(tree).encode())], Options())
    assert "sprint: sprint-1\n" in item(imported, "AB-1") and "sprint" not in item(imported, "AB-2")
    assert "start: 2026-01-05\nend: 2026-01-16\n" in imported.files["sprints/sprint-1.md"]


@pytest.mark.parametrize("data", ['{"value": []}', "[1, 2]", '{"a":', "[" * 100_000, '{"value": 3}'])
def test_json_that_is_no_export(data: str) -> None:
    imported = azure(Source("x.json", data.encode()))
    assert imported.files == {} and codes(imported) == ["IMP101"]


@pytest.mark.filterwarnings("error")
def test_test_steps_become_a_list() -> None:
    steps = (
        '<steps id="0"><step id="2"><parameterizedString isformatted="true">'
        "&lt;p&gt;Open &lt;b&gt;it&lt;/b&gt;&lt;/p&gt;"
        "</parameterizedString><parameterizedString>It opens</parameterizedString></step></steps>"
    )
    one("Steps|Description", f'<?xml version="1.0"?>{steps}', "<?xml version='1.0'?><p>a</p>")
    assert "## Test steps\n\n1. Open **it** — expected: It opens" in one("Steps|Work Item Type", steps, "Test Case")[0]
