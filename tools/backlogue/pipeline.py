"""The order of the steps: a tree of texts in; the plan and what is to be said about it out."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from backlogue.base import Diagnostic, Finding, Span
from backlogue.checks import run
from backlogue.model import Built, Entry, Kinds, Project, build, build_project, kinds_of
from backlogue.parse import read_record, read_yaml
from backlogue.plan import Plan
from backlogue.world.tree import CONFIG, Listing, Source, Tree


class Compiled(NamedTuple):
    """A plan, what stands against it, and how many files it was read from."""

    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    files: int




def compile_project(tree: Tree, today: Callable[[Project], date]) -> Compiled:
    """Read, build and check a whole project. `today` is asked once the project's time zone is known."""
    listing = tree.listing()
    project, findings = read_project(tree, listing)
    built = read_entries(tree, listing, kinds_of(project))
    plan = assemble(project, built, today(project))
    read = [*listing.findings, *findings, *(finding for one in built.values() for finding in one.findings)]
    return Compiled(plan, run(plan, read), len(listing.sources))


def read_project(tree: Tree, listing: Listing) -> tuple[Project, tuple[Finding, ...]]:
    """The project's own decisions, or the defaults where its file is missing or faulty."""
    if all(source.path != CONFIG for source in listing.sources):
        return Project(), ()
    record, findings, _ = read_yaml(CONFIG, tree.read(CONFIG))
    if record is None:
        return Project(), findings
    project, faults = build_project(record)
    return project or Project(), faults


def read_entries(tree: Tree, listing: Listing, kinds: Kinds) -> dict[str, Built]:
    """Each plan file by path, read and typed."""
    return {source.path: read_entry(tree, source, kinds) for source in listing.sources if source.path != CONFIG}


def read_entry(tree: Tree, source: Source, kinds: Kinds) -> Built:
    """One plan file, read and typed."""
    try:
        data = tree.read(source.path)
    except OSError as error:
        found = Finding(Span(source.path), f"cannot be read: {error.strerror}", "mend its permissions", code="SRC108")
        return Built(None, (found,))
    record, findings, claims = read_record(source.path, data)
    return Built(None, findings, claims) if record is None else build(record, kinds)


def assemble(project: Project, built: dict[str, Built], today: date) -> Plan:
    """The plan of what could be built, with the ids that broken files claim."""
    entries: Iterable[Entry] = (one.entry for one in built.values() if one.entry is not None)
    claims = {claim: path for path, one in built.items() for claim in one.claims}
    return Plan(project, entries, today, claims)
