"""The sheet of a section: its questions, a row each, and under them its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from omvgen.form.form import Form, Question, Section
from omvgen.form.item import FormItem
from omvgen.form.kinds import Text
from omvgen.locale import tr
from omvgen.plan.bases import join_bases
from omvgen.plan.links import encode_links
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, rich
from omvgen.workbook import styles
from omvgen.workbook.layout import (
    ANSWER,
    BASIS,
    FIRST_ROW,
    ID,
    NOTE,
    NUMBER,
    PUBLICITY,
    QUESTION,
    QUESTION_COLUMNS,
    TABLE_START,
    TABLE_TITLE,
    answer_name,
    widths,
)
from omvgen.workbook.template import guidance
from omvgen.workbook.template.guidance import (
    MISSING,
    UNDECIDED,
    listed,
    mark_when,
    offer,
    offer_choices,
)
from omvgen.workbook.template.sheets import (
    column_width,
    new_sheet,
    print_tables_apart,
    put_headers,
    put_navigation,
    set_name,
    start_at,
)
from omvgen.workbook.template.table import put_table
from omvgen.workbook.template.writing import put, put_rich
from omvgen.workbook.text_fit import first_line, row_height, split_rows
from omvgen.workbook.vocabulary import publicity_words
from omvgen.workbook.xlsx.cells import Area

WIDTHS = widths(QUESTION_COLUMNS)
WIDTHS_WITH_TABLES = WIDTHS | {ANSWER: 50.0}  # so that the printed sheet can still be read
FURTHER_WIDTH = 16.0  # of a column that only tables use
LINES_TO_WRITE = 4  # of an empty answer that may take paragraphs, to invite to write


@dataclass(frozen=True)
class SectionMap:
    """Where the section's questions and the rows of its tables are, for the summary.

    `rows` has the row of each question, `tables` the reference to each table's rows.
    """

    section: Section
    rows: Mapping[str, int]
    last_row: int
    tables: Mapping[str, str]

    def cells(self, column: int, first: int, last: int) -> str:
        """A range of the sheet as formulas refer to it."""
        return Area(first, column, last, column).on(self.section.sheet)

    def required_ranges(self) -> Iterator[tuple[int, int]]:
        """First and last rows of required questions that are answered in a cell."""
        questions = self.section.questions
        required = [self.rows[q.id] for q in questions if q.required and not is_table(q)]
        return row_ranges(required, self.rows.values())

    def is_table_empty(self, question: Question) -> str:
        """The condition that no table of the question has a row."""
        counts = "+".join(f"COUNTA({self.tables[table.id]})" for table in question.tables)
        return f"{counts}=0"


def is_table(question: Question) -> bool:
    """Whether rows in its table answer the question, too."""
    return question.kind.traits.rows


def takes_paragraphs(item: FormItem) -> bool:
    """Whether the answer may be long, so that its empty cell has more lines."""
    return item.kind.traits.text is Text.PARAGRAPHS


def row_ranges(rows: Iterable[int], all_rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The rows as ranges that have none of the other rows between."""
    place = {row: n for n, row in enumerate(sorted(all_rows))}
    for _, group in groupby(enumerate(rows), key=lambda pair: place[pair[1]] - pair[0]):
        members = [row for _, row in group]
        yield members[0], members[-1]


def put_section(book: Any, form: Form, section: Section, plan: Plan) -> SectionMap:
    """Adds the section's sheet, prefilled from the plan."""
    sheet_widths = _widths(section)
    sheet = new_sheet(book, section.sheet, section.id, section.title, sheet_widths)
    put_navigation(sheet, form, (QUESTION, ANSWER, PUBLICITY))
    put_headers(sheet, QUESTION_COLUMNS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ANSWER)
    start_at(sheet, f"D{FIRST_ROW}")

    rows, row = {}, FIRST_ROW
    for question in section.questions:
        rows[question.id] = row
        set_name(answer_name(question.id), sheet.cell(row, ANSWER))
        put(sheet.cell(row, NUMBER), form.numbers[question.id], styles.NUMBER)
        row = _put_question(sheet, row, question, plan.answer(question.id), form.language)
    last_row = row - 1
    _offer_lists(sheet, section, rows, form.language)
    if section.statement:
        row = _put_statement(sheet, row, section.statement)

    tables = {}
    if any(question.tables for question in section.questions):
        print_tables_apart(sheet, row)
    for table in (table for question in section.questions for table in question.tables):
        put(sheet.cell(row + 1, ID), TABLE_TITLE, styles.PLAIN)
        put(sheet.cell(row + 1, TABLE_START), table.title, styles.TABLE_TITLE)
        sheet.row_dimensions[row + 1].height = 20
        area = put_table(sheet.cell(row + 2, TABLE_START), table, plan.rows(table.id))
        tables[table.id], row = area.on(section.sheet), area.bottom + 1
    section_map = SectionMap(section, rows, last_row, tables)
    _mark_missing(sheet, section_map)
    return section_map


def _widths(section: Section) -> dict[int, float]:
    most = max([0, *(len(table.columns) for q in section.questions for table in q.tables)])
    last = TABLE_START + most - 1
    further = dict.fromkeys(range(NOTE + 1, last + 1), FURTHER_WIDTH)
    return (WIDTHS_WITH_TABLES if further else WIDTHS) | further


