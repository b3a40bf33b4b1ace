"""What the tests of several sources share."""

from pathlib import Path

import pytest
from evidence.asked import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return Project(tmp_path)


# Its tests run where it is installed: see test_registry.
collect_ignore = ["plugin_example", "samples"]
