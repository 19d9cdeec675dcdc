"""Documents of other formats as .docx: by LibreOffice, where it is installed."""

from __future__ import annotations

import os
from pathlib import PurePath

from omvgen.errors import PdfError, ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.writers.pdf.libreoffice import LibreOffice, find_soffice

_DOCX = "docx:MS Word 2007 XML"
_MAGIC = {b"%PDF": ".pdf", b"{\\rt": ".rtf"}
_CONVERTED = frozenset({".doc", ".dot", ".odt", ".ott", ".rtf"})


def as_docx(data: bytes, file: str) -> bytes:
    """The document as a .docx, as it is when it is one (or anything unknown).

    `.doc`, `.odt` and `.rtf` go through LibreOffice. Raises `ReadError`: OMV771 for a PDF,
    OMV772 when there is no LibreOffice, OMV773 when it cannot read the document.
    """
    kind = _kind(data, file)
    if kind == ".pdf":
        raise ReadError(Finding(Code.SOURCE_IS_PDF, values={"file": file}))
    if kind not in _CONVERTED:
        return data
    try:
        office = LibreOffice(find_soffice(os.environ))
    except PdfError as error:
        missing = Finding(Code.SOURCE_NEEDS_LIBREOFFICE, values={"file": file})
        raise ReadError(missing) from error
    try:
        return office.converted(data, kind, _DOCX)
    except PdfError as error:
        raise ReadError(Finding(Code.SOURCE_NOT_CONVERTED, values={"file": file})) from error


def _kind(data: bytes, file: str) -> str:
    """The format, as the ending of its files: by the first bytes, else by the name.

    An old .doc and an encrypted .docx begin alike, an .odt and a .docx too: the name tells
    them apart.
    """
    return _MAGIC.get(data[:4], PurePath(file).suffix.lower())
