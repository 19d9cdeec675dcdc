"""The section sheets: answers and tables, each by its anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.plan.plan import Answer, Row
from omvgen.plan.wording import Wording
from omvgen.workbook import layout
from omvgen.workbook.reading.anchor_remarks import anchor_remarks
from omvgen.workbook.reading.anchors import Anchored, Anchors, anchor, answer_names
from omvgen.workbook.reading.answers import read_answers
from omvgen.workbook.reading.cell_text import Part, join_parts, table_names
from omvgen.workbook.reading.columns import missing_columns, section_columns
from omvgen.workbook.reading.expected import Asked, section_questions
from omvgen.workbook.reading.form_sheets import FormSheets
from omvgen.workbook.reading.grid import Grid, read_grid
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.remarks import (
    former_furniture,
    left_over,
    section_furniture,
    sheet_remarks,
)
from omvgen.workbook.reading.table_reader import read_table
from omvgen.workbook.xlsx.sheet_model import Book


class Sections(NamedTuple):
    """What the section sheets say. `found_any`: whether a question was found at all.

    `wordings` are how they ask, by question and table.
    """

    answers: Mapping[str, Answer]
    tables: Mapping[str, tuple[Row, ...]]
    part: Part
    wordings: Mapping[str, Wording]
    found_any: bool


def read_sections(book: Book, form: Form, sheets: FormSheets, identity: Identity) -> Sections:
    """Answers and tables of all section sheets."""
    former = {section.id: section.renamed_from for section in form.sections}
    marks = {
        section_id: [section_id, *former.get(section_id, ())] for section_id in sheets.sections
    }
    asked = _asked(form, sheets, marks)
    names = answer_names(book.names, layout.answer_name(""), asked, sheets.copies)
    named = frozenset(spot for spot in names.values() if spot is not None)
    grids = {
        section_id: read_grid(
            sheet,
            section_columns(sheet, marks[section_id], named),
            asked,
            marks[section_id],
            named_tables=table_names(book, sheet.name),
            named_answers=named,
        )
        for section_id, sheet in sheets.sections.items()
    }
    anchors = Anchors(book, asked, tuple(grids.values()), names)
    anchored = anchor(anchors)
    answers, answers_part = read_answers(book, form, anchored)
    tables, tables_part = _read_tables(book, form, grids, identity)
    read = join_parts((answers_part, tables_part))
    remarks = (
        *anchor_remarks(anchors, anchored, same_form=identity.same),
        *_missing(form, anchored, sheets, identity),
        *_missing_tables(form, grids, identity),
        *_remarks(form, grids, read, identity),
    )
    return Sections(
        answers,
        tables,
        join_parts((read, Part(tuple(remarks)))),
        dict(_wordings(grids, anchored)),
        any(item.line is not None and item.question in form.questions for item in anchored),
    )


def _asked(form: Form, sheets: FormSheets, marks: Mapping[str, Sequence[str]]) -> Asked:
    """What the sheets are held against. Two questions that became one are still two there.

    The answer under the former id is then that of a question that the form does not know.
    """
    asked = section_questions(form)
    if not asked.former:
        return asked
    ids = {
        sheet.text(row, columns.id)
        for section_id, sheet in sheets.sections.items()
        for columns in [section_columns(sheet, marks[section_id], ())]
        for row in sheet.rows
    }
    former = {old: new for old, new in asked.former.items() if new not in ids}
    return replace(asked, former=former)


def _wordings(
    grids: Mapping[str, Grid], anchored: tuple[Anchored, ...]
) -> Iterator[tuple[str, Wording]]:
    """How each question and table was asked, where its row says so."""
    homes = {grid.sheet.name: (key, grid) for key, grid in grids.items()}
    for item in anchored:
        if item.line is not None:
            home, grid = homes[item.line.sheet]
            text, number = (
                grid.sheet.text(item.line.row, column)
                for column in (item.line.columns.question, item.line.columns.number)
            )
            asked = item.line.id or item.question
            yield item.question, Wording(asked, text, home, grid.sheet.name, number)
    for home, grid in grids.items():
        for found in grid.tables:
            key = found.table.id
            title = grid.sheet.text(found.header - 1, grid.columns.question)
            yield key, Wording(key, title or found.table.title, home, grid.sheet.name)


def _read_tables(
    book: Book, form: Form, grids: Mapping[str, Grid], identity: Identity
) -> tuple[dict[str, tuple[Row, ...]], Part]:
    tables: dict[str, tuple[Row, ...]] = {}
    parts = []
    for section_id, grid in grids.items():
        start = grid.columns.id + layout.TABLE_START - layout.ID
        for found in grid.tables:
            question = form.question_of_table.get(found.table.id)
            whose = Location(section=section_id, question=question.id if question else "")
            rows, part = read_table(
                book, grid, found, whose, start=start, unknown_too=not identity.same
            )
            if rows:
                tables[found.table.id] = tables.get(found.table.id, ()) + rows
            parts.append(part)
    return tables, join_parts(parts)


def _missing(
    form: Form, anchored: tuple[Anchored, ...], sheets: FormSheets, identity: Identity
) -> Iterator[Finding]:
    """Questions without a row on a sheet that is there. A form of another version may lack some."""
    found = {item.question for item in anchored}
    for section in form.sections:
        sheet = sheets.sections.get(section.id)
        if sheet is None or sheet.damaged:
            continue
        for question in section.questions:
            if question.id not in found:
                item = section_questions(form).label(question.id)
                yield Finding(
                    Code.QUESTION_MISSING if identity.same else Code.QUESTION_NEWER_THAN_WORKBOOK,
                    Location(sheet.name, section=section.id, question=question.id),
                    {"item": item, "text": question.text},
                )


def _missing_tables(form: Form, grids: Mapping[str, Grid], identity: Identity) -> Iterator[Finding]:
    found = {table.table.id for grid in grids.values() for table in grid.tables}
    for table in form.tables.values():
        section = form.section_of[table.id]
        grid = grids.get(section.id)
        if table.id not in found and grid is not None and not grid.sheet.damaged:
            question = form.question_of_table[table.id].id
            yield Finding(
                Code.TABLE_MISSING if identity.same else Code.QUESTION_NEWER_THAN_WORKBOOK,
                Location(grid.sheet.name, section=section.id, question=question),
                {"item": table.title, "table": table.title, "text": table.title},
            )


def _remarks(
    form: Form, grids: Mapping[str, Grid], read: Part, identity: Identity
) -> Iterator[Finding]:
    for section_id, grid in grids.items():
        yield from missing_columns(grid, section_id)
        yield from sheet_remarks(grid, read.used, section_id)
        furniture = section_furniture(form, section_id)
        used = read.used if identity.same else read.used | former_furniture(grid)
        yield from left_over(grid, used, section_id, furniture)
