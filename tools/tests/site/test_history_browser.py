"""The pages of the past in a real browser: accessible at three widths, light and dark, with every table unfolded."""

from pathlib import Path
from typing import Any

import pytest
from repositories import item
from site_project import write

from backlogue.site.build import build_site
from backlogue.world.clock import day_of
from demo import make

THEN = "at/2026-09-11"
KINDS = (
    "sprints/index",
    "sprints/churn-2026-11a",
    "sprints/fraud-2026-08b",
    "sprints/growth-2026-11b",
    "items/FRAUD-14",
    "changes/index",
    "at/index",
    f"{THEN}/index",
    f"{THEN}/boards/fraud",
    f"{THEN}/sprints/fraud-2026-08b",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with a history of two increments, and a moment at each end of a sprint."""
    place = tmp_path_factory.mktemp("demo")
    make(place / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKLOGUE_CACHE_DIR", str(place / "cache"))
        project = place / "project"
        return build_site(project, place / "public", day_of(project), moments=("sprints",)).out


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (900, "dark"), (1440, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(chromium: Any, site: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for name in KINDS:
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found += [
            f"{name}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in axe.run(page).response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
    context.close()
    assert found == []


def test_the_board_of_an_earlier_moment_and_back_without_scripts(chromium: Any, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((site / "boards/fraud.html").as_uri())
    page.get_by_role("button", name="now").click()
    page.get_by_role("link", name="11 September 2026").click()
    assert page.url.endswith(f"/{THEN}/boards/fraud.html")
    assert page.get_by_text("The plan as it was at the end of 11 September 2026").is_visible()
    page.get_by_role("link", name="Now", exact=True).click()
    assert page.url == (site / "boards/fraud.html").as_uri()
    context.close()


def test_words_of_a_chart_do_not_cover_each_other(chromium: Any, site: Path) -> None:
    for width in (390, 900, 1440):
        page = chromium.new_page(viewport={"width": width, "height": 900})
        for name in ("sprints/fraud-2026-08b", "sprints/churn-2026-11a", "sprints/index"):
            page.goto((site / f"{name}.html").as_uri())
            over = page.evaluate(
                """() => [...document.querySelectorAll('svg.chart')].flatMap(chart => {
                  const words = [...chart.querySelectorAll('text')].filter(one => one.getClientRects().length);
                  const boxes = words.map(one => [one.textContent, one.getBoundingClientRect()]);
                  return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([b, y]) =>
                    x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 4 && y.top < x.bottom - 4
                  ).map(([b]) => `${a} / ${b}`));
                })"""
            )
            assert over == [], f"{name} at {width}"
        page.close()


def test_the_old_page_of_a_renumbered_item_leads_to_the_new_one_without_scripts(chromium: Any, tmp_path: Path) -> None:
    text = item("A-40", title="Serve the score", formerly="[A-1]")
    project = write(tmp_path / "project", {"backlog/A-40-score.md": text})
    out = build_site(project, tmp_path / "public", day_of(project)).out
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto((out / "items/A-1.html").as_uri())
    page.wait_for_url((out / "items/A-40.html").as_uri())
    assert page.locator("h1").inner_text() == "Serve the score"
    context.close()
    assert told == []
