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
            "Anna alkuperäinen työkirja, ja tee korjaukset siihen. Jos kopioon on jo tehty "
            "korjauksia, siirrä ne alkuperäiseen."
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
)
