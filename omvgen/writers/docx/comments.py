"""A comment on the title: accepting or rejecting tracked changes leaves it as it is."""

from __future__ import annotations

from typing import Any

from omvgen.content.blocks import Document
from omvgen.writers.docx.xml import Element, el, name, paragraph, text_el

_ID = 0  # the only one


def add_remark(word: Any, document: Document, title_style: str, text_style: str) -> None:
    """Adds the document's remark as a comment on the paragraph that is its title."""
    body = word.element.body
    title = next(p for p in body.iter(name("w:p")) if p.style == title_style)
    title.insert(1, el("w:commentRangeStart", id=_ID))
    title.append(el("w:commentRangeEnd", id=_ID))
    title.append(el("w:r", el("w:commentReference", id=_ID)))
    word.part._comments_part.element[:] = [_comment(document, text_style)]


def _comment(document: Document, style: str) -> Element:
    return el(
        "w:comment",
        *(paragraph(style, el("w:r", text_el("w:t", line))) for line in document.remark),
        id=_ID,
        author=document.author,
        date=f"{document.date}T00:00:00Z" if document.date else None,
        initials="".join(word[0] for word in document.author.split()[:3]),
    )
