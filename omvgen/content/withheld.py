"""The mark of a public copy, and its index of what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import (
    Heading,
    ListItem,
    ParagraphStyle,
    PlainBlock,
    Role,
    Text,
    make_table,
    words,
)
from omvgen.content.provisions import explained, is_of_act
from omvgen.locale import language, tr
from omvgen.plan.bases import basis_in, shown_bases
from omvgen.secrecy.model import IndexRow, merged


def public_mark(index: tuple[IndexRow, ...]) -> Text:
    """The line of the first page by which a copy is known as public."""
    if index:
        mark = tr("Julkinen versio: salassa pidettävät osat on poistettu")
    else:
        mark = tr("Julkinen versio: salassa pidettäviä osia ei ole")
    return Text(words(mark, Role.STRONG), ParagraphStyle.METADATA)


def withheld_blocks(index: tuple[IndexRow, ...]) -> Iterator[PlainBlock]:
    """The list of what was left out, by section and provision; nothing when nothing was."""
    if not index:
        return
    yield Heading(tr("Salassa pidettävät osat"), 1, page_break=True)
    explained = tr(
        "Tästä julkisesta versiosta on poistettu seuraavien kohtien salassa pidettävät osat. "
        "Merkintä osoittaa kohdan, ei poistetun osan paikkaa eikä pituutta."
    )
    yield Text(words(explained))
    columns = (tr("Osio"), tr("Kohta"), tr("Salassapitoperuste"))
    rows = [
        (
            words(row.section),
            words(f"{row.number} {row.title}".strip()),
            words(shown_bases(row.bases) or tr("Perustetta ei ole merkitty")),
        )
        for row in index
    ]
    yield make_table(tr("Poistetut osat osioittain"), columns, rows)
    yield from _provisions(merged(*(row.bases for row in index)))


def _provisions(bases: tuple[str, ...]) -> Iterator[PlainBlock]:
    """What each provision is about, and how to ask for what was withheld (JulkL 14 §)."""
    if known := explained(bases):
        yield Heading(tr("Mitä salassapitoperusteet tarkoittavat"), 2)
        yield from (
            ListItem((*words(f"{basis_in(language(), basis)}: "), *words(about)))
            for basis, about in known
        )
    if any(map(is_of_act, bases)):
        yield Heading(tr("Näin voit pyytää salassa pidettävää osaa"), 2)
        yield Text(
            words(
                tr(
                    "Pyydä tietoa suunnitelman laatijalta ja kerro, mitä kohtaa pyyntö koskee. "
                    "Jos tietoa ei anneta, sinulle kerrotaan syy, ja voit pyytää asiasta "
                    "viranomaisen kirjallisen päätöksen. Julkinen tieto annetaan viimeistään "
                    "kahden viikon kuluttua ja pyyntö, joka koskee salassa pidettävää osaa, "
                    "ratkaistaan viimeistään kuukauden kuluttua (JulkL 14 §)."
                )
            )
        )
