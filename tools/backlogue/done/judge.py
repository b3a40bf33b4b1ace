"""A criterion's check, an evidence entry and what the lock keeps for it in; a verdict with its reason out. Pure.

Only `pass` closes a criterion. `fail` is said of the work: a value off its threshold or no number, tests that failed,
a run that failed, was deleted or never was. `unknown` is said where nobody can tell yet, `error` where asking went
wrong, which is never the work's fault.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple, TypeAlias

from backlogue.base.observation import DataSet, Observation
from backlogue.done.threshold import THRESHOLDS, bounded, met, rounded, unmet
from backlogue.model import Item
from backlogue.model.item import Proof
from backlogue.model.lock import Lock, Locked
from backlogue.plan import Plan
from backlogue.plan.proofs import lock_path

Mark: TypeAlias = Literal["pass", "fail", "unknown", "error"]

_MARKS: dict[str, Mark] = {
    "run-missing": "fail",
    "run-deleted": "fail",
    "run-failed": "fail",
    "metric-missing": "fail",
    "file-missing": "fail",
    "stale": "fail",
    "run-not-finished": "unknown",
    "data-missing": "unknown",
}
_WORDS = {
    "run-missing": "what it names is not there",
    "run-deleted": "the run was deleted",
    "run-failed": "the run failed",
    "run-not-finished": "the run has not finished",
    "metric-missing": "the value was never recorded",
    "file-missing": "the file is not there",
    "data-missing": "the data is not here to look at",
    "stale": "it is out of date",
    "unparseable": "the answer could not be read",
    "unreachable": "the source could not be reached",
    "unauthorised": "the source refused the credentials",
    "not-allowed": "the source may not be asked",
    "not-configured": "the source is not set up",
    "tool-missing": "a tool that reads the source is missing",
    "bad-reference": "the reference cannot be understood",
}
_BAD = (("failure", "failures"), ("error", "errors"))


class Verdict(NamedTuple):
    """What a piece of evidence says about its criterion; `words` say why, and `suspect` which files changed since."""

    mark: Mark
    reason: str
    words: str
    seen: Observation | None = None
    suspect: tuple[str, ...] = ()


def verdict_on(plan: Plan, item: Item, name: str, check: str, locks: Mapping[str, Locked] | None = None) -> Verdict:
    """The verdict on a criterion, or a checkpoint, that an item names evidence for.

    A person's word is asked for by name and day. `locks` speak in place of what the item's lock says now.
    """
    proof = item.proofs.get(name)
    if proof is None:
        return Verdict("unknown", "nothing-named", "no evidence is named")
    if check == "person" or is_word(plan, proof):
        if proof.attested and check == "person":
            return Verdict("pass", "ok", f"{proof.by} vouches for it since {proof.on}")
        if check == "person":
            return Verdict("unknown", "unsigned", "nobody vouches for it by name and day")
        return Verdict("unknown", "word-only", f"a person's word does not prove it: name a source of its {check}")
    locked = (plan.observations(item) if locks is None else locks).get(name)
    found = judge(check, proof.model_extra or {}, locked, changed(plan, locked))
    if locked is None and locks is None and _edited(plan, item):
        return found._replace(words="its lock was edited by hand, so that nothing in it counts")
    return found


def _edited(plan: Plan, item: Item) -> bool:
    """Whether there is a lock beside an item whose digest does not fit."""
    lock = plan.proofs.lock(lock_path(item.path, item.id))
    return isinstance(lock, Lock) and not lock.untouched


def changed(plan: Plan, locked: Locked | None) -> tuple[str, ...]:
    """The files that a locked observation depends on and that are not as they were."""
    if locked is None or not locked.files:
        return ()
    now = plan.proofs.digests(locked.files)
    return tuple(path for path, digest in locked.files.items() if now.get(path, digest) != digest)


def is_word(plan: Plan, proof: Proof) -> bool:
    """Whether an entry is a person's word alone; a person may also sign what a source proves."""
    extra = proof.model_extra or {}
    return not extra or (proof.by is not None and not any(key in plan.proofs.sources for key in extra))


