"""A sprint's review: the goal, commitment against delivery, changes of scope, what experiments showed."""

from backlogue.views.checkpoints import checkpoints_part, promising
from backlogue.views.course import kept_words, promise
from backlogue.views.document import Document, Fact
from backlogue.views.edition import Edition
from backlogue.views.judged import sources_of
from backlogue.views.lookback import (
    changes_part,
    delivery_part,
    goal_part,
    goal_words,
    names_of,
    trials_of,
)
from backlogue.views.report import Report, Wish
from backlogue.views.trials import trials_part
from backlogue.views.words import sentence, span


def write(edition: Edition, wish: Wish) -> Document:
    """The review of one sprint."""
    sprint = wish.sprint
    assert sprint is not None
    plan, said = edition.plan, promise(edition, sprint)
    items = [plan.item_by_id[name] for name in names_of(edition, sprint) if name in plan.item_by_id]
    long = promising(edition, sprint)
    return Document(
        report="review",
        title="Sprint review",
        subject=sprint.name,
        project=plan.project.name,
        as_of=edition.as_of,
        answer=sentence((goal_words(edition, sprint), kept_words(said) if said is not None else "")),
        facts=(
            Fact("Team", edition.team(sprint.team)),
            Fact("Dates", span(sprint.start, sprint.end)),
            Fact("Kind", sprint.kind),
        ),
        parts=(
            goal_part(sprint),
            delivery_part(edition, sprint),
            changes_part(edition, sprint),
            checkpoints_part(edition, long, sprint),
            trials_part(edition, trials_of(edition, sprint)),
        ),
        main="delivery",
        sources=(sprint.path, *dict.fromkeys((*sources_of(plan, items), *sources_of(plan, long)))),
    )


REPORT = Report(
    "review", "A sprint's goal, delivery, changes of scope and experiments.", write, "sprint", True, "Review"
)
