"""Each step on a real repository: what it writes, what it leaves alone, what it refuses, and that check accepts it."""

import json
from difflib import ndiff
from pathlib import Path

import click
import pytest
from repositories import GitFolder
from sprint.sprint_project import LATER, NEXT, checked, files, project, run, story, text


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.fixture
def app(tmp_path: Path) -> GitFolder:
    return project(
        tmp_path / "app", story(1), story(2), story(3, points="estimate: {data: 2}"), story(4, status="todo")
    )


@pytest.fixture
def committed(app: GitFolder) -> GitFolder:
    assert run(app, "plan", "app-2", "APP-1", "APP-3", "--commit").return_value == 0
    assert run(app, "commit", "app-2", "--commit").return_value == 0
    return app


def test_plan_shows_and_writes_nothing(app: GitFolder) -> None:
    shown = run(app, "plan", "app-2")
    assert "fits: 3 items, 8 points" in shown.stdout
    assert "no room in backend: 3 of 2 left" in shown.stdout
    assert app.git("status", "--porcelain") == ""
    values = json.loads(run(app, "plan", "app-2", "--format", "json").stdout)
    assert [one["id"] for one in values["candidates"]] == ["APP-1", "APP-2", "APP-3"]
    assert values["left_out"][0] | {"title": ""} == {
        "id": "APP-4", "title": "", "points": 3, "code": "no-room", "why": "no room in backend: 3 of 2 left",
    }  # fmt: skip
    assert values["room"]["backend"] == {"capacity": 8, "left": 8}


def test_plan_does_not_take_a_whole_backlog(app: GitFolder) -> None:
    """Without a capacity and a velocity everything fits."""
    app.commit({"sprints/app-1.md": None, "sprints/app-3.md": LATER.replace("capacity: {backend: 8, data: 5}\n", "")})
    shown = run(app, "plan", "app-3", "--take")
    assert shown.return_value == 1
    assert "nothing bounds app-3: no capacity is written and no velocity known" in shown.stderr
    assert "Nothing was written; backlogue set app-3 'capacity={…}' bounds it; or name the items." in shown.stderr
    assert app.git("status", "--porcelain") == ""
    assert run(app, "plan", "app-3", "APP-1").return_value == 0


def test_plan_takes_what_fits_and_touches_one_line_of_each(app: GitFolder) -> None:
    assert run(app, "plan", "app-2", "--take").return_value == 0
    assert changed_lines(story(1), text(app, "backlog/APP-1-x.md")) == ["+ sprint: app-2"]
    assert text(app, "backlog/APP-4-x.md") == story(4, status="todo")
    assert checked(app).return_value == 0


def test_plan_refuses_named_items_that_do_not_fit_all_or_none(app: GitFolder) -> None:
    refused = run(app, "plan", "app-2", "APP-1", "APP-2", "APP-4")
    assert refused.return_value == 1
    assert "APP-4: no room in backend: 3 of 2 left" in refused.stderr
    assert app.git("status", "--porcelain") == ""


def test_commit_writes_the_points_and_keeps_every_other_byte(committed: GitFolder) -> None:
    assert changed_lines(NEXT, text(committed, "sprints/app-2.md")) == [
        "+ commitment:",
        "+   on: 2026-07-06",
        "+   items: {APP-1: 3, APP-3: 2}",
    ]
    assert checked(committed, "--base", "HEAD~1").return_value == 0


def test_crlf_stays(tmp_path: Path) -> None:
    app = project(tmp_path / "app", story(1, "sprint: app-2"))
    crlf = NEXT.replace("\n", "\r\n")
    app.commit({"sprints/app-2.md": crlf})
    assert run(app, "commit", "app-2").return_value == 0
    assert run(app, "close", "app-2", "--goal-met", "no", today="2026-07-17").return_value == 0
    after = text(app, "sprints/app-2.md")
    assert after.count("\n") == after.count("\r\n")
    assert "## Review\r\n- **Delivered:** 0 of 3 points committed.\r\n" in after


def test_commit_refuses_what_the_rules_refuse(app: GitFolder) -> None:
    app.commit({f"backlog/APP-{number}-x.md": story(number, "sprint: app-2") for number in (1, 2, 4)})
    app.commit(
        {"backlog/APP-5-x.md": story(5, "sprint: app-2", "depends_on: [APP-3]", status="todo", points="points: 1")}
    )
    refused = run(app, "commit", "app-2")
    assert refused.return_value == 1
    assert {line[:6] for line in refused.stderr.splitlines()[:-1]} == {"SPR106", "SPR108", "SPR109"}
    assert "Nothing was written" in refused.stderr
    assert app.git("status", "--porcelain") == ""


