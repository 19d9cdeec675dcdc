"""OMV4xx: secrecy and personal data.

Sources: the act on openness (621/1999, JulkL) 10, 24 and 25 §; the act on
information management (906/2019, TihL) 18 §; the data protection act
(1050/2018) 29 § 4 mom.; the guideline 2.4.
"""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV401",
        Severity.ERROR,
        mark("Salassapitoperuste puuttuu"),
        mark("Julkisuudeksi on merkitty ”{publicity}”, mutta salassapitoperuste puuttuu."),
        mark("Kirjoita soluun {cell} säännös, esimerkiksi JulkL 24 § 1 mom. 7 k."),
        why="Merkinnästä on käytävä ilmi, mihin salassapito perustuu (JulkL 25 §).",
    ),
    Rule(
        "OMV402",
        Severity.WARNING,
        mark("Julkisuutta ei ole päätetty"),
        mark("Julkisuutta ei ole päätetty."),
        mark("Valitse soluun {cell}: Julkinen, Osittain salassa pidettävä tai Salassa pidettävä."),
        why="Julkiseen kappaleeseen otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        "OMV403",
        Severity.ERROR,
        mark("Julkisessa vastauksessa on salainen kohta"),
        mark("Vastauksessa on salaiseksi merkitty kohta [[ ]], mutta julkisuus on ”Julkinen”."),
        mark(
            "Valitse soluun {cell} Osittain salassa pidettävä, "
            "tai poista merkit [[ ]], jos kohta on julkinen."
        ),
        why="Merkinnät ovat ristiriidassa, eikä voida tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        "OMV404",
        Severity.ERROR,
        mark("Salaisen kohdan loppu puuttuu"),
        mark("Rivillä {line} alkaa salainen kohta [[, mutta sen loppu ]] puuttuu."),
        mark("Lisää soluun {cell} merkit ]] siihen, mihin salainen kohta päättyy."),
        why="Ilman loppua koko loppuvastaus tulkitaan salaiseksi.",
    ),
    Rule(
        "OMV405",
        Severity.ERROR,
        mark("Salaisen kohdan alku puuttuu"),
        mark("Rivillä {line} on salaisen kohdan loppu ]], mutta sen alku [[ puuttuu."),
        mark("Lisää soluun {cell} merkit [[ salaisen kohdan eteen, tai poista merkit ]]."),
        why="Ilman alkua salaiseksi tarkoitettu teksti tulostuisi julkisena.",
    ),
    Rule(
        "OMV406",
        Severity.ERROR,
        mark("Salaisen kohdan peruste puuttuu"),
        mark("Rivin {line} salaisella kohdalla [[ ]] ei ole salassapitoperustetta."),
        mark(
            "Kirjoita peruste tekstin kohtaan, esimerkiksi "
            "[[SALASSA JulkL 24 § 1 mom. 7 k: teksti]]{or_row}."
        ),
        why="Merkinnästä on käytävä ilmi, mihin salassapito perustuu (JulkL 25 §).",
    ),
    Rule(
        "OMV407",
        Severity.WARNING,
        mark("Salassapitoperuste ei ole säännös"),
        mark("”{value}” ei ole säännös, johon salassapito voi perustua."),
        mark(
            "Kirjoita säännös kohdan tarkkuudella, esimerkiksi JulkL 24 § 1 mom. 7 k. "
            "Jos säännöksiä on useita, erota ne puolipisteellä."
        ),
        why="Perusteeksi kelpaa lain säännös; JulkL 24 §:n 1 momentissa on kohdat 1–32.",
    ),
    Rule(
        "OMV408",
        Severity.WARNING,
        mark("Salaista osaa ei ole merkitty"),
        mark("Vastaus on osittain salassa pidettävä, mutta salaista kohtaa ei ole merkitty."),
        mark(
            "Rajaa salainen kohta solussa {cell} merkeillä [[ ja ]], "
            "tai valitse julkisuudeksi Salassa pidettävä tai Julkinen."
        ),
        why="Julkinen osa on annettava, kun sen voi antaa salaista paljastamatta (JulkL 10 §).",
    ),
    Rule(
        "OMV409",
        Severity.ERROR,
        mark("Tekstissä on henkilötunnus"),
        mark("Tekstissä on henkilötunnus (rivi {line})."),
        mark("Poista henkilötunnus. Suunnitelmassa sitä ei tarvita."),
        why=(
            "Henkilötunnusta ei saa merkitä tarpeettomasti asiakirjoihin "
            "(tietosuojalaki 1050/2018, 29 § 4 mom.)."
        ),
    ),
    Rule(
        "OMV410",
        Severity.ERROR,
        mark("Asiakirja on merkitty julkiseksi, mutta siinä on salassa pidettävää"),
        mark("Asiakirja on merkitty julkiseksi, mutta siinä on salassa pidettävää: {places}."),
        mark("Valitse soluun {cell} Osittain salassa pidettävä tai Salassa pidettävä."),
        why=(
            "Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §)."
        ),
    ),
    Rule(
        "OMV411",
        Severity.WARNING,
        mark("Asiakirjan julkisuutta ei ole merkitty"),
        mark("Asiakirjassa on salassa pidettävää, mutta sen julkisuutta ei ole merkitty."),
        mark("Valitse soluun {cell} Osittain salassa pidettävä tai Salassa pidettävä."),
        why="Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §).",
    ),
    Rule(
        "OMV412",
        Severity.WARNING,
        mark("Asiakirja on merkitty salaiseksi, mutta mikään vastaus ei ole"),
        mark(
            "Asiakirja on merkitty ”{publicity}”, mutta yhtään vastausta tai "
            "taulukon riviä ei ole merkitty salassa pidettäväksi."
        ),
        mark("Merkitse salassa pidettävät vastaukset, tai valitse soluun {cell} Julkinen."),
        why="Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §).",
    ),
    Rule(
        "OMV413",
        Severity.WARNING,
        mark("Peruste puuttuu asiakirjan tiedoista"),
        mark("Suunnitelmassa on salassapitoperuste, jota ei ole asiakirjan tiedoissa: {bases}."),
        mark("Lisää peruste soluun {cell}."),
        why="Asiakirjan alussa luetellaan kaikki säännökset, joihin salassapito perustuu.",
    ),
    Rule(
        "OMV414",
        Severity.WARNING,
        mark("Asiakirjan tiedoissa on peruste, jota ei käytetä"),
        mark("Asiakirjan tiedoissa on peruste, johon mikään salainen kohta ei nojaa: {bases}."),
        mark("Poista peruste solusta {cell}, tai merkitse se kohdalle, jota se koskee."),
        why="Merkinnästä on käytävä ilmi, mihin salassapito perustuu (JulkL 25 §).",
    ),
    Rule(
        "OMV415",
        Severity.ERROR,
        mark("Turvallisuusluokkaa ei saa merkitä"),
        mark(
            "Turvallisuusluokka on merkitty, mutta mikään salassapitoperuste ei ole "
            "JulkL 24 § 1 mom. 2, 5 tai 7–11 k."
        ),
        mark("Tyhjennä solu {cell}, tai lisää puuttuva peruste asiakirjan tietoihin."),
        why="Luokan saa merkitä vain mainituilla perusteilla (TihL 18 §).",
    ),
    Rule(
        "OMV416",
        Severity.NOTE,
        mark("Julkisessa vastauksessa on usein salassa pidettävää"),
        mark(
            "Vastaus on merkitty julkiseksi, mutta sen kaltaisissa vastauksissa on usein "
            "salassa pidettävää ({bases})."
        ),
        mark("Tarkista vastaus. Jos se on kokonaan julkinen, mitään ei tarvitse tehdä."),
        why=(
            "Turvallisuusjärjestelyt, toiminnan suunnittelu ja talous voivat olla salaisia "
            "(ohje 2.4)."
        ),
    ),
    Rule(
        "OMV417",
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
            "kappaletta ei tehdä ennen korjausta (JulkL 10 §)."
        ),
    ),
    Rule(
        "OMV418",
        Severity.NOTE,
        mark("Salainen kohta on virkkeen osa"),
        mark(
            "Rivillä {line} salainen kohta on virkkeen osa. Julkisesta kappaleesta jää pois "
            "koko virke."
        ),
        mark("Jos virkkeen muu osa on annettava, kirjoita se soluun {cell} omaksi virkkeekseen."),
        why=(
            "Vajaasta virkkeestä näkyisi, missä salainen kohta on, ja sen merkitys voisi muuttua."
        ),
    ),
    Rule(
        "OMV419",
        Severity.ERROR,
        mark("Koko asiakirja on salassa pidettävä"),
        mark(
            "Koko asiakirja on merkitty salassa pidettäväksi. Siitä ei tehdä julkista kappaletta."
        ),
        mark("Jos osa asiakirjasta on julkinen, valitse soluun {cell} Osittain salassa pidettävä."),
        why="Julkinen osa on annettava, kun sen voi antaa salaista paljastamatta (JulkL 10 §).",
    ),
    Rule(
        "OMV420",
        Severity.ERROR,
        mark("Merkinnät ovat ristiriidassa"),
        mark(
            "Asiakirjassa on merkintä HARKINNANVARAISESTI ANNETTAVA, vaikka se on osaksi tai "
            "kokonaan salassa pidettävä."
        ),
        mark("Poista merkintä solusta {cell}, tai muuta asiakirjan julkisuutta."),
        why=(
            "Merkintä on tarkoitettu muille kuin salassa pidettäville asiakirjoille (JulkL 16 a §)."
        ),
    ),
    Rule(
        "OMV421",
        Severity.ERROR,
        mark("Julkisuus tai peruste rivillä, jolla ei ole vastausta"),
        mark(
            "Rivillä ei ole kysymystä eikä vastausta, mutta sillä on julkisuus tai peruste "
            "({cells}). Soluja on voitu siirtää niin, että julkisuudet ovat väärillä riveillä."
        ),
        mark(
            "Tarkista välilehden kaikkien kohtien julkisuus ja peruste, ja tyhjennä sitten {cells}."
        ),
        why=(
            "Julkisuuden solussa ei ole tietoa siitä, mihin kohtaan se kuuluu. Siirtynyt merkintä "
            "voisi tehdä salaisesta vastauksesta julkisen."
        ),
    ),
    Rule(
        "OMV422",
        Severity.WARNING,
        mark("Salaisen kohdan merkintä on epäselvä"),
        mark(
            "Tekstissä on merkintä, joka muistuttaa salaisen kohdan merkkejä [[ ]] mutta ei ole "
            "sellainen. Julkisesta kappaleesta jää pois koko teksti."
        ),
        mark("Merkitse salainen kohta solussa {cell} merkeillä [[ ja ]], tai poista merkintä."),
        why="Epäselvästä merkinnästä ei voida tietää, mikä osa on salainen.",
    ),
    Rule(
        "OMV423",
        Severity.ERROR,
        mark("Julkisessa asiakirjassa on salassa pidettävää"),
        mark("Tiedoston {file} osassa {part} on salassa pidettävää: {piece}, paikasta {home}."),
        mark(
            "Älä anna tiedostoa kenellekään. Tarkista paikka {home} työkirjasta ja tee julkinen "
            "kappale uudelleen. Jos virhe toistuu, ilmoita ylläpitäjälle."
        ),
        why="Julkisesta kappaleesta etsitään kaikki, mitä siitä on poistettu (ohje 2.4).",
    ),
    Rule(
        "OMV424",
        Severity.ERROR,
        mark("Tiedostoa ei voi tarkistaa"),
        mark("Tiedoston osaa {part} ei voi lukea, joten siitä ei voi etsiä salassa pidettävää."),
        mark("Tee tiedosto uudelleen. Älä anna tarkistamatonta tiedostoa kenellekään."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
    Rule(
        "OMV425",
        Severity.ERROR,
        mark("PDF-tiedoston tarkistus puuttuu"),
        mark("PDF-tiedostosta ei voi etsiä salassa pidettävää, koska ohjelmaa pypdf ei ole."),
        mark("Asenna se: pip install pypdf. Tai tee pelkkä Word-asiakirja."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
)
