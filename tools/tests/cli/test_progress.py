"""Progress: silent where nobody looks and for short work; a line that goes away where somebody waits."""

import io

import pytest

from backlogue.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "said"), [(Terminal, 0.5, ""), (io.StringIO, 5, ""), (Terminal, 5, "1,234 files")]
)
def test_progress(stream: type[io.StringIO], seconds: float, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    error, clock = stream(), iter([100.0, 100.0 + seconds])
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock, 100.0 + seconds))
    told = progress.Progress("Building", "files")
    told(1234)
    assert said in error.getvalue()
    assert bool(error.getvalue()) == bool(said)
    told.close()
    assert not said or error.getvalue().endswith("\r\x1b[K")


def test_progress_says_how_much_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    error, clock = Terminal(), iter([100.0, 105.0])
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    progress.Progress("Verifying", "answers", 12_000)(1234)
    assert error.getvalue() == "\r\x1b[KVerifying: 1,234 of 12,000 answers"