def test_an_override_names_who_and_why_and_stays_visible(app: GitFolder) -> None:
    app.commit({"backlog/APP-4-x.md": story(4, "sprint: app-2", status="todo")})
    written = run(app, "commit", "app-2", "--override", "The rest is known", "--by", "ann", "--commit")
    assert written.return_value == 0
    assert "override: {by: ann, reason: The rest is known, rules: [SPR108]}" in text(app, "sprints/app-2.md")
    assert checked(app, "--base", "HEAD~1").return_value == 0
    assert "ann accepts it: The rest is known" in checked(app, "--severity", "info").stdout


def test_no_override_of_what_the_project_has_decided_itself(app: GitFolder) -> None:
    app.commit({"backlog/APP-4-x.md": story(4, "sprint: app-2", status="todo")})
    app.commit({"backlogue.yaml": files()["backlogue.yaml"] + "rules: {SPR108: error}\n"})
    assert run(app, "commit", "app-2", "--override", "Why not", "--by", "ann").return_value == 1
    assert app.git("status", "--porcelain") == ""


def test_an_override_covers_only_its_own_items_and_rules(app: GitFolder) -> None:
    app.commit({"backlog/APP-4-x.md": story(4, "sprint: app-2", status="todo")})
    run(app, "commit", "app-2", "--override", "The rest is known", "--by", "ann", "--commit")
    app.commit({"backlog/APP-6-x.md": story(6, status="todo", points="points: 1")})
    assert run(app, "change", "app-2", "--add", "APP-6", "--reason", "Urgent").return_value == 1
    assert (
        run(
            app,
            "change",
            "app-2",
            "--add",
            "APP-6",
            "--reason",
            "Urgent",
            "--override",
            "Known",
            "--by",
            "ben",
            "--commit",
        ).return_value
        == 0
    )
    assert checked(app, "--base", "HEAD~1").return_value == 0


def test_change_records_day_and_reason_and_moves_the_items(committed: GitFolder) -> None:
    words = ("--add", "APP-2", "--remove", "APP-3", "--reason", "The fault: first", "--commit")
    assert run(committed, "change", "app-2", *words, today="2026-07-08").return_value == 0
    after = text(committed, "sprints/app-2.md")
    assert 'changes:\n  - {on: 2026-07-08, add: APP-2, reason: "The fault: first"}\n' in after
    assert '  - {on: 2026-07-08, remove: APP-3, reason: "The fault: first"}\n---\n' in after
    assert text(committed, "backlog/APP-3-x.md") == story(3, points="estimate: {data: 2}")
    assert checked(committed, "--base", "HEAD~1").return_value == 0
    assert committed.git("show", "-s", "--format=%B").strip().endswith("The fault: first")


def test_change_needs_a_commitment_a_place_and_room(committed: GitFolder) -> None:
    assert "not committed yet" in run(committed, "change", "app-3", "--add", "APP-2", "--reason", "x").stderr
    assert "APP-1 is in app-2 already" in run(committed, "change", "app-2", "--add", "APP-1", "--reason", "x").stderr
    assert "APP-2 is not in app-2" in run(committed, "change", "app-2", "--remove", "APP-2", "--reason", "x").stderr
    committed.commit({"backlog/APP-7-x.md": story(7, points="estimate: {backend: 6}")})
    assert "SPR106" in run(committed, "change", "app-2", "--add", "APP-7", "--reason", "x").stderr
    assert committed.git("status", "--porcelain") == ""


def test_carry_before_the_end_leaves_word_in_both_commitments(committed: GitFolder) -> None:
    assert run(committed, "plan", "app-3", "APP-2", "--commit").return_value == 0
    assert run(committed, "commit", "app-3", "--commit").return_value == 0
    assert run(committed, "carry", "app-2", "APP-1", "--to", "app-3", "--commit").return_value == 0
    assert "{on: 2026-07-06, remove: APP-1, reason: Carried to app-3}" in text(committed, "sprints/app-2.md")
    assert "{on: 2026-07-06, add: APP-1, reason: Carried over from app-2}" in text(committed, "sprints/app-3.md")
    assert checked(committed, "--base", "HEAD~1").return_value == 0


def test_close_writes_what_was_delivered_and_lets_go_of_the_rest(committed: GitFolder) -> None:
    committed.commit({"backlog/APP-1-x.md": story(1, "sprint: app-2", status="done")})
    before = text(committed, "sprints/app-2.md")
    closing = run(committed, "close", "app-2", "--to", "app-3", "--goal-met", "yes", "--commit", today="2026-07-17")
    assert closing.return_value == 0
    assert changed_lines(before, text(committed, "sprints/app-2.md")) == [
        "+ delivered: {APP-1: 3}",
        "+ goal_met: true",
        "+ ",
        "+ ## Review",
        "+ - **Delivered:** 3 of 5 points committed: APP-1 (3).",
        "+ - **Carried:** APP-3 (2, ready) to app-3.",
        "+ ",
        "+ ## Retrospective",
        "+ - Say/do: 60 % of the committed points were delivered.",
        "+ - 3 points in all; the sprint before: 10.",
        "+ - 1 of 2 items carried on.",
        "+ - **Keep:**",
        "+ - **Change:**",
    ]
    assert "sprint: app-3" in text(committed, "backlog/APP-3-x.md")
    for today in ("2026-07-17", "2026-07-20"):
        assert checked(committed, "--base", "HEAD~1", today=today).return_value == 0
        assert checked(committed, today=today).return_value == 0


