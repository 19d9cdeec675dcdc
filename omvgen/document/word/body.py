"""Blocks as the elements of a document's body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from omvgen.document.blocks import (
    Answer,
    Block,
    Contents,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    ListItem,
    Look,
    Role,
    Table,
    Text,
    Title,
    Together,
    words,
)
from omvgen.document.word.measure import text_width
from omvgen.document.word.numbering import Numbering
from omvgen.document.word.runs import Runs, field, run
from omvgen.document.word.styles import StyleIds
from omvgen.document.word.tables import Tables
from omvgen.document.word.xml import Element, el, keep_with_next, paragraph

_LOOKS = {
    Look.BODY: "body text",
    Look.MISSING: "ei vastausta",
    Look.PUBLICITY: "julkisuusmerkintä",
    Look.METADATA: "asiakirjatieto",
}
_FIELDS = {
    FieldKind.FACT: "tietorivi",
    FieldKind.SIGNATURE: "allekirjoitusrivi",
    FieldKind.ENDING: "loppumerkintä",
}
CONTENTS_LEVEL = 1
_LABEL_WIDTH = 3912 - 150  # from the margin to the value, as in the style `Tietorivi`
_SIZE = 11
_LINE_END = 3912 + 5103  # a line to write on is 9 cm long


class Body:
    """Writes blocks, each kind in its own method. One body is written by one `Body`."""

    def __init__(self, ids: StyleIds, runs: Runs, tables: Tables, numbering: Numbering) -> None:
        self._ids = ids
        self._runs = runs
        self._tables = tables
        self._numbering = numbering
        self._bookmarks = 0
        self._listed: list[Heading] = []

    def write(self, blocks: tuple[Block, ...]) -> list[Element]:
        """All blocks as elements, in order."""
        self._listed = listed(blocks)
        return list(self._elements(blocks))

    def _elements(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        for block, following in zip_longest(blocks, blocks[1:]):
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
                case Answer():
                    yield from self._elements(block.blocks)
                case Together():
                    yield from self._together(block)
                case Letterhead():
                    yield self._letterhead(block)
                case Title():
                    yield self._paragraph("title", run(block.text))
                case Contents():
                    yield self._contents(block)

    def _paragraph(
        self, style: str, *content: Element | None, **properties: Element | None
    ) -> Element:
        return paragraph(self._ids["paragraph", style], *content, **properties)

    def _text(self, block: Text, *, leads: bool) -> Element:
        """A paragraph; one that leads to a list stays on its page."""
        keep = {"keep_next": el("w:keepNext")} if leads else {}
        return self._paragraph(_LOOKS[block.look], *self._runs(block.pieces), **keep)

    def _list_item(self, item: ListItem) -> Element:
        numbering = self._numbering.item(item.mark, item.level, item.value)
        return self._paragraph("list paragraph", *self._runs(item.pieces), numbering=numbering)

    def _heading(self, heading: Heading) -> Element:
        content = [run(heading.text)]
        if heading.level <= CONTENTS_LEVEL:
            self._bookmarks += 1
            content = _bookmarked(self._bookmarks, content)
        properties = {"numbering": self._numbering.heading(heading.number)}
        if heading.page_break:
            properties["page_break"] = el("w:pageBreakBefore")
        return self._paragraph(f"heading {heading.level}", *content, **properties)

    def _letterhead(self, block: Letterhead) -> Element:
        kind = self._runs(words(block.document_type, Role.STRONG))
        return self._paragraph("lähettäjä ja asiakirjan tyyppi", run(f"{block.sender}\t"), *kind)

    def _field(self, block: Field) -> Element:
        """Label and value beside it, below it when the label is long; a line when there is none."""
        long = text_width(block.label, _SIZE) > _LABEL_WIDTH
        label = run(block.label + ("\n" if long else "\t"))
        if block.value or block.kind is not FieldKind.SIGNATURE:
            return self._paragraph(_FIELDS[block.kind], label, *self._runs(block.value))
        line = el("w:tabs", el("w:tab", val="right", leader="underscore", pos=_LINE_END))
        return self._paragraph(_FIELDS[block.kind], label, run("\t"), tabs=line)

    def _together(self, block: Together) -> Iterator[Element]:
        *before, last = self._elements(block.blocks)
        for element in before:
            keep_with_next(element)
            yield element
        yield last

    def _contents(self, block: Contents) -> Element:
        """A table of contents written out: a link an entry, and no page numbers to go stale."""
        entries = [self._entry(place, heading) for place, heading in enumerate(self._listed, 1)]
        if entries:
            start, end = _around_entries()
            entries[0][1:1] = start
            entries[-1].extend(end)
        gallery = el(
            "w:docPartObj", el("w:docPartGallery", val="Table of Contents"), el("w:docPartUnique")
        )
        heading = self._paragraph("toc heading", run(block.title))
        return el("w:sdt", el("w:sdtPr", gallery), el("w:sdtContent", heading, *entries))

    def _entry(self, place: int, heading: Heading) -> Element:
        link = el(
            "w:hyperlink",
            run(f"{heading.number}\t{heading.text}"),
            anchor=_bookmark(place),
            history=1,
        )
        return self._paragraph(f"toc {heading.level}", link)


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with those within others in their place."""
    for block in blocks:
        if isinstance(block, Answer | Together):
            yield from flat(block.blocks)
        else:
            yield block


def listed(blocks: Iterable[Block]) -> list[Heading]:
    """The headings that the contents list."""
    return [b for b in flat(blocks) if isinstance(b, Heading) and b.level <= CONTENTS_LEVEL]


def _bookmark(number: int) -> str:
    return f"_Toc{100_000_000 + number}"


def _bookmarked(number: int, content: list[Element]) -> list[Element]:
    start = el("w:bookmarkStart", id=number, name=_bookmark(number))
    return [start, *content, el("w:bookmarkEnd", id=number)]


def _around_entries() -> tuple[list[Element], list[Element]]:
    """The field that Word updates the contents by: its beginning and its end."""
    whole = field(f'TOC \\o "1-{CONTENTS_LEVEL}" \\h \\z', [])
    return whole[:3], whole[3:]
