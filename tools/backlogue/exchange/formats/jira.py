"""Jira: a CSV export (Cloud or Data Center, any language) in, our files out.

Export in Jira with "Export > CSV (all fields)"; the export of current fields has neither
descriptions nor sprints. Texts are wiki markup; dates have no zone.
"""

from functools import partial

from backlogue.exchange.convert import convert
from backlogue.exchange.csvsource import read_csv
from backlogue.exchange.dialect import Dialect
from backlogue.exchange.html import steps_to_markdown
from backlogue.exchange.importer import Importer
from backlogue.exchange.wiki import wiki_to_markdown
from backlogue.exchange.words import jira_field

DIALECT = Dialect(
    name="jira",
    title="Jira",
    read=read_csv,
    field_of=jira_field,
    markup=wiki_to_markdown,
    steps=steps_to_markdown,
    statuses={
        "resolved": "done",
        "resuelta": "done",
        "gelöst": "done",
        "résolu": "done",
        "resolvido": "done",
    },
    prefix="JIRA",
    label_parting=r"\s+",  # a label holds no blanks; older exports put all of them in one cell
    paths=False,
    deep=False,
)
IMPORTER = Importer("jira", "Jira CSV export", partial(convert, DIALECT))
