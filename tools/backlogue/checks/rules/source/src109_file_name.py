"""SRC109 file-name: a file's name and the id it defines disagree.

Why: people look for an id by its file, and a copied file that kept its name hides what it holds.
Mend: rename the file to `<ID>-<a few words>.md`, or correct the id.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.model import Entry, Item
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    for entry in plan.entries:
        path = entry.path
        start = path.rfind("/") + 1
        end = start + len(entry.id)
        if not path.startswith(entry.id, start) or (path[end : end + 1] != "-" and path[end:] != ".md"):
            stem = path[start:].removesuffix(".md")
            message = f"{stem}.md defines {entry.id}, which its name does not say"
            yield Finding(entry.span("id"), message, f"rename the file to {_name(entry, entry.id, stem)}")


def _name(entry: Entry, wanted: str, stem: str) -> str:
    """The name it should have; the words behind a wrong id are kept."""
    if not isinstance(entry, Item):
        return f"{wanted}.md"
    head, _, tail = stem.partition("-")
    number, _, words = tail.partition("-")
    other = head.isupper() and number[:1].isdigit()
    slug = words if other or f"{head}-{number}".casefold() == wanted.casefold() else stem
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in slug.lower()).split())
    return f"{wanted}-{plain}.md" if plain else f"{wanted}.md"


RULE = Rule("SRC109", "file-name", Severity.WARNING, check)
