"""evidence collect: ask the sources, write what they say beside the items. What was read before a fault stays."""

import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import click

from backlogue.base.observation import Observation
from backlogue.cli.evidence_ask import Case, as_known, ask_of, cases_of, items_asked, kept_paths, spoken_of, to_lock
from backlogue.cli.evidence_notes import notes
from backlogue.cli.meant import AsksItems
from backlogue.cli.options import color_option, judging_day, project_option
from backlogue.cli.progress import Progress
from backlogue.done.again import read_again
from backlogue.done.drift import SILENT
from backlogue.done.entry import entry_verdict
from backlogue.done.finished import settled
from backlogue.done.judge import judge
from backlogue.evidence.collect import THREADS, collect
from backlogue.model import Item
from backlogue.model.lock import Locked, write_lock
from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path
from backlogue.render.evidence import write_json, write_text
from backlogue.render.terminal import visible
from backlogue.views.evidence import EvidenceLine, EvidenceReport, Suggestion
from backlogue.world.cache import Cache
from backlogue.world.clock import clock_day
from backlogue.world.files import Folder
from backlogue.world.write import Refused, create, replace


@click.command("collect", cls=AsksItems)
@click.argument("query", required=False)
@click.option("--timeout", "seconds", type=click.FloatRange(min=0.1), default=10.0, help="Seconds an answer may take.")
@click.option("--jobs", type=click.IntRange(1, 64), default=THREADS, help="How many references to ask for at once.")
@click.option("--remeasured", is_flag=True, help="What gives the same answer was measured again, on the files of now.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to report.")
@color_option
@project_option
def collect_step(
    query: str | None, seconds: float, jobs: int, remeasured: bool, form: str, color: bool, root: Path
) -> int:
    """Ask the sources that items name under evidence, and write what they say beside each item.

    \b
    Examples:
      backlogue evidence collect
      backlogue evidence collect "sprint = current"
      backlogue evidence collect "id = CHURN-12" --format json

    Without QUERY: items that are open, and finished ones whose criteria do not pass yet. What is locked for
    finished work says what was known then; name such items in QUERY to ask again.

    Reading a report again does not measure again: while the answer is the same, evidence whose files have changed
    stays suspect. --remeasured says that it was measured on them, with the same result.

    Runs in the project's MLflow that are tagged backlog.item=ID and that the item does not name are suggested.

    Exits with 1 when something could not be read.
    """
    plan = read_plan(Folder(root), judging_day(root), Cache(root)).plan
    items = items_asked(plan, query)
    if items is None:
        return 2
    cases = [case for case in cases_of(plan, items) if query is not None or _due(plan, case)]
    work = _Work(root, plan, cases, clock_day(plan.project.time_zone), remeasured)
    progress, stopped, ask = Progress("Collecting", "answers", len(cases)), False, ask_of(root, plan, seconds)
    runs: tuple[Suggestion, ...] = ()
    words: tuple[str, ...] = ()
    try:
        with closing(collect((case.wanted for case in cases), ask, jobs)) as answers:
            for done, (index, seen) in enumerate(answers, 1):
                work.take(index, seen)
                progress(done)
        places = [(cases[index].item.id, one.seen.where) for index, one in work.found.items()]
        runs, words = notes(plan, items, ask, places)
    except KeyboardInterrupt:
        stopped = True
        work.close()
    finally:
        progress.close()
    locks = tuple(sorted(work.written))
    report = EvidenceReport("collect", work.lines(), locks, len(cases) - len(work.found), runs, words)
    sys.stdout.write(write_json(report) if form == "json" else write_text(report, color))
    if stopped:
        click.echo("Interrupted; what was read until then is kept.", err=True)
        return 130
    wrong = any(line.kept or line.verdict.mark == "error" for line in report.lines)
    return 1 if wrong or work.refused else 0


