"""Documents as PDF: LibreOffice makes it, and what it leaves undone is mended."""

from __future__ import annotations

from omvgen.content.blocks import Document
from omvgen.findings.model import Finding, Refused
from omvgen.writers import Options
from omvgen.writers.pdf.libreoffice import LibreOffice, find_soffice
from omvgen.writers.pdf.paged import write_pdf
from omvgen.writers.pdf.seal import protect_pdf

__all__ = ["ENDINGS", "LibreOffice", "find_soffice", "protect_pdf", "write", "write_pdf"]

ENDINGS = (".pdf",)


def write(document: Document, options: Options) -> bytes:
    """The document as a PDF. Raises `Refused` when there is no LibreOffice, or when it fails."""
    if options.soffice is None:
        raise Refused(Finding("OMV127"))
    return write_pdf(document, LibreOffice(options.soffice), options.reference)
