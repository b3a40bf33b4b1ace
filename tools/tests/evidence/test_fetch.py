"""How an address is asked: what it costs, what it may say, and what of the surroundings counts."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from evidence.tracker import PATIENCE

from backlogue.evidence import fetch as fetching
from backlogue.evidence.fault import Fault
from backlogue.evidence.fetch import fetch
from backlogue.evidence.source import Ask

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=b\r\n\r\n{}"


@contextmanager
def answering(speak: Callable[[socket.socket, bytes], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A bare server on loopback: what it is told is kept, and what it says is up to `speak`."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    heard.append(line.recv(65_536))
                    with suppress(OSError):  # whoever asked has hung up
                        speak(line, heard[-1])

        Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)


def ask(seconds: float = PATIENCE, **environment: str) -> Ask:
    return Ask(Path(), environment, lambda host: True, seconds)


def test_nothing_of_the_process_is_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hush\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with answering(lambda line, _: line.sendall(GOOD)) as (address, heard):
        for _ in range(2):
            assert fetch(ask(), f"{address}/a", query={"b": "c d"}) == (200, b"{}")
    assert heard[0].startswith(b"GET /a?b=c")
    assert not any(word in b"".join(heard).lower() for word in (b"authorization", b"cookie", b"hush"))


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({}, True),
        ({"NO_PROXY": "elsewhere.example"}, True),
        ({"NO_PROXY": "*"}, False),
        ({"no_proxy": "elsewhere.example, 127.0.0.1"}, False),
    ],
)
def test_a_proxy_of_the_environment_is_asked(settings: dict[str, str], asked: bool) -> None:
    with answering(lambda line, _: line.sendall(GOOD)) as (proxy, heard):
        try:
            fetch(ask(HTTP_PROXY=proxy, **settings), "http://127.0.0.1:1/x")
        except Fault as fault:
            assert fault.reason == "unreachable"
    assert bool(heard) == asked
    assert not asked or heard[0].startswith(b"GET http://127.0.0.1:1/x")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_an_answer_that_drips_ends_in_time(head: bytes) -> None:
    given_up = Event()

    def drip(line: socket.socket, _: bytes) -> None:
        line.sendall(head)
        # Whoever waits on sees it break off in the end, which is another fault.
        for _ in range(int(PATIENCE / 0.05)):
            if given_up.wait(0.05):
                return
            line.sendall(b"x")

    with answering(drip) as (address, _), pytest.raises(Fault, match="no full answer within") as caught:
        fetch(ask(0.4), address)
    given_up.set()
    assert caught.value.reason == "unreachable"


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1 << 20)

    def talk(line: socket.socket, _: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"x" * 65_536)

    with answering(talk) as (address, _), pytest.raises(Fault, match="more than 1 MB"):
        fetch(ask(), address)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"", "it broke off its answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "it broke off its answer"),
        (b"SSH-2.0-OpenSSH\r\n", "it broke off its answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "DecodingError"),
    ],
)
def test_an_answer_that_is_none(said: bytes, words: str) -> None:
    with answering(lambda line, _: line.sendall(said)) as (address, _), pytest.raises(Fault, match=words) as caught:
        fetch(ask(), address)
    assert caught.value.reason == "unreachable"


def test_a_name_that_leads_nowhere() -> None:
    with pytest.raises(Fault, match="cannot be reached: no connection"):
        fetch(ask(), "http://nowhere.invalid/")


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer a\r\nb"}, {"Authorization": "Bearer \u2603"}])
def test_credentials_that_cannot_be_sent(headers: dict[str, str]) -> None:
    with answering(lambda line, _: line.sendall(GOOD)) as (address, _), pytest.raises(Fault) as caught:
        fetch(ask(), address, headers=headers)
    assert caught.value.reason == "not-configured"
    assert "Bearer" not in caught.value.detail


@pytest.mark.parametrize(
    ("settings", "authority"),
    [({"SSL_CERT_FILE": "/nowhere.pem"}, ""), ({}, "/nowhere.pem"), ({"HTTP_PROXY": "gopher://x"}, "")],
)
def test_settings_that_cannot_be_used(settings: dict[str, str], authority: str) -> None:
    with pytest.raises(Fault) as caught:
        fetch(ask(**settings), "http://127.0.0.1:1", authority=authority)
    assert caught.value.reason == "not-configured"


def test_a_server_that_will_not_speak_in_secret() -> None:
    alert = b"\x15\x03\x01\x00\x02\x02\x28"  # TLS for: the handshake failed
    with answering(lambda line, _: line.sendall(alert)) as (address, _), pytest.raises(Fault) as caught:
        fetch(ask(), address.replace("http:", "https:"))
    assert (caught.value.reason, caught.value.detail) == ("unreachable", "127.0.0.1 cannot be reached: no connection")
