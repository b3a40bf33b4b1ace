"""Any arguments: a command ends with findings or a usage message, never as a fault of ours."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_project import SMALL

from backlogue.cli import group, main

WORD_LIST = (
    "APP-1 APP-2 APP-99 app-2 s1 status owner type = != in ( ) and or not story is set empty blocked under waits for "
    "order by group today + - 3 2026-07-06 \" ' ~ < >= , with [x"
)
WORDS = st.sampled_from(WORD_LIST.split(" "))
# Words that would run a command which writes; the others are called with arguments above.
COMMANDS = frozenset(group.list_commands(click.Context(group)))
ODD = st.text(alphabet=st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), max_size=8)
QUERIES = st.lists(WORDS | ODD, max_size=7).map(" ".join) | ODD
IDS = (
    st.sampled_from(["APP-1", "APP-2", "APP-3", "s1", "app-1", "APP-999", "", "..", "/", "--", "-x", "APP-1\n", "*"])
    | ODD
)
KEYS = st.sampled_from(
    [
        "status",
        "owner",
        "labels",
        "points",
        "estimate.backend",
        "estimate",
        "depends_on",
        "parent",
        "title",
        "due",
        "id",
        "type",
        "with",
        "",
        ".",
        "a.b.c",
        "sprint",
    ]
)
VALUES = (
    st.sampled_from(
        [
            "done",
            "todo",
            "3",
            "-1",
            "nan",
            "1e999",
            "[",
            "[a, b]",
            "{a: 1}",
            "{",
            "'",
            "no",
            "2026-02-30",
            "APP-1",
            "[APP-1]",
            "x: y",
            "# c",
            "",
            "\t",
            "*a",
            "&a",
            "---",
            "<<<<<<< x",
            "\n",
        ]
    )
    | ODD
)
CHANGES = st.builds(
    lambda key, sign, value: f"{key}{sign}{value}", KEYS | ODD, st.sampled_from(["=", "+=", "-=", "", "=="]), VALUES
)
ARGUMENTS = st.one_of(
    QUERIES.map(lambda query: ["list", query]),
    st.builds(
        lambda query, form: ["list", query, "--format", form],
        QUERIES,
        st.sampled_from(["json", "csv", "ids", "table", "x"]),
    ),
    IDS.map(lambda one: ["show", one]),
    (IDS | st.sampled_from(["PLN101", "pln", "SHP", "PLN999"])).map(lambda one: ["explain", one]),
    st.builds(lambda one, changes: ["set", one, *changes, "--dry-run"], IDS, st.lists(CHANGES, max_size=3)),
    st.builds(lambda kind, changes: ["new", kind, *changes, "--dry-run"], WORDS | ODD, st.lists(CHANGES, max_size=3)),
    st.builds(lambda code: ["check", "--select", code], WORDS | ODD),
    st.builds(lambda day: ["check", "--today", day], VALUES),
    st.builds(lambda path: ["check", "--", path], VALUES),
    ODD.filter(lambda word: word not in COMMANDS).map(lambda word: [word]),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for path, text in SMALL.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def apart(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(root)
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(root.parent / "cache"))
    yield


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(arguments=ARGUMENTS)
def test_no_arguments_are_our_fault(arguments: list[str], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as end:
        patch.setattr(sys, "argv", ["backlogue", *arguments])
        main()
    said = capsys.readouterr()
    assert end.value.code in (0, 1, 2), (arguments, said.err)
    assert "Traceback" not in said.err
    assert end.value.code != 2 or said.err
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
