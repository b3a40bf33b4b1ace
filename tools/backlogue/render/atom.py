"""A feed in, Atom (RFC 4287) out."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from backlogue.render.terminal import upright
from backlogue.render.xml import escape, quoteattr
from backlogue.views.feed import Feed, FeedEntry, Told

# Signs that XML 1.0 has no place for, however they are written.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_atom(feed: Feed, link: Callable[[str], str]) -> str:
    """`link` gives an entry's address from its commit; relative addresses count from the feed's own."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{feed.id}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{_time(feed.at)}</updated>",
        '<link rel="self" type="application/atom+xml" href="changes.atom"/>',
        '<link rel="alternate" type="text/html" href="changes/index.html"/>',
        *(_entry(entry, link(entry.commit)) for entry in feed.entries),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(entry: FeedEntry, address: str) -> str:
    body = "".join(map(_told, entry.told)) + (f"<p>and {entry.more} more</p>" if entry.more else "")
    return (
        f"<entry>\n<id>{entry.id}</id>\n<title>{_text(entry.title)}</title>\n<updated>{_time(entry.at)}</updated>\n"
        f"<author><name>{_text(entry.author) or 'unknown'}</name></author>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n'
        f'<content type="html">{_text(body)}</content>\n</entry>'
    )


def _told(one: Told) -> str:
    """HTML, which the feed escapes once more."""
    head = f"<p><strong>{_text(one.item)}</strong> {_text(one.title)}{' (new)' if one.born else ''}</p>"
    edits = "".join(f"<li>{_text(field)}: {_pair(was, now)}</li>" for field, was, now in one.edits)
    return head + (f"<ul>{edits}</ul>" if edits else "")


def _pair(was: str, now: str) -> str:
    if not was:
        return _text(now)
    return f"{_text(was)} → {_text(now) if now else '(removed)'}"


def _text(text: str) -> str:
    return escape(upright(_NOT_XML.sub("\ufffd", text)))


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
