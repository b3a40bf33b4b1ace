"""An edition in, every generated file of its site out, through a press: pages, their data, charts, search."""

import dataclasses
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pydantic_core import to_json

from backlogue.base import discover
from backlogue.base.digest import digest
from backlogue.render.atom import write_atom
from backlogue.render.chart import Chart, Drawing, csv_text
from backlogue.site import data
from backlogue.site.forge import commit_url
from backlogue.site.frame import frame_digest, pages
from backlogue.site.links import Links
from backlogue.site.press import MARK, Press
from backlogue.site.templates import ASSETS, Frame, Pages
from backlogue.views.edition import Edition
from backlogue.views.feed import feed
from backlogue.views.page import Page, View

_TITLE = re.compile(r"<title>(.*?) · ", re.DOTALL)


def publish(edition: Edition, shared: Frame, press: Press) -> None:
    """Write everything but the written pages."""
    for asset in sorted(ASSETS.iterdir()):
        content = asset.read_bytes()
        press.put(f"assets/{asset.name}", digest(content), lambda content=content: content)  # type: ignore[misc]
    _pages(edition, shared, press)
    rows = data.backlog_rows(edition)
    found = data.targets(edition, rows, guide_pages(press))
    for path, text in (*data.row_files(rows), *data.search_files(found)):
        press.put(path, digest(text), lambda text=text: text)  # type: ignore[misc]
    _feed(edition, shared, press)
    told = {"generator": "backlogue", "version": shared.version, "as_of": dataclasses.asdict(edition.as_of)}
    text = json.dumps(told | {"items": len(rows)}, indent=1) + "\n"
    press.put(MARK, digest(text), lambda: text)


def _feed(edition: Edition, shared: Frame, press: Press) -> None:
    found = feed(edition)
    if found is not None:

        def link(commit: str) -> str:
            return commit_url(shared.repository, commit) if shared.repository else "changes/index.html"

        text = write_atom(found, link)
        press.put("changes.atom", digest(text), lambda: text)


def guide_pages(press: Press) -> Iterator[tuple[str, str]]:
    """Path and title of each written page."""
    for path in press.below("guide"):
        if path.endswith(".html"):
            title = _TITLE.search(press.read(path).decode("utf-8"))
            yield path, html.unescape(title[1]) if title else path.rpartition("/")[2].removesuffix(".html")


def _pages(edition: Edition, shared: Frame, press: Press) -> None:
    links = Links(edition.plan)
    renderer = Pages(shared, links.resolve, press.has)
    charts = charts_by_name()
    base = frame_digest(shared)
    # A relative link in a text leads to another item's page while that item's file is there.
    linked = digest(base, *(f"{path} {page}" for path, page in sorted(links.pages.items())))
    for page in pages():
        drawn = [charts[name] for name in page.charts]
        for draft in page.drafts(edition):
            then = "".join("01"[press.has(moment.folder + draft.path)] for moment in shared.moments)
            key = digest(linked, page.name, draft.made_from, then)
            if drawn or not all(press.keep(path, key) for path in (_data_path(draft.path), draft.path)):
                for name, make in files_of(page, draft.view(), drawn, renderer):
                    press.put(name, key, make)
    press.put("404.html", base, renderer.lost)


def charts_by_name() -> dict[str, Chart]:
    """Every kind of chart."""
    return {plug.value.name: plug.value for plug in discover("backlogue.render.svg", "CHART")}


def files_of(
    page: Page, view: View, charts: Iterable[Chart], renderer: Pages
) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """A page's files, and how each is made: its data, its HTML, and the figures of each drawing as CSV."""
    drawn: dict[str, Drawing] = {}
    stem = view.head.path.removesuffix(".html")
    yield _data_path(view.head.path), lambda: to_json(view, indent=1) + b"\n"
    for chart in charts:
        drawing = chart.draw(view)
        if drawing is not None:
            path = f"{stem}.{chart.name}.csv"
            drawn[chart.name] = dataclasses.replace(drawing, csv=path.rpartition("/")[2])
            yield path, partial(csv_text, drawing)
    yield view.head.path, lambda: renderer.render(page.template, view, drawn)


def _data_path(path: str) -> str:
    """Where the data of a page stand."""
    return f"{path.removesuffix('.html')}.json"
