"""OMV7xx: files and structure, continued from OMV1xx, which is full."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.ANNOTATED_COPY,
        Severity.ERROR,
        mark("Työkirja on kopio, johon havainnot on merkitty"),
        mark("{file} on kopio, johon havainnot on merkitty, eikä itse työkirja."),
        mark(
            "Anna alkuperäinen työkirja, ja tee korjaukset siihen. Kopioon tehdyt korjaukset tuo "
            "komento omvgen merge TYÖKIRJA {file} -o UUSI.xlsx."
        ),
        why=(
            "Kopio tehdään tarkistusta varten ja korvataan seuraavassa tarkistuksessa. Sen "
            "vastaukset voivat olla vanhentuneita."
        ),
    ),
    Rule(
        Code.CELLS_MERGED_IN_TABLE,
        Severity.WARNING,
        mark("Taulukon soluja on yhdistetty"),
        mark(
            "Solut {area} on yhdistetty. Niiden teksti ”{text}” luettiin sarakkeeseen {column} "
            "jokaiselle täytetylle riville, jonka yhdistetty solu peittää."
        ),
        mark(
            "Poista solujen yhdistäminen ja kirjoita kullekin riville, mitä siihen kuuluu: "
            "taulukon jokainen rivi luetaan erikseen."
        ),
    ),
    Rule(
        Code.SHEET_COPY_DIFFERS,
        Severity.ERROR,
        mark("Välilehden kopiossa on muuta tekstiä"),
        mark(
            "Välilehti ”{sheet}” on kopio välilehdestä ”{other}”, mutta siinä on muuta tekstiä "
            "soluissa {cells}. Kopiota ei luettu."
        ),
        mark(
            "Siirrä kopioon kirjoitettu välilehdelle ”{other}”, jos se kuuluu suunnitelmaan, ja "
            "poista kopio."
        ),
        why="Kahdesta eri tekstistä ei voi tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        Code.PICTURE_IN_CELL,
        Severity.ERROR,
        mark("Solussa on kuva"),
        mark("Solussa {cell} on kuva eikä tekstiä. Kuvaa ei lueta."),
        mark("Kirjoita vastaus tekstinä. Kuva kuuluu liitteisiin."),
    ),
    Rule(
        Code.QUESTION_TEXTS_ONLY,
        Severity.WARNING,
        mark("Työkirjasta puuttuvat tunnisteet ja nimet"),
        mark(
            "{n} kohtaa tunnistettiin pelkästä kysymyksen tekstistä, koska rivien tunnisteet ja "
            "solujen nimet puuttuvat."
        ),
        mark(
            "Tarkista vastaukset, ja siirrä ne uuteen työkirjaan (omvgen export ja omvgen template "
            "--answers)."
        ),
        why="Kysymyksen teksti on viimeinen tieto, josta vastauksen paikan näkee.",
    ),
    Rule(
        Code.OWN_TEXT_ON_GUIDE,
        Severity.WARNING,
        mark("Omaa tekstiä välilehdellä, jota ei lueta"),
        mark("Välilehden ”{sheet}” teksti ei päädy suunnitelmaan ({cells}): ”{text}”"),
        mark("Siirrä teksti osion välilehdelle, jos se kuuluu suunnitelmaan. Muuten poista se."),
        why="Välilehdet Ohje ja Yhteenveto ovat täyttäjää varten, eikä niitä lueta.",
    ),
    Rule(
        Code.THREE_BRACKETS,
        Severity.ERROR,
        mark("Hakasulkeita on kolme peräkkäin"),
        mark(
            "Rivillä {line} on {text}. Salassa pidettävän osan merkit ovat [[ ja ]], eikä voi "
            "sanoa, mitkä kaksi on tarkoitettu."
        ),
        mark(
            "Kirjoita soluun {cell} kaksi hakasuljetta. Jos yksi niistä kuuluu tekstiin, jätä sen "
            "ja merkin väliin välilyönti."
        ),
        why="Merkin paikasta riippuu, mikä osa on salassa pidettävä.",
    ),
    Rule(
        Code.DRAWING_OVER_ANSWER,
        Severity.WARNING,
        mark("Kuva tai tekstiruutu on vastauksen päällä"),
        mark("Vastaussolujen {cells} päällä on kuva, kaavio tai tekstiruutu. Sitä ei lueta."),
        mark("Kirjoita vastaus soluun tekstinä. Kuva kuuluu liitteisiin."),
        why="Kuva ei tule asiakirjaan, ja se voi peittää vastauksen.",
    ),
)
