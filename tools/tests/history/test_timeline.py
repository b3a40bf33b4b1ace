"""The timeline against real repositories: what happened, when the main line could see it, whatever git did."""

from pathlib import Path
from typing import Any

import pytest
from repositories import DAY, START, GitFolder, item, make_repository

from backlogue.chronicle import read_history
from backlogue.history import Timeline
from backlogue.world.cache import Cache
from backlogue.world.repository import Repository

A = "backlog/A-1-first.md"
B = "backlog/B-1-other.md"


@pytest.fixture
def git(tmp_path: Path) -> GitFolder:
    return make_repository(tmp_path / "project")


def timeline(git: GitFolder, cache: Cache | None = None) -> Timeline:
    repository = Repository(git.root)
    tip = repository.head()
    assert tip is not None
    return read_history(repository, tip, cache)


def values(found: Timeline, field: str = "status", name: str = "A-1") -> list[tuple[int, Any]]:
    """A field's values and the day (counted from the first commit) when each came."""
    return [((stamp.at - START) // DAY, value) for stamp, value in found.spells(name, field)]


def test_creation_is_an_event_for_each_field(git: GitFolder) -> None:
    commit = git.commit({A: item("A-1", points=3, estimate="{backend: 2}")}, author="Bob")
    events = list(timeline(git).events("A-1"))
    assert [(one.field, one.before, one.after) for one in events] == [
        ("type", None, "story"),
        ("title", None, "Title of A-1"),
        ("status", None, "todo"),
        ("points", None, 3),
        ("estimate.backend", None, 2),
    ]
    assert {(one.stamp.commit, one.stamp.author) for one in events} == {(commit, "Bob")}


def test_fields_change_and_go(git: GitFolder) -> None:
    git.commit({A: item("A-1", sprint="one", owner="ann")})
    git.commit({A: item("A-1", sprint="two")})
    found = timeline(git)
    assert values(found, "sprint") == [(1, "one"), (2, "two")]
    assert values(found, "owner") == [(1, "ann"), (2, None)]


def test_one_commit_may_jump_two_states(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: item("A-1", status="done")})
    assert values(timeline(git)) == [(1, "todo"), (2, "done")]


def test_an_item_is_followed_through_renames_with_and_without_edits(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: None, "backlog/deep/A-1-new-name.md": item("A-1")})
    git.commit({"backlog/deep/A-1-new-name.md": None, "sprints/../backlog/z.md": item("A-1", status="done")})
    found = timeline(git)
    assert values(found) == [(1, "todo"), (3, "done")]
    assert len(list(found.events("A-1"))) == 4


def test_files_that_swap_their_ids_keep_their_histories(git: GitFolder) -> None:
    git.commit({A: item("A-1", status="ready"), B: item("B-1", status="done")})
    git.commit({A: item("B-1", status="done"), B: item("A-1", status="ready")})
    found = timeline(git)
    assert values(found) == [(1, "ready")]
    assert values(found, name="B-1") == [(1, "done")]


