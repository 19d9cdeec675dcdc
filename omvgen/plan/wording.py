"""What a workbook says besides its plan: how it words a question or table, and its comments."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """A question, field or table of a workbook: its id, its words and its place.

    `section` is the section's id and `sheet` the name of its sheet. They and `number` are
    empty for the document's data and the change log.
    """

    id: str
    text: str
    section: str = ""
    sheet: str = ""
    number: str = ""


class CellComment(NamedTuple):
    """A comment on a cell of a workbook. `author` is empty when it is not known."""

    sheet: str
    cell: str
    author: str
    text: str
