"""A project's folder and a report in; its document, with what it was made from at its end, out. And what presses it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from backlogue import __version__
from backlogue.base import Finding, Span, discover
from backlogue.plan import Plan
from backlogue.render.document import Faulty, Press, Template
from backlogue.render.documents.html import faults
from backlogue.site.edition import moment
from backlogue.site.forge import commit_url, file_url
from backlogue.site.templates import ASSETS, THEME
from backlogue.site.told import tell
from backlogue.views.document import Document, Link, with_addresses, with_unread
from backlogue.views.edition import AsOf, Edition
from backlogue.views.manifest import Entry, Manifest
from backlogue.views.report import Report, Wish
from backlogue.views.words import day
from backlogue.world.tree import CONFIG, TEMPLATES, Tree

MOST_BYTES, MOST_FILES = 65_536, 40


def report_named(name: str) -> Report:
    """The report of this name; StopIteration when there is none."""
    found: Report = next(one.value for one in discover("backlogue.views.reports", "REPORT") if one.value.name == name)
    return found


def edition_for(root: Path, plan: Plan, commit: str | None, past: bool) -> Edition:
    """What a report is made from; its history only where the report looks at it."""
    as_of = moment(root, plan) if commit is None else AsOf(commit, day(plan.today))
    told = tell(root, commit) if past else None
    return Edition(plan, (), as_of, timeline=told.timeline if told else None, untold=told.untold if told else "")


def document_of(
    report: Report, wish: Wish, edition: Edition, tree: Tree, unread: tuple[str, ...], more: Mapping[str, bytes]
) -> Document:
    """The document, its addresses and its manifest; `more` are other files that it is made from."""
    document = with_unread(report.write(edition, wish), unread)
    project = edition.plan.project
    where = edition.as_of.commit or project.main_branch

    @cache
    def address(link: Link) -> str:
        if not project.repository:
            return ""
        if link.commit:
            return commit_url(project.repository, link.commit)
        # What only a build made is nowhere to be seen in the repository.
        there = link.path and tree.exists(link.path)
        return file_url(project.repository, where, link.path, "blob") if there else ""

    made = manifest(edition, tree, document.sources, more)
    document = with_addresses(document, address)
    return replace(document, manifest=made)


def manifest(edition: Edition, tree: Tree, sources: tuple[str, ...], more: Mapping[str, bytes]) -> Manifest:
    """SHA-256 of each file that a report speaks of, and one over all plan files and locks."""
    listing = tree.listing()
    everything = {one.path: _digest(tree, one.path) for one in (*listing.sources, *listing.locks)}
    named = sorted({*sources, *({CONFIG} & everything.keys())} & everything.keys())
    files = [Entry(path, everything[path]) for path in named]
    files += [Entry(path, sha256(data).hexdigest()) for path, data in sorted(more.items())]
    watched = [Entry(path, digest) for path, digest in sorted(edition.plan.proofs.digests(()).items())]
    whole = sha256("".join(f"{digest}  {path}\n" for path, digest in sorted(everything.items())).encode()).hexdigest()
    as_of = edition.as_of
    return Manifest(
        __version__, as_of.commit, as_of.day, as_of.changed, len(everything), whole, tuple(files), tuple(watched)
    )


def press_of(root: Path) -> Press:
    """Our templates, and over them those of `site/templates/`. Raises Faulty for one that cannot be read."""
    ours = {
        f"reports/{path.name}": path.read_text(encoding="utf-8") for path in sorted((THEME / "reports").glob("*.html"))
    }
    templates = {name: Template(name, text) for name, text in ours.items()}
    templates |= {f"backlogue/{name}": Template(f"backlogue/{name}", text) for name, text in ours.items()}
    templates |= theirs(root)
    sheets = (ASSETS / "site.css", ASSETS / "report.css")
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return Press(templates, style)


def theirs(root: Path) -> dict[str, Template]:
    """The project's own templates by name. No symbolic link is followed, and size and number are bounded."""
    folder = root / TEMPLATES
    found: dict[str, Template] = {}
    if not folder.is_dir():
        return found
    for place in (root / "site", folder):
        if place.is_symlink():
            raise _faulty(f"{place.relative_to(root).as_posix()}", "a symbolic link, which is not followed")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise _faulty(f"{TEMPLATES}/{name}", "a symbolic link, which is not followed")
        if path.is_file() and name.endswith(".html"):
            found[name] = Template(f"{TEMPLATES}/{name}", _text(path, f"{TEMPLATES}/{name}"), ours=False)
            if len(found) > MOST_FILES:
                raise _faulty(TEMPLATES, f"more than {MOST_FILES} templates")
    return found


def template_faults(root: Path) -> tuple[Finding, ...]:
    """What stands against the project's own templates before any report is made with them."""
    try:
        press = press_of(root)
    except Faulty as faulty:
        return (faulty.finding,)
    return faults(press)


def bytes_of(templates: Mapping[str, Template]) -> dict[str, bytes]:
    """The project's templates by path, for a manifest."""
    return {one.path: one.text.encode() for one in templates.values() if not one.ours}


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _faulty(name, f"larger than {MOST_BYTES >> 10} KB")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise _faulty(name, "not UTF-8") from None
    except OSError as error:
        raise _faulty(name, f"cannot be read: {error.strerror}") from None


def _faulty(path: str, words: str) -> Faulty:
    return Faulty(Finding(Span(path), words, f"put plain .html files into {TEMPLATES}/", code="REP101"))


def _digest(tree: Tree, path: str) -> str:
    try:
        return sha256(tree.read(path)).hexdigest()
    except OSError:
        return "unreadable"
