"""A sprint's retrospective in figures: said and done, blocked time, what was learned, what could be tested next."""

from backlogue.flow.standstill import Standstill
from backlogue.model import Sprint
from backlogue.views.course import kept_words, pacing, promise
from backlogue.views.document import Document, Fact, Part, Point
from backlogue.views.edition import Edition
from backlogue.views.judged import sources_of
from backlogue.views.ledger import Trial
from backlogue.views.lookback import (
    changes_part,
    goal_part,
    goal_words,
    is_over,
    names_of,
    standstill_part,
    stood_still,
    total_days,
    trials_of,
)
from backlogue.views.report import Report, Wish
from backlogue.views.trials import next_part, trials_part
from backlogue.views.words import count, number, sentence, span


def write(edition: Edition, wish: Wish) -> Document:
    """The figures for one sprint's retrospective."""
    sprint = wish.sprint
    assert sprint is not None
    plan, trials, still = edition.plan, trials_of(edition, sprint), stood_still(edition, sprint)
    items = [plan.item_by_id[name] for name in names_of(edition, sprint) if name in plan.item_by_id]
    figures = _figures(edition, sprint, trials, still)
    return Document(
        report="retro",
        title="Sprint retrospective",
        subject=sprint.name,
        project=plan.project.name,
        as_of=edition.as_of,
        answer=sentence(_answer(edition, sprint, still, trials)),
        facts=(Fact("Team", edition.team(sprint.team)), Fact("Dates", span(sprint.start, sprint.end))),
        parts=(
            goal_part(sprint),
            Part("figures", "The figures", points=figures),
            changes_part(edition, sprint),
            standstill_part(edition, still),
            trials_part(edition, trials),
            next_part(edition, trials),
        ),
        main="standstill",
        sources=(sprint.path, *sources_of(plan, items)),
    )


def _answer(
    edition: Edition, sprint: Sprint, still: tuple[Standstill, ...] | None, trials: tuple[Trial, ...]
) -> tuple[str, ...]:
    said = promise(edition, sprint)
    learned = sum(one.life == "decided" for one in trials)
    return (
        goal_words(edition, sprint),
        f"{said.percent:.0f} % of the commitment was kept" if said is not None and said.percent is not None else
        "it had made no commitment" if is_over(edition, sprint) else "",
        total_days(still) if still else "nothing stood still" if still is not None else "",
        f"{learned} of {count(len(trials), 'experiment')} decided" if trials else "",
    )  # fmt: skip


def _figures(
    edition: Edition, sprint: Sprint, trials: tuple[Trial, ...], still: tuple[Standstill, ...] | None
) -> tuple[Point, ...]:
    said = promise(edition, sprint)
    found = [Point(f"{kept_words(said)}; {said.source}", "Said and done")] if said is not None else []
    pace = pacing(edition, sprint.team, sprint) if sprint.team else None
    if pace is not None and pace.mean is not None:
        found.append(Point(f"{number(pace.mean)} points, mean of the last {count(pace.window, 'sprint')}", "Velocity"))
    if still is not None:
        found.append(Point(f"{total_days(still)}, over {count(len(still), 'item')}", "Standing still"))
    else:
        found.append(Point(f"not known. {edition.untold}".strip(), "Standing still"))
    if trials:
        decided = [one for one in trials if one.life == "decided"]
        told = ", ".join(f"{one.id} {one.outcome}" for one in decided) or "none"
        found.append(Point(f"{len(decided)} of {len(trials)} decided: {told}", "Experiments"))
    return tuple(found)


REPORT = Report(
    "retro",
    "A sprint's figures, blocked time, learning, what could be tested next.",
    write,
    "sprint",
    True,
    "Retrospective",
)
