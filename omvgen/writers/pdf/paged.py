"""Document → a PDF whose contents have the page numbers of that very PDF."""

from __future__ import annotations

from omvgen.content.blocks import Document
from omvgen.content.plain_blocks import plain_blocks
from omvgen.locale import speaking
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.toc import listed
from omvgen.writers.pdf.finish import finished, require_pypdf
from omvgen.writers.pdf.libreoffice import LibreOffice
from omvgen.writers.pdf.pages import section_pages


def write_pdf(
    document: Document, libreoffice: LibreOffice, reference: bytes | None = None
) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, with bookmarks. `reference` as in `write_docx`.

    Raises `PdfError` when LibreOffice fails, or when there is no pypdf.
    """
    require_pypdf()  # before LibreOffice is waited for
    return finished(printed(document, libreoffice, reference), document)


def printed(document: Document, libreoffice: LibreOffice, reference: bytes | None = None) -> bytes:
    """The document as LibreOffice prints it, with page numbers in the contents.

    LibreOffice does not count the pages of contents, so they are counted from a first
    PDF and written into a second. They are left out unless the second agrees with
    them: no page number is better than a wrong one. Raises `PdfError`.
    """
    pdf = libreoffice.pdf(write_docx(document, reference, printing=True))
    with speaking(document.language):
        headings = listed(plain_blocks(document.blocks))
    if len(pages := section_pages(pdf)) != len(headings):
        return pdf
    numbered = libreoffice.pdf(write_docx(document, reference, printing=True, pages=pages))
    return numbered if section_pages(numbered) == pages else pdf
