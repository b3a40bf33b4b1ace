"""Templates from a stranger's pull request: the known ways out are shut, and none takes long or much."""

from dataclasses import replace
from pathlib import Path

import pytest
from growth import assert_costs_at_most

from backlogue.render.document import Faulty, Press, Template
from backlogue.render.documents.html import page
from backlogue.site.reports import press_of
from backlogue.views.document import Cell, Column, Document, Part, Table
from backlogue.views.edition import AsOf

COLUMNS = (Column("item", "Item"), Column("value", "Value", right=True))
ROWS = tuple((Cell(f"APP-{number} <b>", None), Cell(str(number), float(number))) for number in range(50))
DOCUMENT = Document(
    "done", "Done", "all", "Small", AsOf("c0ffee", "9 July 2026"), "All is well.",
    parts=(Part("one", "One", tables=(Table("rows", "Rows", COLUMNS, ROWS),)),),
)  # fmt: skip


def made(text: str, **more: str) -> str:
    templates = {"reports/report.html": Template("site/templates/reports/report.html", text, ours=False)}
    templates |= {name: Template(f"site/templates/{name}", one, ours=False) for name, one in more.items()}
    return page(DOCUMENT, Press(templates))


ESCAPES = {
    "class": "{{ ''.__class__.__mro__ }}",
    "class by filter": "{{ ''|attr('__class__') }}",
    "class by item": "{{ document['__class__'] }}",
    "class in pieces": "{{ document['__cl' ~ 'ass__'] }}",
    "map of attributes": "{{ document.parts|map(attribute='__class__')|list }}",
    "groupby of attributes": "{% for g in document.parts|groupby('__class__') %}{{ g }}{% endfor %}",
    "selectattr": "{{ (document.parts|selectattr('__class__')|list)[0].__init__ }}",
    "globals of cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "cycler": "{{ cycler('a') }}",
    "joiner": "{{ joiner(',') }}",
    "namespace": "{% set n = namespace(a=1) %}{{ n.a }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "dict": "{{ dict(a=1) }}",
    "range": "{{ range(9) }}",
    "self": "{{ self.__init__ }}",
    "self's context": "{{ self._TemplateReference__context }}",
    "a macro's insides": "{% macro m() %}{% endmacro %}{{ m._func }}",
    "a macro's environment": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "a loop's insides": "{% for a in [1] %}{{ loop._iterator }}{% endfor %}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "format string": "{{ '{0.__class__}'.format(document) }}",
    "format map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "format filter": "{{ '%s'|format(document) }}",
    "percent": "{{ '%s' % document }}",
    "method of a text": "{{ document.title.encode('utf-8') }}",
    "method of a tuple": "{{ document.parts.count(1) }}",
    "a dataclass's own": "{{ document.__dataclass_fields__ }}",
    "slots": "{{ document.__slots__ }}",
    "absolute include": "{% include '/etc/passwd' %}",
    "include upwards": "{% include '../../../../etc/passwd' %}",
    "include of the plan": "{% include 'backlogue.yaml' %}",
    "import of a module": "{% import 'os' as os %}{{ os }}",
    "extends away": "{% extends '/etc/passwd' %}",
    "autoescape off": "{% autoescape false %}{{ document.parts[0].tables[0].rows[0][0].text }}{% endautoescape %}",
    "safe": "{{ document.title|safe }}",
    "a whole object": "{{ document }}",
    "a filter that is none": "{{ document.title|pprint }}",
    "a missing name": "{{ nothing_like_that }}",
    "a test for callables": "{{ 1 if document is callable }}",
    "bad syntax": "{% for x in %}",
}

