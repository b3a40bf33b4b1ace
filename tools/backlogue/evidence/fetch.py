"""An address and what to send in; the status and the bytes of the answer out, or a Fault that says why not.

Whatever the environment of the process holds (proxies, ~/.netrc, certificates) is not looked at:
only `ask.environment` counts, so that a test, a CI job and a developer see the same.
"""

import ssl
from collections.abc import Callable, Mapping
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import NamedTuple

import httpx

from backlogue.evidence.fault import Fault
from backlogue.evidence.source import Ask

# More than any tracker says about one run; a server that never stops talking must not fill the memory.
MOST_BYTES = 64 << 20


class Answer(NamedTuple):
    """What came back: the HTTP status and the body."""

    status: int
    body: bytes


def fetch(
    ask: Ask,
    url: str,
    *,
    query: Mapping[str, str] | None = None,
    json: object = None,
    headers: Mapping[str, str] | None = None,
    authority: str = "",
) -> Answer:
    """GET an address, or POST `json` to it. `authority` is a certificate file to trust in place of the usual.

    Redirects are not followed: the host they lead to has not been allowed.
    """
    target = parse_address(url)
    if not ask.allows(target.host):
        raise Fault("not-allowed", f"{target.host} is not under evidence.hosts in backlogue.yaml of the main branch")
    client = _client(_proxy(ask, target), authority or ask.environment.get("SSL_CERT_FILE", ""))
    until = monotonic() + ask.seconds
    method = "GET" if json is None else "POST"
    try:
        request = client.build_request(
            method, target, params=query, json=json, headers=dict(headers or {}), timeout=ask.seconds
        )
        return _in_time(ask.seconds, lambda: _exchange(client, request, until, ask.seconds))
    except httpx.TimeoutException:
        raise _too_slow(target.host, ask.seconds) from None
    except (httpx.LocalProtocolError, UnicodeEncodeError):
        raise Fault("not-configured", "the credentials hold characters that cannot be sent") from None
    except (httpx.HTTPError, OSError) as error:
        raise Fault("unreachable", f"{target.host} cannot be reached: {_words(error)}") from None


def parse_address(url: str) -> httpx.URL:
    """An http or https address with a host; anything else is a Fault."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise Fault("bad-reference", "the address cannot be understood") from None
    if target.scheme not in ("http", "https") or not target.host:
        raise Fault("bad-reference", "the address must start with http:// or https:// and name a host")
    return target


def _exchange(client: httpx.Client, request: httpx.Request, until: float, seconds: float) -> Answer:
    answer = client.send(request, stream=True)
    try:
        return Answer(answer.status_code, _body(answer, until, request.url.host, seconds))
    finally:
        answer.close()


def _in_time(seconds: float, step: Callable[[], Answer]) -> Answer:
    """What a step gives; a time-out when that takes too long, whatever it waits for.

    httpx bounds each wait of its own: neither their sum, while headers drip, nor the look-up of a name.
    """
    said: SimpleQueue[Answer | Exception] = SimpleQueue()

    def work() -> None:
        try:
            said.put(step())
        except Exception as fault:  # the caller raises it
            said.put(fault)

    Thread(target=work, daemon=True).start()
    try:
        told = said.get(timeout=seconds)
    except Empty:
        raise httpx.ReadTimeout("too slow") from None
    if isinstance(told, Exception):
        raise told
    return told


def _body(answer: httpx.Response, until: float, host: str, seconds: float) -> bytes:
    """The whole body. Each piece has its own time-out inside httpx; here the sum of them is kept in bounds."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise Fault("unparseable", f"{host} answers with more than {MOST_BYTES >> 20} MB")
        if monotonic() > until:
            raise _too_slow(host, seconds)
        parts.append(part)
    return b"".join(parts)


def _too_slow(host: str, seconds: float) -> Fault:
    return Fault("unreachable", f"{host} gave no full answer within {seconds:g} s")


def _words(error: Exception) -> str:
    """The kind of an error in words; its own text may hold an address with credentials."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not trusted"
    return {"ConnectError": "no connection", "RemoteProtocolError": "it broke off its answer"}.get(
        type(error).__name__, type(error).__name__
    )


def _proxy(ask: Ask, target: httpx.URL) -> str:
    """The proxy the environment asks for, by the customary variables; empty for none."""
    given = {key.lower(): value.strip() for key, value in sorted(ask.environment.items())}
    direct = [each.strip().lstrip(".") for each in given.get("no_proxy", "").lower().split(",") if each.strip()]
    if "*" in direct or any(f".{target.host}".endswith(f".{each}") for each in direct):
        return ""
    return given.get(f"{target.scheme}_proxy", "") or given.get("all_proxy", "")


@lru_cache(maxsize=8)
def _client(proxy: str, authority: str) -> httpx.Client:
    """One client per way out, shared by all references: making one takes 60 ms.

    It keeps no cookies and no credentials; those go with each request.
    """
    try:
        trusted: ssl.SSLContext | bool = ssl.create_default_context(cafile=authority) if authority else True
    except (OSError, ssl.SSLError):
        raise Fault("not-configured", "the certificate file that the environment names cannot be read") from None
    try:
        return httpx.Client(
            trust_env=False,
            proxy=proxy or None,
            verify=trusted,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16),
        )
    except (ValueError, httpx.InvalidURL):
        raise Fault("not-configured", "the proxy that the environment names cannot be used") from None
