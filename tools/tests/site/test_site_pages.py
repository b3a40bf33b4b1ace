"""The pages of a built site: valid, linked, small, the same data beside each, and nothing a strict policy forbids."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from backlogue.base import discover

FIRST_VIEW = 100_000


class Page(HTMLParser):
    """Tags, ids and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("href", "src"):
            if found.get(name):
                self.links.append(str(found[name]))
        if tag == "style" or "style" in found or any(name.startswith("on") for name in found):
            self.inline.append(tag)
        if tag == "script" and "src" not in found:
            self.inline.append(tag)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_kind_of_page_is_there(example: Path) -> None:
    for name in ("index", "backlog/index", "boards/index", "boards/churn", "items/CHURN-3", "sprints/index"):
        assert (example / f"{name}.html").is_file()
    for name in ("increments/index", "teams/index", "findings/index", "rules/index", "rules/PLN101"):
        assert (example / f"{name}.html").is_file()


def test_each_page_answers_first_and_names_its_moment(example: Path) -> None:
    for path in pages(example):
        text = path.read_text(encoding="utf-8")
        if not path.is_relative_to(example / "guide"):
            assert re.search(r'<p class="answer[^>]*>\s*\S', text), path
        assert text.count("<!--as-of-->As of ") == 1, path
        assert text.count("<h1") == 1, path


def test_every_link_of_the_site_leads_somewhere(example: Path) -> None:
    read = {path: Page(path.read_text(encoding="utf-8")) for path in pages(example)}
    broken = []
    for path, page in read.items():
        for link in page.links:
            target, _, mark = link.partition("#")
            if ":" in target:
                continue
            found = (path.parent / unquote(target)).resolve() if target else path
            known = read.get(found)
            script_state = "=" in mark  # the backlog table's own choice, read by its script
            if not found.is_file() or (mark and known is not None and mark not in known.ids and not script_state):
                broken.append(f"{path.relative_to(example)}: {link}")
    assert broken == []


def test_ids_are_unique_and_nothing_is_inline(example: Path) -> None:
    for path in pages(example):
        page = Page(path.read_text(encoding="utf-8"))
        assert len(page.ids) == len(set(page.ids)), path
        if path.name != "404.html":
            assert page.inline == [], path


