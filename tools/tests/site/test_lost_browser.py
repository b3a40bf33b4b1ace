"""The page for addresses that have none, as a host of static sites shows it: in place of any page, at any depth."""

import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from site_project import SMALL, write

BELOW = "/team/plan/"


class Host(SimpleHTTPRequestHandler):
    """Serves a site below a folder, and its 404.html with that status for everything else."""

    site: Path

    def translate_path(self, path: str) -> str:
        inside = path.partition("?")[0].removeprefix(BELOW)
        return str(self.site / inside if path.startswith(BELOW) else self.site / "nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        data = (self.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """A test prints nothing."""


@pytest.fixture
def host(tmp_path: Path, build: Callable[..., Path]) -> Iterator[str]:
    """The address of a small site in which APP-3 was once APP-30."""
    fix = SMALL["backlog/APP-3-fix.md"].replace("id: APP-3\n", "id: APP-3\nformerly: [APP-30]\n")
    site = build(write(tmp_path / "small", SMALL | {"backlog/APP-3-fix.md": fix}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneHost", (Host,), {"site": site}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BELOW}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("lost", ["gone.html", "items/APP-99.html", "a/b/c/d/e"])
def test_it_works_at_any_depth(chromium: Any, host: str, lost: str) -> None:
    page = chromium.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(host + lost)
    box = page.get_by_role("combobox")
    box.wait_for()
    box.fill("serve score")
    page.locator(".hits a", has_text="the score").wait_for()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Sprints").click()
    assert page.url == f"{host}sprints/index.html"
    # The browser itself tells of each file that was not there on the way up, and of nothing else.
    assert [one for one in faults if "404" not in one] == []
    page.close()


@pytest.mark.parametrize("lost", ["APP-3", "backlog/APP-3.html", "APP-30"])
def test_an_address_that_ends_in_an_id_suggests_the_item(chromium: Any, host: str, lost: str) -> None:
    page = chromium.new_page()
    page.goto(f"{host}{lost}")
    page.get_by_role("region", name="Perhaps you look for").get_by_role("link", name="Fix it").click()
    assert page.url == f"{host}items/APP-3.html"
    page.goto(f"{host}items/APP-99.html")
    page.get_by_role("combobox").wait_for()
    assert not page.locator("#meant").is_visible()
    page.close()


def test_it_can_be_read_without_scripts_and_opened_from_disk(chromium: Any, example: Path, host: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}items/APP-99.html")
    assert page.get_by_role("heading", name="No page has this address").is_visible()
    assert page.get_by_text("shorten the address").is_visible()
    context.close()
    page = chromium.new_page()
    page.goto((example / "404.html").as_uri())
    page.get_by_role("combobox").wait_for()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Sprints").click()
    assert page.url == (example / "sprints/index.html").as_uri()
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
def test_axe_finds_nothing(chromium: Any, host: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{host}APP-30")
    page.locator("#meant").wait_for()
    answer = axe.run(page).response
    assert [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in answer["violations"]] == []
    assert len(answer["passes"]) > 10
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
