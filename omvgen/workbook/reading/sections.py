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
from omvgen.workbook.reading.anchors import (
    AnchoredAnswer,
    Anchors,
    anchor_remarks,
    answer_names,
    locate_answers,
)
from omvgen.workbook.reading.answers import read_answers
from omvgen.workbook.reading.columns import missing_columns, section_columns
from omvgen.workbook.reading.doubts import Remark
from omvgen.workbook.reading.expected import Expected, section_questions
from omvgen.workbook.reading.form_sheets import FormSheets, tables_of_names
from omvgen.workbook.reading.identity import Identity
from omvgen.workbook.reading.result import Trace, join_traces
from omvgen.workbook.reading.rows import ParsedSheet, parse_rows
from omvgen.workbook.reading.sheet_findings import (
    section_texts,
    sheet_findings,
    texts_of_other_version,
    unread_texts,
)
from omvgen.workbook.reading.table_reader import read_table
from omvgen.workbook.xlsx.cells import Book


class Sections(NamedTuple):
    """What the section sheets hold.

    `wordings` are the workbook's own questions, by question and table. `found_any`
    says whether one of the form's questions was found.
    """

    answers: Mapping[str, Answer]
    tables: Mapping[str, tuple[Row, ...]]
    trace: Trace
    wordings: Mapping[str, Wording]
    found_any: bool


def read_sections(book: Book, form: Form, sheets: FormSheets, identity: Identity) -> Sections:
    """Answers and tables of all section sheets."""
    former = {section.id: section.renamed_from for section in form.sections}
    marks = {
        section_id: [section_id, *former.get(section_id, ())] for section_id in sheets.sections
    }
    expected = _expected(form, sheets, marks)
    names = answer_names(book.names, layout.answer_name(""), expected, sheets.copies)
    named = frozenset(spot for spot in names.values() if spot is not None)
    parsed = {
        section_id: parse_rows(
            sheet,
            section_columns(sheet, form.language, marks[section_id], named),
            expected,
            marks[section_id],
            named_tables=tables_of_names(book, sheet.name),
            named_answers=named,
        )
        for section_id, sheet in sheets.sections.items()
    }
    anchors = Anchors(book, expected, tuple(parsed.values()), names)
    located = locate_answers(anchors)
    answers, answers_trace = read_answers(book, form, located)
    tables, tables_trace = _read_tables(book, form, parsed, identity)
    trace = join_traces((answers_trace, tables_trace))
    remarks = (
        *anchor_remarks(anchors, located, same_form=identity.same),
        *_missing(form, located, sheets, identity),
        *_missing_tables(form, parsed, identity),
        *_sheet_remarks(form, parsed, trace, identity),
    )
    return Sections(
        answers,
        tables,
        join_traces((trace, Trace(remarks))),
        dict(_wordings(parsed, located)),
        any(item.row is not None and item.question in form.questions for item in located),
    )


def _expected(form: Form, sheets: FormSheets, marks: Mapping[str, Sequence[str]]) -> Expected:
    """What the sheets are compared with.

    A former id counts as the present one only when the workbook does not have both:
    of two questions that became one, the former has an answer that is not the other's.
    """
    expected = section_questions(form)
    if not expected.former:
        return expected
    ids = {
        sheet.text(row, columns.id)
        for section_id, sheet in sheets.sections.items()
        for columns in [section_columns(sheet, form.language, marks[section_id], ())]
        for row in sheet.rows
    }
    former = {old: new for old, new in expected.former.items() if new not in ids}
    return replace(expected, former=former)


def _wordings(
    parsed: Mapping[str, ParsedSheet], located: tuple[AnchoredAnswer, ...]
) -> Iterator[tuple[str, Wording]]:
    """The wording of each question and table that has a row."""
    homes = {one.sheet.name: (section_id, one) for section_id, one in parsed.items()}
    for item in located:
        if item.row is not None:
            section_id, home = homes[item.row.sheet]
            text, number = (
                home.sheet.text(item.row.number, column)
                for column in (item.row.columns.question, item.row.columns.number)
            )
            key = item.row.id or item.question
            yield item.question, Wording(key, text, section_id, home.sheet.name, number)
    for section_id, home in parsed.items():
        for found in home.tables:
            key = found.table.id
            title = home.sheet.text(found.header - 1, home.columns.question)
            yield key, Wording(key, title or found.table.title, section_id, home.sheet.name)


def _read_tables(
    book: Book, form: Form, parsed: Mapping[str, ParsedSheet], identity: Identity
) -> tuple[dict[str, tuple[Row, ...]], Trace]:
    tables: dict[str, tuple[Row, ...]] = {}
    traces = []
    for section_id, home in parsed.items():
        start = home.columns.id + layout.TABLE_START - layout.ID
        for found in home.tables:
            question = form.question_of_table.get(found.table.id)
            owner = Location(section=section_id, question=question.id if question else "")
            rows, trace = read_table(
                book, home, found, owner, start=start, unknown_too=not identity.same
            )
            if rows:
                tables[found.table.id] = tables.get(found.table.id, ()) + rows
            traces.append(trace)
    return tables, join_traces(traces)


def _missing(
    form: Form, located: tuple[AnchoredAnswer, ...], sheets: FormSheets, identity: Identity
) -> Iterator[Finding]:
    """Questions without a row on a sheet that is there. Another version may lack some."""
    found = {item.question for item in located}
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


def _missing_tables(
    form: Form, parsed: Mapping[str, ParsedSheet], identity: Identity
) -> Iterator[Finding]:
    found = {table.table.id for home in parsed.values() for table in home.tables}
    for table in form.tables.values():
        section = form.section_of[table.id]
        home = parsed.get(section.id)
        if table.id not in found and home is not None and not home.sheet.damaged:
            question = form.question_of_table[table.id].id
            yield Finding(
                Code.TABLE_MISSING if identity.same else Code.QUESTION_NEWER_THAN_WORKBOOK,
                Location(home.sheet.name, section=section.id, question=question),
                {"item": table.title, "table": table.title, "text": table.title},
            )


def _sheet_remarks(
    form: Form, parsed: Mapping[str, ParsedSheet], trace: Trace, identity: Identity
) -> Iterator[Remark]:
    for section_id, home in parsed.items():
        yield from missing_columns(home.sheet, home.columns, form.language, section_id)
        yield from sheet_findings(home, trace.used, section_id)
        used = trace.used if identity.same else trace.used | texts_of_other_version(home)
        texts = section_texts(form, section_id)
        yield from unread_texts(home, used, section_id, texts, form.language)
