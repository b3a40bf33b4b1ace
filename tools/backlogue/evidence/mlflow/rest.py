"""A tracking server's address and credentials in; its runs, points and versions out, over MLflow's REST 2.0."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from backlogue.evidence.answer import read_json, shaped
from backlogue.evidence.fault import Fault
from backlogue.evidence.fetch import Answer, fetch
from backlogue.evidence.mlflow.run import Point, Run, Version, data_sets, point_of, time_of
from backlogue.evidence.source import Ask

# MLflow's own limits for one page; a server with more pages than this of one kind is asked no further.
_RUNS, _POINTS, _EXPERIMENTS, _PAGES = 200, 25_000, 1_000, 200


class Server:
    """A tracking server. `headers` carry the credentials and go to this server only."""

    def __init__(self, ask: Ask, address: str, headers: Mapping[str, str], authority: str = "") -> None:
        self.address = address.rstrip("/")
        self._ask = ask
        self._headers = headers
        self._authority = authority
        self._raw = sha256()

    def link(self, run: Run) -> str:
        return f"{self.address}/#/experiments/{run.experiment}/runs/{run.id}"

    def digest(self) -> str:
        return self._raw.hexdigest()

    def close(self) -> None:
        """Connections are kept for the next reference."""

    def run(self, run_id: str) -> Run | None:
        found = self._get("runs/get", {"run_id": run_id})
        return None if found is None else shaped(self._whose, lambda data: _run(data["run"]), found)

    def points(self, run_id: str, metric: str) -> Sequence[Point]:
        asked = {"run_id": run_id, "metric_key": metric, "max_results": str(_POINTS)}
        return [
            point
            for page in self._pages("metrics/get-history", asked)
            for point in shaped(self._whose, lambda data: [_point(each) for each in data.get("metrics", [])], page)
        ]

    def experiment(self, name: str) -> str | None:
        found = self._get("experiments/get-by-name", {"experiment_name": name})
        if found is None:
            return None
        told = shaped(self._whose, lambda data: data["experiment"], found)
        if shaped(self._whose, lambda data: data.get("lifecycle_stage"), told) == "deleted":
            raise Fault("run-deleted", f"the experiment {name} was deleted")
        return shaped(self._whose, lambda data: str(data["experiment_id"]), told)

    def runs(self, experiment: str | None, tag: tuple[str, str | None] | None) -> Iterator[Run]:
        within = [experiment] if experiment is not None else self._experiments()
        if not within:
            return
        asked: dict[str, object] = {
            "experiment_ids": within,
            "run_view_type": "ACTIVE_ONLY",
            "max_results": _RUNS,
            "order_by": ["attributes.start_time DESC", "attributes.run_id ASC"],
        }
        if tag is not None:
            asked["filter"] = f"tags.`{tag[0]}` " + ("LIKE '%'" if tag[1] is None else f"= '{tag[1]}'")
        for page in self._pages("runs/search", asked, post=True):
            yield from shaped(self._whose, lambda data: [_run(each) for each in data.get("runs", [])], page)

    def version(self, model: str, number: str) -> Version | None:
        return self._version("model-versions/get", {"name": model, "version": number})

    def alias(self, model: str, alias: str) -> Version | None:
        return self._version("registered-models/alias", {"name": model, "alias": alias})

    def latest(self, model: str) -> Version | None:
        # A model tells the latest version of each stage; a search would put the model's name into a filter.
        found = self._get("registered-models/get", {"name": model})
        return None if found is None else shaped(self._whose, _latest, found)

    def _version(self, call: str, asked: Mapping[str, str]) -> Version | None:
        found = self._get(call, asked)
        return None if found is None else shaped(self._whose, lambda data: _version(data["model_version"]), found)

    def _experiments(self) -> list[str]:
        asked: dict[str, object] = {"max_results": _EXPERIMENTS, "view_type": "ACTIVE_ONLY"}
        return [
            name
            for page in self._pages("experiments/search", asked, post=True)
            for name in shaped(
                self._whose, lambda data: [str(each["experiment_id"]) for each in data.get("experiments", [])], page
            )
        ]

    @property
    def _whose(self) -> str:
        return f"the answer of {self.address}"

    def _pages(self, call: str, asked: Mapping[str, Any], *, post: bool = False) -> Iterator[Any]:
        """Every page of a list; nothing when MLflow says that what is asked for does not exist."""
        token = ""
        for _ in range(_PAGES):
            more = {**asked, **({"page_token": token} if token else {})}
            page = self._post(call, more) if post else self._get(call, more)
            if page is None:
                return
            yield page
            token = shaped(self._whose, lambda data: str(data.get("next_page_token") or ""), page)
            if not token:
                return
        raise Fault("unparseable", f"{self.address} has more of these than can be read ({call})")

    def _get(self, call: str, asked: Mapping[str, str]) -> Any:
        address = f"{self.address}/api/2.0/mlflow/{call}"
        return self._told(fetch(self._ask, address, query=asked, headers=self._headers, authority=self._authority))

    def _post(self, call: str, asked: Mapping[str, Any]) -> Any:
        address = f"{self.address}/api/2.0/mlflow/{call}"
        return self._told(fetch(self._ask, address, json=asked, headers=self._headers, authority=self._authority))

    def _told(self, answer: Answer) -> Any:
        """What the server says, None for "there is no such thing", a Fault for everything else."""
        self._raw.update(answer.body)
        if answer.status == 200:
            return read_json(answer.body, self._whose)
        if answer.status in (401, 403):
            raise Fault("unauthorised", f"{self.address} refuses the credentials (HTTP {answer.status})")
        if answer.status == 429 or answer.status >= 500:
            raise Fault("unreachable", f"{self.address} cannot answer now (HTTP {answer.status})")
        code, words = _error(answer)
        # A registered model that exists without the alias asked for is told as 400, not as 404.
        if code == "RESOURCE_DOES_NOT_EXIST" or (code == "INVALID_PARAMETER_VALUE" and "not found" in words):
            return None
        if code == "INVALID_PARAMETER_VALUE":
            raise Fault("bad-reference", f"{self.address} does not accept the reference")
        raise Fault("unparseable", f"{self.address} does not answer as MLflow does (HTTP {answer.status})")


def _error(answer: Answer) -> tuple[str, str]:
    """MLflow's error code and message; empty when the body is somebody else's."""
    try:
        told = read_json(answer.body, "the answer")
        return str(told["error_code"]), str(told.get("message", ""))
    except (Fault, LookupError, TypeError, AttributeError):
        return "", ""


def _run(told: Any) -> Run:
    info, data = told["info"], told.get("data") or {}
    inputs = (told.get("inputs") or {}).get("dataset_inputs") or []
    return Run(
        id=str(info["run_id"]),
        experiment=str(info["experiment_id"]),
        status=str(info["status"]),
        deleted=info.get("lifecycle_stage") == "deleted",
        start=time_of(info.get("start_time")),
        end=time_of(info.get("end_time")),
        metrics={str(each["key"]): _point(each) for each in data.get("metrics") or []},
        params={str(each["key"]): str(each.get("value", "")) for each in data.get("params") or []},
        tags={str(each["key"]): str(each.get("value", "")) for each in data.get("tags") or []},
        data=data_sets([_data_set(each) for each in inputs]),
    )


def _data_set(told: Any) -> tuple[str, str, str]:
    tags = {each["key"]: str(each.get("value", "")) for each in told.get("tags") or []}
    named = told["dataset"]
    return str(named["name"]), str(named.get("digest", "")), tags.get("mlflow.data.context", "")


def _point(told: Any) -> Point:
    # NaN and, from a file store behind the server, the infinities come as texts.
    return point_of(told.get("step") or 0, told["timestamp"], told["value"])


def _latest(told: Any) -> Version | None:
    versions = map(_version, told["registered_model"].get("latest_versions") or [])
    return max(versions, key=lambda version: int(version.number), default=None)


def _version(told: Any) -> Version:
    return Version(str(told["version"]), str(told.get("run_id") or ""), str(told.get("status") or "READY"))
