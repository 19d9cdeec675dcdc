"""The contract of the sheet on which a person decides conflicts: its columns and words.

A conflict has a row for what the workbook has now and one for each side's text, a letter
each. All have its place in the plan as JSON in the last column, which is hidden, so that
rows may be sorted. A long text goes on in rows that have a text alone.
"""

from __future__ import annotations

import json

from omvgen.findings.model import Place
from omvgen.locale import in_language, mark
from omvgen.workbook.layout import SheetColumn

NUMBER, QUESTION, OPTION, SOURCE, TEXT, CHOICE, OWN, PLACE = range(2, 10)
COLUMNS = {
    NUMBER: SheetColumn(mark("Kohta"), 8.0),
    QUESTION: SheetColumn(mark("Kysymys"), 30.0),
    OPTION: SheetColumn(mark("Vaihtoehto"), 12.0),
    SOURCE: SheetColumn(mark("Kenen teksti"), 24.0),
    TEXT: SheetColumn(mark("Teksti"), 60.0),
    CHOICE: SheetColumn(mark("Valinta"), 14.0),
    OWN: SheetColumn(mark("Oma teksti"), 40.0),
    PLACE: SheetColumn(mark("Tunniste"), 200.0),
}
_KEEP, _ALL, _OWN = mark("ennallaan"), mark("kaikki"), mark("oma teksti")


def keep_word(language: str) -> str:
    """The choice of what the workbook has now."""
    return in_language(language, _KEEP)


def all_word(language: str) -> str:
    """The choice of all sides' texts, one after another."""
    return in_language(language, _ALL)


def own_word(language: str) -> str:
    """The choice of the text that the person wrote."""
    return in_language(language, _OWN)


def place_to_text(place: Place) -> str:
    return json.dumps([place.kind, place.id, place.part], ensure_ascii=False)


def place_of_text(text: str) -> Place | None:
    """The place; None when the text names none."""
    try:
        kind, id_, part = json.loads(text)
    except (ValueError, TypeError):
        return None
    return Place(str(kind), str(id_), str(part))
