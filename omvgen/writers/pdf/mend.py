"""What LibreOffice leaves undone in a PDF, mended without moving a single byte.

Each mend is as long as what it replaces, so that the file's table of offsets stays
true, and nothing but Python is needed for it. What is not there is not mended.
"""

from __future__ import annotations

import re
from datetime import date

from omvgen.patterns import pattern
from omvgen.seals import identified

# The order in which links are stepped through must be a name (ISO 32000-1, table 30);
# LibreOffice writes a string, and PDF/UA-1 (7.18.3) then takes the order for missing.
_TABS = pattern(rb"(?<=\n)/Tabs\(S\)(?=\n)")
# A watermark is for the eye alone: its word stands in the header, too. LibreOffice
# tags it as a picture and loses its alternative text.
_FIGURE = pattern(rb"/S/Figure(?=(?:(?!/Alt|endobj).)*endobj)", re.DOTALL)
_DATE = pattern(rb"/(CreationDate|ModDate)\(D:[^)]*\)")
_XMP_DATE = pattern(rb"<xmp:(Create|Modify|Metadata)Date>[^<]*</xmp:\1Date>")


def mended(pdf: bytes, day: date, *, watermark: bool) -> bytes:
    """The PDF in order for PDF/UA-1, and dated by the document instead of the clock.

    `watermark`: whether pictures without an alternative text are the watermark.
    """
    pdf = _TABS.sub(b"/Tabs /S", pdf)
    if watermark:
        pdf = _FIGURE.sub(b"/S/Div   ", pdf)
    pdf = _replaced(_DATE, b"/\\1(D:%s000000Z)" % f"{day:%Y%m%d}".encode(), pdf)
    moment = b"%sT00:00:00Z" % day.isoformat().encode()
    pdf = _replaced(_XMP_DATE, b"<xmp:\\1Date>%s</xmp:\\1Date>" % moment, pdf)
    return identified(pdf)


def _replaced(pattern: re.Pattern[bytes], new: bytes, pdf: bytes) -> bytes:
    """What the pattern finds, replaced and filled up with spaces; left when there is no room."""

    def fill(found: re.Match[bytes]) -> bytes:
        words = found.expand(new)
        return words.ljust(len(found[0])) if len(words) <= len(found[0]) else found[0]

    return pattern.sub(fill, pdf)
