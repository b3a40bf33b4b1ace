"""The annotation of a field and a way down into its parts in; what a query can do with what is there, out."""

from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

Kind: TypeAlias = Literal["text", "number", "day", "flag", "list", "parts"]

_LEAVES: dict[Any, Kind] = {str: "text", float: "number", int: "number", date: "day", bool: "flag"}


def kinds(annotation: Any, way: tuple[str, ...]) -> set[Kind]:
    """Every kind of value that the annotation allows at the end of the way; none when the way leads nowhere."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return kinds(get_args(annotation)[0], way)
    if origin in (Union, UnionType):
        return {kind for one in get_args(annotation) if one is not NoneType for kind in kinds(one, way)}
    if origin is dict:
        return kinds(get_args(annotation)[1], way[1:]) if way else {"list"}
    if origin is tuple:
        return _many(get_args(annotation)[0], way)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _parts(annotation, way)
    if way:
        return set()
    if origin is Literal:
        return {"text"}
    return {_LEAVES[annotation]} if annotation in _LEAVES else set()


def step(value: Any, name: str) -> Any:
    """The part of a value under a name; of a list, the parts of its entries; None where there is none."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, tuple):
        parts = (step(one, name) for one in value)
        return tuple(part for part in parts if part is not None)
    if isinstance(value, BaseModel):
        attribute = _attribute(type(value), name)
        return getattr(value, attribute) if attribute else (value.model_extra or {}).get(name)
    return None


def _many(annotation: Any, way: tuple[str, ...]) -> set[Kind]:
    found = kinds(annotation, way)
    if not way and found == {"parts"}:
        return found
    return {"list"} if found else set()


def _parts(cls: type[BaseModel], way: tuple[str, ...]) -> set[Kind]:
    if not way:
        return {"parts"}
    attribute = _attribute(cls, way[0])
    if attribute in cls.model_fields:
        return kinds(cls.model_fields[attribute].annotation, way[1:])
    if attribute:
        return kinds(getattr(cls, attribute).fget.__annotations__["return"], way[1:])
    # Evidence takes keys that only its source knows.
    return {"text"} if cls.model_config.get("extra") == "allow" and len(way) == 1 else set()


def _attribute(cls: type[BaseModel], name: str) -> str:
    """The attribute that holds a key, or is computed from others; empty when there is neither."""
    for attribute, info in cls.model_fields.items():
        if name == (info.alias or attribute):
            return attribute
    return name if isinstance(vars(cls).get(name), property) else ""
