"""Rows of an Azure DevOps tree query (`Title 1`, `Title 2`, …) in row order in; each item's parent out."""

from collections.abc import Sequence

from backlogue.exchange.issue import Issue


def tree_parents(issues: Sequence[Issue]) -> dict[str, str]:
    """The nearest row above with a smaller level; levels may be skipped, and each file starts a new tree."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    path = None
    for issue in issues:
        level = next((int(level) for level, _ in issue.fields("tree:")), None)
        if level is None:
            continue
        if issue.place.path != path:
            path, above = issue.place.path, []
        while above and above[-1][0] >= level:
            above.pop()
        if above:
            found[issue.id] = above[-1][1]
        above.append((level, issue.id))
    return found
