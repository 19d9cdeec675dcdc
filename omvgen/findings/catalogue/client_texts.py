"""OMV435–OMV439: the texts of the notice to clients, in an organisation's own translation."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.CLIENT_TEXTS_UNREADABLE,
        Severity.ERROR,
        mark("Käännöstiedostoa ei voi avata"),
        mark("Asiakastiedotteen käännöstä {file} ei voitu avata: {reason}."),
        mark("Tarkista tiedoston nimi ja kansio."),
    ),
    Rule(
        Code.CLIENT_TEXTS_NOT_TEXT,
        Severity.ERROR,
        mark("Käännöstiedosto ei ole tekstiä"),
        mark(
            "Tiedosto {file} ei ole asiakastiedotteen käännös: se ei ole UTF-8-muotoista tekstiä."
        ),
        mark("Tallenna käännös TOML-muodossa ja UTF-8-tekstinä."),
    ),
    Rule(
        Code.CLIENT_TEXTS_SYNTAX_ERROR,
        Severity.ERROR,
        mark("Käännöstiedostossa on kirjoitusvirhe"),
        mark("Asiakastiedotteen käännöksen {file} {place} on kirjoitusvirhe: {reason}."),
        mark("Korjaa rivi. Mallina on julkisuusohjeen esimerkki asiakastiedotteen käännöksestä."),
    ),
    Rule(
        Code.CLIENT_TEXTS_INCOMPLETE,
        Severity.ERROR,
        mark("Käännös on vajaa"),
        mark(
            "Asiakastiedotteen käännöksessä {file} on puutteita: {keys}. Näiden teksti puuttuu, "
            "on liian pitkä tai usealla rivillä, tai niitä ei tunneta."
        ),
        mark(
            "Täydennä tai korjaa tekstit. Kirjoitussuunta (direction) on ltr tai rtl ja kieli "
            "(language) tunnus, kuten ar. Teksti on yksi rivi, enintään 300 merkkiä."
        ),
        why="Asiakkaalle kerrotaan jokaisella kielellä samat asiat (ohje 2.4).",
    ),
    Rule(
        Code.CLIENT_TEXTS_NOT_SHIPPED,
        Severity.ERROR,
        mark("Asiakastiedotetta ei ole tällä kielellä"),
        mark("Asiakastiedotetta ei ole valmiina kielellä {language}. Valmiit kielet: {languages}."),
        mark("Valitse jokin niistä, tai anna oma käännös valitsimella --texts."),
    ),
)
