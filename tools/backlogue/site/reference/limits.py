"""The limits of files in; a table with what each of them bounds, as Markdown, out."""

from backlogue.parse import limits
from backlogue.site.part import Part

_WORDS = {
    "FILE_BYTES": "Bytes of a file",
    "FRONT_MATTER_CHARACTERS": "Characters of a front matter",
    "NESTING": "Levels of maps and lists inside each other",
    "ALIASES": "YAML aliases (`*name`) in a file",
    "VALUES": "Values of a file, those that aliases repeat counted each time",
}


def write(_word: str) -> str:
    """One row a limit. A limit without words is our own fault and raises KeyError."""
    found = {name: value for name, value in vars(limits).items() if name.isupper()}
    rows = [f"| {_WORDS[name]} | {value:,} |" for name, value in found.items()]
    return "\n".join(("| What | At most |", "| --- | ---: |", *rows))


PART = Part("limits", write)
