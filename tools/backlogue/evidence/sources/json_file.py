"""A JSON file and a path expression in, the value it names out."""

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.expression import pick
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import text_of


def look(content: Content, options: Options) -> Observation:
    """The value under `metric`, such as `eval.recall` or `folds[0].recall`."""
    metric = text_of(options, "metric")
    if not metric:
        raise Fault("bad-reference", "metric must say which value: metric: eval.recall")
    return observed(pick(read_json(content.text, content.path), metric), metric)


SOURCE = file_source("json", {"metric"}, look)
