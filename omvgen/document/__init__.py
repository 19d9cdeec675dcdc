"""The document: a plan as neutral blocks, and the blocks as a .docx."""

from __future__ import annotations

from omvgen.document.blocks import Document
from omvgen.document.plan import plan_document
from omvgen.document.word.write import write_docx

__all__ = ["Document", "plan_document", "write_docx"]