def test_a_merge_counts_when_the_main_line_has_it(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.branch("work")
    git.commit({A: item("A-1", status="in-progress")}, author="Bob")
    git.commit({A: item("A-1", status="done")}, author="Bob")
    git.checkout("main")
    git.commit({B: item("B-1")})
    git.merge("work", author="Carol")
    assert values(timeline(git)) == [(1, "todo"), (5, "done")]


def test_every_commit_can_be_asked_for(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.branch("work")
    git.commit({A: item("A-1", status="in-progress")}, author="Bob")
    git.commit({A: item("A-1", status="done")}, author="Bob")
    git.checkout("main")
    git.merge("work")
    repository = Repository(git.root)
    found = read_history(repository, git.head, first_parent=False)
    assert values(found) == [(1, "todo"), (2, "in-progress"), (3, "done")]


def test_an_octopus_merge_is_one_change(git: GitFolder) -> None:
    git.commit({A: item("A-1"), B: item("B-1"), "backlog/C-1.md": item("C-1")})
    for name, path in (("A-1", A), ("B-1", B), ("C-1", "backlog/C-1.md")):
        git.branch(f"side-{name}", "main")
        git.commit({path: item(name, status="done")})
        git.checkout("main")
    git.merge("side-A-1", "side-B-1", "side-C-1")
    found = timeline(git)
    assert [values(found, name=name) for name in ("A-1", "B-1", "C-1")] == [[(1, "todo"), (5, "done")]] * 3


def test_a_squash_merge_is_dated_by_its_commit(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.branch("work")
    git.commit({A: item("A-1", status="done")})
    git.checkout("main")
    git.git("merge", "--squash", "work")
    git.record("Squashed")
    assert values(timeline(git)) == [(1, "todo"), (3, "done")]


def test_a_rebased_branch_is_dated_by_its_committer_and_keeps_the_author_date(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.branch("work")
    git.commit({A: item("A-1", status="done")}, author="Bob")
    git.checkout("main")
    git.commit({B: item("B-1")})
    git.checkout("work")
    git.now += 5 * DAY
    git.git("rebase", "--quiet", "main", author="Carol")
    git.checkout("main")
    git.git("merge", "--quiet", "--ff-only", "work")
    stamp, value = timeline(git).spells("A-1", "status")[-1]
    assert value == "done"
    assert (stamp.at - START) // DAY == 8
    assert (stamp.authored - START) // DAY == 2
    assert stamp.author == "Bob"


def test_a_revert_is_a_change_back(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: item("A-1", status="done")})
    git.now += DAY
    git.git("revert", "--no-edit", "HEAD")
    assert values(timeline(git)) == [(1, "todo"), (2, "done"), (3, "todo")]


def test_deleted_and_added_again(git: GitFolder) -> None:
    git.commit({A: item("A-1", status="ready")})
    git.commit({A: None, B: item("B-1")})
    git.commit({A: item("A-1", status="done")})
    assert values(timeline(git)) == [(1, "ready"), (2, None), (3, "done")]


@pytest.mark.parametrize(
    "broken",
    [
        "---\nid: A-1\nstatus: [\n---\n",
        "<<<<<<< x\n=======\n>>>>>>> y\n",
        b"---\nid: A-1\n\xff---\n",
        "",
        "---\nid: 7\n---\n",
    ],
)
def test_a_broken_version_in_between_changes_nothing(git: GitFolder, broken: str | bytes) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: broken})
    git.commit({A: item("A-1", status="done")})
    assert values(timeline(git)) == [(1, "todo"), (3, "done")]


def test_two_files_with_one_id_follow_the_first_path(git: GitFolder) -> None:
    git.commit({A: item("A-1")})
    git.commit({"backlog/A-1-zz.md": item("A-1", status="done")})
    git.commit({A: None})
    assert values(timeline(git)) == [(1, "todo"), (3, "done")]


def test_a_project_below_the_top_of_a_repository(git: GitFolder) -> None:
    git.commit({f"plans/ü x/{A}": item("A-1"), A: item("A-1", status="done")})
    found = read_history(Repository(git.root / "plans" / "ü x"), git.head)
    assert values(found) == [(1, "todo")]


def test_a_work_tree_a_submodule_and_a_detached_head(git: GitFolder, tmp_path: Path) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: item("A-1", status="done")})
    git.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD~1")
    repository = Repository(tmp_path / "tree")
    tip = repository.head()
    assert tip is not None
    assert values(read_history(repository, tip)) == [(1, "todo")]
    outer = make_repository(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(git.root), "plan")
    inner = Repository(outer.root / "plan")
    assert values(read_history(inner, git.head)) == [(1, "todo"), (2, "done")]


def test_a_bare_repository(git: GitFolder, tmp_path: Path) -> None:
    git.commit({A: item("A-1")})
    git.git("clone", "--quiet", "--bare", str(git.root), str(tmp_path / "bare.git"))
    repository = Repository(tmp_path / "bare.git")
    assert values(read_history(repository, git.head)) == [(1, "todo")]


def test_a_shallow_clone_says_that_it_is_not_complete(git: GitFolder, tmp_path: Path) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: item("A-1", status="done")})
    git.git("clone", "--quiet", "--depth=1", f"file://{git.root}", str(tmp_path / "shallow"))
    found = read_history(Repository(tmp_path / "shallow"), git.head)
    assert not found.complete
    assert timeline(git).complete


def test_names_that_look_like_options_or_hold_odd_signs(git: GitFolder) -> None:
    git.commit(
        {
            "backlog/--output=x.md": item("A-1"),
            "backlog/a\nb\tc\x02.md": item("B-1"),
            "backlog/:100 1 2 3 4.md": item("C-1"),
        }
    )
    git.git("tag", "--", "x")
    found = timeline(git)
    assert [values(found, name=name) for name in ("A-1", "B-1", "C-1")] == [[(1, "todo")]] * 3