TABLE = "{% for row in document.parts[0].tables[0].rows %}{% for cell in row %}{{ cell.text }}{% endfor %}{% endfor %}"
BOMBS = {
    "huge text": "{{ 'a' * 1000000000 }}",
    "huge number": "{{ 10 ** 10 ** 10 }}",
    "huge left shift": "{{ 2 ** 99999999 }}",
    "huge pad": "{{ 'a'.center(1000000000) }}",
    "pad filter": "{{ 'a'|center(1000000000) }}",
    "indent filter": "{{ 'a'|indent(1000000000, true) }}",
    "wordwrap": "{{ document.title|wordwrap(1) }}",
    "format width": "{{ '{:1000000000}'.format(1) }}",
    "percent width": "{{ '%1000000000d' % 1 }}",
    "batch": "{{ document.parts|batch(1000000000, 'x')|list }}",
    "replace": "{{ document.title|replace('a', 'aaaa') }}",
    "doubling by set": "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "doubling by capture": "{% set a %}aaaaaaaaaa{% endset %}"
    + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60
    + "{{ a }}",
    "doubling by list": "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a == a }}",
    "doubling by tuple": "{% set a = 1, 2 %}" + "{% set a = (a, a) %}" * 60 + "{{ a }}",
    "doubling by arguments": "{% macro m() %}{{ m(varargs, varargs) }}{% endmacro %}{{ m(1) }}",
    "doubling by plus": "{% set a = [1] + [2] %}{{ a|length }}",
    "loops in loops": "{% for a in document.parts[0].tables[0].rows %}" * 8 + "x" + "{% endfor %}" * 8,
    "recursive loop": "{% for a in document.parts recursive %}{{ loop(document.parts) }}{% endfor %}",
    "macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro tree": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "include of itself": "{% include 'reports/report.html' %}",
    "extends itself": "{% extends 'reports/report.html' %}",
    "big text in a loop": "{% for a in document.parts[0].tables[0].rows %}" + "x" * 50_000 + "{% endfor %}",
    "join": "{% set a = document.parts[0].tables[0].rows|join(document.title) %}{{ a }}",
    "deep nesting": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "rounding": "{{ 1.5|round(100000000, 'ceil') }}",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_known_escapes_are_shut(name: str) -> None:
    with pytest.raises(Faulty) as fault:
        made(ESCAPES[name])
    assert fault.value.finding.span.path == "site/templates/reports/report.html"
    assert fault.value.finding.span.line == 1


@pytest.mark.parametrize("name", BOMBS)
def test_nothing_grows_or_runs_out_of_proportion(name: str) -> None:
    def burst() -> None:
        with pytest.raises(Faulty):
            made(BOMBS[name])

    # What the budget of this small report lets through at the most takes 200 times as long as printing its table.
    assert_costs_at_most(1_000, lambda: made(TABLE), burst)


def test_what_a_report_needs_is_there() -> None:
    text = made(
        "{% macro cell(one) %}<td>{{ one.text }}</td>{% endmacro %}"
        "{{ document.title|upper }} {{ document.parts|length }}"
        "{% for row in document.parts[0].tables[0].rows %}{% if loop.index0 < 2 %}<tr>{{ cell(row[0]) }}"
        "{{ loop.cycle('odd', 'even') }}{{ row[1].value + 1 }}</tr>{% endif %}{% endfor %}"
        "{{ document.subject ~ '!' }}{{ {'a': 'b'}['a'] }}{% set x = 'y' %}{{ x if x in ['y', 'z'] else 'n' }}"
    )
    assert text == ("DONE 1<tr><td>APP-0 &lt;b&gt;</td>odd1.0</tr><tr><td>APP-1 &lt;b&gt;</td>even2.0</tr>all!by")


def test_a_fault_has_its_own_file_and_line() -> None:
    with pytest.raises(Faulty) as fault:
        made("{% include 'reports/part.html' %}", **{"reports/part.html": "one\ntwo\n{{ nothing }}\n"})
    assert (fault.value.finding.span.path, fault.value.finding.span.line) == ("site/templates/reports/part.html", 3)
    assert "'nothing' is undefined" in fault.value.finding.message


def test_ours_can_be_extended(tmp_path: Path) -> None:
    folder = tmp_path / "site/templates/reports"
    folder.mkdir(parents=True)
    foot = "{% block foot %}<p>Signed by {{ document.project }}</p>{% endblock %}"
    text = f"{{% extends 'backlogue/reports/report.html' %}}{foot}"
    (folder / "done.html").write_text(text)
    made_with = press_of(tmp_path)
    text = page(DOCUMENT, made_with)
    assert "<p>Signed by Small</p>" in text
    assert "APP-1 &lt;b&gt;" in text


def test_a_large_report_fits_its_budget(tmp_path: Path) -> None:
    rows = ROWS * 100
    table = Table("rows", "Rows", COLUMNS, rows, grouped=True)
    text = page(replace(DOCUMENT, parts=(Part("one", "One", tables=(table,)),)), press_of(tmp_path))
    assert text.count("<tr") > 5_000


def test_links_and_large_files_are_no_templates(tmp_path: Path) -> None:
    folder = tmp_path / "site/templates/reports"
    folder.mkdir(parents=True)
    (tmp_path / "secret.html").write_text("secret")
    (folder / "done.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(Faulty, match="symbolic link"):
        press_of(tmp_path)
    (folder / "done.html").unlink()
    (folder / "done.html").write_text("x" * 70_000)
    with pytest.raises(Faulty, match="larger"):
        press_of(tmp_path)
    (folder / "done.html").write_bytes(b"\xff\xfe")
    with pytest.raises(Faulty, match="UTF-8"):
        press_of(tmp_path)
