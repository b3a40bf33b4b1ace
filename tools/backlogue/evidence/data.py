"""The text of a JSON, YAML or TOML file in, the tree of values that it holds out. What is not so is a Fault."""

import re
import tomllib
from typing import Any

import yaml
import yaml12

from backlogue.evidence.answer import read_json
from backlogue.evidence.fault import Fault

# What aliases may make of a file, so that a few lines do not fill the memory (the "billion laughs").
MOST_VALUES = 200_000
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s,\]}]", re.MULTILINE)


def read_tree(path: str, text: str) -> Any:
    """The values of a file, by the end of its name: .json, .toml, anything else YAML 1.2 (which JSON mostly is)."""
    end = path.lower()
    if end.endswith((".json", ".jsonld")):
        return read_json(text, path)
    return read_toml(text, path) if end.endswith(".toml") else read_yaml(text, path)


def read_toml(text: str, whose: str) -> Any:
    """The values of a TOML text."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        raise Fault("unparseable", f"{whose} is not TOML") from None


def read_yaml(text: str, whose: str) -> Any:
    """The values of a YAML 1.2 text: `no`, `on` and dates are texts, 1e-3 is a number."""
    if _ALIAS.search(text) and _grown(text, whose) > MOST_VALUES:
        raise Fault("unparseable", f"{whose} grows to more than {MOST_VALUES} values by its aliases")
    if name := _twice(text):
        raise Fault("unparseable", f"{whose} has the key {name} twice")
    try:
        return yaml12.parse_yaml(text)
    except (ValueError, TypeError, RecursionError):
        raise Fault("unparseable", f"{whose} is not YAML") from None


def _grown(text: str, whose: str) -> int:
    """How many values a text has once each alias is replaced by what it stands for."""
    sizes: dict[str, int] = {}
    counts, names = [0], [""]
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.AliasEvent):
                counts[-1] += sizes.get(event.anchor or "", 1)
            elif isinstance(event, yaml.CollectionStartEvent):
                counts.append(1)
                names.append(event.anchor or "")
            elif isinstance(event, yaml.CollectionEndEvent):
                size, name = counts.pop(), names.pop()
                sizes[name] = size
                counts[-1] += size
            elif isinstance(event, yaml.ScalarEvent):
                counts[-1] += 1
            if counts[-1] > MOST_VALUES:
                break
    except (yaml.YAMLError, ValueError):
        raise Fault("unparseable", f"{whose} is not YAML") from None
    return max(counts)


def _twice(text: str) -> str:
    """A key that stands twice in a map, of two values for which none is evidence; empty when there is none."""
    maps, turns = list[set[str] | None](), list[bool]()
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                maps.pop()
                turns.pop()
            elif isinstance(event, yaml.NodeEvent):
                if maps and (names := maps[-1]) is not None:
                    if turns[-1] and isinstance(event, yaml.ScalarEvent):
                        if event.value in names:
                            return str(event.value)
                        names.add(event.value)
                    turns[-1] = not turns[-1]
                if isinstance(event, yaml.CollectionStartEvent):
                    maps.append(set() if isinstance(event, yaml.MappingStartEvent) else None)
                    turns.append(True)
    except (yaml.YAMLError, ValueError):
        return ""  # what is wrong with it, the reader says
    return ""
