"""The sheet of a section: its questions, a row each, and under them its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname

from omvgen.form.form import Form, Question, Section
from omvgen.form.item import FormItem
from omvgen.form.kinds import Text
from omvgen.plan.bases import join_bases
from omvgen.plan.links import encode_links
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, rich
from omvgen.workbook.layout import (
    ANSWER,
    BASIS,
    FIRST_ROW,
    ID,
    NOTE,
    NUMBER,
    PUBLICITY,
    QUESTION,
    QUESTION_HEADERS,
    TABLE_START,
    TABLE_TITLE,
    answer_name,
)
from omvgen.workbook.template import guidance, styles
from omvgen.workbook.template.guidance import (
    MISSING,
    UNDECIDED,
    listed,
    mark_when,
    offer,
    offer_choices,
)
from omvgen.workbook.template.room import first_line, row_height, split_rows
from omvgen.workbook.template.sheets import (
    new_sheet,
    print_tables_apart,
    put_headers,
    put_navigation,
    set_name,
    start_at,
)
from omvgen.workbook.template.table import put_table
from omvgen.workbook.template.writing import put, put_rich

WIDTHS = {NUMBER: 15.5, QUESTION: 32.0, ANSWER: 66.0, PUBLICITY: 16.0, BASIS: 23.0, NOTE: 18.0}
WIDE_TABLE_WIDTHS = WIDTHS | {ANSWER: 50.0}  # so that the sheet is still read when printed
FURTHER_WIDTH = 16.0  # of a column that only tables use
ROOM_TO_WRITE = 4  # lines of an empty answer that may take paragraphs


@dataclass(frozen=True)
class SectionMap:
    """Where the section's questions and the rows of its tables stand, for the summary."""

    section: Section
    sheet: str
    rows: dict[str, int]
    last_row: int
    tables: dict[str, str]

    def cells(self, column: int, first: int, last: int) -> str:
        """A range of the sheet as formulas name it."""
        letter = get_column_letter(column)
        return f"{quote_sheetname(self.sheet)}!${letter}${first}:${letter}${last}"

    def required_runs(self) -> Iterator[tuple[int, int]]:
        """First and last row of each run of required questions that are answered in a cell."""
        plain = [self.rows[q.id] for q in self.section.questions if q.required and not in_table(q)]
        return runs_of(plain, set(self.rows.values()))


def in_table(question: Question) -> bool:
    """Whether filling in a table answers the question as well."""
    return question.kind.traits.rows


def takes_paragraphs(item: FormItem) -> bool:
    """Whether the answer may be long: its empty cell has room that invites to write."""
    return item.kind.traits.text is Text.PARAGRAPHS


def runs_of(rows: list[int], all_rows: set[int]) -> Iterator[tuple[int, int]]:
    """The rows as ranges, over whose gaps no other question stands."""
    place = {row: n for n, row in enumerate(sorted(all_rows))}
    for _, group in groupby(enumerate(rows), key=lambda pair: place[pair[1]] - pair[0]):
        members = [row for _, row in group]
        yield members[0], members[-1]


def put_section(book: Any, form: Form, section: Section, plan: Plan) -> SectionMap:
    """Makes the section's sheet, prefilled from the plan."""
    widths = _widths(section)
    sheet = new_sheet(book, section.sheet, section.id, section.title, widths)
    put_navigation(sheet, form, (QUESTION, ANSWER, PUBLICITY))
    put_headers(sheet, QUESTION_HEADERS)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ANSWER)
    start_at(sheet, f"D{FIRST_ROW}")

    rows, row = {}, FIRST_ROW
    for question in section.questions:
        rows[question.id] = row
        set_name(answer_name(question.id), sheet.cell(row, ANSWER))
        put(sheet.cell(row, NUMBER), form.numbers[question.id], styles.NUMBER)
        row = _put_question(sheet, row, question, plan.answer(question.id), widths)
    last_row = row - 1
    _offer_lists(sheet, section, rows, last_row)
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
        tables[table.id], row = area.absolute, area.last_row + 1
    made = SectionMap(section, section.sheet, rows, last_row, tables)
    _mark_missing(sheet, made)
    return made


def _widths(section: Section) -> dict[int, float]:
    most = max([0, *(len(table.columns) for q in section.questions for table in q.tables)])
    last = TABLE_START + most - 1
    further = dict.fromkeys(range(NOTE + 1, last + 1), FURTHER_WIDTH)
    return (WIDE_TABLE_WIDTHS if further else WIDTHS) | further