def test_close_drops_gives_back_and_keeps_what_people_wrote(committed: GitFolder) -> None:
    words = "## Review\nBritta came.\n\n## Retrospective\n\nNobody <!-- said --> much.\n"
    committed.commit({"sprints/app-2.md": text(committed, "sprints/app-2.md") + words})
    closing = ("close", "app-2", "--drop", "APP-1", "--back", "APP-3", "--goal-met", "no")
    assert run(committed, *closing, today="2026-07-17").return_value == 0
    assert text(committed, "sprints/app-2.md").endswith(words)
    assert text(committed, "backlog/APP-3-x.md") == story(3, points="estimate: {data: 2}")
    assert "status: dropped" in text(committed, "backlog/APP-1-x.md")
    again = run(committed, *closing, today="2026-07-17")
    assert again.return_value == 1
    assert "closed already" in again.stderr


def test_close_before_the_last_working_day_has_to_be_meant(committed: GitFolder) -> None:
    early = run(committed, "close", "app-2", today="2026-07-15")
    assert early.return_value == 1
    assert "2 working days left; --early" in early.stderr
    assert (
        run(committed, "close", "app-2", "--early", "--goal-met", "no", "--commit", today="2026-07-15").return_value
        == 0
    )
    assert checked(committed, "--base", "HEAD~1", today="2026-07-15").return_value == 0


def test_an_item_goes_to_the_sprint_of_its_next_checkpoint(tmp_path: Path) -> None:
    long = story(1, "sprint: app-2", "checkpoints:", "  - {sprint: app-3, text: Half of it}")
    app = project(tmp_path / "app", long)
    assert run(app, "close", "app-2", "--goal-met", "no", today="2026-07-17").return_value == 0
    assert "sprint: app-3\n" in text(app, "backlog/APP-1-x.md")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "app-22"), "There is no sprint app-22 here. Did you mean app-2?"),
        (("plan", "app-2", "APP-11"), "There is no item APP-11 here. Did you mean APP-1?"),
        (("commit", "app-2", "--override", "x"), "An override needs a reason and a name"),
        (("commit", "app-2", "--override", "x", "--by", "anne"), "Nobody is called 'anne'. Did you mean ann?"),
        (("commit", "app-2", "-m", "x"), "-m says what the commit is called"),
        (("plan", "app-2", "--dry-run"), "Nothing is to be written"),
        (("comit", "app-2"), "Did you mean commit?"),
        (("carry", "app-2", "--to", "app-33"), "Did you mean app-3?"),
    ],
)
def test_wrong_arguments_are_answered_with_the_nearest(app: GitFolder, words: tuple[str, ...], said: str) -> None:
    app.commit({"backlog/APP-1-x.md": story(1, "sprint: app-2")})
    with pytest.raises(click.UsageError) as fault:
        run(app, *words)
    assert said in fault.value.format_message()
    assert fault.value.exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("carry", "app-2", "--to", "app-1"), "app-1 is closed; carry to a later one"),
        (("carry", "app-2", "--to", "app-2"), "app-2 is the same sprint"),
        (("carry", "app-2", "APP-2", "--to", "app-3"), "APP-2 is in no sprint"),
        (("close", "app-3"), "app-3 starts on 2026-07-20 only"),
        (("close", "app-2", "--early", "--drop", "APP-2"), "APP-2 is not planned in app-2"),
        (("plan", "app-1", "APP-2"), "app-1 is closed"),
        (("plan", "app-2", "APP-2"), "app-2 is committed since 2026-07-06"),
        (("commit", "app-2"), "app-2 is committed since 2026-07-06"),
        (("commit", "app-3"), "no item is planned in app-3"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(committed: GitFolder, words: tuple[str, ...], said: str) -> None:
    refused = run(committed, *words)
    assert refused.return_value == 1
    assert said in refused.stderr
    assert committed.git("status", "--porcelain") == ""


def test_an_entry_joins_a_list_as_people_wrote_it(tmp_path: Path) -> None:
    app = project(tmp_path / "app", story(1, "sprint: app-2"), story(2))
    entry = "  - {on: 2026-07-06, remove: APP-3, reason: Gone}"
    aliased = NEXT.replace(
        "capacity:", f"commitment: {{on: 2026-07-06, items: {{APP-1: 3}}}}\nchanges:  # why\n{entry}\ncapacity:"
    )
    app.commit({"sprints/app-2.md": aliased})
    assert run(app, "change", "app-2", "--add", "APP-2", "--reason", "Room").return_value == 0
    assert changed_lines(aliased, text(app, "sprints/app-2.md")) == ["+   - {on: 2026-07-06, add: APP-2, reason: Room}"]
