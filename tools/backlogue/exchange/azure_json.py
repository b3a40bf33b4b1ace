"""Work items and iterations as Azure DevOps' REST interface gives them in; a table like that of a CSV out."""

import json
import re
from typing import Any

from backlogue.exchange.decode import decode
from backlogue.exchange.dialect import Read
from backlogue.exchange.faults import at_file
from backlogue.exchange.importer import Source
from backlogue.exchange.mapping import SprintDates
from backlogue.exchange.table import Cell, Table

# Relations that mean something here; the numbers are the last part of their addresses.
_RELATIONS = {
    "System.LinkTypes.Hierarchy-Reverse": "Parent",
    "System.LinkTypes.Dependency-Reverse": "Predecessor",
    "System.LinkTypes.Dependency-Forward": "Successor",
    "System.LinkTypes.Related": "Related",
}
# A child says who its parent is; the parent need not repeat it.
_IMPLIED = "System.LinkTypes.Hierarchy-Forward"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_json(source: Source) -> Read:
    """Read one answer, or a list of work items; `count` is not believed, as real files disagree with it."""
    try:
        data = json.loads(decode(source.data).text)
    except json.JSONDecodeError as error:
        return _refused(source, f"not valid JSON: {error.msg}", error.lineno, error.colno)
    except RecursionError:
        return _refused(source, "nested too deeply to be an export")
    entries = _entries(data)
    items = [entry for entry in entries if isinstance(entry.get("fields"), dict)]
    iterations = _iterations(entries)
    if not items and not iterations:
        return _refused(source, "holds neither work items nor iterations")
    headings: dict[str, int] = {}
    rows = tuple(
        row for number, entry in enumerate(items, start=1) if (row := _row(source.path, number, entry, headings))
    )
    table = Table(source.path, tuple(name.partition("\x00")[0] for name in headings), rows) if items else None
    told = [found for path, entry in iterations for found in _dates(path, entry)]
    return Read(table, tuple(told))


def _refused(source: Source, why: str, line: int = 1, column: int = 1) -> Read:
    hint = "export a query as CSV, or save the answer of the work items or iterations call"
    return Read(None, (), (at_file("IMP101", source.path, why, hint, line, column),))


def _entries(data: Any) -> list[dict[str, Any]]:
    """The entries of a list, of `value`, or of a recorded answer (`responses.200.body`)."""
    if isinstance(data, dict):
        body = data.get("responses", {}).get("200", {}).get("body") if isinstance(data.get("responses"), dict) else None
        if body is not None:
            return _entries(body)
        data = data.get("value", [data])
    return [entry for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []


def _row(path: str, number: int, entry: dict[str, Any], headings: dict[str, int]) -> tuple[Cell, ...]:
    pairs: list[tuple[str, str]] = [("ID", str(entry.get("id", "")))]
    pairs += [
        (str(name), _text(value))
        for name, value in entry["fields"].items()
        if name not in ("System.Id", "System.Parent")
    ]
    relations = [found for found in entry.get("relations") or [] if isinstance(found, dict)]
    if not any(found.get("rel") == "System.LinkTypes.Hierarchy-Reverse" for found in relations):
        pairs.append(("Parent", _text(entry["fields"].get("System.Parent"))))
    pairs += [_relation(found) for found in relations if found.get("rel") != _IMPLIED]
    counted: dict[str, int] = {}
    cells = []
    for name, text in pairs:
        at = counted[name] = counted.get(name, -1) + 1
        index = headings.setdefault(f"{name}\x00{at}", len(headings))
        if text.strip():
            cells.append(Cell(path, number, index, name, text, 1, 1))
    return tuple(cells)


def _relation(found: dict[str, Any]) -> tuple[str, str]:
    kind, address = str(found.get("rel") or "Link"), str(found.get("url") or "")
    name = _RELATIONS.get(kind)
    if name is not None and (tail := re.search(r"/([0-9]+)$", address)) is not None:
        return name, tail[1]
    attributes = found.get("attributes")
    label = str(attributes.get("name") or "") if isinstance(attributes, dict) else ""
    return f"Link ({kind})", f"{label} {address}".strip()


def _text(value: Any) -> str:
    """A field's value as a CSV would show it; identities are strings or objects."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and "displayName" in value:
        mail = value.get("uniqueName")
        return f"{value['displayName']} <{mail}>" if mail else str(value["displayName"])
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _iterations(entries: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Iterations with their paths: from a team's list, which writes them, or from the tree of all, by its names."""
    found = []
    for entry in entries:
        if entry.get("structureType") != "iteration":
            if "path" in entry and isinstance(entry.get("attributes"), dict):
                found.append((str(entry["path"]), entry))
            continue
        todo = [(str(entry.get("name") or ""), entry)]
        while todo:
            path, node = todo.pop()
            found.append((path, node))
            children = node.get("children")
            for child in children if isinstance(children, list) else []:
                if isinstance(child, dict):
                    todo.append((f"{path}\\{child.get('name') or ''}", child))
    return found


def _dates(path: str, entry: dict[str, Any]) -> list[tuple[str, SprintDates]]:
    attributes = entry.get("attributes")
    attributes = attributes if isinstance(attributes, dict) else {}
    start, end = (str(attributes.get(key) or "")[:10] for key in ("startDate", "finishDate"))
    if not (_DAY.fullmatch(start) and _DAY.fullmatch(end)):
        return []
    return [(path.strip("\\"), SprintDates(start=start, end=end))]
