"""A report of evidence in; text for a terminal, or one JSON object, out."""

from typing import Any

from backlogue.done.drift import Drift
from backlogue.render.terminal import json_text, visible
from backlogue.views.evidence import EvidenceLine, EvidenceReport, Suggestion

VERSION = 1
# Of the runs that an item could name, so many are told one by one.
_MOST = 3
# What ends doubt about files that changed, where the same answer was read again.
_WAY = "; measured again with the same result? then --remeasured"
_COLORS = {"pass": 32, "same": 32, "fail": 31, "unknown": 33, "error": 35, "drift": 31, "note": 33}


def write_text(report: EvidenceReport, color: bool) -> str:
    """One line for each criterion, and a sentence that counts them."""
    lines = [line for one in report.lines for line in _lines(one, report.step, color)]
    return "".join(f"{line}\n" for line in (*lines, *_notes(report, color), _closing(report)))


def write_json(report: EvidenceReport) -> str:
    """The object, indented, keys in the documented order."""
    values = {
        "version": VERSION,
        "step": report.step,
        "evidence": [_values(one) for one in report.lines],
        "locks": list(report.locks),
        "suggested": [_suggestion(one) for one in report.suggested],
        "notes": list(report.notes),
        "summary": _counts(report) | {"not_asked": report.unasked},
    }
    return json_text(values)


def _lines(one: EvidenceLine, step: str, color: bool) -> list[str]:
    head = f"{one.item} {one.criterion}"
    verdict = one.verdict
    if step == "verify":
        told = [(_mark(drift), f"{drift.way}: {drift.words}") for drift in one.drifts]
        told = told or [("same", "as it was locked")]
    else:
        told = [(verdict.mark, verdict.words)]
    lines = [f"{_painted(mark, color)} {visible(head)}: {visible(words)}" for mark, words in told]
    if one.kept:
        lines.append(f"        kept what was read on {one.read}: {visible(one.kept)}")
    if step == "show":
        seen = one.seen
        parts = [seen.where, seen.at and f"of {seen.at}", one.read and f"read on {one.read}", seen.commit[:12]]
        parts += [f"data {' '.join(part for part in seen.dataset if part)}" if any(seen.dataset) else ""]
        lines += [f"        {visible(', '.join(part for part in parts if part))}"] if any(parts) else []
    if verdict.suspect and step != "verify":
        way = _WAY if step == "collect" and verdict.mark == "pass" else ""
        lines.append(f"        suspect: changed since: {visible(', '.join(verdict.suspect))}{way}")
    return lines


def _mark(drift: Drift) -> str:
    """A source that does not answer says nothing against the work; what the lock says may still be so."""
    return "error" if drift.way == "not-verified" else "drift" if drift.counts else "note"


def _notes(report: EvidenceReport, color: bool) -> list[str]:
    """Of an item's runs the latest few are told, and how many more there are."""
    by: dict[str, list[Suggestion]] = {}
    for one in report.suggested:
        by.setdefault(one.item, []).append(one)
    told = []
    for item, runs in by.items():
        told += [f"{item}: {one.words}" for one in runs[-_MOST:]]
        rest = len(runs) - _MOST
        if rest > 0:
            told.append(f"{item}: {rest} more {'run is' if rest == 1 else 'runs are'} tagged with it and not named")
    return [f"{_painted('note', color)} {visible(words)}" for words in (*told, *report.notes)]


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "item": one.item,
        "run": f"mlflow:{one.run}",
        "state": one.state,
        "at": one.at,
        "where": one.where,
        "words": one.words,
    }


def _painted(mark: str, color: bool) -> str:
    word = f"{mark:<7}"
    return f"\x1b[{_COLORS[mark]}m{word}\x1b[0m" if color else word


def _closing(report: EvidenceReport) -> str:
    if not report.lines and not report.unasked:
        return "It names nothing under evidence." if report.step == "show" else "No item names a source under evidence."
    counts = _counts(report)
    if report.step == "verify":
        marks = [{_mark(drift) for drift in one.drifts} for one in report.lines]
        silent, drifted = (sum(1 for one in marks if mark in one) for mark in ("error", "drift"))
        told = f"{len(marks) - silent} verified, {drifted} drifted" + (f"; {silent} not verified" if silent else "")
    else:
        told = ", ".join(f"{count} {mark}" for mark, count in counts.items() if count) or "nothing read"
    locks = f"; {len(report.locks)} locks written" if report.locks and len(report.locks) != 1 else ""
    locks = "; 1 lock written" if len(report.locks) == 1 else locks
    return f"{told}{locks}" + (f"; {report.unasked} not asked" if report.unasked else "")


def _counts(report: EvidenceReport) -> dict[str, int]:
    marks = [one.verdict.mark for one in report.lines]
    return {mark: marks.count(mark) for mark in ("pass", "fail", "unknown", "error")}


def _values(one: EvidenceLine) -> dict[str, Any]:
    seen = one.seen
    return {
        "item": one.item,
        "criterion": one.criterion,
        "verdict": one.verdict.mark,
        "reason": one.verdict.reason,
        "words": one.verdict.words,
        "value": seen.value,
        "kind": seen.kind,
        "where": seen.where,
        "at": seen.at,
        "commit": seen.commit,
        "dataset": {name: part for name, part in seen.dataset._asdict().items() if part},
        "checks": dict(seen.checks),
        "read": one.read or None,
        "kept": one.kept or None,
        "suspect": list(one.verdict.suspect),
        "drift": [{"way": drift.way, "words": drift.words, "counts": drift.counts} for drift in one.drifts],
    }
