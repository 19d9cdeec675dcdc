"""The first page of a document of ours: its lines that have no label, and the marks on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from omvgen.content.blocks import Document, ParagraphStyle
from omvgen.content.front import draft_mark, secret_mark
from omvgen.content.withheld import public_mark, withheld_blocks
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.text import plain
from omvgen.secrecy.model import IndexRow
from omvgen.word.shown import source_of
from omvgen.word.sorting import fold
from omvgen.word.source import SourceBlock, SourceText
from omvgen.writers.docx.body import STYLES

METADATA = STYLES[ParagraphStyle.METADATA]
LETTERHEAD = "lähettäjä ja asiakirjan tyyppi"
_TITLE, _TYPE_STYLE = "title", "tunnussana"


@dataclass(frozen=True)
class FirstPage:
    """Knows the lines of the first page whose controls are gone.

    `properties` are the document's, `controlled` the tags that have a control somewhere.
    """

    form: Form
    properties: Mapping[str, str]
    controlled: Set[str]

    def tag(
        self, block: SourceText, before: SourceBlock | None, parts: Mapping[str, object]
    ) -> str:
        """The tag of the line, or nothing. `before` stands before it, `parts` are known."""
        if block.controls or not block.text:
            return ""
        text = block.text.plain
        tag = ""
        if block.style == _TITLE:
            tag = "title"
        elif block.style == METADATA and not block.bold:
            basis = "document.bases" in parts or _is_secret_mark(before)
            tag = "bases" if basis else self._metadata(text, parts)
        elif block.style == METADATA and fold(text) not in map(fold, page_marks()):
            tag = "security_class"
        known = tag in self.form.fields and f"document.{tag}" not in self.controlled
        return f"document.{tag}" if known else ""

    def _metadata(self, text: str, parts: Mapping[str, object]) -> str:
        """The field of a line of the block of metadata, by what it looks like and its order."""
        if parse_date(text):
            return "date"
        if text in map(tr, Publicity):
            return "publicity"
        number = self.properties.get("document_number", "")
        second = number and "document.case_number" in parts
        return "document_number" if second or text == number else "case_number"


def document_type(letterhead: SourceText) -> SourceText:
    """The document's type, which stands in the letterhead after the sender."""
    text = letterhead.text.plain
    for start, end, style in letterhead.styles:
        if style == _TYPE_STYLE:
            return replace(letterhead, text=plain(text[start:end]))
    parted = re.split(r"[\t\n]", text, maxsplit=1)
    return replace(letterhead, text=plain(parted[1] if parted[1:] else ""))


def _is_secret_mark(block: SourceBlock | None) -> bool:
    """Whether it is the mark of the first page after which the provisions stand."""
    marks = map(secret_mark, (Publicity.SECRET, Publicity.PARTLY))
    return (
        isinstance(block, SourceText)
        and block.style == METADATA
        and fold(block.text.plain) in map(fold, marks)
    )


def page_marks() -> tuple[str, ...]:
    """The marks that omvgen puts on pages of its own accord, those of a public copy included."""
    return draft_mark(), secret_mark(), secret_mark(Publicity.PARTLY), *public_words()


def public_words() -> list[str]:
    """The lines by which a public copy is known: its mark, and the heading of its index."""
    index = (IndexRow("", "", "", ()),)
    blocks = source_of(Document("", "", (public_mark(index), *withheld_blocks(index)))).blocks
    return [block.text.plain for block in blocks if isinstance(block, SourceText)]
