"""The layout contract: where in a workbook each thing stands. Template and reader share it.

Three anchors hold every answer: its defined name, the id in column A and the
question's text (`docs/architecture.md` says why). Nothing else decides.
"""

from __future__ import annotations

from typing import NamedTuple

# Columns, counted from 1. Column A is hidden and holds ids on every sheet.
ID, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(1, 8)
QUESTION_HEADERS = {
    NUMBER: "Kohta",
    QUESTION: "Kysymys",
    ANSWER: "Vastaus",
    PUBLICITY: "Julkisuus",
    BASIS: "Salassapitoperuste",
    NOTE: "Huomautus (ei tulostu)",
}
FIELD, VALUE, FIELD_HELP = 2, 3, 4
FIELD_HEADERS = {FIELD: "Tieto", VALUE: "Arvo", FIELD_HELP: "Ohje"}
TABLE_START = QUESTION  # tables of a section sheet begin under the questions
LOG_START = 2

TITLE_ROW, LINK_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4


class SheetKind(NamedTuple):
    """A sheet that every workbook has: its name, and the mark in A1 that finds it when renamed.

    Marks begin with `#`, which no id can hold; A1 of a section sheet holds the
    section's id itself.
    """

    name: str
    mark: str


GUIDE = SheetKind("Ohje", "#ohje")
SUMMARY = SheetKind("Yhteenveto", "#yhteenveto")
DOCUMENT = SheetKind("Asiakirjan tiedot", "#asiakirja")
LOG = SheetKind("Muutosloki", "#muutosloki")

# What an annotated copy has besides: a sheet of findings, and notes by this author.
REMARKS = SheetKind("Huomiot", "#huomiot")
COPY_ENDING = "-huomiot"  # of the copy's name, before .xlsx
NOTE_AUTHOR = "omvgen"

# What next year's workbook has besides: what became of each answer, and what has no place now.
CARRIED = SheetKind("Siirretyt vastaukset", "#siirretyt")
ORPHANS = SheetKind("Siirtymättömät", "#siirtymattomat")

# Rows of `Asiakirjan tiedot` that say which form this is; locked, read by eye.
FORM_ID_ROW, FORM_VERSION_ROW = "#form_id", "#form_version"
FORM_ID_LABEL, FORM_VERSION_LABEL = "Lomake", "Lomakkeen versio"
FORM_ROW_HELP = "Tunniste, jonka ohjelma tarvitsee. Älä muuta."
# The same in the package's custom properties.
FORM_ID_PROPERTY, FORM_VERSION_PROPERTY = "omvgen form", "omvgen form version"

# In column A: the title row above a table, and a table's header row (`#` + id).
TABLE_TITLE = "#"


def table_mark(table_id: str) -> str:
    """What column A of a table's header row holds."""
    return f"#{table_id}"


def answer_name(question_id: str) -> str:
    """The defined name of the answer's cell."""
    return f"omv_{question_id}"


def field_name(field_id: str) -> str:
    """The defined name of a field's cell on `Asiakirjan tiedot`."""
    return f"omvd_{field_id}"


def table_name(table_id: str) -> str:
    """The defined name of the first header cell of a table, the change log's included."""
    return f"omvt_{table_id}"
