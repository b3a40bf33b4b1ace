"""The classes of a project's plan files: `backlogue.yaml` in, one pydantic class a type out."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, create_model

from backlogue.model.entry import Entry
from backlogue.model.increment import Increment
from backlogue.model.item import ITEM_TYPES
from backlogue.model.project import CustomField, Project
from backlogue.model.sprint import Sprint
from backlogue.model.words import Day, Flag, ItemId, Name, Text

Kinds: TypeAlias = Mapping[str, type[Entry]]


def kinds_of(project: Project) -> Kinds:
    """The class for each value of `type`, with the fields that the project declares."""
    found: dict[str, type[Entry]] = {}
    for name, like in project.item_types.items():
        base = ITEM_TYPES[like]
        fields = {key: _field(field, name) for key, field in project.fields.items() if not field.for_ or name in field.for_}
        if fields:
            found[name] = create_model(f"{base.__name__}_{name}", __base__=base, __doc__=base.__doc__, **fields)
        else:
            found[name] = base
    return found | {"sprint": Sprint, "increment": Increment}


def _field(field: CustomField, item_type: str) -> Any:
    required = item_type in field.required_for
    annotation = _annotation(field)
    described = Field(default=... if required else None, description=field.description)
    return (annotation if required else annotation | None, described)


def _annotation(field: CustomField) -> Any:
    match field.type:
        case "text":
            return Annotated[str, Field(min_length=1, pattern=_whole(field.pattern))]
        case "url":
            return Annotated[str, Field(pattern=r"^https?://\S+$")]
        case "number":
            return Annotated[float, Field(strict=True, allow_inf_nan=False, ge=field.min, le=field.max)]
        case "integer":
            return Annotated[int, Field(strict=True, ge=field.min, le=field.max)]
        case "boolean":
            return Flag
        case "date":
            return Day
        case "choice":
            return Literal[field.values] if field.values else Text
        case "list":
            return tuple[Literal[field.values], ...] if field.values else tuple[Text, ...]
        case "person":
            return Name
        case "item":
            return ItemId


def _whole(pattern: str | None) -> str | None:
    return None if pattern is None else f"^(?:{pattern})$"
