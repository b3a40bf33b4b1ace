"""`backlogue new`: a free id, the right name, a file that the check takes; and `backlogue explain`."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlogue.base import Severity
from backlogue.base.slug import slug
from backlogue.checks import catalogue
from backlogue.cli.explain import COMMAND as EXPLAIN
from backlogue.cli.new import COMMAND
from backlogue.edit.ids import next_id, period_id
from backlogue.edit.period import next_increment, quarter
from backlogue.model.item import ITEM_TYPES
from backlogue.pipeline import compile_project
from backlogue.world.files import Folder

CONFIG = """\
teams:
  churn: {prefix: CHURN, members: {alice: ux, bob: ux, eve: ux}}
  growth: {prefix: GROW, members: {carl: ux, dora: ux, emil: ux}}
types: {dataset: {like: story}}
fields: {cost_centre: {type: text, for: [epic], required_for: [epic]}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "backlogue.yaml").write_text(CONFIG, "utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    options = ["--project", str(root), "--today", "2026-07-06"]
    return CliRunner().invoke(COMMAND, [*arguments, *options], standalone_mode=False)


def errors(root: Path) -> list[str]:
    found = compile_project(Folder(root), lambda _zone: date(2026, 7, 6)).diagnostics
    return [f"{one.code} {one.message}" for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("kind", [*ITEM_TYPES, "dataset"])
def test_every_type_gives_a_file_that_the_check_takes(root: Path, kind: str) -> None:
    words = ["cost_centre=CC-1"] if kind == "epic" else []
    result = run(root, kind, "--title", "Größer, als: gedacht!", "--team", "churn", "owner=alice", *words)
    assert result.exception is None
    assert result.return_value == 0, result.output
    assert result.stdout.splitlines()[0] == "backlog/churn/CHURN-1-grosser-als-gedacht.md"
    text = (root / "backlog/churn/CHURN-1-grosser-als-gedacht.md").read_text("utf-8")
    assert text.startswith(
        f'---\nid: CHURN-1\ntype: {kind}\ntitle: "Größer, als: gedacht!"\nstatus: todo\nteam: churn\nowner: alice\n'
    )
    assert errors(root) == []


def test_a_sprint_and_an_increment_follow_the_last_ones(root: Path) -> None:
    assert run(root, "increment", "--title", "Together").stdout == "sprints/2026-q4.md\n"
    for expected in ("churn-2026-07", "churn-2026-07b"):
        result = run(root, "sprint", "--team", "churn", "--title", "A goal")
        assert result.stdout == f"sprints/churn/{expected}.md\n", result.output
    assert "start: 2026-07-20\nend: 2026-07-31\n" in (root / "sprints/churn/churn-2026-07b.md").read_text("utf-8")
    assert errors(root) == []


@pytest.mark.parametrize(
    ("last", "start", "end", "name"),
    [
        (None, date(2026, 10, 1), date(2026, 12, 31), "2026-q4"),
        (date(2026, 12, 18), date(2026, 12, 21), date(2027, 3, 31), "2027-q1"),
        (date(2026, 9, 30), date(2026, 10, 5), date(2026, 12, 31), "2026-q4"),
    ],
)
def test_an_increment_fills_a_quarter(last: date | None, start: date, end: date, name: str) -> None:
    found = next_increment((date(2026, 1, 1), last) if last else None, date(2026, 7, 6))
    assert found == (start, end)
    assert quarter(*found) == name


def test_ids_count_on_also_behind_a_file_that_cannot_be_read(root: Path) -> None:
    (root / "backlog").mkdir()
    (root / "backlog" / "CHURN-7-broken.md").write_text("---\nid: CHURN-7\ntitle: [\n", "utf-8")
    assert run(root, "story", "--title", "x", "--team", "churn").stdout.startswith("backlog/churn/CHURN-8-x.md")


def test_random_ids_when_the_project_asks_for_them(root: Path) -> None:
    (root / "backlogue.yaml").write_text(CONFIG + "ids: {style: random}\n", "utf-8")
    found = json.loads(run(root, "story", "--title", "x", "--team", "churn", "--format", "json").stdout)
    assert len(found["id"]) == len("CHURN-7f3k")
    assert not found["id"].removeprefix("CHURN-").isdecimal()
    assert (root / found["path"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["epic", "--title", "x", "--team", "churn"], "cost_centre is missing"),
        (["story", "--title", "x", "--team", "churn", "points=five"], "points should be a number"),
        (["story", "--title", "x", "--team", "churn", "tem=a"], "did you mean team?"),
        (["story", "--title", "x", "--team", "churn", "id=../../x"], "id should be"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_written(root: Path, arguments: list[str], told: str) -> None:
    result = run(root, *arguments)
    assert result.exception is None
    assert result.return_value == 1
    assert told in result.output
    assert not list(root.glob("backlog/**/*.md"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stroy", "--title", "x"], "Did you mean story?"),
        (["story", "--title", "x", "--team", "chrun"], "Did you mean churn?"),
        (["story", "--title", "x"], "Give --team. One of churn, growth."),
        (["story", "--team", "churn"], "--title"),
    ],
)
def test_wrong_arguments_exit_with_2(root: Path, arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(COMMAND, [*arguments, "--project", str(root)])
    assert result.exit_code == 2
    assert told in result.output


def test_nothing_is_overwritten(root: Path) -> None:
    path = root / "backlog" / "churn" / "CHURN-5-x.md"
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    result = run(root, "story", "--title", "x", "--team", "churn", "id=CHURN-5")
    assert result.return_value == 1
    assert path.read_text("utf-8") == "mine"


def test_slugs_are_ascii_bounded_and_cut_between_words() -> None:
    assert slug("Łódź & Århus: straße’s end") == "lodz-arhus-strasses-end"
    assert slug("日本") == ""
    assert slug("word " * 40) == "-".join(["word"] * 10)
    assert len(slug("x" * 300)) == 50


def test_ids() -> None:
    assert next_id("A", ["A-9", "A-10", "AB-50", "A-7f3k"]) == "A-11"
    draws = iter("2222" + "2a22" + "2b22")
    assert next_id("A", ["A-2a22"], lambda _signs: next(draws)) == "A-2b22"
    assert period_id("c-2026-07", ["c-2026-07a", "c-2026-07b"]) == "c-2026-07c"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_explain_knows_every_rule_and_lists_them(form: str) -> None:
    runner = CliRunner()
    listed = runner.invoke(EXPLAIN, ["--format", form]).output
    for code, plug in catalogue().items():
        assert code in listed
        shown = runner.invoke(EXPLAIN, [code.lower(), "--format", form]).output
        assert plug.value.name in shown
        assert "Why: " in shown
        assert "Mend: " in shown
        assert runner.invoke(EXPLAIN, [plug.value.name, "--format", form]).output == shown


def test_explain_suggests_the_nearest_rule() -> None:
    result = CliRunner().invoke(EXPLAIN, ["PLN1O1"])
    assert (result.exit_code, "Did you mean PLN101?" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("Serve the score",), '"Serve the score"'),
        (("Serve", "the", "owner=alice", "score"), '"Serve the score"'),
        (('Costs "$5"',), "'Costs \"$5\"'"),
    ],
)
def test_a_title_without_its_option_is_answered_with_it(root: Path, words: tuple[str, ...], title: str) -> None:
    result = run(root, "story", *words, "--team", "churn")
    assert str(result.exception) == f"{words[0]!r} is no KEY=VALUE. The title is an option: --title {title}"
    assert not (root / "backlog").exists()
    assert run(root, "story", "--title", shlex.split(title)[0], "--team", "churn").exception is None


def test_a_word_beside_a_title_is_no_change(root: Path) -> None:
    result = run(root, "story", "--title", "Serve", "owner", "--team", "churn")
    assert str(result.exception) == "'owner' is no change; write key=value, key+=value or key-=value"
