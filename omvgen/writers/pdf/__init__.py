"""Documents as PDF: LibreOffice makes it, and what it leaves undone is mended."""

from __future__ import annotations

from omvgen.content.blocks import Document
from omvgen.errors import PdfError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.writers import Options
from omvgen.writers.pdf.libreoffice import LibreOffice, find_soffice
from omvgen.writers.pdf.paged import write_pdf

__all__ = ["ENDINGS", "LibreOffice", "find_soffice", "write", "write_pdf"]

ENDINGS = (".pdf",)


def write(document: Document, options: Options) -> bytes:
    """The document as a PDF. Raises `PdfError` when there is no LibreOffice, or when it fails."""
    if options.soffice is None:
        raise PdfError(Finding(Code.LIBREOFFICE_MISSING))
    return write_pdf(document, LibreOffice(options.soffice), options.reference)
