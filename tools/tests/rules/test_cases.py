"""Every rule's case page is its test: one case that fires at least, one that is clean, lines exact."""

from pathlib import Path

import pytest

from backlogue.base import Diagnostic
from backlogue.checks import catalogue, run_change
from backlogue.checks.page import Case, cases, lines_of, page_of
from backlogue.checks.rule import PlanChange
from backlogue.checks.run import weighed
from backlogue.history.difference import compare
from backlogue.model import Project
from backlogue.pipeline import compile_project
from backlogue.site.reports import template_faults
from backlogue.world.files import Folder
from backlogue.world.texts import Texts
from backlogue.world.tree import Tree


def on_disk(case: Case, root: Path) -> Folder:
    """The case's files and symbolic links in a folder."""
    for name, text in case.files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
    for name, target in case.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    return Folder(root)


PAGES = {code: cases(page_of(code)) for code in catalogue()}


@pytest.mark.parametrize(
    ("code", "case"),
    [pytest.param(code, case, id=f"{code}: {case.title}") for code, found in PAGES.items() for case in found],
)
def test_case(code: str, case: Case, tmp_path: Path) -> None:
    templates = any(name.startswith("site/") for name in case.files)
    tree = on_disk(case, tmp_path) if case.links or templates else Texts(case.files)
    found = weighed(template_faults(tmp_path), Project()) if templates else diagnosed(case, tree)
    assert lines_of(found, code) == case.findings


def diagnosed(case: Case, tree: Tree) -> tuple[Diagnostic, ...]:
    """What is said of the case's files or, where it has files before, of the change."""
    compiled = compile_project(tree, lambda _zone: case.today)
    if case.before is None:
        return compiled.diagnostics
    before = compile_project(Texts(case.before), lambda _zone: case.today).plan
    retired = frozenset(case.retired)
    return run_change(PlanChange(before, compiled.plan, compare(before, compiled.plan), retired))


@pytest.mark.parametrize("code", PAGES)
def test_rule_has_a_case_that_fires_and_one_that_is_clean(code: str) -> None:
    assert any(case.findings for case in PAGES[code]), f"{code} has no case that fires"
    assert any(not case.findings for case in PAGES[code]), f"{code} has no clean case"


@pytest.mark.parametrize("code", PAGES)
def test_documentation_names_the_rule_and_says_why_and_how(code: str) -> None:
    plug = catalogue()[code]
    assert plug.docs.startswith(f"{code} {plug.value.name}: ")
    assert "Why: " in plug.docs
    assert "Mend: " in plug.docs
    assert page_of(code).startswith(f"# {code} {plug.value.name}\n")
