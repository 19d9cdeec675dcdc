"""OMV174–OMV189: the file of an organisation's own form.

`{where}` says in which section, question or table of the form the fault is.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark


def _fault(code: Code, title: str, message: str, remedy: str, why: str = "") -> Rule:
    return Rule(code, Severity.ERROR, title, message, remedy, why)


RULES = (
    _fault(
        Code.FORM_FILE_UNREADABLE,
        mark("Lomaketiedostoa ei voi avata"),
        mark("Lomaketiedostoa {file} ei voitu avata: {reason}."),
        mark("Tarkista tiedoston nimi ja kansio."),
    ),
    _fault(
        Code.FORM_FILE_NOT_TEXT,
        mark("Lomaketiedosto ei ole tekstiä"),
        mark("Tiedosto {file} ei ole lomake: se ei ole UTF-8-muotoista tekstiä."),
        mark("Anna TOML-muotoinen lomaketiedosto, joka on tallennettu UTF-8-muodossa."),
    ),
    _fault(
        Code.FORM_FILE_SYNTAX_ERROR,
        mark("Lomaketiedostossa on kirjoitusvirhe"),
        mark("Lomaketiedoston {file} {place} on kirjoitusvirhe: {reason}."),
        mark("Korjaa rivi. Merkintätapa on TOML; mallina on omvgenin oma lomake."),
    ),
    _fault(
        Code.FORM_FILE_UNUSABLE,
        mark("Lomaketiedostoa ei voi käyttää"),
        mark("Lomaketiedostoa {file} ei voi käyttää. {first}"),
        mark("{remedy} Kaikki virheet näet komennolla omvgen form check."),
    ),
    _fault(
        Code.FORM_VALUE_MISSING,
        mark("Lomakkeesta puuttuu tieto"),
        mark("{where}: tieto ”{name}” puuttuu."),
        mark("{how}"),
    ),
    _fault(
        Code.FORM_KEY_UNKNOWN,
        mark("Lomakkeessa on tuntematon tieto"),
        mark("{where}: tietoa ”{name}” ei tunneta."),
        mark("Poista se tai korjaa sen nimi.{suggestion}"),
    ),
    _fault(
        Code.FORM_VALUE_WRONG_TYPE,
        mark("Lomakkeen tieto on väärää lajia"),
        mark("{where}: tiedon ”{name}” on oltava {expected}."),
        mark("Korjaa tiedon ”{name}” arvo."),
    ),
    _fault(
        Code.FORM_VALUE_NOT_ALLOWED,
        mark("Lomakkeen tiedolla on väärä arvo"),
        mark("{where}: tiedon ”{name}” arvo ”{value}” ei kelpaa."),
        mark("Käytä jotakin näistä: {choices}.{suggestion}"),
    ),
    _fault(
        Code.FORM_VALUE_MALFORMED,
        mark("Lomakkeen tunniste tai nimi on väärää muotoa"),
        mark("{where}: tiedon ”{name}” arvo ”{value}” ei kelpaa."),
        mark("{expected}"),
    ),
    _fault(
        Code.FORM_VALUE_WRONG_LENGTH,
        mark("Lomakkeen tieto on väärän pituinen"),
        mark("{where}: tiedon ”{name}” pituus ei kelpaa: {expected}."),
        mark("Lyhennä tai täydennä sitä."),
    ),
    _fault(
        Code.FORM_TABLE_WITHOUT_KEY,
        mark("Taulukon riviä ei voi tunnistaa"),
        mark("{where}: taulukon mitään saraketta ei ole merkitty avaimeksi."),
        mark("{how}"),
        why="Rivi tunnistetaan näistä tiedoista, kun suunnitelmaa verrataan edelliseen vuoteen.",
    ),
    _fault(
        Code.FORM_VALUE_REPEATED,
        mark("Sama tunniste kahdesti"),
        mark("{where}: {what} ”{value}” on jo käytössä: {other}."),
        mark("Anna kummallekin oma."),
    ),
    _fault(
        Code.FORM_SHEET_NAME_RESERVED,
        mark("Välilehden nimi on varattu"),
        mark("{where}: välilehden nimi ”{value}” on varattu."),
        mark("Anna välilehdelle toinen nimi. Varattuja ovat: {reserved}."),
        why="Joka työkirjassa on näin nimettyjä välilehtiä, ja nimi History on Excelin oma.",
    ),
    _fault(
        Code.FORM_CHOICES_TOO_LONG,
        mark("Vaihtoehdot eivät mahdu Excelin luetteloon"),
        mark("{where}: vaihtoehdot ovat yhteensä {length} merkkiä, ja Excel sallii {limit}."),
        mark("Lyhennä vaihtoehtoja tai vähennä niitä."),
        why="Soluun kirjoitetussa luettelossa voi olla enintään 255 merkkiä.",
    ),
    _fault(
        Code.FORM_COLUMN_ROLE_MISMATCH,
        mark("Sarakkeen tehtävä ja laji eivät sovi yhteen"),
        mark("{where}: sarake ei kelpaa tehtäväänsä ({role})."),
        mark("Sarakkeessa on oltava {expected}."),
    ),
    _fault(
        Code.FORM_VALUES_CONFLICT,
        mark("Lomakkeen tiedot eivät sovi yhteen"),
        mark("{where}: {name} ei sovi tähän."),
        mark("Poista {name}, tai aseta {expected}."),
    ),
)
