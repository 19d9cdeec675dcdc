"""OMV5xx: dates and tables."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.ROW_KEY_MISSING,
        Severity.ERROR,
        mark("Taulukon riviltä puuttuu sen tunniste"),
        mark("Taulukon ”{table}” riviltä puuttuu {columns}."),
        mark("Täydennä rivi (solu {cell}), tai tyhjennä se kokonaan."),
        why="Rivi tunnistetaan näistä tiedoista, kun suunnitelmaa verrataan edelliseen vuoteen.",
    ),
    Rule(
        Code.ROW_REPEATED,
        Severity.ERROR,
        mark("Taulukossa on sama rivi kahdesti"),
        mark("Taulukossa ”{table}” on jo rivi, jolla on sama {columns}: {key}."),
        mark("Yhdistä rivit, tai erota ne toisistaan (solu {cell})."),
        why="Rivit, joilla on sama tunniste, menisivät sekaisin edelliseen vuoteen verrattaessa.",
    ),
    Rule(
        Code.PERIOD_ENDS_BEFORE_START,
        Severity.ERROR,
        mark("Loppupäivä on ennen alkupäivää"),
        mark("”{end_title}” ({end}) on ennen päivää ”{start_title}” ({start})."),
        mark("Tarkista päivämäärät (solu {cell})."),
    ),
    Rule(
        Code.ENDS_WITHIN_PLAN_YEAR,
        Severity.WARNING,
        mark("Määräaika päättyy suunnitelmavuonna"),
        mark("{name}: {title} {day}, suunnitelmavuoden {year} aikana."),
        mark("Kirjoita suunnitelmaan, miten asia hoidetaan sen jälkeen, tai päivitä solu {cell}."),
        why=(
            "Oleelliset muutokset kirjataan viivytyksettä (ohje 2.2); sopimuksen päättyminen tai "
            "asiakirjan vanheneminen voi olla sellainen."
        ),
    ),
    Rule(
        Code.ENDED_BEFORE_PLAN_YEAR,
        Severity.WARNING,
        mark("Määräaika on päättynyt ennen suunnitelmavuotta"),
        mark("{name}: {title} {day}, jo ennen suunnitelmavuotta {year}."),
        mark("Päivitä rivi (solu {cell}), tai poista se, jos se ei ole enää voimassa."),
        why=(
            "Suunnitelman on vastattava toimintaa: oleelliset muutokset kirjataan "
            "viivytyksettä (ohje 2.2)."
        ),
    ),
    Rule(
        Code.VALID_BEFORE_PLAN_DATE,
        Severity.WARNING,
        mark("Suunnitelma tulee voimaan ennen päiväystään"),
        mark("Voimassaolo alkaa {valid_from}, vaikka suunnitelma on päivätty vasta {date}."),
        mark("Tarkista päiväys ja voimassaolon alku (solu {cell})."),
        why="Päivämäärä jää helposti vaihtamatta, kun pohjana on edellisen vuoden työkirja.",
    ),
    Rule(
        Code.DATE_OUTSIDE_PLAN_YEAR,
        Severity.WARNING,
        mark("Päivämäärä ei sovi suunnitelmavuoteen"),
        mark("{field} {date} ei sovi suunnitelmavuoteen {year}."),
        mark("Tarkista päivämäärä (solu {cell}) ja suunnitelmavuosi."),
        why="Vuosi jää helposti vaihtamatta, kun pohjana on edellisen vuoden työkirja.",
    ),
    Rule(
        Code.TITLE_HAS_OTHER_YEAR,
        Severity.WARNING,
        mark("Otsikossa on eri vuosi"),
        mark("Otsikossa on vuosi {found}, mutta suunnitelmavuosi on {year}."),
        mark("Korjaa otsikko (solu {cell}) tai suunnitelmavuosi."),
        why="Vuosi jää helposti vaihtamatta, kun pohjana on edellisen vuoden työkirja.",
    ),
)
