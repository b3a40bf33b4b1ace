"""Two branches made the same id: the older keeps it, the newer gets another, and its references follow."""

from datetime import date
from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner, Result
from repositories import GitFolder, item, make_repository

from backlogue.base.observation import Observation
from backlogue.cli import group
from backlogue.model.lock import Lock, Locked, read_lock, write_lock
from backlogue.pipeline import compile_project
from backlogue.world.files import Folder
from backlogue.world.ids import ids_on_branches

OLDER = "backlog/CHURN-12-older.md"
NEWER = "backlog/CHURN-12-newer.md"


def run(root: Path, *words: str) -> Result:
    command = [words[0], "--project", str(root), *words[1:]]
    return CliRunner().invoke(group, command, catch_exceptions=False, standalone_mode=False)


def findings(root: Path) -> list[str]:
    return [
        f"{one.code} {one.span.path}"
        for one in compile_project(Folder(root), lambda _zone: date(2026, 7, 6)).diagnostics
    ]


def read(repository: GitFolder, path: str) -> str:
    return (repository.root / path).read_text()


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    """`side` and main both made CHURN-12, each with references to its own; main's was there first."""
    made = make_repository(tmp_path / "plan")
    made.commit({"backlog/CHURN-11-first.md": item("CHURN-11")})
    made.branch("side")
    lock = '{"item": "CHURN-12"}\n'
    newer = item("CHURN-12", title="The newer", body="See CHURN-12, and https://jira.example.org/browse/CHURN-12.\n")
    made.commit({NEWER: newer})
    made.commit(
        {
            "backlog/CHURN-20-after.md": item(
                "CHURN-20", depends_on="[CHURN-11, CHURN-12]", body="After [it](CHURN-12-newer.md).\n"
            ),
            "backlog/sub/CHURN-21-x.md": item("CHURN-21", body="Not XCHURN-12 nor CHURN-123, but CHURN-12.\n"),
            "sprints/s-2.md": "---\nid: s-2\ntype: sprint\nstart: 2026-07-06\nend: 2026-07-17\n"
            "commitment:\n  on: 2026-07-06\n  items: {CHURN-12: 5}\n---\n",
        }
    )
    made.checkout("main")
    made.commit({OLDER: item("CHURN-12", title="The older")})
    made.commit(
        {
            "backlog/CHURN-13-main.md": item("CHURN-13", depends_on="[CHURN-12]"),
            "backlog/old/CHURN-12.evidence.json": lock,
        }
    )
    made.merge("side")
    return made


def test_check_names_both_and_renumber_mends_it(repository: GitFolder) -> None:
    assert [one for one in findings(repository.root) if "PLN102" in one] == [f"PLN102 {OLDER}"]
    result = run(repository.root, "renumber", "CHURN-12")
    assert result.return_value == 0, result.output
    assert f"rename {NEWER} => backlog/CHURN-22-newer.md" in result.output
    new = read(repository, "backlog/CHURN-22-newer.md")
    assert "id: CHURN-22\n" in new and "formerly: [CHURN-12]\n" in new
    assert "See CHURN-22, and https://jira.example.org/browse/CHURN-12.\n" in new
    after = read(repository, "backlog/CHURN-20-after.md")
    assert "depends_on: [CHURN-11, CHURN-22]\n" in after and "[it](CHURN-22-newer.md)" in after
    assert "Not XCHURN-12 nor CHURN-123, but CHURN-22.\n" in read(repository, "backlog/sub/CHURN-21-x.md")
    assert "items: {CHURN-22: 5}\n" in read(repository, "sprints/s-2.md")
    assert "depends_on: [CHURN-12]\n" in read(repository, "backlog/CHURN-13-main.md")
    assert "id: CHURN-12\n" in read(repository, OLDER)
    assert '"CHURN-12"' in read(repository, "backlog/old/CHURN-12.evidence.json")
    assert not [one for one in findings(repository.root) if one[:3] in ("PLN", "SRC", "SHP")]


def test_a_dry_run_writes_nothing(repository: GitFolder) -> None:
    result = run(repository.root, "renumber", "CHURN-12", "--dry-run")
    assert result.return_value == 0
    assert "-id: CHURN-12" in result.output and "+id: CHURN-22" in result.output
    assert repository.git("status", "--porcelain") == ""


def test_a_reference_written_with_both_there_is_asked_about(repository: GitFolder) -> None:
    late = {"backlog/CHURN-30-late.md": item("CHURN-30", relates_to="[CHURN-12]")}
    repository.commit(late)
    result = run(repository.root, "renumber", "CHURN-12")
    assert result.return_value == 1
    assert "backlog/CHURN-30-late.md:6: relates_to: [CHURN-12]" in result.output
    assert repository.git("status", "--porcelain") == ""
    assert run(repository.root, "renumber", "CHURN-12", "--all").return_value == 0
    assert "relates_to: [CHURN-31]" in read(repository, "backlog/CHURN-30-late.md")


