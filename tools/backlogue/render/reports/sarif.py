"""Diagnostics in, a SARIF 2.1.0 log out, for code scanning and editors.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0; the sections are named below.
"""

import re
from typing import Any
from urllib.parse import quote

from backlogue import __version__
from backlogue.base import Diagnostic, Plug, Severity, Span
from backlogue.checks import catalogue
from backlogue.render.fingerprint import fingerprints
from backlogue.render.report import Outcome, Reporter
from backlogue.render.terminal import json_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.OFF: "none", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# What a plain message would turn into an argument (3.11.5) or a link (3.11.6).
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def write(outcome: Outcome) -> str:
    """One run: the tool with all its rules, and a result for each diagnostic."""
    rules = catalogue()
    order = {code: index for index, code in enumerate(rules)}
    marked = zip(outcome.diagnostics, fingerprints(outcome), strict=True)
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder that holds backlogue.yaml."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(one, mark, order) for one, mark in marked],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: dict[str, Plug]) -> dict[str, Any]:
    return {
        "name": "backlogue",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, plug) for code, plug in rules.items()],
    }


def _rule(code: str, plug: Plug) -> dict[str, Any]:
    first, _, rest = plug.docs.partition("\n")
    sentence = first.partition(": ")[2].strip()
    return {
        "id": code,
        "name": plug.value.name,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": " ".join((sentence, *rest.split()))},
        "help": {"text": rest.strip() or sentence, "markdown": f"**{sentence}**\n\n{rest.strip()}"},
        "defaultConfiguration": {"level": _LEVELS[plug.value.severity], "enabled": plug.value.severity > Severity.OFF},
        "properties": {"tags": [plug.folder]},
    }


def _result(one: Diagnostic, mark: str, order: dict[str, int]) -> dict[str, Any]:
    told = f"{one.message}\n{one.hint}" if one.hint else one.message
    found: dict[str, Any] = {"ruleId": one.code}
    if one.code in order:
        found["ruleIndex"] = order[one.code]
    found["level"] = _LEVELS[one.severity]
    found["message"] = {"text": _plain(told)}
    found["locations"] = [_location(one.span)]
    if one.related:
        found["relatedLocations"] = [
            {"id": index, **_location(other.span), "message": {"text": _plain(other.message)}}
            for index, other in enumerate(one.related, 1)
        ]
    # The name that GitHub's code scanning reads; without it each inserted line makes old findings new.
    found["partialFingerprints"] = {"primaryLocationLineHash": mark}
    return found


def _location(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    # A colon in the first segment would be read as a scheme: everything but slashes is encoded.
    artifact = {"uri": quote(span.path, safe="/", errors="surrogateescape"), "uriBaseId": "PROJECT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _plain(text: str) -> str:
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", text))


REPORTER = Reporter("sarif", write)
