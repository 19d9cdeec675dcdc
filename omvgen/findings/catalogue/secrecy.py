"""OMV401–OMV416, OMV420–OMV422, OMV426: publicity, its marks and bases; personal data.

Sources: the act on openness (621/1999, JulkL) 10, 16 a, 24 and 25 §; the act on
information management (906/2019, TihL) 18 §; the data protection act
(1050/2018) 29 § 4 mom.; the guideline 2.4.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.BASIS_MISSING,
        Severity.ERROR,
        mark("Salassapitoperuste puuttuu"),
        mark("Julkisuudeksi on merkitty ”{publicity}”, mutta salassapitoperuste puuttuu."),
        mark("Kirjoita soluun {cell} säännös, esimerkiksi JulkL 24 § 1 mom. 7 k."),
        why="Merkinnästä on käytävä ilmi, mihin salassapito perustuu (JulkL 25 §).",
    ),
    Rule(
        Code.PUBLICITY_UNDECIDED,
        Severity.WARNING,
        mark("Julkisuutta ei ole päätetty"),
        mark("Julkisuutta ei ole päätetty."),
        mark("Valitse soluun {cell}: {public}, {partly} tai {secret}."),
        why="Julkiseen versioon otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        Code.PUBLIC_ANSWER_WITH_PASSAGE,
        Severity.ERROR,
        mark("Julkisessa vastauksessa on salassa pidettävä osa"),
        mark(
            "Vastauksessa on salassa pidettäväksi merkitty osa [[ ]], mutta julkisuus on "
            "”{public}”."
        ),
        mark(
            "Valitse soluun {cell} {partly}, tai poista merkit [[ ]], jos tämäkin osa on julkinen."
        ),
        why="Merkinnät ovat ristiriidassa, eikä voida tietää, kumpi on tarkoitettu.",
    ),
    Rule(
        Code.PASSAGE_END_MISSING,
        Severity.ERROR,
        mark("Salassa pidettävän osan loppu puuttuu"),
        mark("Rivillä {line} alkaa salassa pidettävä osa [[, mutta sen loppu ]] puuttuu."),
        mark("Lisää soluun {cell} merkit ]] siihen, mihin salassa pidettävä osa päättyy."),
        why="Ilman loppua koko loppuvastaus tulkitaan salaiseksi.",
    ),
    Rule(
        Code.PASSAGE_START_MISSING,
        Severity.ERROR,
        mark("Salassa pidettävän osan alku puuttuu"),
        mark("Rivillä {line} on salassa pidettävän osan loppu ]], mutta sen alku [[ puuttuu."),
        mark("Lisää soluun {cell} merkit [[ salassa pidettävän osan eteen, tai poista merkit ]]."),
        why="Ilman alkua salaiseksi tarkoitettu teksti tulostuisi julkisena.",
    ),
    Rule(
        Code.PASSAGE_BASIS_MISSING,
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
        Code.BASIS_NOT_A_PROVISION,
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
        Code.SECRET_PART_UNMARKED,
        Severity.WARNING,
        mark("Salaista osaa ei ole merkitty"),
        mark("Vastaus on osittain salassa pidettävä, mutta salaista osaa ei ole merkitty."),
        mark(
            "Rajaa salassa pidettävä osa solussa {cell} merkeillä [[ ja ]], tai valitse "
            "julkisuudeksi {secret} tai {public}."
        ),
        why="Julkinen osa on annettava, kun sen voi antaa salaista paljastamatta (JulkL 10 §).",
    ),
    Rule(
        Code.PERSONAL_IDENTITY_CODE,
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
        Code.PUBLIC_DOCUMENT_WITH_SECRETS,
        Severity.ERROR,
        mark("Asiakirja on merkitty julkiseksi, mutta siinä on salassa pidettävää"),
        mark("Asiakirja on merkitty julkiseksi, mutta siinä on salassa pidettävää: {places}."),
        mark("Valitse soluun {cell} {partly} tai {secret}."),
        why=(
            "Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §)."
        ),
    ),
    Rule(
        Code.DOCUMENT_PUBLICITY_MISSING,
        Severity.WARNING,
        mark("Asiakirjan julkisuutta ei ole merkitty"),
        mark("Asiakirjassa on salassa pidettävää, mutta sen julkisuutta ei ole merkitty."),
        mark("Valitse soluun {cell} {partly} tai {secret}."),
        why="Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §).",
    ),
    Rule(
        Code.SECRET_DOCUMENT_WITHOUT_SECRETS,
        Severity.WARNING,
        mark("Asiakirja on merkitty salaiseksi, mutta mikään vastaus ei ole"),
        mark(
            "Asiakirja on merkitty ”{publicity}”, mutta yhtään vastausta tai "
            "taulukon riviä ei ole merkitty salassa pidettäväksi."
        ),
        mark("Merkitse salassa pidettävät vastaukset, tai valitse soluun {cell} {public}."),
        why="Merkinnästä on käytävä ilmi, miltä osin asiakirja on salassa pidettävä (JulkL 25 §).",
    ),
    Rule(
        Code.DOCUMENT_BASIS_MISSING,
        Severity.WARNING,
        mark("Peruste puuttuu asiakirjan tiedoista"),
        mark("Suunnitelmassa on salassapitoperuste, jota ei ole asiakirjan tiedoissa: {bases}."),
        mark("Lisää peruste soluun {cell}."),
        why="Asiakirjan alussa luetellaan kaikki säännökset, joihin salassapito perustuu.",
    ),
    Rule(
        Code.DOCUMENT_BASIS_UNUSED,
        Severity.WARNING,
        mark("Asiakirjan tiedoissa on peruste, jota ei käytetä"),
        mark("Asiakirjan tiedoissa on peruste, johon minkään osan salassapito ei nojaa: {bases}."),
        mark("Poista peruste solusta {cell}, tai merkitse se kohdalle, jota se koskee."),
        why="Merkinnästä on käytävä ilmi, mihin salassapito perustuu (JulkL 25 §).",
    ),
    Rule(
        Code.SECURITY_CLASS_NOT_ALLOWED,
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
        Code.PUBLIC_ANSWER_OFTEN_SECRET,
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
        Code.DOCUMENT_MARKS_CONFLICT,
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
        Code.PUBLICITY_WITHOUT_ANSWER,
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
        Code.PASSAGE_MARK_UNCLEAR,
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
        Code.PUBLIC_WITH_BASIS,
        Severity.WARNING,
        mark("Julkisella on salassapitoperuste"),
        mark("Julkisuudeksi on merkitty ”{public}”, mutta rivillä on salassapitoperuste."),
        mark(
            "Valitse soluun {cell} {secret} tai {partly}. Jos kaikki on julkista, tyhjennä peruste."
        ),
        why=(
            "Merkinnät ovat ristiriidassa: julkisuus on valmiiksi ”Julkinen”, ja sen muuttaminen "
            "on voinut unohtua."
        ),
    ),
)
