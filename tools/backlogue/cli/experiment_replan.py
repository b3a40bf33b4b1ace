"""The step that plans what follows from an experiment that failed or could not tell: new files, linked both ways."""

from typing import Any

import click

from backlogue.cli.answer import refuse
from backlogue.cli.experiment_decide import experiment_named
from backlogue.cli.experiment_new import first_state, target_of
from backlogue.cli.naming import item_id, item_path
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.edit.experiment import asked, body_after, leading, proposed
from backlogue.model.item import Experiment
from backlogue.plan import Plan

_DECISIONS = {"invalidated": "pivot", "inconclusive": "keep-testing"}


@click.command("replan")
@click.argument("name", metavar="ID")
@click.option("--next", "titles", multiple=True, metavar="TITLE", help="What is believed now; may be given again.")
@click.option(
    "--spike", "questions", multiple=True, metavar="QUESTION", help="What must be known first; may be given again."
)
@click.option("--at-least", type=float, help="The least value that confirms the new belief.")
@click.option("--at-most", type=float, help="The greatest value that confirms it.")
@click.option("--data", help="The data it is measured on; the same as before by default.")
@click.option("--timebox", type=click.FloatRange(min=0), help="Working days it may take; as before by default.")
@writing_options()
def replan_step(
    name: str,
    titles: tuple[str, ...],
    questions: tuple[str, ...],
    at_least: float | None,
    at_most: float | None,
    data: str | None,
    timebox: float | None,
    how: How,
) -> int:
    """Draft the experiments and spikes that follow from ID, which is invalidated or inconclusive.

    \b
    Examples:
      backlogue experiment replan FRAUD-8 --next "Training on older labels raises recall" \\
        --next "Shared devices reveal rings" --spike "Who knows about fraud before the chargeback?"
      backlogue experiment replan FRAUD-18 --data data/fraud/payments-2026-11.dvc

    A new experiment takes over metric, baseline, data and time-box, and gives what was learned as its reason. Its
    target is left to be written, unless the last one could not tell: then the same question is asked again.
    """
    ground = ground_of(how.root, how.today)
    plan, old = ground.plan, experiment_named(ground.plan, name)
    against = _against(old, titles, questions)
    if against:
        return refuse(against)
    again = old.outcome == "inconclusive" and not titles and not questions
    fresh = {"at_least": at_least, "at_most": at_most, "data": data}
    texts: dict[str, str | None] = {}
    made: list[str] = []
    for title in titles or ((f"{old.title}, asked again",) if again else ()):
        follower = item_id(plan, how.root, old.team, made)
        made.append(follower)
        values = {**_values(plan, old, follower, "experiment", title), **_timebox(timebox, old.timebox)}
        text = proposed(values, _hypothesis(old, title, again, fresh), body_after(old))
        texts[item_path(follower, title, "experiment", old.team)] = text
    for question in questions:
        follower = item_id(plan, how.root, old.team, made)
        made.append(follower)
        values = {**_values(plan, old, follower, "spike", question), "question": question, **_timebox(timebox, None)}
        texts[item_path(follower, question, "spike", old.team)] = asked(values)
    decision = _DECISIONS[str(old.outcome)] if old.decision is None else None
    texts[old.path] = leading(old, made, decision)
    drafts = Drafts(texts, f"{old.id} leads to {', '.join(made)}")
    return carry_out(ground, lambda _: drafts, how)


def _against(old: Experiment, titles: tuple[str, ...], questions: tuple[str, ...]) -> list[str]:
    """Why nothing can follow from it."""
    if old.outcome is None:
        return [f"{old.id} is not decided yet: backlogue experiment decide {old.id}"]
    if old.outcome == "validated":
        return [f"{old.id} is validated; build on it with backlogue new, and name that under leads_to"]
    if old.decision == "kill":
        return [f"{old.id} was decided to be killed; change the decision first if there is more to try"]
    if not (old.learning or "").strip():
        return [f"{old.id} names no learning, and the next plan begins with what was learned"]
    if any(not text.strip() for text in (*titles, *questions)):
        return ["a title or question cannot be empty"]
    if old.outcome == "invalidated" and not titles and not questions:
        return [
            f'{old.id} is invalidated: say what you believe now, --next "…", or what must be known first, --spike "…"'
        ]
    return []


def _values(plan: Plan, old: Experiment, name: str, kind: str, title: str) -> dict[str, Any]:
    """The keys that a follower takes over."""
    kept = {"team": old.team, "parent": old.parent, "owner": old.owner, "priority": old.priority, "domain": old.domain}
    status = first_state(plan, kind)
    values = {"id": name, "type": kind, "title": title, "status": status, "relates_to": [old.id]}
    return values | {key: value for key, value in kept.items() if value is not None}


def _timebox(given: float | None, before: float | None) -> dict[str, float]:
    days = before if given is None else given
    return {} if days is None else {"timebox": days}


def _hypothesis(old: Experiment, title: str, again: bool, fresh: dict[str, Any]) -> dict[str, Any]:
    """The same metric, baseline and data; the threshold is a new decision, except where the question is the same."""
    before = old.hypothesis
    learned = " ".join((old.learning or "").split())
    target = target_of(fresh["at_least"], fresh["at_most"])
    if before is None:
        return {"belief": title, "because": f"{old.id}: {learned}", "target": target, "data": fresh["data"]}
    if target is None and again and before.target is not None:
        target = target_of(before.target.at_least, before.target.at_most)
    return {
        "belief": before.belief if again else title,
        "because": f"{old.id}: {learned}",
        "metric": before.metric,
        "baseline": before.baseline,
        "target": target,
        "data": fresh["data"] or before.data,
    }
