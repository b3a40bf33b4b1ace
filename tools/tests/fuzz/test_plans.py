"""The worked example with damaged files: none is blamed for another's shape, and order and cache change nothing."""

import os
import random
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from fuzz.damage import damaged, example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlogue.checks.page import line_of
from backlogue.pipeline import compile_project
from backlogue.world.cache import Cache
from backlogue.world.files import Folder
from backlogue.world.texts import Texts

DAY = date(2026, 7, 20)


def said(files: dict[str, bytes], cache: Cache | None = None) -> list[str]:
    return [line_of(one) for one in compile_project(Texts(files), lambda _zone: DAY, cache).diagnostics]


BEFORE = said(example())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(damaged(), st.randoms(use_true_random=False))
def test_damage_stays_where_it_is(changed: dict[str, bytes], dice: random.Random) -> None:
    files = {**example(), **changed}
    lines = said(files)
    for line in set(lines) - set(BEFORE):
        path, code = line.partition(".md:")[0] + ".md", line.split(": ", 1)[1].split()[1]
        assert path in changed or code[:3] not in ("SRC", "SHP"), line
    shuffled = list(files.items())
    dice.shuffle(shuffled)
    assert said(dict(shuffled)) == lines


def test_broken_files_claim_their_ids() -> None:
    """Every file but one in seven is read: nobody is blamed for waiting on what the others define."""
    plan = sorted(path for path in example() if path != "backlogue.yaml")
    for start in range(7):
        lost = dict.fromkeys(plan[start::7], b"---\nlabels: [\n---\n")
        fresh = set(said({**example(), **lost})) - set(BEFORE)
        assert not [line for line in fresh if re.search(" (PLN101|PLN103|PLN113|PLN115) ", line)]


def test_cached_and_uncached_are_the_same(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "plan"
    files = example()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        os.utime(root / path, (1_700_000_000, 1_700_000_000))
    dice = random.Random(7)
    cache = Cache(root)
    for turn in range(12):
        path = dice.choice(sorted(files))
        data = files[path]
        at = dice.randrange(len(data) + 1)
        (root / path).write_bytes(
            data[:at] + dice.choice([b"", b"[", b"\xff", b"\nowner: x\n"]) + data[at + dice.randrange(3) :]
        )
        os.utime(root / path, (1_700_000_100 + turn, 1_700_000_100 + turn))
        cold, warm, again = (compile_project(Folder(root), lambda _zone: DAY, kept) for kept in (None, cache, cache))
        assert cold.diagnostics == warm.diagnostics == again.diagnostics
    assert (cache.folder / "records").is_file()


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    for path, data in example().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data.replace(b"owner: ", b"owner: x").replace(b"status: done", b"status: dome"))
    command = [sys.executable, "-m", "backlogue", "check", "--no-cache", "--today", "2026-07-20", "--format", "json"]
    outputs = {
        subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True).stdout
        for seed in "019"
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
