"""The classes of a project's plan files: `backlogue.yaml` in, one pydantic class a type out."""

from functools import cache
from math import ceil, floor
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model
from pydantic_core import SchemaError, SchemaValidator, core_schema

from backlogue.model.entry import Entry
from backlogue.model.increment import Increment
from backlogue.model.item import ITEM_TYPES
from backlogue.model.item_types import CustomField
from backlogue.model.project import Project
from backlogue.model.sprint import Sprint
from backlogue.model.words import Day, Flag, ItemId, Name, Text

# mypy takes `Literal[...]` for a type; here its words are a project's.
_ONE_OF: Any = Literal


class Kinds(dict[str, type[Entry]]):
    """The class for each value of `type`; `partial` where `backlogue.yaml` may have meant to declare more."""

    partial: bool = False


def kinds_of(project: Project) -> Kinds:
    """The class for each value of `type`, with the fields that the project declares."""
    found = Kinds()
    found.partial = project.partial
    for name, like in project.item_types.items():
        base = ITEM_TYPES[like]
        taken = keys_of(base)
        # An attribute of its own for each, so that a field called `size` or `body` hides nothing of an item's.
        fields: dict[str, Any] = {
            f"own_{key}": _field(key, field, name)
            for key, field in project.fields.items()
            if key not in taken and (not field.for_ or name in field.for_)
        }
        if fields:
            found[name] = create_model(f"{base.__name__}_{name}", __base__=base, __doc__=base.__doc__, **fields)
        else:
            found[name] = base
    found.update(sprint=Sprint, increment=Increment)
    return found


def keys_of(cls: type[BaseModel]) -> frozenset[str]:
    """The keys, as people write them, that a class knows."""
    return frozenset(field.alias or name for name, field in cls.model_fields.items())


@cache
def pattern_fault(pattern: str) -> str | None:
    """Why a custom field's pattern cannot be used, in the words of the engine that matches it; None when it can."""
    try:
        SchemaValidator(core_schema.str_schema(pattern=_whole(pattern)))
    except SchemaError as error:
        return str(error).strip().rsplit("\n", 1)[-1].strip().removeprefix("error: ")
    return None


def _field(key: str, field: CustomField, item_type: str) -> Any:
    required = item_type in field.required_for
    annotation = _annotation(field)
    described = Field(default=... if required else None, alias=key, description=field.description)
    return (annotation if required else annotation | None, described)


def _annotation(field: CustomField) -> Any:
    match field.type:
        case "text":
            # A pattern that cannot be used is a finding against backlogue.yaml, not against every item.
            usable = field.pattern is not None and pattern_fault(field.pattern) is None
            return Annotated[str, Field(min_length=1, pattern=_whole(field.pattern) if usable else None)]
        case "url":
            return Annotated[str, Field(pattern=r"^https?://\S+$")]
        case "number":
            return Annotated[float, Field(strict=True, allow_inf_nan=False, ge=field.min, le=field.max)]
        case "integer":
            least = None if field.min is None else ceil(field.min)
            most = None if field.max is None else floor(field.max)
            return Annotated[int, Field(strict=True, ge=least, le=most)]
        case "boolean":
            return Flag
        case "date":
            return Day
        case "choice":
            return _ONE_OF[field.values] if field.values else Text
        case "list":
            return tuple[_ONE_OF[field.values], ...] if field.values else tuple[Text, ...]
        case "person":
            return Name
        case "item":
            return ItemId


def _whole(pattern: str | None) -> str | None:
    return None if pattern is None else f"^(?:{pattern})$"
