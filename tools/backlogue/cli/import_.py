"""import: turn an export of Jira or Azure DevOps into plan files, with nothing lost in silence."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from backlogue.base import Diagnostic, Finding, Severity, discover
from backlogue.cli.options import color_option
from backlogue.exchange import (
    KINDS,
    ORDERS,
    Imported,
    Known,
    Mapping,
    Options,
    Report,
    Source,
    at_file,
    importers,
    known_from,
    read_mapping,
    render_report,
)
from backlogue.parse import read_yaml
from backlogue.render.report import Outcome
from backlogue.world.files import Folder
from backlogue.world.whole import compare, write_whole

# The names of the files in exchange/formats; a test compares them.
FORMATS = ("azure", "jira")
_CONFIG = "backlogue.yaml"


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The project's folder, new or not.",
)
@click.option(
    "--mapping",
    metavar="YAML",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What foreign words become.",
)
@click.option(
    "--prefix",
    metavar="LETTERS",
    callback=lambda _c, _o, value: _prefix(value),
    help="Of ids where the export has numbers only (azure: AB).",
)
@click.option(
    "--date-format",
    metavar="FORMAT",
    callback=lambda _c, _o, value: _date_format(value),
    help="day-first, month-first, year-first, or a pattern such as %d/%m/%Y; inferred by default.",
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@color_option
def COMMAND(
    form: str,
    files: tuple[Path, ...],
    into: Path,
    mapping: Path | None,
    prefix: str | None,
    date_format: str | None,
    dry_run: bool,
    color: bool,
) -> int:
    """Turn an export (FORMAT: jira or azure) into plan files below DIR. Several FILEs are one import.

    Every file is written, or none; nothing that exists is changed. What became of each value is
    reported, and what has no place of its own stands in the item's body under "Imported fields".

    \b
    Examples:
      backlogue import jira jira.csv --into plan
      backlogue import azure query.csv --into plan --prefix SHOP --date-format day-first
      backlogue import jira part1.csv part2.csv --into plan --mapping jira.yaml --dry-run

    Exits with 1 when a finding at error level is reported; then nothing is written.
    """
    sources = [Source(path.as_posix(), path.read_bytes()) for path in files]
    settings, findings = _mapping(mapping)
    known, faults = _known(into)
    findings += faults
    imported = Imported({}, (), Report())
    if not _errors(findings):
        imported = importers()[form].read(sources, Options(settings, prefix, date_format, known))
        findings += imported.findings
        findings += _conflicts(into, imported)
    _tell(findings, sources + _texts(mapping), len(imported.files), color)
    if _errors(findings):
        click.echo("Nothing was written.", err=True)
        return 1
    sys.stdout.write(render_report(imported.report))
    there = compare(into, imported.files)
    new = {path: text for path, text in imported.files.items() if path not in there}
    if not dry_run and new:
        _write(into, new)
    _next(into, len(new), len(imported.files) - len(new), dry_run)
    return 0


def _mapping(path: Path | None) -> tuple[Mapping, list[Finding]]:
    """The mapping file, typed, and what is wrong with it."""
    if path is None:
        return Mapping(), []
    reading = read_yaml(path.as_posix(), path.read_bytes())
    if reading.record is None:
        return Mapping(), [finding._replace(severity=Severity.ERROR) for finding in reading.findings]
    mapping, findings = read_mapping(reading.record.values, reading.record.span, reading.record.key_span)
    return mapping or Mapping(), list(findings)


def _known(into: Path) -> tuple[Known | None, list[Finding]]:
    """What the project at the destination declares, if there is one."""
    path = into / _CONFIG
    if not path.is_file():
        return None, []
    reading = read_yaml(path.as_posix(), path.read_bytes())
    if reading.record is None:
        return None, [finding._replace(severity=Severity.ERROR) for finding in reading.findings]
    return known_from(reading.record.values), []


def _conflicts(into: Path, imported: Imported) -> list[Finding]:
    """Files that stand where the import would write others, and items that have an id of the import already."""
    found = []
    there = compare(into, imported.files)
    for path, same in there.items():
        if not same:
            where = (into / path).as_posix()
            hint = "import into another folder, or move the file away; nothing is ever overwritten"
            found.append(at_file("IMP110", where, "stands where the import would write another text", hint))
    ours = {_id(path): path for path in imported.files if path.startswith("backlog/")}
    for source in Folder(into).listing().sources if into.is_dir() else ():
        path = source.path
        if path.startswith("backlog/") and path not in imported.files and (wanted := ours.get(_id(path))) is not None:
            where = (into / path).as_posix()
            hint = f"the import would write {wanted}; move the older file away to take the newer text"
            found.append(at_file("IMP110", where, f"is {_id(path)} already", hint))
    return found


def _id(path: str) -> str:
    return "-".join(path.rsplit("/", 1)[-1].removesuffix(".md").split("-")[:2])


def _tell(findings: Sequence[Finding], sources: Sequence[Source], files: int, color: bool) -> None:
    """Findings go to standard error, so that the report can be kept by itself."""
    texts = {
        source.path: source.data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines() for source in sources
    }
    shown = tuple(_diagnostic(finding) for finding in findings)
    if not shown:
        return
    reporter = next(
        plug.value for plug in discover("backlogue.render.reports", "REPORTER") if plug.value.name == "text"
    )
    outcome = Outcome(shown, len(sources), files, lambda path: texts.get(path, []), color)
    click.echo(reporter.write(outcome).rpartition("\n")[0].rpartition("\n")[0], err=True)


def _diagnostic(finding: Finding) -> Diagnostic:
    name = KINDS[finding.code].name if finding.code in KINDS else "source"
    severity = finding.severity or Severity.ERROR
    return Diagnostic(finding.code, name, severity, finding.span, finding.message, finding.hint, finding.related)


def _texts(path: Path | None) -> list[Source]:
    return [] if path is None else [Source(path.as_posix(), path.read_bytes())]


def _errors(findings: Sequence[Finding]) -> bool:
    return any(finding.severity in (None, Severity.ERROR) for finding in findings)


def _write(into: Path, texts: dict[str, str]) -> None:
    try:
        write_whole(into, texts)
    except OSError as error:
        raise click.ClickException(f"{error}; nothing was written") from None


def _next(into: Path, new: int, same: int, dry_run: bool) -> None:
    where = f"--project {into.as_posix()}"
    if dry_run:
        click.echo(f"\n{new} files would be written below {into.as_posix()}, {same} are there already.")
    else:
        click.echo(f"\n{new} files written below {into.as_posix()}, {same} were there already.")
        click.echo(f"Next: backlogue check {where}; backlogue build {where}")


def _prefix(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Z][A-Z0-9]*", value):
        raise click.BadParameter(f"{value!r}: write capital letters and digits, such as SHOP")
    return value


def _date_format(value: str | None) -> str | None:
    if value is None or value in ORDERS:
        return value
    if "%" not in value:
        raise click.BadParameter(f"{value!r}: write {', '.join(ORDERS)}, or a pattern such as %d/%m/%Y %H:%M")
    return value
