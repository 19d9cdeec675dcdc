"""The first page of a document of ours: its lines that have no label, and the marks on it.

A field of the block of metadata has a paragraph style of its own: unlike its control, every
program keeps that. No line is taken for a field by what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from omvgen.content.blocks import Document
from omvgen.content.front import draft_mark, secret_mark
from omvgen.content.withheld import public_mark, withheld_blocks
from omvgen.form.publicity import Publicity
from omvgen.plan.text import plain
from omvgen.secrecy.model import IndexRow
from omvgen.word.shown import source_of
from omvgen.word.source import SourceText
from omvgen.writers.docx.body import METADATA_STYLES

LETTERHEAD = "lähettäjä ja asiakirjan tyyppi"
_TITLE, _TYPE_STYLE = "title", "tunnussana"
_FIELDS = {style: field for field, style in METADATA_STYLES.items()}


def field_of_line(block: SourceText, controlled: Set[str]) -> str:
    """The field of a line of the first page that has no control, or nothing.

    Its style tells it. `controlled` are the tags that have a control somewhere: of a field
    on several lines LibreOffice keeps that of the first.
    """
    if block.controls or not block.text:
        return ""
    if block.style == _TITLE:
        return "" if "document.title" in controlled else "title"
    return _FIELDS.get(block.style, "")


def document_type(letterhead: SourceText) -> SourceText:
    """The document's type, which stands in the letterhead after the sender."""
    text = letterhead.text.plain
    for start, end, style in letterhead.styles:
        if style == _TYPE_STYLE:
            return replace(letterhead, text=plain(text[start:end]))
    parted = re.split(r"[\t\n]", text, maxsplit=1)
    return replace(letterhead, text=plain(parted[1] if parted[1:] else ""))


def page_marks() -> tuple[str, ...]:
    """The marks that omvgen puts on pages of its own accord, those of a public copy included."""
    return draft_mark(), secret_mark(), secret_mark(Publicity.PARTLY), *public_words()


def public_words() -> list[str]:
    """The lines by which a public copy is known: its mark, and the heading of its index."""
    index = (IndexRow("", "", "", ()),)
    blocks = source_of(Document("", "", (public_mark(index), *withheld_blocks(index)))).blocks
    return [block.text.plain for block in blocks if isinstance(block, SourceText)]
