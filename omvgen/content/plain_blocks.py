"""The blocks of a list of changes as paragraphs, fields and tables.

For formats that show changes as any other text; others have a look of their own for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from omvgen.content.blocks import (
    Block,
    ChangedCell,
    ChangedRow,
    ChangedTable,
    ChangedText,
    Compared,
    ComparedPlans,
    Difference,
    Field,
    FieldKind,
    Heading,
    ParagraphStyle,
    PlainBlock,
    Replaced,
    Rewritten,
    Role,
    Span,
    Spans,
    Summary,
    Table,
    TableColumn,
    Text,
    make_table,
    plain,
    with_role,
    words,
)
from omvgen.content.labels import nature_word
from omvgen.diff.excerpt import shortened
from omvgen.diff.model import Segment, SegmentKind
from omvgen.locale import tr

_NOTHING = words("–")


def plain_blocks(blocks: Iterable[Block]) -> Iterator[PlainBlock]:
    """The blocks, those that only lists of changes have said in others."""
    for block in blocks:
        match block:
            case ComparedPlans(old, new):
                yield from compared_fields(old, new)
            case Summary():
                yield from _summary(block)
            case ChangedText():
                yield from _changed_text(block)
            case ChangedTable():
                yield _changed_table(block)
            case _:
                yield block


def compared_fields(old: str, new: str) -> tuple[Field, Field]:
    """Which plans were compared, the newer first, each with its label."""
    return (
        Field(tr("Uusi suunnitelma"), words(new)),
        Field(tr("Vanha suunnitelma"), words(old)),
    )


def _summary(summary: Summary) -> Iterator[PlainBlock]:
    yield Heading(tr("Yhteenveto"), 1)
    for sentence in (summary.unchanged, summary.counts, summary.note, summary.warning):
        if sentence:
            yield Text(words(sentence))
    if summary.tallies:
        legend = tr(
            "Poistetut sanat on yliviivattu ja lisätyt lihavoitu; kolme pistettä (…) on pois "
            "jätettyä muuttumatonta tekstiä."
        )
        if summary.brackets:
            legend += " " + tr("Kaksoishakasulkeissa [[ ]] oleva teksti on salassa pidettävää.")
        yield Text(words(legend))
        yield _tally_table(summary)


def _tally_table(summary: Summary) -> Table:
    """How many changes of each nature there are in each part of the plan."""
    totals = summary.totals
    counts = [[tally.counts[nature] for nature in totals] for tally in summary.tallies]
    rows = [
        _count_row(tally.title, row) for tally, row in zip(summary.tallies, counts, strict=True)
    ]
    last = _count_row(tr("Yhteensä"), [*totals.values()])
    titles = (*(nature_word(nature).capitalize() for nature in totals), tr("Yhteensä"))
    columns = (TableColumn(tr("Osio")), *(TableColumn(title, numeric=True) for title in titles))
    strong = tuple(with_role(cell, Role.STRONG) for cell in last)
    return make_table(tr("Muutosten määrä"), columns, [*rows, strong])


def _count_row(title: str, counts: list[int]) -> tuple[Spans, ...]:
    numbers = (words(str(count)) if count else _NOTHING for count in counts)
    return (words(title), *numbers, words(str(sum(counts))))


def _changed_text(change: ChangedText) -> Iterator[PlainBlock]:
    """What happened, and the words as they were and as they are."""
    happened = _with_remark(change.happened, change.remark)
    yield Text(words(happened), ParagraphStyle.CHANGE)
    if change.difference:
        for label, side in zip((tr("Vanha"), tr("Uusi")), _sides(change.difference), strict=True):
            yield Field(label, side or _NOTHING, FieldKind.CHANGE)
    for look in change.formatting:
        yield Field(tr("Muotoilu"), words(look), FieldKind.CHANGE)


def _changed_table(table: ChangedTable) -> Table:
    """The changed rows, by what names them, with the cells that differ."""
    name = tr("Tieto") if any(row.value for row in table.rows) else tr("Rivi")
    columns = (name, tr("Muutos"), tr("Vanha"), tr("Uusi"))
    return make_table(table.title, columns, [*map(_changed_row, table.rows)])


def _changed_row(row: ChangedRow) -> tuple[Spans, ...]:
    happened = words(_with_remark(row.happened, row.remark))
    sides = _sides(row.value) if row.value else _cells(row.cells)
    return (words(row.name), happened, *(side or _NOTHING for side in sides))


def _cells(cells: tuple[ChangedCell, ...]) -> tuple[Spans, Spans]:
    """The old and the new cells, each on a line with its column's title."""
    lines: tuple[list[str], list[str]] = ([], [])
    for cell in cells:
        for side, spans in zip(lines, _sides(cell.difference), strict=True):
            if spans is not None:
                side.append(f"{cell.title}: {plain(spans or _NOTHING)}")
    old, new = ("\n".join(side) for side in lines)
    return words(old), words(new)


def _sides(difference: Difference) -> tuple[Spans | None, Spans | None]:
    """The old and the new side: the whole text, or what differs with some words around it."""
    match difference:
        case Replaced(old, new) | Rewritten(old, new):
            return (
                None if old is None else words(old.plain),
                None if new is None else words(new.plain),
            )
        case Compared(segments):
            return _side(segments, SegmentKind.DELETE), _side(segments, SegmentKind.INSERT)
        case _:
            assert_never(difference)


def _side(segments: tuple[Segment, ...], own: SegmentKind) -> Spans:
    """One side of a comparison: what it alone has is marked, long equal stretches shortened."""
    role = Role.DELETED if own is SegmentKind.DELETE else Role.INSERTED
    spans, last = [], len(segments) - 1
    for place, segment in enumerate(segments):
        text = segment.old if own is SegmentKind.DELETE else segment.new
        if segment.kind is SegmentKind.EQUAL:
            spans.append(Span(shortened(text, place == 0, place == last)))
        elif text:
            spans.append(Span(text, role=role))
    return tuple(spans)


def _with_remark(text: str, remark: str) -> str:
    return f"{text} {remark}".rstrip()
