"""References in, observations out as they come: in threads, with time-outs, and once more where a fault may pass.

Nothing here writes, and nothing that the environment keeps secret leaves: it is struck out of whatever a source says.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from backlogue.base.observation import Observation
from backlogue.evidence.past import last_changes
from backlogue.evidence.registry import observe, sources
from backlogue.evidence.secret import cleaned, secrets_of
from backlogue.evidence.source import Ask

THREADS = 16
# With so many texts in entries, the last commits of those that name files are looked up for all at once.
MANY = 64
# Seconds before the second and the third try; a server that restarts is back by then, one that is gone is not.
DELAYS = (0.5, 2.0)
# So many references to one server in a row without an answer, and the rest of them are not asked.
GIVE_UP = 5

Answers: TypeAlias = Generator[tuple[int, Observation], None, None]


class Wanted(NamedTuple):
    """An evidence entry of an item, as written."""

    item: str
    criterion: str
    entry: Mapping[str, Any]


def collect(wanted: Iterable[Wanted], ask: Ask, threads: int = THREADS) -> Answers:
    """The place of each reference in `wanted` and what its source says, in the order of the answers.

    Closing the iterator (also by Ctrl-C) stops asking; what was given stays good.
    """
    waiting: SimpleQueue[tuple[int, Wanted]] = SimpleQueue()
    answers: SimpleQueue[tuple[int, Observation | Exception]] = SimpleQueue()
    asked = list(wanted)
    count = len(asked)
    for index, one in enumerate(asked):
        waiting.put((index, one))
    ask = _prepared(ask, asked)
    stop, mood, secrets = Event(), _Mood(), secrets_of(ask.environment)

    def work() -> None:
        while not stop.is_set():
            try:
                index, one = waiting.get_nowait()
            except Empty:
                return
            try:
                answers.put((index, cleaned(_patiently(one, ask, stop, mood), secrets)))
            except Exception as fault:  # ours; the main thread raises it, and nobody waits for ever
                answers.put((index, fault))

    # Daemons: a thread that waits for a server must not keep the process from ending.
    for _ in range(min(threads, count)):
        Thread(target=work, daemon=True).start()
    try:
        for _ in range(count):
            index, said = answers.get()
            if isinstance(said, Exception):
                raise said
            yield index, said
    finally:
        stop.set()


def _prepared(ask: Ask, asked: Iterable[Wanted]) -> Ask:
    """The way to ask, with what git says of all files at once where there may be many."""
    texts = dict.fromkeys(text for one in asked for text in one.entry.values() if isinstance(text, str))
    return ask._replace(past=last_changes(ask.root, texts)) if len(texts) >= MANY else ask


class _Mood:
    """How each server fares: how many references to it in a row got no answer."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._silent: Counter[str] = Counter()

    def gone(self, server: str) -> bool:
        with self._lock:
            return self._silent[server] >= GIVE_UP

    def note(self, server: str, answered: bool) -> None:
        with self._lock:
            self._silent[server] = 0 if answered else self._silent[server] + 1


def _patiently(one: Wanted, ask: Ask, stop: Event, mood: _Mood) -> Observation:
    """Ask, and ask again while the source cannot be reached."""
    server = _server(one.entry)
    if mood.gone(server):
        return Observation(reason="unreachable", detail=f"not asked: {GIVE_UP} others of {server} got no answer")
    said = observe(one.item, one.criterion, one.entry, ask)
    for delay in DELAYS:
        if said.reason != "unreachable" or mood.gone(server) or stop.wait(delay):
            break
        said = observe(one.item, one.criterion, one.entry, ask)
    mood.note(server, said.reason != "unreachable")
    return said


def _server(entry: Mapping[str, Any]) -> str:
    """Whom an entry asks, in words: its source, at the address that it names where it names one.

    Models of MLflow are registered elsewhere than runs are kept where the environment says so.
    """
    source = next((key for key in entry if key in sources()), "")
    texts = [text for text in entry.values() if isinstance(text, str)]
    kind = "'s models" if any(text.startswith("models:/") for text in texts) else ""
    places = [_host(text) for text in texts if "://" in text]
    return f"{source}{kind}{f' at {places[0]}' if places else ''}"


def _host(address: str) -> str:
    """The host and port of an address; the whole of one that names a file."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or address
    except ValueError:  # no address after all; its source will say so
        return address
