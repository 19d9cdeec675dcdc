"""OMV190–OMV194 and OMV790: making a workbook, empty or with answers, and a copy of one."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.ANSWERS_UNREADABLE,
        Severity.ERROR,
        mark("Vastauksia ei voi lukea"),
        mark("Tiedostosta {file} ei voitu lukea vastauksia: {reason}."),
        mark("Anna tiedosto, joka on tehty komennolla omvgen export."),
    ),
    Rule(
        Code.TEXT_TOO_LONG_FOR_CELL,
        Severity.ERROR,
        mark("Teksti ei mahdu soluun"),
        mark(
            "Välilehden {sheet} soluun {cell} tulisi {n} merkkiä pitkä teksti. "
            "Excelin soluun mahtuu enintään 32 767 merkkiä."
        ),
        mark("Jaa teksti kappaleisiin rivinvaihdoilla tai lyhennä sitä."),
        why="Excel katkaisee pidemmän tekstin varoittamatta.",
    ),
    Rule(
        Code.ANSWERS_OF_ANOTHER_FORM,
        Severity.ERROR,
        mark("Vastaukset kuuluvat toiseen lomakkeeseen"),
        mark(
            "Vastaukset kuuluvat lomakkeeseen {found}, mutta työkirja tehdään lomakkeesta {form}."
        ),
        mark("Anna lomake, johon vastaukset kuuluvat (--form), tai oikeat vastaukset (--answers)."),
    ),
    Rule(
        Code.ANSWERS_WITHOUT_PLACE,
        Severity.ERROR,
        mark("Lomakkeessa ei ole paikkaa kaikille vastauksille"),
        mark("Vastauksissa on kohtia, joita lomakkeessa ei ole: {names}."),
        mark(
            "Käytä lomakkeen sitä versiota, johon vastaukset kuuluvat (--form), tai poista kohdat "
            "vastauksista, jos niitä ei enää tarvita."
        ),
        why="Mitään vastausta ei jätetä pois kertomatta.",
    ),
    Rule(
        Code.WORKBOOK_EXISTS,
        Severity.ERROR,
        mark("Samanniminen työkirja on jo olemassa"),
        mark("Tiedosto {file} on jo olemassa, ja siinä voi olla vastauksia."),
        mark(
            "Anna toinen nimi (-o), siirrä vanha tiedosto talteen, tai korvaa se valitsimella "
            "--force."
        ),
        why="Täytettyä työkirjaa ei korvata vahingossa.",
    ),
    Rule(
        Code.NO_PLACE_IN_WORKBOOK,
        Severity.ERROR,
        mark("Työkirjassa ei ole paikkaa kaikille vastauksille"),
        mark("Työkirjassa {file} ei ole paikkaa näille: {names}."),
        mark(
            "Palauta puuttuvat rivit ja sarakkeet työkirjaan, tai tee siitä ehjä komennolla "
            "omvgen repair."
        ),
        why="Mitään vastausta ei jätetä pois kertomatta.",
    ),
)
