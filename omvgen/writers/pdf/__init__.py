"""A document as a PDF: LibreOffice makes it, and what it leaves undone is mended."""

from __future__ import annotations

from omvgen.writers.pdf.libreoffice import LibreOffice, find_soffice
from omvgen.writers.pdf.write import write_pdf

__all__ = ["LibreOffice", "find_soffice", "write_pdf"]
