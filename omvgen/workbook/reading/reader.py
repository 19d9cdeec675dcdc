"""A filled workbook → its plan, the findings of reading it, and the place of each part.

The steps: the file as a package (`xlsx.opening`), the package as sheets of cells
(`xlsx.book`), the sheets of the form (`form_sheets`), their rows as questions and
tables (`rows`), each answer by its three anchors (`anchors`), then the texts of
answers, tables, fields and log. Texts that no step has read are reported at the
end (`sheet_findings`). What is certain is accepted, what was repaired is a
warning, and what is ambiguous is not taken: that answer, not the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from omvgen.errors import ForeignWorkbookError, ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.loader import form_in
from omvgen.form.sheets import CONFLICTS, ORPHANS
from omvgen.plan.plan import Plan
from omvgen.plan.wording import CellComment
from omvgen.workbook import layout
from omvgen.workbook.form_book.form_of import form_of
from omvgen.workbook.reading.document import read_document, read_log
from omvgen.workbook.reading.doubts import (
    Doubt,
    Doubted,
    Remark,
    doubts_in,
    findings_in,
    has_texts_alone,
)
from omvgen.workbook.reading.for_repair import load_for_repair
from omvgen.workbook.reading.form_sheets import FormSheets, find_sheets
from omvgen.workbook.reading.identity import Identity, identify, language_of
from omvgen.workbook.reading.result import Reading, join_traces
from omvgen.workbook.reading.sections import read_sections
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book, Spot
from omvgen.workbook.xlsx.opening import open_workbook, read_workbook_file

if TYPE_CHECKING:
    from omvgen.plan.conflicts import Choice
    from omvgen.workbook.reading.left_over import LeftRow


def read_workbook(path: Path, form: Form | None = None) -> Reading:
    """The plan in the workbook, with findings and places.

    `form` is by default the one that the workbook names. Raises `ReadError` when that is
    not found, when the file cannot be read, or when none of the form's questions is in it;
    all else is a plan with findings.
    """
    return read_workbook_bytes(read_workbook_file(path), path, form)


def read_for_repair(path: Path, form: Form | None = None) -> Reading:
    """The workbook as `read_workbook` gives it, as far as it can be had.

    The plan is empty where all sheets are damaged. Raises `ReadError` as `load_for_repair` does.
    """
    data = read_workbook_file(path)
    damaged = load_for_repair(data, path.name)
    form = _form(damaged.book, path, form)
    return _read(damaged.named_by(form), data, path, form, may_be_empty=damaged.is_damaged)


def read_workbook_bytes(data: bytes, path: Path, form: Form | None = None) -> Reading:
    """The plan in the bytes of a workbook, as `read_workbook` gives it; `path` names the file."""
    book = load_book(open_workbook(data, path.name))
    return _read(book, data, path, _form(book, path, form))


def _form(book: Book, path: Path, form: Form | None) -> Form:
    """The given form, or else that which the workbook names, in the workbook's language."""
    form = form or form_of(book, path.parent)
    return form_in(form, language_of(book, form.language))


def _read(
    book: Book, data: bytes, path: Path, form: Form, *, may_be_empty: bool = False
) -> Reading:
    sheets = find_sheets(book, form)
    identity = identify(book, form, sheets.document)
    sections = read_sections(book, form, sheets, identity)
    damaged = any(sheet.damaged for sheet in sheets.sections.values())
    if not sections.found_any and not may_be_empty:
        raise _nothing_found(book, form, identity, damaged=damaged)
    document, document_trace = read_document(book, form, sheets, identity)
    log, log_trace = read_log(book, form, sheets)
    missing = tuple(_missing_sheets(sheets, identity))
    whole = join_traces((document_trace, sections.trace, log_trace))
    marks = {sheet.text(layout.TITLE_ROW, layout.ID) for sheet in book.sheets}
    conflicts, undecided = _conflicts(book, form) if CONFLICTS.mark in marks else ((), ())
    return Reading(
        file=path.name,
        form=form,
        plan=Plan(
            form_id=identity.form_id,
            form_version=identity.form_version,
            document=document,
            answers=sections.answers,
            tables=sections.tables,
            log=log,
        ),
        findings=tuple(
            finding.about(form.language)
            for finding in (
                *_of_the_file(book),
                *identity.findings,
                *missing,
                *sheets.findings,
                *_told(whole.remarks),
                *undecided,
            )
        ),
        places=whole.places,
        cells=whole.cells,
        wordings=sections.wordings,
        data=data,
        path=path,
        doubts=tuple(doubt.about(form.language) for doubt in doubts_in(whole.remarks)),
        of_another_version=(*identity.findings, *missing) if not identity.same else (),
        is_annotated_copy=sheets.is_annotated_copy,
        comments=tuple(_comments(book)),
        conflicts=conflicts,
        left_over=_left_over(book) if ORPHANS.mark in marks else (),
        base=book.properties.get(layout.BASE_PROPERTY, ""),
    )


# What reads the sheets that only a merge or an import makes is loaded when they are there.


def _conflicts(book: Book, form: Form) -> tuple[tuple[Choice, ...], tuple[Finding, ...]]:
    from omvgen.workbook.reading.conflicts import read_conflicts

    return read_conflicts(book, form)


def _left_over(book: Book) -> tuple[LeftRow, ...]:
    from omvgen.workbook.reading.left_over import read_left_over

    return read_left_over(book)


def _comments(book: Book) -> Iterator[CellComment]:
    """The comments of all sheets that people have written."""
    for sheet in book.sheets:
        for comment in sheet.comments:
            if comment.author != layout.NOTE_AUTHOR:
                cell = Spot(sheet.name, *comment.position).ref
                yield CellComment(sheet.name, cell, comment.author, comment.text)


def _of_the_file(book: Book) -> list[Finding]:
    return [Finding(Code.MACROS_PRESENT, values={"file": book.file})] if book.macros else []


def _told(remarks: Sequence[Remark]) -> Iterator[Finding]:
    """The findings of the remarks: one for all where most questions have no id and no name.

    Their tables then have none either.
    """
    if not has_texts_alone(doubts_in(remarks)):
        yield from findings_in(remarks)
        return
    alone = [one for one in doubts_in(remarks) if one.doubt is Doubt.TEXT_ALONE]
    yield Finding(Code.QUESTION_TEXTS_ONLY, values={"n": len(alone)})
    same_cause = (Doubt.TEXT_ALONE, Doubt.TITLES_ALONE)
    yield from findings_in(
        one for one in remarks if not (isinstance(one, Doubted) and one.doubt in same_cause)
    )


def _missing_sheets(sheets: FormSheets, identity: Identity) -> Iterator[Finding]:
    """In a workbook of another version a missing sheet of a section is no error."""
    for where in sheets.missing:
        severity = Severity.WARNING if where.section and not identity.same else None
        yield Finding(Code.SHEET_MISSING, where, severity_override=severity)


def _nothing_found(book: Book, form: Form, identity: Identity, *, damaged: bool) -> ReadError:
    """Why no question was found: damaged sheets, another form's workbook, or none of ours."""
    if damaged:
        return ReadError(Finding(Code.FILE_DAMAGED, values={"file": book.file}))
    if not form.takes(identity.form_id):
        return ForeignWorkbookError(Finding(Code.OTHER_FORM, values=identity.beside(form)))
    return ForeignWorkbookError(Finding(Code.NO_QUESTION_FOUND, values={"file": book.file}))
