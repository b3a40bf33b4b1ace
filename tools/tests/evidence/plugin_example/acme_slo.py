"""SLO: a service's objective by our own reliability service over HTTP in, how well it was kept out.

dependable: {slo: checkout, at_least: 99.9}
"""

from backlogue.base.observation import Observation
from backlogue.evidence.answer import read_json
from backlogue.evidence.fault import Fault
from backlogue.evidence.fetch import fetch
from backlogue.evidence.kinds import observed
from backlogue.evidence.options import text_of
from backlogue.evidence.source import Ask, Reference, Source


def observe(reference: Reference, ask: Ask) -> Observation:
    """The per cent of a `window` (by default 30d) in which the objective was kept."""
    where = ""
    try:
        # Address and token come from the environment, never from a file that a pull request can change.
        address, token = ask.environment.get("ACME_SLO_URL", ""), ask.environment.get("ACME_SLO_TOKEN", "")
        if not address or not token:
            raise Fault("not-configured", "ACME_SLO_URL and ACME_SLO_TOKEN are not set")
        window = text_of(reference.options, "window") or "30d"
        where = f"{address}/slo/{reference.locator}"
        # `fetch` asks allowed hosts only, keeps to the time-out, and follows no redirect.
        answer = fetch(ask, where, query={"window": window}, headers={"Authorization": f"Bearer {token}"})
        return _told(reference.locator, answer.status, answer.body)._replace(where=where)
    except Fault as fault:
        return Observation(reason=fault.reason, detail=fault.detail, where=where)


def _told(name: str, status: int, body: bytes) -> Observation:
    if status in (401, 403):
        raise Fault("unauthorised", "ACME_SLO_TOKEN was refused")
    if status == 404:
        raise Fault("run-missing", f"there is no objective {name}")
    if status != 200:
        raise Fault("unreachable", f"the service answers with {status}")
    answer = read_json(body, "the service's answer")
    if not isinstance(answer, dict) or "kept" not in answer:
        raise Fault("unparseable", "the service's answer does not have the expected shape")
    return observed(answer["kept"], "kept")._replace(at=str(answer.get("until", "")))


SOURCE = Source("slo", frozenset({"window"}), observe)