def test_the_cache_never_changes_a_result(git: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("backlogue.chronicle._WORTH_KEEPING", 1)
    cache = Cache(git.root)
    git.commit({A: item("A-1")})
    git.branch("work")
    git.commit({A: item("A-1", status="ready")})
    git.checkout("main")
    for step in range(4):
        git.commit({B: item("B-1", points=step), A: item("A-1", status=f"s{step}")})
        assert timeline(git, cache) == timeline(git)
        assert timeline(git, cache) == timeline(git)
    # History rewritten under the cache, and a branch that does not contain the commit last seen.
    git.git("reset", "--quiet", "--hard", "HEAD~2")
    assert timeline(git, cache) == timeline(git)
    git.commit({A: item("A-1", status="other")})
    assert timeline(git, cache) == timeline(git)
    git.checkout("work")
    git.merge("main", "-X", "theirs")
    # The commit last seen is the second parent here, so the main line is another one.
    assert timeline(git, cache) == timeline(git)
    # Rewritten, and what was seen last is no longer in the repository at all.
    git.git("checkout", "--quiet", "--orphan", "anew")
    git.commit({B: item("B-1", points=8)})
    for branch in ("main", "work"):
        git.git("branch", "--quiet", "-D", branch)
    git.git("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    git.git("gc", "--quiet", "--prune=now")
    assert timeline(git, cache) == timeline(git)
    git.commit({"backlog/C-1.md": item("C-1", formerly="[C-0]")})
    assert timeline(git, cache).renumbered == timeline(git).renumbered != []
    # A commit that wrote no plan file among those that did.
    git.commit({"README.md": "Words"})
    git.commit({"src/code.py": "x = 1"})
    git.commit({B: item("B-1", points=9), "README.md": "More"})
    assert timeline(git, cache) == timeline(git)
    assert [stamp.at for stamp in timeline(git, cache).stamps] == sorted(stamp.at for stamp in timeline(git).stamps)
    for damaged in (b"", b"x" * 100, (cache.folder / "history-").read_bytes()[:-3]):
        (cache.folder / "history-").write_bytes(damaged)
        assert timeline(git, cache) == timeline(git)


def test_what_a_shallow_clone_had_does_not_stay_when_the_rest_is_fetched(git: GitFolder, tmp_path: Path) -> None:
    git.commit({A: item("A-1")})
    git.commit({A: item("A-1", status="done")})
    git.git("clone", "--quiet", "--depth=1", f"file://{git.root}", str(tmp_path / "shallow"))
    clone, cache = GitFolder(tmp_path / "shallow"), Cache(tmp_path / "shallow")
    assert len(timeline(clone, cache).stamps) == 1
    clone.git("fetch", "--quiet", "--unshallow")
    assert timeline(clone, cache) == timeline(git)


@pytest.mark.parametrize("kind", ["file", "setting", "bare", "blob"])
def test_who_authors_are_is_not_kept_longer_than_mailmap_says_so(git: GitFolder, tmp_path: Path, kind: str) -> None:
    names = "Alice Lee <alice@example.org>\n"
    git.commit({A: item("A-1")})
    cache = Cache(git.root)
    assert timeline(git, cache).stamps[-1].author == "Alice"
    if kind == "setting":
        (tmp_path / "names").write_text(names, encoding="utf-8")
        git.git("config", "mailmap.file", str(tmp_path / "names"))
    elif kind == "blob":
        (tmp_path / "names").write_text(names, encoding="utf-8")
        git.git("config", "mailmap.blob", git.git("hash-object", "-w", str(tmp_path / "names")))
    else:
        git.commit({".mailmap": names})
    if kind == "bare":
        git.git("config", "core.bare", "true")
        git = GitFolder(git.root / ".git")
    assert timeline(git, cache).stamps[-1].author == "Alice Lee"
    assert timeline(git, cache) == timeline(git)


@pytest.mark.parametrize("value", [".nan", "[1, .nan]", "[{a: .nan}]", "[[.inf, true]]"])
def test_a_value_that_is_not_like_itself_did_not_change(
    git: GitFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """Whether it was read in one go with its past or comes out of the cache."""
    monkeypatch.setattr("backlogue.chronicle._WORTH_KEEPING", 1)
    cache = Cache(tmp_path)
    for status in ("todo", "ready", "done"):
        git.commit({A: item("A-1", status=status, odd=value)})
        for found in (timeline(git, cache), timeline(git)):
            assert sum("odd" in change.fields for change in found.changes["A-1"]) == 1


def test_a_list_tells_true_from_1(git: GitFolder) -> None:
    git.commit({A: item("A-1", odd="[1]")})
    git.commit({A: item("A-1", odd="[true]")})
    assert [change.fields.get("odd") for change in timeline(git).changes["A-1"]] == [[1], [True]]
