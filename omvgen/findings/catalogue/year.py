"""OMV601–OMV616, OMV640, OMV641: against last year, the change log and the signature."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.SIGNATORY_NOT_DIRECTOR,
        Severity.WARNING,
        mark("Nimenselvennyksessä on eri henkilö kuin johtajan tiedoissa"),
        mark("Nimenselvennys ”{name}” ei vastaa kohtaa {number} ”{question}”: {director}."),
        mark("Korjaa solu {cell}, tai päivitä johtajan nimi kohtaan {number}."),
        why="Suunnitelman vahvistaa toiminnasta vastaava johtaja tai apulaisjohtaja (ohje 2.2).",
    ),
    Rule(
        Code.VERSION_NOT_RAISED,
        Severity.WARNING,
        mark("Suunnitelma on muuttunut, mutta versio on sama"),
        mark("Suunnitelma on muuttunut, mutta versio on yhä {version}."),
        mark("Nosta versio soluun {cell} ja kirjaa muutokset välilehdelle {log_sheet}."),
        why="Kahta eri tekstiä ei voi myöhemmin erottaa toisistaan, jos versio on sama.",
    ),
    Rule(
        Code.SIGNING_PLACE_OR_DATE_MISSING,
        Severity.WARNING,
        mark("Allekirjoituksen paikka tai päivä puuttuu"),
        mark("Kohdassa {number} ”{question}” on ”{text}”: siinä ei ole sekä paikkaa että päivää."),
        mark(
            "Kirjoita soluun {cell} molemmat, esimerkiksi Esimerkkilä 30.1.2026, tai jätä solu "
            "tyhjäksi ja kirjoita ne asiakirjaan käsin."
        ),
        why="Vahvistamisesta on näyttävä, missä ja milloin se tehtiin (ohje 2.2).",
    ),
    Rule(
        Code.SIGNED_BEFORE_PLAN_DATE,
        Severity.WARNING,
        mark("Allekirjoitus on päivätty ennen suunnitelmaa"),
        mark("Kohdassa {number} ”{question}” on ”{text}”, mutta suunnitelma on päivätty {date}."),
        mark("Tarkista solu {cell} ja suunnitelman päiväys."),
        why="Päivämäärä jää helposti vaihtamatta, kun pohjana on edellisen vuoden työkirja.",
    ),
    Rule(
        Code.CHANGE_NOT_LOGGED,
        Severity.WARNING,
        mark("Muutosta ei ole kirjattu muutoslokiin"),
        mark("Kohta {number} on muuttunut, mutta muutoslokissa ei ole siitä riviä."),
        mark(
            "Kirjaa muutos välilehdelle {log_sheet}; kirjoita sarakkeeseen {place_column} {number}."
        ),
        why="Oleelliset muutokset kirjataan viivytyksettä (ohje 2.2).",
    ),
    Rule(
        Code.LOG_ROW_WITHOUT_CHANGE,
        Severity.NOTE,
        mark("Muutoslokin rivillä ei ole muutosta"),
        mark("Muutoslokin rivi ({row}) puhuu kohdasta, joka ei ole muuttunut."),
        mark("Tarkista, onko muutos jäänyt kirjoittamatta vastaukseen vai onko rivi turha."),
        why="Muutosloki ja suunnitelma kertovat samat muutokset (ohje 2.2).",
    ),
    Rule(
        Code.STAFF_NOT_INFORMED,
        Severity.WARNING,
        mark("Oleellisesta muutoksesta ei ole tiedotettu henkilöstölle"),
        mark("Muutoslokin rivi ({row}) on oleellinen, mutta tiedottamisen päivä puuttuu."),
        mark("Tiedota henkilöstölle ja kirjoita soluun {cell}, milloin ja miten se tehtiin."),
        why="Muutoksista vähintään tiedotetaan henkilöstölle (ohje 2.2).",
    ),
    Rule(
        Code.LOG_ROW_PLACE_UNCLEAR,
        Severity.NOTE,
        mark("Muutoslokin rivistä ei selviä, mitä kohtaa se koskee"),
        mark("Muutoslokin rivin ({row}) sarakkeesta {place_column} ei selviä, mikä muuttui."),
        mark("Kirjoita soluun {cell} kohdan numero, esimerkiksi 4.3, tai osion nimi."),
        why="Muutosloki ja suunnitelma kertovat samat muutokset (ohje 2.2).",
    ),
    Rule(
        Code.REQUEST_OVERDUE,
        Severity.WARNING,
        mark("Viranomaisen pyynnön määräpäivä on mennyt"),
        mark("Muutoslokin rivi ({row}) oli tehtävä viimeistään {day}, eikä sitä ole tehty."),
        mark(
            "Tee pyydetty muutos ja kirjoita soluun {cell} Kyllä tai päivä, jona se tehtiin, tai "
            "sovi viranomaisen kanssa uusi määräpäivä ja kirjoita se riville."
        ),
        why="Viranomainen voi pyytää täydentämään, korjaamaan tai muuttamaan suunnitelmaa.",
    ),
    Rule(
        Code.REQUEST_DONE_UNCLEAR,
        Severity.WARNING,
        mark("Viranomaisen pyynnöstä ei selviä, onko se tehty"),
        mark("Muutoslokin rivillä ({row}) on ”{text}”: siitä ei selviä, onko pyyntö tehty."),
        mark("Kirjoita soluun {cell} Kyllä, Ei tai päivä, jona pyydetty muutos tehtiin."),
        why="Pyyntö on avoin, kunnes se on merkitty tehdyksi.",
    ),
    Rule(
        Code.REQUEST_WITHOUT_GROUND,
        Severity.WARNING,
        mark("Määräpäivä on rivillä, joka ei ole viranomaisen pyyntö"),
        mark(
            "Muutoslokin rivillä ({row}) on määräpäivä tai merkintä tehdystä, mutta perusteena ei "
            "ole ”{ground}”."
        ),
        mark("Valitse perusteeksi soluun {cell} ”{ground}”, tai tyhjennä nämä kaksi saraketta."),
        why="Seuraavaan luovutuspakettiin kootaan, mitä viranomaisen pyynnöille on tehty.",
    ),
    Rule(
        Code.ANSWERS_LEFT_OVER,
        Severity.WARNING,
        mark("Vastaus odottaa paikkaa"),
        mark(
            "Välilehdellä ”{sheet}” on tekstejä, jotka eivät kuulu mihinkään kohtaan: ”{text}”. "
            "Ne eivät tule suunnitelmaan."
        ),
        mark("Siirrä tarvittava teksti sopivaan kohtaan ja poista sitten välilehti."),
        why="Lomakkeen muuttuessa yksikään vastaus ei katoa huomaamatta.",
    ),
    Rule(
        Code.PLAN_YEAR_UNKNOWN,
        Severity.ERROR,
        mark("Suunnitelmavuotta ei tiedetä"),
        mark("Työkirjassa {file} ei ole suunnitelmavuotta, joten seuraavaa vuotta ei tiedetä."),
        mark("Anna uuden suunnitelman vuosi, esimerkiksi --year 2027."),
    ),
)
