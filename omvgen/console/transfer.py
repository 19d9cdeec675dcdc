"""What became of each piece of a source, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.locale import ntr, tr
from omvgen.plan.transfer import Conflict, Ledger, LeftOver, Placed
from omvgen.plan.transfer_as_json import whole_text
from omvgen.plan.wording import Wording

_MOST_TEXT, _MOST_PIECES = 70, 30


def as_text(ledger: Ledger) -> str:
    """The counts, then each piece that somebody has to look at."""
    lines = [_counts(ledger)]
    for title, entries in (
        (
            tr("Ei voitu lukea: tiedosto on tältä osin vioittunut"),
            [f"{name}" for name in ledger.unreadable],
        ),
        (
            tr("Ristiriita: samaan kohtaan on useita tekstejä. Ensimmäinen siirrettiin"),
            [line for conflict in ledger.conflicts for line in _conflict(conflict)],
        ),
        (
            tr("Tarkista: paikka ei ole varma"),
            [line for piece in ledger.unsure for line in _unsure(piece)],
        ),
        (
            tr("Siirtymättä: koko teksti on välilehdellä Siirtymättömät"),
            list(_left(ledger.left)),
        ),
    ):
        if entries:
            lines += ["", title, *("  " + line for line in entries)]
    return "\n".join(lines) + "\n"


def _counts(ledger: Ledger) -> str:
    """The first line: `Siirretty 54, joista tarkistettavia 2; ristiriitoja 0; siirtymättä 1.`"""
    unsure = len(ledger.unsure)
    return tr(
        "Siirretty {placed}, joista tarkistettavia {unsure}; jo paikallaan {same}; "
        "ristiriitoja {conflicts}; siirtymättä {left}.",
        placed=len(ledger.placed),
        unsure=unsure,
        same=ledger.same,
        conflicts=len(ledger.conflicts),
        left=len(ledger.left),
    )


def _unsure(piece: Placed) -> Iterator[str]:
    yield f"{_name(piece.target)}: {piece.source}"
    yield f"    ”{_short(piece.text)}”"


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield _name(conflict.target)
    for text, source in zip(conflict.texts, conflict.sources, strict=True):
        yield f"    {source}: ”{_short(text)}”"


def _left(pieces: tuple[LeftOver, ...]) -> Iterator[str]:
    for piece in pieces[:_MOST_PIECES]:
        yield f"{piece.source}: ”{_short(whole_text(piece))}”"
    more = len(pieces) - _MOST_PIECES
    if more > 0:
        yield ntr("ja {n} muu", "ja {n} muuta", more)


def _name(wording: Wording) -> str:
    return f"{wording.number} ”{_short(wording.text)}”".strip()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_TEXT else line[: _MOST_TEXT - 1].rstrip() + "…"
