"""Content controls: what an answer is wrapped in, so that it is found again in any Word file.

Each has its tag (see `blocks.Control`) and a title, which Word shows when the text
is edited. They are not locked, and stand around whole paragraphs, or around the value
of a field within its own. LibreOffice, when it saves a .docx, keeps the titles of those
around paragraphs alone, and of one that ends in a table only its first paragraphs;
hence the number of the question in the title, and a control of its own for each table.
After one within a paragraph, until the contents, it makes those around paragraphs to ones
within too and drops their formatting and links: the control of a short fact of section 1
stands around its paragraph, label included.
"""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.content.blocks import Control
from omvgen.writers.docx.xml import Element, el

_LONGEST = 64  # characters of a title or tag that Word takes


class Controls:
    """Makes the controls of one document; their ids count from 1."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, control: Control, content: Iterable[Element]) -> Element:
        """The control around the elements of its blocks."""
        self._count += 1
        properties = el(
            "w:sdtPr",
            el("w:alias", val=short_title(control.title)),
            el("w:tag", val=control.tag),
            el("w:id", val=self._count),
        )
        return el("w:sdt", properties, el("w:sdtContent", *content))


def short_title(title: str) -> str:
    """The title as the control has it: on one line, cut where it is longer than Word takes."""
    line = " ".join(title.split())
    # Word counts in UTF-16, where a letter may be two.
    while len(line.encode("utf-16-le")) // 2 > _LONGEST:
        line = line[: _LONGEST - 1 if len(line) > _LONGEST else len(line) - 2].rstrip() + "…"
    return line
