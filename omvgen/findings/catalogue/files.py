"""OMV100–OMV121, OMV199, OMV760: a file that cannot be read or written."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

_TEMPLATE = mark("Anna Excel-työkirja (.xlsx), joka on tehty komennolla omvgen template.")
_SAVE_AS = mark(
    "Avaa tiedosto Excelissä, valitse Tallenna nimellä ja tiedostomuodoksi "
    "Excel-työkirja (.xlsx). Anna sitten uusi tiedosto."
)

RULES = (
    Rule(
        Code.FILE_MISSING,
        Severity.ERROR,
        mark("Tiedostoa ei ole"),
        mark("Tiedostoa {file} ei löydy."),
        mark("Tarkista tiedoston nimi ja kansio."),
    ),
    Rule(
        Code.NOT_A_FILE,
        Severity.ERROR,
        mark("Ei tiedosto"),
        mark("{file} on kansio tai laite, ei tiedosto."),
        _TEMPLATE,
    ),
    Rule(
        Code.FILE_EMPTY,
        Severity.ERROR,
        mark("Tiedosto on tyhjä"),
        mark("Tiedosto {file} on tyhjä: siinä ei ole mitään."),
        mark(
            "Tallennus tai kopiointi on jäänyt kesken. Palauta aiempi versio tai kopioi tiedosto "
            "uudelleen."
        ),
    ),
    Rule(
        Code.LOCK_FILE,
        Severity.ERROR,
        mark("Lukitustiedosto"),
        mark("{file} ei ole työkirja vaan merkki siitä, että työkirja on auki."),
        mark("Anna itse työkirja: sama nimi ilman alun merkkejä ~$ tai .~lock."),
        why="Excel ja LibreOffice tekevät avoimen tiedoston viereen piilotetun lukitustiedoston.",
    ),
    Rule(
        Code.FILE_ACCESS_DENIED,
        Severity.ERROR,
        mark("Tiedostoa ei saa lukea"),
        mark("Tiedostoa {file} ei saa lukea: se on auki Excelissä tai siihen ei ole oikeutta."),
        mark("Sulje työkirja Excelissä ja yritä uudelleen, tai pyydä lukuoikeus."),
    ),
    Rule(
        Code.FILE_ONLY_IN_CLOUD,
        Severity.ERROR,
        mark("Tiedosto on vain pilvipalvelussa"),
        mark("Tiedoston {file} sisältöä ei ole tällä koneella, vaan se on vain pilvipalvelussa."),
        mark(
            "Valitse tiedosto Resurssienhallinnassa, napsauta sitä hiiren oikealla painikkeella ja "
            "valitse Säilytä aina tällä laitteella. Yritä sitten uudelleen."
        ),
        why="Koneella on tiedostosta vain paikkamerkki, kunnes se haetaan.",
    ),
    Rule(
        Code.WORKBOOK_UNREADABLE,
        Severity.ERROR,
        mark("Tiedostoa ei voi lukea"),
        mark("Tiedostoa {file} ei voitu lukea: {reason}."),
        mark("Kopioi tiedosto omalle levylle ja yritä uudelleen."),
    ),
    Rule(
        Code.FILE_ENCRYPTED,
        Severity.ERROR,
        mark("Tiedosto on suojattu salasanalla"),
        mark("Tiedosto {file} on salattu, eikä sitä voi lukea ilman salasanaa."),
        mark(
            "Avaa työkirja Excelissä, poista salasana (Tiedosto, Tiedot, Suojaa työkirja, "
            "Salaa salasanalla) ja tallenna. Jos salaus tulee luottamuksellisuusmerkinnästä, "
            "valitse merkintä, joka ei salaa tiedostoa."
        ),
    ),
    Rule(
        Code.XLS_FILE,
        Severity.ERROR,
        mark("Vanha Excel-tiedosto"),
        mark("{file} on vanhan Excelin tiedosto (.xls), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        Code.XLSB_FILE,
        Severity.ERROR,
        mark("Excelin binaarityökirja"),
        mark("{file} on Excelin binaarityökirja (.xlsb), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        Code.ODS_FILE,
        Severity.ERROR,
        mark("OpenDocument-laskentataulukko"),
        mark("{file} on OpenDocument-laskentataulukko (.ods), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        Code.TEXT_FILE,
        Severity.ERROR,
        mark("Tekstitiedosto"),
        mark("{file} on tekstitiedosto (esimerkiksi .csv), ei Excel-työkirja."),
        mark(
            "Anna se Excel-työkirja (.xlsx), josta tiedosto on tallennettu. Tekstitiedostossa on "
            "työkirjasta enintään yksi välilehti."
        ),
    ),
    Rule(
        Code.OTHER_FILE_TYPE,
        Severity.ERROR,
        mark("Toisen ohjelman tiedosto"),
        mark("{file} ei ole Excel-työkirja vaan {kind}."),
        _TEMPLATE,
    ),
    Rule(
        Code.NOT_A_WORKBOOK,
        Severity.ERROR,
        mark("Ei Excel-työkirja"),
        mark("{file} ei ole Excel-työkirja."),
        _TEMPLATE,
    ),
    Rule(
        Code.FILE_DAMAGED,
        Severity.ERROR,
        mark("Tiedosto on vioittunut"),
        mark("Tiedosto {file} on vioittunut, eikä sitä voi lukea."),
        mark(
            "Avaa tiedosto Excelissä ja tallenna se uudelleen. Jos se ei aukea, palauta aiempi "
            "versio tai varmuuskopio. Jos sellaista ei ole, komento omvgen repair siirtää ehjään "
            "työkirjaan sen, mitä tiedostosta saa luettua."
        ),
    ),
    Rule(
        Code.FILE_BEYOND_REPAIR,
        Severity.ERROR,
        mark("Vioittuneesta tiedostosta ei saatu mitään"),
        mark(
            "Tiedosto {file} on vioittunut niin pahoin, ettei siitä saatu yhtään vastausta: "
            "sen osia etsittiin koko tiedostosta. Uutta työkirjaa ei tehty."
        ),
        mark(
            "Palauta aiempi versio: napsauta tiedostoa Windowsissa hiiren oikealla painikkeella ja "
            "valitse Palauta aiemmat versiot, tai valitse OneDrivessa tai SharePointissa "
            "Versiohistoria. Jos sellaista ei ole, ota vahvistettu työkirja kansiosta "
            "vahvistetut, tai siirrä vastaukset viimeksi tehdystä asiakirjasta (.docx) "
            "komennolla omvgen import."
        ),
    ),
    Rule(
        Code.FILE_TOO_LARGE,
        Severity.ERROR,
        mark("Tiedosto on liian suuri"),
        mark("Tiedosto {file} on liian suuri omavalvonnan työkirjaksi.{detail}"),
        mark(
            "Poista työkirjasta kuvat, ylimääräiset välilehdet, tyhjät muotoillut rivit ja "
            "tekstit, jotka eivät kuulu suunnitelmaan, ja tallenna se. Jos tiedosto on tullut "
            "tuntemattomalta, älä avaa sitä."
        ),
        why="Tiedosto voi olla tehty täyttämään koneen muisti.",
    ),
    Rule(
        Code.OUT_OF_MEMORY,
        Severity.ERROR,
        mark("Muisti ei riitä"),
        mark(
            "Komentoa ei voitu suorittaa loppuun: jokin sen tiedostoista on niin suuri tai niin "
            "monimutkainen, ettei koneen muisti riitä sen lukemiseen."
        ),
        mark(
            "Tarkista, että annoit oikeat tiedostot. Avaa tiedosto Excelissä tai Wordissa, poista "
            "siitä kuvat ja ylimääräiset sivut ja tallenna se. Jos tiedosto on tullut "
            "tuntemattomalta, älä avaa sitä."
        ),
        why="Tiedosto voi olla tehty täyttämään koneen muisti.",
    ),
    Rule(
        Code.FILE_SUSPICIOUS,
        Severity.ERROR,
        mark("Tiedostossa on jotain, mitä Excel ei tee"),
        mark("Tiedostossa {file} on {what}, jota Excelin tallentamassa työkirjassa ei ole."),
        mark(
            "Jos tiedosto on omasi, avaa se Excelissä ja tallenna uudelleen. Jos se on tullut "
            "tuntemattomalta, älä avaa sitä."
        ),
        why="Tällaisella rakenteella yritetään lukea muita tiedostoja tai kaataa ohjelma.",
    ),
    Rule(
        Code.STRICT_OPEN_XML,
        Severity.ERROR,
        mark("Strict Open XML -työkirja"),
        mark("{file} on tallennettu muodossa Strict Open XML, jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        Code.MACROS_PRESENT,
        Severity.NOTE,
        mark("Työkirjassa on makroja"),
        mark("Työkirjassa {file} on makroja. Niitä ei suoriteta eikä lueta."),
        mark("Tallenna työkirja makrottomana (.xlsx), jos makroja ei tarvita."),
    ),
    Rule(
        Code.NO_QUESTION_FOUND,
        Severity.ERROR,
        mark("Ei omavalvonnan työkirja"),
        mark("Työkirjassa {file} ei ole yhtään lomakkeen kysymystä."),
        _TEMPLATE,
    ),
    Rule(
        Code.FILE_UNWRITABLE,
        Severity.ERROR,
        mark("Tiedostoa ei voi kirjoittaa"),
        mark("Tiedostoa {file} ei voitu kirjoittaa: {reason}."),
        mark("Korjaa syy ja yritä uudelleen, tai kirjoita toisella nimellä tai toiseen kansioon."),
    ),
    Rule(
        Code.FILE_WRITE_DENIED,
        Severity.ERROR,
        mark("Tiedosto on käytössä tai suojattu"),
        mark("Tiedostoon {file} ei saa kirjoittaa: se on auki toisessa ohjelmassa tai suojattu."),
        mark(
            "Sulje tiedosto Wordissa tai Excelissä ja yritä uudelleen, tai anna toinen nimi (-o)."
        ),
    ),
    Rule(
        Code.FILE_UNREADABLE,
        Severity.ERROR,
        mark("Tiedostoa ei voi lukea"),
        mark("Tiedostoa {file} ei voitu lukea: {reason}."),
        mark("Tarkista tiedoston nimi ja oikeudet."),
        why="Vahvistukseen kirjataan, mitkä tiedostot vahvistettiin.",
    ),
)
