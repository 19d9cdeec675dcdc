"""OMV671–OMV677: what a pack to hand over, or a report to publish, does not have."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.PACK_NOT_CONFIRMED,
        Severity.WARNING,
        mark("Luovutettavaa suunnitelmaa ei ole vahvistettu"),
        mark("Suunnitelmaa ei ole vahvistettu sellaisena kuin se on tässä paketissa."),
        mark(
            "Vahvista suunnitelma ennen luovuttamista, tai tee paketti kansion vahvistetut "
            "työkirjasta."
        ),
        why="Ohje 2.3: viranomaiselle toimitetaan vahvistettu suunnitelma.",
    ),
    Rule(
        Code.PACK_DOCUMENT_NOT_KEPT,
        Severity.WARNING,
        mark("Vahvistettua asiakirjaa ei ole tallessa"),
        mark(
            "Paketin asiakirja on tehty työkirjasta uudelleen: vahvistettua asiakirjaa ei ole "
            "kansiossa vahvistetut ennallaan."
        ),
        mark(
            "Palauta vahvistettu asiakirja varmuuskopiosta ja tee paketti uudelleen, tai luovuta "
            "allekirjoitettu asiakirja asianhallinnasta."
        ),
        why="Allekirjoitettu on juuri se asiakirja, joka vahvistettiin.",
    ),
    Rule(
        Code.PACK_WITHOUT_PDF,
        Severity.NOTE,
        mark("Paketissa ei ole PDF-tiedostoa"),
        mark("Paketissa ei ole PDF-tiedostoa, koska sitä ei voitu tehdä."),
        mark("Korjaa syy ja tee paketti uudelleen, jos vastaanottaja tarvitsee PDF-tiedoston."),
    ),
    Rule(
        Code.PACK_WITHOUT_CHANGES,
        Severity.NOTE,
        mark("Paketissa ei ole luetteloa muutoksista"),
        mark("Paketissa ei ole luetteloa muutoksista: aiempaa vahvistettua versiota ei löytynyt."),
        mark("Anna edellinen luovutettu työkirja valitsimella --previous."),
    ),
    Rule(
        Code.REPORT_NOT_IN_FORM,
        Severity.ERROR,
        mark("Lomakkeessa ei ole seurannan selvitykseen kuuluvaa"),
        mark("Lomakkeessa {form} ei ole kohtaa eikä taulukkoa, joka kuuluisi selvitykseen."),
        mark(
            "Merkitse lomakkeen kohtiin, mihin selvityksen osaan ne kuuluvat (report), tai tee "
            "muutostiedote: omvgen notice VANHA UUSI."
        ),
    ),
    Rule(
        Code.REPORT_PART_EMPTY,
        Severity.WARNING,
        mark("Seurannan selvityksen osasta puuttuu julkinen vastaus"),
        mark("Seurannan selvityksessä ei ole mitään osassa ”{topic}”: julkista vastausta ei ole."),
        mark(
            "Kirjoita vastaus soluun {cell}. Jos se on salassa pidettävä, kirjoita siitä julkinen "
            "osuus."
        ),
        why="Seurannan havainnot ja niiden perusteella tehdyt muutokset julkaistaan.",
    ),
    Rule(
        Code.REPORT_PART_NOT_IN_FORM,
        Severity.NOTE,
        mark("Lomakkeessa ei ole kohtaa seurannan selvityksen osalle"),
        mark("Lomakkeessa ei ole kohtaa, josta selvitykseen tulisi ”{topic}”."),
        mark(
            "Kirjoita se selvitykseen itse, tai lisää lomakkeeseen oma kohta, joka kuuluu siihen."
        ),
    ),
)
