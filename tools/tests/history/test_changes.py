"""`diff`, `check --base`, `log` and `--at` as their users call them, on real repositories."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from repositories import GitFolder, item, make_repository

from backlogue.cli import group
from backlogue.site.build import build_site
from backlogue.world.clock import day_of
from backlogue.world.git_environment import CLEAN

A = "backlog/A-1-first.md"
B = "backlog/A-2-second.md"
SPRINT = "sprints/one.md"


def sprint(name: str = "one", **values: object) -> str:
    fields = {
        "id": name,
        "type": "sprint",
        "team": "core",
        "goal": "A first service",
        "start": "2026-07-06",
        "end": "2026-07-17",
        "capacity": "{backend: 8, ux: 3}",
    } | values
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    made = make_repository(tmp_path / "project")
    made.commit(
        {
            "backlogue.yaml": "disciplines: [backend, ux]\n"
            "teams: {core: {members: {ann: backend, ben: ux, cem: backend}}}\n",
            A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", body="One line.\n"),
            B: item("A-2", team="core", estimate="{backend: 5, ux: 1}", depends_on="[A-1]"),
            SPRINT: sprint(),
        }
    )
    return made


def backlogue(git: GitFolder, *arguments: str, code: int | None = 0) -> str:
    done = CliRunner().invoke(group, [*arguments, "--project", str(git.root)], standalone_mode=False)
    status = done.return_value if done.exception is None else getattr(done.exception, "exit_code", 3)
    assert code is None or status == code, (done.output, done.exception)
    return done.stdout if done.exception is None else str(done.exception)


def as_json(git: GitFolder, *arguments: str, code: int | None = 0) -> Any:
    return json.loads(backlogue(git, *arguments, "--format", "json", code=code))


@pytest.mark.parametrize(
    "arguments", [("log", "A-1"), ("diff",), ("check", "--base", "main"), ("list", "--at", "HEAD")]
)
def test_a_repository_of_another_user_is_not_an_empty_one(
    git: GitFolder, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setitem(CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = backlogue(git, *arguments, code=2)
    assert "belongs to another user; allow it with git config --global --add safe.directory" in said


@pytest.mark.parametrize("command", [("set", "A-1", "points=3"), ("build",), ("evidence", "collect")])
def test_a_bare_repository_is_told_from_a_folder_for_a_new_plan(
    git: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    git.git("clone", "--quiet", "--bare", str(git.root), str(tmp_path / "bare.git"))
    git.root = tmp_path / "bare.git"
    assert "is a bare repository, which holds no files: clone it" in backlogue(git, *command, code=2)
    monkeypatch.chdir(git.root)
    done = CliRunner().invoke(group, [*command], standalone_mode=False)
    assert "This is a bare repository" in str(done.exception)


def test_diff_says_what_the_rules_on_changes_say(git: GitFolder) -> None:
    git.write({A: item("A-1", team="core", sprint="one", status="done"), B: None})
    git.commit({})
    git.write({A: item("A-1", team="core", sprint="one")})
    codes = {one["code"] for one in as_json(git, "diff", "HEAD")["findings"]}
    assert codes == {"CHG102"}
    assert f"{A}:5:9: error CHG102 A-1 was done and is todo again, with no reason" in backlogue(git, "diff", "HEAD")
    assert "- error CHG102: A&#45;1 was done" in backlogue(git, "diff", "HEAD", "--format", "markdown")
    assert as_json(git, "diff", "HEAD~1", "HEAD")["findings"][0]["code"] == "CHG103"


def test_diff_begins_with_what_there_is(git: GitFolder) -> None:
    git.write({A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", labels="[x]", body="One line.\n")})
    assert backlogue(git, "diff").startswith("A-1  ")


def test_diff_names_what_was_closed_and_is_open_again(git: GitFolder) -> None:
    git.commit({A: item("A-1", team="core", status="done")})
    git.write({A: item("A-1", team="core", status="in-progress")})
    assert "! A-1 taken up again after having been closed" in backlogue(git, "diff", "HEAD")


def test_diff_tells_fields_of_what_changed(git: GitFolder) -> None:
    git.write({A: item("A-1", team="core", sprint="one", estimate="{backend: 3}", status="done", body="Another.\n")})
    git.write({"backlog/A-3-new.md": item("A-3")})
    found = as_json(git, "diff")
    assert found["base"] == git.head
    assert found["head"] == "files"
    changed, added = found["items"]
    assert changed["id"] == "A-1"
    assert changed["change"] == "changed"
    assert changed["fields"] == {
        "status": ["todo", "done"],
        "estimate.backend": [5, 3],
        "body": ["-1 line", "+1 line"],
    }
    assert (added["id"], added["change"], added["fields"]["title"]) == ("A-3", "added", [None, "Title of A-3"])
    assert found["unblocked"] == ["A-2"]


def test_diff_knows_an_item_that_was_given_another_id(git: GitFolder) -> None:
    git.write(
        {
            A: None,
            "backlog/A-9-first.md": item("A-9", team="core", sprint="one", estimate="{backend: 8}", formerly="[A-1]"),
            B: item("A-2", team="core", depends_on="[A-9]"),
        }
    )
    found = as_json(git, "diff", "HEAD")
    assert [(one["id"], one["change"]) for one in found["items"]] == [("A-2", "changed"), ("A-9", "changed")]
    fields = found["items"][1]["fields"]
    assert fields["id"] == ["A-1", "A-9"]
    assert fields["estimate.backend"] == [5, 8]
    assert "type" not in fields
    (touched,) = found["sprints"]
    assert (touched["joined"], touched["left"]) == ([], [])
    text = backlogue(git, "diff", "HEAD")
    assert "A-9 had the id A-1" in text
    assert "deleted" not in text
    assert "depends on" not in text


def test_diff_follows_a_renumbered_item_into_sprints_and_blockers(git: GitFolder) -> None:
    """What waits for it waits as before; it leaves the sprint that it was in; and it goes on where it waited."""
    git.commit({"sprints/two.md": sprint("two", start="2026-07-20", end="2026-07-31"), "backlog/A-3.md": item("A-3")})
    git.write(
        {
            A: None,
            "backlog/A-9-first.md": item("A-9", team="core", sprint="two", estimate="{backend: 5}", formerly="[A-1]"),
            B: item("A-2", team="core", estimate="{backend: 5, ux: 1}", depends_on="[A-9]"),
        }
    )
    found = as_json(git, "diff", "HEAD")
    assert found["blocked"] == {}
    assert [(one["id"], one["joined"], one["left"]) for one in found["sprints"]] == [
        ("one", [], ["A-9"]),
        ("two", ["A-9"], []),
    ]
    git.commit({})
    git.write({B: None, "backlog/A-8.md": item("A-8", team="core", formerly="[A-2]")})
    assert as_json(git, "diff", "HEAD")["unblocked"] == ["A-8"]
    git.write({"backlog/A-8.md": item("A-8", team="core", formerly="[A-2]", depends_on="[A-9, A-3]")})
    assert as_json(git, "diff", "HEAD")["blocked"] == {"A-8": ["A-3"]}


def test_diff_tells_what_became_of_a_sprint_itself(git: GitFolder) -> None:
    git.commit({"sprints/two.md": sprint("two", start="2026-07-20", end="2026-07-31")})
    git.write({"sprints/two.md": sprint("two", start="2026-07-20", end="2026-07-31", goal="A second service")})
    text = backlogue(git, "diff", "HEAD")
    assert "two  A second service  changed\n    goal: A first service -> A second service\n" in text
    assert "| two A second service | goal | A first service | A second service |" in backlogue(
        git, "diff", "HEAD", "--format", "markdown"
    )
    build_site(git.root, git.root / "public", day_of(git.root), since="HEAD")
    page = json.loads((git.root / "public/changes/index.json").read_text(encoding="utf-8"))
    (part,) = (one for one in page["parts"] if one["name"] == "since HEAD")
    assert [(one["id"], one["path"]) for one in part["changed"]] == [("two", "sprints/two.html")]


def test_a_renumbered_item_leaves_the_commitment_that_it_was_part_of(git: GitFolder) -> None:
    """Under its new id it is still what was promised."""
    git.commit({SPRINT: sprint(commitment="{on: 2026-07-07, items: {A-1: 5}}")})
    moved = {"team": "core", "formerly": "[A-1]"}
    git.write({A: None, "backlog/A-9-first.md": item("A-9", sprint="one", estimate="{backend: 8}", **moved)})
    assert "A-9 committed in one: estimate changed" in backlogue(git, "diff", "HEAD")
    git.write({"backlog/A-9-first.md": item("A-9", estimate="{backend: 5}", **moved)})
    assert "A-9 leaves the committed sprint one" in backlogue(git, "diff", "HEAD")


def test_diff_tells_capacity_before_and_after_per_discipline(git: GitFolder) -> None:
    git.write({B: item("A-2", team="core", sprint="one", estimate="{backend: 5, ux: 1}", depends_on="[A-1]")})
    (touched,) = as_json(git, "diff")["sprints"]
    assert touched["id"] == "one"
    assert touched["joined"] == ["A-2"]
    assert touched["before"]["load"] == {"backend": 5}
    assert touched["after"]["load"] == {"backend": 10, "ux": 1}
    assert touched["after"]["capacity"] == {"backend": 8, "ux": 3}
    markdown = backlogue(git, "diff", "--format", "markdown")
    assert "**one takes on 10 points for backend, above its capacity of 8**" in markdown


def test_diff_reads_unchanged_members_of_a_touched_sprint(git: GitFolder) -> None:
    """The load counts items that the change does not touch."""
    git.write({SPRINT: sprint(capacity="{backend: 4}")})
    (touched,) = as_json(git, "diff")["sprints"]
    assert touched["after"] == {"load": {"backend": 5}, "capacity": {"backend": 4}, "total": 5}


def test_diff_reads_what_git_takes_for_no_text(git: GitFolder) -> None:
    """`-diff` in .gitattributes keeps files out of reviews, not out of the plan."""
    git.commit({".gitattributes": "backlog/** -diff\n"})
    git.write({A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", status="done", body="One line.\n")})
    assert as_json(git, "diff")["unblocked"] == ["A-2"]


def test_diff_between_commits_moves_renames_and_deletes(git: GitFolder) -> None:
    first = git.head
    git.commit(
        {
            A: None,
            "backlog/moved/A-1.md": item("A-1", team="core", sprint="one", estimate="{backend: 5}", body="One line.\n"),
        }
    )
    assert as_json(git, "diff", first, "HEAD")["items"] == []
    git.commit({"backlog/moved/A-1.md": None})
    (removed,) = as_json(git, "diff", first, "HEAD")["items"]
    assert (removed["id"], removed["change"]) == ("A-1", "removed")


def test_diff_on_a_branch_starts_where_it_left_main(git: GitFolder) -> None:
    git.branch("work")
    git.commit({B: item("A-2", team="core", status="ready", estimate="{backend: 5, ux: 1}", depends_on="[A-1]")})
    git.checkout("main")
    git.commit({"backlog/A-9-on-main.md": item("A-9")})
    git.checkout("work")
    for arguments in ((), ("main",), ("main", "HEAD")):
        assert [one["id"] for one in as_json(git, "diff", *arguments)["items"]] == ["A-2"]


def test_diff_of_broken_and_conflicted_files_is_no_crash(git: GitFolder) -> None:
    git.write(
        {
            A: "<<<<<<< a\n=======\n>>>>>>> b\n",
            B: b"\xff",
            "backlog/A-3.md": "---\n[\n---\n",
            "backlogue.yaml": "teams: 7\n",
        }
    )
    assert as_json(git, "diff")["items"]


def test_markdown_of_hostile_titles_stays_text(git: GitFolder) -> None:
    git.write({"backlog/A-3-x.md": item("A-3", title="'<img src=x> @team | [x](http://e.vil) `a` **b**'")})
    markdown = backlogue(git, "diff", "--format", "markdown")
    assert "<img" not in markdown
    assert "@team" not in markdown
    assert "](http" not in markdown


def test_check_base_judges_the_change_alone(git: GitFolder) -> None:
    git.commit({"backlog/A-4-old-fault.md": item("A-4", depends_on="[A-99]")})
    git.branch("work")
    git.commit({"backlog/A-5-fine.md": item("A-5")})
    found = as_json(git, "check", "--base", "main")
    assert found["findings"] == []
    assert [one["code"] for one in found["earlier"]] == ["PLN101"]
    git.commit({"backlog/A-6-new-fault.md": item("A-6", depends_on="[A-98]")})
    found = as_json(git, "check", "--base", "main", code=1)
    assert [(one["code"], one["path"]) for one in found["findings"]] == [("PLN101", "backlog/A-6-new-fault.md")]
    assert "Not caused by this change (1)" in backlogue(git, "check", "--base", "main", code=1)


def test_check_base_has_rules_on_the_change(git: GitFolder) -> None:
    git.commit({A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", status="done")})
    git.branch("work")
    git.commit({A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", status="todo"), B: None})
    found = as_json(git, "check", "--base", "main", code=1)
    assert [one["code"] for one in found["findings"] if one["code"].startswith("CHG")] == ["CHG102", "CHG103"]


def test_a_lock_that_did_not_change_still_says_that_a_result_is_known(git: GitFolder) -> None:
    """What the change leaves as it is decides here: the evidence was collected, then the target moves."""

    def experiment(target: float) -> str:
        belief = f"{{belief: b, metric: recall, baseline: 0.79, target: {{at_least: {target}}}}}"
        return item("A-7", type="experiment", hypothesis=belief, evidence="{result: {json: r.json, metric: recall}}")

    git.commit({"backlog/A-7.md": experiment(0.8), "r.json": '{"recall": 0.81}'})
    backlogue(git, "evidence", "collect")
    assert (git.root / "backlog/A-7.evidence.json").is_file()
    git.commit({})
    git.branch("work")
    git.commit({"backlog/A-7.md": experiment(0.82)})
    found = as_json(git, "check", "--base", "main", code=1)
    assert "CHG105" in [one["code"] for one in found["findings"]]


def test_an_id_that_a_deleted_file_had_is_not_free(git: GitFolder) -> None:
    git.commit({B: None})
    git.branch("work")
    git.commit({"backlog/A-2-other.md": item("A-2", title="Quite something else")})
    found = as_json(git, "check", "--base", "main", code=1)
    assert "CHG104" in [one["code"] for one in found["findings"]]


def test_log_is_oldest_first_with_creation(git: GitFolder) -> None:
    git.commit({A: item("A-1", team="core", sprint="one", estimate="{backend: 5}", status="ready")}, author="Bob")
    found = as_json(git, "log", "A-1")
    assert found["id"] == "A-1"
    status = [one for one in found["events"] if one["field"] == "status"]
    assert [(one["before"], one["after"], one["author"]) for one in status] == [
        (None, "todo", "Alice"),
        ("todo", "ready", "Bob"),
    ]
    assert set(status[0]) == {"at", "commit", "author", "authored", "field", "before", "after"}


def test_log_of_a_sprint_tells_who_came_and_went(git: GitFolder) -> None:
    git.commit({A: item("A-1", team="core", estimate="{backend: 5}")})
    git.commit({A: item("A-1", team="core", estimate="{backend: 5}", status="ready")})
    found = as_json(git, "log", "--sprint", "one")
    moves = [(one["id"], one["before"], one["after"]) for one in found["events"] if one["field"] == "sprint"]
    assert moves == [("A-1", None, "one"), ("A-1", "one", None)]
    assert all(one["after"] != "ready" for one in found["events"])


def test_at_shows_the_plan_of_a_commit_and_of_a_day(git: GitFolder) -> None:
    first = git.head
    git.commit({"backlog/A-3.md": item("A-3")})
    assert as_json(git, "check", "--at", first, code=None)["summary"]["items"] == 2
    assert as_json(git, "check", "--at", "2026-07-07", code=None)["summary"]["items"] == 2
    assert as_json(git, "check", "--at", "2026-07-08", code=None)["summary"]["items"] == 3
    assert as_json(git, "check", "--at", "HEAD", code=None)["summary"]["items"] == 3


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "nope"),
        ("diff", "^HEAD"),
        ("list", "--at", "^HEAD"),
        ("check", "--base", "nope"),
        ("check", "--at", "nope"),
        ("log", "Z-9"),
        ("check", "--at", "1999-01-01"),
        ("check", "--base", "--output=x"),
    ],
)
def test_what_is_not_there_is_a_wrong_argument(git: GitFolder, command: tuple[str, ...]) -> None:
    assert backlogue(git, *command, code=2)
    assert not (git.root / "x").exists()


@pytest.mark.parametrize("command", [("diff",), ("log", "A-1"), ("check", "--base", "HEAD"), ("check", "--at", "HEAD")])
def test_without_git_or_commits_the_message_says_so(tmp_path: Path, command: tuple[str, ...]) -> None:
    bare = GitFolder(tmp_path / "plain")
    bare.write({A: item("A-1")})
    assert "git" in backlogue(bare, *command, code=2)
    empty = make_repository(tmp_path / "empty")
    empty.write({A: item("A-1")})
    assert backlogue(empty, *command, code=2)


def test_a_shallow_clone_is_told(git: GitFolder, tmp_path: Path) -> None:
    git.commit({B: item("A-2")})
    git.git("clone", "--quiet", "--depth=1", f"file://{git.root}", str(tmp_path / "shallow"))
    shallow = GitFolder(tmp_path / "shallow")
    done = CliRunner().invoke(group, ["log", "A-1", "--project", str(shallow.root)], standalone_mode=False)
    assert "shallow" in done.stderr
    assert "shallow" in backlogue(shallow, "check", "--base", "HEAD~1", code=2)
    for command in (("check", "--base", "HEAD"), ("diff", "HEAD")):
        done = CliRunner().invoke(group, [*command, "--project", str(shallow.root)], standalone_mode=False)
        assert done.exception is None
        assert "This clone is shallow" in done.stderr
        assert "shallow" not in done.stdout


def test_a_symbolic_link_inside_a_commit_is_a_finding(git: GitFolder) -> None:
    (git.root / "backlog" / "A-7-link.md").symlink_to("/etc/hostname")
    git.commit({})
    found = as_json(git, "check", "--at", "HEAD", code=1)
    assert "SRC108" in [one["code"] for one in found["findings"]]


def test_sprints_are_told_in_the_order_of_their_numbers(git: GitFolder) -> None:
    git.commit({f"sprints/s-{number}.md": sprint(f"s-{number}") for number in (9, 10)})
    assert [one["id"] for one in as_json(git, "diff", "HEAD~1", "HEAD")["sprints"]] == ["s-9", "s-10"]
