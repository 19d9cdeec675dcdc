"""Small means to write old plans as people wrote them in Word."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from omvgen.plan.paragraphs import list_mark

NS = nsdecls("w")
SHAPES = (
    f'{NS} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


@dataclass
class OldPlan:
    """A document, and its right placing, written by hand.

    `answers`, `fields` and `tables` are what has a right place, by id. `own_words` says that
    it does not use the form's wording. `doubtful` are ids where a person must look whatever
    was placed: two answers under one heading.
    """

    name: str
    document: Any = field(default_factory=Document)
    answers: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    secret: dict[str, str] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    own_words: bool = False

    @property
    def data(self) -> bytes:
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    # ---- headings ------------------------------------------------------------------------

    def styled(self, text: str, level: int = 1) -> None:
        self.document.add_heading(text, level)

    def bold(self, text: str) -> None:
        self.document.add_paragraph().add_run(text).bold = True

    def text(self, text: str) -> None:
        """Paragraphs; lines that begin with a mark in the style of a list."""
        write(self.document, text)

    # ---- other places of answers ---------------------------------------------------------

    def rows(self, *rows: tuple[str, ...]) -> Any:
        table = self.document.add_table(0, len(rows[0]), style="Table Grid")
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.paragraphs[0].text = text.split("\n")[0]
                write(cell, "\n".join(text.split("\n")[1:]))
        return table

    def control(self, text: str, *, empty: bool = False) -> None:
        """A content control with the text, or with the prompt that an empty one shows."""
        shows = "<w:showingPlcHdr/>" if empty else ""
        self._raw(
            f"<w:sdt {NS}><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{_p(text)}</w:sdtContent></w:sdt>"
        )

    def text_box(self, text: str) -> None:
        self._raw(
            f'<w:p {SHAPES}><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
            '<wp:docPr id="1" name="Ruutu"/><a:graphic><a:graphicData uri="http://schemas.'
            'microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
            f"<w:txbxContent>{_p(text)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    def form_field(self, text: str) -> None:
        """A form field of Word 97, filled in."""
        run = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
        self._raw(
            f"<w:p {NS}><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='T'/>"
            "<w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT "
            f"</w:instrText></w:r>{run.format('separate')}<w:r><w:t>{text}</w:t></w:r>"
            f"{run.format('end')}</w:p>"
        )

    def _raw(self, xml: str) -> None:
        self.document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def write(where: Any, text: str) -> None:
    for line in filter(None, text.split("\n")):
        mark = list_mark(line)
        if mark and mark["mark"] in "-–•":
            where.add_paragraph(line[mark.end() :], style="List Bullet")
        else:
            where.add_paragraph(line)


def _p(text: str) -> str:
    return "".join(f"<w:p {NS}><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
