"""A project in, what all pages of its site share out: name, navigation, moment; and the digest of the theme."""

import importlib.metadata
from functools import cache

from backlogue import __version__
from backlogue.base import discover
from backlogue.base.digest import digest
from backlogue.site.templates import Entry, Frame
from backlogue.views.edition import Edition
from backlogue.views.page import Page

GUIDE = "guide"
_LIBRARIES = ("comrak", "Jinja2", "Markdown", "mkdocs", "nh3")


def frame(edition: Edition, guide: bool, serving: bool = False) -> Frame:
    """The frame of an edition; `guide` says whether there are written pages."""
    project = edition.plan.project
    shown = sorted((page for page in pages() if page.title), key=lambda page: page.place)
    sections = [Entry(page.name, page.title, page.path) for page in shown]
    if guide:
        sections.append(Entry(GUIDE, "Guide", f"{GUIDE}/index.html"))
    return Frame(
        name=project.name,
        sections=tuple(sections),
        as_of=edition.as_of.words,
        repository=project.repository or "",
        branch=project.main_branch,
        about=f"{GUIDE}/index.html" if guide else "rules/index.html",
        version=__version__,
        serving=serving,
        feed=edition.timeline is not None,
        moments=edition.moments,
    )


def pages() -> tuple[Page, ...]:
    """Every kind of page."""
    return tuple(plug.value for plug in discover("backlogue.views.pages", "PAGE"))


def frame_digest(shared: Frame) -> str:
    """Changes when any page would, whatever it shows: frame (not its moment), and the libraries that write it."""
    told = (
        shared.name,
        repr(shared.sections),
        shared.repository,
        shared.branch,
        shared.about,
        str(shared.serving),
        str(shared.feed),
        repr(shared.moments),
    )
    return digest(*told, _versions())


@cache
def _versions() -> str:
    # Our own files are part of the cache's key already.
    return digest(__version__, *(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES))
