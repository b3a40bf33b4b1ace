"""A model's items and their judged criteria in; who vouches, what was waived, how it came into use, as parts, out."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from backlogue.done.standing import cards_of, standing
from backlogue.history import Stamp
from backlogue.model import Item
from backlogue.model.item import Waiver
from backlogue.views.criteria_table import waiver_cell
from backlogue.views.document import Cell, Column, Link, Part, Point, Table
from backlogue.views.edition import Edition
from backlogue.views.judged import Judged
from backlogue.views.report import ITEM, item_cell, item_link
from backlogue.views.words import day, spoken


def approvals_part(edition: Edition, found: list[Judged]) -> Part:
    """Who vouches for what, as what, since when."""
    columns = (
        ITEM, Column("criterion", "Criterion", wide=True), Column("who", "Who"), Column("role", "As"),
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
        ITEM,
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
        ITEM, Column("scorecard", "Scorecard"), Column("stage", "Stage"), Column("passed", "Passed"),
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
        ITEM,
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
    since = f" since {day(_date(edition, spells[-1][0]))}" if spells else ""
    mark = edition.plan.category(head) or ""
    return (Point(f"{spoken(head.status)}{since}", head.id, mark, item_link(head)),)


def _states(edition: Edition, items: list[Item]) -> list[tuple[Cell, ...]]:
    timeline, rows = edition.lives, list[tuple[Cell, ...]]()
    if timeline is None:
        return rows
    for item in items:
        states = edition.plan.project.workflow(item.type).states
        for stamp, status in timeline.spells(item.id, "status"):
            on = _date(edition, stamp)
            rows.append(
                (
                    item_cell(edition, item.id), Cell(day(on), on.isoformat()),
                    Cell(spoken(str(status)), str(status), mark=str(states.get(str(status)) or "")),
                    Cell(stamp.commit[:12], stamp.commit, Link(commit=stamp.commit)), Cell(stamp.author),
                )
            )  # fmt: skip
    return rows


def _date(edition: Edition, stamp: Stamp) -> date:
    return datetime.fromtimestamp(stamp.at, ZoneInfo(edition.plan.project.time_zone)).date()


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


def _role(edition: Edition, who: str | None) -> str:
    for team in edition.plan.project.teams.values():
        member = team.members.get(who or "")
        if member is not None:
            return member.role or member.discipline or ""
    return ""