def test_the_one_inline_script_is_the_one_that_the_policy_names(example: Path) -> None:
    text = (example / "404.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    allowed = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    assert len(allowed) == 1
    assert f"script-src 'self' 'sha256-{allowed[0]}';" in text
    assert "unsafe" not in text


def test_pages_parse_without_a_fault(example: Path) -> None:
    html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")
    for path in pages(example):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_a_first_view_is_below_100_kb(example: Path) -> None:
    shared = sum((example / "assets" / name).stat().st_size for name in ("site.css", "site.js", "theme.js"))
    for path in pages(example):
        table = (example / "assets/backlog.js").stat().st_size if path.parent.name == "backlog" else 0
        assert path.stat().st_size + shared + table < FIRST_VIEW, path


def test_the_same_data_stand_beside_each_page(example: Path) -> None:
    for path in pages(example):
        if not path.is_relative_to(example / "guide") and path.name != "404.html":
            data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            assert data["head"]["path"] == path.relative_to(example).as_posix()


def test_every_kind_of_page_has_a_template_and_known_charts() -> None:
    from backlogue.site.templates import THEME

    charts = {plug.value.name for plug in discover("backlogue.render.svg", "CHART")}
    for plug in discover("backlogue.views.pages", "PAGE"):
        assert (THEME / plug.value.template).is_file()
        assert set(plug.value.charts) <= charts


def test_the_frame_shows_names_as_text(small: Path, build: Callable[..., Path]) -> None:
    site = build(small)
    text = (site / "items/APP-2.html").read_text(encoding="utf-8")
    assert "Small &amp; &lt;odd&gt;" in text
    assert "Serve &lt;b&gt;the score&lt;/b&gt; &amp; more" in text
    assert "<odd>" not in text
    assert "https://github.com/acme/small/blob/main/backlog/APP-2-serve.md" in text
    assert "https://github.com/acme/small/edit/main/backlog/APP-2-serve.md" in text
    assert '<a href="../items/APP-3.html" rel=' in text, "a link to an item's file leads to its page"
    assert 'href="https://github.com/acme/small/blob/main/src/run.py"' in text


def test_no_text_turns_the_direction_of_what_follows(small: Path, build: Callable[..., Path]) -> None:
    """U+202E and its like show as a mark, in pages and in what their scripts draw; RLM beside a word stays."""
    turning = re.compile("[\u202a-\u202e\u2066-\u2069]|&#8238;")
    path = small / "backlog/APP-2-serve.md"
    text = path.read_text(encoding="utf-8").replace(
        "Serve <b>the score</b> & more", '"Pay \\u202Edne\\u2066 \u05e9\u200f"'
    )
    path.write_text(text + "\nOf \u202eeht, &#8238;eno and `\u2067code`\n", encoding="utf-8")
    config = small / "backlogue.yaml"
    config.write_text(config.read_text("utf-8").replace("name: App", 'name: "App \\u202Eppa"'), "utf-8")
    site = build(small)
    assert "Pay \ufffddne\ufffd \u05e9\u200f" in (site / "items/APP-2.html").read_text("utf-8")
    assert "Of \ufffdeht, \ufffdeno and" in (site / "items/APP-2.html").read_text("utf-8")
    assert "Pay \ufffddne\ufffd" in (site / "data/items-0.js").read_text("utf-8")
    read = [one for one in site.rglob("*") if one.suffix in (".html", ".js", ".svg", ".atom")]
    assert [one.name for one in read if turning.search(one.read_text("utf-8"))] == []
    assert json.loads((site / "items/APP-2.json").read_text("utf-8"))["line"]["title"].startswith("Pay \u202e")


def test_an_item_shows_its_kin_criteria_and_findings(small: Path, build: Callable[..., Path]) -> None:
    data = json.loads((build(small) / "items/APP-2.json").read_text(encoding="utf-8"))
    assert data["head"]["answer"] == (
        "In progress, owned by Ann Lee; needs APP-3 first; 1 of 2 acceptance criteria met."
    )
    assert [line["id"] for line in data["needs"]] == ["APP-3"]
    wanted = {
        "name": "reviewed",
        "text": "Reviewed by a second person",
        "declared": "proof",
        "words": "Ann Lee on 20 November 2026",
        "verdict": "met",
        "mark": "done",
    }
    assert wanted.items() <= data["criteria"][0].items()
    other = json.loads((small / "public/items/APP-3.json").read_text(encoding="utf-8"))
    assert [line["id"] for line in other["needed_by"]] == ["APP-2"]


def test_checkpoints_stand_with_their_item_and_their_sprint(small: Path, build: Callable[..., Path]) -> None:
    (small / "backlog/APP-5-long.md").write_text(
        "---\nid: APP-5\ntype: experiment\ntitle: A long study\nstatus: in-progress\ncheckpoints:\n"
        "  - {sprint: s1, text: Both arms <filled>, evidence: {by: ann, on: 2026-11-20}}\n"
        "  - {sprint: s1, text: They are balanced, evidence: {json: arms.json, metric: p, at_least: 0.1}}\n---\n"
    )
    site = build(small)
    item, sprint = ((site / name).read_text(encoding="utf-8") for name in ("items/APP-5.html", "sprints/s1.html"))
    for page in (item, sprint):
        assert "Both arms &lt;filled&gt;" in page
        assert "Ann Lee on 20 November 2026" in page
        assert "not been collected yet" in page
    assert "Checkpoints</h2>" in item
    assert "Promised of longer work</h2>" in sprint


def test_measured_figures_are_not_rounded(small: Path, build: Callable[..., Path]) -> None:
    text = (build(small) / "items/APP-4.html").read_text(encoding="utf-8")
    assert "0.7365" in text
    assert "at least 0.8215" in text


def test_a_sprint_shows_load_against_capacity_in_every_form(small: Path, build: Callable[..., Path]) -> None:
    site = build(small)
    data = json.loads((site / "sprints/s1.json").read_text(encoding="utf-8"))
    assert data["load"]["words"] == "7.5 of 4 points committed; above capacity: backend by 1"
    rows = (site / "sprints/s1.capacity.csv").read_bytes().decode().split("\r\n")
    assert rows[:3] == ["Discipline,Capacity,Committed,Above", "backend,4,5,1", "not split by discipline,,2.5,0"]
    text = (site / "sprints/s1.html").read_text(encoding="utf-8")
    assert "<title id=" in text
    assert "<desc id=" in text
    assert "over by 1" in text


def test_a_board_tells_what_is_over_its_limit(small: Path, build: Callable[..., Path]) -> None:
    data = json.loads((build(small) / "boards/app.json").read_text(encoding="utf-8"))
    doing = next(column for column in data["columns"] if column["state"] == "in-progress")
    assert (doing["items"], doing["limit"], doing["over"]) == (2, 1, 1)
    assert "above the limit: in-progress by 1" in data["head"]["answer"]


def test_a_saved_view_has_its_own_page(small: Path, build: Callable[..., Path]) -> None:
    data = json.loads((build(small) / "backlog/view-mine.json").read_text(encoding="utf-8"))
    assert [line["id"] for line in data["lines"]] == ["APP-2"]
    assert data["query"] == "owner = ann order by id"


def test_a_project_with_nothing_but_a_backlog_folder_builds(tmp_path: Path, build: Callable[..., Path]) -> None:
    (tmp_path / "backlog").mkdir()
    site = build(tmp_path)
    assert "files outside git" in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / "guide").exists()


def test_broken_files_and_queries_are_shown_not_fatal(small: Path, build: Callable[..., Path]) -> None:
    (small / "backlog/APP-9-broken.md").write_text("---\nid: [\n---\n")
    (small / "backlogue.yaml").write_text('views: {bad: "owner ="}\n')
    site = build(small)
    assert "APP-9-broken.md" in (site / "findings/index.html").read_text(encoding="utf-8")
    assert json.loads((site / "backlog/view-bad.json").read_text(encoding="utf-8"))["lines"] == []


def test_pages_of_proof_say_which_files_are_missing_there(small: Path, build: Callable[..., Path]) -> None:
    whole = (build(small) / "done/index.html").read_text()
    assert "could not be read" not in whole
    (small / "backlog/APP-3-fix.md").write_text("---\nid: APP-3\ntype: [\n---\n")
    broken = (build(small) / "done/index.html").read_text()
    assert "1 plan file could not be read, so that its content is missing here." in broken
