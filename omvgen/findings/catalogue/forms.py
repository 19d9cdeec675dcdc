"""OMV174–OMV189: the file of an organisation's own form.

`{where}` says in which section, question or table of the form the fault is.
"""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark


def _fault(code: str, title: str, message: str, remedy: str, why: str = "") -> Rule:
    return Rule(code, Severity.ERROR, title, message, remedy, why)


RULES = (
    _fault(
        "OMV174",
        mark("Lomaketiedostoa ei voi avata"),
        mark("Lomaketiedostoa {file} ei voitu avata: {reason}."),
        mark("Tarkista tiedoston nimi ja kansio."),
    ),
    _fault(
        "OMV175",
        mark("Lomaketiedosto ei ole tekstiä"),
        mark("Tiedosto {file} ei ole lomake: se ei ole UTF-8-muotoista tekstiä."),
        mark("Anna TOML-muotoinen lomaketiedosto, joka on tallennettu UTF-8-muodossa."),
    ),
    _fault(
        "OMV176",
        mark("Lomaketiedostossa on kirjoitusvirhe"),
        mark("Lomaketiedoston {file} {place} on kirjoitusvirhe: {reason}."),
        mark("Korjaa rivi. Merkintätapa on TOML; mallina on omvgenin oma lomake."),
    ),
    _fault(
        "OMV177",
        mark("Lomaketiedostoa ei voi käyttää"),
        mark("Lomaketiedostoa {file} ei voi käyttää. {first}"),
        mark("{remedy} Kaikki virheet näet komennolla omvgen form check."),
    ),
    _fault(
        "OMV178",
        mark("Lomakkeesta puuttuu tieto"),
        mark("{where}: tieto ”{name}” puuttuu."),
        mark("Lisää rivi, joka alkaa: {name} ="),
    ),
    _fault(
        "OMV179",
        mark("Lomakkeessa on tuntematon tieto"),
        mark("{where}: tietoa ”{name}” ei tunneta."),
        mark("Poista se tai korjaa sen nimi.{suggestion}"),
    ),
    _fault(
        "OMV180",
        mark("Lomakkeen tieto on väärää lajia"),
        mark("{where}: tiedon ”{name}” on oltava {expected}."),
        mark("Korjaa tiedon ”{name}” arvo."),
    ),
    _fault(
        "OMV181",
        mark("Lomakkeen tiedolla on väärä arvo"),
        mark("{where}: tiedon ”{name}” arvo ”{value}” ei kelpaa."),
        mark("Käytä jotakin näistä: {choices}.{suggestion}"),
    ),
    _fault(
        "OMV182",
        mark("Lomakkeen tunniste tai nimi on väärää muotoa"),
        mark("{where}: tiedon ”{name}” arvo ”{value}” ei kelpaa."),
        mark("{expected}"),
    ),
    _fault(
        "OMV183",
        mark("Lomakkeen tieto on väärän pituinen"),
        mark("{where}: tiedon ”{name}” pituus ei kelpaa: {expected}."),
        mark("Lyhennä tai täydennä sitä."),
    ),
    _fault(
        "OMV184",
        mark("Taulukon riviä ei voi tunnistaa"),
        mark("{where}: yhdelläkään sarakkeella ei ole merkintää key = true."),
        mark("Merkitse key = true sarakkeisiin, joista taulukon rivin tunnistaa."),
        why="Rivi tunnistetaan näistä tiedoista, kun suunnitelmaa verrataan edelliseen vuoteen.",
    ),
    _fault(
        "OMV185",
        mark("Sama tunniste kahdesti"),
        mark("{where}: {what} ”{value}” on jo käytössä: {other}."),
        mark("Anna kummallekin oma."),
    ),
    _fault(
        "OMV186",
        mark("Välilehden nimi on varattu"),
        mark("{where}: välilehden nimi ”{value}” on varattu."),
        mark("Anna välilehdelle toinen nimi. Varattuja ovat: {reserved}."),
        why="Joka työkirjassa on näin nimettyjä välilehtiä, ja nimi History on Excelin oma.",
    ),
    _fault(
        "OMV187",
        mark("Vaihtoehdot eivät mahdu Excelin luetteloon"),
        mark("{where}: vaihtoehdot ovat yhteensä {length} merkkiä, ja Excel sallii {limit}."),
        mark("Lyhennä vaihtoehtoja tai vähennä niitä."),
        why="Soluun kirjoitetussa luettelossa voi olla enintään 255 merkkiä.",
    ),
    _fault(
        "OMV188",
        mark("Sarakkeen tehtävä ja laji eivät sovi yhteen"),
        mark('{where}: sarake, jolla on merkintä role = "{role}", ei kelpaa tehtäväänsä.'),
        mark("Sarakkeessa on oltava {expected}."),
    ),
    _fault(
        "OMV189",
        mark("Lomakkeen tiedot eivät sovi yhteen"),
        mark("{where}: {name} ei sovi tähän."),
        mark("Poista {name}, tai aseta {expected}."),
    ),
)
