"""A wrong or doubtful query in; the line it stands on, with a caret and the way out, out."""

from backlogue.render.terminal import visible, width


def point(text: str, start: int, end: int, message: str, hint: str | None, title: str = "query") -> str:
    """Sentence, source line and caret; `start` and `end` are offsets in characters into the text."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", first)
    line = text[first : len(text) if last < 0 else last].rstrip("\r")
    column = start - first
    marked = line[column : max(column, end - first)]
    cut = max(0, column - 60)
    shown = ("…" if cut else "") + visible(line[cut : cut + 110])
    before = width(("…" if cut else "") + visible(line[cut:column]))
    carets = "^" * max(1, min(width(visible(marked)), 110 - before))
    place = f"{title}:{text.count(chr(10), 0, start) + 1}:{column + 1}"
    return f"{place}: {visible(message)}\n  {shown}\n  {' ' * before}{carets}{' ' + visible(hint) if hint else ''}"
