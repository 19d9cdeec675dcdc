"""OMV100–OMV125: the file, and which form it was made from. OMV1xx is full: OMV700 goes on."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

_TEMPLATE = mark("Anna Excel-työkirja (.xlsx), joka on tehty komennolla omvgen template.")
_SAVE_AS = mark(
    "Avaa tiedosto Excelissä, valitse Tallenna nimellä ja tiedostomuodoksi "
    "Excel-työkirja (.xlsx). Anna sitten uusi tiedosto."
)
_RESTORE = mark(
    "Avaa tiedosto Excelissä ja tallenna se uudelleen. Jos se ei aukea, palauta aiempi versio "
    "tai varmuuskopio."
)

RULES = (
    Rule(
        "OMV100",
        Severity.ERROR,
        mark("Tiedostoa ei ole"),
        mark("Tiedostoa {file} ei löydy."),
        mark("Tarkista tiedoston nimi ja kansio."),
    ),
    Rule(
        "OMV101",
        Severity.ERROR,
        mark("Ei tiedosto"),
        mark("{file} on kansio tai laite, ei tiedosto."),
        _TEMPLATE,
    ),
    Rule(
        "OMV102",
        Severity.ERROR,
        mark("Tiedosto on tyhjä"),
        mark("Tiedosto {file} on tyhjä: siinä ei ole mitään."),
        mark(
            "Tallennus tai kopiointi on jäänyt kesken. Palauta aiempi versio tai kopioi tiedosto "
            "uudelleen."
        ),
    ),
    Rule(
        "OMV103",
        Severity.ERROR,
        mark("Lukitustiedosto"),
        mark("{file} ei ole työkirja vaan merkki siitä, että työkirja on auki."),
        mark("Anna itse työkirja: sama nimi ilman alun merkkejä ~$ tai .~lock."),
        why="Excel ja LibreOffice tekevät avoimen tiedoston viereen piilotetun lukitustiedoston.",
    ),
    Rule(
        "OMV104",
        Severity.ERROR,
        mark("Tiedostoa ei saa lukea"),
        mark("Tiedostoa {file} ei saa lukea: se on auki Excelissä tai siihen ei ole oikeutta."),
        mark("Sulje työkirja Excelissä ja yritä uudelleen, tai pyydä lukuoikeus."),
    ),
    Rule(
        "OMV105",
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
        "OMV106",
        Severity.ERROR,
        mark("Tiedostoa ei voi lukea"),
        mark("Tiedostoa {file} ei voitu lukea: {reason}."),
        mark("Kopioi tiedosto omalle levylle ja yritä uudelleen."),
    ),
    Rule(
        "OMV107",
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
        "OMV108",
        Severity.ERROR,
        mark("Vanha Excel-tiedosto"),
        mark("{file} on vanhan Excelin tiedosto (.xls), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        "OMV109",
        Severity.ERROR,
        mark("Excelin binaarityökirja"),
        mark("{file} on Excelin binaarityökirja (.xlsb), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        "OMV110",
        Severity.ERROR,
        mark("OpenDocument-laskentataulukko"),
        mark("{file} on OpenDocument-laskentataulukko (.ods), jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        "OMV111",
        Severity.ERROR,
        mark("Tekstitiedosto"),
        mark("{file} on tekstitiedosto (esimerkiksi .csv), ei Excel-työkirja."),
        mark(
            "Anna se Excel-työkirja (.xlsx), josta tiedosto on tallennettu. Tekstitiedostossa on "
            "työkirjasta enintään yksi välilehti."
        ),
    ),
    Rule(
        "OMV112",
        Severity.ERROR,
        mark("Toisen ohjelman tiedosto"),
        mark("{file} ei ole Excel-työkirja vaan {kind}."),
        _TEMPLATE,
    ),
    Rule(
        "OMV113",
        Severity.ERROR,
        mark("Ei Excel-työkirja"),
        mark("{file} ei ole Excel-työkirja."),
        _TEMPLATE,
    ),
    Rule(
        "OMV114",
        Severity.ERROR,
        mark("Tiedosto on vioittunut"),
        mark("Tiedosto {file} on vioittunut, eikä sitä voi lukea."),
        _RESTORE,
    ),
    Rule(
        "OMV115",
        Severity.ERROR,
        mark("Tiedosto on liian suuri"),
        mark("Tiedosto {file} on liian suuri omavalvonnan työkirjaksi."),
        mark(
            "Poista työkirjasta kuvat, ylimääräiset välilehdet ja tyhjät muotoillut rivit, ja "
            "tallenna se. Jos tiedosto on tullut tuntemattomalta, älä avaa sitä."
        ),
        why="Tiedosto voi olla tehty täyttämään koneen muisti.",
    ),
    Rule(
        "OMV116",
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
        "OMV117",
        Severity.ERROR,
        mark("Strict Open XML -työkirja"),
        mark("{file} on tallennettu muodossa Strict Open XML, jota ei voi lukea."),
        _SAVE_AS,
    ),
    Rule(
        "OMV118",
        Severity.NOTE,
        mark("Työkirjassa on makroja"),
        mark("Työkirjassa {file} on makroja. Niitä ei suoriteta eikä lueta."),
        mark("Tallenna työkirja makrottomana (.xlsx), jos makroja ei tarvita."),
    ),
    Rule(
        "OMV119",
        Severity.ERROR,
        mark("Ei omavalvonnan työkirja"),
        mark("Työkirjassa {file} ei ole yhtään lomakkeen kysymystä."),
        _TEMPLATE,
    ),
    Rule(
        "OMV120",
        Severity.ERROR,
        mark("Tiedostoa ei voi kirjoittaa"),
        mark("Tiedostoa {file} ei voitu kirjoittaa: {reason}."),
        mark("Korjaa syy ja yritä uudelleen, tai kirjoita toisella nimellä tai toiseen kansioon."),
    ),
    Rule(
        "OMV199",
        Severity.ERROR,
        mark("Tiedostoa ei voi lukea"),
        mark("Tiedostoa {file} ei voitu lukea: {reason}."),
        mark("Tarkista tiedoston nimi ja oikeudet."),
        why="Vahvistukseen kirjataan, mitkä tiedostot vahvistettiin.",
    ),
    Rule(
        "OMV121",
        Severity.ERROR,
        mark("Tiedosto on käytössä tai suojattu"),
        mark("Tiedostoon {file} ei saa kirjoittaa: se on auki toisessa ohjelmassa tai suojattu."),
        mark(
            "Sulje tiedosto Wordissa tai Excelissä ja yritä uudelleen, tai anna toinen nimi (-o)."
        ),
    ),
    Rule(
        "OMV122",
        Severity.ERROR,
        mark("Työkirja on tehty toisesta lomakkeesta"),
        mark("Työkirja on tehty lomakkeesta {found}, mutta se luetaan lomakkeella {form}."),
        mark("Anna oikea työkirja tai se lomake, josta työkirja on tehty (--form)."),
        why=(
            "Kysymykset tunnistetaan lomakkeesta; toisella lomakkeella vastaus voisi joutua "
            "väärään kohtaan."
        ),
    ),
    Rule(
        "OMV123",
        Severity.WARNING,
        mark("Työkirja on tehty lomakkeen toisesta versiosta"),
        mark("Työkirja on tehty lomakkeesta {found}, ja se luetaan lomakkeella {form}."),
        mark("Tee seuraavan vuoden työkirja nykyisestä lomakkeesta."),
        why="Vastaukset tunnistetaan lomakkeen pysyvien tunnisteiden avulla.",
    ),
    Rule(
        "OMV124",
        Severity.WARNING,
        mark("Työkirjasta ei näe, mistä lomakkeesta se on tehty"),
        mark(
            "Työkirjasta puuttuu tieto lomakkeesta tai sen versiosta. "
            "Se luetaan lomakkeella {form}."
        ),
        mark(
            "Tarkista, että välilehden Asiakirjan tiedot viimeisillä riveillä ovat lomake ja sen "
            "versio."
        ),
        why="Eri lomakkeessa samassa paikassa voi olla eri kysymys.",
    ),
    Rule(
        "OMV125",
        Severity.WARNING,
        mark("Lomakkeen tiedot eroavat"),
        mark(
            "Välilehden {sheet} mukaan lomake on {said}, mutta tiedoston ominaisuuksissa {found}."
        ),
        mark("Palauta välilehden viimeisille riveille lomake ja sen versio: {found}."),
    ),
    Rule(
        "OMV700",
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
)
