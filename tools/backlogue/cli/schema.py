"""schema: write JSON Schemas of the plan's files to schemas/, for editors and other tools."""

import json
from pathlib import Path

import click

from backlogue.cli.options import project_option
from backlogue.model import kinds_of
from backlogue.model.schema import schemas
from backlogue.pipeline import read_project
from backlogue.world.files import Folder
from backlogue.world.write import Refused, create, replace


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
    project, findings = read_project(folder, folder.listing())
    if findings:
        for one in findings:
            click.echo(f"{one.span}: error {one.code} {one.message}", err=True)
        click.echo("No schema was written.", err=True)
        return 1
    texts = {
        f"schemas/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas(project, kinds_of(project)).items()
    }
    stale = {path: text for path, text in texts.items() if _held(root, path) != text.encode("utf-8")}
    if check:
        for path in stale:
            what = "is not what backlogue.yaml declares" if _held(root, path) is not None else "is missing"
            click.echo(f"{path}:1:1: error {what} -- run: backlogue schema")
        return 1 if stale else 0
    try:
        for path, text in stale.items():
            _write(root, path, text.encode("utf-8"))
            click.echo(f"wrote {path}")
    except Refused as refused:
        click.echo(str(refused), err=True)
        return 1
    if not stale:
        click.echo("schemas/ is current")
    return 0


def _held(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except OSError:
        return None


def _write(root: Path, path: str, data: bytes) -> None:
    held = _held(root, path)
    if held is None:
        create(root, path, data)
    else:
        replace(root, path, held, data)
