"""report: write a report of what is done, of a sprint, of experiments, of a model, to keep or to sign.

The reports stand in views/reports, their forms in render/documents.
"""

import sys
from datetime import date
from pathlib import Path

import click

from backlogue.base import discover
from backlogue.cli.answer import refuse
from backlogue.cli.moment import at_option, moment_of
from backlogue.cli.options import color_option, project_option, today_option
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.report_asked import AboutOne, Asked, require_fitting, wish_of
from backlogue.cli.report_verify import compare, form_of
from backlogue.cli.transaction import How, carry_out
from backlogue.edit.subsection import add_part, has_part
from backlogue.model import Sprint
from backlogue.pipeline import read_plan
from backlogue.render.document import Absent, DocumentFormat, Faulty, Unfit
from backlogue.render.notes import notes, written_by
from backlogue.render.terminal import visible
from backlogue.site.reports import bytes_of, document_of, edition_for, press_of, report_named, theirs
from backlogue.views.document import Document
from backlogue.views.report import Report
from backlogue.world.output import write_file

# The names of the files in views/reports and in render/documents; a test compares them.
REPORTS = ("done", "sprint", "review", "retro", "experiments", "readiness", "audit")
FORMATS = ("markdown", "html", "pdf", "json", "junit", "csv")
HEADING = "From the plan"


@click.command("report", cls=AboutOne)
@click.argument("name", metavar="REPORT", type=click.Choice(REPORTS))
@click.option("--sprint", "sprint_id", metavar="ID", help="The sprint; the one that runs, where only one does.")
@click.option("--model", metavar="ID", help="An item, all below it, and what these need or follow from.")
@click.option("--item", "item_id", metavar="ID", help="One item alone.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="How to write it; as the file is named, or else markdown."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to this file.")
@click.option(
    "--verify", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Make it again and compare."
)
@click.option("--write", "into", is_flag=True, help="Put a review or retrospective into the sprint's file.")
@click.option("--dry-run", is_flag=True, help="With --write, show what would change and write nothing.")
@at_option
@today_option
@color_option
@project_option
def COMMAND(
    name: str,
    sprint_id: str | None,
    model: str | None,
    item_id: str | None,
    form: str | None,
    out: Path | None,
    verify: Path | None,
    into: bool,
    dry_run: bool,
    at: str | None,
    today: date | None,
    color: bool,
    root: Path,
) -> int:
    """Write a report: done, sprint, review, retro, experiments, readiness or audit.

    \b
    Examples:
      backlogue report done --format html --out done.html
      backlogue report done --sprint churn-2026-10 --format junit
      backlogue report review --sprint churn-2026-10 --write
      backlogue report audit --model CHURN-25 --format pdf --out audit.pdf
      backlogue report experiments --at 2026-09-30
      backlogue report audit --model CHURN-25 --verify audit.pdf

    Verdicts come from the plan files and the locks beside them; no source is asked. The same commit gives the
    same bytes. A report ends with the SHA-256 of what it was made from. Templates in site/templates/reports/
    change how HTML and PDF look.

    Exits with 1 when a template cannot be used or --verify finds other bytes, with 2 when a form is not to be had.
    """
    report, asked = report_named(name), Asked(sprint_id, model, item_id, into, dry_run, at, out, verify)
    require_fitting(report, asked)
    moment = moment_of(root, at, today)
    reading = read_plan(moment.tree, moment.day, moment.cache)
    wish = wish_of(reading.plan, report, asked)
    try:
        edition = edition_for(root, reading.plan, moment.commit, report.past)
        document = document_of(report, wish, edition, moment.tree, reading.unread, bytes_of(theirs(root)))
        if into:
            assert wish.sprint is not None
            return _into_sprint(document, report, wish.sprint, How(root, color, dry_run, today=today))
        plug = _format(form or form_of(out or verify, FORMATS))
        data = plug.write(document, press_of(root))
    except Faulty as faulty:
        found = faulty.finding
        click.echo(visible(f"{found.span}: error {found.code} {found.message} -- {found.hint}"), err=True)
        return 1
    except (Absent, Unfit) as reason:
        raise click.UsageError(str(reason)) from None
    return compare(verify, data, document.manifest) if verify is not None else _deliver(plug, data, out)


def _format(form: str) -> DocumentFormat:
    plugs = discover("backlogue.render.documents", "FORMAT")
    found: DocumentFormat = next(plug.value for plug in plugs if plug.value.name == form)
    return found


def _into_sprint(document: Document, report: Report, sprint: Sprint, how: How) -> int:
    """Add the report below the section's own heading, behind what people wrote there."""
    ground, record = ground_of(how.root, how.today), sprint.record
    # The last line of what was written tells it also where people gave it another heading.
    if has_part(record, report.section, HEADING) or written_by(document) in record.section_text(report.section):
        click.echo(
            f"{visible(sprint.path)} has {HEADING!r} under {report.section} already and people may have edited it; "
            "take it out to have it written anew.", err=True,
        )  # fmt: skip
        return 0
    before = "Retrospective" if report.section == "Review" else ""
    text = add_part(record, report.section, HEADING, notes(document), before)
    if text is None:
        return refuse(
            [f"{sprint.path}: a code block or a comment in it is not closed, and would swallow the report; close it"]
        )
    return carry_out(ground, lambda _: Drafts({sprint.path: text}, f"{report.section} of {sprint.id}"), how)


def _deliver(plug: DocumentFormat, data: bytes, out: Path | None) -> int:
    if out is None:
        if plug.binary and sys.stdout.isatty():
            raise click.UsageError(f"A {plug.name} is nothing for a terminal: write it to a file with --out FILE.")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return 0
    try:
        write_file(out, data)
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {visible(str(out))}", err=True)
    return 0
