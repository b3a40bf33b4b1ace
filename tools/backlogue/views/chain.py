"""A model's items and their judged criteria in; what was asked for, of what it was made and what was measured, out."""

from datetime import UTC, datetime

from backlogue.model import Item
from backlogue.model.item import Contract, Experiment
from backlogue.views.criteria_table import proof_cell, read_cell
from backlogue.views.document import Cell, Column, Link, Part, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged
from backlogue.views.ledger import trials
from backlogue.views.report import ITEM, item_cell, state_cell
from backlogue.views.trials import trials_part
from backlogue.views.words import day


def requirements_part(edition: Edition, items: list[Item]) -> Part:
    """What was asked for: each item, what it is part of, who answers for it, its acceptance criteria."""
    columns = (
        ITEM, Column("type", "Type"), Column("part_of", "Part of", wide=True), Column("owner", "Owner"),
        Column("state", "State"), Column("acceptance", "Acceptance criteria met"),
    )  # fmt: skip
    rows = []
    for item in items:
        boxes, above = item.acceptance, edition.plan.parent(item)
        met = f"{sum(box.done for box in boxes)} of {len(boxes)}" if boxes else "none written"
        rows.append(
            (
                item_cell(edition, item.id), Cell(item.type), item_cell(edition, above.id) if above else Cell(""),
                Cell(edition.person(item.owner)),
                state_cell(edition, item), Cell(met),
            )
        )  # fmt: skip
    table = Table("requirements", "Requirements", columns, tuple(rows))
    return Part("requirements", "Requirement", tables=(table,), empty="No item describes what was asked for.")


def data_part(edition: Edition, items: list[Item], found: list[Judged]) -> Part:
    """The data: versions that evidence speaks of, files that hypotheses name, contracts."""
    columns = (
        ITEM, Column("data", "Data", wide=True), Column("split", "Split"),
        Column("version", "Version (digest)", wide=True),
        Column("told", "Told by"),
    )  # fmt: skip
    told: dict[tuple[str, Cell, str, str], list[str]] = {}
    for item in items:
        for one in found:
            if one.item is item and (one.data or one.digest):
                key = (item.id, Cell(one.data, link=one.link), one.split, one.digest)
                told.setdefault(key, []).append(f"evidence {one.name}")
        if isinstance(item, Experiment) and item.hypothesis is not None and item.hypothesis.data:
            name = item.hypothesis.data
            told.setdefault((item.id, Cell(name, link=Link(path=name)), "", ""), []).append("hypothesis")
        if isinstance(item, Contract) and item.provides is not None:
            given = item.provides
            link = Link(path=given.schema_) if given.schema_ else None
            told.setdefault((item.id, Cell(given.name, link=link), "", given.version), []).append("contract")
    rows = tuple(
        (item_cell(edition, item), data, Cell(split), Cell(version), Cell(", ".join(by)))
        for (item, data, split, version), by in told.items()
    )
    table = Table("data", "Data and its versions", columns, rows, grouped=True)
    return Part("data", "Data", tables=(table,), empty="No evidence records the version of any data.")


def runs_part(edition: Edition, items: list[Item], found: list[Judged]) -> Part:
    """The runs: those that evidence was read from, and those that experiments name."""
    columns = (
        ITEM, Column("run", "Run", wide=True), Column("where", "Found at", wide=True), Column("at", "When"),
        Column("commit", "Code (commit)"), Column("told", "Told by"),
    )  # fmt: skip
    told: dict[tuple[str, str, Cell, str, str], list[str]] = {}
    for item in items:
        for one in found:
            if one.item is item and _of_run(one):
                key = (item.id, one.source, Cell(one.where, link=one.link), one.at, one.commit)
                told.setdefault(key, []).append(f"evidence {one.name}")
        for run in item.runs if isinstance(item, Experiment) else ():
            told.setdefault((item.id, run, Cell(""), "", ""), []).append("runs")
    rows = tuple(
        (item_cell(edition, item), Cell(run), where, _moment(at), Cell(commit[:12], commit), Cell(", ".join(by)))
        for (item, run, where, at, commit), by in told.items()
    )
    table = Table("runs", "Runs", columns, rows, grouped=True)
    return Part("runs", "Runs", tables=(table,), empty="No run is recorded.")


def _of_run(one: Judged) -> bool:
    """Whether evidence tells of a run. A tag, or a version of data, has a commit and is none."""
    source = one.source.split(" ")
    tagged = source[0] == "git" or (source[0] == "dvc" and source[-1].endswith(".dvc"))
    return source[0] in ("mlflow", "wandb") or (bool(one.commit) and not tagged)


def evaluation_part(edition: Edition, items: list[Item], found: list[Judged]) -> Part:
    """What was measured against which threshold, when the threshold was fixed; and the experiments."""
    columns = (
        ITEM, Column("criterion", "Criterion", wide=True), Column("verdict", "Verdict"),
        Column("value", "Value", right=True),
        Column("threshold", "Asked for"), Column("fixed", "Threshold fixed on"), Column("read", "Read on"),
        Column("proof", "Proof", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            item_cell(edition, one.item.id), Cell(one.text, one.name), Cell(one.word, mark=one.mark, sub=_why(one)),
            Cell(one.value, one.figure), Cell(one.threshold), _fixed(edition, one), read_cell(one),
            proof_cell(edition, one),
        )
        for one in found
        if one.check != "person"
    )  # fmt: skip
    tried = trials(edition.plan, edition.lives, {item.id for item in items})
    tables: tuple[Table, ...] = (Table("evaluation", "Measured criteria", columns, rows, grouped=True),)
    if tried:
        tables = (*tables, *trials_part(edition, tried).tables)
    return Part("evaluation", "Evaluation", tables=tables, empty="Nothing was measured against a threshold.")


def _moment(at: str) -> Cell:
    """A time as a source told it, for people to the minute."""
    try:
        written = datetime.fromisoformat(at)
    except ValueError:
        return Cell(at)
    if written.tzinfo is None:
        return Cell(at)
    when = written.astimezone(UTC)
    return Cell(f"{day(when.date())}, {when:%H:%M} UTC", at)


def _fixed(edition: Edition, one: Judged) -> Cell:
    """The day since which the main line has had the threshold as it is; empty where nothing tells."""
    if edition.lives is None or not one.threshold:
        return Cell("")
    keys = {f"evidence.{one.name}.{key}" for key in ("at_least", "at_most", "equals")}
    places = [c.stamp for c in edition.lives.changes.get(one.item.id, ()) if keys & c.fields.keys()]
    return Cell(edition.day_of(places[-1]), edition.iso_day_of(places[-1])) if places else Cell("")


def _why(one: Judged) -> str:
    changed = f"changed since: {', '.join(one.suspect)}" if one.suspect else ""
    return "; ".join(part for part in (one.why if one.stand != "met" else "", changed) if part)
