"""A Hugging Face model card in, a metric of its `model-index` out, with the data set it was measured on."""

import re
from collections.abc import Iterator
from typing import Any

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.data import read_yaml
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import text_of

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
FILTERS = ("task", "dataset", "config", "split", "model")


def look(content: Content, options: Options) -> Observation:
    """The value of the one result that has this `metric` type or name, and fits the filters that are written.

    A value such as `20.0 ± 1.2` is a text: it is not cut down to a number.
    """
    metric = text_of(options, "metric")
    if not metric:
        raise Fault("bad-reference", "metric must say which result: metric: accuracy")
    front = _FRONT.match(content.text)
    card = read_yaml(front["yaml"], content.path) if front else None
    if not isinstance(card, dict):
        raise Fault("unparseable", f"{content.path} has no front matter, so it is no model card")
    if "model-index" not in card:
        raise Fault("metric-missing", f"{content.path} has no model-index")
    wanted = {name: text_of(options, name) for name in FILTERS}
    found = [one for one in _results(card["model-index"], content.path, metric) if _fits(one[0], wanted)]
    if not found:
        raise Fault("metric-missing", f"no result of the card has the metric {metric} and what else is asked for")
    if len({repr(value) for _, value, _ in found}) > 1:  # by their text: a NaN is unlike itself
        raise Fault("bad-reference", f"{len(found)} results have the metric {metric}: add dataset, split or task")
    _, value, dataset = found[0]
    return observed(value, metric)._replace(dataset=dataset)


def _results(index: Any, path: str, metric: str) -> Iterator[tuple[dict[str, set[str]], Any, DataSet]]:
    """Each value of a metric: the words it can be found by, the value, and the data set."""
    try:
        for model in index:
            for result in model["results"]:
                data, task = result.get("dataset", {}), result.get("task", {})
                words = {
                    "task": {str(task.get(key)) for key in ("type", "name")},
                    "dataset": {str(data.get(key)) for key in ("type", "name")},
                    "config": {str(data.get("config"))},
                    "split": {str(data.get("split"))},
                    "model": {str(model.get("name"))},
                }
                known = DataSet(*(str(data.get(key) or "") for key in ("type", "revision", "split")))
                for one in result["metrics"]:
                    if metric in (one.get("type"), one.get("name")):
                        yield words, one.get("value"), known
    except (AttributeError, KeyError, TypeError):
        raise Fault("unparseable", f"the model-index of {path} does not have the expected shape") from None


def _fits(words: dict[str, set[str]], wanted: dict[str, str]) -> bool:
    return all(not value or value in words[name] for name, value in wanted.items())


SOURCE = file_source("huggingface", {"metric", *FILTERS}, look)
