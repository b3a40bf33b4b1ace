"""The bytes of a CSV export in; a table, or the finding that says why there is none, out."""

from backlogue.exchange.decode import decode
from backlogue.exchange.dialect import Read
from backlogue.exchange.faults import at_file
from backlogue.exchange.importer import Source
from backlogue.exchange.table import read_table


def read_csv(source: Source) -> Read:
    """Read any CSV; a file with no rows is an error, a guessed encoding is said."""
    decoded = decode(source.data)
    findings = []
    if "\x00" in decoded.text:
        what = "not a text file; export as CSV, not as a workbook"
        return Read(None, (), (at_file("IMP101", source.path, what),))
    if decoded.text.lstrip()[:1] in ("<", "{", "["):
        kind = "JSON" if decoded.text.lstrip()[0] in "{[" else "XML or HTML"
        return Read(
            None,
            (),
            (at_file("IMP101", source.path, f"looks like {kind}, not like CSV", "export the items as CSV"),),
        )
    if decoded.guessed is not None:
        hint = "save it as UTF-8 if letters look wrong"
        findings.append(at_file("IMP107", source.path, f"read as {decoded.guessed}, which was guessed", hint))
    table = read_table(source.path, decoded.text)
    for fault in table.faults:
        hint = "add the missing quote, or export again"
        findings.append(at_file("IMP101", source.path, fault.message, hint, fault.line, fault.column))
    if not table.rows and not table.faults:
        findings.append(at_file("IMP101", source.path, "holds no rows below its headings"))
    return Read(table if table.rows and not table.faults else None, (), tuple(findings))
