"""The repository's shell: versions agree, every dependency and every action is pinned, in one way everywhere."""

import re
import tomllib
from pathlib import Path

import pytest

import backlogue

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
WORKFLOWS = [
    ROOT / "action.yml",
    *sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    *sorted((ROOT / "tools" / "backlogue" / "scaffold").rglob("*.yml")),
]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[._-]+", "-", found[0]).lower()


def test_the_version_is_said_once_more_and_alike() -> None:
    assert PROJECT["version"] == backlogue.__version__
    assert f"## {backlogue.__version__}" in (ROOT / "CHANGELOG.md").read_text()
    assert f"backlogue@v{backlogue.__version__}" in (ROOT / "README.md").read_text()


def test_every_dependency_has_a_pin_and_a_pin_holds_no_address() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+]*", line)] == []
    extras = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]
    wanted = {name_of(one) for one in [*PROJECT["dependencies"], *extras]} - {PROJECT["name"]}
    assert wanted <= {name_of(line) for line in lines}


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "tools" / "docs" / "DECISIONS.md").read_text().lower()
    for one in PROJECT["dependencies"]:
        assert re.search(rf"^[^:\n]*\b{re.escape(name_of(one))}\b[^:\n]*: ", reasons, re.MULTILINE), one


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_actions_are_pinned_by_commit(path: Path) -> None:
    for used in re.findall(r"^ *(?:- )?uses: (\S.*)", path.read_text(), re.MULTILINE):
        assert used.startswith("./ ") or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


def test_an_action_has_one_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"^ *(?:- )?uses: ([\w-]+/[\w-]+)@(.+)", path.read_text(), re.MULTILINE):
            pins.setdefault(action, set()).add(pin)
    assert len(pins) == 4
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_expression_stands_inside_a_script(path: Path) -> None:
    for script in re.findall(r"run: (?:\|\n((?: {8,}.*\n)+)|(.*))", path.read_text()):
        assert "${{" not in "".join(script)
