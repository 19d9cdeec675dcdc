"""The first sheets: how to fill the workbook in, and how far it is."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname

from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.workbook.layout import (
    ANSWER,
    DOCUMENT,
    FIRST_ROW,
    GUIDE,
    HEADER_ROW,
    ID,
    LINK_ROW,
    LOG,
    PUBLICITY,
    SUMMARY,
)
from omvgen.workbook.template import styles
from omvgen.workbook.template.guidance import MISSING, UNDECIDED, mark_when
from omvgen.workbook.template.room import row_height
from omvgen.workbook.template.sheet_section import SectionMap, in_table
from omvgen.workbook.template.sheets import Stop, new_sheet, put_headers, start_at, stops
from omvgen.workbook.template.sheets_fixed import DocumentMap
from omvgen.workbook.template.writing import put, put_formula, put_link

GUIDE_TITLE = "Näin täytät työkirjan"
STEPS = (
    (
        "Aloita yhteenvedosta",
        f"Välilehti {SUMMARY.name} näyttää, mitä puuttuu. Sen linkeistä pääset osioihin.",
    ),
    (
        "Kirjoita vastaukset",
        "Vastaa sarakkeeseen Vastaus. Uusi rivi soluun: Alt+Enter. Luettelon rivi alkaa merkillä "
        "- tai numerolla 1. Lihavointi, kursivointi ja linkit säilyvät.",
    ),
    (
        "Täytä pakolliset kohdat",
        f"Kun pakollinen vastaus puuttuu, kohdan numeron perässä lukee ”{MISSING}”.",
    ),
    (
        "Ratkaise julkisuus",
        "Valitse jokaisen vastauksen julkisuus luettelosta. Jos numeron perässä lukee "
        f"”{UNDECIDED}”, ratkaisu puuttuu. Salassa pidettävälle merkitään myös peruste.",
    ),
    (
        "Merkitse salassa pidettävä osa",
        "Jos vain osa vastauksesta on salassa pidettävä, kirjoita se kaksinkertaisiin "
        "hakasulkeisiin: [[salassa pidettävä osa]].",
    ),
    (
        "Jatka pitkää vastausta",
        "Jos vastaus ei mahdu riville, lisää rivi sen alle ja jatka samaan sarakkeeseen. "
        "Jätä rivin muut sarakkeet tyhjiksi.",
    ),
    (
        "Täytä taulukot",
        "Taulukot ovat kysymysten alla, yksi asia riville. Lisää rivejä taulukon sisään, jos "
        "ne loppuvat. Älä jätä väliin tyhjiä rivejä.",
    ),
    (
        "Täytä asiakirjan tiedot",
        f"Välilehdellä {DOCUMENT.name} ovat suunnitelman otsikko, vuosi, versio ja laatijat.",
    ),
    (
        "Kirjaa muutokset",
        f"Kirjaa oleellinen muutos heti sekä vastaukseen että välilehdelle {LOG.name}.",
    ),
    (
        "Tallenna ja anna tarkistettavaksi",
        "Tallenna Excel-työkirjana (.xlsx). Älä lajittele rivejä äläkä poista välilehtiä "
        "tai kysymyksiä. Tyhjennä solu, kun haluat poistaa vastauksen.",
    ),
)
STEP_NUMBER, STEP_NAME, STEP_TEXT = 2, 3, 4

PLACE, ASKED, ANSWERED, LACKING, SECRET, OPEN, STATUS = range(2, 9)
SUMMARY_HEADERS = {
    PLACE: "Osio",
    ASKED: "Kohtia",
    ANSWERED: "Vastattu",
    LACKING: "Pakollisia puuttuu",
    SECRET: "Salassa pidettäviä",
    OPEN: "Julkisuus ratkaisematta",
    STATUS: "Tilanne",
}


def put_guide(book: Any, form: Form) -> None:
    """The sheet `Ohje`: short steps, one screen."""
    widths = {STEP_NUMBER: 5.0, STEP_NAME: 32.0, STEP_TEXT: 92.0}
    sheet = new_sheet(book, GUIDE.name, GUIDE.mark, GUIDE_TITLE, widths)
    target = f"{quote_sheetname(SUMMARY.name)}!B1"
    put_link(sheet.cell(LINK_ROW, STEP_NUMBER), f"→ Siirry: {SUMMARY.name}", target, styles.LINK)
    put(sheet.cell(HEADER_ROW, STEP_NUMBER), form.heading, styles.STATEMENT)
    for number, (name, text) in enumerate(STEPS, start=1):
        row = HEADER_ROW + number
        put(sheet.cell(row, STEP_NUMBER), f"{number}.", styles.STEP)
        put(sheet.cell(row, STEP_NAME), name, styles.STEP)
        put(sheet.cell(row, STEP_TEXT), text, styles.PLAIN)
        sheet.row_dimensions[row].height = row_height((text, widths[STEP_TEXT])) + 6
    sheet.row_dimensions[HEADER_ROW].height = 24
    start_at(sheet, "B2")


def put_summary(
    book: Any, form: Form, sections: tuple[SectionMap, ...], document: DocumentMap, log: str
) -> None:
    """The sheet `Yhteenveto`, whose numbers follow what is written on the other sheets."""
    widths = {PLACE: 38.0, ASKED: 10.0, ANSWERED: 11.0, LACKING: 13.0, SECRET: 13.0, OPEN: 16.0}
    widths |= {STATUS: 30.0}
    title = f"{SUMMARY.name}: {form.title}"
    sheet = new_sheet(book, SUMMARY.name, SUMMARY.mark, title, widths)
    target = f"{quote_sheetname(GUIDE.name)}!B1"
    put_link(sheet.cell(LINK_ROW, PLACE), f"← {GUIDE.name}: {GUIDE_TITLE}", target, styles.LINK)
    put_headers(sheet, SUMMARY_HEADERS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, PLACE)

    document_stop, *section_stops, log_stop = stops(form)
    for row, (stop, made) in enumerate(zip(section_stops, sections, strict=True), FIRST_ROW):
        _put_line(sheet, row, stop, len(made.rows), _section_counts(made))
    total = FIRST_ROW + len(sections)
    _put_total(sheet, total)
    fields = len(form.document_fields)
    _put_line(sheet, total + 1, document_stop, fields, _document_counts(document))
    _put_log_line(sheet, total + 2, log_stop, log)
    unfinished = f"$E{FIRST_ROW}+$G{FIRST_ROW}>0"
    mark_when(sheet, f"H{FIRST_ROW}:H{total + 1}", unfinished)
    start_at(sheet, f"B{FIRST_ROW}")


def _put_line(sheet: Any, row: int, stop: Stop, asked: int, counts: dict[int, str]) -> None:
    put_link(sheet.cell(row, PLACE), stop.sheet, stop.target, styles.SUMMARY_LINK)
    put_formula(sheet.cell(row, ASKED), f"={asked}", styles.COUNT)
    for column in (ANSWERED, LACKING, SECRET, OPEN):
        count = f"={counts[column]}" if column in counts else ""
        put_formula(sheet.cell(row, column), count, styles.COUNT)
    _put_status(sheet, row, styles.STATUS)


def _put_status(sheet: Any, row: int, look: styles.Look) -> None:
    lacking = f'IF(E{row}=1,"Kesken: 1 vastaus puuttuu","Kesken: "&E{row}&" vastausta puuttuu")'
    done = f'IF(D{row}=0,"Ei pakollisia kohtia","Valmis")'
    status = f'IF(E{row}>0,{lacking},IF(G{row}>0,"Ratkaise julkisuus",{done}))'
    put_formula(sheet.cell(row, STATUS), f"={status}", look)
    sheet.row_dimensions[row].height = 19


def _put_total(sheet: Any, row: int) -> None:
    put(sheet.cell(row, PLACE), "Osiot yhteensä", styles.NUMBER)
    for column in (ASKED, ANSWERED, LACKING, SECRET, OPEN):
        letter = get_column_letter(column)
        total = f"=SUM({letter}{FIRST_ROW}:{letter}{row - 1})"
        put_formula(sheet.cell(row, column), total, styles.TOTAL)
    _put_status(sheet, row, styles.TOTAL_STATUS)


def _put_log_line(sheet: Any, row: int, stop: Stop, entries: str) -> None:
    put_link(sheet.cell(row, PLACE), stop.sheet, stop.target, styles.SUMMARY_LINK)
    count = f'COUNTA({entries})&IF(COUNTA({entries})=1," merkintä"," merkintää")'
    for column in (ASKED, ANSWERED, LACKING, SECRET, OPEN):
        put(sheet.cell(row, column), "", styles.COUNT)
    put_formula(sheet.cell(row, STATUS), f"={count}", styles.STATUS)
    sheet.row_dimensions[row].height = 19


def _section_counts(made: SectionMap) -> dict[int, str]:
    """The formulas of a section's numbers, by column, without their `=`."""
    first, last = min(made.rows.values()), made.last_row
    ids = made.cells(ID, first, last)
    answers = made.cells(ANSWER, first, last)
    publicity = made.cells(PUBLICITY, first, last)
    answered = [f'SUMPRODUCT(({ids}<>"")*(TRIM({answers})<>""))']
    lacking = [
        f'SUMPRODUCT(({made.cells(ID, *run)}<>"")*(TRIM({made.cells(ANSWER, *run)})=""))'
        for run in made.required_runs()
    ]
    for question in filter(in_table, made.section.questions):
        row = made.rows[question.id]
        blank = f'(TRIM({made.cells(ANSWER, row, row)})="")'
        rows = "+".join(f"COUNTA({made.tables[table.id]})" for table in question.tables)
        answered.append(f"{blank}*({rows}>0)")
        if question.required:
            lacking.append(f"{blank}*({rows}=0)")
    undecided = f'SUMPRODUCT(({ids}<>"")*(TRIM({answers})<>"")*({publicity}=""))'
    secret = (f'COUNTIF({publicity},"{p}")' for p in (Publicity.PARTLY, Publicity.SECRET))
    return {
        ANSWERED: "+".join(answered),
        LACKING: "+".join(lacking) or "0",
        SECRET: "+".join(secret),
        OPEN: undecided,
    }


def _document_counts(document: DocumentMap) -> dict[int, str]:
    return {
        ANSWERED: f'SUMPRODUCT(--(TRIM({document.values})<>""))',
        LACKING: "+".join(f'SUMPRODUCT(--(TRIM({run})=""))' for run in document.required) or "0",
    }
