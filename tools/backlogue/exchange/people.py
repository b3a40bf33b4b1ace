"""Names, mail addresses and account ids of an export in; one handle for each person out."""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from backlogue.base.slug import slug
from backlogue.exchange.known import Known
from backlogue.exchange.mapping import Mapping, fold
from backlogue.exchange.unused import unused

_ADDRESSED = re.compile(r"\s*(?P<name>.*?)\s*<(?P<address>[^<>]*)>\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """How an export writes a person: a name and, where it says so, a mail address, login or account id."""

    name: str
    account: str = ""


@dataclass(slots=True)
class People:
    """Handles as they are given out, in the order people are met."""

    mapping: Dict[str, str]
    members: Dict[str, str] = field(default_factory=dict)
    _handles: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _accounts: dict[str, str] = field(default_factory=dict)

    def learn(self, account: str, name: str) -> None:
        """An account id belongs to a name."""
        self._accounts.setdefault(account.strip(), name.strip())

    def name_of(self, account: str) -> str | None:
        """The name behind an account id, if some row of the export tells."""
        return self._accounts.get(account.strip())

    def handle(self, person: Person) -> str:
        """The word that stands for a person in our files; the same person always gets the same."""
        key = fold(f"{person.name} <{person.account}>")
        if key not in self._handles:
            word = self._decided(person) or self._member(person) or self._made(person)
            self._handles[key] = word
            self._names.setdefault(word, person.name or person.account)
        return self._handles[key]

    def shown(self, handle: str) -> str:
        """The name of a person as people know it."""
        return self._names.get(handle, handle)

    def _decided(self, person: Person) -> str | None:
        whole = f"{person.name} <{person.account}>"
        return next(
            (self.mapping[key] for key in map(fold, (person.account, whole, person.name)) if key in self.mapping),
            None,
        )

    def _member(self, person: Person) -> str | None:
        names = {fold(person.name), slug(person.name)} - {""}
        return next((handle for handle, name in self.members.items() if fold(name) in names or handle in names), None)

    def _made(self, person: Person) -> str:
        local = re.split(r"[@\\]", person.account)
        account = local[0] if "@" in person.account else local[-1]
        return unused(slug(person.name) or slug(account) or "someone", set(self._handles.values()))


def people_for(mapping: Mapping, known: Known | None) -> People:
    """Start with what the mapping file and the project at the destination say."""
    members = {handle: name for team in (known.teams.values() if known else ()) for handle, name in team.items()}
    return People(mapping.people, members)


def read_person(text: str, account: str = "") -> Person:
    """Read `Name`, `Name <mail>` or `Name <DOMAIN\\login>`."""
    match = _ADDRESSED.fullmatch(text)
    if match is None:
        return Person(" ".join(text.split()), account.strip())
    return Person(" ".join(match["name"].split()) or match["address"], match["address"].strip() or account.strip())
