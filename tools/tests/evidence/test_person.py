"""What people vouch for."""

from datetime import date

import pytest
from evidence.asked import Project


def test_word_of_a_person(project: Project) -> None:
    told = project.ask(by="bob", on="2026-07-16", role="product owner")
    assert (told.reason, told.value, told.kind) == ("ok", "bob", "text")
    assert (told.at, told.state) == ("2026-07-16", "product owner")
    assert project.ask(by="bob", on=date(2026, 7, 16)).at == "2026-07-16"


@pytest.mark.parametrize("on", [None, "yesterday", "2026-02-30", 20260716.5, ""])
def test_without_a_day(project: Project, on: object) -> None:
    told = project.ask(by="bob", on=on)
    assert (told.reason, told.value) == ("bad-reference", None)
    assert told.detail.startswith("on must ")


def test_options(project: Project) -> None:
    assert project.ask(by="bob", on="2026-07-16", role=["a"]).reason == "bad-reference"
    assert project.ask(by="", on="2026-07-16").reason == "bad-reference"
    assert "did you mean role?" in project.ask(by="bob", on="2026-07-16", rolle="x").detail
