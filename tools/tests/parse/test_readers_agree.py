"""The quick reader and the positioned one read every text alike, or the quick one steps back."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlogue.parse.document import compose
from backlogue.parse.fast import UNSURE, load

TRAPS = """no|on|off|yes|y|n|true|True|tRue|null|Null|~|12:30|12:30:45|2026-01-01|2026-01-01T10:00:00Z|1_000|0o17|017|0x1F|0b1|1e3
1.|.5|-.5|+1|-0|00|1e400|-1e400|.inf|-.inf|.nan|.NaN|9999999999999999|99999999999999999999|1.0|1.10|-|--|- a|a - b|:|a:b|a: b|a:|#|a#b
a #b|#a|<<|=|&a|*a|&a b|!a|!!str 1|!!int "1"|%a|@a|`a|?|? a|?a|!|>|>-|||-|"a"|'a'|"a|'a|a"b|a'b|'it''s'|"a\\nb"|"\\x41"|"\\u00e9"|"a" b
[]|{}|[a]|[a,]|[a, b]|[a,b]|[ a , b ]|[[a], [b]]|[a: b]|{a}|{a, b}|{a: 1}|{a:1}|{a: 1, a: 2}|{"a":1}|{"a": 1}|{a: }|{a: [b, {c: d}]}|[a]]|{a}}|[a
{a|a]|a}|a, b|,|a,|\u00e9|\u00a0|\u00a0a|a\u00a0|a\u2028b|\u3000a|\ufeffa|\U0001f600|a\u0085b|a\tb|\ta|a\t|a\\b|a/b|a`b|a@b|a!b|a&b|a*b|a|b
0|h:|"0|h:"|---|...|--- a|a ---|None|nan|inf|Infinity|0.1.2|1-2|1 2|1,2|+|+a|.|..|.a|0x|0xFFFFFFFFFFFFFFFF|0xg|0o8|1e|1e+|e1|_|1__0| |  a|a  |x\\|'\\'
""".replace("\n", "|").split("|")

scalars = st.sampled_from(TRAPS) | st.text(alphabet=" abnoyeE01279._+-:#,[]{}'\"|>&*!%@?`\\\t\u00e9\u00a0", max_size=8)
keys = st.sampled_from(
    ["a", "b", "id", "status", "depends_on", '"q"', "'s'", "1", "true", "null", "a b", "", "- x", "? k", "ü", "<<"]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Lines of keys and values at odd indentations, with comments, blank lines and both line ends."""
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        indent = " " * draw(st.sampled_from([0, 0, 0, 1, 2, 2, 4]))
        form = draw(
            st.sampled_from(
                [
                    "{k}: {v}",
                    "{k}: {v}",
                    "{k}: {v}",
                    "{k}:",
                    "- {v}",
                    "- {k}: {v}",
                    "{v}",
                    "{k} : {v}",
                    "{k}:{v}",
                    "# {v}",
                    "",
                ]
            )
        )
        lines.append(indent + form.format(k=draw(keys), v=draw(scalars)))
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])).join(lines) + draw(st.sampled_from(["", "\n"]))


def same(one: Any, other: Any) -> bool:
    """Equality that tells 1 from 1.0 and from true, and finds nan like itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other)


def assert_agreement(text: str) -> None:
    quick = load(text)
    if quick is UNSURE:
        return
    document = compose(text)
    assert not document.faults, f"the quick reader accepts {text!r}: {document.faults}"
    assert same(quick, document.value), f"{text!r}: {quick!r} against {document.value!r}"


@settings(max_examples=2000, deadline=None)
@given(documents())
def test_readers_agree_on_generated_documents(text: str) -> None:
    assert_agreement(text)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40))
def test_readers_agree_on_any_text(text: str) -> None:
    assert_agreement(text)


@pytest.mark.parametrize("value", TRAPS)
def test_readers_agree_on_each_trap(value: str) -> None:
    for text in (
        f"a: {value}\n",
        f"a: [{value}]\n",
        f"a: {{b: {value}}}\n",
        f"a:\n  - {value}\nb: 1\n",
        f"{value}: a\n",
        f"a: x{value}\n",
    ):
        assert_agreement(text)


def test_the_quick_reader_takes_what_people_write() -> None:
    """The guard must not be so shy that everything goes the slow way."""
    text = 'id: CHURN-1\ntitle: Serve scores (fast) — now\nrank: "0|hzz:"\nestimate: {a: 1, b: 2.5}\nlabels: [x, y]\ndue: 2026-08-01\n'
    assert load(text) is not UNSURE


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-01-01", "2026-01-01"),
        ("010", 10),
        ("0o17", 15),
        ("1e3", 1000.0),
        ("~", None),
        ("yes", "yes"),
    ],
)
def test_plain_scalars_have_yaml_1_2_meaning(written: str, value: Any) -> None:
    read = compose(f"a: {written}\n").value["a"]
    assert same(read, value)


def test_what_is_remembered_may_be_forgotten_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large project outgrows the memory of the quick reader in the middle of a file."""
    monkeypatch.setattr("backlogue.parse.fast._KNOWN_MOST", 3)
    for number in range(20):
        text = f"type: story\nid: A-{number}\nstatus: todo\ntitle: t{number % 3}\n"
        assert load(text) == compose(text).value
