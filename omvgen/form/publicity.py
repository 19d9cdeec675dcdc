"""Publicity: may a text be given out? A word of the form, the same for answers and for rows."""

from __future__ import annotations

from enum import StrEnum


class Publicity(StrEnum):
    """May it be given out? The values are the words of the workbook's list."""

    PUBLIC = "Julkinen"
    PARTLY = "Osittain salassa pidettävä"
    SECRET = "Salassa pidettävä"
