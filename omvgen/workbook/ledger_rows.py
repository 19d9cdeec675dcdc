"""What the sheets of a ledger say: their columns, and the texts of each row."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.form.form import Form
from omvgen.locale import mark, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.plan import UNSURE_MARK
from omvgen.plan.transfer import Conflict, Ledger, LeftOver, Placed, Revision
from omvgen.workbook import layout
from omvgen.workbook.layout import SheetColumn
from omvgen.workbook.vocabulary import publicity_words

SHEET, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(2, 9)
LEFT_COLUMNS = {
    SHEET: SheetColumn(mark("Mistä"), 24.0),
    NUMBER: SheetColumn(mark("Kohta ennen"), 9.0),
    QUESTION: SheetColumn(mark("Kysymys ennen"), 34.0),
    ANSWER: layout.QUESTION_COLUMNS[layout.ANSWER],
    PUBLICITY: layout.QUESTION_COLUMNS[layout.PUBLICITY],
    BASIS: layout.QUESTION_COLUMNS[layout.BASIS],
    NOTE: SheetColumn(mark("Huomautus"), 18.0),
}
LEFT_NOTE = mark("Näille ei löytynyt paikkaa. Siirrä jokainen teksti kohtaansa ja poista sen rivi.")

PLACE, OUTCOME, WORDS, SOURCE, TEXT = range(2, 7)
LEDGER_COLUMNS = {
    PLACE: SheetColumn(mark("Kohta"), 8.0),
    OUTCOME: SheetColumn(mark("Mitä tapahtui"), 30.0),
    WORDS: SheetColumn(mark("Kysymys"), 38.0),
    SOURCE: SheetColumn(mark("Mistä"), 30.0),
    TEXT: SheetColumn(mark("Teksti"), 60.0),
}
MOST_TEXT = 500  # characters of a text in a row of the ledger


def ledger_rows(ledger: Ledger, form: Form, *, with_texts: bool = False) -> list[dict[int, str]]:
    """The texts of each row of the ledger by column: what somebody has to look at comes first.

    The tracked changes of documents come last, each with who made it and when. `with_texts`
    shows what was placed surely too, as where most of the plan was there already.
    """
    unsure = [_placed_texts(piece, form, with_text=True) for piece in ledger.placed if piece.unsure]
    sure = [_placed_texts(p, form, with_text=with_texts) for p in ledger.placed if not p.unsure]
    conflicts = [texts for conflict in ledger.conflicts for texts in _conflict_texts(conflict)]
    return [*conflicts, *unsure, *sure, *map(_revision_texts, ledger.revisions)]


def _placed_texts(piece: Placed, form: Form, *, with_text: bool) -> dict[int, str]:
    """The row of a piece. What has no notes, unlike answers and tables, is marked here."""
    outcome = tr("siirretty")
    if piece.unsure:
        outcome = tr("tarkista: siirretty, mutta paikka ei ole varma")
        if piece.target.id not in form.section_of:
            outcome = f"{UNSURE_MARK} {outcome}"
    return {
        PLACE: piece.target.number,
        OUTCOME: outcome,
        WORDS: piece.target.text,
        SOURCE: piece.source,
        TEXT: beginning(piece.text) if with_text else "",
    }


def _conflict_texts(conflict: Conflict) -> Iterable[dict[int, str]]:
    """A row for each of the texts; the workbook has the first."""
    pairs = zip(conflict.texts, conflict.sources, strict=True)
    for place, (text, source) in enumerate(pairs):
        outcome = tr("ristiriita: jäi siirtymättä") if place else tr("ristiriita: siirretty")
        outcome = tr("ristiriita: valitse teksti") if conflict.open else outcome
        yield {
            PLACE: conflict.target.number,
            OUTCOME: outcome,
            WORDS: conflict.target.text,
            SOURCE: source or tr("tämä työkirja"),
            TEXT: beginning(text),
        }


def _revision_texts(revision: Revision) -> dict[int, str]:
    return {
        OUTCOME: tr("jäljitetty muutos: {what}", what=revision.outcome),
        SOURCE: f"{revision.maker}, {revision.place}",
        TEXT: beginning(revision.words),
    }


def beginning(text: str) -> str:
    """The beginning of a text that is only shown here: an answer of many rows fits no cell."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rstrip() + "…"


def left_over_texts(piece: LeftOver, language: str) -> dict[int, str]:
    """The texts of the piece's row by column, without its own text."""
    before, answer = piece.before, piece.answer
    comment = tr("Solun kommentti") if piece.comment else ""
    return {
        SHEET: piece.source,
        NUMBER: before.number,
        QUESTION: before.text,
        PUBLICITY: publicity_words(language)[answer.publicity] if answer.publicity else "",
        BASIS: join_bases(answer.bases),
        NOTE: answer.note or comment,
    }
