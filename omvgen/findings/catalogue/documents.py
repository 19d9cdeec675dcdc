"""OMV195–OMV198: the reference document, and the file that a document would replace."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_OWN_TEMPLATE = mark(
    "Anna Word-asiakirja (.docx) tai mallipohja (.dotx), joka aukeaa Wordissa, "
    "tai jätä valitsin --reference-doc pois."
)
_KEEP_IT = mark(
    "Anna uudelle asiakirjalle toinen nimi (-o), tai siirrä vanha tiedosto talteen. "
    "Jos sitä ei tarvita, lisää komentoon --force."
)

RULES = (
    Rule(
        "OMV195",
        Severity.ERROR,
        mark("Mallipohjaa ei voi lukea"),
        mark("Mallipohjaa {file} ei voitu lukea: {reason}."),
        mark("Tarkista mallipohjan nimi ja kansio."),
    ),
    Rule(
        "OMV196",
        Severity.ERROR,
        mark("Mallipohja ei ole Word-asiakirja"),
        mark("Tiedostoa {file} ei voi käyttää mallipohjana: se ei ole ehjä Word-asiakirja."),
        _OWN_TEMPLATE,
    ),
    Rule(
        "OMV197",
        Severity.ERROR,
        mark("Asiakirjaa on muokattu"),
        mark("Asiakirjaa {file} on muokattu sen jälkeen, kun se tehtiin. Sitä ei korvattu."),
        _KEEP_IT,
        why="Käsin tehty muutos tai allekirjoitus katoaisi, jos asiakirja korvattaisiin uudella.",
    ),
    Rule(
        "OMV198",
        Severity.ERROR,
        mark("Samanniminen tiedosto on jo olemassa"),
        mark("Tiedosto {file} on jo olemassa, eikä sitä ole tehty tällä ohjelmalla."),
        _KEEP_IT,
        why="Toisen tekemää tiedostoa ei korvata kysymättä.",
    ),
)
