"""OMV2xx: completeness, what is asked and not answered."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV201",
        Severity.ERROR,
        mark("Pakollinen vastaus puuttuu"),
        mark("Pakollinen vastaus puuttuu."),
        mark("Kirjoita vastaus soluun {cell}."),
        why=(
            "Maahanmuuttovirasto on määritellyt suunnitelmassa käsiteltävät asiat, "
            "ja jokaiseen niistä vastataan (ohje 2.1)."
        ),
    ),
    Rule(
        "OMV202",
        Severity.ERROR,
        mark("Asiakirjan pakollinen tieto puuttuu"),
        mark("Asiakirjan tieto ”{field}” puuttuu."),
        mark("Kirjoita tieto soluun {cell}. {help}"),
        why="Tieto tulostuu asiakirjan alkuun ja sen ominaisuuksiin (SFS 2487:2024).",
    ),
    Rule(
        "OMV203",
        Severity.WARNING,
        mark("Laadintaan osallistuneita ei ole nimetty"),
        mark("Tieto ”{field}” puuttuu: suunnitelma laaditaan johdon ja henkilöstön yhteistyönä."),
        mark("Kirjoita soluun {cell}, ketkä tai mitkä ryhmät osallistuivat laadintaan."),
        why="Suunnitelma on laadittava johdon ja henkilöstön yhteistyönä (ohje 2.1).",
    ),
    Rule(
        "OMV204",
        Severity.WARNING,
        mark("Koko osio on vastaamatta"),
        mark("Osiossa {number} ”{section}” ei ole yhtään vastausta."),
        mark("Vastaa osion kysymyksiin. Jos osiolla ei ole sisältöä, kirjoita vastaukseksi syy."),
        why=(
            "Tyhjäksi jäänyt osio on yleensä unohtunut, tai vastaukset ovat toisessa työkirjassa."
        ),
    ),
    Rule(
        "OMV205",
        Severity.WARNING,
        mark("Vastaus on pelkkä täytesana"),
        mark("Vastaus näyttää keskeneräiseltä: ”{value}”."),
        mark("Kirjoita varsinainen vastaus soluun {cell}."),
        why="Kysymys näyttää vastatulta, mutta vahvistettavaan suunnitelmaan jäisi aukko.",
    ),
    Rule(
        "OMV206",
        Severity.ERROR,
        mark("Sarake puuttuu"),
        mark("Välilehdeltä ”{sheet}” puuttuu sarake ”{column}”, joten sen tietoja ei luettu."),
        mark(
            "Palauta sarake työkirjan aiemmasta versiosta, tai tee uusi työkirja komennolla "
            "omvgen template ja siirrä vastaukset siihen."
        ),
        why="Poistetun sarakkeen paikalla on toinen sarake, jonka teksti ei ole vastaus.",
    ),
    Rule(
        "OMV207",
        Severity.ERROR,
        mark("Vastauksen paikalla on julkisuus"),
        mark("Vastauksena on ”{value}”, joka kuuluu sarakkeeseen Julkisuus."),
        mark("Palauta vastaus soluun {cell} ja julkisuus sarakkeeseen Julkisuus."),
        why="Kun solu poistetaan, sen oikealla puolella olevat solut voivat siirtyä sen paikalle.",
    ),
    Rule(
        "OMV208",
        Severity.WARNING,
        mark("Kahdessa kohdassa on sama vastaus"),
        mark("Vastaus on sama kuin kohdassa {other}."),
        mark(
            "Jos vastaus on kopioitu vahingossa toisen päälle, palauta soluun {cell} sen oma "
            "vastaus työkirjan aiemmasta versiosta."
        ),
        why="Toisen vastauksen päälle kopioitu teksti hävittää vastauksen, eikä siitä jää jälkeä.",
    ),
)
