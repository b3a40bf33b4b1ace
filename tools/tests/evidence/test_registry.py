"""The registry: every source has its page and its tests; plug-ins join by entry points, and broken ones harm nobody."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from evidence.asked import Project

from backlogue.base.observation import Observation
from backlogue.done.judge import judge
from backlogue.evidence import registry
from backlogue.evidence.data import read_yaml
from backlogue.model.lock import Locked

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path.stem for path in (ROOT / "tools/backlogue/evidence/sources").glob("*.py") if path.stem != "__init__"
)
EXAMPLE = Path(__file__).parent / "plugin_example"

Install = Callable[..., None]


@pytest.mark.parametrize("name", FILES)
def test_every_source_has_its_page_and_its_tests(name: str) -> None:
    source = import_module(f"backlogue.evidence.sources.{name}").SOURCE
    page = ROOT / f"site/docs/reference/evidence/{name}.md"
    assert page.is_file(), f"write {page.relative_to(ROOT)}"
    text = page.read_text()
    code = " ".join(re.findall(r"`[^`\n]+`", text))
    missing = [option for option in sorted(source.options) if not re.search(rf"\b{option}\b", code)]
    assert not missing, f"{page.name} does not explain {missing}"
    assert re.search(rf"[{{ ]{source.key}: ", text), f"{page.name} shows no entry of {source.key}"
    assert (ROOT / "site/mkdocs.yml").read_text().count(f"reference/evidence/{name}.md") == 1
    suite = Path(__file__).parent / f"test_{name}.py"
    assert suite.is_file(), f"write {suite.relative_to(ROOT)}"
    assert suite.read_text().count("def test_") > 1


def test_entries_of_the_guide_can_be_asked(project: Project) -> None:
    seen = 0
    for page in sorted((ROOT / "site/docs").glob("*/**/*.md")):
        for text in re.findall(r"^```yaml\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL):
            values = read_yaml(text, page.name)
            evidence = values.get("evidence") if isinstance(values, dict) else None
            entries = evidence.values() if isinstance(evidence, dict) else ()
            for entry in (one for one in entries if isinstance(one, dict) and not {"k6", "slo"} & set(one)):
                told = project.ask(**entry)
                assert told.reason != "bad-reference", (page.name, entry, told.detail)
                seen += 1
    assert seen > 30


def test_keys_differ() -> None:
    keys = [import_module(f"backlogue.evidence.sources.{name}").SOURCE.key for name in FILES]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(registry.sources())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({}, "no source is named; there are "),
        ({"junti": "a.xml"}, "there is no source junti; did you mean junit?"),
        ({"at_least": 1}, "no source is named"),
        ({"junit": "a.xml", "sarif": "b"}, "junit and sarif are two sources in one entry"),
        ({"junit": 1.0}, "junit must be a text"),
        ({"junit": " "}, "junit must be a text"),
        ({"git": None}, "git must be a text"),
        ({"junit": "a.xml", "sute": "x"}, "junit has no option sute; did you mean suite?"),
        ({"junit": "a.xml", "zzz": "x"}, "junit has no option zzz; it knows case, covers, metric, suite"),
    ],
)
def test_entries_that_cannot_be_understood(project: Project, entry: dict[str, Any], words: str) -> None:
    told = project.ask(**entry)
    assert told.reason == "bad-reference"
    assert words in told.detail


def test_a_person_may_sign_what_a_source_proves(project: Project) -> None:
    project.put("a.json", '{"a": 1}')
    assert project.ask(json="a.json", metric="a", by="bob", on="2026-07-16", at_least=1, data="x", split="y").value == 1


@pytest.mark.parametrize(
    "entry",
    [
        {"document": "card.md", "sections": ["Absent"]},
        {"sarif": "scan.sarif"},
        {"junit": "report.xml"},
        {"great_expectations": "gx.json"},
    ],
)
@pytest.mark.parametrize("check", ["file", "tests", "run", "dataset", "metric"])
def test_counted_faults_never_pass(project: Project, entry: dict[str, Any], check: str) -> None:
    project.put("card.md", "# Card\n")
    project.put("scan.sarif", '{"runs": [{"results": [{}]}]}')
    project.put("report.xml", "<testsuite><testcase><failure/></testcase></testsuite>")
    project.put("gx.json", '{"statistics": {"evaluated_expectations": 2, "unsuccessful_expectations": 1}}')
    assert judge(check, entry, Locked(entry, project.ask(**entry), date(2026, 7, 16))).mark == "fail"


# Plug-ins


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put modules and the record of their distribution where Python looks for installed ones."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def put(name: str, entries: dict[str, str], **modules: str) -> None:
        for module, text in modules.items():
            (site / f"{module}.py").write_text(dedent(text))
            sys.modules.pop(module, None)
        record(site, name, entries)
        registry.registry.cache_clear()

    yield put
    registry.registry.cache_clear()


def record(site: Path, name: str, entries: dict[str, str]) -> None:
    """What an installer writes beside the modules of a distribution."""
    folder = site / f"{name.replace('-', '_')}-1.0.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
    lines = "".join(f"{key} = {value}\n" for key, value in entries.items())
    (folder / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{lines}")


GOOD = """
from backlogue.base.observation import Observation
from backlogue.evidence.source import Source
SOURCE = Source("{key}", frozenset({{"level"}}), lambda reference, ask: {says})
"""
ONE = 'Observation(1.0, "finite")'


def test_plug_in(project: Project, install: Install) -> None:
    install("acme", {"acme": "acme_one:SOURCE"}, acme_one=GOOD.format(key="acme", says=ONE))
    assert project.ask(acme="x", level="high", at_least=1).value == 1
    assert "did you mean level?" in project.ask(acme="x", lvel="high").detail
    assert registry.faults() == ()
    assert registry.sources()["acme"].options == {"level"}


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("import no_such_module", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise RuntimeError('broken')", "cannot be loaded: RuntimeError: broken"),
        ("import sys; sys.exit('bye')", "cannot be loaded: SystemExit: bye"),
        ("this is no Python", "cannot be loaded: SyntaxError"),
        ("", "cannot be loaded: AttributeError"),
        ("SOURCE = 1", "does not give a Source for acme"),
        (GOOD.format(key="other", says=ONE), "is called acme, but its source answers to other"),
    ],
)
def test_plug_in_that_cannot_be_loaded(project: Project, install: Install, module: str, words: str) -> None:
    install("acme", {"acme": "acme_one:SOURCE"}, acme_one=module)
    told = project.ask(acme="x")
    assert (told.reason, told.value) == ("tool-missing", None)
    assert words in told.detail
    assert registry.faults() == (told.detail,)
    project.put("a.json", '{"a": 1}')
    assert project.ask(json="a.json", metric="a").value == 1


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("1 / 0", "failed with ZeroDivisionError: that is a fault of its own"),
        ("[][ask.environment['TOKEN']]", "failed with TypeError"),
        ("None", "gave no observation"),
    ],
)
def test_plug_in_that_fails(project: Project, install: Install, says: str, words: str) -> None:
    install("acme", {"acme": "acme_one:SOURCE"}, acme_one=GOOD.format(key="acme", says=says))
    project.environment["TOKEN"] = "hunter2-hunter2"
    told = project.ask(acme="x")
    assert told.reason == "tool-missing"
    assert words in told.detail
    assert "hunter2" not in told.detail


def test_two_plug_ins_by_one_key(project: Project, install: Install) -> None:
    install("acme", {"acme": "acme_one:SOURCE"}, acme_one=GOOD.format(key="acme", says=ONE))
    install("other", {"acme": "acme_two:SOURCE"}, acme_two=GOOD.format(key="acme", says=ONE))
    told = project.ask(acme="x")
    assert told == Observation(reason="tool-missing", detail=registry.faults()[0])
    assert "more than one plug-in gives the source acme" in told.detail


def test_plug_in_by_a_key_of_ours(project: Project, install: Install) -> None:
    install("acme", {"json": "acme_one:SOURCE"}, acme_one=GOOD.format(key="json", says=ONE))
    assert project.ask(json="absent.json", metric="a").reason == "file-missing"
    assert registry.faults() == ("the plug-in acme_one:SOURCE has the key of a source of our own and is not used",)


def test_the_example_and_its_own_tests(tmp_path: Path) -> None:
    for module in EXAMPLE.glob("*.py"):
        shutil.copy(module, tmp_path)
    about = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    record(tmp_path, about["name"], about["entry-points"][registry.GROUP])
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"--rootdir={EXAMPLE}",
        str(EXAMPLE / "tests"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


@pytest.mark.parametrize("name", ["pyproject.toml", "acme_k6.py", "acme_slo.py"])
def test_the_page_shows_the_example(name: str) -> None:
    page = (ROOT / "site/docs/how-to/own-source.md").read_text()
    assert (EXAMPLE / name).read_text() in page
