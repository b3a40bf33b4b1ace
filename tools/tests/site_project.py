"""A small project that has one of everything, and what tests do with folders."""

from collections.abc import Mapping
from pathlib import Path

SMALL = {
    "backlogue.yaml": """\
name: Small & <odd>
repository: https://github.com/acme/small
teams:
  app:
    name: App
    wip_limits: {in-progress: 1}
    members: {ann: {name: Ann Lee, discipline: backend}}
    interactions: [{with: app, mode: collaboration, until: 2026-10-01}]
views: {mine: "owner = ann order by id"}
done:
  every:
    criteria: {reviewed: {text: Reviewed by a second person}}
""",
    "backlog/APP-1-all.md": "---\nid: APP-1\ntype: epic\ntitle: All of it\nstatus: in-progress\nteam: app\n---\n",
    "backlog/APP-2-serve.md": """\
---
id: APP-2
type: story
title: Serve <b>the score</b> & more
status: in-progress
team: app
parent: APP-1
owner: ann
sprint: s1
estimate: {backend: 5}
depends_on: [APP-3]
evidence: {reviewed: {by: ann, on: 2026-11-20}}
---
See APP-3, `APP-3`, [the file](APP-3-fix.md) and [a script](../src/run.py).

## Acceptance criteria
- [x] One
- [ ] Two with **bold**
""",
    "backlog/APP-3-fix.md": """\
---
id: APP-3
type: bug
title: Fix it
status: in-progress
team: app
sprint: s1
points: 2.5
---
""",
    "backlog/APP-4-try.md": """\
---
id: APP-4
type: experiment
title: Try sessions
status: done
team: app
hypothesis: {belief: Sessions help, metric: recall, baseline: 0.7365, target: {at_least: 0.8215}}
outcome: invalidated
learning: They do not
decision: kill
---
""",
    "sprints/s1.md": """\
---
id: s1
type: sprint
team: app
goal: One score
start: 2026-11-16
end: 2026-11-27
capacity: {backend: 4}
commitment: {on: 2026-11-16, items: {APP-2: 5}}
changes: [{on: 2026-11-18, add: APP-3, reason: It broke}]
---
## Retrospective
APP-2 was larger than we thought.
""",
    "sprints/q4.md": "---\nid: q4\ntype: increment\nstart: 2026-10-05\nend: 2026-12-18\nteams: [app]\n---\n",
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
