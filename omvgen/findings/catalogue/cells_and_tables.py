"""OMV150–OMV170: cells and tables, what was read of them and what was not."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_MOVE_OR_CLEAR = mark("Siirrä teksti oikeaan soluun, tai poista se, jos sitä ei tarvita.")

RULES = (
    Rule(
        Code.TEXT_IN_UNREAD_CELL,
        Severity.WARNING,
        mark("Teksti on solussa, jota ei lueta"),
        mark("Teksti katoaisi, koska sen solua ei lueta ({cells}): ”{text}”"),
        mark(
            "Siirrä teksti oikeaan soluun, tai poista se, jos sitä ei tarvita. Oman kysymyksen voi "
            "lisätä omaan lomakkeeseen, joka laajentaa tätä lomaketta (omvgen form new)."
        ),
        why="Suunnitelmaan luetaan kysymysten ja taulukoiden solut, ei muita.",
    ),
    Rule(
        Code.TEXT_UNDER_MERGE,
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
        Code.CELLS_MERGED,
        Severity.WARNING,
        mark("Soluja on yhdistetty"),
        mark(
            "Solut {area} on yhdistetty. Näkyvä teksti kuuluu vain yhdistetyn alueen ensimmäiseen "
            "soluun."
        ),
        mark("Poista solujen yhdistäminen ja kirjoita kunkin kohdan vastaus sen omaan soluun."),
    ),
    Rule(
        Code.TEXT_HIDDEN,
        Severity.WARNING,
        mark("Tekstiä, jota ei näe"),
        mark(
            "Välilehdellä ”{sheet}” on tekstiä, jota ei näe, koska se on piilotettu tai muotoiltu "
            "näkymättömäksi ({names}). Teksti luettiin silti."
        ),
        mark("Tuo se näkyviin ja tarkista, mitä siinä lukee."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        Code.COMMENTS_NOT_READ,
        Severity.NOTE,
        mark("Kommentit eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kommentteja ({cells}). Niitä ei lueta."),
        mark("Kirjoita vastaukseen kuuluva teksti vastauksen soluun."),
    ),
    Rule(
        Code.FORMULA_IN_CELL,
        Severity.WARNING,
        mark("Vastaus on kaava"),
        mark("Solussa {cell} on kaava. Siitä luettiin viimeksi laskettu tulos: ”{text}”."),
        mark("Kirjoita soluun tulos tekstinä."),
        why="Kaavan tulos voi muuttua, kun työkirja avataan.",
    ),
    Rule(
        Code.ERROR_VALUE_IN_CELL,
        Severity.ERROR,
        mark("Solussa on virhearvo"),
        mark("Solussa {cell} on virhearvo {text} eikä vastausta."),
        mark("Kirjoita vastaus tekstinä. Yhtäsuuruusmerkillä alkava teksti on Excelille kaava."),
    ),
    Rule(
        Code.FORMULA_WITHOUT_RESULT,
        Severity.ERROR,
        mark("Kaavalla ei ole tulosta"),
        mark("Solussa {cell} on kaava, jota ei ole laskettu."),
        mark("Kirjoita soluun vastaus tekstinä, tai avaa työkirja Excelissä ja tallenna se."),
    ),
    Rule(
        Code.NUMBER_INSTEAD_OF_TEXT,
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
        Code.CELL_UNREADABLE,
        Severity.ERROR,
        mark("Solua ei voi lukea"),
        mark("Solun {cell} sisältö on vioittunut, eikä sitä luettu: ”{text}”"),
        mark("Kirjoita solun sisältö uudelleen."),
    ),
    Rule(
        Code.PUBLICITY_UNKNOWN,
        Severity.ERROR,
        mark("Tuntematon julkisuus"),
        mark("Solussa {cell} on julkisuutena ”{text}”."),
        mark(
            "Jos solussa on vastaus, siirrä se sarakkeeseen {answer_column}. Valitse "
            "julkisuudeksi luettelosta {public}, {partly} tai {secret}."
        ),
        why="Julkiseen versioon otetaan vain julkiseksi merkitty; muu jää pois (ohje 2.4).",
    ),
    Rule(
        Code.PUBLICITY_ON_CONTINUATION_ROW,
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
        Code.SHEET_HIDDEN,
        Severity.WARNING,
        mark("Välilehti on piilotettu"),
        mark("Välilehti ”{sheet}” on piilotettu. Sen vastaukset luettiin silti."),
        mark("Tuo välilehti näkyviin ja tarkista vastaukset."),
        why="Piilotettu teksti tulee asiakirjaan, vaikka sitä ei näe työkirjassa.",
    ),
    Rule(
        Code.DRAWINGS_NOT_READ,
        Severity.NOTE,
        mark("Kuvat ja tekstiruudut eivät kuulu suunnitelmaan"),
        mark("Välilehdellä ”{sheet}” on kuvia, kaavioita tai tekstiruutuja. Niitä ei lueta."),
        mark("Kirjoita tekstiruudun teksti vastauksen soluun."),
    ),
    Rule(
        Code.ANSWER_AFTER_EMPTY_ROW,
        Severity.WARNING,
        mark("Vastaus jatkuu tyhjän rivin jälkeen"),
        mark("Solun {other} vastaukseen luettiin myös solu {cell}, joka on tyhjän rivin jälkeen."),
        mark("Poista tyhjä rivi, jos teksti kuuluu vastaukseen. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin vastaukseksi.",
    ),
    Rule(
        Code.TABLE_HEADERS_UNKNOWN,
        Severity.ERROR,
        mark("Taulukon sarakkeita ei tunnisteta"),
        mark("Taulukon ”{table}” otsikot eivät ole lomakkeen mukaiset. Taulukkoa ei luettu."),
        mark("Palauta taulukon sarakkeiden otsikot."),
    ),
    Rule(
        Code.COLUMN_HEADER_CHANGED,
        Severity.WARNING,
        mark("Sarakkeen otsikkoa on muutettu"),
        mark(
            "Taulukko ”{table}”: sarake ”{column}” luettiin paikkansa perusteella, koska sen "
            "otsikko (solu {cell}) on muutettu."
        ),
        mark("Palauta soluun {cell} otsikko ”{column}”."),
    ),
    Rule(
        Code.TABLE_COLUMN_MISSING,
        Severity.WARNING,
        mark("Taulukosta puuttuu sarake"),
        mark("Taulukosta ”{table}” puuttuu sarake ”{column}”."),
        mark("Palauta sarake työkirjan aiemmasta versiosta."),
    ),
    Rule(
        Code.TABLE_AFTER_EMPTY_ROW,
        Severity.WARNING,
        mark("Taulukko jatkuu tyhjän rivin jälkeen"),
        mark(
            "Taulukkoon ”{table}” luettiin myös rivit tyhjän rivin jälkeen, solusta {cell} alkaen."
        ),
        mark("Poista tyhjä rivi, jos rivit kuuluvat taulukkoon. Muuten siirrä teksti muualle."),
        why="Tyhjän rivin jälkeinen teksti voi olla tarkoitettu muuksi kuin taulukon riviksi.",
    ),
    Rule(
        Code.TABLE_ID_MISSING,
        Severity.WARNING,
        mark("Taulukon tunniste puuttuu"),
        mark(
            "Taulukko ”{table}” tunnistettiin sarakkeiden otsikoista, koska sen tunniste puuttuu "
            "sarakkeesta A."
        ),
        mark("Tarkista taulukon rivit. Komento omvgen repair siirtää ne ehjään työkirjaan."),
    ),
    Rule(
        Code.TABLE_MISSING,
        Severity.ERROR,
        mark("Taulukko puuttuu"),
        mark("Taulukkoa ”{table}” ei ole välilehdellä ”{sheet}”."),
        mark("Palauta taulukko työkirjan aiemmasta versiosta."),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
)
