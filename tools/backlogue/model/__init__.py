"""The types that people write: a `Record` in, a frozen typed item, sprint, increment or project out."""

from backlogue.model.build import Built, build, build_project, unread_project
from backlogue.model.entry import Entry
from backlogue.model.increment import Increment
from backlogue.model.item import Item
from backlogue.model.kinds import Kinds, kinds_of
from backlogue.model.project import Project
from backlogue.model.sprint import Sprint

__all__ = [
    "Built",
    "Entry",
    "Increment",
    "Item",
    "Kinds",
    "Project",
    "Sprint",
    "build",
    "build_project",
    "kinds_of",
    "unread_project",
]
