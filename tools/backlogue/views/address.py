"""An id in; the page that shows it, below the site's root, out."""


def item_page(item: str) -> str:
    """An item, by its id."""
    return f"items/{item}.html"


def sprint_page(sprint: str) -> str:
    """A sprint, by its id."""
    return f"sprints/{file_name(sprint)}.html"


def increment_page(increment: str) -> str:
    """An increment, by its id."""
    return f"increments/{file_name(increment)}.html"


def board_page(team: str) -> str:
    """A team's board, by the team's id."""
    return f"boards/{file_name(team)}.html"


def rule_page(code: str) -> str:
    """A rule, by its code."""
    return f"rules/{code}.html"


def file_name(name: str) -> str:
    """A name that people give as a file name that no index page has."""
    return f"{name}_" if name.casefold() == "index" else name
