"""What a public copy says of itself: that it is one, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import Block, Heading, Look, Role, Table, TableColumn, Text, words
from omvgen.plan.bases import join_bases
from omvgen.secrecy.model import IndexRow

PUBLIC_MARK = "Julkinen versio: salassa pidettävät osat on poistettu"
ALL_PUBLIC_MARK = "Julkinen versio: salassa pidettäviä osia ei ole"
_TITLE = "Salassa pidettävät osat"
_EXPLAINED = (
    "Tästä julkisesta versiosta on poistettu seuraavien kohtien salassa pidettävät osat. "
    "Merkintä osoittaa kohdan, ei poistetun osan paikkaa eikä pituutta."
)
_COLUMNS = ("Osio", "Kohta", "Salassapitoperuste")
_NO_BASIS = "Perustetta ei ole merkitty"


def public_mark(index: tuple[IndexRow, ...]) -> Text:
    """The line of the first page that says what this copy is."""
    mark = PUBLIC_MARK if index else ALL_PUBLIC_MARK
    return Text(words(mark, Role.STRONG), Look.METADATA)


def withheld_blocks(index: tuple[IndexRow, ...]) -> Iterator[Block]:
    """The list of what was left out, by section and provision; nothing when nothing was."""
    if not index:
        return
    yield Heading(_TITLE, 1, page_break=True)
    yield Text(words(_EXPLAINED))
    rows = tuple(
        (
            words(row.section),
            words(f"{row.number} {row.title}".strip()),
            words(join_bases(row.bases) or _NO_BASIS),
        )
        for row in index
    )
    description = f"Sarakkeet: {', '.join(_COLUMNS)}. Rivejä on {len(rows)}."
    columns = tuple(TableColumn(title) for title in _COLUMNS)
    yield Table("Poistetut osat osioittain", description, columns, rows)
