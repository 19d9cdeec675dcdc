"""Documents as .docx: a package of bytes, in the styles of a reference document."""

from __future__ import annotations

from omvgen.content.blocks import Document
from omvgen.writers import Options

ENDINGS = (".docx",)


def write(document: Document, options: Options) -> bytes:
    """The document as a .docx in the styles of `options.reference`, or in our own."""
    from omvgen.writers.docx.package import write_docx  # python-docx is slow to load

    return write_docx(document, options.reference)
