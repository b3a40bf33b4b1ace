"""The order of the steps: a tree of texts in; the plan and what is to be said about it out."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from backlogue.base import Diagnostic, Finding
from backlogue.checks import run
from backlogue.model import Built, Kinds, Project, build, build_project, kinds_of, unread_project
from backlogue.parse import Packed, Record, claims, read_record, read_yaml
from backlogue.plan import Plan
from backlogue.plan.proofs import Past, Proofs
from backlogue.world.cache import Cache, settled
from backlogue.world.git import GitFault
from backlogue.world.tree import CONFIG, Listing, Source, Tree, unreadable

# Reading so few files again costs less than writing what is kept of all the others.
_WORTH_KEEPING = 20


class Compiled(NamedTuple):
    """A plan, what stands against it, and how many files it was read from."""

    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    files: int


class Reading(NamedTuple):
    """A plan, what reading it found, the files that nothing could be made of, and how many files there are."""

    plan: Plan
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]
    files: int


def compile_project(
    tree: Tree, today: Callable[[str], date], cache: Cache | None = None, listing: Listing | None = None
) -> Compiled:
    """Read, build and check a whole project.

    `today` gives the day in a time zone, and is asked once the project's is known. With a cache,
    files that did not change are not parsed again; the result is the same without. `listing` is
    the tree's, where the caller has it already.
    """
    reading = read_plan(tree, today, cache, listing)
    return Compiled(reading.plan, run(reading.plan, reading.findings), reading.files)


def read_plan(
    tree: Tree, today: Callable[[str], date], cache: Cache | None = None, listing: Listing | None = None
) -> Reading:
    """Read and build a whole project without judging it, for commands that only look something up."""
    listing = listing or tree.listing()
    project, findings = read_project(tree)
    built = read_entries(tree, listing, kinds_of(project), cache)
    hidden = {claim: one.span.path for one in listing.findings for claim in claims(one.span.path)}
    locks = (lock.path for lock in listing.locks)
    proofs = Proofs(locks, tree.read, tree.digests, known_sources, lambda: _past(tree, plan))
    plan = assemble(project, built, today(project.time_zone), hidden, proofs)
    read = (*listing.findings, *findings, *(finding for one in built.values() for finding in one.findings))
    unread = {finding.span.path for finding in listing.findings} | ({CONFIG} if project.partial else set())
    unread |= {path for path, one in built.items() if one.entry is None}
    return Reading(plan, read, tuple(sorted(unread)), len(listing.sources))


def _past(tree: Tree, plan: Plan) -> Past:
    """What history tells of a plan; nothing where there is none."""
    found = tree.past()
    if found is None:
        return Past()
    # Most plans have no rule that asks since when; git and the replay are imported by those that have.
    from backlogue.chronicle import history_at
    from backlogue.done.finished import done_since
    from backlogue.history import follow

    try:
        repository, commit = found
        timeline = follow(history_at(repository, commit, Cache(repository.root))).timeline
    except GitFault:
        return Past(whole=False)
    return Past(lambda name: done_since(timeline, plan, name), timeline.complete)


def read_project(tree: Tree) -> tuple[Project, tuple[Finding, ...]]:
    """The project's own decisions, or the defaults where its file is missing or faulty."""
    if not tree.exists(CONFIG):
        return Project(), ()
    try:
        data = tree.read(CONFIG)
    except OSError as error:
        return Project(), (unreadable(CONFIG, error),)
    record, findings, _ = read_yaml(CONFIG, data)
    if record is None:
        return unread_project(), findings
    return build_project(record)


def read_entries(tree: Tree, listing: Listing, kinds: Kinds, cache: Cache | None = None) -> dict[str, Built]:
    """Each plan file by path, read and typed."""
    known = (cache.load("records") or {}) if cache is not None else {}
    built: dict[str, Built] = {}
    for source in listing.sources:
        if source.path != CONFIG:
            record = _remembered(source, known)
            built[source.path] = build(record, kinds) if record is not None else read_entry(tree, source, kinds)
    if cache is not None:
        _remember(cache, listing, known, built)
    return built


def read_entry(tree: Tree, source: Source, kinds: Kinds) -> Built:
    """One plan file, read and typed."""
    try:
        data = tree.read(source.path)
    except OSError as error:
        return Built(None, (unreadable(source.path, error),), claims(source.path))
    record, findings, claimed = read_record(source.path, data)
    return Built(None, findings, claimed) if record is None else build(record, kinds)


def known_sources() -> Mapping[str, frozenset[str]]:
    """The sources of evidence by key, each with the options it understands: `*` for a plug-in that cannot be loaded."""
    # Sources and what is installed beside us cost 100 ms, and most plans name no machine's evidence.
    from backlogue.evidence.registry import COMMON, registry

    found = registry()
    known = {key: source.options | COMMON for key, source in found.known.items()}
    return {**dict.fromkeys(found.broken, frozenset("*")), **known}


def assemble(
    project: Project,
    built: dict[str, Built],
    today: date,
    hidden: Mapping[str, str] = MappingProxyType({}),
    proofs: Proofs | None = None,
) -> Plan:
    """The plan of what could be built, with the ids that broken files claim, and those that `hidden` ones do."""
    entries = (one.entry for one in built.values() if one.entry is not None)
    claimed = {claim: path for path, one in built.items() for claim in one.claims}
    return Plan(project, entries, today, {**hidden, **claimed}, proofs)


def _remembered(source: Source, known: dict[str, tuple[object, Packed]]) -> Record | None:
    kept = known.get(source.path)
    return Record.unpack(source.path, kept[1]) if kept is not None and kept[0] == source.mark else None


def _remember(cache: Cache, listing: Listing, known: dict[str, tuple[object, Packed]], built: dict[str, Built]) -> None:
    """Keep the records of files that could be built, where that differs from what is kept."""
    entries = {path: one.entry for path, one in built.items() if one.entry is not None}
    marks = {source.path: source.mark for source in listing.sources if settled(source.mark)}
    kept = {path: (marks[path], entry.record.pack()) for path, entry in entries.items() if path in marks}
    fresh = sum(path not in known or known[path][0] != mark for path, (mark, _) in kept.items())
    if fresh > _WORTH_KEEPING or len(kept) + _WORTH_KEEPING < len(known) or not known:
        cache.save("records", kept)
