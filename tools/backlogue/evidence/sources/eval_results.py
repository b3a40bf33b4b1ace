"""A Hugging Face `.eval_results/*.yaml` file in, the value of one entry out, with its data set."""

from typing import Any

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence.committed import read_at
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.data import read_yaml
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import text_of

FILTERS = ("dataset", "task", "config", "split", "revision")
_KEYS = {"dataset": "id", "task": "task_id", "config": "config", "split": "split", "revision": "revision"}


def look(content: Content, options: Options) -> Observation:
    """The value of the one entry that fits the filters that are written; a file of one entry needs none."""
    entries = read_yaml(content.text, content.path)
    if not isinstance(entries, list) or not all(isinstance(one, dict) and "value" in one for one in entries):
        raise Fault("unparseable", f"{content.path} is not a list of results with values")
    wanted = {name: text_of(options, name) for name in FILTERS}
    found = [one for one in entries if all(not text or _written(one, name) == text for name, text in wanted.items())]
    if not found:
        raise Fault("metric-missing", "no entry fits what is asked for")
    if len(found) > 1:
        raise Fault("bad-reference", f"{len(found)} entries fit: add dataset, task or split")
    one = found[0]
    data = DataSet(*(_written(one, name) for name in ("dataset", "revision", "split")))
    return observed(one["value"], "value")._replace(dataset=data, at=read_at(one.get("date")))


def _written(one: dict[str, Any], name: str) -> str:
    data = one.get("dataset")
    return str(data.get(_KEYS[name]) or "") if isinstance(data, dict) else ""


SOURCE = file_source("eval_results", FILTERS, look)
