"""OMV3xx: formats, what an answer of a certain kind must look like.

`{value}` is the text as written, `{suggestion}` a sentence with the corrected text
where that is certain, otherwise nothing.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.POSTAL_CODE_INVALID,
        Severity.ERROR,
        mark("Postinumero ei ole viisi numeroa"),
        mark("Postinumerossa on oltava viisi numeroa, mutta solussa on ”{value}”."),
        mark("Kirjoita soluun {cell} viisi numeroa, esimerkiksi 00520.{suggestion}"),
        why="Excel pudottaa alun nollat, jos solu ei ole tekstiä.",
    ),
    Rule(
        Code.PHONE_INVALID,
        Severity.ERROR,
        mark("Puhelinnumero on virheellinen"),
        mark("”{value}” ei ole puhelinnumero."),
        mark(
            "Kirjoita soluun {cell} yksi numero ilman sulkeita ja lisätekstiä, "
            "esimerkiksi 029 500 0000 tai +358 29 500 0000.{suggestion}"
        ),
        why="Numerot ryhmitellään välilyönnein (Kielitoimiston ohjepankki, Puhelinnumerot).",
    ),
    Rule(
        Code.EMAIL_INVALID,
        Severity.ERROR,
        mark("Sähköpostiosoite on virheellinen"),
        mark("”{value}” ei ole sähköpostiosoite."),
        mark(
            "Kirjoita soluun {cell} yksi osoite, "
            "esimerkiksi etunimi.sukunimi@organisaatio.fi.{suggestion}"
        ),
    ),
    Rule(
        Code.BUSINESS_ID_INVALID,
        Severity.ERROR,
        mark("Y-tunnus on virheellinen"),
        mark("”{value}” ei ole Y-tunnus: muoto tai tarkistusnumero on väärin."),
        mark(
            "Tarkista tunnus ja kirjoita se soluun {cell}: seitsemän numeroa, yhdysmerkki ja "
            "tarkistusnumero, esimerkiksi 9000022-2.{suggestion}"
        ),
        why="Tarkistusnumero paljastaa kirjoitusvirheen.",
    ),
    Rule(
        Code.DATE_INVALID,
        Severity.ERROR,
        mark("Päivämäärä on virheellinen"),
        mark("”{value}” ei ole päivämäärä."),
        mark("Kirjoita soluun {cell} päivä, kuukausi ja vuosi, esimerkiksi 30.1.2026.{suggestion}"),
        why="Päivämäärä kirjoitetaan ilman etunollia (SFS 2487:2024).",
    ),
    Rule(
        Code.CHOICE_INVALID,
        Severity.ERROR,
        mark("Arvo ei ole luettelossa"),
        mark("”{value}” ei ole mikään vaihtoehdoista."),
        mark("Valitse soluun {cell} jokin näistä: {choices}.{suggestion}"),
    ),
    Rule(
        Code.CASE_NUMBER_INVALID,
        Severity.ERROR,
        mark("Asianumero on virheellinen"),
        mark("”{value}” ei ole asianumero."),
        mark(
            "Kirjoita soluun {cell} asianhallintajärjestelmän tunnus sellaisenaan{example}."
            "{suggestion}"
        ),
        why="Asiakirja rekisteröidään tunnisteineen (TihL 26 §).",
    ),
    Rule(
        Code.YEAR_INVALID,
        Severity.ERROR,
        mark("Vuosi on virheellinen"),
        mark("”{value}” ei ole vuosi."),
        mark("Kirjoita soluun {cell} vuosi neljällä numerolla, esimerkiksi 2026.{suggestion}"),
    ),
    Rule(
        Code.VERSION_INVALID,
        Severity.ERROR,
        mark("Versio on virheellinen"),
        mark("”{value}” ei ole versionumero."),
        mark("Kirjoita soluun {cell} numeroita ja pisteitä, esimerkiksi 2.0.{suggestion}"),
    ),
    Rule(
        Code.INTEGER_INVALID,
        Severity.ERROR,
        mark("Kokonaisluku on virheellinen"),
        mark("”{value}” ei ole kokonaisluku."),
        mark("Kirjoita soluun {cell} pelkkä luku ilman yksikköä, esimerkiksi 3.{suggestion}"),
    ),
    Rule(
        Code.DECIMAL_INVALID,
        Severity.ERROR,
        mark("Desimaaliluku on virheellinen"),
        mark("”{value}” ei ole luku."),
        mark(
            "Kirjoita soluun {cell} pelkkä luku ilman yksikköä, "
            "desimaalit pilkun jälkeen, esimerkiksi 1,8.{suggestion}"
        ),
    ),
    Rule(
        Code.ANSWER_NOT_IN_FORM,
        Severity.WARNING,
        mark("Vastaus kohtaan, jota lomakkeessa ei ole"),
        mark("Työkirjassa on tieto ”{name}”, jota lomakkeessa ei ole. Se ei tule asiakirjaan."),
        mark("Siirrä tieto oikeaan kohtaan, jos sitä tarvitaan."),
    ),
    Rule(
        Code.VALUE_INVALID,
        Severity.ERROR,
        mark("Tieto ei ole lomakkeen mukainen"),
        mark("Tieto ”{name}” ei ole lomakkeen mukainen."),
        mark("Tarkista, että tiedosto on tehty tällä lomakkeella (omvgen template)."),
    ),
    Rule(
        Code.TEXT_TURNED_AROUND,
        Severity.ERROR,
        mark("Tekstissä on merkki, joka kääntää kirjainten järjestyksen"),
        mark(
            "Solussa {cell} on näkymätön merkki, joka kääntää sitä seuraavien kirjainten "
            "järjestyksen: Excelissä teksti näyttää muulta kuin asiakirjassa. Asiakirjassa lukisi: "
            "”{text}”"
        ),
        mark("Kirjoita teksti soluun {cell} uudelleen, älä liitä sitä muualta."),
        why=(
            "Merkit U+202D ja U+202E tulevat joskus liitettyjen tekstien mukana. Asiakirjaan ne "
            "eivät tule, joten allekirjoitettaisiin muuta kuin mitä työkirjassa näkyy."
        ),
    ),
    Rule(
        Code.FORMATTING_LOST,
        Severity.NOTE,
        mark("Muotoilua ei tule asiakirjaan"),
        mark("Solussa {cell} on muotoilua, jota asiakirjaan ei tule: {what}."),
        mark(
            "Jos muotoilu merkitsee jotain, sano se sanoin. Yliviivatun tekstin voi poistaa, ja "
            "indeksin voi kirjoittaa merkkinä (m², CO₂)."
        ),
        why=(
            "Vastausten lihavointi, kursivointi, alleviivaus, yliviivaus, ylä- ja alaindeksit ja "
            "linkit säilyvät. "
            "Taulukoista, asiakirjan tiedoista ja määrämuotoisista vastauksista luetaan vain "
            "sanat: yliviivattu on niissä asiakirjassa tavallista tekstiä, ja siitä varoitetaan."
        ),
    ),
    Rule(
        Code.MULTI_CHOICE_INVALID,
        Severity.ERROR,
        mark("Jokin valinnoista ei ole luettelossa"),
        mark("Valinta ”{value}” ei ole mikään vaihtoehdoista."),
        mark(
            "Kirjoita soluun {cell} vain näitä vaihtoehtoja, kukin omalle rivilleen tai "
            "puolipisteellä erotettuna: {choices}.{suggestion}"
        ),
        why="Kohtaan saa valita useita vaihtoehtoja, mutta vain lomakkeen luettelosta.",
    ),
    Rule(
        Code.CHOICE_REPEATED,
        Severity.NOTE,
        mark("Sama vaihtoehto on valittu kahdesti"),
        mark("Vaihtoehto ”{value}” on valittu useammin kuin kerran. Se otetaan mukaan kerran."),
        mark("Poista toistuva vaihtoehto solusta {cell}."),
    ),
    Rule(
        Code.NUMBER_FORMAT_UNKNOWN,
        Severity.WARNING,
        mark("Luvun muotoilua ei tunneta"),
        mark(
            "Solun {cell} luvun muotoilua ei tunneta, joten solu voi näyttää muuta kuin siitä "
            "luettiin: {value}."
        ),
        mark("Muotoile solu {cell} tekstiksi ja kirjoita siihen, mitä asiakirjassa pitää lukea."),
    ),
    Rule(
        Code.VERSION_IS_DATE,
        Severity.ERROR,
        mark("Version paikalla on päivämäärä"),
        mark("Solussa {cell} on päivämäärä ”{value}”, vaikka siinä pitää olla versio."),
        mark(
            "Muotoile solu {cell} tekstiksi ja kirjoita versio uudelleen. Tai kirjoita sen eteen "
            "heittomerkki: jos versio on {version}, kirjoita '{version} (merkki ei jää näkyviin)."
        ),
        why="Excel tekee päivämäärän versiosta, joka näyttää sellaiselta: 2.2 on sille 2.2.2026.",
    ),
    Rule(
        Code.VERSION_WITHOUT_DECIMALS,
        Severity.ERROR,
        mark("Versiosta on jäänyt vain luku"),
        mark("Solussa {cell} on luku {value} eikä tekstiä. Version loppu on voinut kadota."),
        mark(
            "Muotoile solu {cell} tekstiksi ja kirjoita versio uudelleen. Tai kirjoita sen eteen "
            "heittomerkki: jos versio on {version}, kirjoita '{version} (merkki ei jää näkyviin)."
        ),
        why="Excel tekee versiosta 1.0 luvun 1.",
    ),
    Rule(
        Code.VERSION_IS_NUMBER,
        Severity.WARNING,
        mark("Versio on luku eikä tekstiä"),
        mark("Solussa {cell} on luku eikä tekstiä. Se luettiin versioksi {value}."),
        mark(
            "Tarkista, ettei lopusta puutu nollia. Muotoile solu {cell} tekstiksi ja kirjoita "
            "versio uudelleen. Tai kirjoita sen eteen heittomerkki: '{value} (merkki ei jää "
            "näkyviin)."
        ),
        why="Excel tekee versiosta 1.10 luvun 1,1, joka on toinen versio.",
    ),
)