def _put_question(
    sheet: Any, row: int, question: Question, answer: Answer, widths: dict[int, float]
) -> int:
    """The question's row, and the rows its answer goes on in; the row after them."""
    pieces, link = _pieces(question, answer.text, widths[ANSWER])
    publicity = answer.publicity.value if answer.publicity else ""
    bases = join_bases(answer.bases)
    put(sheet.cell(row, ID), question.id, styles.PLAIN)
    put(sheet.cell(row, QUESTION), question.text, styles.QUESTION)
    put_rich(sheet.cell(row, ANSWER), pieces[0], styles.LINKED_ANSWER if link else styles.ANSWER)
    put(sheet.cell(row, PUBLICITY), publicity, styles.ANSWER)
    put(sheet.cell(row, BASIS), bases, styles.ANSWER)
    put(sheet.cell(row, NOTE), answer.note, styles.ANSWER)
    if link:
        sheet.cell(row, ANSWER).hyperlink = link
    sheet.row_dimensions[row].height = row_height(
        (question.text, widths[QUESTION]),
        (pieces[0].plain, widths[ANSWER]),
        (publicity, widths[PUBLICITY]),
        (bases, widths[BASIS]),
        (answer.note, widths[NOTE]),
        least=ROOM_TO_WRITE if not answer.text and takes_paragraphs(question) else 1,
    )
    for further, piece in enumerate(pieces[1:], start=row + 1):
        for column in (NUMBER, QUESTION, PUBLICITY, BASIS, NOTE):
            put(sheet.cell(further, column), "", styles.NOT_ASKED)
        put_rich(sheet.cell(further, ANSWER), piece, styles.ANSWER)
        sheet.row_dimensions[further].height = row_height((piece.plain, widths[ANSWER]), least=2)
    return row + len(pieces)


def _pieces(
    question: Question, text: RichText, width: float
) -> tuple[tuple[RichText, ...], str | None]:
    """The answer as its rows hold it, and the address when all of it is one link."""
    links = {run.link for run in text.runs}
    link = links.pop() if len(links) == 1 else None
    if link:
        bare = rich(replace(run, link=None) for run in text.runs)
        pieces = split_rows(encode_links(bare), width)
        if len(pieces) == 1 and not question.details:
            return pieces, link
    text = encode_links(text)
    if question.details:
        choice, details = first_line(text)
        return (choice, *split_rows(details, width)), None
    return split_rows(text, width), None


def _offer_lists(sheet: Any, section: Section, rows: dict[str, int], last_row: int) -> None:
    """Choices and prompts of answers, lists of publicity and of provisions."""
    usual = [q for q in section.questions if not q.secrecy_hint]
    hinted = [q for q in section.questions if q.secrecy_hint]
    for question in section.questions:
        row = rows[question.id]
        offer_choices(sheet, f"D{row}", question, question.text, guidance.answer_prompt(question))
        if question.details:
            offer(sheet, f"D{row + 1}", title="Lisätieto", help_text=guidance.DETAILS_HELP)
    publicity = listed(guidance.PUBLICITY_CHOICES)
    if usual:
        offer(sheet, _cells("E", usual, rows), publicity)
        _offer_bases(sheet, _cells("F", usual, rows))
    for question in hinted:
        row, prompt = rows[question.id], guidance.secrecy_prompt(question)
        offer(sheet, f"E{row}", publicity, title="Julkisuus", help_text=prompt)
        _offer_bases(sheet, f"F{row}", question.secrecy_hint)


def _offer_bases(sheet: Any, cells: str, hints: tuple[str, ...] = ()) -> None:
    usual = f" Tässä kohdassa yleensä: {join_bases(hints)}." if hints else ""
    offer(
        sheet,
        cells,
        listed(guidance.basis_choices(hints)),
        title="Salassapitoperuste",
        help_text=guidance.BASIS_HELP + usual,
        strict=False,
    )


def _cells(letter: str, questions: list[Question], rows: dict[str, int]) -> str:
    return " ".join(f"{letter}{rows[question.id]}" for question in questions)


def _put_statement(sheet: Any, row: int, statement: str) -> int:
    """The section's own sentence, under its questions; the row it stands in."""
    put(sheet.cell(row + 1, ID), TABLE_TITLE, styles.PLAIN)
    put(sheet.cell(row + 1, QUESTION), statement, styles.STATEMENT)
    return row + 2


def _mark_missing(sheet: Any, made: SectionMap) -> None:
    """A required answer that is empty, and a publicity that is to be decided, show at once."""
    for first, last in made.required_runs():
        missing = f'AND($A{first}<>"",TRIM($D{first})="")'
        mark_when(sheet, f"B{first}:B{last}", missing, MISSING)
        mark_when(sheet, f"D{first}:D{last}", missing)
    for question in filter(in_table, made.section.questions):
        if question.required:
            row = made.rows[question.id]
            empty = "+".join(f"COUNTA({made.tables[table.id]})" for table in question.tables)
            missing = f'AND(TRIM($D${row})="",{empty}=0)'
            mark_when(sheet, f"B{row}", missing, MISSING)
    whole = f"{FIRST_ROW}:B{made.last_row}"
    undecided = f'AND($A{FIRST_ROW}<>"",$E{FIRST_ROW}="",TRIM($D{FIRST_ROW})<>"")'
    mark_when(sheet, f"B{whole}", undecided, UNDECIDED)
    mark_when(sheet, f"E{FIRST_ROW}:E{made.last_row}", undecided)
