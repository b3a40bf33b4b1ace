"""schema: write JSON Schemas of the plan's files to schemas/, for editors and other tools."""

import json
from pathlib import Path

import click

from backlogue.cli.generated import check_generated, write_generated
from backlogue.cli.options import project_option
from backlogue.model import kinds_of
from backlogue.model.schema import schemas
from backlogue.pipeline import read_project
from backlogue.world.files import Folder


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a schema is not current.")
@project_option
def COMMAND(check: bool, root: Path) -> int:
    """Write schemas/{item,sprint,increment,project}.schema.json as backlogue.yaml has types, fields and workflows.

    \b
    Examples:
      backlogue schema
      backlogue schema --check        in CI: proves that the committed schemas are current

    A backlogue.yaml with faults gives no schemas; backlogue check names them.
    """
    folder = Folder(root)
    project, findings = read_project(folder)
    if findings:
        for one in findings:
            click.echo(f"{one.span}: error {one.code} {one.message}", err=True)
        click.echo("No schema was written.", err=True)
        return 1
    texts = {
        f"schemas/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas(project, kinds_of(project)).items()
    }
    return check_generated(root, texts, "backlogue schema") if check else write_generated(root, texts)
