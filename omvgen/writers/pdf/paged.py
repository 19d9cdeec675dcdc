"""Document → the bytes of a PDF whose contents have the page numbers of that very PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from omvgen.content.blocks import Control, Document, PlainBlock, SignatureLine, Together
from omvgen.content.plain_blocks import plain_blocks
from omvgen.locale import speaking
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.toc import listed
from omvgen.writers.pdf.libreoffice import LibreOffice
from omvgen.writers.pdf.mend import mended
from omvgen.writers.pdf.pages import section_pages

# As in our packages: the earliest moment that tells nothing of when the file was made.
_UNDATED = date(1980, 1, 1)


def write_pdf(
    document: Document, libreoffice: LibreOffice, reference: bytes | None = None
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1), with bookmarks.

    LibreOffice does not count the pages of contents, so they are counted from a first
    PDF and written into a second. They are left out unless the second agrees with
    them: no page number is better than a wrong one. `reference` as in `write_docx`.
    Raises `PdfError` when LibreOffice fails.
    """
    with speaking(document.language):
        blocks = tuple(_on_paper(plain_blocks(document.blocks)))
    document = replace(document, blocks=blocks)
    pdf = libreoffice.pdf(write_docx(document, reference))
    if len(pages := section_pages(pdf)) == len(listed(document.blocks)):
        numbered = libreoffice.pdf(write_docx(document, reference, pages))
        if section_pages(numbered) == pages:
            pdf = numbered
    return mended(pdf, document.date or _UNDATED, watermark=bool(document.watermark))


def _on_paper(blocks: Iterable[PlainBlock]) -> Iterator[PlainBlock]:
    """The blocks with a line to write on where Word would have its own for signing."""
    for block in blocks:
        match block:
            case SignatureLine():
                yield block.field
            case Control() | Together():
                yield block._replace(blocks=tuple(_on_paper(block.blocks)))
            case _:
                yield block