def test_what_may_mean_either_can_be_kept(repository: GitFolder) -> None:
    repository.write({"backlog/CHURN-30-late.md": item("CHURN-30", relates_to="[CHURN-12]")})
    assert run(repository.root, "renumber", "CHURN-12").return_value == 1
    assert run(repository.root, "renumber", "CHURN-12", "--keep").return_value == 0
    assert "relates_to: [CHURN-12]" in read(repository, "backlog/CHURN-30-late.md")


def test_the_file_asked_for_is_the_one(repository: GitFolder) -> None:
    assert run(repository.root, "renumber", "CHURN-12", "--file", OLDER, "--to", "CHURN-99").return_value == 0
    assert "id: CHURN-99\n" in read(repository, "backlog/CHURN-99-older.md")
    assert "depends_on: [CHURN-99]\n" in read(repository, "backlog/CHURN-13-main.md")
    assert "depends_on: [CHURN-11, CHURN-12]\n" in read(repository, "backlog/CHURN-20-after.md")


def test_the_older_is_known_through_renames(repository: GitFolder) -> None:
    moved = "backlog/moved/CHURN-12-another-name.md"
    repository.commit({OLDER: None, moved: item("CHURN-12", title="The older")})
    assert run(repository.root, "renumber", "CHURN-12").return_value == 0
    assert (repository.root / moved).is_file() and (repository.root / "backlog/CHURN-22-newer.md").is_file()


def test_a_squashed_branch_takes_its_references_along(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "plan")
    made.commit({OLDER: item("CHURN-12")})
    made.commit({NEWER: item("CHURN-12"), "backlog/CHURN-20-after.md": item("CHURN-20", depends_on="[CHURN-12]")})
    assert run(made.root, "renumber", "CHURN-12").return_value == 0
    assert "depends_on: [CHURN-21]" in read(made, "backlog/CHURN-20-after.md")


def test_on_a_branch_that_main_has_not_seen_the_first_to_come_keeps_it(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "plan")
    made.commit({"backlog/CHURN-11-first.md": item("CHURN-11")})
    made.branch("theirs")
    made.commit({NEWER: item("CHURN-12", title="The newer")})
    made.branch("ours", "main")
    made.commit({OLDER: item("CHURN-12", title="The older")})
    made.merge("theirs")
    said = run(made.root, "renumber", "CHURN-12", "--dry-run").stderr
    assert f"{NEWER} would be CHURN-13; {OLDER} stays CHURN-12" in said
    made.git("reset", "--quiet", "--hard", "HEAD^")
    made.write({NEWER: item("CHURN-12", title="Not committed")})
    assert f"{NEWER} would be" in run(made.root, "renumber", "CHURN-12", "--dry-run").stderr
    made.git("reset", "--quiet", "--hard", "main")
    made.commit({NEWER: item("CHURN-12"), OLDER: item("CHURN-12")})
    with pytest.raises(UsageError, match=r"came together\. Say which file"):
        run(made.root, "renumber", "CHURN-12")


def test_without_git_a_person_says_which(tmp_path: Path) -> None:
    for path in (OLDER, NEWER):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(item("CHURN-12"))
    result = CliRunner().invoke(group, ["renumber", "CHURN-12", "--project", str(tmp_path)])
    assert result.exit_code == 2
    assert "--file" in result.output
    assert run(tmp_path, "renumber", "CHURN-12", "--file", NEWER).return_value == 0
    assert "formerly: [CHURN-12]" in (tmp_path / "backlog/CHURN-13-newer.md").read_text()


def test_a_lone_item_can_move_and_its_old_id_still_leads_to_it(repository: GitFolder) -> None:
    path = "backlog/CHURN-11-first.md"
    assert run(repository.root, "renumber", "CHURN-11", "--file", path, "--to", "PLAT-1").return_value == 0
    assert "depends_on: [PLAT-1, CHURN-12]" in read(repository, "backlog/CHURN-20-after.md")
    shown = run(repository.root, "show", "CHURN-11")
    assert shown.return_value == 0 and "PLAT-1" in shown.output
    broken = item("CHURN-40", depends_on="[CHURN-11]")
    repository.write({"backlog/CHURN-40-late.md": broken})
    found = compile_project(Folder(repository.root), lambda _zone: date(2026, 7, 6)).diagnostics
    assert [one.hint for one in found if one.code == "PLN101"] == ["it is PLAT-1 now (backlog/PLAT-1-first.md:2:5)"]


