"""An item in, its short facts out: each a label and words, some with a link."""

from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.done.threshold import shown
from backlogue.model import Item
from backlogue.model.item import Contract, Experiment, Initiative, Risk, Spike, Target
from backlogue.views.address import board_page, item_page, sprint_page
from backlogue.views.line import Line
from backlogue.views.setting import Setting
from backlogue.views.words import count, day, listing, number, spoken


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `path` starts at the site's root, or is a web address, or is empty."""

    label: str
    text: str
    path: str = ""


def facts(setting: Setting, item: Item, parent: Line | None, stages: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """What the front matter says, in the order people ask for it; empty keys are left out.

    `stages` are the scorecards that apply to the item, each with the last stage it passes, empty for none.
    """
    found = [*_place(setting, item, parent), *_size(item), *_kind(item), *_scorecards(stages), *_own(setting, item)]
    return tuple(fact for fact in found if fact.text)


def _place(setting: Setting, item: Item, parent: Line | None) -> Iterable[Fact]:
    sprint = item.sprint or ""
    team_known = item.team in setting.project.teams
    yield Fact("Owner", setting.person(item.owner))
    yield Fact("With", listing([setting.person(who) for who in item.with_], 9))
    yield Fact("Team", setting.team(item.team), board_page(item.team or "") if team_known else "")
    yield Fact("Sprint", sprint, sprint_page(sprint) if sprint in setting.sprints else "")
    if parent is not None:
        yield Fact("Part of", f"{parent.id} {parent.title}", item_page(parent.id))
    yield Fact("Priority", item.priority or "")
    yield Fact("Due", day(item.due) if item.due else "")
    yield Fact("Waiting for", item.waiting_for or "")


def _size(item: Item) -> Iterable[Fact]:
    if item.estimate:
        split = ", ".join(f"{name} {number(part)}" for name, part in item.estimate.items())
        yield Fact("Estimate", f"{count(item.size or 0, 'point')}: {split}")
    elif item.points is not None:
        yield Fact("Estimate", count(item.points, "point"))
    if item.wsjf is not None:
        parts = item.wsjf
        cost = parts.business_value + parts.time_criticality + parts.risk_reduction
        yield Fact("WSJF", f"{number(parts.score)} = cost of delay {number(cost)} / job size {number(parts.job_size)}")
    yield Fact("Domain", item.domain or "")
    yield Fact("Labels", ", ".join(item.labels))


def _kind(item: Item) -> Iterable[Fact]:
    if isinstance(item, Initiative) and item.outcome is not None:
        outcome = item.outcome
        yield Fact("Outcome", outcome.metric)
        yield Fact("From", shown(outcome.baseline) if outcome.baseline is not None else "")
        yield Fact("To", target_words(outcome.target))
    if isinstance(item, Spike | Experiment):
        yield Fact("Timebox", count(item.timebox, "working day") if item.timebox is not None else "")
    if isinstance(item, Risk):
        yield Fact("ROAM", item.roam)
        yield Fact("Impact", item.impact or "")
        yield Fact("Likelihood", item.likelihood or "")
    if isinstance(item, Contract):
        if item.provides is not None:
            yield Fact("Provides", f"{item.provides.name} {item.provides.version}, by {item.provides.team}")
            yield Fact("Schema", item.provides.schema_ or "")
        yield Fact("Consumers", "; ".join(f"{one.team} ({one.version})" for one in item.consumers))


def _scorecards(stages: Iterable[tuple[str, str]]) -> Iterable[Fact]:
    """How far it has come on each scorecard that applies to it."""
    for name, stage in stages:
        yield Fact(spoken(name), f"passes up to {stage}" if stage else "passes no stage yet", "scorecards/index.html")


def _own(setting: Setting, item: Item) -> Iterable[Fact]:
    """The project's own keys."""
    for key in setting.project.fields:
        value = item.value(key)
        if value is None:
            continue
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        link = words if words.startswith(("https://", "http://")) else ""
        if words in setting.items:
            link = item_page(words)
        yield Fact(key.replace("_", " ").capitalize(), words, link)


def target_words(target: Target | float | None) -> str:
    """A threshold in words: at least 0.82."""
    if target is None:
        return ""
    if not isinstance(target, Target):
        return shown(target)
    sides = (("at least", target.at_least), ("at most", target.at_most))
    return " and ".join(f"{word} {shown(value)}" for word, value in sides if value is not None)
