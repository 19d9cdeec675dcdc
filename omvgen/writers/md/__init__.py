"""Documents as Markdown, for a case file or an intranet: CommonMark, tables and `~~`.

All text is escaped, so that none of a plan becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from omvgen.content import blocks
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
_OUR_WORDS = (blocks.ParagraphStyle.MISSING, blocks.ParagraphStyle.PUBLICITY)


def write(document: blocks.Document, _: Options) -> str:
    """The document as Markdown, its title first."""
    in_order = sorted(
        blocks.leaves(document.blocks), key=lambda block: not isinstance(block, blocks.Title)
    )
    lines = list(_lines(in_order))
    shown = (line for place, line in enumerate(lines) if line or lines[place - 1])
    return "\n".join(shown).rstrip("\n") + "\n"


def _lines(in_order: list[blocks.Leaf]) -> Iterator[str]:
    """The lines of the blocks; an empty line parts all but the items of a list."""
    numbers: dict[int, blocks.ListItem] = {}  # by level: the last item of the open list
    before: blocks.Leaf | None = None
    for block in in_order:
        if isinstance(block, blocks.ListItem):
            lines = [*_list_item(block, numbers)]
        else:
            numbers = {}
            lines = [*_block(block)]
        if before and not (_is_item(before) and _is_item(block)):
            yield ""
        yield from lines
        before = block if lines else before


def _is_item(block: blocks.Leaf) -> bool:
    """Whether the block is written as an item of a list."""
    is_metadata = isinstance(block, blocks.Text) and block.style is blocks.ParagraphStyle.METADATA
    return is_metadata or isinstance(block, blocks.ListItem | blocks.Field | blocks.SignatureLine)


def _block(block: blocks.Leaf) -> Iterator[str]:
    match block:
        case blocks.Letterhead(sender, document_type):
            kind = blocks.words(document_type, blocks.Role.STRONG)
            yield _paragraph((*blocks.words(f"{sender}, "), *kind))
        case blocks.Title(text):
            yield _heading(1, text)
        case blocks.Contents():
            pass  # readers of Markdown make their own
        case blocks.Heading():
            yield _heading(block.level + 1, f"{block.number} {block.text}".lstrip())
        case blocks.Text(spans, blocks.ParagraphStyle.METADATA):
            yield _item("- ", spans)
        case blocks.Text(spans, style):
            ours = style in _OUR_WORDS
            yield _paragraph(tuple(replace(s, italic=True) for s in spans) if ours else spans)
        case blocks.ListItem():
            yield from _list_item(block, {})
        case blocks.Field():
            yield _field(block)
        case blocks.SignatureLine():
            yield _field(block.field)
        case blocks.Table():
            yield from _table(block)
        case _:
            yield from _change(block)


def _change(block: blocks.ChangeBlock) -> Iterator[str]:
    match block:
        case blocks.ComparedPlans():
            yield "- " + escaped(tr("Vanha: {version}", version=block.old))
            yield "- " + escaped(tr("Uusi: {version}", version=block.new))
        case blocks.Summary():
            yield from _summary(block)
        case blocks.ChangedText():
            yield from _difference(escaped(block.head), block.difference)
            for look in block.formatting:
                yield from ("", escaped(tr("Muotoilu: {look}", look=look)))
        case blocks.ChangedTable():
            yield from _changed_table(block)
        case _:
            assert_never(block)


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {escaped(text)}"


def _paragraph(spans: blocks.Spans) -> str:
    return f"{BREAK}\n".join(formatted(spans))


def _item(mark: str, spans: blocks.Spans, indent: str = "") -> str:
    """An item of a list; its other lines stand under its words."""
    return indent + mark + f"{BREAK}\n{indent}{' ' * len(mark)}".join(formatted(spans))


def _list_item(item: blocks.ListItem, open_: dict[int, blocks.ListItem]) -> Iterator[str]:
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
        open_[item.level] = item._replace(mark="•")
        yield _item("- ", (blocks.Span(f"{item.number} "), *item.spans), indent)
    else:
        yield _item(f"{item.number} ", item.spans, indent)


def _field(field: blocks.Field) -> str:
    """A label and its value; of a change the label is a number before the words."""
    label = field.label if field.kind is blocks.FieldKind.CHANGE else f"{field.label}:"
    head = blocks.words(f"{label} " if label else "")
    if field.to_fill_in:
        return f"- {escaped(label)} {_TO_FILL_IN}"
    return _item("- ", (*head, *field.value))


def _table(table: blocks.Table) -> Iterator[str]:
    columns = table.columns
    yield from (escaped(table_title(table.caption)), "")
    yield _row([escaped(column.title) for column in columns])
    yield _row(["--:" if column.numeric else "---" for column in columns])
    for row in table.rows:
        yield _row(["<br>".join(formatted(cell)) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _summary(summary: blocks.Summary) -> Iterator[str]:
    for sentence in (summary.unchanged, summary.counts, summary.note):
        if sentence:
            yield from (escaped(sentence), "")
    if summary.warning:
        yield from (f"> {escaped(summary.warning)}", "")
    if summary.tallies:
        deleted = marked(SegmentKind.DELETE, tr("poistettu"))
        yield legend(deleted, marked(SegmentKind.INSERT, tr("lisätty")))


def _changed_table(table: blocks.ChangedTable) -> Iterator[str]:
    if table.titled:
        yield from (escaped(table_title(table.title)), "")
    for row in table.rows:
        head = "- " + escaped(row.head)
        if row.value:
            yield from _difference(head, row.value, _UNDER_ITEM)
        else:
            yield head
            for cell in row.cells:
                yield from _difference(f"{_UNDER_ITEM}- {escaped(cell.title)}", cell.difference)


def _difference(head: str, difference: blocks.Difference | None, indent: str = "") -> Iterator[str]:
    """What happened, and the words: on the same line when a value gave way to another."""
    match difference:
        case blocks.Replaced():
            yield f"{head}: {_replaced(difference)}"
        case blocks.Rewritten(old, new):
            yield head
            yield from _whole(tr("Vanha teksti:"), old)
            yield from _whole(tr("Uusi teksti:"), new)
        case blocks.Compared(segments, old, new):
            shown = [hunk for hunk in hunks(segments, old, new) if not hunk.folded]
            lines = (marked_line(line) for hunk in shown for line in hunk.both if line)
            yield from (head, "", *quoted(lines, indent), "")
        case None:
            yield head
        case _:
            assert_never(difference)


def _replaced(value: blocks.Replaced) -> str:
    sides = zip((SegmentKind.DELETE, SegmentKind.INSERT), value, strict=True)
    return " → ".join(
        marked(kind, text.plain) if text else escaped(tr("(tyhjä)"))
        for kind, text in sides
        if text is not None
    )


def _whole(title: str, text: RichText) -> Iterator[str]:
    """A text in full, without marks: its title tells which it is."""
    if text:
        lines = (escaped(line) for line in text.plain.split("\n") if line)
        yield from ("", escaped(title), "", *quoted(lines))
