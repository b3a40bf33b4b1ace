"""Clean HTML of a text in, the same HTML fit for our pages out, in one pass over its tags and texts."""

import re
from collections.abc import Callable, Collection
from html import escape, unescape

from backlogue.base import ID_IN_TEXT

Link = Callable[[str], str]

# What may scroll sideways can be reached by key.
TABLE = '<div class="table-box" role="group" aria-label="Table" tabindex="0"><table>'
PRE = '<pre tabindex="0">'
PREFIX = "text-"

# The sanitiser writes well-formed tags, with quotes around every value, so this finds each tag whole.
_PIECE = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>""")
_ALIGN = re.compile(r' align="(left|right|center)"')
_HREF = re.compile(r' href="([^"]*)"')
_NO_SLUG = re.compile(r"[^\w\- ]")
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def weave(clean: str, link: Link, items: Collection[str], root: str, top: int) -> str:
    """Mend addresses, heading levels and ids, alignment and what scrolls; link the ids of `items` at `root`."""
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
    if written.startswith("#"):
        return f' href="#{PREFIX}{escape(written[1:])}"'
    if _WEB.match(written):
        return found[0]
    target = link(written)
    return f' href="{escape(target)}"' if target else ""


def _linked(text: str, items: Collection[str], root: str) -> str:
    def one(found: re.Match[str]) -> str:
        name = found[0]
        return f'<a href="{root}items/{name}.html">{name}</a>' if name in items else name

    return ID_IN_TEXT.sub(one, text)


def _side(found: re.Match[str]) -> str:
    return f' class="{found[1]}"'


def _name(words: str, taken: dict[str, int]) -> str:
    """An id for a heading as GitHub makes it, with a prefix that no id of the frame has."""
    slug = PREFIX + (_NO_SLUG.sub("", unescape(words).strip().lower()).replace(" ", "-") or "section")
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug] - 1}"
