"""CODEOWNERS: the items of a query as lines, folders where they are whole, other people's lines untouched."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import GitFolder, item, make_repository

from backlogue.cli import group
from backlogue.render.codeowners import Share, write

OWNERS = """
owners:
  settings: {paths: [backlogue.yaml, schemas/], approve: ["@acme/leads"]}
  churn: {for: "label = churn", approve: ["@acme/churn", ann@acme.example]}
"""


def run(git: GitFolder, *arguments: str, inside: str = "") -> Result:
    return CliRunner().invoke(
        group, ["codeowners", *arguments, "--project", str(git.root / inside)], standalone_mode=False
    )


@pytest.fixture
def git(tmp_path: Path) -> GitFolder:
    made = make_repository(tmp_path / "project")
    made.commit(
        {
            "backlogue.yaml": OWNERS,
            "backlog/churn/A-1.md": item("A-1", labels="[churn]"),
            "backlog/churn/A-2 b.md": item("A-2", labels="[churn]"),
            "backlog/other/A-3 [x].md": item("A-3", labels="[churn]"),
            "backlog/other/A-4.md": item("A-4"),
        }
    )
    return made


def test_whole_folders_and_single_files(git: GitFolder) -> None:
    assert run(git).return_value == 0
    lines = (git.root / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert lines[1:-1] == [
        "# settings",
        "/backlogue.yaml @acme/leads",
        "/schemas/ @acme/leads",
        "# churn",
        "/backlog/churn/ @acme/churn ann@acme.example",
        "/backlog/other/A-3\\ \\[x\\].md @acme/churn ann@acme.example",
    ]


def test_check_proves_the_file_current(git: GitFolder) -> None:
    assert run(git, "--check").return_value == 1
    run(git)
    assert run(git, "--check").return_value == 0
    git.write({"backlog/churn/A-5.md": item("A-5")})
    stale = run(git, "--check")
    assert stale.return_value == 1
    assert "backlogue codeowners" in stale.output


def test_owners_that_went_go_from_the_file_too(git: GitFolder) -> None:
    git.write({"CODEOWNERS": "* @acme/all\n"})
    run(git)
    git.write({"backlogue.yaml": "name: No owners\n"})
    assert run(git, "--check").return_value == 1
    assert run(git).return_value == 0
    assert (git.root / "CODEOWNERS").read_text(encoding="utf-8") == "* @acme/all\n"
    assert run(git, "--check").return_value == 0


def test_a_broken_project_file_takes_nobody_s_rights(git: GitFolder) -> None:
    run(git)
    held = (git.root / ".github/CODEOWNERS").read_bytes()
    git.write({"backlogue.yaml": OWNERS + "  other: {who: [x]}\n"})
    for words in ((), ("--check",)):
        assert "backlogue.yaml has errors" in str(run(git, *words).exception)
    assert (git.root / ".github/CODEOWNERS").read_bytes() == held


def test_line_ends_that_git_checked_out_stay(git: GitFolder) -> None:
    run(git)
    place = git.root / ".github/CODEOWNERS"
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert run(git, "--check").return_value == 0
    git.write({"backlog/churn/A-5.md": item("A-5")})
    assert run(git).return_value == 0
    assert place.read_bytes().count(b"\r\n") == place.read_bytes().count(b"\n")
    assert place.read_bytes().count(b"# begin") == 1


def test_two_projects_of_a_repository_share_the_file(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "mono")
    for name in ("a", "b"):
        owners = f'owners: {{all: {{paths: [backlog/], approve: ["@{name}"]}}}}\n'
        made.write({f"{name}/backlogue.yaml": owners, f"{name}/backlog/A-1.md": item("A-1")})
    for name in ("a", "b", "a"):
        assert run(made, inside=name).return_value == 0
    lines = (made.root / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("/")] == ["/a/backlog/ @a", "/b/backlog/ @b"]
    assert run(made, "--check", inside="b").return_value == 0


def test_lines_of_others_stay(git: GitFolder) -> None:
    git.write({"CODEOWNERS": "* @acme/all\n"})
    run(git)
    path = git.root / "CODEOWNERS"
    path.write_text(path.read_text(encoding="utf-8") + "/src/ @acme/dev\n", encoding="utf-8")
    git.write({"backlog/churn/A-5.md": item("A-5")})
    run(git)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("* @acme/all\n\n# begin")
    assert text.endswith("/src/ @acme/dev\n")
    assert text.count("# begin") == 1
    assert not (git.root / ".github/CODEOWNERS").exists()


def test_a_project_below_the_top_has_its_prefix(tmp_path: Path) -> None:
    git = make_repository(tmp_path / "mono")
    git.commit({"plan/backlogue.yaml": OWNERS, "plan/backlog/A-1.md": item("A-1", labels="[churn]")})
    assert run(git, inside="plan").return_value == 0
    text = (git.root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/plan/backlogue.yaml @acme/leads" in text
    assert "/plan/backlog/A-1.md @acme/churn" in text


def test_a_wrong_query_writes_nothing(git: GitFolder) -> None:
    git.write({"backlogue.yaml": 'owners: {x: {for: "label ==", approve: ["@a"]}}\n'})
    assert run(git).exception is not None
    assert not (git.root / ".github").exists()


def test_a_name_with_a_line_break_adds_no_line() -> None:
    share = Share("model", ["@ann"], ["backlog/A-1\n* @mallory.md", "backlog/A-2\t[x].md"], [])
    lines = write([share], [], "").splitlines()
    assert lines[2:4] == ["/backlog/A-1?\\*\\ @mallory.md @ann", "/backlog/A-2?\\[x\\].md @ann"]
    assert len(lines) == 5
