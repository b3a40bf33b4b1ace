"""Views in, HTML out: the theme's Jinja templates with the filters they use."""

import posixpath
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backlogue.render.chart import Drawing
from backlogue.render.documents.html import groups, href
from backlogue.render.terminal import upright
from backlogue.site.forge import commit_url, file_url
from backlogue.site.markdown import html
from backlogue.views.document import Link
from backlogue.views.moment import Moment
from backlogue.views.page import View
from backlogue.views.words import count, day, number, spoken

THEME = Path(__file__).parent / "theme"
ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the site's navigation."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a site shares. `repository` is a web address or empty; `serving` loosens the policy."""

    name: str
    sections: tuple[Entry, ...]
    as_of: str
    repository: str
    branch: str
    about: str
    version: str
    serving: bool = False
    feed: bool = False
    moments: tuple[Moment, ...] = ()
    past: Moment | None = None


class Pages:
    """Renders views with the theme."""

    def __init__(
        self, frame: Frame, paths: Callable[[str, str], str], has: Callable[[str], bool] = lambda _: False
    ) -> None:
        """`paths` turns an address written in a source file into one below the site's root, or a web address;
        `has` tells whether a moment has a page."""
        self.frame = frame
        self._paths = paths
        self._environment = Environment(
            loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        self._environment.globals["site"] = frame
        install(self._environment)
        self._environment.globals["has"] = has
        self._environment.filters["href"] = self._href

    def _href(self, link: Link | None, root: str | None) -> str:
        """Where a link leads; a commit to where the repository shows it."""
        found = href(link, root)
        if found or link is None or not link.commit or not self.frame.repository:
            return found
        return commit_url(self.frame.repository, link.commit)

    def render(self, template: str, view: View, charts: Mapping[str, Drawing]) -> str:
        """One page, with its charts by name."""
        path = view.head.path
        root = "../" * path.count("/")

        def markdown(text: str, items: tuple[str, ...] = (), top: int = 2) -> Markup:
            def link(address: str) -> str:
                found = self._paths(view.head.source, address)
                return found if ":" in found or not found else root + found

            return Markup(html(text, link, items, root, top))  # noqa: S704 - html() gives safe HTML

        return self._environment.get_template(template).render(view=view, root=root, markdown=markdown, charts=charts)

    def lost(self) -> str:
        """The page for addresses that have none. It finds the site's other files itself, from wherever it is shown."""
        script = (THEME / "404.js").read_text(encoding="utf-8")
        allowed = b64encode(sha256(script.encode()).digest()).decode()
        return self._environment.get_template("404.html").render(root="", finder=script, digest=allowed)


def install(environment: Environment) -> None:
    """Give an environment the filters of the theme, and what it prints of texts; MkDocs' environment gets the same."""
    environment.finalize = lambda value: upright(value) if isinstance(value, str) else value
    environment.globals["has"] = lambda _: False
    environment.filters |= {
        "beside": lambda path, ending: posixpath.basename(posixpath.splitext(path)[0]) + "." + ending,
        "num": lambda value: "" if value is None else number(value),
        "count": count,
        "words": spoken,
        "capfirst": lambda text: text[:1].upper() + text[1:],
        "day": lambda value: day(date.fromisoformat(value)),
        "source": lambda repository, branch, path: file_url(repository, branch, path, "blob"),
        "commit": commit_url,
        "groups": groups,
        "href": href,
        "edit": lambda repository, branch, path: file_url(repository, branch, path, "edit"),
    }
