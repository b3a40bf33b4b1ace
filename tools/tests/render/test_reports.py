"""Every report of hostile findings: exact bytes (golden files), valid by its format's own schema, and harmless."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from backlogue.base import Diagnostic, Related, Severity, Span, discover
from backlogue.checks import catalogue
from backlogue.cli.check import FORMATS
from backlogue.render.fingerprint import fingerprints
from backlogue.render.report import Outcome

HERE = Path(__file__).parent
SUFFIX = {
    "text": "txt",
    "json": "json",
    "github": "txt",
    "gitlab": "json",
    "sarif": "json",
    "junit": "xml",
    "markdown": "md",
}
HOSTILE = (
    "<script>alert(1)</script> | `x` ::error::no ]]> {0} [click](http://evil.example) @team %0A \x1b[31m\x00 & 100%"
)

FILES = {
    "backlog/churn/CHURN-12-serve, score%.md": [
        "---",
        "id: CHURN-12",
        "depends_on: [CHURN-90, PLAT-3]",
        f"title: {HOSTILE}",
        "größe: 日本 \U0001f600 wrong",
    ],
    "backlogue.yaml": ["name: [x"],
}
SCORE, CONFIG = FILES
FOUND = (
    Diagnostic(
        "PLN101",
        "unknown-dependency",
        Severity.ERROR,
        Span(SCORE, 3, 14, 3, 22),
        "depends on CHURN-90, which no file defines",
        "did you mean CHURN-9? (backlog/churn/CHURN-9-features.md:2)",
        (Related(Span("backlog/churn/CHURN-9-features.md", 2, 5, 2, 12), "defined here: [a](b)"),),
    ),
    Diagnostic("SHP103", "wrong-value", Severity.WARNING, Span(SCORE, 4, 8, 4, 20), f"title {HOSTILE}", HOSTILE),
    Diagnostic("SHP103", "wrong-value", Severity.WARNING, Span(SCORE, 4, 30, 4, 40), f"title {HOSTILE}"),
    Diagnostic("SHP101", "unknown-key", Severity.INFO, Span(SCORE, 5, 1, 6, 3), "unknown key größe\nin two lines"),
    Diagnostic("SRC101", "not-utf8", Severity.ERROR, Span(CONFIG), "not UTF-8: the byte 0xFF fits no character"),
)


def outcome(found: tuple[Diagnostic, ...] = FOUND) -> Outcome:
    return Outcome(found, 114, 95, lambda path: FILES.get(path, []))


def written(name: str, found: tuple[Diagnostic, ...] = FOUND) -> str:
    reporters = {plug.value.name: plug.value for plug in discover("backlogue.render.reports", "REPORTER")}
    return str(reporters[name].write(outcome(found)))


def masked(name: str, text: str) -> str:
    """Without the rules that found nothing, so that a new rule changes no golden file."""
    if name == "sarif":
        log = json.loads(text)
        driver = log["runs"][0]["tool"]["driver"]
        driver["version"] = driver["semanticVersion"] = "VERSION"
        used = {one.code for one in FOUND}
        driver["rules"] = [rule for rule in driver["rules"] if rule["id"] in used]
        for result in log["runs"][0]["results"]:
            result["ruleIndex"] = "INDEX"
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    if name == "junit":
        lines = [line for line in text.split("\n") if not line.endswith('"/>')]
        return "\n".join(
            line for line in lines if not line.startswith(("<testsuites", "  <testsuite ", "  </testsuite>"))
        )
    return text


def test_the_formats_of_the_command_are_the_files_of_the_folder() -> None:
    assert set(FORMATS) == {plug.value.name for plug in discover("backlogue.render.reports", "REPORTER")} == set(SUFFIX)


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, golden: bool) -> None:
    path = HERE / "golden" / f"report-{name}.{SUFFIX[name]}"
    text = masked(name, written(name))
    if golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("found", [FOUND, ()], ids=["hostile", "clean"])
def test_sarif_is_valid_by_its_schema(found: tuple[Diagnostic, ...]) -> None:
    log = json.loads(written("sarif", found))
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors({**log, "$schema": schema["id"]})] == []
    run = log["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(catalogue())
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert all("{0}" not in result["message"]["text"].replace("{{0}}", "") for result in run["results"])


@pytest.mark.parametrize("found", [FOUND, ()], ids=["hostile", "clean"])
def test_junit_is_valid_by_its_schema_and_counts_itself(found: tuple[Diagnostic, ...]) -> None:
    text = written("junit", found)
    xmlschema.XMLSchema(str(HERE / "schemas" / "junit-10.xsd")).validate(text)
    root = ET.fromstring(text)
    cases = root.findall("testsuite/testcase")
    assert int(root.attrib["tests"]) == len(cases) == sum(int(one.attrib["tests"]) for one in root)
    assert int(root.attrib["failures"]) == len(root.findall("testsuite/testcase/failure")) == (2 if found else 0)
    names = [(case.attrib["classname"], case.attrib["name"]) for case in cases]
    assert len(names) == len(set(names))
    assert {name.split()[0] for _, name in names} == set(catalogue())


def test_gitlab_has_what_its_documentation_asks_for_and_names_each_once() -> None:
    issues = json.loads(written("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(FOUND)
    for issue, one in zip(issues, FOUND, strict=True):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"] == {
            "path": one.span.path,
            "lines": {"begin": one.span.line, "end": max(one.span.line, one.span.end_line)},
        }
    assert json.loads(written("gitlab", ())) == []


def test_a_fingerprint_outlives_lines_that_are_inserted_above() -> None:
    moved = tuple(one._replace(span=one.span._replace(line=one.span.line + 2)) for one in FOUND[:3])
    below = Outcome(moved, 1, 1, lambda path: ["", "", *FILES[path]])
    assert fingerprints(below) == fingerprints(outcome(FOUND[:3]))


def test_github_gives_one_command_a_line_and_no_more() -> None:
    lines = written("github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(FOUND) == len(lines) - 1
    for line, one in zip(commands, FOUND, strict=True):
        head, _, message = line[2:].partition("::")
        kind, _, properties = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        assert kind == {"error": "error", "warning": "warning", "info": "notice"}[one.severity.word]
        decoded = {key: _decode(value) for key, value in pairs.items()}
        assert decoded["file"] == one.span.path
        assert decoded["line"] == str(one.span.line)
        assert _decode(message).startswith(one.message)
        assert ("col" in decoded) is (one.span.end_line in (0, one.span.line))


def _decode(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_markdown_shows_hostile_text_and_does_nothing_with_it() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written("markdown"))
    tree = ET.fromstring(f"<all>{html.replace('<br>', '<br/>')}</all>")
    assert {element.tag for element in tree.iter()} <= {
        "all", "h2", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "details", "summary", "pre", "p",
    }  # fmt: skip
    assert all(len(row) == 4 for row in tree.iter("tr"))
    assert len(list(tree.iter("tr"))) == len(FOUND) + 1
    shown = "".join(tree.itertext())
    assert "<script>alert(1)</script> | `x` ::error::no ]]> {0} [click](http://evil.example)" in shown
    assert "\x1b" not in shown


def test_markdown_stays_small_and_says_what_it_leaves_out() -> None:
    text = written("markdown", FOUND[1:2] * 5000)
    assert len(text.encode()) < 1_000_000
    assert "4,800 more" in text
