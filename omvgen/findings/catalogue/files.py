"""OMV1xx: the file and its structure."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV120",
        Severity.ERROR,
        mark("Tiedostoa ei voi kirjoittaa"),
        mark("Tiedostoa {file} ei voitu kirjoittaa: {reason}."),
        mark("Tarkista, että levyllä on tilaa ja että kansio on olemassa, ja yritä uudelleen."),
    ),
    Rule(
        "OMV121",
        Severity.ERROR,
        mark("Tiedosto on käytössä tai suojattu"),
        mark("Tiedostoon {file} ei saa kirjoittaa: se on auki toisessa ohjelmassa tai suojattu."),
        mark(
            "Sulje tiedosto Wordissa tai Excelissä ja yritä uudelleen, tai anna toinen nimi (-o)."
        ),
    ),
    Rule(
        "OMV130",
        Severity.ERROR,
        mark("Mallipohjaa ei voi lukea"),
        mark("Mallipohjaa {file} ei voitu lukea: {reason}."),
        mark("Tarkista valitsimen --reference-doc tiedostonimi ja kansio."),
    ),
    Rule(
        "OMV131",
        Severity.ERROR,
        mark("Mallipohja ei ole Word-tiedosto"),
        mark("Mallipohja {file} ei ole Word-asiakirja (.docx) eikä Word-malli (.dotx)."),
        mark("Avaa mallipohja Wordissa ja tallenna se muodossa Word-asiakirja (.docx)."),
    ),
)
