"""The rules: a page for each, with what it says, why, and how to mend it; and the list of all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backlogue.base import Plug
from backlogue.checks import catalogue
from backlogue.checks.page import page_of
from backlogue.checks.run import weigh
from backlogue.views.address import rule_page
from backlogue.views.edition import Edition
from backlogue.views.page import Crumb, Head, Page
from backlogue.views.words import count, sentence, spoken

_FENCE = re.compile(r"^(?P<marks>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=marks)[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule: why it is there, how to mend what it finds, its cases in Markdown, how often it fires here."""

    head: Head
    code: str
    name: str
    family: str
    severity: str
    usual: str
    why: str
    mend: str
    cases: str
    found: int


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one family."""

    name: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules."""

    head: Head
    families: tuple[Family, ...]


def views(edition: Edition) -> Iterable[RuleView | Rules]:
    """Each rule's page, and the list."""
    made = tuple(_rule(edition, plug) for plug in catalogue().values())
    families = tuple(
        Family(spoken(name), tuple(one for one in made if one.family == name))
        for name in dict.fromkeys(one.family for one in made)
    )
    firing = sum(bool(one.found) for one in made)
    found = f"{firing} of them found something" if firing else "none of them found anything"
    answer = sentence((count(len(made), "rule"), f"{found} in this plan"))
    yield Rules(
        Head("rules/index.html", "findings", "Rules", answer, (Crumb("Findings", "findings/index.html"),)), families
    )
    yield from made


def _rule(edition: Edition, plug: Plug) -> RuleView:
    rule = plug.value
    first, _, text = plug.docs.partition("\n")
    why, _, mend = text.partition("Mend:")
    return RuleView(
        head=Head(
            rule_page(rule.code),
            "findings",
            f"{rule.code} {rule.name.replace('-', ' ')}",
            sentence((first.partition(": ")[2].strip(),)),
            (Crumb("Findings", "findings/index.html"), Crumb("Rules", "rules/index.html")),
        ),
        code=rule.code,
        name=rule.name,
        family=plug.folder,
        severity=weigh(rule, edition.plan.project).word,
        usual=rule.severity.word,
        why=" ".join(why.partition("Why:")[2].split()),
        mend=" ".join(mend.split()),
        cases=_captioned(page_of(rule.code).partition("\n")[2].strip()),
        found=sum(one.code == rule.code for one in edition.diagnostics),
    )


def _captioned(page: str) -> str:
    """A case page's Markdown with the names of files, and what was found, said in words above each fence."""
    return _FENCE.sub(_caption, page)


def _caption(fence: re.Match[str]) -> str:
    marks, info, text = fence["marks"], fence["info"].strip(), fence["text"]
    if info != "findings":
        return f"`{info}`\n\n{marks}\n{text}{marks}" if info else fence[0]
    if not text.strip():
        return "Found: nothing."
    return f"Found:\n\n{marks}\n{text}{marks}"


PAGE = Page("rule", "rule.html", views, past=False)
