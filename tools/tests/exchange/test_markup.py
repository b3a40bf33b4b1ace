"""Wiki markup and HTML to Markdown: what a reader of either would expect, and hostile text in linear time."""

from collections.abc import Callable

import pytest
from growth import assert_keeps_to_size
from hypothesis import given, settings
from hypothesis import strategies as st

from backlogue.exchange.html import html_to_markdown
from backlogue.exchange.markdown import code_block, seal
from backlogue.exchange.wiki import wiki_to_markdown
from backlogue.parse import read_record


def _name(word: str) -> str | None:
    return {"5db9": "Ana Gil", "plan.png": "https://x.example/7"}.get(word)


def wiki(text: str) -> str:
    return wiki_to_markdown(text, _name).text


@pytest.mark.parametrize(("source", "made"), [
    ("h1. Aim", "# Aim"),
    ("*b* _i_ -s- +u+ ??c?? {{m *x*}}", "**b** _i_ ~~s~~ _u_ _c_ `m *x*`"),
    ("a-b-c 2*3*4 x_y", "a-b-c 2*3*4 x_y"),
    ("one\ntwo\n\nthree", "one\\\ntwo\n\nthree"),
    ("* a\n** b\n*# c\n# d", "- a\n  - b\n  1. c\n1. d"),
    ("- a\n- b", "- a\n- b"),
    ("||h||i||\n|a|[x|https://y.example]|", "| h | i |\n| --- | --- |\n| a | [x](https://y.example) |"),
    ("|a|b|", "|   |   |\n| --- | --- |\n| a | b |"),
    ("{code:python}\n*x* = 1\n{code}", "```python\n*x* = 1\n```"),
    ("see {code}a|b{code} there", "see `a|b` there"),
    ("{noformat}\n```\n{noformat}", "````\n```\n````"),
    ("{quote}\na\nb\n{quote}\nc", "> a\\\n> b\n\nc"),
    ("{panel:title=Note|borderStyle=solid}\ninside\n{panel}", "> **Note**\\\n> inside"),
    ("{color:red}r{color} text", "r text"),
    ("bq. said", "> said"),
    ("[~accountid:5db9] and [~other]", "@Ana Gil and @other"),
    ("[https://x.example/a|https://x.example/a|smart-link]", "<https://x.example/a>"),
    ("[a|https://x.example|the tip]", "[a](https://x.example) (the tip)"),
    ("[mail|mailto:a@x.example] [https://x.example]", "[mail](mailto:a@x.example) <https://x.example>"),
    ("!plan.png|width=300! !other.png|thumbnail!", "![plan.png](https://x.example/7) `other.png` (image)"),
    ("wow! really! yes!", "wow! really! yes!"),
    ("[run|javascript:alert(1)]", "run (`javascript:alert(1)`)"),
    ("----", "---"),
    ("a <b> c < d", "a \\<b> c < d"),
    ("# not closed {code} here", "1. not closed {code} here"),
    ("https://x.example/a_b_c*d*", "https://x.example/a_b_c*d*"),
    ("__init__", "\\_\\_init\\_\\_"),
    ("{unknown:a=b}text{unknown}", "{unknown:a=b}text{unknown}"),
])  # fmt: skip
def test_wiki(source: str, made: str) -> None:
    assert wiki(source) == made


@pytest.mark.parametrize(("source", "made"), [
    ("plain & simple", "plain & simple"),
    ("<p>a <b>b</b> <i>c</i></p><p>d</p>", "a **b** *c*\n\nd"),
    ("<div>a<br>b</div>", "a\\\nb"),
    ("<h2>T</h2><ul><li>a<ol><li>b</li></ol></li></ul>", "## T\n\n- a\n  1. b"),
    ("<a href='https://x.example/y'>z</a>", "[z](https://x.example/y)"),
    ("<a href='javascript:x()'>z</a>", "z (`javascript:x()`)"),
    ("<img src='https://x.example/a.png' alt='A'>", "![A](https://x.example/a.png)"),
    ("<p>&lt;script&gt;</p>", "\\<script>"),
    ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
    ("<iframe src='https://x.example/v'></iframe>", "[iframe: https://x.example/v](https://x.example/v)"),
    ("<input type=checkbox checked> done", "[x] done"),
    ("<b>List<String></b> or Q&A", "**List\\<string>** or Q&A"),
])  # fmt: skip
def test_html(source: str, made: str) -> None:
    assert html_to_markdown(source).text.strip() == made


@pytest.mark.parametrize(("source", "lost"), [
    ("<p>a</p><script>evil()</script>", "<script> evil()"),
    ("<p>a</p><!-- hidden -->", "the comment hidden"),
    ("<p>a<img src='data:image/png;base64,AAAA'></p>", "an image packed into the text (26 characters)"),
    ("<div>" * 200 + "x", "the layout, which is nested too deeply"),
])  # fmt: skip
def test_what_html_loses_is_said(source: str, lost: str) -> None:
    assert html_to_markdown(source).lost == (lost,)


HOSTILE = (
    "*a ", "[", "{", "!a", "||a", "{quote}", "{code}", "{code:x}", "-a ", "??a ", "*_+-", "|a\n", "\n", "[a|b",
    "{panel:title=x}",
    "<div>", "<!--", "<a href='", "&amp;", "<ul><li>", "{color:#fff}", "[~a", "`", "{{a", "h1. ", "<", "\\\\",
)  # fmt: skip


@pytest.mark.parametrize("convert", [wiki, lambda text: html_to_markdown(text).text])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length_asks(convert: Callable[[str], str], piece: str) -> None:
    # Jira's own limit for a field is 32,767 characters.
    assert_keeps_to_size(lambda many: convert(piece * (many // len(piece))), 32_767)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.integers(0, 3))
def test_no_text_swallows_what_follows_it(text: str, shift: int) -> None:
    for made in (wiki(text), html_to_markdown(text).text, code_block(text), text.replace("<!--", "")):
        body = f"---\nid: A-1\n---\n{seal(made, shift)}\n\n## Behind\n\n- [ ] box\n"
        reading = read_record("backlog/A-1.md", body.encode("utf-8", "replace"))
        assert reading.record is not None, reading.findings
        assert reading.record.section("Behind") is not None, body
        assert reading.record.checkboxes[-1].section == "behind"
