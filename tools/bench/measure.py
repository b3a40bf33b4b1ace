"""Whole processes measured beside their floors, in one run: a table in Markdown out.

Usage: python tools/bench/measure.py [--items 1000 10000 100000] [--site] [--peer] [--history 20000]
CPU seconds are user + system of the process and its children; the least of three runs counts,
because a shared machine only ever adds. Results belong into tools/docs/BENCHMARKS.md, with date.
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

from past import histories
from peer import peer_backlog_md
from process import BACKLOGUE, HERE, PYTHON, least, row, run


def checks(root: Path, items: int) -> None:
    """Cold, one file changed, nothing changed; beside the floor."""
    run([PYTHON, str(HERE / "generate.py"), str(root), str(items)])
    settle(root)
    cache = root.parent / f"cache-{items}"
    os.environ["BACKLOGUE_CACHE_DIR"] = str(cache)
    goals = {10_000: ("2.0", "0.8", "0.4"), 100_000: ("20", "", "2.5")}.get(items, ("", "", ""))
    floor = least([PYTHON, str(HERE / "floor.py"), str(root)])
    row(f"{items:,} items: floor (start, read all, fastest YAML)", floor)
    check = [*BACKLOGUE, "check", "--project", str(root)]
    cold = least(check, prepare=lambda: shutil.rmtree(cache, ignore_errors=True))
    row(f"{items:,} items: check, cold ({cold.cpu / floor.cpu:.1f} x floor)", cold, goals[0])
    row(f"{items:,} items: check, one file changed", least(check, prepare=lambda: touch(root)), goals[1])
    run(check)
    row(f"{items:,} items: check, nothing changed", least(check), goals[2])


def settle(root: Path) -> None:
    """Date every file an hour back, as files are that nobody has just written."""
    then = time.time() - 3600
    for folder, _, names in os.walk(root):
        for name in names:
            os.utime(os.path.join(folder, name), (then, then))


def touch(root: Path) -> None:
    """Add a line to one item, and date it back again."""
    path = sorted((root / "backlog" / "team03").glob("*.md"))[0]
    with path.open("a", encoding="utf-8") as file:
        file.write("Another line.\n")
    then = time.time() - 1800 + path.stat().st_size
    os.utime(path, (then, then))


def sites(root: Path, items: int) -> None:
    """A site from nothing, and after one item changed."""
    out = root.parent / f"site-{items}"
    build = [*BACKLOGUE, "build", "--project", str(root), "--out", str(out)]
    goals = ("20", "3") if items == 10_000 else ("", "")
    row(
        f"{items:,} items: site, cold",
        least(build, prepare=lambda: shutil.rmtree(out, ignore_errors=True), times=2),
        goals[0],
    )
    row(f"{items:,} items: site, one item changed", least(build, prepare=lambda: touch(root), times=2), goals[1])


def listings(root: Path, items: int) -> None:
    """What people wait for at their desk: a list, a search, one change; on the project of `checks`."""
    row(f"{items:,} items: list", least([*BACKLOGUE, "list", "--project", str(root)]))
    row(f"{items:,} items: list, by a word", least([*BACKLOGUE, "list", "title ~ latency", "--project", str(root)]))
    edit = [*BACKLOGUE, "set", "T03-5", "status=ready", "--project", str(root), "--force"]
    row(f"{items:,} items: set, one status", least(edit, times=1))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, nargs="*", default=[1_000, 10_000])
    options.add_argument("--site", action="store_true", help="the site too")
    options.add_argument("--peer", action="store_true", help="lists and edits, beside Backlog.md if installed")
    options.add_argument("--history", type=int, nargs="*", default=[])
    asked = options.parse_args()
    # As installed: compiled once, by pip or by the first start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    run([PYTHON, "-m", "compileall", "-q", str(HERE.parent / "backlogue")])
    print("| what | CPU s | wall s | peak MB | limit |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        row("python -c pass", least([PYTHON, "-c", "pass"]))
        row("backlogue --help", least([*BACKLOGUE, "--help"]), "0.08")
        for items in asked.items:
            root = base / f"project-{items}"
            root.mkdir()
            checks(root, items)
            if asked.peer:
                listings(root, items)
                peer_backlog_md(base, items)
            if asked.site and items <= 10_000:
                sites(root, items)
        for commits in asked.history:
            histories(base, commits)


if __name__ == "__main__":
    main()
