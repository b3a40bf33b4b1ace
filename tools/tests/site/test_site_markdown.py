"""Text from a stranger's pull request as HTML: safe, accessible, with item ids as links."""

import re

import pytest
from growth import assert_costs_at_most
from hypothesis import given
from hypothesis import strategies as st

from backlogue.site.markdown import html

# As people write, and half as long as a text may be that is read at all.
ORDINARY = (
    """
## What is *new*

The [model](card.md) reads **20,000** rows of `features`, see CHURN-12.

- [ ] Answers within 300 ms
- [x] Says why

| figure | value |
|---|---|
| recall | 0.8 |
"""
    * 500
)


def render(text: str, items: tuple[str, ...] = (), root: str = "../") -> str:
    return html(text, lambda address: f"resolved/{address}", items, root)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>1</script></svg>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        '<a href="java\nscript:alert(1)">x</a>',
        "<b onclick=alert(1)>x</b>",
        '<p style="position:fixed">x</p>',
        "<iframe src=https://example.com></iframe>",
        "<form action=/><input name=a></form>",
        "<style>body{display:none}</style>",
        '<p id="main" class="skip">x</p>',
        "<base href=https://example.com>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "![a](https://example.com/track.png)",
        '<img alt="<script>alert(1)</script>" src="https://example.com/a.png">',
        "<!-- --!> <script>alert(1)</script> -->",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)
def test_hostile_text_does_nothing(text: str) -> None:
    made = render(text)
    tags = re.findall(r"<[^>]*>", made)
    assert not re.search(r"<(script|img|svg|iframe|form|input|style|base|math|object)", made, re.IGNORECASE)
    assert not any(re.search(r"\son\w+=|javascript:|data:|style=|\sid=", tag, re.IGNORECASE) for tag in tags)


@given(st.text(alphabet=st.sampled_from("<>\"'=/ abimgscriptonload#[]()!`*-\n&;:."), max_size=120))
def test_no_text_makes_a_tag_that_is_not_allowed(text: str) -> None:
    for tag in re.findall(r"<\s*([a-z0-9]+)", render(text), re.IGNORECASE):
        assert tag not in {"script", "img", "svg", "iframe", "style", "object", "embed", "input", "form", "link"}


def test_item_ids_become_links_but_not_in_code_links_or_unknown_ones() -> None:
    made = render("A-1 and A-2, `A-1`, [A-1](x.md)\n\n    A-1\n", items=("A-1",))
    assert made.count('<a href="../items/A-1.html">A-1</a>') == 1
    assert "A-2," in made
    assert "<code>A-1</code>" in made
    assert '<a href="resolved/x.md"' in made


def test_task_lists_say_whether_they_are_done_and_have_no_input() -> None:
    made = render("- [x] one\n- [ ] two\n")
    assert made.count('<span class="box on">Done: </span>') == 1
    assert made.count('<span class="box">Not done: </span>') == 1
    assert "<input" not in made


def test_headings_begin_below_the_pages_own_and_skip_no_level() -> None:
    made = render("# A\n### B\n#### C\n# A\n")
    assert re.findall(r"<h(\d) id=\"([^\"]+)\">", made) == [
        ("2", "text-a"),
        ("3", "text-b"),
        ("4", "text-c"),
        ("2", "text-a-1"),
    ]
    assert re.findall(r"</h(\d)>", made) == ["2", "3", "4", "2"]


def test_links_carry_rel_and_keep_their_web_address() -> None:
    made = render("<https://example.com/a?b=1&c=2> and [mail](mailto:a@example.com)")
    assert made.count('rel="noopener noreferrer nofollow"') == 2
    assert 'href="https://example.com/a?b=1&amp;c=2"' in made


def test_alignment_is_a_class_and_what_scrolls_can_be_reached() -> None:
    made = render("|a|b|\n|:-|-:|\n|1|2|\n\n```\ncode\n```\n")
    assert 'class="right"' in made
    assert "align=" not in made
    assert made.count('tabindex="0"') == 2
    assert made.count("<div") == made.count("</div")


def test_an_address_that_leads_nowhere_keeps_its_words() -> None:
    assert html("[words](gone.md)", lambda _address: "") == '<p><a rel="noopener noreferrer nofollow">words</a></p>\n'


def test_a_link_inside_the_text_finds_its_heading_as_on_github() -> None:
    made = render("[there](#whats-new--best)\n\n## What's new & best\n")
    assert 'href="#text-whats-new--best"' in made
    assert 'id="text-whats-new--best"' in made


@pytest.mark.parametrize(
    "text",
    [
        ">" * 150_000 + "x",
        "> - " * 40_000,
        "<div>" * 40_000,
        "[" * 190_000,
        "*a **b " * 25_000,
        "`" * 190_000,
        "a@b.c " * 30_000,
        "| a " * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b|\n" * 2_000,
        "# h\n" * 40_000,
        "<div>" * 9_999,
        "a@b.c " * 9_999,
        "> - " * 49,
    ],
)
def test_text_made_to_hurt_does_not(text: str) -> None:
    assert_costs_at_most(20, lambda: render(ORDINARY), lambda: render(text))
    assert len(render(text)) < 20 * len(text) + 200_000


def test_what_would_cost_minutes_is_shown_as_written() -> None:
    assert render(">" * 500 + "<b>x</b>") == f'<pre tabindex="0"><code>{"&gt;" * 500}&lt;b&gt;x&lt;/b&gt;</code></pre>'
