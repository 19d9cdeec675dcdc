"""What only a list of changes has, as paragraphs, fields and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from omvgen.content import blocks
from omvgen.content.labels import nature_word
from omvgen.diff.excerpt import shortened
from omvgen.diff.model import Segment, SegmentKind
from omvgen.locale import tr

_NOTHING = blocks.words("–")


def plain_change(block: blocks.ChangeBlock) -> Iterator[blocks.PlainBlock]:
    """The block as paragraphs, fields and tables."""
    match block:
        case blocks.ComparedPlans(old, new):
            yield from compared_fields(old, new)
        case blocks.Summary():
            yield from _summary(block)
        case blocks.ChangedText():
            yield from _changed_text(block)
        case blocks.ChangedTable():
            yield _changed_table(block)
        case _:
            assert_never(block)


def compared_fields(old: str, new: str) -> tuple[blocks.Field, blocks.Field]:
    """Which plans were compared, the newer first, each with its label."""
    return (
        blocks.Field(tr("Uusi suunnitelma"), blocks.words(new)),
        blocks.Field(tr("Vanha suunnitelma"), blocks.words(old)),
    )


def _summary(summary: blocks.Summary) -> Iterator[blocks.PlainBlock]:
    yield blocks.Heading(tr("Yhteenveto"), 1)
    for sentence in (summary.unchanged, summary.counts, summary.note, summary.warning):
        if sentence:
            yield blocks.Text(blocks.words(sentence))
    if summary.tallies:
        yield legend()
        yield tally_table(summary)


def legend() -> blocks.Text:
    """What the marks of old and new words mean."""
    return blocks.Text(
        blocks.words(
            tr(
                "Poistetut sanat on yliviivattu ja lisätyt lihavoitu; kolme pistettä (…) on pois "
                "jätettyä muuttumatonta tekstiä."
            )
        )
    )


def tally_table(summary: blocks.Summary) -> blocks.Table:
    """How many changes of each nature there are in each part of the plan."""
    totals = summary.totals
    counts = [[tally.counts[nature] for nature in totals] for tally in summary.tallies]
    rows = [
        _count_row(tally.title, row) for tally, row in zip(summary.tallies, counts, strict=True)
    ]
    last = _count_row(tr("Yhteensä"), [*totals.values()])
    titles = (*(nature_word(nature).capitalize() for nature in totals), tr("Yhteensä"))
    columns = (
        blocks.TableColumn(tr("Osio")),
        *(blocks.TableColumn(title, numeric=True) for title in titles),
    )
    strong = tuple(blocks.with_role(cell, blocks.Role.STRONG) for cell in last)
    return blocks.make_table(tr("Muutosten määrä"), columns, [*rows, strong])


def _count_row(title: str, counts: list[int]) -> tuple[blocks.Spans, ...]:
    numbers = (blocks.words(str(count)) if count else _NOTHING for count in counts)
    return (blocks.words(title), *numbers, blocks.words(str(sum(counts))))


def _changed_text(change: blocks.ChangedText) -> Iterator[blocks.PlainBlock]:
    """What happened, and the words as they were and as they are."""
    yield blocks.Text(blocks.words(change.head), blocks.ParagraphStyle.CHANGE)
    if change.difference:
        for label, side in zip((tr("Vanha"), tr("Uusi")), _sides(change.difference), strict=True):
            yield blocks.Field(label, side or _NOTHING, blocks.FieldKind.CHANGE)
    for look in change.formatting:
        yield blocks.Field(tr("Muotoilu"), blocks.words(look), blocks.FieldKind.CHANGE)


def _changed_table(table: blocks.ChangedTable) -> blocks.Table:
    """The changed rows, by what names them, with the cells that differ."""
    name = tr("Tieto") if any(row.value for row in table.rows) else tr("Rivi")
    columns = (name, tr("Muutos"), tr("Vanha"), tr("Uusi"))
    return blocks.make_table(table.title, columns, [*map(_changed_row, table.rows)])


def _changed_row(row: blocks.ChangedRow) -> tuple[blocks.Spans, ...]:
    happened = blocks.words(f"{row.happened} {row.remark}".rstrip())
    sides = _sides(row.value) if row.value else _cells(row.cells)
    return (blocks.words(row.name), happened, *(side or _NOTHING for side in sides))


def _cells(cells: tuple[blocks.ChangedCell, ...]) -> tuple[blocks.Spans, blocks.Spans]:
    """The old and the new cells, each on a line with its column's title."""
    lines: tuple[list[str], list[str]] = ([], [])
    for cell in cells:
        for side, spans in zip(lines, _sides(cell.difference), strict=True):
            if spans is not None:
                side.append(f"{cell.title}: {blocks.plain(spans or _NOTHING)}")
    old, new = ("\n".join(side) for side in lines)
    return blocks.words(old), blocks.words(new)


def _sides(difference: blocks.Difference) -> tuple[blocks.Spans | None, blocks.Spans | None]:
    """The old and the new side: the whole text, or what differs with some words around it."""
    match difference:
        case blocks.Replaced(old, new) | blocks.Rewritten(old, new):
            return (
                None if old is None else blocks.words(old.plain),
                None if new is None else blocks.words(new.plain),
            )
        case blocks.Compared(segments):
            return _side(segments, SegmentKind.DELETE), _side(segments, SegmentKind.INSERT)
        case _:
            assert_never(difference)


def _side(segments: tuple[Segment, ...], own: SegmentKind) -> blocks.Spans:
    """One side of a comparison: what it alone has is marked, long equal stretches shortened."""
    role = blocks.Role.DELETED if own is SegmentKind.DELETE else blocks.Role.INSERTED
    spans, last = [], len(segments) - 1
    for place, segment in enumerate(segments):
        text = segment.old if own is SegmentKind.DELETE else segment.new
        if segment.kind is SegmentKind.EQUAL:
            spans.append(blocks.Span(shortened(text, place == 0, place == last)))
        elif text:
            spans.append(blocks.Span(text, role=role))
    return tuple(spans)
