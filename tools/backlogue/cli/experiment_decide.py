"""The step that decides an experiment: the outcome as its value says, what was learned, and what follows."""

import click

from backlogue.cli.answer import refuse
from backlogue.cli.lookup import items_named
from backlogue.cli.rehearsal import Drafts, ground_of
from backlogue.cli.transaction import How, carry_out, writing_options
from backlogue.done.hypothesis import Reading, in_words, reading, threshold
from backlogue.edit.experiment import Decision, decided
from backlogue.model.item import Experiment
from backlogue.plan import Plan


@click.command("decide")
@click.argument("item_id", metavar="ID")
@click.option("--result", type=float, help="The value that decides, where no evidence shows it.")
@click.option(
    "--outcome",
    type=click.Choice(["validated", "invalidated", "inconclusive"]),
    help="What the value says, if you want to have it confirmed; or inconclusive, which only people can say.",
)
@click.option("--learning", help="What is known now that was not known before.")
@click.option(
    "--decision", type=click.Choice(["persevere", "pivot", "kill", "keep-testing"]), help="What follows from it."
)
@click.option("--leads-to", multiple=True, metavar="ITEM", help="An item that follows; may be given again.")
@click.option("--done", is_flag=True, help="Move it to the first state of its workflow that means done.")
@writing_options()
def decide_step(
    item_id: str,
    result: float | None,
    outcome: str | None,
    learning: str | None,
    decision: str | None,
    leads_to: tuple[str, ...],
    done: bool,
    how: How,
) -> int:
    """Decide experiment ID: its outcome is computed from the value and the threshold written before.

    \b
    Examples:
      backlogue experiment decide CHURN-16 --learning "Six more leavers in a hundred" --decision persevere
      backlogue experiment decide FRAUD-8 --result 0.736 --learning "Noise is 0.011" --decision pivot --done
      backlogue experiment decide FRAUD-18 --outcome inconclusive --learning "212 frauds are too few" \\
        --decision keep-testing --leads-to FRAUD-20

    The value comes from the evidence that decides, from --result, or from `result` in the file.
    """
    ground = ground_of(how.root, how.today)
    plan, item = ground.plan, experiment_named(ground.plan, item_id)
    items_named(plan, leads_to)
    found = reading(plan, item)
    if result is not None and not found.evidence:
        found = Reading(result)
    said = _said(item, found, outcome)
    against = [*_against(item, found, said, outcome, result), *_missing(item, learning, decision)]
    if against or said is None:
        return refuse([f"{item.id} {line}" for line in against])
    words = Decision(
        said,
        found.value if item.result is None else None,
        learning,
        decision,
        leads_to,
        _done_state(plan, item) if done else None,
    )
    text = decided(item, words)
    drafts = Drafts({item.path: text}, f"{item.id}: {said}\n\n{learning or item.learning or ''}".strip())
    return carry_out(ground, lambda _: drafts, how)


def experiment_named(plan: Plan, item_id: str) -> Experiment:
    """The experiment of an id; a wrong argument where the item is of another type."""
    (item,) = items_named(plan, [item_id])
    if not isinstance(item, Experiment):
        raise click.UsageError(f"{item.id} is of type {item.type}, and no experiment.")
    return item


def _said(item: Experiment, found: Reading, outcome: str | None) -> str | None:
    """The outcome: inconclusive where people say so, else what value and threshold say."""
    if outcome == "inconclusive":
        return outcome
    target = threshold(item)
    if target is None or found.value is None:
        return None
    return "validated" if target.met_by(found.value) else "invalidated"


def _against(
    item: Experiment, found: Reading, said: str | None, outcome: str | None, result: float | None
) -> list[str]:
    """Why it cannot be decided so."""
    if item.outcome is not None:
        return [f"is decided already: {item.outcome}; what follows from it is planned with experiment replan"]
    if result is not None and found.evidence and found.value != result:
        shown = f"{found.value:g}" if found.value is not None else found.why
        return [f"has evidence that decides ({found.evidence}: {shown}); leave --result out"]
    if result is not None and item.result is not None and item.result != result:
        return [f"has the result {item.result:g} already; leave --result out, or correct the file"]
    if outcome == "inconclusive":
        return []
    if threshold(item) is None:
        return ["has no target that could decide: without one it can only be --outcome inconclusive"]
    if said is None:
        why = f" ({found.why})" if found.why else ""
        return [f"shows no value that decides{why}: give --result, or say --outcome inconclusive"]
    if outcome is not None and outcome != said:
        verb = "meets" if said == "validated" else "misses"
        return [f"is {said}: {found.value:g} {verb} the target of {in_words(threshold(item))}"]
    return []


def _missing(item: Experiment, learning: str | None, decision: str | None) -> list[str]:
    lacking = [] if (learning or item.learning or "").strip() else ["--learning: what is known now"]
    if decision is None and item.decision is None:
        lacking.append("--decision: persevere, pivot, kill or keep-testing")
    return [f"needs {one}" for one in lacking]


def _done_state(plan: Plan, item: Experiment) -> str:
    states = plan.project.workflow(item.type).states
    return next((state for state, category in states.items() if category == "done"), item.status)
