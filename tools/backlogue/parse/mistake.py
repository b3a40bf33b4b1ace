"""A text that is not YAML and the parser's complaint in; what the writer did, where, and the way out.

libyaml reports where it gave up, which is often lines behind the slip: a quote or a bracket is
blamed where it was opened, a missing colon in the line that lacks it.
"""

import re

import yaml

from backlogue.parse.fault import Fault, Region

_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]*):(?P<rest>[ ].*)?$")
_GLUED = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)$")


_LONGEST_KEY = 1024  # YAML 1.2.2, section 7.4: a key that is not announced by a question mark


def mistake(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """The fault behind a syntax error in `text`."""
    mark = error.problem_mark or error.context_mark
    lines = [line.rstrip("\r") for line in text.split("\n")]
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    opened = error.context_mark if error.context_mark is not None else mark
    since = (opened.line, opened.column) if opened is not None else (0, 0)
    problem = f"{error.problem or ''} {error.context or ''}"
    return (
        _tab(lines, line)
        or _quote(lines, problem, line, column, since)
        or _bracket(lines, problem, line, column, since)
        or _start(lines, problem, line, column, since)
        or _colon(lines, problem, line, column, since)
        or _layout(lines, problem, line, column)
        or _fault((line, column), f"not valid YAML: {problem.strip()}", "put the value in quotes if it is text")
    )


def _fault(place: tuple[int, int], message: str, hint: str, width: int = 1) -> Fault:
    line, column = place
    return Fault("SRC105", Region(line, column, line, column + width), message, hint)


def _written(lines: list[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _tab(lines: list[str], line: int) -> Fault | None:
    written = _written(lines, line)
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" not in indent:
        return None
    return _fault((line, indent.index("\t")), "a tab cannot indent", "indent with spaces")


def _quote(lines: list[str], problem: str, line: int, column: int, since: tuple[int, int]) -> Fault | None:
    if "quoted scalar" in problem:
        mark = _written(lines, since[0])[since[1] : since[1] + 1]
        if "escape" in problem or "digit" in problem:
            column = max(_written(lines, line).rfind("\\", 0, column + 1), 0)
            if re.match(r"\\u[dD][89a-fA-F]", _written(lines, line)[column:]):
                return _fault((line, column), "the escape of half a character", "write the character itself", 6)
            hint = r"write \\ for a backslash, or put the text in single quotes"
            return _fault((line, column), "a backslash in double quotes begins an escape, and this is none", hint)
        return _fault(since, f"the quote {mark} opened here is never closed", f"end the text with {mark}")
    before = _written(lines, line)[:column].rstrip()
    if "expected key" in problem and before[-1:] in ("'", '"') and column > 0:
        mark = before[-1]
        if before.count(mark) % 2 and (at := _opening(lines, line, mark)) is not None:
            return _fault(
                at, f"the quote {mark} opened here is closed only in a later line", f"end the text with {mark}"
            )
        way = "write a quote inside it twice: ''" if mark == "'" else r"write a quote inside it as \""
        return _fault((line, column), f"text behind the closing quote {mark}", f"quote the whole value, and {way}")
    return None


def _opening(lines: list[str], line: int, mark: str) -> tuple[int, int] | None:
    """The nearest line above in which a quote is left open."""
    for above in range(line - 1, -1, -1):
        if lines[above].count(mark) % 2:
            return above, lines[above].index(mark)
    return None


def _bracket(lines: list[str], problem: str, line: int, column: int, since: tuple[int, int]) -> Fault | None:
    found = _written(lines, line)[column : column + 1]
    if "flow sequence" in problem or "flow mapping" in problem:
        left, right = ("[", "]") if "flow sequence" in problem else ("{", "}")
        if found in ("]", "}"):
            return _fault((line, column), f"{left} is closed by {found}", f"close it with {right}")
        if line > since[0] or not found:
            return _fault(since, f"the {left} opened here is not closed", f"end it with {right}")
        return _fault((line, column), f"unexpected {found!r} inside {left} {right}", "put the entry in quotes")
    if "flow node" in problem:
        before = _written(lines, line)[:column].rstrip()[-1:]
        if before in ("[", "{") and found in ("]", "}"):
            right = "]" if before == "[" else "}"
            return _fault((line, column), f"{before} is closed by {found}", f"close it with {right}")
        if found in (",", "]", "}"):
            return _fault((line, column), f"an entry is missing before {found!r}", "delete the comma too many")
        at = _unclosed(lines, line, column) or since
        left = _written(lines, at[0])[at[1] : at[1] + 1]
        return _fault(at, f"the {left} opened here is not closed", f"end it with {']' if left == '[' else '}'}")
    before = _written(lines, line)[:column].rstrip()[-1:]
    if "expected key" in problem and before in ("]", "}") and column > 0 and found not in ("]", "}"):
        return _fault(
            (line, column), f"text behind the closing {before}", "delete it, or put the whole value in quotes"
        )
    if "expected key" in problem and found in ("]", "}"):
        return _fault((line, column), f"a {found} too many", "delete it, or put the value in quotes")
    return None


def _unclosed(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """The innermost bracket that is open at a place; brackets in quotes are not counted."""
    opened: list[tuple[int, int]] = []
    for number, written in enumerate(lines[: line + 1]):
        bare = re.sub(r"\"[^\"]*\"|'[^']*'|(?<!\S)#.*", lambda quoted: " " * len(quoted[0]), written)
        for at, sign in enumerate(bare[:column] if number == line else bare):
            if sign in "[{":
                opened.append((number, at))
            elif sign in "]}" and opened:
                opened.pop()
    return opened[-1] if opened else None


def _start(lines: list[str], problem: str, line: int, column: int, since: tuple[int, int]) -> Fault | None:
    """A character that means something to YAML where a value starts."""
    early = ("scanning an alias", "scanning an anchor", "scanning a tag", "scanning a directive", "block scalar")
    place = since if any(words in problem for words in early) else (line, column)
    found = _written(lines, place[0])[place[1] : place[1] + 1]
    starts = (*early, "cannot start any token", "in this context", "block node")
    if "mapping values" in problem or not found or not any(words in problem for words in starts):
        return None
    if "block scalar" in problem:
        return _fault(
            place, f"{found} at the start of a value announces text in the lines below it", _in_quotes(lines, place)
        )
    return _fault(place, f"a value cannot start with {found!r}", _in_quotes(lines, place))


def _colon(lines: list[str], problem: str, line: int, column: int, since: tuple[int, int]) -> Fault | None:
    if "expected ':'" in problem:
        return _no_colon(lines, since[0])
    if "mapping values" not in problem:
        return None
    written = _written(lines, line)
    key = _KEY.match(written)
    if key is not None and key.end("key") < column:
        start = (line, key.end("key") + 2)
        return _fault((line, column), "a second ': ' in one line", _in_quotes(lines, start))
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    if above is None:
        return None
    if _KEY.match(lines[above]) is None:
        return _no_colon(lines, above)
    indent = len(written) - len(written.lstrip())
    hint = "begin it where the key above begins, or empty the value above"
    return _fault((line, indent), "indented deeper than the line above, which has its value already", hint)


def _no_colon(lines: list[str], line: int) -> Fault:
    written = _written(lines, line)
    indent = len(written) - len(written.lstrip())
    width = max(len(written) - indent, 1)
    if written.strip("= ") == "":
        return _fault((line, indent), "a line of equals signs", "delete it, if a merge left it", width)
    if (odd := re.match(r"[ ]*(?:- +)*([A-Za-z_][\w-]*)(:\u00a0|\uff1a|\ua789)", written)) is not None:
        sign = "no-break space behind the colon" if odd[2][0] == ":" else "colon of another script"
        hint = f"write a plain colon and a plain space: {odd[1]}: {written[odd.end() :].strip()}"
        return _fault((line, odd.end(1)), f"a {sign}", hint, len(odd[2]))
    if (long := _KEY.match(written)) is not None and len(long["key"]) > _LONGEST_KEY:
        return _fault((line, indent), f"a key of more than {_LONGEST_KEY:,} characters", "write a shorter key", width)
    if (glued := _GLUED.match(written)) is not None:
        hint = f"put a space behind the colon: {glued['key']}: {glued['value']}"
        return _fault((line, indent), "no space behind the colon", hint, width)
    return _fault((line, indent), "neither a key with its colon nor a value", "write it as key: value", width)


def _layout(lines: list[str], problem: str, line: int, column: int) -> Fault | None:
    written = _written(lines, line)
    if "<document start>" in problem:
        return _beginning(lines, line, column)
    if "'-' indicator" in problem:
        return _fault(
            (line, column), "a list goes on here without its dash", "begin the line with '- ', or indent it less"
        )
    if "expected key" not in problem:
        return None
    if written[column : column + 1] == ":":
        return _fault((line, column), "a colon with no key before it", "write it as key: value")
    if not written[:column].strip():
        if written[column : column + 2] in ("- ", "-"):
            hint = "write list entries below their key, all in one column"
            return _fault((line, column), "a list entry that stands below no key", hint)
        hint = "begin it in the same column as the keys it belongs to"
        return _fault((line, column), f"indented by {column}, which fits no line above", hint)
    return _fault((line, column), "a key was expected here", "put what stands before it in quotes, or begin a new line")


def _beginning(lines: list[str], line: int, column: int) -> Fault:
    first = next((number for number, other in enumerate(lines) if other.strip()), 0)
    indent = len(lines[first]) - len(lines[first].lstrip())
    if lines[first].startswith("%"):
        return _fault((first, 0), "a directive has no place here", "delete the line", len(lines[first]))
    if indent and first < line:
        hint = "begin every key of the same level in the same column"
        return _fault((line, column), f"indented less than the first key, which stands {indent} to the right", hint)
    return _fault((first, indent), "this line is no key with a value", "begin with a line such as id: CHURN-12")


def _in_quotes(lines: list[str], place: tuple[int, int]) -> str:
    """The way out of a value that YAML takes for something else, with the value as it should be written."""
    value = _written(lines, place[0])[place[1] :].strip()
    if not value or len(value) > 80 or any(sign in value for sign in "[]{}#"):
        return "put the value in quotes"
    quoted = (
        f"'{value}'"
        if '"' in value and "'" not in value
        else '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'
    )
    return f"put the value in quotes: {quoted}"