def test_new_ids_are_free_on_every_branch(repository: GitFolder) -> None:
    repository.branch("other")
    repository.commit(
        {"backlog/deep/down/CHURN-77-far.md": item("CHURN-77"), "backlog/no-id-in-name.md": item("CHURN-80")}
    )
    repository.checkout("main")
    repository.commit({"README.md": "No plan file in the newest commit.\n"})
    repository.git("clone", "--quiet", str(repository.root), str(repository.root.parent / "clone"))
    clone = repository.root.parent / "clone"
    assert {"CHURN-11", "CHURN-12", "CHURN-77", "CHURN-80"} <= ids_on_branches(clone)
    result = run(clone, "new", "story", "--title", "Another")
    assert result.output.splitlines()[0] == "backlog/CHURN-81-another.md"


def test_no_git_no_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert ids_on_branches(tmp_path) == frozenset()


def test_all_or_nothing(repository: GitFolder) -> None:
    (repository.root / "backlog/PLAT-1-newer.md").mkdir()
    result = run(repository.root, "renumber", "CHURN-12", "--to", "PLAT-1")
    assert result.return_value == 1
    assert "backlog/PLAT-1-newer.md exists already" in result.output
    assert repository.git("status", "--porcelain") == ""


def test_the_evidence_lock_goes_with_the_file_it_was_written_for(tmp_path: Path) -> None:
    """Both items lie in one folder, so there is one lock; the commit that wrote it says whose it is."""
    made = make_repository(tmp_path / "plan")
    made.commit({"backlog/CHURN-11-first.md": item("CHURN-11")})
    made.branch("side")
    made.commit({NEWER: item("CHURN-12"), "backlog/CHURN-12.evidence.json": '{"item": "CHURN-12"}\n'})
    made.checkout("main")
    made.commit({OLDER: item("CHURN-12")})
    made.merge("side")
    assert run(made.root, "renumber", "CHURN-12").return_value == 0
    assert read(made, "backlog/CHURN-13.evidence.json") == '{"item": "CHURN-13"}\n'
    assert not (made.root / "backlog/CHURN-12.evidence.json").exists()


def proven(tmp_path: Path) -> GitFolder:
    """Both items lie in one folder; the newer has evidence, of a file whose name has its id, and a lock of it."""
    made = make_repository(tmp_path / "plan")
    made.commit({"backlog/CHURN-11-first.md": item("CHURN-11")})
    made.branch("side")
    seen = Observation("done", "text", where="CHURN-12-report.json", detail="of CHURN-12")
    lock = write_lock("CHURN-12", {"tested": Locked({"json": "CHURN-12.json"}, seen, date(2026, 7, 1))})
    newer = item("CHURN-12", evidence="{tested: {json: CHURN-12.json}}")
    made.commit({NEWER: newer, "backlog/CHURN-12.evidence.json": lock})
    made.checkout("main")
    made.commit({OLDER: item("CHURN-12")})
    made.merge("side")
    return made


def test_a_lock_is_sound_after_its_item_got_another_id(tmp_path: Path) -> None:
    made = proven(tmp_path)
    assert run(made.root, "renumber", "CHURN-12").return_value == 0
    found = read_lock((made.root / "backlog/CHURN-13.evidence.json").read_bytes())
    assert isinstance(found, Lock)
    assert (found.item, found.untouched) == ("CHURN-13", True)
    assert found.entries["tested"].seen.where == "CHURN-12-report.json"
    assert f"tested: {{json: {found.entries['tested'].asked['json']}}}" in read(made, "backlog/CHURN-13-newer.md")


def test_an_edit_of_a_lock_by_hand_does_not_get_lost_in_a_renumbering(tmp_path: Path) -> None:
    made = proven(tmp_path)
    lock = made.root / "backlog/CHURN-12.evidence.json"
    lock.write_text(lock.read_text().replace('"value": "done"', '"value": "forged"'))
    assert run(made.root, "renumber", "CHURN-12", "--all").return_value == 0
    found = read_lock((made.root / "backlog/CHURN-13.evidence.json").read_bytes())
    assert isinstance(found, Lock) and not found.untouched


def test_neither_item_nor_lock_moves_where_the_lock_cannot(tmp_path: Path) -> None:
    made = proven(tmp_path)
    made.commit({"backlog/CHURN-13.evidence.json": write_lock("CHURN-13", {})})
    result = run(made.root, "renumber", "CHURN-12", "--to", "CHURN-13")
    assert result.return_value == 1
    assert "backlog/CHURN-13.evidence.json exists already" in result.output
    assert made.git("status", "--porcelain") == ""
