"""OMV800–OMV819: forms by name, forms that extend another, and forms as workbooks."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.FORM_NOT_FOUND,
        Severity.ERROR,
        mark("Lomaketta ei löydy"),
        mark("Lomaketta {form} ei löydy."),
        mark(
            "Pane lomakkeen tiedosto työkirjan kansioon tai kansioon, jonka OMVGEN_FORMS nimeää, "
            "tai anna se valitsimella --form. Tunnetut lomakkeet näyttää omvgen form list."
        ),
        why="Kysymykset ja niiden tarkistukset ovat lomakkeessa.",
    ),
    Rule(
        Code.FORM_BASE_NOT_FOUND,
        Severity.ERROR,
        mark("Laajennettavaa lomaketta ei löydy"),
        mark("{where}: laajennettavaa lomaketta {base} ei löydy, tai se laajentaa itse toista."),
        mark("Anna jokin lomakkeista, jotka omvgen form list näyttää."),
    ),
    Rule(
        Code.FORM_OFFICIAL_CHANGED,
        Severity.ERROR,
        mark("Laajennus muuttaa valmista lomaketta"),
        mark("{where}: {id} on lomakkeessa {base}, eikä sen tietoa ”{name}” voi muuttaa."),
        mark("Poista tieto, tai anna omalle kohdalle toinen tunniste."),
        why="Laajennus lisää kohtia ja taulukoita; virallinen sanamuoto säilyy.",
    ),
    Rule(
        Code.FORM_CELL_WORD_UNKNOWN,
        Severity.ERROR,
        mark("Sana ei ole luettelossa"),
        mark("”{value}” ei kelpaa sarakkeeseen {name}."),
        mark("Valitse soluun {cell} jokin näistä: {choices}."),
    ),
    Rule(
        Code.FORM_HEADER_MISSING,
        Severity.ERROR,
        mark("Lomaketyökirjasta puuttuu sarake"),
        mark("Välilehdeltä {sheet_named} puuttuu sarake {name}."),
        mark("Palauta välilehti ja sen otsikkorivi. Mallin saat komennolla omvgen form new."),
    ),
    Rule(
        Code.FORM_NAME_UNKNOWN,
        Severity.ERROR,
        mark("Nimeä ei ole lomaketyökirjassa"),
        mark("Nimeä ”{value}” ei ole välilehdellä {sheet_named}."),
        mark("Kirjoita soluun {cell} jokin näistä: {known}, tai lisää nimi välilehdelle."),
    ),
    Rule(
        Code.NOT_A_FORM_WORKBOOK,
        Severity.ERROR,
        mark("Työkirja ei ole lomake"),
        mark("Työkirja {file} ei ole lomaketyökirja."),
        mark("Anna komennolla omvgen form new tehty työkirja tai TOML-muotoinen lomake."),
    ),
    Rule(
        Code.FORM_HEADER_UNKNOWN,
        Severity.WARNING,
        mark("Lomaketyökirjassa on sarake, jota ei lueta"),
        mark("Välilehdellä {sheet_named} on tekstiä sarakkeessa ”{name}”, jota ei lueta."),
        mark(
            "Jos sarake kuuluu lomakkeeseen, korjaa sen otsikko soluun {cell}: {known}. Omat "
            "muistiinpanot voivat jäädä."
        ),
    ),
)
