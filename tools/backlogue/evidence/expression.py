"""A tree of maps and lists and an expression such as `runs[name=holdout].recall` in; the one value it names out.

    eval.recall            a key of a map within a map
    folds[0].recall        an entry of a list, from 0; [-1] is the last
    runs[name=holdout]     the one entry of a list of maps whose `name` is `holdout`
    ["acc,none"]           a key with signs that mean something here

A key that is written exactly like the whole rest of an expression comes first: `{"eval.recall": 0.8}`.
"""

import re
from typing import Any

from backlogue.base.nearest import nearest
from backlogue.evidence.fault import Fault

_STEP = re.compile(
    r"""\.?(?:
        (?P<key>[^.\[\]"']+)
      | \[(?P<index>-?\d+)\]
      | \[(?P<quote>["'])(?P<quoted>.*?)(?P=quote)\]
      | \[(?P<field>[^=\[\]"']+)=(?P<wanted>[^\]]*)\]
    )""",
    re.VERBOSE,
)


def pick(tree: Any, expression: str) -> Any:
    """The value that an expression names. What is not there is a Fault `metric-missing` that says how far it got."""
    value, end = tree, 0
    while end < len(expression):
        rest = expression[end:].removeprefix(".")
        if end == 0 and expression.startswith("."):
            raise _misread(expression, 0)
        if isinstance(value, dict) and rest in value:
            return value[rest]
        step = _STEP.match(expression, end)
        if step is None:
            raise _misread(expression, end)
        value = _step(value, step, expression[:end] or "the file")
        end = step.end()
    return value


def _step(value: Any, step: re.Match[str], so_far: str) -> Any:
    if step["index"] is not None:
        return _entry(value, int(step["index"]), so_far)
    if step["field"] is not None:
        return _the_one(value, step["field"].strip(), step["wanted"].strip().strip("\"'"), so_far)
    return _key(value, step["key"] if step["key"] is not None else step["quoted"], so_far)


def _key(value: Any, key: str, so_far: str) -> Any:
    if not isinstance(value, dict):
        raise Fault("metric-missing", f"{so_far} is {_kind(value)} and has no {key}")
    if key in value:
        return value[key]
    meant = nearest(key, [str(name) for name in value])
    raise Fault("metric-missing", f"{so_far} has no {key}" + (f"; did you mean {meant}?" if meant else ""))


def _entry(value: Any, index: int, so_far: str) -> Any:
    if not isinstance(value, list):
        raise Fault("metric-missing", f"{so_far} is {_kind(value)} and has no entry {index}")
    if not -len(value) <= index < len(value):
        raise Fault("metric-missing", f"{so_far} has {len(value)} entries and none at {index}")
    return value[index]


def _the_one(value: Any, field: str, wanted: str, so_far: str) -> Any:
    if not isinstance(value, list):
        raise Fault("metric-missing", f"{so_far} is {_kind(value)} and has no entries to choose from")
    found = [entry for entry in value if isinstance(entry, dict) and field in entry and str(entry[field]) == wanted]
    if len(found) > 1:
        raise Fault("bad-reference", f"{len(found)} entries of {so_far} have {field} = {wanted}: one must be named")
    if not found:
        raise Fault("metric-missing", f"no entry of {so_far} has {field} = {wanted}")
    return found[0]


def _misread(expression: str, at: int) -> Fault:
    return Fault("bad-reference", f"{expression} cannot be read from character {at + 1}: write a.b, a[0], a[name=x]")


def _kind(value: Any) -> str:
    return {dict: "a map", list: "a list", type(None): "empty"}.get(type(value), "a value")
