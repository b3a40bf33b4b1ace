"""A model's items and their judged criteria in; each link of its chain, from requirement to release, as a part, out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backlogue.done.standing import cards_of, standing
from backlogue.model import Item
from backlogue.model.item import Contract, Experiment, Waiver
from backlogue.views.criteria_table import proof_cell, read_cell, waiver_cell
from backlogue.views.document import Cell, Column, Link, Part, Point, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged
from backlogue.views.ledger import trials
from backlogue.views.report import item_cell, item_link
from backlogue.views.trials import trials_part
from backlogue.views.words import day, spoken

_ITEM = Column("item", "Item", wide=True)


def requirements_part(edition: Edition, items: list[Item]) -> Part:
    """What was asked for: each item, what it is part of, who answers for it, its acceptance criteria."""
    columns = (
        _ITEM, Column("type", "Type"), Column("part_of", "Part of", wide=True), Column("owner", "Owner"),
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
                Cell(spoken(item.status), item.status, mark=edition.plan.category(item) or ""), Cell(met),
            )
        )  # fmt: skip
    table = Table("requirements", "Requirements", columns, tuple(rows))
    return Part("requirements", "Requirement", tables=(table,), empty="No item describes what was asked for.")


def data_part(edition: Edition, items: list[Item], found: list[Judged]) -> Part:
    """The data: versions that evidence speaks of, files that hypotheses name, contracts."""
    columns = (
        _ITEM, Column("data", "Data", wide=True), Column("split", "Split"),
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
        _ITEM, Column("run", "Run", wide=True), Column("where", "Found at", wide=True), Column("at", "When"),
        Column("commit", "Code (commit)"), Column("told", "Told by"),
    )  # fmt: skip
    told: dict[tuple[str, str, Cell, str, str], list[str]] = {}
    for item in items:
        for one in found:
            if one.item is item and (one.source.startswith(("mlflow", "wandb")) or one.commit):
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


def evaluation_part(edition: Edition, items: list[Item], found: list[Judged]) -> Part:
    """What was measured against which threshold, when the threshold was fixed; and the experiments."""
    columns = (
        _ITEM, Column("criterion", "Criterion", wide=True), Column("verdict", "Verdict"),
        Column("value", "Value", right=True),
        Column("threshold", "Asked for"), Column("fixed", "Threshold fixed on"), Column("read", "Read on"),
        Column("proof", "Proof", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            item_cell(edition, one.item.id), Cell(one.text, one.name), Cell(one.word, mark=one.mark, sub=_why(one)),
            Cell(one.value, one.figure), Cell(one.threshold), Cell(_fixed(edition, one)), read_cell(one),
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


def approvals_part(edition: Edition, found: list[Judged]) -> Part:
    """Who vouches for what, as what, since when."""
    columns = (
        _ITEM, Column("criterion", "Criterion", wide=True), Column("who", "Who"), Column("role", "As"),
        Column("on", "On"), Column("committed", "Committed", wide=True),
    )  # fmt: skip
    rows = []
    for one in found:
        proof = one.item.evidence.get(one.name)
        if proof is not None and proof.attested and proof.on is not None:
            rows.append(
                (
                    item_cell(edition, one.item.id), Cell(one.text, one.name), Cell(edition.person(proof.by), proof.by),
                    Cell(proof.role or _role(edition, proof.by)), Cell(day(proof.on), proof.on.isoformat()),
                    _committed(edition, one.item, [f"evidence.{one.name}.{key}" for key in ("by", "on", "role")]),
                )
            )  # fmt: skip
    table = Table("approvals", "Approvals", columns, tuple(rows), grouped=True)
    return Part("approvals", "Approvals", tables=(table,), empty="Nobody vouches for anything by name and day.")


def waivers_part(edition: Edition, found: list[Judged]) -> Part:
    """What was set aside, by whom, why, until when."""
    columns = (
        _ITEM,
        Column("criterion", "Criterion", wide=True),
        Column("stand", "Holds"),
        Column("waiver", "Waiver", wide=True),
        Column("committed", "Committed", wide=True),
    )
    rows = tuple(
        (
            item_cell(edition, one.item.id), Cell(one.text, one.name),
            Cell("met since" if one.stand == "met" else one.word, mark=one.mark), waiver_cell(edition, one),
            _committed(edition, one.item, [f"waivers.{one.name}.{key}" for key in Waiver.model_fields]),
        )
        for one in found
        if one.waiver is not None
    )  # fmt: skip
    table = Table("waivers", "Waivers", columns, rows)
    return Part("waivers", "Waivers", tables=(table,), empty="Nothing was waived.")


def release_part(edition: Edition, items: list[Item], head: Item | None) -> Part:
    """The way into use: where the model itself is, stages of scorecards, the days on which items changed state."""
    stages = (
        _ITEM, Column("scorecard", "Scorecard"), Column("stage", "Stage"), Column("passed", "Passed"),
        Column("lacking", "Must-haves lacking", wide=True),
    )  # fmt: skip
    passed = []
    for item in items:
        for name, card in cards_of(edition.plan, item):
            for stage in card.stages:
                score = standing(edition.plan, item, name, card, stage)
                word = "passed" if score.passed else "not passed"
                lacking = ", ".join(line.name for line in score.lacking)
                passed.append(
                    (
                        item_cell(edition, item.id), Cell(name), Cell(spoken(stage), stage),
                        Cell(word, score.passed, mark="done" if score.passed else "todo"), Cell(lacking),
                    )
                )  # fmt: skip
    states = (
        _ITEM,
        Column("on", "Day"),
        Column("state", "State"),
        Column("commit", "Commit"),
        Column("by", "Committed by"),
    )
    tables = (
        Table("stages", "Stages of scorecards", stages, tuple(passed), grouped=True),
        Table("states", "Changes of state on the main line", states, tuple(_states(edition, items)), grouped=True),
    )
    note = "" if edition.lives is not None else edition.untold
    empty = "Neither a scorecard nor git tells how it came into use."
    return Part("release", "Release", note, _now(edition, head), tables, empty)


def _now(edition: Edition, head: Item | None) -> tuple[Point, ...]:
    """The state of the model's own item, and since when."""
    if head is None:
        return ()
    spells = edition.lives.spells(head.id, "status") if edition.lives is not None else []
    zone = ZoneInfo(edition.plan.project.time_zone)
    since = f" since {day(datetime.fromtimestamp(spells[-1][0].at, zone).date())}" if spells else ""
    mark = edition.plan.category(head) or ""
    return (Point(f"{spoken(head.status)}{since}", head.id, mark, item_link(head)),)


