"""`backlogue explain`: each rule with its cases, all of them; a wrong code gets the nearest right one."""

import pytest
from click.testing import CliRunner, Result

from backlogue.checks import catalogue
from backlogue.checks.page import page_of
from backlogue.cli import group


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["explain", *arguments])


@pytest.mark.parametrize("code", catalogue())
def test_each_rule_is_explained_with_all_its_cases(code: str) -> None:
    shown = run(code.lower())
    assert shown.exit_code == 0
    assert catalogue()[code].value.name in shown.stdout
    for line in page_of(code).splitlines():
        if line.startswith("## "):
            assert line.removeprefix("## ") in shown.stdout


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_without_a_code_all_rules_are_named(form: str) -> None:
    shown = run("--format", form).stdout
    assert all(code in shown and plug.value.name in shown for code, plug in catalogue().items())


@pytest.mark.parametrize(("word", "hint"), [("SPR16", "SPR1"), ("above-capacty", "above-capacity"), ("💥", "all")])
def test_a_wrong_code_is_a_wrong_argument(word: str, hint: str) -> None:
    shown = run(word)
    assert shown.exit_code == 2
    assert hint in shown.stderr


def test_a_name_will_do() -> None:
    assert run("above-capacity").stdout == run("SPR106").stdout
