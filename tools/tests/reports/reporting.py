"""A small project with evidence of every kind of standing, its lock written as the tool writes it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from repositories import GitFolder, make_repository

from backlogue.base.observation import DataSet, Observation
from backlogue.model.lock import Locked, write_lock

PROJECT = """\
name: Small & <odd>
repository: https://github.com/acme/small
teams:
  app:
    name: App
    members:
      ann: {name: Ann Lee, discipline: backend, role: product owner}
      bo: {name: Bo Ek, discipline: data-science}
done:
  every: {criteria: {reviewed: {text: Reviewed by a second person}}}
  model:
    for: "label = model"
    criteria:
      holdout: {text: The holdout metric meets its target, check: metric}
      tested: {text: The pipeline is tested, check: tests}
      loaded: {text: Load-tested, check: tests}
      card: {text: There is a model card, check: file, advisory: true}
scorecards:
  release:
    for: "label = model"
    stages: [shadow, production]
    measures:
      recall: {text: Recall on the holdout, section: accuracy, must_have: true, target: {at_least: 0.8}}
"""

MODEL = """\
---
id: APP-2
type: story
title: Serve <b>the score</b> | `now`
status: %s
team: app
parent: APP-1
owner: ann
sprint: s1
points: 5
labels: [model]
depends_on: [APP-3]
evidence:
  reviewed: {by: bo, on: 2026-07-08, role: reviewer}
  holdout: {mlflow: "models:/app@champion", metric: recall, at_least: 0.8}
  tested: {junit: reports/pipeline.xml}
  recall: {mlflow: "models:/app@champion", metric: recall}
waivers:
  loaded: {by: ann, on: 2026-07-08, reason: "No traffic | before the pilot", until: 2026-12-01}
---
As an analyst.

## Acceptance criteria
- [x] One
"""

FILES: dict[str, str] = {
    "backlogue.yaml": PROJECT,
    "backlog/APP-1-all.md": "---\nid: APP-1\ntype: epic\ntitle: All of it\nstatus: in-progress\nteam: app\n---\n",
    "backlog/APP-2-serve.md": MODEL % "in-progress",
    "backlog/APP-3-wait.md": """\
---
id: APP-3
type: story
title: Give us the data
status: waiting
waiting_for: the contract
team: app
owner: bo
sprint: s1
points: 2
---
""",
    "backlog/APP-4-try.md": """\
---
id: APP-4
type: experiment
title: Sessions help
status: done
team: app
owner: bo
sprint: s1
points: 3
hypothesis: {belief: Sessions help, metric: recall, baseline: 0.73, target: {at_least: 0.8215}, data: data/a.dvc}
timebox: 5
runs: [mlflow:abc123]
result: 0.81
outcome: inconclusive
learning: "Too few cases; @bo asks for www.example.org"
decision: keep-testing
leads_to: [APP-5, APP-2]
evidence: {reviewed: {by: ann, on: 2026-07-09}}
---
""",
    "backlog/APP-5-next.md": "---\nid: APP-5\ntype: experiment\ntitle: More cases decide\nstatus: todo\n---\n",
    "backlog/APP-6-bare.md": "---\nid: APP-6\ntype: story\ntitle: Nobody looked\nstatus: done\nowner: bo\n---\n",
    "sprints/s1.md": """\
---
id: s1
type: sprint
team: app
goal: One score
start: 2026-07-07
end: 2026-07-10
commitment: {on: 2026-07-07, items: {APP-2: 5, APP-3: 2}}
changes: [{on: 2026-07-08, add: APP-4, reason: A question came up}]
goal_met: false
---
## Review
They liked it.
""",
}


def observed(value: float = 0.834) -> dict[str, Locked]:
    """What the sources said: a metric, tests that failed, and the same metric for the scorecard."""
    day = date(2026, 7, 9)
    data = DataSet("sessions", "md5:9f2", "holdout")
    metric = Observation(
        value, "finite", where="https://mlflow.example.org/#/runs/abc", at="2026-07-08T10:00:00Z", commit="c0ffee" * 6,
        dataset=data, state="FINISHED",
    )  # fmt: skip
    tests = Observation(checks=(("errors", 0.0), ("failures", 1.0), ("tests", 7.0)), where="reports/pipeline.xml")
    asked = {"mlflow": "models:/app@champion", "metric": "recall"}
    return {
        "holdout": Locked(asked, metric, day),
        "recall": Locked(asked, metric, day),
        "tested": Locked({"junit": "reports/pipeline.xml"}, tests, day),
    }


def plan_files(**more: str) -> dict[str, str]:
    """The project's files with its lock."""
    return {**FILES, "backlog/APP-2.evidence.json": write_lock("APP-2", observed()), **more}


def repository(root: Any, files: Mapping[str, str] | None = None) -> GitFolder:
    """A repository in which the project grows over three days and then ends its sprint."""
    found = make_repository(root)
    plan = dict(files or plan_files())
    start = {
        **plan,
        "backlog/APP-4-try.md": plan["backlog/APP-4-try.md"].replace("status: done", "status: in-progress"),
    }
    found.commit(start)
    found.commit({"backlog/APP-4-try.md": plan["backlog/APP-4-try.md"]})
    for _ in range(5):
        found.record("A day passes")
    return found
