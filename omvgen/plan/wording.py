"""How a workbook asks for what its plan says: a form that changed asked in other words."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    """How a workbook asks for something: the words, their id, and where they stand.

    `section` is the section's id and `sheet` what its sheet is called; both and
    `number` are empty for the document's data and the change log.
    """

    id: str
    text: str
    section: str = ""
    sheet: str = ""
    number: str = ""