def _states(edition: Edition, items: list[Item]) -> list[tuple[Cell, ...]]:
    timeline, rows = edition.lives, list[tuple[Cell, ...]]()
    if timeline is None:
        return rows
    zone = ZoneInfo(edition.plan.project.time_zone)
    for item in items:
        states = edition.plan.project.workflow(item.type).states
        for stamp, status in timeline.spells(item.id, "status"):
            on = datetime.fromtimestamp(stamp.at, zone).date()
            rows.append(
                (
                    item_cell(edition, item.id), Cell(day(on), on.isoformat()),
                    Cell(spoken(str(status)), str(status), mark=str(states.get(str(status)) or "")),
                    Cell(stamp.commit[:12], stamp.commit, Link(commit=stamp.commit)), Cell(stamp.author),
                )
            )  # fmt: skip
    return rows


def _committed(edition: Edition, item: Item, keys: Iterable[str]) -> Cell:
    """The commit since which the main line says it in these words, with its day and who made it."""
    timeline, wanted = edition.lives, frozenset(keys)
    changes = timeline.changes.get(item.id, ()) if timeline is not None else ()
    place = next((one.stamp for one in reversed(changes) if wanted & one.fields.keys()), None)
    if timeline is None or place is None:
        return Cell("")
    stamp = timeline.stamps[place]
    words = f"{edition.day_of(place)}, {stamp.commit[:12]} by {stamp.author}"
    return Cell(words, stamp.commit, Link(commit=stamp.commit))


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


def _fixed(edition: Edition, one: Judged) -> str:
    """The day since which the main line has had the threshold as it is; empty where nothing tells."""
    if edition.lives is None or not one.threshold:
        return ""
    keys = {f"evidence.{one.name}.{key}" for key in ("at_least", "at_most", "equals")}
    places = [c.stamp for c in edition.lives.changes.get(one.item.id, ()) if keys & c.fields.keys()]
    return edition.day_of(places[-1]) if places else ""


def _why(one: Judged) -> str:
    changed = f"changed since: {', '.join(one.suspect)}" if one.suspect else ""
    return "; ".join(part for part in (one.why if one.stand != "met" else "", changed) if part)


def _role(edition: Edition, who: str | None) -> str:
    for team in edition.plan.project.teams.values():
        member = team.members.get(who or "")
        if member is not None:
            return member.role or member.discipline or ""
    return ""
