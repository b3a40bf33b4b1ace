"""The worked example and small projects, built as sites; a real browser where the machine has one."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from site_project import SMALL, write

from backlogue.site.build import build_site
from backlogue.world.clock import day_of

REPOSITORY = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKLOGUE_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small project's folder."""
    return write(tmp_path / "small", SMALL)


@pytest.fixture
def build() -> Callable[..., Path]:
    """Builds a project's folder into one beside it."""

    def run(root: Path, out: str = "public") -> Path:
        return build_site(root, root / out, day_of(root, TODAY)).out

    return run


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own example."""
    if not (REPOSITORY / "backlog").is_dir():
        pytest.skip("the worked example is not here")
    place = tmp_path_factory.mktemp("example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKLOGUE_CACHE_DIR", str(place / "cache"))
        return build_site(REPOSITORY, place / "public", day_of(REPOSITORY, TODAY)).out


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless browser, or a skip that says why there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()
