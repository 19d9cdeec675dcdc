"""OMV122–OMV126, OMV136, OMV137: the form a workbook was made from, and its version."""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity
from omvgen.locale import mark

RULES = (
    Rule(
        Code.OTHER_FORM,
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
        Code.OTHER_FORM_VERSION,
        Severity.WARNING,
        mark("Työkirja on tehty lomakkeen toisesta versiosta"),
        mark("Työkirja on tehty lomakkeesta {found}, ja se luetaan lomakkeella {form}."),
        mark("Tee seuraavan vuoden työkirja nykyisestä lomakkeesta."),
        why="Vastaukset tunnistetaan lomakkeen pysyvien tunnisteiden avulla.",
    ),
    Rule(
        Code.FORM_NOT_STATED,
        Severity.WARNING,
        mark("Työkirjasta ei näe, mistä lomakkeesta se on tehty"),
        mark(
            "Työkirjasta puuttuu tieto lomakkeesta tai sen versiosta. "
            "Se luetaan lomakkeella {form}."
        ),
        mark(
            "Tarkista, että välilehden {document_sheet} viimeisillä riveillä ovat lomake ja sen "
            "versio."
        ),
        why="Eri lomakkeessa samassa paikassa voi olla eri kysymys.",
    ),
    Rule(
        Code.FORM_STATEMENTS_DIFFER,
        Severity.WARNING,
        mark("Lomakkeen tiedot eroavat"),
        mark(
            "Välilehden {sheet} mukaan lomake on {said}, mutta tiedoston ominaisuuksissa {found}."
        ),
        mark("Palauta välilehden viimeisille riveille lomake ja sen versio: {found}."),
    ),
    Rule(
        Code.QUESTION_REWORDED_IN_FORM,
        Severity.NOTE,
        mark("Kysymyksen sanamuoto on muuttunut lomakkeessa"),
        mark("{item}: kysymys on työkirjassa ”{text}”. Lomakkeessa sen sanamuoto on toinen."),
        mark("Tarkista, että vastaus vastaa lomakkeen kysymykseen."),
    ),
    Rule(
        Code.QUESTION_NEWER_THAN_WORKBOOK,
        Severity.NOTE,
        mark("Kohtaa ei ole työkirjan lomakeversiossa"),
        mark(
            "{item} on lomakkeessa mutta ei työkirjassa, joka on tehty lomakkeen toisesta "
            "versiosta: ”{text}”"
        ),
        mark("Vastaa kohtaan työkirjassa, joka on tehty nykyisestä lomakkeesta."),
        why="Suunnitelmassa käsitellään kaikki lomakkeen asiat (ohje 2.1).",
    ),
    Rule(
        Code.FORMER_QUESTION_ID,
        Severity.NOTE,
        mark("Kohdan aiempi tunniste"),
        mark("{item}: vastaus luettiin kohdan aiemmalla tunnisteella {id}."),
        mark("Ei vaadi toimia."),
    ),
)
