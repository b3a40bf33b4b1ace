"""A run's entity, project and id in; the run out, by one question to W&B's GraphQL API."""

import base64
import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from backlogue.evidence.answer import read_json, shaped
from backlogue.evidence.fault import Fault
from backlogue.evidence.fetch import Answer, fetch, parse_address
from backlogue.evidence.source import Ask
from backlogue.evidence.wandb.run import Artifact, Run, moment
from backlogue.evidence.wandb.wish import Wish

_CLOUD, _PAGES = "https://api.wandb.ai", "https://wandb.ai"
_PARTS = "edges { node { digest versionIndex artifactType { name } artifactSequence { name } aliases { alias } } }"
QUERY = f"""query Run($entity: String!, $project: String!, $name: String!) {{
  project(name: $project, entityName: $entity) {{
    run(name: $name) {{
      name displayName state tags group jobType commit config summaryMetrics createdAt heartbeatAt
      inputArtifacts(first: 100) {{ {_PARTS} }}
      outputArtifacts(first: 100) {{ {_PARTS} }}
    }}
  }}
}}"""


def read_online(wish: Wish, ask: Ask) -> Run:
    """The run as the server tells it now."""
    home = (ask.environment.get("WANDB_BASE_URL", "").strip() or _CLOUD).rstrip("/")
    server = _server(wish.site, home)
    if parse_address(server).userinfo:
        raise Fault("not-configured", "WANDB_BASE_URL must not hold credentials; set WANDB_API_KEY")
    key = ask.environment.get("WANDB_API_KEY", "").strip()
    headers: dict[str, str] = {}
    # The key is meant for the server the environment names, and no other hears it.
    if key and server == home:
        headers["Authorization"] = f"Basic {base64.b64encode(f'api:{key}'.encode()).decode('ascii')}"
    asked = {"entity": wish.entity, "project": wish.project, "name": wish.run}
    answer = fetch(ask, f"{server}/graphql", json={"query": QUERY, "variables": asked}, headers=headers)
    found = _told(answer, server, bool(headers))
    if found is None:
        named = f"{wish.entity}/{wish.project}/{wish.run}"
        # A stranger is told of a private run as of none, so without a key nothing is known.
        if not headers:
            raise Fault("unauthorised", f"there is no public run {named}: set WANDB_API_KEY")
        raise Fault("run-missing", f"there is no run {named}")
    page = _PAGES if server == _CLOUD else server
    where = "/".join([page, *(quote(part) for part in (wish.entity, wish.project, "runs", wish.run))])
    digest = sha256(answer.body).hexdigest()
    return shaped(f"the answer of {server}", lambda told: _run(told, where, digest), found)


def _server(site: str, home: str) -> str:
    """Where the API of a page's site is: the cloud has a host of its own for it."""
    if not site:
        return home
    return _CLOUD if site == _PAGES else site


def _told(answer: Answer, server: str, known: bool) -> Any:
    """The run in an answer, None when there is none to be seen; a Fault for everything else."""
    if answer.status in (401, 403):
        raise Fault("unauthorised", f"{server} refuses {'the key' if known else 'to answer without WANDB_API_KEY'}")
    if answer.status == 429 or answer.status >= 500:
        raise Fault("unreachable", f"{server} cannot answer now (HTTP {answer.status})")
    if answer.status != 200:
        raise Fault("unparseable", f"{server} does not answer as W&B does (HTTP {answer.status})")
    told = read_json(answer.body, f"the answer of {server}")
    words = shaped(
        f"the answer of {server}", lambda given: [str(each["message"]) for each in given.get("errors") or []], told
    )
    if words:
        denied = any(word in " ".join(words).lower() for word in ("permission", "denied", "unauthorized", "not logged"))
        raise Fault(
            "unauthorised" if denied else "unparseable",
            f"{server} {'denies access to the run' if denied else 'does not understand the question'}",
        )
    return shaped(f"the answer of {server}", lambda given: (given["data"]["project"] or {}).get("run"), told)


def _run(told: Any, where: str, digest: str) -> Run:
    config, summary = json.loads(told["config"] or "{}"), dict(json.loads(told["summaryMetrics"] or "{}"))
    return Run(
        where=where,
        state=str(told["state"]),
        at=moment(summary, str(told.get("heartbeatAt") or told.get("createdAt") or "")),
        commit=str(told.get("commit") or ""),
        name=str(told.get("displayName") or ""),
        group=str(told.get("group") or ""),
        job_type=str(told.get("jobType") or ""),
        tags=tuple(sorted(map(str, told.get("tags") or []))),
        config={key: each["value"] for key, each in config.items() if key != "_wandb" and "value" in each},
        summary=summary,
        artifacts=(*_artifacts(told.get("inputArtifacts"), True), *_artifacts(told.get("outputArtifacts"), False)),
        digest=digest,
    )


def _artifacts(told: Any, used: bool) -> tuple[Artifact, ...]:
    nodes = [edge["node"] for edge in (told or {}).get("edges", [])]
    return tuple(
        sorted(
            Artifact(
                name=str(node["artifactSequence"]["name"]),
                type=str(node["artifactType"]["name"]),
                digest=str(node["digest"]),
                version="" if node.get("versionIndex") is None else f"v{node['versionIndex']}",
                aliases=tuple(sorted(str(each["alias"]) for each in node.get("aliases") or [])),
                used=used,
            )
            for node in nodes
        )
    )
