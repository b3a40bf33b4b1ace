"""CHG109 evidence-rewritten: a change writes another value into a lock although the source's answer is the same.

Why: what a source says is digested when it is read. Another value behind the same digest, or a day of reading that
goes back, did not come from collecting.
Mend: restore the lock, or collect again.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity, Span
from backlogue.checks.rule import PlanChange, Rule
from backlogue.model.lock import Lock, Locked


def check(change: PlanChange) -> Iterator[Finding]:
    for path in sorted(change.after.proofs.paths):
        old, new = change.before.proofs.lock(path), change.after.proofs.lock(path)
        if not isinstance(new, Lock):
            continue
        hint = f'restore it, or run: backlogue evidence collect "id = {new.item}"'
        if not new.untouched and (not isinstance(old, Lock) or old.untouched):
            yield Finding(Span(path), f"this change edits the lock of {new.item} by hand", hint)
            continue
        for name, entry in new.entries.items():
            was = old.entries.get(name) if isinstance(old, Lock) else None
            if was is not None and (words := _rewritten(was, entry)):
                yield Finding(Span(path, new.lines.get(name, 1)), f"{new.item}: {name} {words}", hint)


def _rewritten(was: Locked, now: Locked) -> str:
    if now.read < was.read:
        return f"was read on {was.read}, and now on {now.read}, before that"
    if not was.seen.digest or was.seen.digest != now.seen.digest or was.asked != now.asked:
        return ""
    if (was.seen.value, was.seen.kind, was.seen.checks) != (now.seen.value, now.seen.kind, now.seen.checks):
        return "has another value behind the same answer"
    return ""


RULE = Rule("CHG109", "evidence-rewritten", Severity.ERROR, on_change=check)
