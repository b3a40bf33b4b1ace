"""The written pages: plain MkDocs gives the whole site, the same bytes as our own command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import GitFolder
from site_project import tree, write

from backlogue.site import guide
from backlogue.site.build import build_site
from backlogue.world.clock import day_of

Build = Callable[..., Path]

GUIDE = {
    "site/mkdocs.yml": "site_name: guide\nsite_dir: ../made\nplugins: [backlogue]\n",
    "site/docs/index.md": """\
# Guide & more

[Next](how-to/one.md), [an item](../items/APP-2.html).

| a | b |
|---|--:|
| 1 | 2 |
""",
    "site/docs/how-to/one.md": "# One thing\n\nIt \u202eskrow.\n\n```\ncode\n```\n",
    "site/docs/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


@pytest.fixture
def guided(small: Path) -> Path:
    return write(small, GUIDE)


def test_written_pages_share_the_frame(guided: Path, build: Build) -> None:
    site = build(guided)
    text = (site / "guide/how-to/one.html").read_text(encoding="utf-8")
    assert '<link rel="stylesheet" href="../../assets/site.css">' in text
    assert "Content-Security-Policy" in text
    assert "It \ufffdskrow." in text
    assert "https://github.com/acme/small/edit/main/site/docs/how-to/one.md" in text
    assert (site / "guide/picture.svg").is_file()
    assert not (site / "guide/sitemap.xml").exists()
    index = (site / "guide/index.html").read_text(encoding="utf-8")
    assert "style=" not in index
    assert 'aria-current="page">Guide &amp; more</a>' in index


def test_plain_mkdocs_builds_the_whole_site(guided: Path, build: Build) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", "site/mkdocs.yml"]
    # MkDocs has no --today: without commits the clock decides, so the repository gets one.
    subprocess.run(["git", "init", "-q"], cwd=guided, check=True)
    subprocess.run(["git", "add", "backlog", "sprints", "site", "backlogue.yaml"], cwd=guided, check=True)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    environment = os.environ | {"GIT_COMMITTER_DATE": "2026-11-23T12:00:00Z"}
    subprocess.run(["git", *identity, "commit", "-q", "-m", "one"], cwd=guided, check=True, env=environment)
    done = subprocess.run(command, cwd=guided, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    made = tree(guided / "made")
    assert "items/APP-2.html" in made
    assert made == tree(build(guided))


def test_mkdocs_gives_earlier_moments_too(guided: Path, tmp_path: Path) -> None:
    mkdocs = (guided / "site/mkdocs.yml").read_text().replace("[backlogue]", "[{backlogue: {as_of: [2026-11-20]}}]")
    (guided / "site/mkdocs.yml").write_text(mkdocs.replace("2026-11-20", "'2026-11-20'"))
    git = GitFolder(guided)
    git.now = 1_795_000_000  # 18 November 2026
    git.git("init", "--quiet")
    git.git("add", "--all")
    git.record("one")
    git.now = 1_795_400_000  # 23 November 2026
    git.record("two")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "site/mkdocs.yml"]
    done = subprocess.run(command, cwd=guided, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "at/2026-11-20/boards/app.html" in tree(guided / "made")
    own = build_site(guided, tmp_path / "own", day_of(guided), moments=["2026-11-20"]).out
    assert tree(guided / "made") == tree(own)


def test_mkdocs_is_not_run_when_no_written_page_changed(
    guided: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(build(guided))
    monkeypatch.setattr("mkdocs.commands.build.build", lambda *_: pytest.fail("MkDocs was run"))
    assert tree(build(guided)) == before


def test_a_changed_written_page_is_shown(guided: Path, build: Build) -> None:
    build(guided)
    (guided / "site/docs/how-to/one.md").write_text("# Another thing\n")
    site = build(guided)
    assert "Another thing" in (site / "guide/how-to/one.html").read_text(encoding="utf-8")
    assert "another" in (site / "data/find-an.js").read_text(encoding="utf-8")


def test_pages_of_other_plugins_are_always_made_anew() -> None:
    assert guide.settled({"backlogue", "search"}, hooks=False)
    assert not guide.settled({"backlogue", "git-revision-date"}, hooks=False)
    assert not guide.settled({"backlogue"}, hooks=True)
