"""A report's document in, the same page as its HTML as a PDF out. Nothing is fetched; the bytes know no clock."""

import hashlib
import logging
from typing import Any

from backlogue.render.document import Absent, DocumentFormat, Press
from backlogue.render.documents.html import page
from backlogue.views.document import Document

_HOW = "A PDF needs WeasyPrint: pip install 'backlogue[pdf]', and on Debian apt-get install {}."
_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def write(document: Document, press: Press) -> bytes:
    """The file. Raises Absent where WeasyPrint or the libraries it draws with are missing."""
    try:
        # An extra that only this format needs; importing it costs 300 ms.
        import weasyprint
    except (ImportError, OSError) as error:
        raise Absent(f"{_HOW.format(_PACKAGES)} ({str(error).splitlines()[0]})") from None
    for name in ("weasyprint", "fontTools"):
        # It remarks on every property of the screen's style sheet that paper has no use for.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    text = page(document, press)
    made = weasyprint.HTML(
        string=text, url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=()), base_url=None, media_type="print"
    )
    identifier = hashlib.sha256(text.encode()).digest()[:16]
    data: Any = made.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return bytes(data)


FORMAT = DocumentFormat("pdf", write, binary=True)
