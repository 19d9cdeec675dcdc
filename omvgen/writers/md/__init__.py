"""Documents as Markdown, for a case file or an intranet: CommonMark, tables and `~~`.

All text is escaped, so that none of a plan becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from omvgen.content.blocks import (
    ChangeBlock,
    ChangedTable,
    ChangedText,
    Compared,
    ComparedPlans,
    Contents,
    Difference,
    Document,
    Field,
    FieldKind,
    Heading,
    Leaf,
    Letterhead,
    ListItem,
    ParagraphStyle,
    Replaced,
    Rewritten,
    Role,
    SignatureLine,
    Span,
    Spans,
    Summary,
    Table,
    Text,
    Title,
    leaves,
    words,
)
from omvgen.content.labels import legend, table_title
from omvgen.diff.hunks import hunks
from omvgen.diff.model import SegmentKind
from omvgen.locale import tr
from omvgen.plan.text import RichText
from omvgen.writers import Options
from omvgen.writers.md.compared import marked_line
from omvgen.writers.md.inline import BREAK, escaped, formatted, marked, quoted

ENDINGS = (".md", ".markdown", ".txt")
_UNDER_ITEM = "  "
_TO_FILL_IN = "________"
_OUR_WORDS = (ParagraphStyle.MISSING, ParagraphStyle.PUBLICITY)


def write(document: Document, _: Options) -> str:
    """The document as Markdown, its title first."""
    blocks = sorted(leaves(document.blocks), key=lambda block: not isinstance(block, Title))
    lines = list(_lines(blocks))
    shown = (line for place, line in enumerate(lines) if line or lines[place - 1])
    return "\n".join(shown).rstrip("\n") + "\n"


def _lines(blocks: list[Leaf]) -> Iterator[str]:
    """The lines of the blocks; an empty line parts all but the items of a list."""
    numbers: dict[int, ListItem] = {}  # by level: the last item of the open list
    before: Leaf | None = None
    for block in blocks:
        if isinstance(block, ListItem):
            lines = [*_list_item(block, numbers)]
        else:
            numbers = {}
            lines = [*_block(block)]
        if before and not (_is_item(before) and _is_item(block)):
            yield ""
        yield from lines
        before = block if lines else before


def _is_item(block: Leaf) -> bool:
    """Whether the block is written as an item of a list."""
    is_metadata = isinstance(block, Text) and block.style is ParagraphStyle.METADATA
    return is_metadata or isinstance(block, ListItem | Field | SignatureLine)


def _block(block: Leaf) -> Iterator[str]:
    match block:
        case Letterhead(sender, document_type):
            yield _paragraph((*words(f"{sender}, "), *words(document_type, Role.STRONG)))
        case Title(text):
            yield _heading(1, text)
        case Contents():
            pass  # readers of Markdown make their own
        case Heading():
            yield _heading(block.level + 1, f"{block.number} {block.text}".lstrip())
        case Text(spans, ParagraphStyle.METADATA):
            yield _item("- ", spans)
        case Text(spans, style):
            ours = style in _OUR_WORDS
            yield _paragraph(tuple(replace(s, italic=True) for s in spans) if ours else spans)
        case ListItem():
            yield from _list_item(block, {})
        case Field():
            yield _field(block)
        case SignatureLine():
            yield _field(block.field)
        case Table():
            yield from _table(block)
        case _:
            yield from _change(block)


def _change(block: ChangeBlock) -> Iterator[str]:
    match block:
        case ComparedPlans():
            yield "- " + escaped(tr("Vanha: {version}", version=block.old))
            yield "- " + escaped(tr("Uusi: {version}", version=block.new))
        case Summary():
            yield from _summary(block)
        case ChangedText():
            head = _with_remark(block.happened, block.remark)
            yield from _difference(head, block.difference)
            for look in block.formatting:
                yield from ("", escaped(tr("Muotoilu: {look}", look=look)))
        case ChangedTable():
            yield from _changed_table(block)
        case _:
            assert_never(block)


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {escaped(text)}"


def _paragraph(spans: Spans) -> str:
    return f"{BREAK}\n".join(formatted(spans))


def _item(mark: str, spans: Spans, indent: str = "") -> str:
    """An item of a list; its other lines stand under its words."""
    return indent + mark + f"{BREAK}\n{indent}{' ' * len(mark)}".join(formatted(spans))


def _list_item(item: ListItem, open_: dict[int, ListItem]) -> Iterator[str]:
    """An item with its number as it is, though Markdown counts for itself.

    `open_` are the last items of the open lists by their level. What Markdown cannot
    count, a letter or a number out of turn, stands as text after a bullet.
    """
    for level in [level for level in open_ if level > item.level]:
        del open_[level]
    last = open_.get(item.level)
    open_[item.level] = item
    mark, value, indent = item.mark, item.value, " " * 4 * item.level
    if not value:
        yield _item("- ", item.spans, indent)
    elif mark[0] == "a" or (last and last.mark == mark and last.value != value - 1):
        number = chr(ord("a") + value - 1) if mark[0] == "a" else str(value)
        open_[item.level] = item._replace(mark="•")
        yield _item("- ", (Span(f"{number}{mark[-1]} "), *item.spans), indent)
    else:
        yield _item(f"{value}{mark[-1]} ", item.spans, indent)


def _field(field: Field) -> str:
    """A label and its value; of a change the label is a number before the words."""
    label = field.label if field.kind is FieldKind.CHANGE else f"{field.label}:"
    head = words(f"{label} " if label else "")
    if field.kind is FieldKind.SIGNATURE and not field.value:
        return f"- {escaped(label)} {_TO_FILL_IN}"
    return _item("- ", (*head, *field.value))


def _table(table: Table) -> Iterator[str]:
    columns = table.columns
    yield from (escaped(table_title(table.caption)), "")
    yield _row([escaped(column.title) for column in columns])
    yield _row(["--:" if column.numeric else "---" for column in columns])
    for row in table.rows:
        yield _row(["<br>".join(formatted(cell)) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _summary(summary: Summary) -> Iterator[str]:
    for sentence in (summary.unchanged, summary.counts, summary.note):
        if sentence:
            yield from (escaped(sentence), "")
    if summary.warning:
        yield from (f"> {escaped(summary.warning)}", "")
    if summary.tallies:
        deleted = marked(SegmentKind.DELETE, tr("poistettu"))
        yield legend(deleted, marked(SegmentKind.INSERT, tr("lisätty")))


def _changed_table(table: ChangedTable) -> Iterator[str]:
    if table.titled:
        yield from (escaped(table_title(table.title)), "")
    for row in table.rows:
        head = "- " + _with_remark(f"{row.happened}: {row.name}", row.remark)
        if row.value:
            yield from _difference(head, row.value, _UNDER_ITEM)
        else:
            yield head
            for cell in row.cells:
                yield from _difference(f"{_UNDER_ITEM}- {escaped(cell.title)}", cell.difference)


def _difference(head: str, difference: Difference | None, indent: str = "") -> Iterator[str]:
    """What happened, and the words: on the same line when a value gave way to another."""
    match difference:
        case Replaced():
            yield f"{head}: {_replaced(difference)}"
        case Rewritten(old, new):
            yield head
            yield from _whole(tr("Vanha teksti:"), old)
            yield from _whole(tr("Uusi teksti:"), new)
        case Compared(segments, old, new):
            shown = [hunk for hunk in hunks(segments, old, new) if not hunk.folded]
            lines = (marked_line(line) for hunk in shown for line in hunk.both if line)
            yield from (head, "", *quoted(lines, indent), "")
        case None:
            yield head
        case _:
            assert_never(difference)


def _replaced(value: Replaced) -> str:
    sides = zip((SegmentKind.DELETE, SegmentKind.INSERT), value, strict=True)
    return " → ".join(
        marked(kind, text.plain) if text else escaped(tr("(tyhjä)"))
        for kind, text in sides
        if text is not None
    )


def _whole(title: str, text: RichText) -> Iterator[str]:
    """A text from beginning to end, without marks: its title says which it is."""
    if text:
        lines = (escaped(line) for line in text.plain.split("\n") if line)
        yield from ("", escaped(title), "", *quoted(lines))


def _with_remark(text: str, remark: str) -> str:
    return escaped(text) + (f" {escaped(remark)}" if remark else "")
