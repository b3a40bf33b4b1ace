"""What all tests share: the flag that writes golden files anew, and a cache that is nobody's."""

import os
from tempfile import TemporaryDirectory

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write golden files anew; read the diff before you commit."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Before any module is imported: each process of a run has a cache of its own."""
    folder = TemporaryDirectory(prefix="backlogue-cache-", ignore_cleanup_errors=True)
    os.environ["BACKLOGUE_CACHE_DIR"] = folder.name
    config.add_cleanup(folder.cleanup)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
