"""A small plan with something of everything, held in memory."""

from datetime import date

import pytest

from backlogue.pipeline import read_plan
from backlogue.plan import Plan
from backlogue.world.texts import Texts

CONFIG = """
teams:
  churn: {members: {alice: {discipline: data-science}, bob: backend}}
  platform: {members: {peter: data-engineering}}
fields:
  tier: {type: choice, values: [one, two]}
  urgent: {type: boolean}
  started: {type: date}
  cost: {type: integer}
  timebox_note: {type: text}
"""
FILES = {
    "CHURN-1": "type: epic\ntitle: Keep customers\nstatus: in-progress\nrank: b\n"
    "outcome: {metric: churn rate, baseline: 0.2}",
    "CHURN-2": "type: story\ntitle: Serve the score\nstatus: ready\nparent: CHURN-1\nteam: churn\nowner: alice\n"
    "priority: high\nsprint: c2\nlabels: [api, Technical Debt]\ndepends_on: [PLAT-3]\ndue: 2026-11-30\n"
    "estimate: {backend: 3, data-science: 2}\ntier: one\nurgent: true\nstarted: 2026-11-01\ncost: 12",
    "CHURN-9": "type: task\ntitle: Load the table\nstatus: done\nparent: CHURN-2\nteam: churn\nowner: bob\n"
    "priority: low\npoints: 1\nsprint: c1\nurgent: false",
    "CHURN-10": "type: experiment\ntitle: Sessions help\nstatus: in-progress\nparent: CHURN-1\nteam: churn\n"
    "priority: medium\npoints: 8\nwith: [bob]\nsprint: c2\n"
    "hypothesis: {belief: x, metric: recall, target: {at_least: 0.82}}\n"
    "outcome: validated\nwsjf: {business_value: 8, time_criticality: 5, risk_reduction: 3, job_size: 4}\nrank: a\n"
    "checkpoints: [{sprint: c3, text: half}]\nevidence: {reviewed: {by: bob, on: 2026-11-03, note: fine}}",
    "PLAT-3": "type: story\ntitle: Feature store\nstatus: todo\nteam: platform\ndepends_on: [PLAT-4]\ndue: 2026-11-20\n"
    "sprint: p1",
    "PLAT-4": 'type: story\ntitle: "Grüße: größer"\nstatus: done\nteam: platform\npriority: highest\npoints: 0',
    "PLAT-5": "type: risk\ntitle: Nobody at night\nstatus: waiting\nwaiting_for: hiring\nimpact: high",
}
SPRINTS = {
    "c1": "team: churn\nstart: 2026-11-02\nend: 2026-11-13\nincrement: q4",
    "c2": "team: churn\nstart: 2026-11-16\nend: 2026-11-27\nincrement: q4\n"
    "commitment: {on: 2026-11-16, items: {CHURN-2: 5, PLAT-4: 1}}\n"
    "changes: [{on: 2026-11-17, remove: PLAT-4, reason: x}, {on: 2026-11-18, add: PLAT-5, reason: y}]",
    "c3": "team: churn\nstart: 2026-11-30\nend: 2026-12-11",
    "p1": "team: platform\nstart: 2026-11-09\nend: 2026-11-20",
}


def plan_of(files: dict[str, str], sprints: dict[str, str], config: str = CONFIG) -> Plan:
    tree = {"backlogue.yaml": config}
    tree |= {
        f"backlog/{name}-x.md": f"---\nid: {name}\n{front}\n---\nBody of {name}\n" for name, front in files.items()
    }
    tree |= {f"sprints/{name}.md": f"---\nid: {name}\ntype: sprint\n{front}\n---\n" for name, front in sprints.items()}
    tree["sprints/q4.md"] = "---\nid: q4\ntype: increment\nstart: 2026-10-01\nend: 2026-12-31\n---\n"
    reading = read_plan(Texts(tree), lambda zone: date(2026, 11, 23))
    assert [str(one.message) for one in reading.findings] == []
    return reading.plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return plan_of(FILES, SPRINTS)
