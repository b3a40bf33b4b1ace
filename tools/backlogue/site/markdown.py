"""Markdown from a plan file in, safe HTML with accessible checkboxes and linked item ids out.

The text may come from a stranger's pull request: raw HTML passes an allow-list, nothing is loaded
from elsewhere (a picture becomes a link), and no id on the page can be taken over.
"""

import re
from collections.abc import Collection
from functools import cache
from html import escape

import comrak
import nh3

from backlogue.site.weave import PRE, Link, weave

LONGEST = 200_000
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t])){100}", re.MULTILINE)

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "time",
    "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_CLASSES = {
    "ul": {"contains-task-list"},
    "ol": {"contains-task-list"},
    "li": {"task-list-item"},
    "span": {"box", "on"},
    "div": {
        "markdown-alert",
        *(f"markdown-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")),
    },
    "p": {"markdown-alert-title"},
}
_BOXES = (
    (
        '<input type="checkbox" class="task-list-item-checkbox" checked="" disabled="" />',
        '<span class="box on">Done: </span>',
    ),
    ('<input type="checkbox" class="task-list-item-checkbox" disabled="" />', '<span class="box">Not done: </span>'),
)
_IMAGE = re.compile(r"<img\b[^>]*?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*"([^"]*)\"""", re.IGNORECASE)


def html(text: str, link: Link, items: Collection[str] = (), root: str = "", top: int = 2) -> str:
    """Render Markdown (CommonMark with GitHub's tables, task lists, strike-through, bare links and alerts).

    `link` turns an address that is relative to the file into one for the page; an empty answer drops
    the link and keeps its words. `items` are the ids to link, at `root`; the text's highest heading
    becomes level `top`, and no level is skipped.
    """
    if _exhausting(text):
        return plain(text)
    made = comrak.render_markdown(text, *_options())
    if len(made) > 20 * len(text) + 100_000:
        return plain(text)
    if "<img" in made:
        made = _IMAGE.sub(_picture, made)
    for written, ours in _BOXES:
        made = made.replace(written, ours)
    return weave(_cleaner().clean(made), link, set(items), root, top)


def plain(text: str) -> str:
    """A text as it is written, for one that would cost a builder minutes."""
    return f"{PRE}<code>{escape(text)}</code></pre>"


def _exhausting(text: str) -> bool:
    """Whether parsers that are quadratic in nesting, tags or cells would take long; no text of people looks like it."""
    return (
        len(text) > LONGEST or text.count("<") > 10_000 or text.count("@") > 10_000
        or _DEEP.search(text) is not None or _cells(text) > 100_000
    )  # fmt: skip


def _cells(text: str) -> int:
    """The most cells that tables of this text could have: short rows are filled up to the widest one."""
    widths = [line.count("|") for line in text.split("\n") if "|" in line]
    return len(widths) * max(widths, default=0)


@cache
def _options() -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    extension = comrak.ExtensionOptions()
    for name in ("table", "tasklist", "autolink", "strikethrough", "alerts"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    render.unsafe_ = True  # raw HTML is let through here, and the allow-list decides about it
    render.tasklist_classes = True
    return extension, comrak.ParseOptions(), render


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        clean_content_tags={"script", "style", "svg", "math", "iframe", "object", "title", "textarea", "select"},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _picture(found: re.Match[str]) -> str:
    """A picture as a link with its words: the site loads nothing from elsewhere."""
    written = {name.lower(): value for name, value in _ATTRIBUTE.findall(found[0])}
    source, words = written.get("src", ""), written.get("alt") or "picture"
    return f'<a href="{source}">Picture: {words}</a>' if source else words
