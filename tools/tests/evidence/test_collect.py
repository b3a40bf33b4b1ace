"""Collecting: in parallel, patient with faults that pass, and without a word of what the environment keeps secret."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Event, Lock

import pytest
from evidence.tracker import PATIENCE, Tracker, run_id, tracking

from backlogue.base.observation import DataSet, Observation
from backlogue.evidence import collect as collecting
from backlogue.evidence.collect import GIVE_UP, Wanted, collect
from backlogue.evidence.secret import cleaned, secrets_of
from backlogue.evidence.source import Ask

CANARY = "canary-5f1d-not-for-anybody"


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    with tracking() as found:
        yield found


@dataclass
class Asked:
    """A way to ask one server about runs."""

    root: Path
    address: str
    environment: dict[str, str]

    def runs(self, *numbers: int, seconds: float = PATIENCE, threads: int = 8) -> list[Observation]:
        """What is said about runs, in their order."""
        wanted = [Wanted(f"A-{number}", "recall", {"mlflow": run_id(number), "metric": "recall"}) for number in numbers]
        environment = {"MLFLOW_TRACKING_URI": self.address, **self.environment}
        ask = Ask(self.root, environment, lambda host: host == "127.0.0.1", seconds)
        return [said for _, said in sorted(collect(wanted, ask, threads))]


@pytest.fixture
def asked(tmp_path: Path, tracker: Tracker) -> Asked:
    return Asked(tmp_path, tracker.address, {})


def test_every_reference_gets_its_own_answer(tracker: Tracker, asked: Asked) -> None:
    tracker.metrics = {run_id(number): {"recall": number / 1000} for number in range(200)}
    assert [one.value for one in asked.runs(*range(200))] == [number / 1000 for number in range(200)]


def test_slow_answers_are_waited_for_side_by_side(tracker: Tracker, asked: Asked) -> None:
    tracker.metrics = {run_id(number): {"recall": 0.5} for number in range(16)}
    # None is answered before the last has come.
    tracker.wait = Barrier(16, timeout=PATIENCE).wait
    assert all(one.value == 0.5 for one in asked.runs(*range(16), threads=16))


def test_a_fault_that_passes_is_asked_again(tracker: Tracker, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "DELAYS", (0.01, 0.01))
    tracker.metrics, tracker.broken = {run_id(1): {"recall": 0.5}}, 2
    (said,) = asked.runs(1)
    assert said.value == 0.5
    assert len(tracker.asked) == 3


def test_a_fault_that_stays_is_an_error_and_what_is_missing_is_not_asked_twice(
    tracker: Tracker, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "DELAYS", (0.01, 0.01))
    tracker.broken = 3
    assert asked.runs(1)[0].reason == "unreachable"
    tracker.asked.clear()
    assert asked.runs(2)[0].reason == "run-missing"
    assert len(tracker.asked) == 1


def test_a_server_that_is_gone_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "DELAYS", (0.01, 0.01))
    with tracking() as tracker:
        address = tracker.address
    said = Asked(tmp_path, address, {}).runs(*range(60), threads=2)
    assert {one.reason for one in said} == {"unreachable"}
    assert sum("not asked" in one.detail for one in said) >= 60 - 2 * GIVE_UP


def test_a_server_that_is_gone_does_not_silence_another(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "DELAYS", (0.01, 0.01))
    with tracking() as dead:
        gone = dead.address
    tracker.metrics = {run_id(number): {"recall": 0.5} for number in range(20)}
    entries = [
        {"mlflow": run_id(number), "metric": "recall", "tracking_uri": address}
        for address in (gone, tracker.address)
        for number in range(20)
    ]
    ask = Ask(tmp_path, {}, lambda _host: True, 5.0)
    said = [one for _, one in sorted(collect([Wanted("A-1", "recall", one) for one in entries], ask, 1))]
    assert [one.value for one in said[20:]] == [0.5] * 20
    assert said[19].detail == f"not asked: {GIVE_UP} others of mlflow at {gone.removeprefix('http://')} got no answer"
    assert sum("not asked" in one.detail for one in said) == 20 - GIVE_UP


def test_an_answer_has_a_time_limit(tracker: Tracker, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "DELAYS", ())
    # Whoever waits longer than is asked gets an answer in the end.
    given_up = Event()
    tracker.metrics = {run_id(1): {"recall": 0.5}}
    tracker.wait = lambda: given_up.wait(PATIENCE)
    said = asked.runs(1, seconds=0.3)[0]
    given_up.set()
    assert said.reason == "unreachable"


def test_stopping_leaves_the_rest_unasked(tracker: Tracker, asked: Asked) -> None:
    first, stopped = Lock(), Event()
    tracker.wait = lambda: first.acquire(blocking=False) or stopped.wait(PATIENCE)
    wanted = [Wanted("A-1", "recall", {"mlflow": run_id(n), "metric": "recall"}) for n in range(500)]
    environment = {"MLFLOW_TRACKING_URI": tracker.address}
    answers = collect(wanted, Ask(asked.root, environment, lambda _host: True, PATIENCE), 4)
    next(answers)
    answers.close()
    stopped.set()
    time.sleep(0.3)
    assert len(tracker.asked) <= 1 + 4


@pytest.mark.parametrize("name", ["MLFLOW_TRACKING_TOKEN", "MLFLOW_TRACKING_PASSWORD", "WANDB_API_KEY", "MY_SECRET"])
def test_what_the_environment_keeps_secret_comes_from_no_answer(name: str, tracker: Tracker, asked: Asked) -> None:
    """The server is made to say the secret back, as a badly written proxy may."""
    asked.environment = {name: CANARY, "MLFLOW_TRACKING_USERNAME": "alice"}
    tracker.note = f"you sent {CANARY}"
    tracker.metrics = {run_id(1): {"recall": 0.5}}
    for said in asked.runs(1, 2):
        assert CANARY not in repr(said)


def test_credentials_in_an_address_are_secret_too(tracker: Tracker, asked: Asked) -> None:
    asked.address = tracker.address.replace("//", f"//alice:{CANARY}@")
    tracker.metrics = {run_id(1): {"recall": 0.5}}
    tracker.note = CANARY
    known, missing = asked.runs(1, 2)
    assert known.value == 0.5
    assert CANARY not in repr((known, missing))


@pytest.mark.parametrize(
    "echo",
    [
        "p@ss/word9",
        "p%40ss%2Fword9",
        "p%40ss/word9",
        "p%40ss%2fword9",
        "Basic YWxpY2U6cEBzcy93b3JkOQ==",
        "YWxpY2U6cEBzcy93b3JkOQ==",
        "YWxpY2U6cEBzcy93b3JkOQ",
    ],
)
@pytest.mark.parametrize(
    "environment",
    [
        {"MLFLOW_TRACKING_URI": "https://al%69ce:p%40ss%2Fword9@tracking.example.org"},
        {"MLFLOW_TRACKING_USERNAME": "alice", "MLFLOW_TRACKING_PASSWORD": "p@ss/word9"},
    ],
)
def test_credentials_are_known_in_every_way_of_writing_them(environment: dict[str, str], echo: str) -> None:
    """As they are, as an address writes them, and as a header does."""
    said = cleaned(Observation(f"you sent {echo}", "text", detail=f"({echo})"), secrets_of(environment))
    assert not any(part in repr(said) for part in ("word9", "YWxpY2"))
    assert "***" in str(said.value)


def test_a_name_is_no_secret() -> None:
    """What is struck out differs from machine to machine, so it must not be more than what is secret."""
    environment = {
        "GIT_AUTHOR_NAME": "sessions",
        "MLFLOW_TRACKING_URI": "https://sessions:hush-hush@tracking.example.org",
        "DATABASE_URL": "postgresql://a-token-as-user@db.example.org",
    }
    said = cleaned(
        Observation("sessions a-token-as-user", "text", dataset=DataSet("sessions")), secrets_of(environment)
    )
    assert (said.value, said.dataset.name) == ("sessions ***", "sessions")


def test_every_text_of_an_observation_is_cleaned() -> None:
    secrets = secrets_of({"API_KEY": CANARY, "SHORT_TOKEN": "abc", "HOME": "/home/alice"})
    assert secrets == (CANARY,)
    texts = dict.fromkeys(("detail", "where", "at", "state", "commit", "digest"), f"<{CANARY}> https://u:p@h/")
    said = cleaned(Observation(CANARY, "text", dataset=DataSet(CANARY, CANARY, CANARY), **texts), secrets)
    assert CANARY not in repr(said)
    assert said.where == "<***> https://h/"
