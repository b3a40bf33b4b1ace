"""Results of the language model evaluation harness (lm-eval 0.4 and later) in, a metric of a task out."""

from typing import Any

from backlogue.base.nearest import nearest
from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed, shortened
from backlogue.evidence.options import text_of


def look(content: Content, options: Options) -> Observation:
    """The value of `metric` (`acc`) of a `task` by a `filter` (`none`); its standard error is among the counts.

    The harness writes `acc,none`: metric and filter. A task of a group counts like the group itself.
    """
    tree = read_json(content.text, content.path)
    results = tree.get("results") if isinstance(tree, dict) else None
    if not isinstance(results, dict) or not all(isinstance(one, dict) for one in results.values()):
        raise Fault("unparseable", f"{content.path} is not a result of lm-eval")
    task = _task(results, text_of(options, "task"))
    metric = text_of(options, "metric")
    if not metric:
        raise Fault("bad-reference", "metric must say which value: metric: acc")
    name, _, inner = metric.partition(",")
    way = text_of(options, "filter") or inner or _only_filter(results[task], name)
    key = f"{name},{way}"
    if key not in results[task]:
        measured = sorted({one.partition(",")[0] for one in results[task] if "," in one and "_stderr" not in one})
        raise Fault("metric-missing", f"{task} has no {key}, but {', '.join(measured) or 'no metric at all'}")
    commit = tree.get("git_hash")
    told = observed(results[task][key], key)._replace(commit=commit if isinstance(commit, str) else "")
    told = told._replace(checks=_counts(tree, results[task], task, name, way), at=read_at(tree.get("date")))
    limit = _map(tree, "config").get("limit")
    if limit is not None:
        words = f"only a part of the samples was evaluated (--limit {shortened(str(limit))})"
        told = told._replace(reason="run-not-finished", detail=words)
    return told._replace(dataset=_data(_map(_map(tree, "configs"), task)))


def _task(results: dict[str, Any], task: str) -> str:
    if task in results:
        return task
    if task:
        meant = nearest(task, results)
        raise Fault("metric-missing", f"there is no task {task}" + (f"; did you mean {meant}?" if meant else ""))
    if len(results) != 1:
        raise Fault("bad-reference", f"task must say which of {len(results)} tasks")
    return next(iter(results))


def _only_filter(result: dict[str, Any], metric: str) -> str:
    ways = sorted(key.partition(",")[2] for key in result if key.partition(",")[0] == metric and "," in key)
    if len(ways) > 1 and "none" not in ways:
        raise Fault("bad-reference", f"filter must say which of {', '.join(ways)}")
    return "none" if "none" in ways or not ways else ways[0]


def _data(config: dict[str, Any]) -> DataSet:
    return DataSet(str(config.get("dataset_path") or ""), split=str(config.get("test_split") or ""))


def _map(of: dict[str, Any], name: str) -> dict[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _counts(
    tree: dict[str, Any], result: dict[str, Any], task: str, metric: str, way: str
) -> tuple[tuple[str, float], ...]:
    of = _map(_map(tree, "n-samples"), task)
    known = {
        "stderr": result.get(f"{metric}_stderr,{way}"),
        "samples": of.get("effective"),
    }
    told = ((name, observed(value, name).value) for name, value in known.items() if isinstance(value, int | float))
    return tuple((name, value) for name, value in told if isinstance(value, float))


SOURCE = file_source("lm_eval", {"task", "metric", "filter"}, look)
