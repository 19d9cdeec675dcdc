"""What LibreOffice leaves undone in a PDF, mended without moving a single byte.

Each mend is as long as what it replaces, so that the file's table of offsets stays
true, and nothing but Python is needed for it. What is not there is not mended.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import md5

# The order in which links are stepped through must be a name (ISO 32000-1, table 30);
# LibreOffice writes a string, and PDF/UA-1 (7.18.3) then takes the order for missing.
_TABS = re.compile(rb"(?<=\n)/Tabs\(S\)(?=\n)")
_DATE = re.compile(rb"/(CreationDate|ModDate)\(D:[^)]*\)")
_XMP_DATE = re.compile(rb"<xmp:(Create|Modify|Metadata)Date>[^<]*</xmp:\1Date>")
_IDENTITY = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def mended(pdf: bytes, day: date) -> bytes:
    """The PDF in order for PDF/UA-1, and dated by the document instead of the clock."""
    pdf = _TABS.sub(b"/Tabs /S", pdf)
    pdf = _replaced(_DATE, b"/\\1(D:%s000000Z)" % f"{day:%Y%m%d}".encode(), pdf)
    moment = b"%sT00:00:00Z" % day.isoformat().encode()
    pdf = _replaced(_XMP_DATE, b"<xmp:\\1Date>%s</xmp:\\1Date>" % moment, pdf)
    return _identified(pdf)


def _identified(pdf: bytes) -> bytes:
    """Named by what is in it: LibreOffice names it by the moment too."""
    body, trailer, end = pdf.rpartition(b"trailer")
    nameless = _IDENTITY.sub(b"0" * 32, end)
    identity = md5(body + nameless, usedforsecurity=False).hexdigest().upper().encode()
    return body + trailer + _IDENTITY.sub(identity, end)


def _replaced(pattern: re.Pattern[bytes], new: bytes, pdf: bytes) -> bytes:
    """What the pattern finds, replaced and filled up with spaces; left when there is no room."""

    def fill(found: re.Match[bytes]) -> bytes:
        words = found.expand(new)
        return words.ljust(len(found[0])) if len(words) <= len(found[0]) else found[0]

    return pattern.sub(fill, pdf)
