"""A report's test cases in, JUnit XML out: a suite for each item, a case for each criterion."""

from collections.abc import Iterator

from backlogue.render.document import DocumentFormat, Press, Unfit
from backlogue.render.xml import attribute, content
from backlogue.views.document import Case, Document

_COUNTED = (("failures", "failed"), ("errors", "error"), ("skipped", "skipped"))


def write(document: Document, _press: Press) -> bytes:
    """One document; a CI viewer follows a criterion by the item and its own name."""
    if document.cases is None:
        raise Unfit(f"the {document.report} report has nothing to pass or fail, so it has no JUnit form")
    suites: dict[str, list[Case]] = {}
    for case in document.cases:
        suites.setdefault(case.suite, []).append(case)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites name={attribute(f'backlogue {document.report}')} {_counts(list(document.cases))}>")
    for name, cases in suites.items():
        lines += [f"  <testsuite name={attribute(name)} {_counts(cases)}>", *_cases(cases), "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""]).encode()


def _counts(cases: list[Case]) -> str:
    found = [f'tests="{len(cases)}"']
    found += [f'{word}="{sum(case.outcome == outcome for case in cases)}"' for word, outcome in _COUNTED]
    return " ".join(found)


def _cases(cases: list[Case]) -> Iterator[str]:
    tags = {"failed": "failure", "error": "error", "skipped": "skipped"}
    for case in cases:
        head = f"    <testcase classname={attribute(case.suite)} name={attribute(case.name)}"
        tag = tags.get(case.outcome)
        if tag is None:
            yield f"{head}/>"
        else:
            yield f"{head}><{tag} message={attribute(case.message)}>{content(case.message)}</{tag}></testcase>"


FORMAT = DocumentFormat("junit", write)
