"""The experiments: what was tried, what it cost, what it showed, what was learned, and how much sprints learn."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.done.threshold import shown
from backlogue.views.address import sprint_page
from backlogue.views.edition import Edition
from backlogue.views.ledger import LIFE_WORDS, Harvest, Trial, ledger, percent, summary
from backlogue.views.page import Head, Page
from backlogue.views.trials import MARKS
from backlogue.views.words import sentence, spoken


@dataclass(frozen=True, slots=True)
class Link:
    """An item by id; its title is empty where no file defines it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An experiment with the words that the page shows; `mark` is the category whose sign it has."""

    trial: Trial
    word: str
    mark: str
    team: str
    owner: str
    shown: str
    before: tuple[Link, ...]
    after: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """A sprint's learning yield; `share` is a percentage in words, empty while it runs."""

    harvest: Harvest
    path: str
    team: str
    share: str


@dataclass(frozen=True, slots=True)
class Experiments:
    """The ledger; `decided` has those with an outcome, `open` the rest, `days` what the decided ones cost."""

    head: Head
    validated: int
    invalidated: int
    inconclusive: int
    running: int
    days: float
    share: str
    open: tuple[Entry, ...]
    decided: tuple[Entry, ...]
    sprints: tuple[Crop, ...]


def views(edition: Edition) -> Iterable[Experiments]:
    """The one page."""
    book = ledger(edition.plan, edition.lives)
    entries = [_entry(edition, trial) for trial in book.trials]
    decided = tuple(entry for entry in entries if entry.trial.life == "decided")
    share = percent(book.share) if book.share is not None else ""
    yielded = f"sprints decided {share} of what they ran" if share else ""
    head = Head("experiments/index.html", "experiments", "Experiments", sentence((summary(book), yielded)))
    yield Experiments(
        head=head,
        validated=book.counted("validated"),
        invalidated=book.counted("invalidated"),
        inconclusive=book.counted("inconclusive"),
        running=book.living("running"),
        days=sum(entry.trial.days or 0 for entry in decided),
        share=share,
        open=tuple(entry for entry in entries if entry.trial.life != "decided"),
        decided=decided,
        sprints=tuple(
            Crop(one, sprint_page(one.sprint), edition.team(one.team),
                 "" if one.running else percent(one.share))
            for one in book.harvests
        ),
    )  # fmt: skip


def _entry(edition: Edition, trial: Trial) -> Entry:
    word = LIFE_WORDS.get(trial.life, trial.life)
    return Entry(
        trial=trial,
        word=spoken(trial.outcome or word),
        mark=MARKS.get(trial.outcome or trial.life, "dropped" if trial.life == "abandoned" else "todo"),
        team=edition.team(trial.team),
        owner=edition.person(trial.owner),
        shown=_shown(trial),
        before=_links(edition, trial.came_from),
        after=_links(edition, trial.leads_to),
    )


def _shown(trial: Trial) -> str:
    """The value against the threshold: 0.81 where at least 0.82 was asked, from 0.79."""
    from_ = f", from {shown(trial.baseline)}" if trial.baseline is not None else ""
    if trial.value is None:
        return f"{trial.target} is asked{from_}" if trial.target else ""
    asked = f" where {trial.target} was asked" if trial.target else ""
    return f"{trial.told}{asked}{from_}"


def _links(edition: Edition, names: Iterable[str]) -> tuple[Link, ...]:
    known = edition.plan.item_by_id
    return tuple(Link(name, known[name].title if name in known else "") for name in names)


PAGE = Page(
    "experiments",
    "experiments.html",
    views,
    title="Experiments",
    path="experiments/index.html",
    place=45,
    past=False,
)
