"""The small project as a repository, and the command in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reports.reporting import repository
from repositories import GitFolder

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def project(tmp_path: Path) -> GitFolder:
    return repository(tmp_path / "plan")


@pytest.fixture
def run(project: GitFolder, tmp_path: Path) -> Run:
    """`backlogue report ...` in the project's folder."""

    def run(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        kept = {**os.environ, "BACKLOGUE_CACHE_DIR": str(tmp_path / "cache"), "COLUMNS": "100", **(env or {})}
        command = [sys.executable, "-m", "backlogue", "report", *arguments]
        return subprocess.run(command, cwd=project.root, env=kept, capture_output=True, check=False)

    return run
