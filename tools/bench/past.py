"""Commands that read history, beside git alone: a folder and a number of commits in, rows out."""

import os
import shutil
from pathlib import Path

from process import BACKLOGUE, HERE, PYTHON, Cost, beside, least, row, run

# Every version of every file of the main line, by git alone: what no reader of history can save.
FLOOR = (
    "git log --first-parent --diff-merges=first-parent --raw --no-abbrev --no-renames --format=%H HEAD"
    " | awk '/^:/{print $4}' | git cat-file --batch --buffer > /dev/null"
)
# What a process costs that is to read a repository and does not yet: the command's modules, and GitPython.
START = "import backlogue.cli.log, git"
GIT = ["git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org"]


def histories(base: Path, commits: int, items: int = 10_000) -> None:
    """A full replay beside git alone, one new commit, and two pull requests."""
    root = base / f"history-{commits}"
    run([PYTHON, str(HERE / "history.py"), str(root), str(items), str(commits)])
    cache = base / f"cache-history-{commits}"
    os.environ["BACKLOGUE_CACHE_DIR"] = str(cache)
    log = [*BACKLOGUE, "log", "T00-0"]
    floor, cold = beside(["sh", "-c", FLOOR], log, root, lambda: shutil.rmtree(cache, ignore_errors=True))
    row(f"{commits:,} commits: floor (git log --raw, git cat-file --batch)", floor)
    row(f"{commits:,} commits: full replay ({cold.wall / floor.wall:.2f} x floor in wall time)", cold, "1.6 x, 300 MB")
    start = least([PYTHON, "-c", START], root)
    new = least(log, root, lambda: _commit(root, "--allow-empty"))
    row(f"{commits:,} commits: one new commit (start-up {start.cpu:.2f}, {start.wall:.2f} wall)", new, "start-up + 0.1")
    wide = least([*BACKLOGUE, "diff", "HEAD~10", "HEAD"], root)
    row(f"{commits:,} commits: diff of twenty items of all teams, in forty sprints of 125 items", wide)
    row(f"{commits:,} commits: diff of twenty items of one team, in four sprints", _proposal(root), "0.6")


def _proposal(root: Path) -> Cost:
    """The difference that a pull request of one team makes: twenty files."""
    for path in sorted((root / "backlog" / "team03").glob("*.md"))[:20]:
        path.write_text(path.read_text(encoding="utf-8").replace("priority: high", "priority: low"), encoding="utf-8")
    _commit(root, "-a")
    return least([*BACKLOGUE, "diff", "HEAD~1", "HEAD"], root)


def _commit(root: Path, option: str) -> None:
    run([*GIT, "commit", "-q", option, "-m", "one"], root)
