"""Blocks as the elements of a document's body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import assert_never

from omvgen.content.blocks import (
    Contents,
    Control,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    ListItem,
    ParagraphStyle,
    PlainBlock,
    Role,
    SignatureLine,
    Table,
    Text,
    Title,
    Together,
    leaves,
    plain,
    words,
)
from omvgen.writers.docx.controls import Controls
from omvgen.writers.docx.measure import Page, text_width
from omvgen.writers.docx.numbering import Numbering
from omvgen.writers.docx.runs import Runs, run
from omvgen.writers.docx.signature import signature_picture, signature_place, signature_run
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.tables import Tables
from omvgen.writers.docx.toc import bookmarked, contents, is_listed, listed
from omvgen.writers.docx.xml import Element, el, keep_last_with_next, keep_with_next, paragraph

STYLES = {
    ParagraphStyle.BODY: "body text",
    ParagraphStyle.MISSING: "ei vastausta",
    ParagraphStyle.PUBLICITY: "julkisuusmerkintä",
    ParagraphStyle.CHANGE: "muutoksen laji",
    ParagraphStyle.METADATA: "asiakirjatieto",
}
METADATA_STYLES = {  # of the lines that show a field of the document's data
    "date": "asiakirjatieto päiväys",
    "case_number": "asiakirjatieto asianumero",
    "document_number": "asiakirjatieto asiakirjanumero",
    "bases": "asiakirjatieto salassapitoperuste",
    "security_class": "asiakirjatieto turvallisuusluokka",
}
FIELDS = {
    FieldKind.FACT: "tietorivi",
    FieldKind.LINE: "tietorivi",
    FieldKind.ANSWER: "tietorivi",
    FieldKind.CHANGE: "muutosrivi",
    FieldKind.SIGNATURE: "allekirjoitusrivi",
    FieldKind.ENDING: "loppumerkintä",
}
_METADATA = 5216  # where the block of metadata begins, 9.2 cm
_SENDER_WIDTH = _METADATA - 150  # from the margin to the block of metadata
_VALUE = 3912  # where the value begins, as in the style `Tietorivi`
_LABEL_WIDTH = _VALUE - 150  # from the margin to the value
_SIZE = 11
_LINE_END = _VALUE + 5103  # a line to write on is 9 cm long
_ROOM = "\n" * 4  # to sign below what the workbook says, some 40 points
_LEADS = 300  # characters; a longer paragraph may stand on the page before its list


class Body:
    """Writes blocks, each kind in its own method. One body is written by one `Body`.

    `add_picture` takes a picture into the document and gives its relationship. `printing`:
    the document is to become a PDF, where one signs on a line.
    """

    def __init__(
        self,
        ids: StyleIds,
        runs: Runs,
        tables: Tables,
        numbering: Numbering,
        page: Page,
        *,
        add_picture: Callable[[bytes], str],
        printing: bool = False,
    ) -> None:
        self._ids = ids
        self._runs = runs
        self._tables = tables
        self._numbering = numbering
        self._controls = Controls()
        self._page = page
        self._add_picture = add_picture
        self._printing = printing
        self._page_numbers: tuple[int, ...] = ()
        self._bookmarks = 0
        self._listed: list[Heading] = []

    def write(self, blocks: tuple[PlainBlock, ...], pages: tuple[int, ...] = ()) -> list[Element]:
        """All blocks as elements, in order; `pages` are the headings' in the contents."""
        return list(self.one_by_one(blocks, pages))

    def one_by_one(
        self, blocks: tuple[PlainBlock, ...], pages: tuple[int, ...] = ()
    ) -> Iterator[Element]:
        """The same, one element at a time."""
        self._listed, self._page_numbers = listed(blocks), pages
        yield from self._elements(blocks)

    def _elements(self, blocks: tuple[PlainBlock, ...]) -> Iterator[Element]:
        for block, following in zip_longest(blocks, blocks[1:]):
            yield from self._kept(block, following)

    def _kept(self, block: PlainBlock, following: PlainBlock | None) -> Iterator[Element]:
        """The elements of a block; its last paragraph stays with a table that belongs to it."""
        elements = list(self._one(block, following))
        leads = isinstance(block, Text | ListItem | Control)
        if elements and leads and isinstance(_first(following), Table):
            keep_last_with_next(elements[-1])
        yield from elements

    def _one(self, block: PlainBlock, following: PlainBlock | None) -> Iterator[Element]:
        match block:
            case Text():
                yield self._text(block, leads=isinstance(following, ListItem))
            case ListItem():
                yield self._list_item(block)
            case Heading():
                yield self._heading(block)
            case Table():
                yield from self._tables(block)
            case Field():
                yield self._field(block)
            case SignatureLine():
                yield self._signature_line(block)
            case Control():
                yield self._control(block)
            case Together():
                yield from self._together(block)
            case Letterhead():
                yield self._letterhead(block)
            case Title():
                yield self._paragraph("title", run(block.text))
            case Contents():
                yield contents(
                    block.title, self._listed, self._ids, self._page.width, self._page_numbers
                )
            case _:
                assert_never(block)

    def _paragraph(
        self, style: str, *content: Element | None, **properties: Element | None
    ) -> Element:
        return paragraph(self._ids["paragraph", style], *content, **properties)

    def _text(self, block: Text, *, leads: bool) -> Element:
        """A paragraph; a short one that leads to a list stays on its page."""
        short = len(plain(block.spans)) <= _LEADS
        keep = {"keep_next": el("w:keepNext")} if leads and short else {}
        return self._paragraph(text_style(block), *self._runs(block.spans), **keep)

    def _list_item(self, item: ListItem) -> Element:
        numbering = self._numbering.item(item.mark, item.level, item.value)
        return self._paragraph("list paragraph", *self._runs(item.spans), numbering=numbering)

    def _heading(self, heading: Heading) -> Element:
        content = [run(heading.text)]
        if is_listed(heading):
            self._bookmarks += 1
            content = bookmarked(self._bookmarks, content)
        properties = {"numbering": self._numbering.heading(heading.number)}
        if heading.page_break:
            properties["page_break"] = el("w:pageBreakBefore")
        return self._paragraph(f"heading {heading.level}", *content, **properties)

    def _letterhead(self, block: Letterhead) -> Element:
        """Sender and type side by side, or the type below a sender that would run into it."""
        gap = "\n" if self._wide(block.sender, _SENDER_WIDTH) else "\t"
        kind = self._runs(words(block.document_type, Role.STRONG))
        return self._paragraph("lähettäjä ja asiakirjan tyyppi", run(block.sender + gap), *kind)

    def _wide(self, text: str, width: int) -> bool:
        return text_width(text, _SIZE * self._page.breadth) > width

    def _control(self, block: Control) -> Element:
        match block.blocks:
            case (Field() as fact,) if fact.kind is not FieldKind.ANSWER:
                return self._field(fact, block)
            case (SignatureLine() as line,):
                return self._signature_line(line, block)
        return self._controls(block, self._elements(block.blocks))

    def _field(self, block: Field, control: Control | None = None) -> Element:
        """A label with its value to the right, or below a long label; a line for no value.

        Only the value is put in the control: LibreOffice drops the line breaks of a
        paragraph that is alone in one.
        """
        value, line = self._runs(block.value), {}
        if block.to_fill_in:
            value, line = [run("\t")], _line_to_write_on()
        if control:
            value = [self._controls(control, value)]
        return self._labelled(block, *value, **line)

    def _labelled(
        self, block: Field, *value: Element | None, **properties: Element | None
    ) -> Element:
        if block.kind is FieldKind.ANSWER:  # questions are longer than labels
            usual = el("w:tab", val="clear", pos=_VALUE)
            properties["tabs"] = el("w:tabs", usual, el("w:tab", val="left", pos=_METADATA))
            properties["indent"] = el("w:ind", left=_METADATA, hanging=_METADATA)
        long = block.kind is not FieldKind.ANSWER and self._wide(block.label, _LABEL_WIDTH)
        label = run(block.label + ("\n" if long else "\t"))
        return self._paragraph(FIELDS[block.kind], label, *value, **properties)

    def _signature_line(self, block: SignatureLine, control: Control | None = None) -> Element:
        """The field with the line beside its label, or below what the workbook says."""
        value = self._runs(block.field.value)
        if self._printing:
            value += [run(_ROOM)] if value else []
            value += signature_place(self._ids["character", "hyperlink"])
            return self._labelled(block.field, *value, **_line_to_write_on())
        value += [run("\n")] if value else []
        value.append(signature_run(block, self._add_picture(signature_picture())))
        if control:
            value = [self._controls(control, value)]
        return self._labelled(block.field, *value)

    def _together(self, block: Together) -> Iterator[Element]:
        elements = list(self._elements(block.blocks))
        for element in elements[:-1]:
            keep_with_next(element)
        yield from elements


def _line_to_write_on() -> dict[str, Element]:
    """The property of a paragraph in which the last tab is a line."""
    return {"tabs": el("w:tabs", el("w:tab", val="right", leader="underscore", pos=_LINE_END))}


def text_style(block: Text) -> str:
    """The name, lower-cased, of the paragraph's style."""
    return METADATA_STYLES[block.field] if block.field else STYLES[block.style]


def _first(block: PlainBlock | None) -> PlainBlock | None:
    """The first block within the block that holds no others."""
    return next(leaves((block,)), None) if block else None
