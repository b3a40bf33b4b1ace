"""One line of Jira wiki markup in, the same line as Markdown out; a single pass, so linear in its length."""

import re
from collections.abc import Callable

from backlogue.exchange.markdown import code_span, link

Names = Callable[[str], str | None]

# Each branch is bounded by its own closing character or fails at once, so no text makes it backtrack far.
_MARK = re.compile(
    r"(?P<mono>\{\{(?P<code>[^{}\n]{1,2000})\}\})"
    r"|\{color(?::[^{}\n]{0,40})?\}(?P<color>)"
    r"|\[~(?:accountid:)?(?P<person>[^\]\[\n]{1,200})\]"
    r"|\[\^(?P<file>[^\]\[\n|]{1,300})\]"
    r"|\[(?P<label>[^\[\]|\n]{0,1000})\|(?P<target>[^\[\]|\n]{1,2000})(?:\|(?P<tip>[^\[\]\n]{0,200}))?\]"
    r"|\[(?P<bare>(?:https?://|mailto:)[^\[\]|\s]{1,2000})\]"
    r"|(?P<url>(?:https?|ftp)://[^\s|\[\]{}<>\"]+)"
    r"|!(?P<image>[^!\s|\n][^!|\n]{0,300})(?:\|[^!\n]{0,300})?!(?!\w)"
    r"|(?<![\w*\\])\*(?=[^\s*])(?P<bold>[^*\n]{1,2000})(?<=\S)\*(?![\w*])"
    r"|(?<![\w+\\])\+(?=[^\s+])(?P<under>[^+\n]{1,2000})(?<=\S)\+(?![\w+])"
    r"|(?<![\w?])\?\?(?=\S)(?P<cite>[^?\n]{1,2000})\?\?(?!\w)"
    r"|(?<![\w\-\\])-(?=[^\s\-])(?P<struck>[^\-\n]{1,2000})(?<=\S)-(?![\w\-])"
    r"|(?P<dunder>__+)"
    r"|(?P<tilde>~)"
    r"|(?P<newline>\\\\(?!\\))"
    r"|(?P<tick>`)"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
)


# How Jira shows a link to itself and to other tools; a third part of a link that is none of these is its tip.
_SMART = re.compile(r"(?:smart-(?:link|card|embed)|block-card)?")


def convert(text: str, name: Names) -> str:
    """Convert; `name` gives the person behind an account id, or the address behind an attachment's name."""
    return _convert(text, name, 0).strip()


def _convert(text: str, name: Names, depth: int) -> str:
    return _MARK.sub(lambda match: _replace(match, name, depth), text)


def _inner(text: str, name: Names, depth: int) -> str:
    """Marks inside marks, as deep as anyone writes."""
    return _convert(text, name, depth + 1) if depth < 4 else text


def _replace(match: "re.Match[str]", name: Names, depth: int) -> str:
    kind = match.lastgroup
    if kind in ("mono", "code"):
        return code_span(match["code"])
    if kind == "color":
        return ""
    if kind == "person":
        return f"@{name(match['person']) or match['person']}"
    if kind == "file":
        address = name(match["file"])
        return link(match["file"], address) if address else code_span(match["file"])
    if kind in ("label", "target", "tip"):
        tip = "" if _SMART.fullmatch(match["tip"] or "") else f" ({_inner(match['tip'], name, depth)})"
        return link(_inner(match["label"], name, depth), match["target"]) + tip
    if kind == "bare":
        return link("", match["bare"])
    if kind == "url":
        return match["url"]
    if kind == "image":
        return _image(match[0], match["image"], name)
    if kind == "bold":
        return f"**{_inner(match['bold'], name, depth)}**"
    if kind in ("under", "cite"):
        return f"_{_inner(match[kind], name, depth)}_"
    if kind == "struck":
        return f"~~{_inner(match['struck'], name, depth)}~~"
    if kind == "newline":
        return " "
    return "\\" + match[0].replace("_", "\\_").removeprefix("\\")


def _image(written: str, source: str, name: Names) -> str:
    """An image by its address; by its name alone when the export does not say where it is."""
    if source.startswith(("http://", "https://")) and " " not in source:
        return f"![{source.rsplit('/', 1)[-1]}]({source})"
    if not re.search(r"\.\w{2,5}$", source.strip()):
        return written
    address = name(source.strip())
    return f"![{source}]({address})" if address and " " not in address else f"{code_span(source)} (image)"
