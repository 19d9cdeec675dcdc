"""The layout contract: where on its sheets a workbook has each thing. Template and reader share it.

Three anchors hold every answer: its defined name, the id in column A and the
question's text (`docs/architecture.md` says why). Headers are in the form's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from omvgen.locale import in_language, mark


class SheetColumn(NamedTuple):
    """A column of our sheets: its header, to be translated, and its width in digits."""

    header: str
    width: float


# Rows and columns are counted from 1. Column A is hidden and holds ids on every sheet.
TITLE_ROW, LINK_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4
ID, NUMBER, QUESTION, ANSWER, PUBLICITY, BASIS, NOTE = range(1, 8)
QUESTION_COLUMNS = {
    NUMBER: SheetColumn(mark("Kohta"), 15.5),
    QUESTION: SheetColumn(mark("Kysymys"), 32.0),
    ANSWER: SheetColumn(mark("Vastaus"), 66.0),
    PUBLICITY: SheetColumn(mark("Julkisuus"), 16.0),
    BASIS: SheetColumn(mark("Salassapitoperuste"), 23.0),
    NOTE: SheetColumn(mark("Huomautus (ei tulostu)"), 18.0),
}
FIELD, VALUE, FIELD_HELP = 2, 3, 4
FIELD_COLUMNS = {
    FIELD: SheetColumn(mark("Tieto"), 36.0),
    VALUE: SheetColumn(mark("Arvo"), 70.0),
    FIELD_HELP: SheetColumn(mark("Ohje"), 60.0),
}
TABLE_START = QUESTION  # tables of a section's sheet begin under the questions
LOG_START = 2

# How links from sheet to sheet begin: up to the summary, back, and on.
UP, BACK, ON = "↑", "←", "→"
BEFORE, AFTER = mark("Edellinen: {sheet}"), mark("Seuraava: {sheet}")

# Rows of the document's sheet that name the form and its version. They are locked.
FORM_ID_ROW, FORM_VERSION_ROW = "#form_id", "#form_version"
FORM_ID_LABEL, FORM_VERSION_LABEL = mark("Lomake"), mark("Lomakkeen versio")
# A further row says that the form's wording was not compared with its source.
FORM_WORDING_ROW, FORM_WORDING_LABEL = "#form_wording", mark("Lomakkeen sanamuoto")
FORM_ROW_HELP = mark("Tunniste, jonka ohjelma tarvitsee. Älä muuta.")
# The same in the package's custom properties.
FORM_ID_PROPERTY, FORM_VERSION_PROPERTY = "omvgen form", "omvgen form version"

# In the custom properties of a copy: the fingerprint of the plan that it was made of.
BASE_PROPERTY = "omvgen base"

# Of an annotated copy: the end of its name, before .xlsx, and the author of its notes.
COPY_ENDING = "-huomiot"
NOTE_AUTHOR = "omvgen"

# In column A: the title row above a table. A table's header row has `#` and its id.
TABLE_TITLE = "#"


def headers(columns: Mapping[int, SheetColumn], language: str) -> dict[int, str]:
    """The headers of the columns in the language."""
    return {place: in_language(language, column.header) for place, column in columns.items()}


def widths(columns: Mapping[int, SheetColumn]) -> dict[int, float]:
    return {place: column.width for place, column in columns.items()}


def table_mark(table_id: str) -> str:
    """What column A of a table's header row holds."""
    return f"#{table_id}"


def answer_name(question_id: str) -> str:
    """The defined name of the answer's cell."""
    return f"omv_{question_id}"


def field_name(field_id: str) -> str:
    """The defined name of a field's cell on the document's sheet."""
    return f"omvd_{field_id}"


def table_name(table_id: str) -> str:
    """The defined name of the first header cell of a table, the change log's included."""
    return f"omvt_{table_id}"
