"""A project's folder in; what stands against its own templates of reports, and did at a base, out."""

from pathlib import Path

from backlogue.base import Diagnostic
from backlogue.checks.run import weighed
from backlogue.judgement import Judgement, judge_change
from backlogue.pipeline import read_project
from backlogue.site.reports import template_faults
from backlogue.world.files import Folder
from backlogue.world.tree import Tree


def with_templates(root: Path, found: Judgement, base: Tree | None) -> Judgement:
    """The judgement with these findings; beside a base those in templates that it has too are earlier ones."""
    told = _told(root)
    old = Judgement(tuple(one for one in told if base is not None and _same(root, base, one.span.path)), 0, 0)
    judged = judge_change(Judgement(told, 0, 0), old, ())
    diagnostics = sorted((*found.diagnostics, *judged.diagnostics), key=lambda one: one.order)
    earlier = found.earlier
    if earlier is not None:
        earlier = tuple(sorted((*earlier, *(judged.earlier or ())), key=lambda one: one.order))
    return found._replace(diagnostics=tuple(diagnostics), earlier=earlier)


def _told(root: Path) -> tuple[Diagnostic, ...]:
    found = template_faults(root)
    return weighed(found, read_project(Folder(root))[0]) if found else ()


def _same(root: Path, base: Tree, path: str) -> bool:
    """Whether the base has this very template."""
    return base.digests([path]) == Folder(root).digests([path])
