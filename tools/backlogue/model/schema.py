"""A project and its classes in; JSON Schemas (draft 2020-12) of the files that people write, by name, out.

A key with nothing behind it counts as not written, so optional keys may be null. What only the
plan as a whole can say (that an id exists, who works where) is no matter of a schema.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel

from backlogue.model.increment import Increment
from backlogue.model.item import Item
from backlogue.model.kinds import Kinds
from backlogue.model.project import Project
from backlogue.model.sprint import Sprint
from backlogue.model.words import NAME

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NULL = {"type": "null"}
_NAMED = {"type": "string", "pattern": NAME, "maxLength": 100}
_EXAMPLES: dict[str, list[Any]] = {
    "id": ["CHURN-12"],
    "title": ["Serve the churn score from the API"],
    "parent": ["CHURN-1"],
    "sprint": ["churn-2026-07"],
    "points": [5],
    "estimate": [{"data-science": 2, "backend": 3}],
    "labels": [["api", "technical-debt"]],
    "depends_on": [["CHURN-9", "PLAT-3"]],
    "wsjf": [{"business_value": 8, "time_criticality": 5, "risk_reduction": 3, "job_size": 5}],
    "due": ["2026-08-01"],
    "evidence": [{"reviewed": {"by": "bob", "on": "2026-07-03"}}],
    "silence": [{"PLN109": "agreed with the platform team on 3 July"}],
}


def schemas(project: Project, kinds: Kinds) -> dict[str, Schema]:
    """The schemas of `item`, `sprint`, `increment` and `project` files."""
    found = {
        "item": _item(project, kinds),
        "sprint": _entry(Sprint, "Sprint", project),
        "increment": _entry(Increment, "Increment", project),
        "project": _project(),
    }
    return {name: {"$schema": DRAFT, **_headed(schema)} for name, schema in found.items()}


def _headed(schema: Schema) -> Schema:
    """What a reader looks for first at the top, the definitions at the end."""
    head: Schema = {key: schema[key] for key in ("title", "description", "type", "required") if key in schema}
    tail: Schema = {key: schema[key] for key in ("$defs",) if key in schema}
    return {**head, **{key: value for key, value in schema.items() if key not in (*head, *tail)}, **tail}


def _item(project: Project, kinds: Kinds) -> Schema:
    """What every item has, and by its type: further keys, which keys there are at all, and its states."""
    common = _model(Item, project)
    definitions = common.pop("$defs", {})
    branches: list[Schema] = []
    for name in project.item_types:
        own = _model(kinds[name], project)
        definitions |= own.pop("$defs", {})
        shared = common["properties"]
        further = {key: value if key not in shared else True for key, value in own["properties"].items()}
        further["status"] = _choice(project.workflow(name).states)
        required = [key for key in own.get("required", []) if key not in common["required"]]
        definitions[f"type {name}"] = {
            "title": name,
            "description": _description(project, name, kinds),
            "properties": further,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }
        condition = {"properties": {"type": {"const": name}}, "required": ["type"]}
        branches.append({"if": condition, "then": {"$ref": f"#/$defs/type {name}".replace(" ", "%20")}})
    common["properties"]["type"] |= _choice(project.item_types)
    common["properties"]["priority"] = _nullable(
        {"description": common["properties"]["priority"]["description"], **_choice(project.priorities)}
    )
    del common["additionalProperties"]
    common |= {"title": "Item", "description": f"Front matter of an item of {project.name}."}
    return {**common, "allOf": branches, "$defs": dict(sorted(definitions.items()))}


def _description(project: Project, name: str, kinds: Kinds) -> str:
    own = project.types.get(name)
    return (own.description if own is not None else None) or (kinds[name].__doc__ or name)


def _entry(cls: type[BaseModel], title: str, project: Project) -> Schema:
    schema = _model(cls, project)
    return schema | {"title": title, "description": f"Front matter of a {title.lower()} of {project.name}."}


def _project() -> Schema:
    schema: Schema = _plain(Project.model_json_schema(by_alias=True))
    members = schema["$defs"]["Team"]["properties"]["members"]
    # `bob: backend` is short for `bob: {discipline: backend}`, and `bob:` for a member with none.
    members["additionalProperties"] = {"anyOf": [members["additionalProperties"], _NAMED, _NULL]}
    holidays = schema["properties"]["holidays"]
    days = {"type": "array", "items": {"type": "string", "format": "date", "pattern": _DAY}}
    schema["properties"]["holidays"] = {"anyOf": [holidays, days], "description": "Days and their names, or only days."}
    return schema | {"title": "backlogue.yaml", "description": "The project: teams, workflows, fields, definitions."}


def _model(cls: type[BaseModel], project: Project) -> Schema:
    """A class's schema with hints at what the project has."""
    schema: Schema = _plain(cls.model_json_schema(by_alias=True))
    required = schema.setdefault("required", [])
    people = sorted(project.people)
    hints: dict[str, list[Any]] = {"team": list(project.teams), "owner": people, "with": [people[:2]] if people else []}
    for key, value in schema["properties"].items():
        if key not in required:
            schema["properties"][key] = value = _nullable(value)
        examples = hints.get(key) or (_EXAMPLES.get(key) if issubclass(cls, Item) else None)
        if examples:
            value["examples"] = examples
    return schema


def _plain(schema: Any, named: bool = False) -> Any:
    """Without pydantic's own titles, with days as patterns and with closed maps. `named`: its keys are names."""
    if isinstance(schema, list):
        return [_plain(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: _plain(value, key in ("properties", "$defs"))
        for key, value in schema.items()
        if named or key not in ("title", "default")
    }
    if named:
        return found
    if found.get("format") == "date":
        found["pattern"] = _DAY
    if "patternProperties" in found:
        # Pydantic leaves such a map open for names that do not match; we do not.
        ((pattern, inner),) = found.pop("patternProperties").items()
        found["propertyNames"] = {**found.get("propertyNames", {}), "pattern": pattern}
        found["additionalProperties"] = inner
    return found


def _nullable(schema: Schema) -> Schema:
    if _NULL in schema.get("anyOf", []) or "null" in str(schema.get("type")):
        return schema
    description = {key: schema[key] for key in ("description",) if key in schema}
    return {**description, "anyOf": [{key: schema[key] for key in schema if key != "description"}, _NULL]}


def _choice(words: Sequence[str] | dict[str, Any]) -> Schema:
    return {"type": "string", "enum": list(words)}
