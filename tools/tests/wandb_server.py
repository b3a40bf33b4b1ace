"""A loopback server that takes what the real W&B SDK sends for a run, and answers questions about it as W&B's API does.

Only the calls that a run of our tests makes are known; the shapes are those that the SDK sends and reads.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "a" * 40
BASIC = f"Basic {base64.b64encode(f'api:{KEY}'.encode()).decode()}"
_ENTITY = {"id": "entity", "name": "acme"}


@dataclass
class Stored:
    """What the server has been told, run by run, and how it is to answer."""

    runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[str | None] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    address: str = ""


def _run(stored: Stored, name: str) -> dict[str, Any]:
    fresh: dict[str, Any] = {
        "id": f"id-{name}",
        "name": name,
        "displayName": name,
        "state": "running",
        "tags": [],
        "group": None,
        "jobType": None,
        "commit": None,
        "config": "{}",
        "summaryMetrics": "{}",
        "createdAt": "2026-03-04T10:00:00Z",
        "heartbeatAt": "2026-03-04T10:30:00Z",
        "historyLineCount": 0,
        "inputArtifacts": [],
        "outputArtifacts": [],
    }
    return stored.runs.setdefault(name, fresh)


def _answer(stored: Stored, query: str, given: Mapping[str, Any]) -> dict[str, Any]:
    if "upsertBucket" in query:
        return {"upsertBucket": {"bucket": _upserted(stored, given), "inserted": True}}
    if "createRunFiles" in query:
        files = [{"name": name, "uploadUrl": f"{stored.address}/kept/{name}"} for name in given["files"]]
        return {"createRunFiles": {"runID": "id", "uploadHeaders": [], "files": files}}
    if "viewer" in query:
        return {"viewer": {"id": "me", "entity": "acme", "username": "me", "flags": "{}", "teams": {"edges": []}}}
    if "project(" in query and "run(" in query:
        known = given.get("entity") == "acme" and given.get("project") == "churn"
        found = stored.runs.get(given.get("name", "")) if known else None
        return {"project": {"run": found and _told(found)} if known else None}
    return {}


def _upserted(stored: Stored, given: Mapping[str, Any]) -> dict[str, Any]:
    run = _run(stored, given["name"])
    names = {
        "groupName": "group",
        "jobType": "jobType",
        "commit": "commit",
        "tags": "tags",
        "displayName": "displayName",
    }
    run.update({ours: given[theirs] for theirs, ours in names.items() if given.get(theirs)})
    if given.get("config"):
        run["config"] = json.dumps({**json.loads(run["config"]), **json.loads(given["config"])})
    if given.get("summaryMetrics"):
        run["summaryMetrics"] = given["summaryMetrics"]
    project = {"id": "project", "name": given["project"], "entity": _ENTITY}
    return {key: run[key] for key in ("id", "name", "displayName", "config", "historyLineCount")} | {
        "description": "",
        "sweepName": "",
        "project": project,
    }


def _told(run: dict[str, Any]) -> dict[str, Any]:
    lists = {
        side: {"edges": [{"node": node} for node in run[side]], "totalCount": len(run[side])}
        for side in ("inputArtifacts", "outputArtifacts")
    }
    return {**run, **lists, "projectId": 7, "user": {"name": "Me", "username": "me"}}


def _streamed(stored: Stored, name: str, sent: Mapping[str, Any]) -> None:
    """A piece of the run's file stream: the summary as it stands, and at last the exit code."""
    run = _run(stored, name)
    summary = sent.get("files", {}).get("wandb-summary.json")
    if summary:
        run["summaryMetrics"] = summary["content"][-1]
    run["historyLineCount"] += len(sent.get("files", {}).get("wandb-history.jsonl", {}).get("content", []))
    if sent.get("complete"):
        run["state"] = "finished" if sent.get("exitcode") == 0 else "failed"


@contextmanager
def listening() -> Iterator[Stored]:
    """The server, for as long as it is needed."""
    stored = Stored()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            stored.asked.append(self.path)
            stored.heard.append(self.headers.get("Authorization"))
            status, body = stored.status, stored.body
            if body is None and status == 200:
                status, body = self._say(sent)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def do_PUT(self) -> None:
            self.do_POST()

        def _say(self, sent: bytes) -> tuple[int, bytes]:
            if self.path == "/graphql":
                # As W&B does: a stranger may ask, but sees no project of acme.
                if self.headers.get("Authorization") not in (None, BASIC):
                    return 401, b'{"errors": [{"message": "invalid API key"}]}'
                asked = json.loads(sent)
                told = _answer(stored, asked["query"], asked.get("variables") or {})
                if self.headers.get("Authorization") is None:
                    told = {"project": None}
                return 200, json.dumps({"data": told}).encode()
            if self.path.endswith("/file_stream"):
                _streamed(stored, self.path.split("/")[-2], json.loads(sent))
            return 200, b"{}"

        def log_message(self, *words: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stored.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stored
    finally:
        server.shutdown()
        server.server_close()
