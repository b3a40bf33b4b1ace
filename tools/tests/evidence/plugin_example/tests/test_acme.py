"""Both sources as backlogue calls them: the file, and the service on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from backlogue.base.observation import Observation
from backlogue.evidence.registry import faults, observe
from backlogue.evidence.source import Ask

SUMMARY = {"metrics": {"http_req_duration": {"avg": 120.5, "p(95)": 280.25}, "http_req_failed": {"value": 0}}}


class Service(BaseHTTPRequestHandler):
    """Knows one objective and one token."""

    def do_GET(self) -> None:
        known = self.path == "/slo/checkout?window=30d"
        status = 401 if self.headers["Authorization"] != "Bearer s3cret-token" else 200 if known else 404
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps({"kept": 99.95, "until": "2026-07-16T00:00:00Z"}).encode())

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(root: Path, entry: dict[str, object], environment: dict[str, str], *, allowed: bool = True) -> Observation:
    return observe("SHOP-1", "criterion", entry, Ask(root, environment, lambda host: allowed and host == "127.0.0.1"))


def test_both_are_installed() -> None:
    assert faults() == ()


def test_k6(tmp_path: Path) -> None:
    (tmp_path / "load.json").write_text(json.dumps(SUMMARY))
    told = ask(tmp_path, {"k6": "load.json", "at_most": 300}, {})
    assert (told.reason, told.value, told.where) == ("ok", 280.25, "load.json")
    assert ask(tmp_path, {"k6": "load.json", "metric": "http_req_failed", "figure": "value"}, {}).value == 0
    assert ask(tmp_path, {"k6": "load.json", "figure": "p(99)"}, {}).reason == "metric-missing"
    assert ask(tmp_path, {"k6": "load.json", "metric": "vus"}, {}).reason == "metric-missing"
    assert ask(tmp_path, {"k6": "none.json"}, {}).reason == "file-missing"
    assert "did you mean figure?" in ask(tmp_path, {"k6": "load.json", "figre": "x"}, {}).detail


def test_slo(tmp_path: Path, address: str) -> None:
    good = {"ACME_SLO_URL": address, "ACME_SLO_TOKEN": "s3cret-token"}
    told = ask(tmp_path, {"slo": "checkout", "at_least": 99.9}, good)
    assert (told.reason, told.value, told.at) == ("ok", 99.95, "2026-07-16T00:00:00Z")
    assert "s3cret" not in repr(told)
    assert ask(tmp_path, {"slo": "search"}, good).reason == "run-missing"
    assert ask(tmp_path, {"slo": "checkout"}, {**good, "ACME_SLO_TOKEN": "wrong"}).reason == "unauthorised"
    assert ask(tmp_path, {"slo": "checkout"}, {}).reason == "not-configured"
    assert ask(tmp_path, {"slo": "checkout"}, good, allowed=False).reason == "not-allowed"
    assert ask(tmp_path, {"slo": "checkout"}, {**good, "ACME_SLO_URL": "http://127.0.0.1:9"}).reason == "unreachable"
