"""Wording: a question or table as a workbook words it, which may differ from the form's."""

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
