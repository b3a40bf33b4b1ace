"""A SARIF 2.1.0 log of a scanner in, how many results stand at or above a level out."""

from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import counted
from backlogue.evidence.options import one_of, text_of

LEVELS = ("error", "warning", "note", "none")


def look(content: Content, options: Options) -> Observation:
    """The number of open results at `level` or above (by default `warning`), of one tool and rule if named.

    Suppressed results, those absent since a baseline, and those of another kind than `fail` do not count. A run
    that says it did not end well gives no number: what it did not look at is unknown.
    """
    level, rule = one_of(options, "level", LEVELS, "warning"), text_of(options, "rule")
    runs = _runs(read_json(content.text, content.path), content.path, text_of(options, "tool"))
    for run in runs:
        if any(isinstance(one, dict) and one.get("executionSuccessful") is False for one in _list(run, "invocations")):
            raise Fault("run-failed", f"{_tool(run)} says that its run did not succeed")
        if run.get("results") is None:
            raise Fault("metric-missing", f"the run of {_tool(run)} has no list of results")
    found = Counter(
        stands
        for run in runs
        for of, stands in _open(run)
        if not rule or fnmatchcase(of, rule) or fnmatchcase(of.partition("/")[0], rule)
    )
    value = sum(found[one] for one in LEVELS[: LEVELS.index(level) + 1])
    levels = {one: float(found[one]) for one in LEVELS[:3]}
    return counted(value, failures=value, **levels)._replace(at=_ended(runs))


def _runs(tree: Any, path: str, tool: str) -> list[dict[str, Any]]:
    runs = tree.get("runs") if isinstance(tree, dict) else None
    if not isinstance(runs, list) or not all(isinstance(run, dict) for run in runs):
        raise Fault("unparseable", f"{path} is not a SARIF log")
    chosen = [run for run in runs if not tool or _tool(run).casefold() == tool.casefold()]
    if not chosen:
        others = ", ".join(sorted({_tool(run) for run in runs}))
        raise Fault(
            "run-missing", f"{path} has no run of {tool or 'any tool'}" + (f", only of {others}" if others else "")
        )
    return chosen


def _open(run: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Rule and level of each result that stands."""
    rules = [one for one in _list(_driver(run), "rules") if isinstance(one, dict)]
    by_id = {str(one.get("id")): one for one in rules}
    for one in _list(run, "results"):
        if not isinstance(one, dict) or one.get("kind", "fail") != "fail" or one.get("baselineState") == "absent":
            continue
        if any(
            isinstance(mark, dict) and mark.get("status", "accepted") == "accepted"
            for mark in _list(one, "suppressions")
        ):
            continue
        index = one.get("ruleIndex", -1)
        known = rules[index] if isinstance(index, int) and 0 <= index < len(rules) else {}
        of = str(one.get("ruleId") or known.get("id") or "")
        yield of, _level(one, by_id.get(of) or by_id.get(of.partition("/")[0]) or known)


def _level(one: dict[str, Any], rule: dict[str, Any]) -> str:
    """A result's own level, else that of its rule, else `warning` (SARIF 2.1.0, 3.27.10)."""
    usual = rule.get("defaultConfiguration")
    level = one.get("level") or (usual.get("level") if isinstance(usual, dict) else None)
    return level if level in LEVELS else "warning"


def _ended(runs: list[dict[str, Any]]) -> str:
    times = [
        read_at(one.get("endTimeUtc")) for run in runs for one in _list(run, "invocations") if isinstance(one, dict)
    ]
    return min((time for time in times if time), default="")


def _driver(run: dict[str, Any]) -> dict[str, Any]:
    tool = run.get("tool")
    driver = tool.get("driver") if isinstance(tool, dict) else None
    return driver if isinstance(driver, dict) else {}


def _tool(run: dict[str, Any]) -> str:
    return str(_driver(run).get("name", "an unnamed tool"))


def _list(of: dict[str, Any], name: str) -> list[Any]:
    found = of.get(name)
    return found if isinstance(found, list) else []


SOURCE = file_source("sarif", {"level", "tool", "rule"}, look)
