"""Dates, tables, YAML text and handles by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlogue.base.slug import slug
from backlogue.exchange.dates import Reader, infer
from backlogue.exchange.people import People, Person, read_person
from backlogue.exchange.table import letters, read_table
from backlogue.exchange.yamltext import block
from backlogue.parse import read_yaml


@pytest.mark.parametrize(("text", "moment"), [
    ("22/Sep/25 9:26 AM", "2025-09-22 09:26"),
    ("22/Sep/25 12:00 AM", "2025-09-22"),
    ("22/Sep/25 12:30 PM", "2025-09-22 12:30"),
    ("22/sept/25 9:26 AM", "2025-09-22 09:26"),
    ("05/ene/26 9:30 p. m.", "2026-01-05 21:30"),
    ("05/ene/26 9:30 p.m.", "2026-01-05 21:30"),
    ("3. März 2026", "2026-03-03"),
    ("03/mrt/26 14:05", "2026-03-03 14:05"),
    ("15/août/25", "2025-08-15"),
    ("7.6.2025 14:59:28", "2025-06-07 14:59"),
    ("2026-04-05T02:30:02.509+0300", "2026-04-05 02:30 +0300"),
    ("2026-04-05", "2026-04-05"),
    ("2026年4月5日 10:00", "2026-04-05 10:00"),
    ("31/Feb/26", None),
    ("05/06/2026", None),
    ("soon", None),
    ("", None),
])  # fmt: skip
def test_dates(text: str, moment: str | None) -> None:
    found = Reader(None).read(text)
    assert (str(found) if found else None) == moment


def test_no_break_spaces_before_am() -> None:
    found = Reader("month-first").read("12/24/2025, 11:53:24\u202fPM")
    assert str(found) == "2025-12-24 23:53"


@pytest.mark.parametrize(("texts", "order", "problem"), [
    (["1/2/2026", "13/2/2026"], "day-first", None),
    (["1/2/2026", "2/13/2026"], "month-first", None),
    (["1/2/2026"], None, "ambiguous"),
    (["13/2/2026", "2/13/2026"], None, "contradictory"),
    (["22/Sep/25", "1.2.2026", "2026-01-01"], "day-first", None),
])  # fmt: skip
def test_the_order_of_day_and_month_is_judged_over_all(
    texts: list[str], order: str | None, problem: str | None
) -> None:
    assert infer(texts) == (order, problem)


def test_places_of_cells_behind_cells_of_many_lines() -> None:
    table = read_table("x.csv", 'a,b\n"one\ntwo",x\nthree,"y"\n')
    assert [(cell.text, cell.row, cell.line, cell.column) for row in table.rows for cell in row] == [
        ("one\ntwo", 2, 2, 1),
        ("x", 2, 3, 6),
        ("three", 3, 4, 1),
        ("y", 3, 4, 7),
    ]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=3, max_size=3), max_size=5))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    written = "h,i,j\n" + "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    table = read_table("x.csv", written)
    assert [cell.text for row in table.rows for cell in row] == [cell for row in rows for cell in row if cell.strip()]


def test_column_letters() -> None:
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


VALUES = st.recursive(
    st.text() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(0, 1e6, allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), VALUES, min_size=1, max_size=4))
def test_yaml_reads_back_as_it_was(values: dict[str, object]) -> None:
    text = "\n".join(block(values)) + "\n"  # type: ignore[arg-type]
    record = read_yaml("x.yaml", text.encode("utf-8", "surrogatepass")).record if _encodable(text) else None
    if _encodable(text):
        assert record is not None and record.values == values, text


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


@pytest.mark.parametrize(
    "word", ["no", "On", "null", "~", "1_000", "12:30", "2026-01-01", "0x1F", "1e3", ".5", "- a", "a: b", "a #b"]
)
def test_words_that_some_yaml_reads_otherwise_are_quoted(word: str) -> None:
    assert block({"key": word}) == [f'key: "{word}"']


def test_slugs() -> None:
    assert slug("Größe & Łódź's Ærø") == "grosse-lodzs-aero"
    assert slug("日本") == ""
    assert slug("word " * 30) == "word-" * 9 + "word"


def test_handles_stay_and_differ() -> None:
    people = People({"bob@x.example": "robert"})
    assert people.handle(read_person("Ana Gil <ana@x.example>")) == "ana-gil"
    assert people.handle(read_person("ANA  Gil <Ana@x.example>")) == "ana-gil"
    assert people.handle(read_person("Ana Gil <ana@y.example>")) == "ana-gil-2"
    assert people.handle(read_person("Bob <bob@x.example>")) == "robert"
    assert people.handle(Person("山田", "yamada@x.example")) == "yamada"
    assert people.handle(Person("山田")) == "someone"
