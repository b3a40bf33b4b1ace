"""The project's definitions of ready and a day in; what each asks for by itself and by what it extends out."""

from datetime import date
from typing import NamedTuple

from backlogue.done.lineage import lineage
from backlogue.model import Project


class ReadyStandard(NamedTuple):
    """A definition of ready: the query of the items it is for, words that are asked for, words that are advised."""

    name: str
    query: str
    require: tuple[str, ...]
    advise: tuple[str, ...]


def ready_standards(project: Project, today: date) -> tuple[ReadyStandard, ...]:
    """The definitions that are asked of items on a day: not those kept for extending, nor those still to come.

    A word that one definition asks for and another, which it extends, advises is asked for.
    """
    parents = {name: one.extends for name, one in project.ready.items()}
    found = []
    for name, one in project.ready.items():
        if one.base or (one.from_ is not None and one.from_ > today):
            continue
        line = [project.ready[other] for other in lineage(name, parents)]
        asked = tuple(dict.fromkeys(word for other in line for word in other.require))
        wished = dict.fromkeys(word for other in line for word in other.advise)
        found.append(ReadyStandard(name, one.for_, asked, tuple(word for word in wished if word not in asked)))
    return tuple(found)
