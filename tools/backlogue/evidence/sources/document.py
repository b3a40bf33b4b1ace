"""A Markdown document and the sections it must have in, how many of them are missing or empty out."""

import re
from difflib import get_close_matches

from backlogue.base.observation import Observation
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import counted
from backlogue.evidence.options import texts_of

# Headings by which each kind of document is known. Model card: the Hugging Face template, with the names that
# Mitchell et al. (2019) use as alternatives; data sheet: Gebru et al. (2021); runbook: what on-call needs first.
KINDS: dict[str, tuple[str, ...]] = {
    "model-card": (
        "Model Details",
        "Uses | Intended Use",
        "Bias, Risks, and Limitations | Ethical Considerations | Caveats and Recommendations | Limitations",
        "Training Details | Training Data",
        "Evaluation | Evaluation Data | Quantitative Analyses | Metrics",
    ),
    "data-sheet": (
        "Motivation",
        "Composition",
        "Collection Process | Collection",
        "Preprocessing/cleaning/labeling | Preprocessing | Cleaning | Labelling",
        "Uses",
        "Distribution",
        "Maintenance",
    ),
    "runbook": (
        "Service | Overview | Purpose",
        "Alerts | Symptoms",
        "Diagnosis | Troubleshooting",
        "Mitigation | Recovery",
        "Rollback",
        "Contacts | Escalation",
    ),
}
_FRONT = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# What templates leave behind where nobody has written yet.
_BLANK = re.compile(r"(?i)[\W_]*(tbd|todo|n/?a|\[?more information needed\]?|to be (done|written|completed))?[\W_]*")


def look(content: Content, options: Options) -> Observation:
    """The number of sections missing or empty; 0 is a complete document. `sections` is a list, or a kind by name.

    A heading counts at any level, whatever its case, numbering and marks. A section of which nothing is
    written but sub-headings, comments or a template's filler is empty. Without `sections` the document must have
    some text. `A | B` takes either heading.
    """
    written = texts_of(options, "sections")
    wanted = tuple(section for word in written for section in KINDS.get(word, (word,)))
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), _FRONT.sub("", content.text))
    if not wanted:
        if _BLANK.fullmatch(text):
            raise Fault("metric-missing", f"{content.path} is empty")
        return counted(0, failures=0, sections=0)
    found = _sections(text)
    missing = [one for one in wanted if not any(_bare(name) in found for name in one.split("|"))]
    empty = [one for one in wanted if one not in missing and not any(found.get(_bare(name)) for name in one.split("|"))]
    # Of a kind's names for a section one is enough; but one that stands there with nothing below it was left unwritten.
    named = [one for word in written for one in KINDS.get(word, ()) if one not in missing and one not in empty]
    begun = [name.strip() for one in named for name in one.split("|") if found.get(_bare(name)) is False]
    blank = [*map(_first, empty), *begun]
    faults = [_absent(one, found) for one in missing] + [f"{one} is empty" for one in blank]
    count = len(faults)
    told = counted(count, failures=count, sections=len(wanted), missing=len(missing), empty=len(blank))
    return told._replace(detail="; ".join(faults))


def _sections(text: str) -> dict[str, bool]:
    """Each heading in bare words, and whether anything is written below it, sub-sections included."""
    found: dict[str, bool] = {}
    above: list[tuple[int, str]] = []
    before, closing = "", ""
    for line in text.splitlines():
        head = None
        fence = _FENCE.match(line)
        if closing:
            closing = "" if line.strip().startswith(closing) and not line.strip().strip(closing[0]) else closing
        elif fence:
            closing = fence[1]
        else:
            head = _heading(line, before)
        if head is None:
            # The text of a heading that is underlined has been taken for a paragraph of the section before it;
            # so a line counts only once the next one is known.
            _write(found, above, before)
            before = line
            continue
        level, title = head
        if not line.lstrip().startswith("#"):
            before = ""
        _write(found, above, before)
        before = ""
        above = [(rank, name) for rank, name in above if rank < level] + [(level, _bare(title))]
        found.setdefault(_bare(title), False)
    _write(found, above, before)
    return found


def _write(found: dict[str, bool], above: list[tuple[int, str]], line: str) -> None:
    if not _BLANK.fullmatch(line):
        found.update((name, True) for _, name in above)


def _heading(line: str, before: str) -> tuple[int, str] | None:
    if (written := _HEADING.match(line)) is not None:
        return len(written[1]), written[2] or ""
    under = _UNDERLINE.match(line)
    if under is not None and before.strip() and not before.lstrip().startswith((">", "-", "*", "|", "+")):
        return (1 if under[1].startswith("=") else 2), before
    return None


def _bare(title: str) -> str:
    """A heading without numbering, marks and case: `## 2.1 *Intended* use:` is `intended use`."""
    words = re.sub(r"^\s*(\d+[.)]?)+\s+|[^\w\s/]", " ", title.casefold())
    return " ".join(words.replace("_", " ").split())


def _first(section: str) -> str:
    return section.split("|")[0].strip()


def _absent(section: str, found: dict[str, bool]) -> str:
    near = get_close_matches(_bare(_first(section)), sorted(found), n=1, cutoff=0.75)
    return f"{_first(section)} is missing" + (f" (there is {near[0]})" if near else "")


SOURCE = file_source("document", {"sections"}, look)
