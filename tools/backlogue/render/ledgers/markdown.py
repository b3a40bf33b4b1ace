"""A ledger in; Markdown with two tables, for a report or a pull request, out."""

from backlogue.render.ledger import LedgerFormat
from backlogue.render.markdown import escape
from backlogue.views.ledger import LIFE_WORDS, Ledger, Trial, percent, summary


def write(book: Ledger) -> str:
    """What was tried and learned, then the learning yield of the sprints."""
    text = summary(book)
    lines = ["## Experiments", "", f"{escape(text[:1].upper() + text[1:])}.", ""]
    if book.trials:
        lines += [
            "| Experiment | Outcome | Value against target | Days | What was learned | Then |",
            "| --- | --- | --- | ---: | --- | --- |",
        ]
        lines += [f"| {' | '.join(_cells(one))} |" for one in book.trials]
    if book.harvests:
        lines += ["", "### Learning yield", "", "Experiments decided in a sprint / experiments run in it.", ""]
        lines += ["| Sprint | Run | Decided | Yield |", "| --- | --- | --- | ---: |"]
        for one in book.harvests:
            ran, decided = escape(", ".join(one.ran)), escape(", ".join(one.decided)) or "none"
            lines.append(
                f"| {escape(one.name)} | {ran} | {decided} | {'running' if one.running else percent(one.share)} |"
            )
    return "\n".join(lines) + "\n"


def _cells(one: Trial) -> list[str]:
    outcome = one.outcome or LIFE_WORDS.get(one.life, one.life)
    if one.contradicts:
        outcome = f"{outcome}, but its value says {one.computed}"
    value = f"{one.told}, {one.target}" if one.value is not None and one.target else one.target
    days = "" if one.days is None else f"{one.days:g}{'' if one.days_from == 'history' else ' planned'}"
    then = ", ".join(part for part in (one.decision, *one.leads_to) if part)
    return [escape(text) for text in (f"{one.id} {one.title}", outcome, value, days, one.learning, then)]


FORMAT = LedgerFormat("markdown", write)
