"""Documents as text for a terminal or a pipe: indents for headings, signs for changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from omvgen.content import blocks
from omvgen.content.labels import legend, table_title
from omvgen.diff.excerpt import excerpt
from omvgen.diff.model import Segment, SegmentKind
from omvgen.locale import tr
from omvgen.plan.text import RichText
from omvgen.writers import Options
from omvgen.writers.text.marked import BOLD, GREEN, RED, hanging, marked_lines, painted, sign, wrap

ENDINGS = (".txt",)
_ENTRY, _BODY, _ROW, _CELL = 2, 6, 8, 12  # indents
_TO_FILL_IN = "_" * 20
_KINDS = {blocks.Role.DELETED: SegmentKind.DELETE, blocks.Role.INSERTED: SegmentKind.INSERT}


def write(document: blocks.Document, options: Options) -> str:
    """The document in lines of `options.width`; `options.colors` only adds to the signs."""
    return "\n".join(_Lines(options.width, options.colors).of(document)) + "\n"


@dataclass(frozen=True)
class _Lines:
    """Writes blocks as lines no wider than `width`, unless a word is."""

    width: int
    colors: bool

    def of(self, document: blocks.Document) -> Iterator[str]:
        """The lines of the document.

        What a list of changes comes to stands at its end, which a terminal shows last.
        """
        closing: tuple[str, ...] = ()
        indent, before = _ENTRY, None
        for block in blocks.leaves(document.blocks):
            if isinstance(block, blocks.Heading):
                indent = _ENTRY if block.level == 1 else _BODY
            elif isinstance(block, blocks.Summary):
                closing = (block.counts, block.note, block.warning)
            if before and (isinstance(block, blocks.Title) or _are_paragraphs(before, block)):
                yield ""
            yield from self._block(block, indent)
            before = block
        for sentence in filter(None, closing):
            yield from ["", *self._wrapped(sentence, 0)]

    def _block(self, block: blocks.Leaf, indent: int) -> Iterator[str]:
        """The lines of the block, its text beginning at the indent."""
        match block:
            case blocks.Letterhead():
                yield from self._wrapped(", ".join(filter(None, block)), 0)
            case blocks.Title():
                yield painted(block.text, BOLD, self.colors)
            case blocks.Contents():
                pass  # on a terminal one searches
            case blocks.Heading():
                yield from self._heading(block)
            case blocks.Text():
                yield from self._spans(block.spans, indent)
            case blocks.ListItem():
                yield from self._list_item(block, indent)
            case blocks.Field():
                yield from self._field(block)
            case blocks.SignatureLine():
                yield from self._field(block.field)
            case blocks.Table():
                yield from self._table(block)
            case _:
                yield from self._change(block, indent)

    def _change(self, block: blocks.ChangeBlock, indent: int) -> Iterator[str]:
        match block:
            case blocks.ComparedPlans():
                yield from self._wrapped(tr("Vanha: {version}", version=block.old), _ENTRY, 2)
                yield from self._wrapped(tr("Uusi: {version}", version=block.new), _ENTRY, 2)
            case blocks.Summary():
                yield from self._summary(block)
            case blocks.ChangedText():
                yield from self._difference(block.head, block.difference, indent)
                for words in block.formatting:
                    yield from self._wrapped(tr("Muotoilu: {look}", look=words), indent, 2)
            case blocks.ChangedTable():
                yield from self._changed_table(block)
            case _:
                assert_never(block)

    def _heading(self, heading: blocks.Heading) -> Iterator[str]:
        number = f"{heading.number} " if heading.number else ""
        if heading.level == 1:
            yield from ["", painted(number + heading.text, BOLD, self.colors)]
        else:
            yield from self._wrapped(number + heading.text, _ENTRY, len(number))

    def _list_item(self, item: blocks.ListItem, indent: int) -> Iterator[str]:
        mark = f"{item.number} " if item.mark else ""
        hang = len(mark) or 2
        yield from self._spans(item.spans, indent + 2 * item.level, hang, mark)

    def _field(self, field: blocks.Field) -> Iterator[str]:
        value = f" {_TO_FILL_IN}" if field.to_fill_in else " "
        head = field.label if field.kind is blocks.FieldKind.CHANGE else f"{field.label}:"
        yield from self._spans(field.value, _ENTRY, 4, f"{head}{value}".lstrip())

    def _table(self, table: blocks.Table) -> Iterator[str]:
        """Each row's first cell and the others below it, with their columns' titles."""
        yield from self._wrapped(table_title(table.caption), _BODY)
        titles = [column.title for column in table.columns]
        if table.to_fill_in:
            yield " " * _ROW + "  ".join(title.ljust(len(_TO_FILL_IN)) for title in titles).rstrip()
            yield from [" " * _ROW + "  ".join([_TO_FILL_IN] * len(titles))] * len(table.rows)
            return
        for row in table.rows:
            cells = [(t, s) for t, s in zip(titles, row, strict=True) if s]
            for place, (title, spans) in enumerate(cells):
                yield from self._spans(spans, _CELL if place else _ROW, 2, f"{title}: ")

    def _summary(self, summary: blocks.Summary) -> Iterator[str]:
        if summary.unchanged:
            yield from ["", *self._wrapped(summary.unchanged, 0)]
        if summary.tallies:
            deleted = sign(SegmentKind.DELETE, tr("poistettu"))
            inserted = sign(SegmentKind.INSERT, tr("lisätty"))
            yield from self._wrapped(legend(deleted, inserted), _ENTRY)

    def _changed_table(self, table: blocks.ChangedTable) -> Iterator[str]:
        if table.titled:
            yield from self._wrapped(table_title(table.title), _BODY)
        for row in table.rows:
            if row.value:
                yield from self._difference(row.head, row.value, _ENTRY)
            else:
                yield from self._wrapped(row.head, _ROW)
                for cell in row.cells:
                    yield from self._difference(cell.title, cell.difference, _CELL)

    def _difference(
        self, head: str, difference: blocks.Difference | None, indent: int
    ) -> Iterator[str]:
        """What happened, and the words: on the same line when a value gave way to another."""
        match difference:
            case blocks.Replaced():
                yield from self._replaced(f"{head}: ", difference, indent)
                return
            case blocks.Rewritten(old, new):
                lines = [*self._whole(tr("Vanha teksti:"), old, RED)]
                lines += self._whole(tr("Uusi teksti:"), new, GREEN)
            case blocks.Compared(segments):
                lines = [*self._segments(excerpt(segments), _BODY)]
            case None:
                lines = []
            case _:
                assert_never(difference)
        yield from [*self._wrapped(head, indent), *lines]

    def _replaced(self, head: str, value: blocks.Replaced, indent: int) -> Iterator[str]:
        """`vanha → uusi`, on as many lines as it takes, or the only side between its signs."""
        old, new = value
        if old is None or new is None:
            kind = SegmentKind.INSERT if old is None else SegmentKind.DELETE
            text = str(new or old)
            yield from self._segments(
                (Segment(SegmentKind.EQUAL, head), Segment(kind, text)), indent
            )
        else:
            stretches = [(head, ""), (_one_line(old), RED), (" → ", ""), (_one_line(new), GREEN)]
            yield from self._indented(wrap(stretches, self.width - indent, self.colors, 2), indent)

    def _whole(self, title: str, text: RichText, color: str) -> Iterator[str]:
        if text:
            yield from self._wrapped(title, _BODY)
        for line in text.plain.split("\n"):
            stretches = [(line, color)]
            lines = wrap(stretches, self.width - _ROW, self.colors, hanging(stretches))
            yield from self._indented(lines, _ROW)

    def _segments(self, segments: tuple[Segment, ...], indent: int) -> Iterator[str]:
        lines = marked_lines(segments, self.width - indent, self.colors)
        yield from self._indented(lines, indent)

    def _spans(
        self, spans: blocks.Spans, indent: int, hang: int = 0, head: str = ""
    ) -> Iterator[str]:
        """The spans after the head, wrapped line by line; all lines but the first are hanging."""
        first, *others = "".join(map(_signed, spans)).split("\n")
        yield from self._wrapped(head + first, indent, hang)
        for line in others:
            yield from self._wrapped(line, indent + hang)

    def _wrapped(self, text: str, indent: int, hang: int = 0) -> Iterator[str]:
        yield from self._indented(wrap([(text, "")], self.width - indent, False, hang), indent)

    def _indented(self, lines: list[str], indent: int) -> Iterator[str]:
        yield from (" " * indent + line for line in lines)


def _are_paragraphs(*several: blocks.Leaf) -> bool:
    body = blocks.ParagraphStyle.BODY
    return all(isinstance(block, blocks.Text) and block.style is body for block in several)


def _one_line(text: RichText) -> str:
    return " ".join(text.plain.split("\n")) or tr("(tyhjä)")


def _signed(span: blocks.Span) -> str:
    return sign(_KINDS[span.role], span.text) if span.role in _KINDS else span.text