def asked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What of an entry a source is asked: all but the thresholds, unless they say which value is best.

    Thresholds are judged from the lock, and so may change without asking the source again.
    """
    best = any(entry.get(key) == "best" for key in ("value", "pick"))
    return {key: value for key, value in entry.items() if best or key not in THRESHOLDS}


def judge(
    check: str,
    entry: Mapping[str, Any],
    locked: Locked | None,
    suspect: tuple[str, ...] = (),
    bar: Mapping[str, Any] | None = None,
) -> Verdict:
    """The verdict on an entry: what was seen against what the check and the entry's thresholds and data ask.

    `bar` has thresholds that decide in place of the entry's own, as a scorecard's do.
    """
    if locked is None:
        return Verdict("unknown", "not-collected", "it has not been collected yet")
    if dict(locked.asked) != asked(entry):
        return Verdict("unknown", "not-collected", "the entry has changed since it was collected")
    seen = locked.seen
    if bar is not None:
        entry = {key: value for key, value in entry.items() if key not in THRESHOLDS} | dict(bar)
    found = _reason(seen) or _data(entry, locked) or _counts(check, entry, seen) or _checked(check, entry, seen)
    missed = None if found else unmet(entry, seen.value)
    found = found or (Verdict(*missed) if missed else Verdict("pass", "ok", _told(check, entry, seen)))
    return found._replace(seen=seen, suspect=suspect)


def _reason(seen: Observation) -> Verdict | None:
    if seen.reason == "ok":
        return None
    words = _WORDS[seen.reason]
    if seen.detail:
        # That it was deleted is all that a detail can say more about, and names what was.
        words = seen.detail if seen.reason == "run-deleted" else f"{words}: {seen.detail}"
    return Verdict(_MARKS.get(seen.reason, "error"), seen.reason, words)


def _data(entry: Mapping[str, Any], locked: Locked) -> Verdict | None:
    """Whether the value is of the data set and the part of it that the entry names."""
    seen = locked.seen.dataset
    wanted, split = entry.get("data"), entry.get("split")
    if wanted is not None:
        if not seen.name and not seen.digest:
            return Verdict("unknown", "data-unbound", f"the source does not say that it is of {wanted}")
        if not same_data(str(wanted), locked.wanted, seen):
            named = seen.name or seen.digest
            other = f"another version of {wanted}" if named == str(wanted) else f"{named}, not of {wanted}"
            return Verdict("fail", "other-data", f"it is of {other}")
    if split is not None and seen.split != str(split):
        if not seen.split:
            return Verdict("unknown", "data-unbound", f"the source does not say that it is of the {split} split")
        return Verdict("fail", "other-data", f"it is of the {seen.split} split, not of {split}")
    return None


def same_data(wanted: str, meant: DataSet, seen: DataSet) -> bool:
    """By digest where both sides have one of a kind (equally long), else by name: the entry's, or its file's."""
    if meant.digest and seen.digest and len(meant.digest) == len(seen.digest):
        return meant.digest == seen.digest
    path = PurePosixPath(wanted)
    names = {wanted, meant.name, path.name, path.name.removesuffix(".dvc"), path.name.split(".")[0]} - {""}
    return seen.name in names or (bool(seen.digest) and seen.digest == wanted)


def _counts(check: str, entry: Mapping[str, Any], seen: Observation) -> Verdict | None:
    """Tests that failed; where tests are asked for, also that some ran. Other counts may be below a threshold."""
    counts = dict(seen.checks)
    bad = [f"{counts[many]:g} {many if counts[many] > 1 else one}" for one, many in _BAD if counts.get(many)]
    if bad and ("tests" in counts or not bounded(entry)):
        words = " and ".join(bad)
        return Verdict("fail", "tests-failed", f"{words}: {seen.detail}" if seen.detail else words)
    if check == "tests" and "tests" in counts and counts["tests"] - counts.get("skipped", 0) <= 0:
        return Verdict("unknown", "no-tests", "no test ran")
    return None


def _checked(check: str, entry: Mapping[str, Any], seen: Observation) -> Verdict | None:
    """What a kind of check asks for by itself."""
    threshold = bounded(entry)
    if seen.kind in ("nan", "infinite"):
        word = "not a number" if seen.kind == "nan" else "infinite"
        return Verdict("fail", "not-finite", f"the value is {word}")
    if check == "metric" and not threshold:
        return Verdict("unknown", "no-threshold", "the entry names no threshold: write at_least, at_most or equals")
    if check == "tests" and not threshold and not {"tests", "failures", "errors"} & dict(seen.checks).keys():
        return Verdict("unknown", "no-tests", "the source counts no tests, and the entry names no threshold")
    if check == "dataset" and not threshold and not seen.dataset.digest:
        return Verdict("fail", "no-version", "the data set has no version")
    return None


def _told(check: str, entry: Mapping[str, Any], seen: Observation) -> str:
    if thresholds := met(entry):
        return f"{rounded(seen.value, *map(entry.get, THRESHOLDS))} is {thresholds}"
    counts = dict(seen.checks)
    if "tests" in counts:
        return "1 test, which did not fail" if counts["tests"] == 1 else f"{counts['tests']:g} tests, none failed"
    if "sections" in counts:
        return written(counts)
    if seen.dataset.digest and (check == "dataset" or seen.value is None):
        return f"version {seen.dataset.digest}"
    return rounded(seen.value) if seen.value is not None else "recorded"


def written(counts: Mapping[str, float]) -> str:
    """Of how many sections of a document that must be there, how many say something."""
    sections = counts["sections"]
    empty = counts.get("missing", 0) + counts.get("empty", 0)
    if not sections:
        return "something is written"
    named = "1 section" if sections == 1 else f"{sections:g} sections"
    return f"{named}, {empty:g} missing or empty" if empty else f"{named}, all written"
