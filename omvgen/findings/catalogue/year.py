"""OMV6xx: against last year, the change log and the confirmations."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV601",
        Severity.WARNING,
        mark("Nimenselvennyksessä on eri henkilö kuin johtajan tiedoissa"),
        mark("Nimenselvennys ”{name}” ei vastaa kohtaa {number} ”{question}”: {director}."),
        mark("Korjaa solu {cell}, tai päivitä johtajan nimi kohtaan {number}."),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
)
