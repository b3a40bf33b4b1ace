"""The bytes of an XML file in, its elements out. Entities are refused and nothing outside is fetched.

A document type may be named, as Cobertura does; what it would define is not read. So neither a "billion
laughs" nor a path to another file can be written.
"""

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from backlogue.evidence.fault import Fault

DEPTH = 100


def read_xml(data: bytes, whose: str) -> Element:
    """The root element of an XML file; names of a namespace come without it."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise Fault("unparseable", f"{whose} has elements more than {DEPTH} deep")
        builder.start(_bare(name), {_bare(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_bare(name))

    def refuse(*_declared: object) -> NoReturn:
        raise Fault("unparseable", f"{whose} declares XML entities, which are not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, expat.ExpatError) else ""
        raise Fault("unparseable", f"{whose} is not XML{line}") from None


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
