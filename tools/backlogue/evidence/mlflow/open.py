"""A tracking address from the item or the environment in; the store it leads to out."""

import base64
from pathlib import Path
from urllib.parse import unquote, urlsplit

from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import inside
from backlogue.evidence.mlflow.database import Database
from backlogue.evidence.mlflow.folder import FileStore
from backlogue.evidence.mlflow.run import Store
from backlogue.evidence.source import Ask

# Addresses that only MLflow's own client can follow, by settings in the home folder.
_BY_NAME = frozenset({"databricks", "databricks-uc", "uc"})


def open_store(ask: Ask, written: str, models: bool = False) -> Store:
    """The store of the item's `tracking_uri`, else of MLFLOW_TRACKING_URI, else the one MLflow makes by default.

    `models` asks for the registry, which may be elsewhere (MLFLOW_REGISTRY_URI). What an item names
    must lie inside the project or on an allowed host; the environment belongs to who runs the tool, so
    its paths may lead anywhere, while its hosts must be allowed like any other.
    """
    named = ask.environment.get("MLFLOW_TRACKING_URI", "").strip()
    registry = ask.environment.get("MLFLOW_REGISTRY_URI", "").strip()
    address = written or (registry if models else "") or named or _default(ask.root)
    scheme = address.split(":", 1)[0].lower() if ":" in address else ""
    if (scheme or address) in _BY_NAME:
        words = "name it by its https:// address, with a token in MLFLOW_TRACKING_TOKEN"
        raise Fault("not-configured", f"{scheme or address} is read over MLflow's REST API only: {words}")
    if scheme in ("http", "https"):
        return _server(ask, address, bool(written), registry if models and registry and not written else named)
    if scheme == "sqlite":
        path, shown = _path(ask.root, address.split(":", 1)[1].removeprefix("//").removeprefix("/"), bool(written))
        return Database(path, shown, ask.seconds)
    if scheme == "file" or "://" not in address:
        plain = unquote(urlsplit(address).path) if scheme == "file" else address
        path, shown = _path(ask.root, plain, bool(written))
        return FileStore(path, shown)
    raise Fault("not-configured", f"MLflow is read over http(s), from SQLite and from folders, not from {scheme}://")


def _default(root: Path) -> str:
    """What MLflow itself takes when nothing is set: `mlruns` when runs lie there, else `mlflow.db`."""
    if any((root / "mlruns").glob("*/meta.yaml")):
        return "mlruns"
    if (root / "mlflow.db").is_file():
        return "sqlite:///mlflow.db"
    raise Fault("not-configured", "set MLFLOW_TRACKING_URI; the project has neither mlflow.db nor runs in mlruns")


def _path(root: Path, path: str, written: bool) -> tuple[Path, str]:
    """A path and how it is shown: relative to the project where it can be."""
    if not path or "?" in path:
        raise Fault("bad-reference", "the tracking address names no plain path")
    target = inside(root, path) if written else (root / path).resolve()
    top = root.resolve()
    return target, target.relative_to(top).as_posix() if target.is_relative_to(top) else target.as_posix()


def _server(ask: Ask, address: str, written: bool, trusted: str) -> Store:
    # httpx takes 0.2 s to import, and only who has a server needs it.
    from backlogue.evidence.fetch import parse_address
    from backlogue.evidence.mlflow.rest import Server

    target = parse_address(address)
    user, _, password = target.userinfo.decode("utf-8", "replace").partition(":")
    if user and written:
        raise Fault("bad-reference", "an address in a file must not hold credentials; set MLFLOW_TRACKING_USERNAME")
    plain = str(target.copy_with(userinfo=b"", query=None, fragment=None))
    headers: dict[str, str] = {}
    # Credentials are meant for the server the environment names, and no other hears them.
    if trusted and _origin(trusted) == _origin(address):
        headers = _credentials(ask, unquote(user), unquote(password))
    return Server(ask, plain, headers, ask.environment.get("MLFLOW_TRACKING_SERVER_CERT_PATH", ""))


def _origin(address: str) -> tuple[str, str, int | None]:
    from backlogue.evidence.fetch import parse_address

    target = parse_address(address)
    return target.scheme, target.host, target.port


def _credentials(ask: Ask, user: str, password: str) -> dict[str, str]:
    user = ask.environment.get("MLFLOW_TRACKING_USERNAME", "") or user
    password = ask.environment.get("MLFLOW_TRACKING_PASSWORD", "") or password
    token = ask.environment.get("MLFLOW_TRACKING_TOKEN", "")
    if user:
        both = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {both}"}
    return {"Authorization": f"Bearer {token}"} if token else {}
