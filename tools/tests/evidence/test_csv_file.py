"""Values of CSV files by column and row."""

from typing import Any

import pytest
from evidence.asked import Project

TABLE = """model,split,recall,note
champion,train,0.91,
champion,test,0.83,"fine, so far"
challenger,test,nan,
broken,test,inf,
german,test,"0,83",
empty,test,,
NA,test,N/A,
"""


@pytest.fixture
def table(project: Project) -> Project:
    project.write(results_csv=TABLE)
    return project


@pytest.mark.parametrize(
    ("where", "column", "value", "kind"),
    [
        ({"model": "champion", "split": "test"}, "recall", 0.83, "finite"),
        ({"model": "champion", "split": "test"}, "note", "fine, so far", "text"),
        ({"model": "challenger"}, "recall", None, "nan"),
        ({"model": "broken"}, "recall", None, "infinite"),
        ({"model": "german"}, "recall", "0,83", "text"),
        ({"recall": 0.91}, "model", "champion", "text"),
    ],
)
def test_value(table: Project, where: dict[str, Any], column: str, value: object, kind: str) -> None:
    told = table.ask(csv="results.csv", column=column, where=where)
    assert (told.reason, told.value, told.kind) == ("ok", value, kind)


@pytest.mark.parametrize(
    ("options", "reason", "words"),
    [
        ({"column": "recal", "where": {"model": "champion"}}, "metric-missing", "did you mean recall?"),
        ({"column": "recall", "where": {"modle": "x"}}, "metric-missing", "did you mean model?"),
        ({"column": "recall", "where": {"model": "none"}}, "metric-missing", "no row has model = none"),
        ({"column": "recall", "where": {"split": "test"}}, "bad-reference", "6 rows fit"),
        ({"column": "recall"}, "bad-reference", "7 rows fit"),
        ({"column": "recall", "where": {"model": "empty"}}, "metric-missing", "recall is empty"),
        ({"column": "recall", "where": {"model": "NA"}}, "metric-missing", "recall is empty"),
        ({"where": {"model": "champion"}}, "bad-reference", "column must say"),
        ({"column": "recall", "where": "model=champion"}, "bad-reference", "where must be"),
        ({"column": "recall", "delimiter": ";;"}, "bad-reference", "one character"),
        ({"column": "recall", "row": "middle"}, "bad-reference", "one of only, first, last"),
    ],
)
def test_faults(table: Project, options: dict[str, Any], reason: str, words: str) -> None:
    told = table.ask(csv="results.csv", **options)
    assert told.reason == reason
    assert words in told.detail


def test_first_and_last(table: Project) -> None:
    assert table.ask(csv="results.csv", column="recall", row="first").value == 0.91
    assert table.ask(csv="results.csv", column="split", row="last").value == "test"


def test_delimiters_marks_and_short_rows(project: Project) -> None:
    project.put("results.tsv", "name\tvalue\n\none\t1\n")
    assert project.ask(csv="results.tsv", column="value").value == 1
    project.put("results.csv", b"\xef\xbb\xbfname;value\r\none;2\r\ntwo\r\n")
    assert project.ask(csv="results.csv", column="value", delimiter=";", where={"name": "one"}).value == 2
    told = project.ask(csv="results.csv", column="value", delimiter=";", where={"name": "two"})
    assert told.reason == "metric-missing"


def test_files_without_rows(project: Project) -> None:
    project.write(empty_csv="", head_csv="a,b\n", twice_csv="a,a\n1,2\n", wide_csv='a\n"' + "x" * 200_000 + '"\n')
    assert project.ask(csv="empty.csv", column="a").reason == "metric-missing"
    assert project.ask(csv="head.csv", column="a").detail == "there are no rows below the header"
    assert project.ask(csv="twice.csv", column="a").detail == "2 columns are called a"
    assert project.ask(csv="wide.csv", column="a").reason == "unparseable"
