"""The states of items where a project declares none, and what each means for progress, as importers need it too."""

from typing import Literal

Category = Literal["todo", "doing", "waiting", "done", "dropped"]

DEFAULT_STATES: dict[str, Category] = {
    "todo": "todo",
    "ready": "todo",
    "in-progress": "doing",
    "in-review": "doing",
    "waiting": "waiting",
    "done": "done",
    "dropped": "dropped",
}