def _due(plan: Plan, case: Case) -> bool:
    """Whether an entry is asked for unbidden: always while its work goes on, later only until it passes."""
    if not settled(plan, case.item, case.name):
        return True
    locked = plan.observations(case.item).get(case.name)
    return judge("", case.entry, locked).mark != "pass"


class _Work:
    """What has come back so far. An item's lock is written as soon as its last answer is there."""

    def __init__(self, root: Path, plan: Plan, cases: list[Case], today: date, remeasured: bool) -> None:
        self.root, self.plan, self.cases, self.today, self.remeasured = root, plan, cases, today, remeasured
        self.found: dict[int, Locked] = {}
        self.kept: dict[int, str] = {}
        self.written: list[str] = []
        self.refused = False
        self._left: dict[str, int] = {}
        self._paths = kept_paths(root, cases)
        for case in cases:
            self._left[case.item.id] = self._left.get(case.item.id, 0) + 1

    def take(self, index: int, seen: Observation) -> None:
        """Keep an answer; a fault that will pass does not put out what was known."""
        case = self.cases[index]
        former = self.plan.observations(case.item).get(case.name)
        seen = as_known(self.plan, case, seen)
        fresh = to_lock(self.root, case, seen, self.today, self._paths)
        if former is not None and dict(former.asked) == dict(fresh.asked):
            fresh = fresh if self.remeasured else read_again(former, fresh, spoken_of(case.entry))
            if seen.reason in SILENT and former.seen.reason not in SILENT:
                self.kept[index] = seen.detail or seen.reason.replace("-", " ")
                fresh = former
            elif fresh._replace(read=former.read) == former and not self._old(former):
                fresh = former
        self.found[index] = fresh
        left = self._left[case.item.id] - 1
        if not left:
            self._write(case.item)
        self._left[case.item.id] = left  # not before: Ctrl-C in the midst of writing leaves it to `close`

    def close(self) -> None:
        """Write what is there of items that still lack an answer."""
        for item in {case.item.id: case.item for case in self.cases}.values():
            if self._left[item.id] and any(self.cases[index].item is item for index in self.found):
                self._write(item)

    def lines(self) -> tuple[EvidenceLine, ...]:
        """The answers in the order of the plan, judged by the criterion's kind."""
        return tuple(self._line(index) for index in sorted(self.found))

    def _line(self, index: int) -> EvidenceLine:
        case, locked = self.cases[index], self.found[index]
        verdict = entry_verdict(self.plan, case.item, case.name, {case.name: locked})
        return EvidenceLine(case.item.id, case.name, verdict, locked.read.isoformat(), self.kept.get(index, ""))

    def _old(self, locked: Locked) -> bool:
        """Whether the day of reading is worth a new line in git although nothing else changed."""
        return self.today - locked.read > timedelta(days=self.plan.project.evidence.max_age_days // 3)

    def _write(self, item: Item) -> None:
        entries = {name: one for name, one in self.plan.observations(item).items() if name in item.proofs}
        entries |= {self.cases[index].name: one for index, one in self.found.items() if self.cases[index].item is item}
        path, data = lock_path(item.path, item.id), write_lock(item.id, entries).encode()
        try:
            if put(self.root, path, data):
                self.written.append(path)
        except (Refused, OSError) as error:
            self.refused = True
            words = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            click.echo(f"error: {visible(path)} is not written: {visible(words)}", err=True)


def put(root: Path, path: str, data: bytes) -> bool:
    """Write a lock, new or in place of the old one; False where it is so already."""
    try:
        return _put(root, path, data)
    except Refused:
        # Somebody else who collects may have written it just now; what keeps us from it for good is told again.
        return _put(root, path, data)


def _put(root: Path, path: str, data: bytes) -> bool:
    try:
        old = (root / path).read_bytes()
    except FileNotFoundError:
        create(root, path, data)
        return True
    if old != data:
        replace(root, path, old, data)
    return old != data
