"""A value that a type refused, and pydantic's reason, in; what it should be, in words, and the way out, out."""

import re
import unicodedata
from calendar import month_name, monthrange
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from pydantic_core import ErrorDetails

from backlogue.base import nearest
from backlogue.model.words import NAME, ONE_LINE, WHOLE_ID

_PLAIN = {
    "float_type": "should be a number",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "bool_type": "should be true or false",
    "tuple_type": "should be a list",
    "dict_type": "should be a map of keys and values",
    "model_type": "should be a map of keys and values",
    "model_attributes_type": "should be a map of keys and values",
    "finite_number": "should be a finite number",
}
# Faults of our own validators that are told in their own words.
_WAYS_OUT = {
    "credentials": "they belong in the environment; change them, for git keeps what was here",
    "no_item": "write its id behind add: or remove:",
}
_BOUNDS = {
    "greater_than_equal": ("{} or more", "ge"),
    "greater_than": ("above {}", "gt"),
    "less_than_equal": ("{} or less", "le"),
    "less_than": ("below {}", "lt"),
}
# Our own patterns in words; a project's pattern is shown as it is written.
_PATTERNS = {
    ONE_LINE: "should be one line of text",
    r"^[A-Z][A-Z0-9]*$": "should be capital letters and digits, such as CHURN",
    r"^[a-z][a-z0-9_]*$": "should be small letters, digits and underscores, such as cost_centre",
    r"^[A-Z]{3}[0-9]{3}$": "should be the code of a rule, such as PLN101",
    r"^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$": "should be a version such as 1.4.0",
    r"^https?://\S+$": "should be an address that begins with https://",
}
_OTHER_DAY = re.compile(
    r"(?P<y1>\d{4})[-/.]?(?P<m1>\d{1,2})[-/.]?(?P<d1>\d{1,2})(?:[T ].*)?"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
    r"|(?P<m3>\d{1,2})/(?P<d3>1[3-9]|2\d|3[01])/(?P<y3>\d{4})|(?P<d4>1[3-9]|2\d|3[01])/(?P<m4>\d{1,2})/(?P<y4>\d{4})"
)


