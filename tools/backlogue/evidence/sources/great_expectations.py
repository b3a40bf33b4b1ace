"""A validation or checkpoint result of Great Expectations as JSON in, how many expectations data did not meet out."""

from typing import Any

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import counted
from backlogue.evidence.options import one_of, text_of

METRICS = ("failed", "success_percent", "evaluated")


def look(content: Content, options: Options) -> Observation:
    """The number of unmet expectations, the per cent met, or the number evaluated; of one `suite` if named.

    An expectation that raised an exception counts as an error, and is among the unmet.
    """
    metric, suite = one_of(options, "metric", METRICS, "failed"), text_of(options, "suite")
    every = _validations(read_json(content.text, content.path), content.path)
    chosen = [one for one in every if not suite or _suite(one) == suite]
    if not chosen:
        raise Fault("metric-missing", f"there is no result of the suite {suite}")
    evaluated, unmet = (_sum(chosen, f"{name}_expectations", content.path) for name in ("evaluated", "unsuccessful"))
    if evaluated == 0:
        raise Fault("metric-missing", "no expectation was evaluated")
    if unmet == 0 and any(one.get("success") is not True for one in chosen):
        raise Fault("run-failed", "the result says that the validation did not succeed")
    errors = sum(_raised(one) for one in chosen)
    value = {"failed": unmet, "evaluated": evaluated, "success_percent": 100 * (evaluated - unmet) / evaluated}[metric]
    # A per cent is asked for where some may fail, so its counts are not those of tests.
    if metric == "failed":
        told = counted(value, tests=evaluated, failures=max(0, unmet - errors), errors=errors)
    else:
        told = counted(value, evaluated=evaluated, unmet=unmet)
    return told._replace(at=_ran(chosen), dataset=_data(chosen))


def _validations(tree: Any, path: str) -> list[dict[str, Any]]:
    """The validations of a file: itself, those of a checkpoint (`validation_results`, before 1.0 `run_results`)."""
    found: Any = [tree]
    if isinstance(tree, dict) and isinstance(tree.get("validation_results"), list):
        found = tree["validation_results"]
    elif isinstance(tree, dict) and isinstance(tree.get("run_results"), dict):
        found = [
            one.get("validation_result") if isinstance(one, dict) else None for one in tree["run_results"].values()
        ]
    if not found or not all(isinstance(one, dict) and isinstance(one.get("statistics"), dict) for one in found):
        raise Fault("unparseable", f"{path} is not a validation result of Great Expectations")
    return list(found)


def _sum(chosen: list[dict[str, Any]], name: str, path: str) -> float:
    total = 0.0
    for one in chosen:
        count = one["statistics"].get(name)
        if not isinstance(count, int):
            raise Fault("unparseable", f"{path} does not say {name}")
        total += count
    return total


def _raised(one: dict[str, Any]) -> int:
    results = one.get("results", one.get("expectations"))
    rows = [row.get("exception_info") for row in results if isinstance(row, dict)] if isinstance(results, list) else []
    return sum(isinstance(info, dict) and _any_raised(info) for info in rows)


def _any_raised(info: dict[str, Any]) -> bool:
    """Since 1.0 there may be one entry for each metric in place of one for the expectation."""
    return info.get("raised_exception") is True or any(
        isinstance(one, dict) and one.get("raised_exception") is True for one in info.values()
    )


def _suite(one: dict[str, Any]) -> str:
    return str(one.get("suite_name") or _meta(one).get("expectation_suite_name") or "")


def _ran(chosen: list[dict[str, Any]]) -> str:
    runs = [_meta(one).get("run_id") for one in chosen]
    times = [read_at(run.get("run_time")) for run in runs if isinstance(run, dict)]
    return min((time for time in times if time), default="")


def _data(chosen: list[dict[str, Any]]) -> DataSet:
    """The name of the data, and its fingerprint if it was a pandas frame; nothing where several were validated."""
    meta = _meta(chosen[0]) if len(chosen) == 1 else {}
    batch, marks = meta.get("active_batch_definition"), meta.get("batch_markers")
    name = str(batch.get("data_asset_name") or "") if isinstance(batch, dict) else ""
    digest = str(marks.get("pandas_data_fingerprint") or "") if isinstance(marks, dict) else ""
    return DataSet(name, digest)


def _meta(one: dict[str, Any]) -> dict[str, Any]:
    meta = one.get("meta")
    return meta if isinstance(meta, dict) else {}


SOURCE = file_source("great_expectations", {"metric", "suite"}, look)
