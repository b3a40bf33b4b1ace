"""codeowners: write who may approve what to CODEOWNERS, from owners in backlogue.yaml."""

from pathlib import Path

import click

from backlogue.cli.generated import check_generated, held_bytes, write_generated
from backlogue.cli.options import project_option
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.query import QueryError, compile_query
from backlogue.render.codeowners import Share, write
from backlogue.world.cache import Cache
from backlogue.world.clock import day_of
from backlogue.world.files import Folder
from backlogue.world.git import run_git

# Where forges look for it, in their order.
PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


@click.command("codeowners")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the file is not current.")
@project_option
def COMMAND(check: bool, root: Path) -> int:
    """Write the CODEOWNERS file: one line for each file or folder of the items that somebody must approve.

    \b
    Examples:
      backlogue codeowners
      backlogue codeowners --check        in CI: proves that the committed file is current

    Lines outside our marks stay as they are. An existing file is kept where it is; a new one is
    .github/CODEOWNERS at the top of the repository.
    """
    top, prefix = _top(root)
    plan = read_plan(Folder(root), day_of(root), Cache(root)).plan
    if plan.project.partial:
        raise click.UsageError("backlogue.yaml has errors, so who owns what is not known: backlogue check")
    try:
        shares = _shares(plan)
    except QueryError as error:
        raise click.UsageError(f"owners: {error}; backlogue check shows where") from None
    place = next((name for name in PLACES if (top / name).is_file()), PLACES[0])
    held = (held_bytes(top, place) or b"").decode("utf-8", "replace")
    text = write(shares, [entry.path for entry in plan.entries], held, prefix)
    if not shares and text == held:
        click.echo("backlogue.yaml names no owners, so there is nothing to write")
        return 0
    texts = {place: text}
    return check_generated(top, texts, "backlogue codeowners") if check else write_generated(top, texts)


def _shares(plan: Plan) -> list[Share]:
    found = []
    for name, owners in plan.project.owners.items():
        items = compile_query(owners.for_, plan.project).select(plan) if owners.for_ else ()
        found.append(Share(name, owners.approve, [item.path for item in items], owners.paths))
    return found


def _top(root: Path) -> tuple[Path, str]:
    """The top of the repository, and the project's place in it; the project itself where there is no git."""
    found = run_git(root, "rev-parse", "--show-prefix")
    prefix = found.decode().strip() if found else ""
    return (root.parents[prefix.count("/") - 1] if prefix else root), prefix
