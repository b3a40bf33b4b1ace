"""A kind of plan file in; every key it may have, with type, default and meaning, as Markdown, out.

The word of the marker is `item`, `sprint`, `increment` or `project`. Made from the same classes that
read the files and write the JSON Schemas.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from backlogue.model import Increment, Item, Project, Sprint
from backlogue.model.item import ITEM_TYPES
from backlogue.model.words import NAME, WHOLE_ID
from backlogue.site.part import Part, cell

_KINDS: dict[str, type[BaseModel]] = {"item": Item, "sprint": Sprint, "increment": Increment, "project": Project}
_PLAIN = {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false"}
_PATTERNS = {WHOLE_ID: "id of an item", NAME: "name"}


def write(word: str) -> str:
    """The keys of a kind; for items also those that only some types have; then the parts inside them."""
    schema = _schema(_KINDS[word])
    texts = [_table(schema, schema["properties"])]
    inner = dict(schema.get("$defs", {}))
    if word == "item":
        for name, cls in ITEM_TYPES.items():
            own = _schema(cls)
            further = {key: value for key, value in own["properties"].items() if key not in schema["properties"]}
            inner |= own.get("$defs", {})
            texts.append(f"## {name}\n\n{_sentence(cls.__doc__)}")
            texts.append(_table(own, further) if further else "It has no further keys.")
    if inner:
        texts.append("## Inside these keys")
        texts.extend(_part(name, inner[name]) for name in sorted(inner, key=_spoken))
    return "\n\n".join(texts)


def _schema(cls: type[BaseModel]) -> dict[str, Any]:
    """The class's schema; a key whose meaning is that of the part it holds has left it there, and gets it back."""
    schema = cls.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    for holder in (schema, *parts.values()):
        for value in holder["properties"].values():
            if "$ref" in value:
                value.setdefault("description", parts[value["$ref"].rpartition("/")[2]].get("description", ""))
    return schema


def _part(name: str, schema: Mapping[str, Any]) -> str:
    more = (
        " Further keys are kept for the source that reads them." if schema.get("additionalProperties") is True else ""
    )
    return (
        f"### {_spoken(name)}\n\n{_sentence(schema.get('description'))}{more}\n\n{_table(schema, schema['properties'])}"
    )


def _table(schema: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    required = schema.get("required", ())
    lines = ["| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |"]
    for key, value in properties.items():
        default = "required" if key in required else "see there" if "$ref" in value else _default(value.get("default"))
        lines.append(f"| `{key}` | {type_of(value)} | {default} | {cell(value.get('description', ''))} |")
    return "\n".join(lines)


def type_of(schema: Mapping[str, Any]) -> str:
    """A JSON Schema in words, with links to the parts it names."""
    if "$ref" in schema:
        name = _spoken(schema["$ref"].rpartition("/")[2])
        return f"[{name}](#{name.replace(' ', '-')})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        return f"list: {type_of(schema['items'])}"
    if schema.get("type") == "object":
        return _map(schema)
    return _simple(schema)


def _map(schema: Mapping[str, Any]) -> str:
    if "patternProperties" in schema:
        ((pattern, inner),) = schema["patternProperties"].items()
        return f"map of {_PATTERNS.get(pattern, 'name')} to {type_of(inner)}"
    key = "day" if schema.get("propertyNames", {}).get("format") == "date" else "text"
    inner = schema.get("additionalProperties")
    return f"map of {key} to {type_of(inner)}" if isinstance(inner, dict) else "map"


def _simple(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "date":
        return "day"
    if "pattern" in schema:
        return _PATTERNS.get(schema["pattern"], "text")
    words = _PLAIN[schema["type"]]
    least, above, most = (schema.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
    if above is not None:
        return f"{words} above {above:g}"
    if most is not None:
        return f"{words} from {least:g} to {most:g}"
    return f"{words}, {least:g} or more" if least is not None else words


def _default(value: Any) -> str:
    if value in (None, "", [], {}):
        return "none"
    return f"`{json.dumps(value).strip(chr(34))}`"


def _spoken(name: str) -> str:
    """`BusinessValues` is `business values`."""
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())


def described(kinds: Iterable[str] = tuple(_KINDS)) -> Iterator[tuple[str, str, str]]:
    """Kind or part, key and meaning of every key that people write."""
    for kind in kinds:
        for cls in (_KINDS[kind], *(ITEM_TYPES.values() if kind == "item" else ())):
            schema = _schema(cls)
            for name, part in ((cls.__name__, schema), *schema.get("$defs", {}).items()):
                for key, value in part["properties"].items():
                    yield name, key, value.get("description", "")


PART = Part("keys", write)
