"""The last change of many files from one walk: the same as git says of each, in a history with merges of every kind."""

import random
from pathlib import Path

import pytest
from repositories import DAY, GitFolder, make_repository

from backlogue.evidence import collect as collecting
from backlogue.evidence import committed, past
from backlogue.evidence.collect import Wanted, collect
from backlogue.evidence.committed import last_change
from backlogue.evidence.past import last_changes
from backlogue.evidence.source import Ask

NAMES = ["a.json", "reports/b.json", "reports/c.json", "reports/ä deep\n/d.json"]


def tangled(root: Path, seed: int) -> GitFolder:
    """Three branches that change, restore and delete the same files, and merges that take either side or a third."""
    made, dice = make_repository(root), random.Random(seed)
    tips = [made.commit(dict.fromkeys(NAMES, "0") | {"kept": "0"})] * 3
    for step in range(24):
        mine, other = dice.sample(range(3), 2)
        made.git("checkout", "--quiet", "--detach", tips[mine])
        if dice.random() < 0.5:
            # The strategy leaves our tree; what the merge brings is decided here, file by file.
            made.git("merge", "--quiet", "--no-commit", "--no-ff", "-s", "ours", tips[other], check=False)
            for name in NAMES:
                made.git("checkout", dice.choice(["HEAD", tips[other]]), "--", name, check=False)
        files: dict[str, str | None] = {name: str(dice.randrange(2)) for name in NAMES if dice.random() < 0.15}
        there = [name for name in NAMES[1:] if name not in files and (made.root / name).exists()]
        files |= dict.fromkeys(name for name in there if dice.random() < 0.05)
        made.now += dice.choice([-2, 0, 1]) * DAY
        tips[mine] = made.commit(files, f"step {step}")
    made.git("checkout", "--quiet", "-B", "main", tips[0])
    made.git("merge", "--quiet", "--no-ff", "-s", "ours", "-m", "All", *tips[1:])
    return made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_walk_says_what_git_says_of_each(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "_AT_ONCE", 4)
    made = tangled(tmp_path, seed)
    for root in (made.root, made.root / "reports"):
        names = [path.relative_to(root).as_posix() for path in root.rglob("*.json") if ".git" not in path.parts]
        assert names
        assert last_changes(root, names) == {name: last_change(root, (name,)) for name in names}


def test_what_is_not_as_committed_has_no_last_change(tmp_path: Path) -> None:
    made = make_repository(tmp_path)
    assert last_changes(tmp_path, ["none"]) == {}
    made.write({"new.json": "1"})
    assert last_changes(tmp_path, ["new.json", "none", ".", "x" * 5000, "a\0b"]) == {"new.json": committed.Change()}
    made.commit({"same.json": "1", "touched.json": "1", "changed.json": "1", "staged.json": "1"})
    (tmp_path / "touched.json").touch()
    made.write({"changed.json": "2", "staged.json": "2", "untracked.json": "1"})
    made.git("add", "staged.json")
    names = [path.name for path in tmp_path.glob("*.json")]
    found = last_changes(tmp_path, names)
    assert {name for name, change in found.items() if change.commit == made.head} == {
        "new.json", "same.json", "touched.json",
    }  # fmt: skip
    assert found == {name: last_change(tmp_path, (name,)) for name in names}


def test_a_shallow_clone_tells_what_it_has(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "whole")
    for n in range(5):
        made.commit({"a.json": str(n), f"b{n}.json": "1"})
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.root}", str(tmp_path / "clone"))
    names = ["a.json", "b0.json", "b4.json"]
    clone = tmp_path / "clone"
    assert last_changes(clone, names) == {name: last_change(clone, (name,)) for name in names}


def test_collecting_asks_git_once_for_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_repository(tmp_path)
    count = collecting.MANY + 1
    made.commit({f"r/{n}.json": '{"recall": 0.8}' for n in range(count)})
    later = made.commit({"r/3.json": '{"recall": 0.9}'})
    asked: list[str] = []
    run = committed.run_git
    monkeypatch.setattr(committed, "run_git", lambda *given: (asked.append(given[1]), run(*given))[1])
    wanted = [Wanted(f"A-{n}", "m", {"json": f"r/{n}.json", "metric": "recall"}) for n in range(count)]
    said = [one for _, one in sorted(collect(wanted, Ask(tmp_path, {}, lambda _host: True)))]
    assert not asked
    assert later
    assert [one.at for one in said[2:5]] == ["2026-07-07T08:00:00Z", "2026-07-08T08:00:00Z", "2026-07-07T08:00:00Z"]
