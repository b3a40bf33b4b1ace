"""An address written in a plan file in; the page it means below the site's root, or a web address, out."""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from backlogue.plan import Plan
from backlogue.site.forge import file_url
from backlogue.site.weave import PREFIX
from backlogue.views.address import increment_page, item_page, sprint_page


class Links:
    """Knows the page of every plan file, and where the repository shows the other files."""

    def __init__(self, plan: Plan) -> None:
        self._repository = plan.project.repository or ""
        self._branch = plan.project.main_branch
        self._pages = _pages(plan)

    @property
    def pages(self) -> Mapping[str, str]:
        """The page of each plan file, by path."""
        return self._pages

    def resolve(self, source: str, address: str) -> str:
        """Where a relative address in `source` leads; empty where neither the site nor a repository has it."""
        path, mark, fragment = unquote(address.partition("?")[0]).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)).lstrip("/")
        if target.startswith("..") or not path:
            return ""
        if target in self._pages:
            return self._pages[target] + (f"#{PREFIX}{fragment}" if mark else "")
        return file_url(self._repository, self._branch, target, "blob") if self._repository else ""


def _pages(plan: Plan) -> dict[str, str]:
    found = {item.path: item_page(item.id) for item in plan.item_by_id.values()}
    found |= {one.path: sprint_page(one.id) for one in plan.sprint_by_id.values()}
    found |= {one.path: increment_page(one.id) for one in plan.increment_by_id.values()}
    return found
