"""A sprint's handover in; the first lines of its review and of its retrospective, as Markdown, out.

Only what the files say: the words are left to the people who were there.
"""

from collections.abc import Iterator

from backlogue.model.item import Experiment, Target
from backlogue.plan import Plan
from backlogue.plan.handover import Handover, Leaving
from backlogue.plan.load import number_shown, points_shown, velocity


def review_start(plan: Plan, closing: Handover) -> str:
    """What was delivered, what leaves and where to, what joined on the way, and what experiments found."""
    return "\n".join(f"- {one_line(line)}" for line in _review(plan, closing))


def retrospective_start(plan: Plan, closing: Handover) -> str:
    """What the figures say, and a line each for what to keep and what to change."""
    lines = [*_figures(plan, closing), "**Keep:**", "**Change:**"]
    return "\n".join(f"- {one_line(line)}" for line in lines)


def _review(plan: Plan, closing: Handover) -> Iterator[str]:
    yield _delivery(closing)
    for fate, title in (("carried", "Carried"), ("given back", "Given back to the backlog"), ("dropped", "Dropped")):
        found = [one for one in closing.leaving if one.fate == fate]
        if found:
            yield f"**{title}:** {', '.join(_left(one, closing) for one in found)}."
    for change in closing.sprint.changes:
        for verb, item_id in (("joined", change.add), ("left", change.remove)):
            if item_id is not None:
                yield f"**Changed on {change.on}:** {item_id} {verb}: {change.reason}"
    for item_id in closing.taken:
        item = plan.item_by_id.get(item_id)
        if isinstance(item, Experiment):
            yield f"**Experiment {item.id}:** {_result(item)}"


def _delivery(closing: Handover) -> str:
    said, done = closing.committed, closing.delivered
    kept = sum(points for item_id, points in done.items() if item_id in said)
    more = sum(points for item_id, points in done.items() if item_id not in said)
    what = "committed" if closing.sprint.commitment is not None else "planned"
    named = f": {', '.join(f'{item_id} ({number_shown(points)})' for item_id, points in done.items())}" if done else ""
    besides = f", and {number_shown(more)} added on the way" if more else ""
    return f"**Delivered:** {number_shown(kept)} of {points_shown(sum(said.values()))} {what}{besides}{named}."


def _left(one: Leaving, closing: Handover) -> str:
    points = closing.taken.get(one.item.id, one.item.size)
    size = f"{number_shown(points)}, " if points is not None else ""
    return f"{one.item.id} ({size}{one.item.status}){f' to {one.to}' if one.to is not None else ''}"


def _result(item: Experiment) -> str:
    hypothesis = item.hypothesis
    words: list[str] = [item.outcome or "no outcome yet"]
    if hypothesis is not None and hypothesis.metric is not None and item.result is not None:
        target = f" (target {_target(hypothesis.target)})" if hypothesis.target is not None else ""
        words.append(f"{hypothesis.metric} {item.result:g}{target}")
    return ", ".join(words) + (f". {item.learning}" if item.learning else ".")


def _target(target: Target) -> str:
    sides = (("at least", target.at_least), ("at most", target.at_most))
    return " and ".join(f"{words} {value:g}" for words, value in sides if value is not None) or "none"


def _figures(plan: Plan, closing: Handover) -> Iterator[str]:
    said = sum(closing.committed.values())
    kept = sum(points for item_id, points in closing.delivered.items() if item_id in closing.committed)
    if said:
        what = "committed" if closing.sprint.commitment is not None else "planned"
        yield f"Say/do: {round(100 * kept / said)} % of the {what} points were delivered."
    known = velocity(plan, closing.sprint)
    if known is not None:
        count = len(known.past)
        before = "the sprint before" if count == 1 else f"the mean of the {count} sprints before"
        yield f"{points_shown(sum(closing.delivered.values()))} in all; {before}: {number_shown(known.mean)}."
    unclear = [one for one in closing.leaving if one.fate == "carried"]
    if unclear:
        yield f"{len(unclear)} of {len(closing.taken)} items carried on."


def one_line(text: str) -> str:
    """The text on one line, unable to open a comment that would swallow what follows."""
    return " ".join(text.split()).replace("<!--", "&lt;!--")
