"""check reads the project's templates beside the plan: also when nothing else changed, and beside a base."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from repositories import GitFolder

Check = Callable[..., CompletedProcess[str]]
PATH = "site/templates/reports/done.html"
BROKEN = "<p>\n{{ document.title"


@pytest.fixture
def check(project: GitFolder, tmp_path: Path) -> Check:
    def check(*arguments: str) -> CompletedProcess[str]:
        kept = {**os.environ, "BACKLOGUE_CACHE_DIR": str(tmp_path / "cache"), "COLUMNS": "200"}
        command = [sys.executable, "-m", "backlogue", "check", "--select", "REP101", *arguments]
        return subprocess.run(command, cwd=project.root, env=kept, capture_output=True, text=True, check=False)

    return check


def test_a_template_that_breaks_later_is_told(check: Check, project: GitFolder) -> None:
    project.write({PATH: "{{ document.title }}"})
    assert check().returncode == 0
    project.write({PATH: BROKEN})
    told = check()
    assert told.returncode == 1
    assert f"{PATH}:2:1: error REP101 the template cannot be used" in told.stdout
    assert "{{ document.title" in told.stdout
    assert check("--ignore", "REP").returncode == 0
    assert check(PATH).returncode == 1
    assert check("backlog").returncode == 0
    config = project.root / "backlogue.yaml"
    config.write_text(f"{config.read_text()}rules: {{REP101: off}}\n")
    assert check().returncode == 0


def test_beside_a_base_only_what_the_change_broke_counts(check: Check, project: GitFolder) -> None:
    project.commit({PATH: BROKEN})
    assert check("--base", "HEAD").returncode == 0
    assert check("--at", "HEAD").returncode == 0
    project.write({PATH: f"{BROKEN} "})
    assert check("--base", "HEAD").returncode == 1


def test_a_link_in_place_of_a_template_is_told(check: Check, project: GitFolder) -> None:
    (project.root / PATH).parent.mkdir(parents=True)
    (project.root / PATH).symlink_to("/etc/hostname")
    told = check()
    assert told.returncode == 1
    assert f"{PATH}:1:1: error REP101 a symbolic link, which is not followed" in told.stdout
