"""A card in; what a person reads in a terminal out. Nothing from the file can steer the terminal."""

from collections.abc import Iterator

from backlogue.render.card import CardFormat
from backlogue.render.terminal import pad, visible, visible_lines, width
from backlogue.views.card import Card, Ref
from backlogue.views.listing import words


def write(card: Card, color: bool) -> str:
    """Title, keys, kin, findings and text, with an empty line between."""
    blocks = [_head(card, color), _facts(card), *_kin(card, color), _findings(card, color)]
    body = visible_lines(card.body.replace("\r\n", "\n"))
    return "\n\n".join(block for block in (*blocks, body) if block) + "\n"


def _head(card: Card, color: bool) -> str:
    category = f" ({card.category})" if card.category and card.category != card.status else ""
    title = _bold(f"{card.id}  {visible(card.title)}", color)
    return f"{title}\n{visible(card.type)}, {visible(card.status)}{category}\n{visible(card.path)}"


def _facts(card: Card) -> str:
    facts = [(visible(key), visible(words(value))) for key, value in card.fields]
    stay = card.sprint
    if stay is not None:
        days = f", {stay.start} to {stay.end}" if stay.start else " (no file defines it)"
        facts.append(("sprint", f"{visible(stay.id)}{days}{': ' + visible(stay.goal) if stay.goal else ''}"))
    if "estimate" in dict(card.fields) and card.size is not None:
        facts.append(("size", f"{card.size:g}"))
    widest = max((width(key) for key, _ in facts), default=0)
    return "\n".join(f"{pad(key, widest)}  {text}" for key, text in facts)


def _kin(card: Card, color: bool) -> Iterator[str]:
    kin = (
        ("Part of", card.parents), ("Children", card.children),
        ("Waits for", card.waits_for), ("Needed by", card.needed_by),
    )  # fmt: skip
    for title, refs in kin:
        if refs:
            longest = max(len(ref.id) for ref in refs)
            yield "\n".join([_bold(title, color), *(_ref(ref, longest) for ref in refs)])


def _ref(ref: Ref, longest: int) -> str:
    if ref.title is None:
        return f"  {pad(visible(ref.id), longest)}  (not among the files that could be read)"
    return f"  {pad(visible(ref.id), longest)}  {visible(ref.title)} ({visible(ref.status or '')})"


def _findings(card: Card, color: bool) -> str:
    if not card.findings:
        return ""
    lines = [
        f"  {one.span.line}:{one.span.column} {one.severity.word} {one.code} {visible(one.message)}"
        + (f" ({visible(one.hint)})" if one.hint else "")
        for one in card.findings
    ]
    return "\n".join([_bold("Findings", color), *lines])


def _bold(text: str, wanted: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if wanted else text


FORMAT = CardFormat("text", write)
