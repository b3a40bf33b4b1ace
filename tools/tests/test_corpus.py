"""Bad files and trees, each with everything that `backlogue check` says of it: `bad/*.md`."""

import fcntl
import gc
import io
import os
import sys
from pathlib import Path

import pytest
from corpus import PAGES, Case, all_cases, lay_out, with_output

from backlogue.cli import main

CASES = all_cases()
FEWEST = 170


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.page.removesuffix('.md')}: {case.title}") for case in CASES]
)
def test_bad_file(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: bool) -> None:
    if any(fence.word == "unreadable" for fence in case.fences) and os.geteuid() == 0:
        pytest.skip("root can read every file")
    root = tmp_path / "plan"
    root.mkdir()
    monkeypatch.chdir(root)
    lay_out(case, root)
    said = said_by("check", *case.arguments, "--today", "2026-07-06", "--no-cache", patch=monkeypatch)
    assert "Traceback" not in said
    assert "exit 3" not in said
    said = said.replace(str(tmp_path), "…")
    if golden:
        write(case, said)
    assert said == case.output or golden


def said_by(*arguments: str, patch: pytest.MonkeyPatch) -> str:
    """What the command prints, to both outputs, and its exit code, in a process that has no terminal."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    with patch.context() as here, pytest.raises(SystemExit) as end:
        here.setattr(sys, "argv", ["backlogue", *arguments])
        here.setattr(sys, "stdout", streams[0])
        here.setattr(sys, "stderr", streams[1])
        main()
    gc.enable()  # a command is a short process of its own and collects nothing
    texts = []
    for stream in streams:
        stream.seek(0)
        texts.append(stream.read())
    return f"{''.join(texts)}exit {end.value.code}\n"


def write(case: Case, said: str) -> None:
    """Put an output into its page; one process at a time."""
    page = PAGES / case.page
    with page.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = with_output(file.read(), case.title, said)
        file.seek(0)
        file.truncate()
        file.write(text)


def test_the_corpus_is_large_and_each_case_has_its_own_name() -> None:
    assert len(CASES) >= FEWEST
    assert len({(case.page, case.title) for case in CASES}) == len(CASES)
