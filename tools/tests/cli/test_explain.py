"""`backlogue explain`: a rule's page, a family, all rules; a wrong code gets the nearest right one."""

import pytest
from click.testing import CliRunner, Result

from backlogue.checks import catalogue
from backlogue.checks.page import page_of
from backlogue.cli import group


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["explain", *arguments])


@pytest.mark.parametrize("code", catalogue())
def test_each_rule_is_explained_with_its_whole_page(code: str) -> None:
    shown = run(code.lower())
    assert shown.exit_code == 0
    assert shown.stdout.startswith(catalogue()[code].docs)
    assert page_of(code).partition("\n")[2].strip() in shown.stdout


def test_without_a_code_all_rules_are_named_by_family() -> None:
    lines = run().stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        code for family in dict.fromkeys(one.folder for one in catalogue().values())
        for code, one in catalogue().items() if one.folder == family
    ]  # fmt: skip


def test_a_family() -> None:
    lines = run("SPR").stdout.splitlines()
    assert lines[0] == "sprint:"
    assert all(line.strip().startswith("SPR") for line in lines[1:])
    assert len(lines) > 10


@pytest.mark.parametrize(("word", "hint"), [("SPR16", "SPR1"), ("above-capacity", "SPR106"), ("💥", "lists all")])
def test_a_wrong_code_is_a_wrong_argument(word: str, hint: str) -> None:
    shown = run(word)
    assert shown.exit_code == 2
    assert hint in shown.stderr
