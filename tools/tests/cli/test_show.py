"""`backlogue show`: one item in each format, its kin and findings; wrong ids and broken files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backlogue.base import discover
from backlogue.cli import group
from backlogue.cli.show import FORMATS

FILES = {
    "backlogue.yaml": "teams: {app: {members: {ann: backend}}}\n",
    "backlog/APP-1-a.md": "---\nid: APP-1\ntype: epic\ntitle: All of it\nstatus: in-progress\n---\n",
    "backlog/APP-2-b.md": "---\nid: APP-2\ntype: story\ntitle: Serve | the <b>score</b>\nstatus: in-progress\n"
    "parent: APP-1\nteam: app\nowner: ann\nsprint: s1\nestimate: {backend: 3, ux: 2}\nlabels: [x, y]\n"
    "depends_on: [APP-10, APP-3, APP-99, APP-6]\ndue: 2026-12-01\n---\n# Why\r\n\r\nBecause \x1b[31mso\n",
    "backlog/APP-3-c.md": "---\nid: APP-3\ntype: bug\ntitle: Third\nstatus: done\ndepends_on: [APP-2]\n---\n",
    "backlog/APP-10-d.md": "---\nid: APP-10\ntype: task\ntitle: Tenth\nstatus: todo\nparent: APP-2\n---\n",
    "backlog/APP-6-e.md": "---\nid: APP-6\ntitle: [\n---\n",
    "sprints/s1.md": "---\nid: s1\ntype: sprint\nteam: app\nstart: 2026-11-16\nend: 2026-11-27\ngoal: One score\n---\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["show", *arguments, "--today", "2026-11-23"])


def inner(*arguments: str) -> Result:
    """The same call as `main` makes it: the exit code is what the command returns."""
    return CliRunner().invoke(group, ["show", *arguments], standalone_mode=False)


def test_the_formats_are_the_files() -> None:
    assert sorted(FORMATS) == sorted(plug.value.name for plug in discover("backlogue.render.cards", "FORMAT"))


def test_text(project: Path) -> None:
    shown = run("app-2").stdout.splitlines()
    assert shown[:21] == [
        "APP-2  Serve | the <b>score</b>",
        "story, in-progress (doing)",
        "backlog/APP-2-b.md",
        "",
        "team      app",
        "owner     ann",
        "estimate  backend: 3, ux: 2",
        "labels    x, y",
        "due       2026-12-01",
        "sprint    s1, 2026-11-16 to 2026-11-27: One score",
        "size      5",
        "",
        "Part of",
        "  APP-1  All of it (in-progress)",
        "",
        "Children",
        "  APP-10  Tenth (todo)",
        "",
        "Waits for",
        "  APP-3   Third (done)",
        "  APP-6   (not among the files that could be read)",
    ]
    assert shown[21:23] == ["  APP-10  Tenth (todo)", "  APP-99  (not among the files that could be read)"]
    assert any("error PLN101 depends on APP-99" in line for line in shown)
    assert shown[-3:] == ["# Why", "", "Because �[31mso"]
    assert "\x1b[1m" in run("APP-2", "--color", "always").stdout


def test_json(project: Path) -> None:
    item = json.loads(run("APP-2", "--format", "json").stdout)["item"]
    assert item["size"] == 5
    assert item["fields"]["estimate"] == {"backend": 3, "ux": 2}
    assert item["children"] == [{"id": "APP-10", "title": "Tenth", "status": "todo", "open": True}]
    assert [one["id"] for one in item["needed_by"]] == ["APP-3"]
    assert [(one["id"], one["title"]) for one in item["waits_for"]] == [
        ("APP-3", "Third"),
        ("APP-6", None),
        ("APP-10", "Tenth"),
        ("APP-99", None),
    ]
    assert item["sprint"] == {"id": "s1", "start": "2026-11-16", "end": "2026-11-27", "goal": "One score"}
    assert "PLN101" in [one["code"] for one in item["findings"]]
    assert item["body"].endswith("Because \x1b[31mso")


def test_markdown(project: Path) -> None:
    lines = run("APP-2", "--format", "markdown").stdout.splitlines()
    assert lines[0] == r"# APP-2: Serve \| the \<b\>score\</b\>"
    assert "| owner | ann |" in lines
    assert "- APP-10: Tenth (todo)" in lines
    assert "# Why" in lines


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_lets_a_file_steer_the_terminal(project: Path, form: str) -> None:
    assert "\x1b" not in run("APP-2", "--format", form).stdout


@pytest.mark.parametrize(
    ("wanted", "code", "part"),
    [
        ("APP-22", 2, "did you mean APP-2?"),
        ("nothing", 2, "there is no item nothing"),
        ("APP-6", 1, "backlog/APP-6-e.md"),
        ("s1", 2, "in sprint s1"),
        ("\x1b[31m", 2, "there is no item"),
    ],
)
def test_what_cannot_be_shown(project: Path, wanted: str, code: int, part: str) -> None:
    result = run(wanted)
    assert code == (result.exit_code or inner(wanted).return_value)
    assert part in " ".join(result.stderr.split())
    assert "\x1b" not in result.stderr
    assert result.stdout == ""


def test_a_second_file_with_the_same_id_is_named(project: Path) -> None:
    (project / "backlog" / "APP-2-z.md").write_text("---\nid: APP-2\ntype: bug\ntitle: Again\nstatus: todo\n---\n")
    assert "backlog/APP-2-z.md" in run("APP-2").stderr
