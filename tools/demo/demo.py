"""A throw-away repository with a history, made from the worked example; then checked, built and served.

Usage: python tools/demo/demo.py DIR [--serve [PORT]]
The repository is written to DIR/project (anew each time), its site to DIR/site.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from story import Step, story

from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.proofs import ENDING
from backlogue.world.files import Folder

ROOT = Path(__file__).parent.parent.parent
LAST_DAY = date(2026, 11, 20)
# In the repository's own settings: that it was made here and may be made anew.
MARK = "backlogue.demo"
FOLDERS = ("backlog", "sprints", "schemas", "data")


def make(target: Path) -> None:
    """Write the repository; its last tree is the example's."""
    plan = read_plan(Folder(ROOT), lambda _zone: LAST_DAY).plan
    files = _files()
    texts = {entry.path: entry.record.text for entry in plan.entries}
    # What sources said comes with the work it proves, not with the first commit.
    texts |= {name: data.decode() for name, data in files.items() if name.endswith(ENDING)}
    target.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(target)], check=True)
    subprocess.run(["git", "-C", str(target), "config", MARK, "true"], check=True)
    importer = subprocess.Popen(["git", "-C", str(target), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert importer.stdin is not None
    for part in stream(plan, story(plan, texts, LAST_DAY), {name: files[name] for name in files if name not in texts}):
        importer.stdin.write(part)
    importer.stdin.close()
    if importer.wait() != 0:
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", str(target), "reset", "--quiet", "--hard", "main"], check=True)
    left = [name for name, data in files.items() if (target / name).read_bytes() != data]
    if left:
        raise SystemExit(f"the history does not end in the example: {', '.join(left)}")


def clear(target: Path) -> None:
    """Delete an earlier demo, and nothing else that may be called so."""
    if not target.exists():
        return
    asked = ["git", "config", "--file", str(target / ".git" / "config"), MARK]
    if subprocess.run(asked, capture_output=True, check=False).returncode != 0:
        raise SystemExit(f"{target} is no demo made here: name another folder")
    shutil.rmtree(target)


def stream(plan: Plan, steps: list[Step], rest: Mapping[str, bytes]) -> Iterator[bytes]:
    """What fast-import reads: a first commit with everything that is no item or sprint, then the steps."""
    people = {
        name: member.name or name for team in plan.project.teams.values() for name, member in team.members.items()
    }
    mark = 1
    yield _commit("main", mark, "alice", people, int(steps[0].at.timestamp()) - 3600, "Set up the plan")
    for path, data in sorted(rest.items()):
        yield _file(path, data)
    for step in steps:
        at = int(step.at.timestamp())
        if step.branch:
            # A pull request: the work on a branch that starts from the main line, then its merge.
            mark += 1
            yield _commit(step.branch, mark, step.author, people, at - 1800, step.message, mark - 1)
            yield from (_file(path, text.encode()) for path, text in sorted(step.files.items()))
            mark += 1
            title = f"Merge branch {step.branch}"
            yield _commit("main", mark, "alice", people, at, title, mark - 2, mark - 1)
        else:
            mark += 1
            yield _commit("main", mark, step.author, people, at, step.message, mark - 1)
        yield from (_file(path, text.encode()) for path, text in sorted(step.files.items()))


def _commit(
    branch: str, mark: int, who: str, people: Mapping[str, str], at: int, message: str, parent: int = 0, other: int = 0
) -> bytes:
    stamp = f"{people.get(who, who)} <{who}@example.org> {at} +0000"
    data = message.encode()
    ref = "refs/heads/main" if branch == "main" else f"refs/demo/{branch}"
    lines = f"commit {ref}\nmark :{mark}\nauthor {stamp}\ncommitter {stamp}\ndata {len(data)}\n".encode() + data + b"\n"
    lines += f"from :{parent}\n".encode() if parent else b""
    return lines + (f"merge :{other}\n".encode() if other else b"")


def _file(path: str, data: bytes) -> bytes:
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def _files() -> dict[str, bytes]:
    """Every file of the example."""
    paths = [
        ROOT / "backlogue.yaml",
        *(path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.is_file()),
    ]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def serve(folder: Path, port: int) -> None:
    """Serve a folder on this machine only, until interrupted."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"Serving the demo on http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def main() -> None:
    """Make the repository, check it, build its site, and serve that where asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--serve", type=int, nargs="?", const=8000, metavar="PORT")
    asked = options.parse_args()
    project, site = asked.folder / "project", asked.folder / "site"
    clear(project)
    make(project)
    backlogue = [sys.executable, "-m", "backlogue"]
    subprocess.run([*backlogue, "check", "--project", str(project)], check=True)
    build = ["build", "--project", str(project), "--out", str(site), "--as-of", "sprints"]
    subprocess.run([*backlogue, *build], check=True)
    if asked.serve is not None:
        serve(site, asked.serve)


if __name__ == "__main__":
    main()
