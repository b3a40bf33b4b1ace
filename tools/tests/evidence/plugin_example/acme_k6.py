"""k6: the summary of a load test (`k6 run --summary-export=load.json`) in, one figure of it out.

load-tested: {k6: reports/load.json, metric: http_req_duration, figure: p(95), at_most: 300}
"""

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.content import Content, Options, file_source
from backlogue.evidence.fault import Fault
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import text_of


def look(content: Content, options: Options) -> Observation:
    """The `figure` (by default `p(95)`) of a `metric`; times are in milliseconds, as k6 writes them."""
    metric, figure = text_of(options, "metric") or "http_req_duration", text_of(options, "figure") or "p(95)"
    summary = read_json(content.text, content.path)
    try:
        figures = summary["metrics"][metric]
    except (KeyError, TypeError):
        raise Fault("metric-missing", f"the load test did not measure {metric}") from None
    if figure not in figures:
        raise Fault("metric-missing", f"{metric} has no {figure}, but {', '.join(sorted(figures))}")
    return observed(figures[figure], f"{metric} {figure}")


SOURCE = file_source("k6", {"metric", "figure"}, look)
