"""OMV770–OMV774: a document in Word or another format that answers are taken from."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_SAVE_AS_DOCX = mark(
    "Avaa tiedosto Wordissa ja tallenna se .docx-muodossa (Tiedosto, Tallenna nimellä). "
    "Jos siinä on salasana, poista se. Anna sitten tallennettu tiedosto."
)

RULES = (
    Rule(
        Code.SOURCE_UNREADABLE,
        Severity.ERROR,
        mark("Asiakirjaa ei voi lukea"),
        mark("Asiakirjaa {file} ei voi lukea: {reason}."),
        _SAVE_AS_DOCX,
    ),
    Rule(
        Code.SOURCE_IS_PDF,
        Severity.ERROR,
        mark("Asiakirja on PDF"),
        mark(
            "Tiedosto {file} on PDF. Sen tekstiä ei voi tuoda luotettavasti, koska PDF ei kerro, "
            "mitkä rivit kuuluvat yhteen."
        ),
        mark(
            "Etsi alkuperäinen Word-asiakirja. Jos sitä ei ole, avaa PDF Wordissa, tallenna se "
            ".docx-muodossa, tarkista teksti ja anna tallennettu tiedosto."
        ),
    ),
    Rule(
        Code.SOURCE_NEEDS_LIBREOFFICE,
        Severity.ERROR,
        mark("Asiakirjan lukemiseen tarvitaan LibreOffice"),
        mark("Tiedoston {file} lukemiseen tarvitaan LibreOffice, jota ei löytynyt."),
        mark(
            "Avaa tiedosto Wordissa, tallenna se .docx-muodossa (Tiedosto, Tallenna nimellä) ja "
            "anna tallennettu tiedosto. Tai asenna LibreOffice ja anna sama komento uudelleen."
        ),
    ),
    Rule(
        Code.SOURCE_NOT_CONVERTED,
        Severity.ERROR,
        mark("LibreOffice ei saanut asiakirjaa auki"),
        mark("LibreOffice ei saanut tiedostoa {file} luettavaan muotoon."),
        _SAVE_AS_DOCX,
    ),
    Rule(
        Code.SOURCE_IS_PUBLIC_COPY,
        Severity.WARNING,
        mark("Asiakirja on julkinen versio"),
        mark(
            "Asiakirja {file} on julkinen versio, josta salassa pidettävät osat on poistettu. "
            "Kohdista, joista jotakin on poistettu, ja taulukoista ei luettu mitään."
        ),
        mark("Anna koko asiakirja, jos haluat tuoda myös nämä kohdat."),
    ),
)
