"""Azure DevOps: a CSV of a query, or work items and iterations as its REST interface gives them, in; our files out.

A query's CSV has whatever columns the query shows: add Parent, Area Path, Iteration Path and
Description before exporting. Numbers become AB-12, as `AB#12` is how Azure itself names them.
"""

from functools import partial

from backlogue.exchange.azure_json import read_json
from backlogue.exchange.convert import convert
from backlogue.exchange.csvsource import read_csv
from backlogue.exchange.dialect import Dialect, Read
from backlogue.exchange.html import html_to_markdown, steps_to_markdown
from backlogue.exchange.importer import Importer, Source
from backlogue.exchange.words import azure_field


def _read(source: Source) -> Read:
    head = source.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return read_json(source) if head[:1] in (b"{", b"[") else read_csv(source)


DIALECT = Dialect(
    name="azure",
    title="Azure DevOps",
    read=_read,
    field_of=azure_field,
    markup=lambda text, _name: html_to_markdown(text),
    steps=steps_to_markdown,
    statuses={"resolved": "in-review", "design": "todo", "planned": "todo", "behoben": "in-review"},
    prefix="AB",
    label_parting=r"\s*[;|]\s*",
    paths=True,
    deep=True,
)
IMPORTER = Importer("azure", "Azure DevOps CSV or JSON", partial(convert, DIALECT))
