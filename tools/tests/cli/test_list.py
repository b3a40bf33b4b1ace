"""`backlogue list`: what it prints in each format, what it says of wrong queries and broken files, how it leaves."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from backlogue.base import discover
from backlogue.cli import group
from backlogue.cli.list_ import FORMATS
from backlogue.render.terminal import width

FILES = {
    "backlogue.yaml": "teams: {app: {members: {ann: backend}}}\nfields: {cost: {type: text}}\n"
    'views: {stuck: "blocked order by id desc", bad: "statu = x"}\n',
    "backlog/APP-10-a.md": "---\nid: APP-10\ntype: story\ntitle: Tenth\nstatus: todo\npriority: high\n---\n",
    "backlog/APP-2-b.md": "---\nid: APP-2\ntype: story\ntitle: Second 東京の予定\nstatus: ready\n"
    "priority: high\nteam: app\nowner: ann\npoints: 3\nlabels: [x, y]\ndepends_on: [APP-10]\n---\n",
    "backlog/APP-3-c.md": "---\nid: APP-3\ntype: bug\ntitle: \"=cmd|'/c calc'!A1\"\nstatus: todo\nrank: a\n"
    "cost: '-1+2'\n---\n",
    "backlog/APP-4-d.md": '---\nid: APP-4\ntype: bug\ntitle: "\\e[31mred\\u202Eder\\u009b"\n'
    "status: done\npoints: 2.5\n---\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COLUMNS", raising=False)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    words = ["list", *arguments, "--today", "2026-11-23"]
    return CliRunner().invoke(group, words, catch_exceptions=False, standalone_mode=False)


def ids(*arguments: str) -> list[str]:
    return run(*arguments, "--format", "ids").stdout.split()


def test_the_formats_are_the_files() -> None:
    assert sorted(FORMATS) == sorted(plug.value.name for plug in discover("backlogue.render.lists", "FORMAT"))


def test_open_items_in_backlog_order_are_the_default(project: Path) -> None:
    assert ids() == ["APP-3", "APP-2", "APP-10"]


def test_an_empty_query_asks_for_everything(project: Path) -> None:
    assert ids("") == ["APP-3", "APP-2", "APP-10", "APP-4"]


def test_table(project: Path) -> None:
    result = run("team = app or type = bug")
    assert result.return_value == 0
    assert result.stdout.splitlines() == [
        "ID     TYPE   STATUS          PRIORITY  SIZE  TEAM  OWNER  SPRINT  TITLE",
        "APP-3  bug    todo                                                 =cmd|'/c calc'!A1",
        "APP-2  story  ready, blocked  high         3  app   ann            Second 東京の予定",
        "APP-4  bug    done                       2.5                       �[31mred�der�",
        "",
        "3 items, 5.5 points",
    ]
    assert result.stderr == ""


@pytest.mark.parametrize("columns", [20, 40, 60, 79, 80, 120])
def test_the_table_fits_the_terminal(project: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("").stdout.splitlines()
    assert max(map(width, lines)) <= columns
    assert all(name in "\n".join(lines) for name in ("APP-2", "APP-3", "APP-4", "APP-10"))
    many = run("", "--columns", "id,path,body,title,status,labels,depends_on,cost").stdout.splitlines()
    assert max(map(width, many)) <= max(columns, 52)


def test_grouping(project: Path) -> None:
    headings = [line for line in run("", "--group", "label").stdout.splitlines() if line.endswith(")")]
    assert headings == ["x (1)", "y (1)", "no label (3)"]
    by_query = run("team is set group by owner").stdout.splitlines()
    assert by_query[0] == "ann (1)"
    assert "\x1b" in run("", "--group", "label", "--color", "always").stdout


def test_limit_says_how_many_there_are(project: Path) -> None:
    assert run("", "--limit", "1").stdout.splitlines()[-1] == "1 of 4 items"
    assert ids("", "--limit", "2") == ["APP-3", "APP-2"]


def test_csv_runs_nothing_in_a_spreadsheet(project: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("", "--format", "csv").stdout)))
    assert [row["title"] for row in rows] == ["'=cmd|'/c calc'!A1", "Second 東京の予定", "Tenth", "�[31mred�der�"]
    assert rows[0]["cost"] == "'-1+2"
    assert rows[1]["labels"] == "x, y"
    assert rows[1]["size"] == "3"
    grouped = list(csv.reader(io.StringIO(run("", "--format", "csv", "--group", "label", "--columns", "id").stdout)))
    assert grouped[:3] == [["group by label", "id"], ["x", "APP-2"], ["y", "APP-2"]]


def test_json(project: Path) -> None:
    written = json.loads(run("team = app", "--format", "json", "--columns", "id,size,labels,due").stdout)
    assert written == {
        "version": 1,
        "query": "team = app",
        "today": "2026-11-23",
        "items": [{"id": "APP-2", "size": 3, "labels": ["x", "y"], "due": None}],
        "groups": None,
        "summary": {"matched": 1, "shown": 1, "points": 3, "unread": []},
    }
    grouped = json.loads(run("", "--format", "json", "--group", "label").stdout)
    assert grouped["groups"] == {
        "field": "label",
        "groups": [
            {"name": "x", "items": ["APP-2"]},
            {"name": "y", "items": ["APP-2"]},
            {"name": None, "items": ["APP-3", "APP-10", "APP-4"]},
        ],
    }
    assert len(grouped["items"]) == 4
    assert {"cost", "blocked_by", "path", "category"} <= set(grouped["items"][0])


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_a_file_steer_the_terminal(project: Path, form: str) -> None:
    shown = run("id = APP-4", "--format", form).stdout
    assert not set(shown) & {"\x1b", "\u202e", "\u009b"}


def test_nor_do_the_words_about_wrong_arguments(project: Path) -> None:
    command = [sys.executable, "-m", "backlogue", "list", "--owner", "an\u202en"]
    said = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.splitlines()[-1] == (
        "Error: Fields are no options; ask for them in a query: backlogue list \"owner = 'an\ufffdn'\""
    )


def test_views(project: Path) -> None:
    assert ids("--view", "stuck") == ["APP-2"]
    for words, part in (
        (("--view", "stuk"), "Did you mean stuck?"),
        (("open", "--view", "stuck"), "not both"),
        (("--columns", "id,tilte"), "did you mean title?"),
        (("--columns", ","), "one field"),
        (("--group", "taem"), "did you mean team?"),
        (("--group", "wsjf"), "wsjf.score"),
    ):
        result = CliRunner().invoke(group, ["list", *words])
        assert result.exit_code == 2
        assert part in " ".join(result.stderr.split())


def test_a_wrong_query_is_shown_with_a_caret(project: Path) -> None:
    result = run("open and\n  statu = 東京")
    assert result.return_value == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "error: query:2:3: no item has a field statu",
        "    statu = 東京",
        "    ^^^^^ did you mean status?",
    ]
    wide = run("title = '東京' && open")
    assert wide.stderr.splitlines()[1:] == ["  title = '東京' && open", "                 ^^ write and"]
    view = run("--view", "bad")
    assert view.return_value == 2
    assert view.stderr.startswith("error: view bad:1:1: ")


def test_nothing_found_is_no_failure_and_says_what_is_doubtful(project: Path) -> None:
    result = run("status = doen")
    assert result.return_value == 0
    assert result.stdout == "no item matches\n"
    assert result.stderr.splitlines() == [
        "note: query:1:10: no status is called doen",
        "  status = doen",
        "           ^^^^ did you mean done?",
    ]
    assert run("status = done and owner is set").stderr == ""


def test_broken_files_are_not_missing_in_silence(project: Path) -> None:
    (project / "backlog" / "APP-5-broken.md").write_text("---\nid: APP-5\ntitle: [\n---\n")
    result = run("open", "--format", "json")
    assert result.return_value == 0
    assert result.stderr == "1 file could not be read and may be missing here: run backlogue check\n"
    assert json.loads(result.stdout)["summary"]["unread"] == ["backlog/APP-5-broken.md"]
    (project / "backlogue.yaml").write_text("name: [")
    again = run("cost = x")
    assert again.return_value == 0
    assert again.stderr.startswith("3 files could not be read")


def test_an_id_written_twice_is_listed_twice(project: Path) -> None:
    (project / "backlog" / "APP-2-again.md").write_text("---\nid: APP-2\ntype: bug\ntitle: Again\nstatus: todo\n---\n")
    assert run("id = APP-2").stdout.count("APP-2") == 2
    assert len(json.loads(run("id = APP-2", "--format", "json").stdout)["items"]) == 2


def test_a_locale_without_our_letters_is_no_fault_of_ours(project: Path) -> None:
    command = [sys.executable, "-m", "backlogue", "list", "id = APP-2", "--columns", "title", "--format", "csv"]
    ran = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ran.stdout.decode().splitlines() == ["title", "Second 東京の予定"]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["--team", "app"], '"team = app"'),
        (["--team=app", "--type", "story", "--blocked", "--limit", "3"], '"team = app and type = story and blocked"'),
        (["--depends-on", "APP-10"], '"depends_on = APP-10"'),
        (["--title", "Second 東京の予定"], "\"title = 'Second 東京の予定'\""),
        (["--owner", "--group", "type"], '"owner is set"'),
        (["team", "=", "app"], '"team = app"'),
        (["blocked", "team = app"], '"blocked and team = app"'),
        (["team", "=", '"app"'], "'team = \"app\"'"),
    ],
)
def test_what_was_meant_as_a_query_is_written_as_one(project: Path, words: list[str], query: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        run(*words)
    assert refused.value.format_message().rpartition("list ")[2] == query
    assert ids(shlex.split(query)[0]) == ["APP-2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--staus", "ready"], "No such option '--staus'"),
        (["--due", "never"], "No such option '--due'"),
        (["--title", "O'Neil"], "No such option '--title'"),
        (["open", "x y"], "Nothing takes the argument x y."),
    ],
)
def test_no_query_is_suggested_that_is_none(project: Path, words: list[str], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        run(*words)


@pytest.mark.parametrize("command", [("evidence", "collect"), ("evidence", "verify"), ("experiment", "ledger")])
def test_every_command_with_a_query_says_so(project: Path, command: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError) as refused:
        CliRunner().invoke(group, [*command, "--team", "app"], catch_exceptions=False, standalone_mode=False)
    assert refused.value.format_message().endswith(f'{" ".join(command)} "team = app"')
