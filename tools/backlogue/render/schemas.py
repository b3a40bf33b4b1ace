"""A project in; the JSON Schemas of its files as texts, by the path where editors look for them, out."""

import json

from backlogue.model import Project, kinds_of
from backlogue.model.schema import schemas


def schema_texts(project: Project) -> dict[str, str]:
    """`schemas/<name>.schema.json` and its text, for each kind of file that people write."""
    return {
        f"schemas/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas(project, kinds_of(project)).items()
    }
