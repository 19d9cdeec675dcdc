"""Finding, Place and Location: a coded remark about one place of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from omvgen.findings.catalogue import RULES
from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import LANGUAGES, fill, in_language, mark, tr

WORKBOOK_WORDS = {
    "document_sheet": mark("Asiakirjan tiedot"),
    "log_sheet": mark("Muutosloki"),
    "answer_column": mark("Vastaus"),
    "publicity_column": mark("Julkisuus"),
    "note_column": mark("Huomautus"),
    "place_column": mark("Osio tai kohta"),
    "public": mark("Julkinen"),
    "partly": mark("Osittain salassa pidettävä"),
    "secret": mark("Salassa pidettävä"),
}
"""What a workbook calls its sheets, columns and choices: in its own language, not the message's."""

_CELL_LOST = mark(
    "Kohdan solua ei ole työkirjassa. Palauta se työkirjan aiemmasta versiosta, tai siirrä "
    "vastaukset ehjään työkirjaan komennolla omvgen repair."
)


class Place(NamedTuple):
    """A place of the plan, without knowing where in a workbook it stands.

    `kind` and `id` name the thing: an `answer` of a question, a `table`, a
    `field` of the document's data, the `log`. `part` is the part of an answer
    (text, publicity, basis, note) or a column's id; `row` counts from 0.
    """

    kind: str
    id: str
    part: str = "text"
    row: int | None = None


class Location(NamedTuple):
    """Where a finding points. What is not known is empty."""

    sheet: str = ""
    cell: str = ""
    section: str = ""
    question: str = ""

    def __str__(self) -> str:
        """Such as `Muutosloki!J6`; the sheet alone, or nothing, where no cell is known."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True)
class Finding:
    """One remark. Its words come from the catalogue by `code`, filled with `values`.

    `place` is set by checks, which know only the plan; the reader's map turns
    it into `location`. `severity_override` replaces the catalogue's severity. `language` is
    the workbook's, in which the message names its sheets, columns and choices.
    """

    code: Code
    location: Location = Location()
    values: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    severity_override: Severity | None = None
    language: str = field(default=LANGUAGES[0], compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __str__(self) -> str:
        """For programmers: `OMV201 error 4 Henkilöstö!D9: Pakollinen vastaus puuttuu.`."""
        where = str(self.location) or (self.place and self.place.id) or ""
        return f"{self.code} {self.severity.value} {where}".rstrip() + f": {self.message}"

    def __repr__(self) -> str:
        return f"<Finding {self}>"

    @property
    def severity(self) -> Severity:
        return self.severity_override or self._rule.severity

    @property
    def message(self) -> str:
        """What is wrong, in the language in use."""
        return fill(self._rule.message, self._words())

    @property
    def remedy(self) -> str:
        """What to do about it, in the language in use.

        Where the cell that it would name is not in the workbook, how to get it back.
        """
        unknown = not self.location.cell and "cell" not in self.values
        lost = unknown and "{cell}" in self._rule.remedy
        return tr(_CELL_LOST) if lost else fill(self._rule.remedy, self._words())

    @property
    def _rule(self) -> Rule:
        return RULES[self.code]

    def _words(self) -> dict[str, Any]:
        """The values, and the cell, which most remedies name."""
        cell = self.location.cell or tr("(solua ei löydy työkirjasta)")
        names = {key: in_language(self.language, word) for key, word in WORKBOOK_WORDS.items()}
        found = {**names, "cell": cell, "sheet": self.location.sheet, **self.values}
        if "publicity" in found:
            found["publicity"] = in_language(self.language, found["publicity"])
        return found

    def at(self, location: Location) -> Finding:
        return replace(self, location=location)

    def about(self, language: str) -> Finding:
        """The finding on a workbook in the language."""
        return replace(self, language=language)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those of them that are errors."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
