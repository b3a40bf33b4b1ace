"""A page of the guide in; its commands run in a folder, beside what the page says they print, out.

A fence `console` holds commands behind `$ ` and their output; `…` stands for any text within a line, or, alone on
its line, for any lines. A fence below `Write`, `This is` or `Next is` and the name of a file is that file, written
as shown. `python tools/tests/guide/session.py PAGE…` runs pages anew and writes what was printed into them; outputs
with a `…` in them stay.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "site/docs"
DAY = "2026-11-27T10:00:00+01:00"
_FENCE = re.compile(r"^```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?:Write|This is|Next is) `(?P<path>[\w./-]+)`:\n\n\Z")
_MARK = "\x00"
# Who writes a decision down does so on the clock's day, which for this reader is the day of all commits.
_ONE_DAY = f"""backlogue() {{
  case "$1" in
    sprint | experiment) command backlogue "$1" "$2" --today {DAY[:10]} "${{@:3}}" ;;
    *) command backlogue "$@" ;;
  esac
}}
"""


class Step(NamedTuple):
    """A command, what the page says it prints, and where in the page that stands."""

    command: str
    expected: str
    start: int
    end: int


class File(NamedTuple):
    """A file that the reader writes."""

    path: str
    text: str


def steps(page: str) -> list[Step | File]:
    """Commands and files in the order of the page."""
    found: list[Step | File] = []
    for fence in _FENCE.finditer(page):
        named = _FILE.search(page[: fence.start()])
        if fence["kind"] == "console":
            found.extend(_commands(fence["text"], fence.start("text")))
        elif named is not None:
            found.append(File(named["path"], fence["text"]))
    return found


def _commands(text: str, offset: int) -> list[Step]:
    found = []
    for part in re.finditer(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        output = part["output"]
        found.append(Step(part["command"], output, offset + part.start("output"), offset + part.end("output")))
    return found


def environment(folder: Path) -> dict[str, str]:
    """Our own commands first, no settings of whoever runs the tests, one day, one author."""
    alien = ("GIT_", "BACKLOGUE_", "NO_COLOR", "COLUMNS", "PYTEST")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(alien)}
    who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in
           (("NAME", "Alice Meyer"), ("EMAIL", "alice@predict.example"), ("DATE", DAY))}  # fmt: skip
    return kept | who | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
        "BACKLOGUE_CACHE_DIR": str(folder / "cache"),
    }  # fmt: skip


class Session:
    """A reader at a shell, in a folder; `cd` and written files stay from one step to the next."""

    def __init__(self, folder: Path, start: Path) -> None:
        self.folder, self.here, self.environment = folder, start, environment(folder)

    def do(self, step: Step | File) -> str:
        """Do one step; what it prints, both streams as a terminal shows them."""
        if isinstance(step, File):
            (self.here / step.path).parent.mkdir(parents=True, exist_ok=True)
            (self.here / step.path).write_text(step.text, encoding="utf-8")
            return ""
        script = f'{_ONE_DAY}{step.command}\nprintf "{chr(92)}0%s" "$PWD"'
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.here, env=self.environment, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        printed, _, place = done.stdout.rpartition(_MARK)
        self.here = Path(place)
        return printed.replace(str(self.folder), "/home/alice")


def begin(folder: Path, page: str) -> Session:
    """An empty folder for the tutorial, a clone of the worked example for any other page; and a place to push to."""
    folder = folder.resolve()
    start = folder / "work" if page.startswith("tutorial/") else folder / "predict"
    start.mkdir()
    session = Session(folder, start)
    (folder / ".gitconfig").write_text(
        f"[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n"
        f'[url "{folder}/remote.git"]\n\tinsteadOf = https://github.com/alice/predict.git\n'
    )
    subprocess.run(["git", "init", "-q", "--bare", str(folder / "remote.git")], check=True, env=session.environment)
    if not page.startswith("tutorial/"):
        for name in ("backlog", "sprints", "schemas", "data"):
            shutil.copytree(ROOT / name, start / name)
        shutil.copy(ROOT / "backlogue.yaml", start)
        session.do(Step("git init -q && git add . && git commit -qm 'The plan of today'", "", 0, 0))
    return session


def agrees(expected: str, printed: str) -> bool:
    """Whether what was printed is what the page shows."""
    lines = [
        "(?:[^\n]*\n)*" if line == "…" else re.escape(line).replace("…", "[^\n]*") + "\n"
        for line in expected.rstrip("\n").split("\n")
    ]
    return re.fullmatch("".join(lines), printed.rstrip("\n") + "\n") is not None


def _renew(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        session = begin(Path(folder), page.relative_to(GUIDE).as_posix())
        printed = [(step, session.do(step)) for step in steps(text)]
    for step, output in reversed(printed):
        if isinstance(step, Step) and "…" not in step.expected:
            text = text[: step.start] + (output.rstrip("\n") + "\n" if output.strip() else "") + text[step.end :]
        elif isinstance(step, Step) and not agrees(step.expected, output):
            sys.stderr.write(f"{page.name}: {step.command}\n{output}")
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        _renew(Path(name).resolve())
