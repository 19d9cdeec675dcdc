"""OMV19x: answers that are to be put into a new workbook."""

from __future__ import annotations

from omvgen.findings.catalogue.rule import Rule
from omvgen.findings.model import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        "OMV190",
        Severity.ERROR,
        mark("Vastauksia ei voi lukea"),
        mark("Tiedostosta {file} ei voitu lukea vastauksia: {reason}."),
        mark("Anna tiedosto, joka on tehty komennolla omvgen export."),
    ),
    Rule(
        "OMV191",
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
        "OMV192",
        Severity.ERROR,
        mark("Vastaukset kuuluvat toiseen lomakkeeseen"),
        mark(
            "Vastaukset kuuluvat lomakkeeseen {found}, mutta työkirja tehdään lomakkeesta {form}."
        ),
        mark("Anna lomake, johon vastaukset kuuluvat (--form), tai oikeat vastaukset (--answers)."),
    ),
    Rule(
        "OMV193",
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
        "OMV194",
        Severity.ERROR,
        mark("Samanniminen työkirja on jo olemassa"),
        mark("Tiedosto {file} on jo olemassa, ja siinä voi olla vastauksia."),
        mark(
            "Anna toinen nimi (-o), siirrä vanha tiedosto talteen, tai korvaa se valitsimella "
            "--force."
        ),
        why="Täytettyä työkirjaa ei korvata vahingossa.",
    ),
)
