"""A deterministic git history of any length: a folder, items and commits in, a repository out.

Usage: python tools/bench/history.py DIR ITEMS COMMITS
Written through `git fast-import`. The first commits add the items; the others move them through
their states, re-estimate and re-plan them, one in twenty on a branch that is merged.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STATES = ("todo", "ready", "in-progress", "in-review", "done")
PER_COMMIT = 20
START = 1_767_225_600  # 2026-01-01
NAMES = ("Alice", "Bob", "Carol", "Dan")


def commands(items: int, commits: int) -> Iterator[bytes]:
    """The stream for fast-import."""
    rng = random.Random(7)
    versions = [0] * items
    adding = -(-items // PER_COMMIT)
    mark = 0
    for number in range(commits):
        mark += 1
        base = mark - 1
        if number < adding:
            changed = range(number * PER_COMMIT, min(items, (number + 1) * PER_COMMIT))
        else:
            changed = {rng.randrange(items) for _ in range(2)}
        branched = number >= adding and number % 20 == 0
        yield _commit(
            "refs/heads/side" if branched else "refs/heads/main", mark, number, f"from :{base}\n" if base else ""
        )
        for item in changed:
            yield _file(item, versions[item], rng)
            versions[item] += 1
        if branched:
            mark += 1
            yield _commit("refs/heads/main", mark, number, f"from :{base}\nmerge :{mark - 1}\n")
            for item in changed:
                versions[item] -= 1
                yield _file(item, versions[item], random.Random(item))
                versions[item] += 1


def _commit(ref: str, mark: int, number: int, parents: str) -> bytes:
    name = NAMES[number % len(NAMES)]
    stamp = f"{name} <{name.lower()}@example.org> {START + number * 600} +0000"
    message = f"Change {number}"
    return (
        f"commit {ref}\nmark :{mark}\nauthor {stamp}\ncommitter {stamp}\ndata {len(message)}\n{message}\n{parents}"
    ).encode()


def _file(item: int, version: int, rng: random.Random) -> bytes:
    team = item % 20
    state = STATES[min(version, len(STATES) - 1)] if version < 8 else STATES[rng.randrange(len(STATES))]
    text = (
        f"---\nid: T{team:02}-{item}\ntype: story\ntitle: Item {item} of the measured history\nstatus: {state}\n"
        f"team: team{team:02}\nowner: p{item % 5}\nsprint: team{team:02}-{version % 4 + 1}\npriority: high\n"
        f'rank: "0|h{item:06}:"\nestimate: {{data-science: {version % 5}, backend: 3}}\n'
        "labels: [a, b]\ndue: 2026-12-01\n---\n" + "A line of text that is about as long as lines are.\n" * 15
    )
    return f"M 100644 inline backlog/team{team:02}/T{team:02}-{item}-item.md\ndata {len(text)}\n{text}\n".encode()


def generate(root: Path, items: int, commits: int) -> None:
    """Make the repository and check out its main branch."""
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    importer = subprocess.Popen(["git", "-C", str(root), "fast-import", "--quiet", "--force"], stdin=subprocess.PIPE)
    assert importer.stdin is not None
    for part in commands(items, commits):
        importer.stdin.write(part)
    importer.stdin.close()
    if importer.wait() != 0:
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard", "main"], check=True)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