def words(detail: ErrorDetails, keys: tuple[int | str, ...], written: str, required: bool) -> tuple[str, str | None]:
    """What a value should be, and the way out; `written` is its text in the file, empty if over several lines."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    shown = _shown(value, written)
    if kind == "literal_error":
        return _choice(str(context.get("expected", "")), value, shown)
    if kind == "string_pattern_mismatch":
        return _pattern(str(context.get("pattern", "")), value, shown)
    if kind == "value_error":
        hint = _zone_hint(value) if keys == ("time_zone",) else _day_hint(value, written)
        return f"{context.get('error', detail['msg'])}, not {shown}", hint
    if kind == "string_too_short":
        taken = "take the entry out" if isinstance(keys[-1], int) else "delete the line"
        return "should not be empty", "write a value" if required else f"write a value, or {taken}"
    if value is None and kind in ("string_type", *_PLAIN):
        return (
            "is empty" if kind == "string_type" else f"{_PLAIN[kind]}, but is empty",
            "write a value, or delete the key",
        )
    if kind == "string_type":
        return f"should be text, not {shown}", _text_hint(value, written)
    if kind in _PLAIN:
        stop = f"{_PLAIN[kind]}, not {shown}" if kind != "tuple_type" or not isinstance(value, str) else _PLAIN[kind]
        return stop, _kind_hint(kind, value)
    if kind in _BOUNDS:
        says, name = _BOUNDS[kind]
        return f"should be {says.format(f'{context[name]:g}')}, not {shown}", None
    if kind in _WAYS_OUT:
        return str(detail["msg"]), _WAYS_OUT[kind]
    return detail["msg"].replace("Input ", "").replace("String ", "").replace("Value error, ", ""), None


def _shown(value: Any, written: str) -> str:
    """The value as its writer knows it."""
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = written if isinstance(value, int | float) and written else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _text_hint(value: Any, written: str) -> str | None:
    if isinstance(value, list):
        only = value[0] if len(value) == 1 and isinstance(value[0], str) else None
        return f"write it without brackets: {only}" if only else "write one text in place of the list"
    if isinstance(value, dict) and written and written[0] != "{" and '"' not in written:
        return f'put it in quotes: "{written}"'
    return "write one text in place of the map" if isinstance(value, dict) else "put it in quotes"


def _kind_hint(kind: str, value: Any) -> str | None:
    if kind == "tuple_type":
        if isinstance(value, str) and value.startswith("-"):
            return "put a space behind each dash"
        return f"write it as [{value}]" if isinstance(value, str) else "write it as [one, another]"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "write lines of the form key: value below it, indented"
    if kind == "bool_type":
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(str(value).lower())
        return f"write {meant}" if meant else "write true or false"
    if kind == "finite_number":
        return "write a number, or delete the key"
    return _number_hint(value) if isinstance(value, str) else None


def _number_hint(value: str) -> str | None:
    """The number that a text seems to mean."""
    plain = value.strip().replace("_", "")
    if re.fullmatch(r"[-+]?\d+,\d{1,2}", plain):
        return f"write {plain.replace(',', '.')}"
    if re.fullmatch(r"[-+]?\d+(\.\d+)?", plain):
        return f"write {plain}" if plain != value else "take the quotes away"
    return None


def _zone_hint(value: Any) -> str | None:
    close = nearest(value, available_timezones()) if isinstance(value, str) else None
    return f"did you mean {close}?" if close else None


def _day_hint(value: Any, written: str) -> str | None:
    """The day that was meant, where the order of its parts leaves no doubt, or how long its month is."""
    match = _OTHER_DAY.fullmatch(value if isinstance(value, str) else written)
    if match is None:
        return None
    parts = {name[0]: int(number) for name, number in match.groupdict().items() if number}
    try:
        return f"did you mean {date(parts['y'], parts['m'], parts['d'])}?"
    except ValueError:
        if 1 <= parts["m"] <= 12 and parts["y"]:
            length = monthrange(parts["y"], parts["m"])[1]
            return f"{month_name[parts['m']]} {parts['y']} has {length} days"
        return None


def _choice(expected: str, value: Any, shown: str) -> tuple[str, str | None]:
    known = [word.strip("' ") for word in expected.replace(" or ", ",").split(",") if word.strip("' ")]
    close = nearest(value, known) if isinstance(value, str) else None
    if "off" in known and value in ("no", "false", "never", False):
        close = "off"
    return f"should be one of {', '.join(known)}, not {shown}", f"did you mean {close}?" if close else None


def _pattern(pattern: str, value: Any, shown: str) -> tuple[str, str | None]:
    if pattern == WHOLE_ID:
        return f"should be an id such as CHURN-12, not {shown}", _id_hint(str(value))
    if pattern == NAME:
        return f"should be a name of letters, digits, dots and dashes, not {shown}", _name_hint(str(value))
    says = _PATTERNS.get(pattern)
    if says is None:
        # A project's pattern is anchored before it is used, and shown as its writer knows it.
        return f"should match {pattern.removeprefix('^(?:').removesuffix(')$')}, not {shown}", None
    upper = str(value).strip().upper()
    close = upper if upper != value and re.fullmatch(pattern, upper) else None
    return f"{says}, not {shown}", f"did you mean {close}?" if close else None


def _id_hint(value: str) -> str | None:
    """The id, or the ids, that a text seems to hold."""
    plain = unicodedata.normalize("NFKC", value).strip()
    head, _, tail = re.sub(r"[\s_\u2010-\u2015\u2212-]+", "-", plain).partition("-")
    whole = f"{head.upper()}-{tail.lower()}"
    if re.fullmatch(WHOLE_ID, whole):
        return f"did you mean {whole}?"
    inside = re.findall(r"(?<!\w)[A-Z][A-Z0-9]*-[0-9]+(?!\w)", plain)
    if inside:
        return f"did you mean {inside[0]}?" if len(inside) == 1 else f"write a list: [{', '.join(inside)}]"
    odd = next((sign for sign in plain if sign.isalpha() and not sign.isascii()), None)
    if odd is not None:
        return f"{odd} is {unicodedata.name(odd, 'a letter').lower()}; an id has the letters A to Z"
    return "write the id of an item: capital letters, a dash, a number"


def _name_hint(value: str) -> str | None:
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    close = re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")
    return f"write for example {close}" if close and close != value else None
