"""The tutorial and the how-tos are run as a reader would run them: each command prints what the page shows."""

from pathlib import Path

import pytest
from guide.session import GUIDE, Step, agrees, begin, steps

# A page without commands has nothing to run; all others are run, in a folder of their own.
PAGES = [
    page.relative_to(GUIDE).as_posix()
    for page in sorted([*GUIDE.glob("tutorial/*.md"), *GUIDE.glob("how-to/*.md")])
    if page.stem not in ("import", "editor", "merge", "own-source", "sprint")
    and any(isinstance(step, Step) for step in steps(page.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("page", PAGES)
def test_each_command_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    session = begin(tmp_path, page)
    for step in steps((GUIDE / page).read_text(encoding="utf-8")):
        printed = session.do(step)
        if isinstance(step, Step):
            assert agrees(step.expected, printed), f"{page}: $ {step.command}\nprints\n{printed}"


def test_the_tutorial_goes_from_init_to_a_published_page() -> None:
    commands = [one.command for one in steps((GUIDE / "tutorial/first-sprint.md").read_text()) if isinstance(one, Step)]
    assert any(command.startswith("backlogue init") for command in commands)
    assert any(command.startswith("backlogue build") for command in commands)
    assert any(command.startswith("git push") for command in commands)
