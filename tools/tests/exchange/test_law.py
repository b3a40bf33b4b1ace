"""The law of imports on made-up exports: whatever a cell holds, it is in the files or in the report."""

from collections.abc import Iterator

from exchange.exports import as_csv, azure, item, jira
from exchange.lost import csv_cells, lost
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backlogue.base import Severity
from backlogue.exchange import Source
from backlogue.parse import read_record, read_yaml

JIRA = (
    "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Resolution", "Assignee", "Assignee Id",
    "Created", "Due date", "Labels", "Labels", "Description", "Sprint", "Sprint", "Custom field (Story Points)",
    "Custom field (Story point estimate)", "Custom field (Anything)", "Comment", "Comment", "Log Work", "Attachment",
    "Inward issue link (Blocks)", "Outward issue link (Relates)", "Parent", "Parent key", "Status Category",
    "Original estimate", "Custom field (Rank)", "Etwas ganz anderes",
)  # fmt: skip
AZURE = (
    "ID", "Work Item Type", "Title", "Assigned To", "State", "Tags", "Area Path", "Iteration Path", "Description",
    "Acceptance Criteria", "Effort", "Due Date", "Parent", "Custom.Thing",
)  # fmt: skip

# No control characters and no lone surrogates: neither tool lets them in. What looks like one piece of
# markup is taken out by the tests of markup, which look at the output; here words have to survive.
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))
_LINE = st.text(_LETTERS, max_size=30)
_TEXT = st.one_of(
    _LINE,
    st.lists(_LINE, max_size=5).map("\n".join),
    st.sampled_from(
        (
            "=1+1", "+49 30 123", "@here", "-", "- a\n- b", "# one\n# two", "||h||\n|c|", "{code}x{code}",
            "{quote}a\nb{quote}",
            "*bold* _it_ -gone- +u+ ^s^ ~t~ ??c?? {{m}}", "```", "---", "<!-- hidden",
            "<script>alert(1)</script>", "&lt;b&gt;",
            "22/Sep/25 9:26 AM", "3.0", "TES-1", "a; b; c", "null", "no", "2026-01-01", "1_000", "x: y # z",
            "<<<<<<< HEAD",
            '"quoted"', "'single'", "back\\slash", "[a|b|c]", "[label|https://x.example/y]", "!image.png!",
            "|", "!", "{", "ｆｕｌｌ",
        )
    ),
)  # fmt: skip


def _rows(headings: tuple[str, ...], key: int, first: str) -> st.SearchStrategy[list[list[str]]]:
    row = st.tuples(*(st.just("") if at == key else _TEXT for at in range(len(headings)))).map(list)
    return st.lists(row, min_size=1, max_size=4).map(
        lambda rows: [
            list(headings),
            *([*row[:key], f"{first}{number}", *row[key + 1 :]] for number, row in enumerate(rows, start=1)),
        ]
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_rows(JIRA, 1, "TES-"))
def test_jira_loses_nothing(rows: list[list[str]]) -> None:
    _obeyed(as_csv(rows), "Issue key", "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_rows(AZURE, 0, ""))
def test_azure_loses_nothing(rows: list[list[str]]) -> None:
    _obeyed(as_csv(rows), "ID", "AB-")


def _obeyed(source: Source, key: str, prefix: str) -> None:
    imported = azure(source) if prefix else jira(source)
    assert imported == (azure(source) if prefix else jira(source))
    assert not [finding for finding in imported.findings if finding.severity is Severity.ERROR], imported.findings
    _readable(imported.files)
    assert lost(imported, csv_cells(source.data, key, prefix)) == []


def _readable(files: object) -> None:
    """Every file is one that the engine reads: front matter of YAML, with the keys as written."""
    assert isinstance(files, dict)
    for path, text in files.items():
        if path.endswith(".md"):
            reading = read_record(path, text.encode())
            assert reading.record is not None, (reading.findings, text)
            assert (
                reading.record.values["id"]
                == path.rsplit("/", 1)[-1].removesuffix(".md").split("-", 2)[0]
                + "-"
                + (path.rsplit("/", 1)[-1].removesuffix(".md").split("-")[1])
            )
        else:
            assert read_yaml(path, text.encode()).record is not None, text


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
@example(b'Summary,Issue key\n"open,TES-1\n')
@example("Summary,Issue key\nüber,TES-1\n".encode("utf-16"))
@example(b"\xff\xfe\x00")
def test_any_bytes_give_findings_and_never_an_exception(data: bytes) -> None:
    source = Source("export.csv", data)
    for imported in (jira(source), azure(source)):
        assert imported.files or imported.findings


def test_the_law_can_be_broken() -> None:
    rows = [["Summary", "Issue key", "Custom field (Secret)"], ["A title", "TES-1", "Zanzibar"]]
    source = as_csv(rows)
    imported = jira(source)
    assert "Zanzibar" in item(imported, "TES-1")
    path = next(path for path in imported.files if path.startswith("backlog/"))
    broken = imported._replace(files={path: imported.files[path].replace("Zanzibar", "")})
    assert lost(broken, _cells(source)) == ["row 2, Custom field (Secret): ['zanzibar'] of 'Zanzibar'"]


def _cells(source: Source) -> Iterator[tuple[str, int, str, str]]:
    return csv_cells(source.data, "Issue key")
