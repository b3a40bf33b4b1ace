"""A coverage report (coverage.py's JSON, Cobertura's XML) in, the per cent of lines or branches that ran out."""

from typing import Any
from xml.etree.ElementTree import Element

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import counted
from backlogue.evidence.markup import read_xml
from backlogue.evidence.options import one_of, text_of

METRICS = ("total", "lines", "branches")


def look(content: Content, options: Options) -> Observation:
    """Per cent from 0 to 100: of lines and branches together (`total`), or of one of the two.

    Cobertura states no total; it is worked out here the way coverage.py does: (lines + branches that
    ran) / (lines + branches). A report over nothing has no per cent.
    """
    metric, file = one_of(options, "metric", METRICS, "total"), text_of(options, "file")
    if content.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        counts, at = _cobertura(read_xml(content.data, content.path), content.path, file)
    else:
        counts, at = _json(read_json(content.text, content.path), content.path, file)
    ran = sum(counts[f"{part}_run"] for part in ("lines", "branches") if metric in ("total", part))
    of = sum(counts[part] for part in ("lines", "branches") if metric in ("total", part))
    if of == 0:
        raise Fault("metric-missing", f"{file or 'the report'} has no {'lines' if metric == 'total' else metric}")
    return counted(100 * ran / of, **counts)._replace(at=at)


def _json(tree: Any, path: str, file: str) -> tuple[dict[str, float], str]:
    """Counts and time of a coverage.json."""
    try:
        chosen = tree["totals"] if not file else tree["files"][file]["summary"]
    except (TypeError, KeyError):
        if file and isinstance(tree, dict) and isinstance(tree.get("files"), dict):
            raise Fault("metric-missing", f"the report does not cover {file}") from None
        raise Fault("unparseable", f"{path} is not a coverage report") from None
    names = ("num_statements", "covered_lines", "num_branches", "covered_branches")
    try:
        lines, lines_run, branches, branches_run = (float(chosen.get(name, 0)) for name in names)
        chosen["num_statements"]
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise Fault("unparseable", f"{path} is not a coverage report") from None
    at = read_at(tree["meta"].get("timestamp")) if isinstance(tree.get("meta"), dict) else ""
    return {"lines": lines, "lines_run": lines_run, "branches": branches, "branches_run": branches_run}, at


def _cobertura(root: Element, path: str, file: str) -> tuple[dict[str, float], str]:
    """Counts and time of a Cobertura report; its counts of a single file are taken from the lines."""
    if root.tag != "coverage":
        raise Fault("unparseable", f"{path} is not a Cobertura report: its root is {root.tag}")
    at = read_at(root.get("timestamp"))
    if not file and root.get("lines-valid") is not None:
        names = ("lines-valid", "lines-covered", "branches-valid", "branches-covered")
        try:
            valid, covered, branches, branches_run = (float(root.get(name, "0")) for name in names)
        except ValueError:
            raise Fault("unparseable", f"{path} counts in words, not in numbers") from None
        return {"lines": valid, "lines_run": covered, "branches": branches, "branches_run": branches_run}, at
    classes = [one for one in root.iter("class") if not file or one.get("filename") == file]
    if file and not classes:
        raise Fault("metric-missing", f"the report does not cover {file}")
    return _lines(classes), at


def _lines(classes: list[Element]) -> dict[str, float]:
    counts = {"lines": 0.0, "lines_run": 0.0, "branches": 0.0, "branches_run": 0.0}
    # A line stands below its class, and again below its method.
    for line in (line for one in classes for line in one.iterfind("lines/line")):
        counts["lines"] += 1
        counts["lines_run"] += line.get("hits", "0") != "0"
        # condition-coverage="50% (1/2)"
        run, _, of = line.get("condition-coverage", "").rpartition("(")[2].rstrip(")").partition("/")
        if run.isdecimal() and of.isdecimal():
            counts["branches_run"] += int(run)
            counts["branches"] += int(of)
    return counts


SOURCE = file_source("coverage", {"metric", "file"}, look)
