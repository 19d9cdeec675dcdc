"""What LibreOffice leaves undone in a PDF: made PDF/A-3a and PDF/UA-1 at once by pypdf.

LibreOffice writes a PDF/A-3 that is tagged, with fonts, output intent and flags in order.
Its metadata are replaced (`xmp`), files attached (`attachments`), room made to sign
(`signature`), and the file is dated by the document instead of the clock.
"""

from __future__ import annotations

import io
import struct
from datetime import date
from typing import Any

from omvgen.content.blocks import Document, SignatureLine, leaves
from omvgen.errors import PdfError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.seals import identified
from omvgen.writers.pdf.artifacts import mark_lines
from omvgen.writers.pdf.attachments import attach
from omvgen.writers.pdf.objects import elements, put, resolved
from omvgen.writers.pdf.signature import add_signature_field
from omvgen.writers.pdf.xmp import set_metadata

# As in our packages: the earliest moment that tells nothing of when the file was made.
_UNDATED = date(1980, 1, 1)
_VERSION = "%PDF-1.7"  # ISO 32000-1, on which both standards stand
_ICC_DATE = 24  # where the header of a colour profile has the moment of its making


def require_pypdf() -> Any:
    """Returns the library. Raises `PdfError` (OMV765) where it is not installed."""
    try:
        import pypdf
    except ImportError as error:
        raise PdfError(Finding(Code.PDF_LIBRARY_MISSING)) from error
    return pypdf


def finished(printed: bytes, document: Document) -> bytes:
    """The PDF that LibreOffice printed of the document, as it is handed over.

    The same two give the same bytes. Raises `PdfError` as `require_pypdf` does.
    """
    pypdf = require_pypdf()
    pdf = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(printed)))
    pdf.pdf_header = _VERSION
    _mend_tags(pdf, watermark=bool(document.watermark))
    mark_lines(pdf)
    for line in leaves(document.blocks):
        if isinstance(line, SignatureLine):
            add_signature_field(pdf, line)
    day = document.date or _UNDATED
    _date_colours(pdf, day)
    attach(pdf, document.attachments, day)
    set_metadata(pdf, document, day)
    buffer = io.BytesIO()
    pdf.write(buffer)
    return identified(buffer.getvalue())


def _mend_tags(pdf: Any, *, watermark: bool) -> None:
    """What LibreOffice tags in another way than the standards have it.

    The order in which links are stepped through must be a name (ISO 32000-1, table 30);
    LibreOffice 7.4 writes a string, and PDF/UA-1 (7.18.3) then takes it for missing. A
    `watermark` is for the eye alone, since its word stands in the header, too: LibreOffice
    tags it as a picture and loses its alternative text.
    """
    for page in pdf.pages:
        put(page, {"/Tabs": "/S"})
    if watermark:
        for element in elements(pdf):
            if element["/S"] == "/Figure" and "/Alt" not in element:
                put(element, {"/S": "/Div"})


def _date_colours(pdf: Any, day: date) -> None:
    """Dates the colour profiles, which LibreOffice makes anew each time (ICC.1:2010, 7.2.8)."""
    for intent in pdf.root_object.get("/OutputIntents", ()):
        profile = resolved(resolved(intent)["/DestOutputProfile"])
        data = profile.get_data()
        moment = struct.pack(">6H", day.year, day.month, day.day, 0, 0, 0)
        profile.set_data(data[:_ICC_DATE] + moment + data[_ICC_DATE + len(moment) :])
