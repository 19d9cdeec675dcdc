"""Publicity: may a text be given out? A word of the form, the same for answers and for rows."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from omvgen.locale import LANGUAGES, in_language


class Publicity(StrEnum):
    """May it be given out? The values are the words of the workbook's list."""

    PUBLIC = "Julkinen"
    PARTLY = "Osittain salassa pidettävä"
    SECRET = "Salassa pidettävä"

    @staticmethod
    def named(word: str) -> Publicity | None:
        """The publicity that the word names in any of our languages; case does not matter.

        The columns of a form's tables have these words in the form's language.
        """
        if not word:
            return None
        # Another language's catalogue is loaded only when the word is in none before it.
        found = (_words(tag).get(word.casefold()) for tag in LANGUAGES)
        return next(filter(None, found), None)


@cache
def _words(tag: str) -> dict[str, Publicity]:
    return {in_language(tag, publicity).casefold(): publicity for publicity in Publicity}
