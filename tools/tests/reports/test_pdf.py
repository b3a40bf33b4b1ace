"""PDFs: the same text as the page, the same bytes for the same commit, and a way out where the library is missing."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import GitFolder

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def test_without_the_library_it_says_how_to_get_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "without/weasyprint").mkdir(parents=True)
    (tmp_path / "without/weasyprint/__init__.py").write_text("raise ImportError('No module named weasyprint')\n")
    done = run("done", "--format", "pdf", "--out", "x.pdf", env={"PYTHONPATH": str(tmp_path / "without")})
    assert done.returncode == 2
    assert "pip install 'backlogue[pdf]'" in " ".join(done.stderr.decode().split())


def test_a_pdf_has_the_words_and_the_same_bytes(run: Run, project: GitFolder, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    done = run("audit", "--model", "APP-2", "--format", "pdf", "--out", str(first), env={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0, done.stderr.decode()
    run("audit", "--model", "APP-2", "--format", "pdf", "--out", str(second), env={"PYTHONHASHSEED": "2"})
    assert first.read_bytes() == second.read_bytes()
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    words = subprocess.run(["pdftotext", "-layout", first, "-"], capture_output=True, check=True).stdout.decode()
    for wanted in ("Audit of a model", "sessions", "md5:9f2", "0.834", project.head[:20]):
        assert wanted in words


def test_headings_of_a_pdf_stay_on_a_line(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    made = tmp_path / "done.pdf"
    assert run("done", "--out", str(made)).returncode == 0
    words = subprocess.run(["pdftotext", "-layout", made, "-"], capture_output=True, check=True).stdout.decode()
    lines = [line.strip() for line in words.splitlines()]
    assert {"By definition", "Item by item", "Made from"} <= set(lines)


def test_a_pdf_fetches_nothing(run: Run, project: GitFolder, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    links = f'<img src="file://{secret}"><link rel="attachment" href="file://{secret}"><p>Here</p>'
    project.write({"site/templates/reports/done.html": links})
    done = run("done", "--format", "pdf", "--out", str(tmp_path / "a.pdf"))
    assert done.returncode == 0, done.stderr.decode()
    assert b"EmbeddedFile" not in (tmp_path / "a.pdf").read_bytes()