def _put_question(sheet: Any, row: int, question: Question, answer: Answer, language: str) -> int:
    """Writes the question's row and the rows its answer goes on in; returns the next row."""
    width = column_width(sheet, ANSWER)
    parts, link = _answer_rows(question, answer.text, width)
    publicity = publicity_words(language)[answer.publicity] if answer.publicity else ""
    bases = join_bases(answer.bases)
    put(sheet.cell(row, ID), question.id, styles.PLAIN)
    put(sheet.cell(row, QUESTION), question.text, styles.QUESTION)
    put_rich(sheet.cell(row, ANSWER), parts[0], styles.LINKED_ANSWER if link else styles.ANSWER)
    put(sheet.cell(row, PUBLICITY), publicity, styles.ANSWER)
    put(sheet.cell(row, BASIS), bases, styles.ANSWER)
    put(sheet.cell(row, NOTE), answer.note, styles.ANSWER)
    if link:
        sheet.cell(row, ANSWER).hyperlink = link
    sheet.row_dimensions[row].height = row_height(
        (question.text, WIDTHS[QUESTION]),
        (parts[0].plain, width),
        (publicity, WIDTHS[PUBLICITY]),
        (bases, WIDTHS[BASIS]),
        (answer.note, WIDTHS[NOTE]),
        least=LINES_TO_WRITE if not answer.text and takes_paragraphs(question) else 1,
    )
    for further, part in enumerate(parts[1:], start=row + 1):
        for column in (NUMBER, QUESTION, PUBLICITY, BASIS, NOTE):
            put(sheet.cell(further, column), "", styles.UNUSED)
        put_rich(sheet.cell(further, ANSWER), part, styles.ANSWER)
        sheet.row_dimensions[further].height = row_height((part.plain, width), least=2)
    return row + len(parts)


def _answer_rows(
    question: Question, text: RichText, width: float
) -> tuple[tuple[RichText, ...], str | None]:
    """The answer row by row, and the address when the whole of it is one link."""
    links = {run.link for run in text.runs}
    link = links.pop() if len(links) == 1 else None
    if link:
        without_link = rich(replace(run, link=None) for run in text.runs)
        parts = split_rows(encode_links(without_link), width)
        if len(parts) == 1 and not question.details:
            return parts, link
    text = encode_links(text)
    if question.details:
        choice, details = first_line(text)
        return (choice, *split_rows(details, width)), None
    return split_rows(text, width), None


def _offer_lists(sheet: Any, section: Section, rows: Mapping[str, int], language: str) -> None:
    """Choices and prompts of answers, lists of publicity and of provisions."""
    usual = [q for q in section.questions if not q.secrecy_hint]
    hinted = [q for q in section.questions if q.secrecy_hint]
    for question in section.questions:
        row = rows[question.id]
        prompt = guidance.answer_prompt(question)
        offer_choices(sheet, f"D{row}", question, question.text, prompt)
        if question.details:
            details = tr("Kirjoita lisätieto tähän soluun.")
            offer(sheet, f"D{row + 1}", title=tr("Lisätieto"), help_text=details)
    publicity = listed(tuple(publicity_words(language).values()))
    if usual:
        offer(sheet, _cells("E", usual, rows), publicity)
        _offer_bases(sheet, _cells("F", usual, rows))
    for question in hinted:
        row, prompt = rows[question.id], guidance.secrecy_prompt(question)
        title = tr(QUESTION_COLUMNS[PUBLICITY].header)
        offer(sheet, f"E{row}", publicity, title=title, help_text=prompt)
        _offer_bases(sheet, f"F{row}", question.secrecy_hint)


def _offer_bases(sheet: Any, cells: str, hints: tuple[str, ...] = ()) -> None:
    offer(
        sheet,
        cells,
        listed(guidance.basis_choices(hints)),
        title=tr(QUESTION_COLUMNS[BASIS].header),
        help_text=guidance.basis_prompt(hints),
        strict=False,
    )


def _cells(letter: str, questions: list[Question], rows: Mapping[str, int]) -> str:
    return " ".join(f"{letter}{rows[question.id]}" for question in questions)


def _put_statement(sheet: Any, row: int, statement: str) -> int:
    """Writes the section's own sentence under its questions; returns the next row."""
    put(sheet.cell(row + 1, ID), TABLE_TITLE, styles.PLAIN)
    put(sheet.cell(row + 1, QUESTION), statement, styles.STATEMENT)
    return row + 2


def _mark_missing(sheet: Any, section_map: SectionMap) -> None:
    """Marks required answers that are empty, and publicities that are not decided."""
    for first, last in section_map.required_ranges():
        missing = f'AND($A{first}<>"",TRIM($D{first})="")'
        mark_when(sheet, f"B{first}:B{last}", missing, MISSING)
        mark_when(sheet, f"D{first}:D{last}", missing)
    for question in filter(is_table, section_map.section.questions):
        if question.required:
            row = section_map.rows[question.id]
            missing = f'AND(TRIM($D${row})="",{section_map.is_table_empty(question)})'
            mark_when(sheet, f"B{row}", missing, MISSING)
    whole = f"{FIRST_ROW}:B{section_map.last_row}"
    undecided = f'AND($A{FIRST_ROW}<>"",$E{FIRST_ROW}="",TRIM($D{FIRST_ROW})<>"")'
    mark_when(sheet, f"B{whole}", undecided, UNDECIDED)
    mark_when(sheet, f"E{FIRST_ROW}:E{section_map.last_row}", undecided)
