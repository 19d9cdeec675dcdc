"""OMV417–OMV419, OMV423–OMV425, OMV427: what a public copy leaves out, or would reveal.

Sources: the act on openness (621/1999, JulkL) 10 §; the guideline 2.4.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.SECRET_ELSEWHERE,
        Severity.WARNING,
        mark("Sama tieto on toisaalla salainen"),
        mark(
            "Tekstissä on sama tieto kuin paikassa {home}, jossa se on merkitty salassa "
            "pidettäväksi."
        ),
        mark(
            "Rajaa tieto solussa {cell} merkeillä [[ ja ]]. Jos se on julkinen, poista "
            "salassapitomerkintä paikasta {home}."
        ),
        why=(
            "Salainen tieto paljastuu, jos se on yhdessäkin paikassa luettavissa; julkista "
            "versiota ei tehdä ennen korjausta (JulkL 10 §)."
        ),
    ),
    Rule(
        Code.PASSAGE_WITHIN_SENTENCE,
        Severity.NOTE,
        mark("Salassa pidettävä osa on kesken virkettä"),
        mark(
            "Rivillä {line} salassa pidettävä osa on kesken virkettä. Julkisesta versiosta jää "
            "pois koko virke."
        ),
        mark(
            "Jos virkkeen muu osa on annettava, kirjoita se soluun {cell} omaksi virkkeekseen. "
            "Virke päättyy pisteeseen, joka on merkkien [[ ]] ulkopuolella, tyhjään riviin tai "
            "luettelon kohdan loppuun."
        ),
        why=(
            "Vajaasta virkkeestä näkyisi, missä salassa pidettävä osa on, ja sen merkitys voisi "
            "muuttua."
        ),
    ),
    Rule(
        Code.WHOLE_DOCUMENT_SECRET,
        Severity.ERROR,
        mark("Koko asiakirja on salassa pidettävä"),
        mark("Koko asiakirja on merkitty salassa pidettäväksi. Siitä ei tehdä julkista versiota."),
        mark("Jos osa asiakirjasta on julkinen, valitse soluun {cell} {partly}."),
        why="Julkinen osa on annettava, kun sen voi antaa salaista paljastamatta (JulkL 10 §).",
    ),
    Rule(
        Code.SECRET_IN_PUBLIC_FILE,
        Severity.ERROR,
        mark("Julkisessa asiakirjassa on salassa pidettävää"),
        mark(
            "Tiedostossa {file} on salassa pidettävää: {piece}, joka työkirjassa on paikassa "
            "{home}. Tiedoston osa: {part}."
        ),
        mark(
            "Älä anna tiedostoa kenellekään. Tarkista paikka {home} työkirjasta ja tee julkinen "
            "versio uudelleen. Jos virhe toistuu, ilmoita ylläpitäjälle."
        ),
        why="Julkisesta versiosta etsitään kaikki, mitä siitä on poistettu (ohje 2.4).",
    ),
    Rule(
        Code.FILE_NOT_SEARCHABLE,
        Severity.ERROR,
        mark("Tiedostoa ei voi tarkistaa"),
        mark("Tiedoston osaa {part} ei voi lukea, joten siitä ei voi etsiä salassa pidettävää."),
        mark("Tee tiedosto uudelleen. Älä anna tarkistamatonta tiedostoa kenellekään."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
    Rule(
        Code.PDF_NOT_SEARCHABLE,
        Severity.ERROR,
        mark("PDF-tiedoston tarkistus puuttuu"),
        mark("PDF-tiedostosta ei voi etsiä salassa pidettävää, koska kirjastoa pypdf ei ole."),
        mark("Asenna se (docs/installing.md, kohta PDF), tai tee Word-asiakirja tai verkkosivu."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
    Rule(
        Code.ENCRYPTED_PDF_NOT_SEARCHABLE,
        Severity.ERROR,
        mark("Salatun PDF-tiedoston tarkistus puuttuu"),
        mark(
            "PDF-tiedosto {file} on salattu. Siitä ei voi etsiä salassa pidettävää, koska "
            "kirjastoa cryptography ei ole."
        ),
        mark("Asenna kirjasto (docs/installing.md), tai tallenna PDF-tiedosto ilman salausta."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
    Rule(
        Code.PASSAGE_WITHIN_ROW,
        Severity.NOTE,
        mark("Taulukon rivi jää kokonaan pois julkisesta versiosta"),
        mark(
            "Rivillä on salassa pidettäväksi merkitty osa [[ ]]. Julkisesta versiosta jää pois "
            "koko rivi."
        ),
        mark("Jos rivin muut tiedot on annettava, kirjoita ne omalle rivilleen."),
        why="Vajaasta rivistä näkyisi, missä salassa pidettävä tieto on.",
    ),
    Rule(
        Code.FILE_KIND_NOT_SEARCHED,
        Severity.ERROR,
        mark("Tällaisesta tiedostosta ei etsitä salassa pidettävää"),
        mark(
            "Salassa pidettävää etsitään tiedostoista, joiden pääte on jokin näistä: {kinds}. "
            "Tiedoston {file} pääte on muu."
        ),
        mark(
            "Tallenna tiedosto johonkin näistä muodoista ja tarkista se. Älä anna tarkistamatonta "
            "tiedostoa kenellekään."
        ),
        why="Salassa pidettävää etsitään vain sellaisista tiedostoista, joita ohjelma itse tekee.",
    ),
    Rule(
        Code.FILE_HAS_ATTACHMENTS,
        Severity.ERROR,
        mark("PDF-tiedostossa on liitetiedostoja"),
        mark("PDF-tiedostossa {file} on liitetiedostoja, joita ei tarkisteta: {names}."),
        mark(
            "Poista liitteet PDF-tiedostosta ja tarkista se uudelleen. Älä anna tarkistamatonta "
            "tiedostoa kenellekään."
        ),
        why="Julkisessa PDF-tiedostossa ei ole liitteitä: niissä voisi olla salassa pidettävää.",
    ),
)
