"""Sheets that a workbook has whatever its form asks, with their names in the form's language."""

from __future__ import annotations

from typing import NamedTuple

from omvgen.locale import in_language, mark


class FixedSheet(NamedTuple):
    """A sheet that is no section's.

    `mark` stands in its cell A1, by which the reader finds it when it was renamed.
    Marks begin with `#`, which no id can: A1 of a section's sheet is the section's id.
    """

    title: str
    mark: str

    def name(self, language: str) -> str:
        """Its name in a workbook whose form is in the language, such as `fi-FI`."""
        return in_language(language, self.title)


GUIDE = FixedSheet(mark("Ohje"), "#ohje")
SUMMARY = FixedSheet(mark("Yhteenveto"), "#yhteenveto")
DOCUMENT = FixedSheet(mark("Asiakirjan tiedot"), "#asiakirja")
LOG = FixedSheet(mark("Muutosloki"), "#muutosloki")
# Of next year's workbook: what became of each answer, and what the form has no place for.
CARRIED = FixedSheet(mark("Siirretyt vastaukset"), "#siirretyt")
ORPHANS = FixedSheet(mark("Siirtymättömät"), "#siirtymattomat")
# Of a merged workbook: what became of each change, and what a person has to decide.
MERGED = FixedSheet(mark("Yhdistetyt muutokset"), "#yhdistetyt")
CONFLICTS = FixedSheet(mark("Ristiriidat"), "#ristiriidat")
# Of an annotated copy: its findings.
FINDINGS = FixedSheet(mark("Huomiot"), "#huomiot")

_RESERVED = (GUIDE, SUMMARY, DOCUMENT, LOG, CARRIED, ORPHANS, MERGED, CONFLICTS)
FIXED_SHEETS = (*_RESERVED, FINDINGS)
_EXCELS_OWN = "History"


def reserved_names(language: str) -> tuple[str, ...]:
    """The names that no section's sheet may have, case apart."""
    return (*(sheet.name(language) for sheet in _RESERVED), _EXCELS_OWN)
