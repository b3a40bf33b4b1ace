"""The site in a real browser, opened from disk as a reader would: accessible at three widths, light and dark; scripts
that add and never take away; a policy that nothing breaks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KINDS = (
    "index",
    "backlog/index",
    "backlog/view-stuck",
    "boards/index",
    "boards/growth",
    "items/CHURN-1",
    "items/CHURN-3",
    "items/FRAUD-8",
    "sprints/index",
    "sprints/churn-2026-11b",
    "sprints/fraud-2026-08b",
    "experiments/index",
    "increments/index",
    "increments/2026-q4",
    "teams/index",
    "findings/index",
    "done/index",
    "done/churn",
    "audit/index",
    "audit/CHURN-25",
    "rules/index",
    "rules/PLN101",
)
# Tables and boards that are wider than their box, those of figures among them.
SIDEWAYS = """() => {
  document.querySelectorAll("details").forEach(one => { one.open = true; });
  return [...document.querySelectorAll(".board, .table-box")]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `${one.className} ${one.scrollWidth} in ${one.clientWidth}: ${one.innerText.slice(0, 40)}`);
}"""


@pytest.fixture
def tab(chromium: Any, example: Path) -> Iterator[Any]:
    """A tab that fails the test on any script error or broken policy."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    yield page
    page.close()
    assert faults == []


def address(site: Path, name: str, mark: str = "") -> str:
    return (site / f"{name}.html").as_uri() + mark


def guide_pages(site: Path) -> list[str]:
    """The written pages, where the example has some."""
    return sorted(path.relative_to(site).with_suffix("").as_posix() for path in site.glob("guide/**/*.html"))


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (900, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(chromium: Any, example: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    # The policy forbids axe's own script, so it is lifted here and watched in the other tests.
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found, checked = [], 0
    for name in (*KINDS, *guide_pages(example)[:2]):
        page.goto(address(example, name))
        answer = axe.run(page).response
        checked += len(answer["passes"])
        found += [f"{name}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in answer["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
    context.close()
    assert found == []
    assert checked > 10 * len(KINDS)


def test_no_page_breaks_its_policy_or_is_wider_than_a_phone(tab: Any, example: Path) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    wide = []
    for name in (*KINDS, *guide_pages(example)):
        tab.goto(address(example, name))
        tab.wait_for_function("document.readyState === 'complete'")
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("width", [820, 1024, 1280])
def test_no_table_and_no_board_is_pushed_sideways_where_there_is_room(tab: Any, example: Path, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    pushed = []
    for name in (*KINDS, "backlog/view-models", "done/fraud", "sprints/churn-2026-07a"):
        tab.goto(address(example, name))
        pushed += [f"{name}: {words}" for words in tab.evaluate(SIDEWAYS)]
    assert pushed == []


def test_everything_is_there_without_scripts(chromium: Any, example: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address(example, "backlog/index"))
    assert page.locator("table.backlog tbody tr").count() > 50
    assert not page.locator("form.search").is_visible()
    assert not page.locator("form.backlog").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Sprints", exact=True).click()
    assert page.url.endswith("/sprints/index.html")
    context.close()


def test_the_theme_is_remembered(tab: Any, example: Path) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(address(example, "index"))
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    before = tab.evaluate(paper)
    tab.get_by_role("button", name="Switch to dark").click()
    assert tab.evaluate(paper) != before
    tab.goto(address(example, "teams/index"))
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.get_by_role("button", name="Switch to light").click()
    assert tab.evaluate(paper) == before


def test_search_finds_an_item_by_id_word_and_person(tab: Any, example: Path) -> None:
    tab.goto(address(example, "items/CHURN-3"))
    tab.keyboard.press("/")
    tab.keyboard.type("fraud-8")
    hit = tab.locator(".hits a").first
    hit.wait_for()
    assert "Merchant velocity" in hit.inner_text()
    tab.locator("#search").fill("velocity henr")
    tab.locator(".hits a", has_text="Merchant velocity").wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/items/FRAUD-8.html")
    tab.locator("#search").fill("zzzqqq")
    tab.locator(".hits .none").wait_for()
    tab.keyboard.press("Escape")
    assert not tab.locator(".hits").is_visible()


def test_the_backlog_filters_groups_sorts_and_can_be_sent_on(tab: Any, example: Path) -> None:
    tab.goto(address(example, "backlog/index"))
    form = tab.locator("form.backlog")
    form.locator("[name=type]").select_option("experiment")
    tab.locator(".filter-count", has_text=" of ").wait_for()
    rows = tab.locator("table.backlog tbody tr")
    total = rows.count()
    assert 0 < total < 30
    form.locator("[name=group]").select_option("team")
    tab.locator("tr.group").first.wait_for()
    assert tab.locator("tr.group").count() >= 2
    form.get_by_label("Filter by words").fill("fraud")
    tab.wait_for_function(f"document.querySelectorAll('table.backlog tbody tr:not(.group)').length < {total}")
    sent = tab.url
    assert "type=experiment" in sent
    count = tab.locator(".filter-count").inner_text()
    tab.goto("about:blank")
    tab.goto(sent)
    tab.locator(".filter-count", has_text=count).wait_for()
    form.get_by_role("button", name="Clear").click()
    tab.get_by_role("button", name="Points").click()
    tab.locator("th[aria-sort='ascending']").wait_for()
    first = [float(text) for text in tab.locator("table.backlog tbody td.right").all_inner_texts()[:20] if text]
    assert first == sorted(first)
    assert len(first) > 10


def test_rows_that_the_script_draws_are_those_of_the_page(tab: Any, example: Path) -> None:
    tab.goto(address(example, "backlog/index"))
    read = "[...document.querySelectorAll('table.backlog tbody tr')].map(row => row.innerText).join('\\n')"
    before = tab.evaluate(read)
    form = tab.locator("form.backlog")
    form.get_by_label("Filter by words").fill("x")
    tab.locator(".filter-count", has_text=" of ").wait_for()
    form.get_by_role("button", name="Clear").click()
    tab.wait_for_function("document.querySelectorAll('table.backlog tbody tr').length > 50")
    assert tab.evaluate(read) == before


def test_a_plain_table_sorts_by_its_hidden_value(tab: Any, example: Path) -> None:
    tab.goto(address(example, "sprints/index"))
    table = tab.locator("section", has=tab.get_by_role("heading", name="Past")).locator("table")
    table.get_by_role("button", name="Dates").click()
    days = [cell.get_attribute("data-v") for cell in table.locator("td[data-v]").all()]
    assert days == sorted(days)
    table.get_by_role("button", name="Dates").click()
    assert [cell.get_attribute("data-v") for cell in table.locator("td[data-v]").all()] == sorted(days, reverse=True)


def test_it_prints_without_its_controls(tab: Any, example: Path) -> None:
    tab.goto(address(example, "backlog/index"))
    tab.emulate_media(media="print")
    assert not tab.locator(".top").is_visible()
    assert not tab.locator("form.backlog").is_visible()
    assert tab.locator("table.backlog").is_visible()
