"""What became of each piece of a source, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.console.carrying import left_over_title, quoted, short
from omvgen.form.form import Form
from omvgen.form.sheets import CONFLICTS
from omvgen.locale import ntr, tr
from omvgen.plan.transfer import Conflict, Ledger, LeftOver, Placed, Revision
from omvgen.plan.transfer_as_json import whole_text

_MOST_PIECES = 30


def as_text(ledger: Ledger, form: Form) -> str:
    """The counts, then each piece that somebody has to look at."""
    lines = [_counts(ledger)]
    for title, entries in (
        (
            tr("Vioittunut välilehti: kaikkea siltä ei ehkä saatu luettua"),
            list(ledger.unreadable),
        ),
        (
            tr("Ristiriita: samaan kohtaan on useita tekstejä. Ensimmäinen siirrettiin"),
            [line for each in ledger.conflicts if not each.open for line in _conflict(each)],
        ),
        (
            tr(
                "Ristiriita: valitse teksti välilehdellä {sheet}",
                sheet=CONFLICTS.name(form.language),
            ),
            [line for each in ledger.conflicts if each.open for line in _conflict(each)],
        ),
        (
            tr("Tarkista: paikka ei ole varma"),
            [line for piece in ledger.unsure for line in _unsure(piece)],
        ),
        (left_over_title(form), list(_cut(_left(ledger.left)))),
        (tr("Asiakirjan jäljitetyt muutokset"), list(_cut(map(_revision, ledger.revisions)))),
    ):
        if entries:
            lines += ["", title, *("  " + line for line in entries)]
    return "\n".join(lines) + "\n"


def _counts(ledger: Ledger) -> str:
    return tr(
        "Siirretty {placed}, joista tarkistettavia {unsure}; jo paikallaan {same}; "
        "ristiriitoja {conflicts}; siirtymättä {left}.",
        placed=len(ledger.placed),
        unsure=len(ledger.unsure),
        same=ledger.same,
        conflicts=len(ledger.conflicts),
        left=len(ledger.left),
    )


def _unsure(piece: Placed) -> Iterator[str]:
    yield f"{quoted(piece.target)}: {piece.source}"
    yield f"    ”{short(piece.text)}”"


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield quoted(conflict.target)
    for text, source in zip(conflict.texts, conflict.sources, strict=True):
        yield f"    {source or tr('tämä työkirja')}: ”{short(text)}”"


def _left(pieces: tuple[LeftOver, ...]) -> Iterator[str]:
    for piece in pieces:
        yield f"{piece.source}: ”{short(whole_text(piece))}”"


def _revision(one: Revision) -> str:
    return f"{one.maker}, {one.outcome}: ”{short(one.words)}” ({one.place})"


def _cut(lines: Iterable[str]) -> Iterator[str]:
    """The first lines, and how many more there are."""
    every = list(lines)
    yield from every[:_MOST_PIECES]
    more = len(every) - _MOST_PIECES
    if more > 0:
        yield ntr("ja {n} muu", "ja {n} muuta", more)
