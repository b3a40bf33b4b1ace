"""The catalogue of rules in; an index by family, with a link to each rule's own page, as Markdown, out."""

from backlogue.checks import catalogue
from backlogue.site.part import Part, cell


def write(_word: str) -> str:
    """A heading and a table for each family."""
    rules = catalogue().values()
    texts = []
    for family in dict.fromkeys(plug.folder for plug in rules):
        lines = [f"## {family.capitalize()}", "", "| Rule | By default | Finds that |", "| --- | --- | --- |"]
        for plug in rules:
            if plug.folder == family:
                rule = plug.value
                first = plug.docs.partition("\n")[0].partition(": ")[2]
                link = f"[{rule.code} {rule.name.replace('-', ' ')}](../../rules/{rule.code}.html)"
                lines.append(f"| {link} | {rule.severity.word} | {cell(first)} |")
        texts.append("\n".join(lines))
    return "\n\n".join(texts)


PART = Part("rules", write)
