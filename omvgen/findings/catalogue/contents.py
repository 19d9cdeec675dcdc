"""OMV150–OMV170: cells and tables, what was read of them and what was not."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_MOVE_OR_CLEAR = mark("Siirrä teksti oikeaan soluun, tai poista se, jos sitä ei tarvita.")

TEXTS = (
    Rule(
        "OMV150",
        Severity.WARNING,
        mark("Teksti on solussa, jota ei lueta"),
        mark("Teksti katoaisi, koska sen solua ei lueta ({cells}): ”{text}”"),
        _MOVE_OR_CLEAR,
        why="Suunnitelmaan luetaan kysymysten ja taulukoiden solut, ei muita.",
    ),
    Rule(
        "OMV151",
        Severity.ERROR,
        mark("Tekstiä yhdistetyn solun alla"),
        mark(
            "Solussa {cell} on tekstiä, joka ei näy, koska solut {area} on yhdistetty: ”{text}” "
            "Sitä ei luettu."
        ),
        mark("Poista solujen yhdistäminen ja tarkista teksti."),
        why="Excel näyttää yhdistetyistä soluista vain ensimmäisen tekstin.",
    ),
    Rule(
        "OMV152",
        Severity.WARNING,
        mark("Soluja on yhdistetty"),
        mark(
            "Solut {area} on yhdistetty. Näkyvä teksti kuuluu vain yhdistetyn alueen ensimmäiseen "
            "soluun."
        ),
        mark("Poista solujen yhdistäminen ja kirjoita kunkin kohdan vastaus sen omaan soluun."),
    ),
    Rule(
        "OMV153",
        Severity.WARNING,
        mark("Tekstiä, jota ei näe"),
        mark(
            "Välilehdellä ”{sheet}” on tekstiä, jota ei näe, koska sen rivi tai sarake on "
            "piilotettu tai teksti on valkoista tai muotoiltu näkymättömäksi: {names}. Teksti "
            "luettiin silti."
        ),
        mark("Tuo se näkyviin ja tarkista, mitä siinä lukee."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        "OMV154",
        Severity.NOTE,
        mark("Kommentit eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kommentteja ({cells}). Niitä ei lueta."),
        mark("Kirjoita vastaukseen kuuluva teksti vastauksen soluun."),
    ),
    Rule(
        "OMV155",
        Severity.WARNING,
        mark("Vastaus on kaava"),
        mark("Solussa {cell} on kaava. Siitä luettiin viimeksi laskettu tulos: ”{text}”."),
        mark("Kirjoita soluun tulos tekstinä."),
        why="Kaavan tulos voi muuttua, kun työkirja avataan.",
    ),
    Rule(
        "OMV156",
        Severity.ERROR,
        mark("Solussa on virhearvo"),
        mark("Solussa {cell} on virhearvo {text} eikä vastausta."),
        mark("Kirjoita vastaus tekstinä. Yhtäsuuruusmerkillä alkava teksti on Excelille kaava."),
    ),
    Rule(
        "OMV157",
        Severity.ERROR,
        mark("Kaavalla ei ole tulosta"),
        mark("Solussa {cell} on kaava, jota ei ole laskettu."),
        mark("Kirjoita soluun vastaus tekstinä, tai avaa työkirja Excelissä ja tallenna se."),
    ),
    Rule(
        "OMV158",
        Severity.NOTE,
        mark("Tekstin paikalla on luku tai päivämäärä"),
        mark("Solussa {cell} on luku tai päivämäärä eikä tekstiä. Se luettiin muodossa {text}."),
        mark("Tarkista, ettei alusta puutu nollia. Muotoile solu tekstiksi ja kirjoita uudelleen."),
        why=(
            "Excel pudottaa luvun alusta nollat ja muuttaa päivämäärältä näyttävän tekstin "
            "päiväksi."
        ),
    ),
    Rule(
        "OMV159",
        Severity.ERROR,
        mark("Solua ei voi lukea"),
        mark("Solun {cell} sisältö on vioittunut, eikä sitä luettu: ”{text}”"),
        mark("Kirjoita solun sisältö uudelleen."),
    ),
    Rule(
        "OMV160",
        Severity.ERROR,
        mark("Tuntematon julkisuus"),
        mark("Solussa {cell} on julkisuutena ”{text}”."),
        mark(
            "Jos solussa on vastaus, siirrä se sarakkeeseen Vastaus. Valitse julkisuudeksi "
            "luettelosta Julkinen, Osittain salassa pidettävä tai Salassa pidettävä."
        ),
        why="Julkiseen versioon otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        "OMV161",
        Severity.ERROR,
        mark("Julkisuus on merkitty jatkoriville"),
        mark(
            "Vastauksen jatkorivillä ({cells}) on julkisuus tai peruste, joka poikkeaa kysymyksen "
            "rivistä. Sitä ei luettu."
        ),
        mark("Merkitse julkisuus ja peruste kysymyksen riville ({other}) ja tyhjennä jatkorivi."),
        why="Kun merkinnät eroavat, ei voi tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        "OMV162",
        Severity.WARNING,
        mark("Välilehti on piilotettu"),
        mark("Välilehti ”{sheet}” on piilotettu. Sen vastaukset luettiin silti."),
        mark("Tuo välilehti näkyviin ja tarkista vastaukset."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        "OMV163",
        Severity.NOTE,
        mark("Kuvat ja tekstiruudut eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kuvia, kaavioita tai tekstiruutuja. Niitä ei lueta."),
        mark("Kirjoita tekstiruudun teksti vastauksen soluun."),
    ),
    Rule(
        "OMV164",
        Severity.WARNING,
        mark("Vastaus jatkuu tyhjän rivin jälkeen"),
        mark("Solun {other} vastaukseen luettiin myös solu {cell}, joka on tyhjän rivin jälkeen."),
        mark("Poista tyhjä rivi, jos teksti kuuluu vastaukseen. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin vastaukseksi.",
    ),
)

TABLES = (
    Rule(
        "OMV165",
        Severity.ERROR,
        mark("Taulukon sarakkeita ei tunnisteta"),
        mark("Taulukon ”{table}” otsikot eivät ole lomakkeen mukaiset. Taulukkoa ei luettu."),
        mark("Palauta taulukon sarakkeiden otsikot."),
    ),
    Rule(
        "OMV166",
        Severity.WARNING,
        mark("Sarakkeen otsikkoa on muutettu"),
        mark(
            "Taulukko ”{table}”: sarake ”{column}” luettiin paikkansa perusteella, koska sen "
            "otsikko (solu {cell}) on muutettu."
        ),
        mark("Palauta soluun {cell} otsikko ”{column}”."),
    ),
    Rule(
        "OMV167",
        Severity.WARNING,
        mark("Taulukosta puuttuu sarake"),
        mark("Taulukosta ”{table}” puuttuu sarake ”{column}”."),
        mark("Palauta sarake työkirjan aiemmasta versiosta."),
    ),
    Rule(
        "OMV168",
        Severity.WARNING,
        mark("Taulukko jatkuu tyhjän rivin jälkeen"),
        mark(
            "Taulukkoon ”{table}” luettiin myös rivit tyhjän rivin jälkeen, solusta {cell} alkaen."
        ),
        mark("Poista tyhjä rivi, jos rivit kuuluvat taulukkoon. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin taulukon riviksi.",
    ),
    Rule(
        "OMV169",
        Severity.WARNING,
        mark("Taulukon tunniste puuttuu"),
        mark(
            "Taulukko ”{table}” tunnistettiin sarakkeiden otsikoista, koska sen tunniste puuttuu "
            "sarakkeesta A."
        ),
        mark("Tarkista taulukon rivit. Tee seuraava työkirja komennolla omvgen template."),
    ),
    Rule(
        "OMV170",
        Severity.ERROR,
        mark("Taulukko puuttuu"),
        mark("Taulukkoa ”{table}” ei ole välilehdellä ”{sheet}”."),
        mark("Palauta taulukko työkirjan aiemmasta versiosta."),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
)

RULES = (*TEXTS, *TABLES)
