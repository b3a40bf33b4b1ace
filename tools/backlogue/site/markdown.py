"""Markdown from a plan file in, safe HTML with accessible checkboxes and linked item ids out.

The text may come from a stranger's pull request: raw HTML passes an allow-list, nothing is loaded
from elsewhere (a picture becomes a link), and no id on the page can be taken over.
"""

import re
from collections.abc import Callable, Collection
from functools import cache
from html import escape, unescape

import comrak
import nh3

Link = Callable[[str], str]

# What may scroll sideways can be reached by key.
TABLE = '<div class="table-box" role="group" aria-label="Table" tabindex="0"><table>'
PRE = '<pre tabindex="0">'

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
# nh3 writes well-formed tags, with quotes around every value, so this finds each tag whole.
_PIECE = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>""")
_IMAGE = re.compile(r"<img\b[^>]*?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*"([^"]*)\"""", re.IGNORECASE)
_ITEM = re.compile(r"\b[A-Z][A-Z0-9]*-[0-9a-z]+\b")
_ALIGN = re.compile(r' align="(left|right|center)"')
_HREF = re.compile(r' href="([^"]*)"')
_SLUG = re.compile(r"[^\w]+")
_WEB = re.compile(r"(?:https?|mailto):|#", re.IGNORECASE)


def html(text: str, link: Link, items: Collection[str] = (), root: str = "", top: int = 2) -> str:
    """Render Markdown (CommonMark with GitHub's tables, task lists, strike-through, bare links and alerts).

    `link` turns an address that is relative to the file into one for the page; an empty answer drops
    the link and keeps its words. `items` are the ids to link, at `root`; the text's highest heading
    becomes level `top`, and no level is skipped.
    """
    made = comrak.render_markdown(text, *_options())
    if "<img" in made:
        made = _IMAGE.sub(_picture, made)
    for written, ours in _BOXES:
        made = made.replace(written, ours)
    return _finish(_cleaner().clean(made), link, set(items), root, top)


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


def _finish(clean: str, link: Link, items: Collection[str], root: str, top: int) -> str:
    """One pass over tags and texts: addresses, heading levels and ids, alignment as a class, item ids as links."""
    out: list[str] = []
    inside = 0  # how many links, code spans or headings' own links are open: no item id is linked there
    levels: list[int] = []
    names: dict[str, int] = {}
    at = 0
    for tag in _PIECE.finditer(clean):
        out.append(_linked(clean[at : tag.start()], items, root) if items and not inside else clean[at : tag.start()])
        at = tag.end()
        end, name, rest = tag.groups()
        if name == "table":
            out.append("</table></div>" if end else TABLE)
            continue
        if name == "pre" and not end:
            out.append(PRE)
            inside += 1
            continue
        if name in ("a", "code", "pre"):
            inside += -1 if end else 1
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            if end:
                out.append(f"</h{min(6, top + len(levels) - 1)}>")
                continue
            rank = int(name[1])
            while levels and levels[-1] >= rank:
                levels.pop()
            levels.append(rank)
            words = _PIECE.sub("", clean[at : clean.find(f"</{name}>", at)])
            out.append(f'<h{min(6, top + len(levels) - 1)} id="{_name(words, names)}">')
        elif name in ("td", "th") and rest:
            out.append(f"<{name}{_ALIGN.sub(_side, rest)}>")
        elif name == "a" and rest:
            out.append(f"<a{_HREF.sub(lambda found: _address(found, link), rest)}>")
        else:
            out.append(tag[0])
    out.append(_linked(clean[at:], items, root) if items else clean[at:])
    return "".join(out)


def _address(found: re.Match[str], link: Link) -> str:
    written = unescape(found[1])
    if _WEB.match(written):
        return found[0]
    target = link(written)
    return f' href="{escape(target)}"' if target else ""


def _linked(text: str, items: Collection[str], root: str) -> str:
    def one(found: re.Match[str]) -> str:
        name = found[0]
        return f'<a href="{root}items/{name}.html">{name}</a>' if name in items else name

    return _ITEM.sub(one, text)


def _side(found: re.Match[str]) -> str:
    return f' class="{found[1]}"'


def _name(words: str, taken: dict[str, int]) -> str:
    """An id for a heading, with a prefix that no id of the frame has."""
    slug = f"text-{_SLUG.sub('-', words.lower()).strip('-') or 'section'}"
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
