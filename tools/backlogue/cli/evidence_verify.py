"""evidence verify: ask the sources again and tell where a lock is not what they say now. Nothing is written."""

import sys
from contextlib import closing
from pathlib import Path

import click

from backlogue.base.observation import Observation
from backlogue.cli.evidence_ask import Case, as_known, ask_of, cases_of, items_asked
from backlogue.cli.evidence_notes import notes
from backlogue.cli.meant import AsksItems
from backlogue.cli.options import color_option, judging_day, project_option
from backlogue.cli.progress import Progress
from backlogue.done.drift import drifts
from backlogue.done.entry import entry_verdict
from backlogue.done.finished import settled
from backlogue.done.judge import changed
from backlogue.evidence.collect import THREADS, collect
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.render.evidence import write_json, write_text
from backlogue.views.evidence import EvidenceLine, EvidenceReport, Suggestion
from backlogue.world.cache import Cache
from backlogue.world.files import Folder


@click.command("verify", cls=AsksItems)
@click.argument("query", required=False)
@click.option("--timeout", "seconds", type=click.FloatRange(min=0.1), default=10.0, help="Seconds an answer may take.")
@click.option("--jobs", type=click.IntRange(1, 64), default=THREADS, help="How many references to ask for at once.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to report.")
@color_option
@project_option
def verify_step(query: str | None, seconds: float, jobs: int, form: str, color: bool, root: Path) -> int:
    """Ask the sources again and report drift: where what is locked is not what they say now.

    \b
    Examples:
      backlogue evidence verify
      backlogue evidence verify "done and label = model"

    A value or a test's result that changed, a run that was deleted, a data set that moved, evidence that is older
    than the code or data it speaks of, a source that does not answer. Nothing is written. Runs in the project's MLflow
    that are tagged with an item which does not name them are suggested. Ctrl-C shows what is known until then.

    Exits with 1 when something has drifted or could not be verified.
    """
    plan = read_plan(Folder(root), judging_day(root), Cache(root)).plan
    items = items_asked(plan, query)
    if items is None:
        return 2
    cases = list(cases_of(plan, items))
    found: dict[int, EvidenceLine] = {}
    places: list[tuple[str, str]] = []
    progress, stopped, ask = Progress("Verifying", "answers", len(cases)), False, ask_of(root, plan, seconds)
    runs: tuple[Suggestion, ...] = ()
    words: tuple[str, ...] = ()
    try:
        with closing(collect((case.wanted for case in cases), ask, jobs)) as answers:
            for done, (index, seen) in enumerate(answers, 1):
                found[index] = _line(plan, cases[index], seen)
                places.append((cases[index].item.id, seen.where))
                progress(done)
        runs, words = notes(plan, items, ask, places)
    except KeyboardInterrupt:
        stopped = True
    finally:
        progress.close()
    lines = tuple(found[index] for index in sorted(found))
    report = EvidenceReport("verify", lines, unasked=len(cases) - len(found), suggested=runs, notes=words)
    sys.stdout.write(write_json(report) if form == "json" else write_text(report, color))
    if stopped:
        click.echo("Interrupted; nobody asked for the rest.", err=True)
        return 130
    return 1 if any(drift.counts for line in report.lines for drift in line.drifts) else 0


def _line(plan: Plan, case: Case, seen: Observation) -> EvidenceLine:
    """What is locked for an entry, and how it stands against what its source says now."""
    locked = plan.observations(case.item).get(case.name)
    told = drifts(
        case.entry, locked, as_known(plan, case, seen), changed(plan, locked), settled(plan, case.item, case.name)
    )
    read = locked.read.isoformat() if locked is not None else ""
    return EvidenceLine(case.item.id, case.name, entry_verdict(plan, case.item, case.name), read, drifts=told)
