"""A deterministic project of any size: a folder and a number in, the same files out on every machine.

Usage: python tools/bench/generate.py DIR ITEMS
Items have 12 front-matter keys and about 15 lines of Markdown, as in the floors' measurement. The
plan is clean: teams with sprints, epics with stories, dependencies that lead backwards.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

TEAMS = 20
PER_EPIC = 12
DISCIPLINES = ("data-science", "ml-engineering", "backend")
WORDS = (
    "feature store latency recall drift batch scoring endpoint schema label sample cohort baseline holdout "
    "window pipeline registry alias shadow canary rollout quota partition backfill churn uplift ranking"
).split()


def generate(root: Path, items: int) -> None:
    """Write `items` items of `TEAMS` teams below `root`, with their sprints and settings."""
    rng = random.Random(20260706)
    (root / "backlogue.yaml").write_text(_settings(), encoding="utf-8")
    for team in range(TEAMS):
        _sprints(root, team)
        (root / "backlog" / f"team{team:02}").mkdir(parents=True, exist_ok=True)
    for number in range(items):
        team, count = number % TEAMS, number // TEAMS + 1
        path = root / "backlog" / f"team{team:02}" / f"T{team:02}-{count}-{WORDS[number % len(WORDS)]}.md"
        path.write_text(_item(rng, team, count), encoding="utf-8")


def _settings() -> str:
    lines = ["name: Generated", f"disciplines: [{', '.join(DISCIPLINES)}]", "teams:"]
    for team in range(TEAMS):
        lines += [f"  team{team:02}:", f"    prefix: T{team:02}", "    members:"]
        lines += [f"      p{team:02}{person}: {DISCIPLINES[person % 3]}" for person in range(5)]
    return "\n".join(lines) + "\n"


def _sprints(root: Path, team: int) -> None:
    folder = root / "sprints" / f"team{team:02}"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(4):
        start = date(2026, 6, 1) + timedelta(days=14 * number)
        capacity = ", ".join(f"{name}: 100000" for name in DISCIPLINES)
        text = (
            f"---\nid: team{team:02}-{number + 1}\ntype: sprint\nteam: team{team:02}\n"
            f"goal: {_words(random.Random(team * 10 + number), 5)}\nstart: {start}\nend: {start + timedelta(days=11)}\n"
            f"capacity: {{{capacity}}}\ngoal_met: true\n---\n\n"
            "## Review\nShown to users.\n\n## Retrospective\nKept short.\n"
        )
        (folder / f"team{team:02}-{number + 1}.md").write_text(text, encoding="utf-8")


def _item(rng: random.Random, team: int, count: int) -> str:
    epic = count % PER_EPIC == 1
    own = f"T{team:02}"
    done = not epic and count % 5 == 0
    lines = [f"id: {own}-{count}", f"type: {'epic' if epic else 'story'}", f"title: {_words(rng, 6).capitalize()}"]
    lines += [f"status: {'done' if done else 'todo'}", f"team: team{team:02}"]
    if not epic:
        lines.append(f"parent: {own}-{(count - 1) // PER_EPIC * PER_EPIC + 1}")
    lines += [f"owner: p{team:02}{count % 5}", f"priority: {('high', 'medium', 'low')[count % 3]}"]
    lines.append(f'rank: "0|h{count:07}:"')
    if not epic:
        lines.append(f"estimate: {{data-science: {rng.randint(1, 3)}, backend: {rng.randint(1, 5)}}}")
    lines.append(f"labels: [{rng.choice(WORDS)}, {rng.choice(WORDS)}]")
    if not epic and count > PER_EPIC and count % 3 == 0 and (count - 5) % PER_EPIC != 1:
        lines.append(f"depends_on: [{own}-{count - 5}]")
    lines.append(f"due: {date(2026, 12, 1) + timedelta(days=count % 300)}")
    box = "x" if done else " "
    body = [
        f"As a {rng.choice(WORDS)} user I want {_words(rng, 8)} so that {_words(rng, 6)}.",
        "",
        "## Acceptance criteria",
    ]
    body += [f"- [{box}] {_words(rng, 7).capitalize()}" for _ in range(3)]
    body += ["", "## Notes"] + [f"{_words(rng, 12).capitalize()}." for _ in range(6)]
    return "---\n" + "\n".join(lines) + "\n---\n" + "\n".join(body) + "\n"


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(count))


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
