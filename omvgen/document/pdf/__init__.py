"""A document as a PDF: LibreOffice makes it, and what it leaves undone is mended."""

from __future__ import annotations

from omvgen.document.pdf.libreoffice import LibreOffice, find_soffice
from omvgen.document.pdf.made import protect_pdf
from omvgen.document.pdf.write import write_pdf

__all__ = ["LibreOffice", "find_soffice", "protect_pdf", "write_pdf"]
