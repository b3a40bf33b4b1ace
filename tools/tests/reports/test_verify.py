"""An auditor's day: the lines of a report's manifest hold for sha256sum, and a kept report is made again."""

import hashlib
import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from repositories import GitFolder

Run = Callable[..., CompletedProcess[bytes]]


def lines_in(form: str, text: str) -> str:
    """The lines that a report says it was made from, as a file for sha256sum."""
    if form == "json":
        return "".join(f"{line}\n" for line in json.loads(text)["manifest"]["lines"])
    start, end = ("```text\n", "```") if form == "markdown" else ('<pre class="digests">', "</pre>")
    return html.unescape(text.split(start)[1].split(end)[0])


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_the_lines_are_those_that_the_digest_names_and_sha256sum_checks(
    form: str, run: Run, project: GitFolder, tmp_path: Path
) -> None:
    project.commit({"backlog/APP-8 a\\b.md": "---\nid: APP-8\ntype: story\ntitle: Odd\nstatus: done\nowner: bo\n---\n"})
    done = run("done", "--format", form)
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    lines = lines_in(form, text)
    assert hashlib.sha256(lines.encode()).hexdigest() in text
    assert f"# commit {project.head}\n" in lines
    sums = tmp_path / "made-from.txt"
    sums.write_text(lines)
    command = ["sha256sum", "--check", "--strict", str(sums)]
    checked = subprocess.run(command, cwd=project.root, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr.decode()
    assert checked.stdout.count(b"OK") == len(re.findall(r"^[^#]", lines, re.MULTILINE))
    assert b"APP-8 a" in checked.stdout


@pytest.mark.parametrize("name", ["done.md", "done.html", "done.json", "done.xml", "done.csv"])
def test_a_kept_report_is_verified(name: str, run: Run, project: GitFolder, tmp_path: Path) -> None:
    kept = tmp_path / name
    assert run("done", "--out", str(kept)).returncode == 0
    same = run("done", "--verify", str(kept))
    assert (same.returncode, same.stderr) == (0, b"")
    assert b"is what these files give" in same.stdout
    commit = project.head
    project.commit({"backlog/APP-9-new.md": "---\nid: APP-9\ntype: story\ntitle: New\nstatus: done\nowner: bo\n---\n"})
    other = run("done", "--verify", str(kept))
    assert other.returncode == 1
    assert b"is not what these files give" in other.stderr
    if name not in ("done.xml", "done.csv"):
        assert f"here: # commit {project.head}" in other.stderr.decode()
        assert b"backlog/APP-9-new.md" in other.stderr
    assert run("done", "--at", commit, "--verify", str(kept)).returncode == 0


def test_a_report_with_changed_words_is_told(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "done.md"
    assert run("done", "--out", str(kept)).returncode == 0
    kept.write_text(kept.read_text().replace("lack", "meet"))
    done = run("done", "--verify", str(kept))
    assert done.returncode == 1
    assert b"its words were changed" in done.stderr


@pytest.mark.parametrize("arguments", [("--out", "other.md"), ("--write",)])
def test_verify_writes_nothing(arguments: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    done = run("review", "--sprint", "s1", "--verify", str(tmp_path / "one.md"), *arguments)
    assert done.returncode == 2
    assert b"leave out --out and --write" in b" ".join(done.stderr.split())


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    done = run("done", "--verify", "nowhere.md")
    assert done.returncode == 2
    assert b"nowhere.md cannot be read" in done.stderr
