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
        why="Julkiseen versioon otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        "OMV403",
        Severity.ERROR,
        mark("Julkisessa vastauksessa on salassa pidettävä osa"),
        mark(
            "Vastauksessa on salassa pidettäväksi merkitty osa [[ ]], mutta julkisuus on "
            "”Julkinen”."
        ),
        mark(
            "Valitse soluun {cell} Osittain salassa pidettävä, "
            "tai poista merkit [[ ]], jos tämäkin osa on julkinen."
        ),
        why="Merkinnät ovat ristiriidassa, eikä voida tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        "OMV404",
        Severity.ERROR,
        mark("Salassa pidettävän osan loppu puuttuu"),
        mark("Rivillä {line} alkaa salassa pidettävä osa [[, mutta sen loppu ]] puuttuu."),
        mark("Lisää soluun {cell} merkit ]] siihen, mihin salassa pidettävä osa päättyy."),
        why="Ilman loppua koko loppuvastaus tulkitaan salaiseksi.",
    ),
    Rule(
        "OMV405",
        Severity.ERROR,
        mark("Salassa pidettävän osan alku puuttuu"),
        mark("Rivillä {line} on salassa pidettävän osan loppu ]], mutta sen alku [[ puuttuu."),
        mark("Lisää soluun {cell} merkit [[ salassa pidettävän osan eteen, tai poista merkit ]]."),
        why="Ilman alkua salaiseksi tarkoitettu teksti tulostuisi julkisena.",
    ),
    Rule(
        "OMV406",
        Severity.ERROR,
        mark("Salassa pidettävän osan peruste puuttuu"),
        mark("Rivin {line} salassa pidettävällä osalla [[ ]] ei ole salassapitoperustetta."),
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
        mark("Vastaus on osittain salassa pidettävä, mutta salaista osaa ei ole merkitty."),
        mark(
            "Rajaa salassa pidettävä osa solussa {cell} merkeillä [[ ja ]], "
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
        mark("Asiakirjan tiedoissa on peruste, johon minkään osan salassapito ei nojaa: {bases}."),
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
            "versiota ei tehdä ennen korjausta (JulkL 10 §)."
        ),
    ),
    Rule(
        "OMV418",
        Severity.NOTE,
        mark("Salassa pidettävä osa on kesken virkettä"),
        mark(
            "Rivillä {line} salassa pidettävä osa on kesken virkettä. Julkisesta versiosta jää "
            "pois koko virke."
        ),
        mark("Jos virkkeen muu osa on annettava, kirjoita se soluun {cell} omaksi virkkeekseen."),
        why=(
            "Vajaasta virkkeestä näkyisi, missä salassa pidettävä osa on, ja sen merkitys voisi "
            "muuttua."
        ),
    ),
    Rule(
        "OMV419",
        Severity.ERROR,
        mark("Koko asiakirja on salassa pidettävä"),
        mark("Koko asiakirja on merkitty salassa pidettäväksi. Siitä ei tehdä julkista versiota."),
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
        mark("Salassa pidettävän osan merkintä on epäselvä"),
        mark(
            "Tekstissä on merkintä, joka muistuttaa salassa pidettävän osan merkkejä [[ ]] mutta "
            "ei ole sellainen. Julkisesta versiosta jää pois koko teksti."
        ),
        mark(
            "Merkitse salassa pidettävä osa solussa {cell} merkeillä [[ ja ]], tai poista merkintä."
        ),
        why="Epäselvästä merkinnästä ei voida tietää, mikä osa on salainen.",
    ),
    Rule(
        "OMV423",
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
        mark("PDF-tiedostosta ei voi etsiä salassa pidettävää, koska kirjastoa pypdf ei ole."),
        mark("Asenna se (docs/installing.md), tai tee pelkkä Word-asiakirja."),
        why="Tarkistamatonta ei voida sanoa julkiseksi.",
    ),
    Rule(
        "OMV426",
        Severity.WARNING,
        mark("Julkisella on salassapitoperuste"),
        mark("Julkisuudeksi on merkitty ”Julkinen”, mutta rivillä on salassapitoperuste."),
        mark(
            "Valitse soluun {cell} Salassa pidettävä tai Osittain salassa pidettävä. Jos kaikki "
            "on julkista, tyhjennä peruste."
        ),
        why=(
            "Merkinnät ovat ristiriidassa: julkisuus on valmiiksi ”Julkinen”, ja sen muuttaminen "
            "on voinut unohtua."
        ),
    ),
    Rule(
        "OMV427",
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
        "OMV428",
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
        "OMV429",
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
