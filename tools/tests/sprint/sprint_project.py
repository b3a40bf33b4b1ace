"""A small project with a running team, in a real git repository, and the command line run inside it."""

from pathlib import Path

from click.testing import CliRunner, Result
from repositories import GitFolder, make_repository

from backlogue.cli import group

CONFIG = """name: Test
teams:
  app:
    prefix: APP
    members: {ann: backend, ben: data}
sprint: {velocity_window: 1}
ready:
  story: {for: "type in (story, bug)", require: [estimate, owner]}
"""
PAST = """---
id: app-1
type: sprint
team: app
goal: The first
start: 2026-06-22
end: 2026-07-03
delivered: {APP-90: 10}
goal_met: true
---
## Review
It went well.
"""
# Written as people write: quotes, comments and an order of their own, which all have to stay.
NEXT = """---
# The second sprint of ann and ben.
type: sprint
id: "app-2"          # never changes
team: app
start: 2026-07-06
end: 2026-07-17
goal: 'The second'
capacity:
  backend: 8   # ann
  data: 5
---
Ann is away on the 9th.
"""
LATER = """---
id: app-3
type: sprint
team: app
goal: The third
start: 2026-07-20
end: 2026-07-31
capacity: {backend: 8, data: 5}
---
"""


def story(number: int, *lines: str, status: str = "ready", points: str = "estimate: {backend: 3}") -> str:
    """The text of a story of ann's."""
    keys = (f"id: APP-{number}", "type: story", f"title: Story {number}", f"status: {status}", "team: app")
    return "\n".join(["---", *keys, "owner: ann  # for now", points, *lines, "---", "Words.\n"])


def files(*stories: str) -> dict[str, str]:
    """The project with these stories."""
    named = {f"backlog/{text.split()[2]}-x.md": text for text in stories}
    sprints = {f"sprints/app-{place}.md": text for place, text in enumerate((PAST, NEXT, LATER), 1)}
    return {"backlogue.yaml": CONFIG, **sprints, **named, "backlog/APP-90-x.md": story(90, status="done")}


def project(root: Path, *stories: str) -> GitFolder:
    """The project committed on Monday, 6 July 2026, the first day of app-2."""
    repository = make_repository(root)
    repository.git("config", "user.name", "Ann")
    repository.git("config", "user.email", "ann@example.org")
    repository.now -= 86_400
    repository.commit(files(*stories))
    return repository


def run(repository: GitFolder, *words: str, today: str = "2026-07-06") -> Result:
    """`backlogue sprint …` on that day."""
    step, *rest = words
    place = ["--project", str(repository.root), "--today", today]
    return CliRunner().invoke(group, ["sprint", step, *place, *rest], catch_exceptions=False, standalone_mode=False)


def checked(repository: GitFolder, *words: str, today: str = "2026-07-06") -> Result:
    """`backlogue check --severity error`."""
    place = ["check", "--severity", "error", "--project", str(repository.root), "--today", today]
    return CliRunner().invoke(group, [*place, *words], catch_exceptions=False, standalone_mode=False)


def text(repository: GitFolder, path: str) -> str:
    return (repository.root / path).read_bytes().decode()
