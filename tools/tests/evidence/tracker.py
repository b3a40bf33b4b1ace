"""A tracking server on the loopback that speaks as MLflow's REST interface does, with faults on demand."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

# Seconds that a test waits for what must come, however busy the machine is.
PATIENCE = 60.0


class Tracker:
    """What the server says: `metrics` by run id (any other run is missing), and how it behaves."""

    def __init__(self) -> None:
        self.metrics: dict[str, dict[str, Any]] = {}
        self.deleted: set[str] = set()
        self.note = ""
        # What an answer waits for.
        self.wait: Callable[[], object] = lambda: None
        self.broken = 0
        self.asked: list[str] = []
        self.headers: list[str] = []
        self.address = ""
        self.lock = Lock()

    def answer(self, run: str) -> tuple[int, dict[str, Any]]:
        """Status and body for `runs/get`."""
        if run not in self.metrics:
            return 404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": f"Run '{run}' not found {self.note}"}
        metrics = [
            {"key": key, "value": value, "timestamp": 1_783_000_000_000, "step": 0}
            for key, value in self.metrics[run].items()
        ]
        info = {
            "run_id": run,
            "run_uuid": run,
            "experiment_id": "1",
            "status": "FINISHED",
            "lifecycle_stage": "deleted" if run in self.deleted else "active",
            "start_time": 1_783_000_000_000,
            "end_time": 1_783_000_060_000,
        }
        data = {"metrics": metrics, "params": [], "tags": [{"key": "note", "value": self.note}]}
        return 200, {"run": {"info": info, "data": data, "inputs": {}}}


@contextmanager
def tracking() -> Iterator[Tracker]:
    """A server in threads, gone afterwards."""
    tracker = Tracker()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            run = parse_qs(urlsplit(self.path).query).get("run_id", [""])[0]
            with tracker.lock:
                tracker.asked.append(run)
                tracker.headers.append(str(self.headers))
                broken = tracker.broken > 0
                tracker.broken -= broken
            tracker.wait()
            status, said = (503, {}) if broken else tracker.answer(run)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            """A reader that has left is no fault of ours."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    tracker.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield tracker
    finally:
        server.shutdown()
        server.server_close()


def run_id(number: int) -> str:
    """An id as MLflow makes them."""
    return f"{number:032x}"
