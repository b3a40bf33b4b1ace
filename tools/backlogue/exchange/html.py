"""HTML of Azure DevOps fields in, Markdown and a list of what could not be kept out."""

import re
from typing import Any

from bs4 import BeautifulSoup, Comment
from bs4.element import Tag
from markdownify import MarkdownConverter

from backlogue.exchange.markdown import Marked, link

_MARKUP = re.compile(
    r"</?(?:"
    r"a|b|i|u|s|p|q|div|br|hr|span|ul|ol|li|em|strong|small|sub|sup|del|ins|strike|img|table|thead"
    r"|tbody|tfoot|tr|td|th|h[1-6]|pre|code|font|center|blockquote|steps|script|style|input|iframe"
    r"|video|audio|source|embed|object|section|article|header|footer|main|figure|figcaption|label|dl"
    r"|dt|dd|caption|mark|kbd"
    r")\b[^>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|#\d{2,5});")
_NAMES = (
    "a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noscript "
    "object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search "
    "section select slot small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tt u ul var video wbr"
)
_ELEMENTS = frozenset(_NAMES.split())
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# Deeper trees than this would exhaust the converter's recursion; Outlook mails reach some hundreds.
_DEEPEST = 150
_SHOWN = {"video": "src", "audio": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data"}


class _Converter(MarkdownConverter):
    """markdownify, with tags typed as text kept as text, and every address kept."""

    def escape(self, text: str, parent_tags: Any) -> str:
        escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]  # missing in its stubs
        return _TAG.sub(r"\\<", escaped)

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:
        target = str(el.get("href") or "").strip()
        if not target or "_noformat" in parent_tags:
            return text
        return link(" ".join(text.split()), target)


def html_to_markdown(text: str) -> Marked:
    """Convert; a text with no tags and no entities is kept as it is."""
    # Behind the last > no tag ends; each that opens there would be looked for to the end of the text.
    if not _MARKUP.search(text, 0, text.rfind(">") + 1) and not _ENTITY.search(text):
        return Marked(text.replace("<!--", "\\<!--"))
    soup = _parse(text)
    lost = _drop_unseen(soup)
    _show_unknown(soup)
    _show_addresses(soup, lost)
    if _depth(soup) > _DEEPEST:
        return Marked(
            re.sub(r"<(?=[A-Za-z/!?])", r"\\<", soup.get_text("\n")),
            (*lost, "the layout, which is nested too deeply"),
        )
    converter = _Converter(heading_style="ATX", bullets="-", newline_style="BACKSLASH", strip=["u", "font", "span"])
    made = str(converter.convert_soup(soup))
    return Marked(re.sub(r"\n{3,}", "\n\n", made.replace("\xa0", " ")).strip("\n"), tuple(lost))


def steps_to_markdown(text: str) -> Marked:
    """The steps of a test case (XML of Azure DevOps) as a numbered list: action, then what is expected."""
    if "<step" not in text:
        return html_to_markdown(text)
    soup = _parse(text)
    lines: list[str] = []
    lost: list[str] = []
    for step in soup.find_all("step"):
        shown = []
        for part in step.find_all("parameterizedstring"):
            marked = html_to_markdown(part.get_text())
            lost += marked.lost
            shown.append(" ".join(marked.text.split()))
        action, expected = (*shown, "", "")[:2]
        lines.append(f"1. {action or '(no action)'}" + (f" — expected: {expected}" if expected else ""))
        lines += [f"   {more}" for more in shown[2:] if more]
    for shared in soup.find_all("compref"):
        lines.append(f"1. Shared steps {shared.get('ref')}")
    return Marked("\n".join(lines), tuple(lost)) if lines else html_to_markdown(soup.get_text(" "))


def _parse(text: str) -> BeautifulSoup:
    """The tree of a text. An XML declaration would only make the parser warn on standard error.

    The parser drops the ampersand of "Q&A" at the very end of a text, so something stands behind it.
    """
    return BeautifulSoup(re.sub(r"^\s*<\?xml[^>]*>", "", text) + "\n", "html.parser")


def _drop_unseen(soup: BeautifulSoup) -> list[str]:
    """Take out what no reader of the page ever saw, and say so."""
    lost: list[str] = []
    for tag in soup.find_all(["script", "style", "template", "noscript", "head"]):
        words = " ".join(tag.get_text().split())
        if words:
            lost.append(f"<{tag.name}> {words}")
        tag.extract()
    for comment in soup.find_all(string=lambda found: isinstance(found, Comment)):
        lost.append(f"the comment {' '.join(comment.split())}")
        comment.extract()
    return lost


def _show_unknown(soup: BeautifulSoup) -> None:
    """`List<String>` that nobody escaped: a tag that HTML does not have is text."""
    for tag in soup.find_all(True):
        if tag.name not in _ELEMENTS and ":" not in tag.name:
            tag.insert_before(f"<{tag.name}>")
            tag.unwrap()


def _show_addresses(soup: BeautifulSoup, lost: list[str]) -> None:
    """Media that Markdown cannot show become links; images packed into the text are named and left out."""
    for tag in soup.find_all(list(_SHOWN)):
        target = tag.get(_SHOWN[tag.name])
        if target:
            made = soup.new_tag("a", href=str(target))
            made.string = f"{tag.name}: {target}"
            tag.insert_before(made)
    for image in soup.find_all("img"):
        source = str(image.get("src") or "")
        if source.startswith("data:"):
            lost.append(f"an image packed into the text ({len(source)} characters)")
            image.replace_with(f"(image: {image.get('alt') or 'packed into the text'})")
    for box in soup.find_all("input"):
        if str(box.get("type", "")).lower() == "checkbox":
            behind = str(box.next_sibling or "")
            box.replace_with(("[x]" if box.has_attr("checked") else "[ ]") + ("" if behind[:1].isspace() else " "))


def _depth(soup: BeautifulSoup) -> int:
    """The depth of the tree, found without recursion."""
    deepest = 0
    todo: list[tuple[Tag, int]] = [(soup, 0)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        if depth > _DEEPEST:
            break
        todo += [(child, depth + 1) for child in node.children if isinstance(child, Tag)]
    return deepest
