"""A finding shows people its words, and programmers its code, severity and place."""

from __future__ import annotations

import pytest

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.findings.severity import Severity
from omvgen.locale import speaking

CELL = Location("4 Henkilöstö", "D9", "henkilosto", "henk_tyovuorot")


@pytest.mark.parametrize(
    ("finding", "shown"),
    [
        (
            Finding(Code.REQUIRED_ANSWER_MISSING, CELL),
            "OMV201 error 4 Henkilöstö!D9: Pakollinen vastaus puuttuu.",
        ),
        (
            Finding(Code.REQUIRED_ANSWER_MISSING, place=Place("answer", "henk_tyovuorot")),
            "OMV201 error henk_tyovuorot: Pakollinen vastaus puuttuu.",
        ),
        (
            Finding(Code.FILE_EMPTY, values={"file": "a.xlsx"}),
            "OMV102 error: Tiedosto a.xlsx on tyhjä: siinä ei ole mitään.",
        ),
        (
            Finding(Code.PUBLICITY_UNDECIDED, CELL, severity_override=Severity.ERROR),
            "OMV402 error 4 Henkilöstö!D9: Julkisuutta ei ole päätetty.",
        ),
    ],
)
def test_a_finding_prints_its_code_severity_place_and_message(finding: Finding, shown: str) -> None:
    assert str(finding) == shown
    assert repr((finding,)) == f"(<Finding {shown}>,)"


def test_the_words_of_a_finding_come_in_the_language_in_use() -> None:
    finding = Finding(Code.REQUIRED_ANSWER_MISSING, CELL)
    with speaking("en"):
        assert (finding.severity.word, finding.message) == (
            "error",
            "A required answer is missing.",
        )
    assert finding.severity.word == "virhe"
    assert finding.message == "Pakollinen vastaus puuttuu."
