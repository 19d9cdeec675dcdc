"""Which sheet is which: found by their marks, or by name when a mark is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.workbook import layout
from omvgen.workbook.reading.cell_text import quoted
from omvgen.workbook.xlsx.sheet_model import Book, Sheet, Spot

_SECTION_ID = re.compile(r"[a-z]+(_[a-z]+)*")
_TOP_ROWS, _TOP_COLUMNS = 3, 6
# Sheets that are made anew from the form, and nothing of which is read.
_FURNITURE = (layout.GUIDE, layout.SUMMARY)


class FormSheets(NamedTuple):
    """The sheets of the form: `sections` by section id, the document's data, the log.

    Sections that the form does not have are sections all the same. `copies` are
    sheets that say they are one of those and are not read. `is_annotated_copy` says
    that one of the workbook's sheets lists findings.
    """

    sections: Mapping[str, Sheet]
    document: Sheet | None
    log: Sheet | None
    copies: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    is_annotated_copy: bool = False


def find_sheets(book: Book, form: Form) -> FormSheets:
    """Finds the form's sheets wherever they stand and whatever they are called now."""
    wanted = {layout.DOCUMENT.mark: layout.DOCUMENT.name, layout.LOG.mark: layout.LOG.name}
    wanted |= {section.id: section.sheet for section in form.sections}
    former = {old: section.id for section in form.sections for old in section.renamed_from}
    candidates = _candidates(book, wanted, former)
    names = Counter(
        name.spot.sheet for name in book.names if name.spot is not None and not name.scope
    )
    chosen: dict[str, Sheet] = {}
    copies: set[str] = set()
    findings: list[Finding] = []
    for mark, expected in wanted.items():
        section = "" if mark.startswith("#") else mark
        # The original is the sheet that the names point to: copying leaves them there.
        sheets = sorted(
            candidates.get(mark, ()), key=lambda s: (-names[s.name], s.name != expected)
        )
        if not sheets:
            findings.append(Finding(Code.SHEET_MISSING, Location(expected, section=section)))
            continue
        chosen[mark] = sheets[0]
        findings += _said_of(sheets[0], expected, section)
        for copy in sheets[1:]:
            copies.add(copy.name)
            where = Location(copy.name, section=section)
            findings.append(Finding(Code.SHEET_DUPLICATED, where, {"other": sheets[0].name}))
    chosen |= _unknown_sections(book, names, {s.name for s in chosen.values()} | copies)
    findings += _unread(book, {s.name for s in chosen.values()} | copies)
    document = chosen.pop(layout.DOCUMENT.mark, None)
    log = chosen.pop(layout.LOG.mark, None)
    annotated = any(_mark(sheet, {layout.REMARKS.mark}) for sheet in book.sheets)
    return FormSheets(chosen, document, log, frozenset(copies), tuple(findings), annotated)


def _candidates(
    book: Book, wanted: Mapping[str, str], former: Mapping[str, str]
) -> dict[str, list[Sheet]]:
    """The sheets with each mark; by its name where no sheet has the mark."""
    found: dict[str, list[Sheet]] = {}
    for sheet in book.sheets:
        mark = _mark(sheet, wanted.keys() | former.keys())
        if mark:
            found.setdefault(former.get(mark, mark), []).append(sheet)
    marked = {sheet.name for sheets in found.values() for sheet in sheets}
    unmarked = {s.name.strip().casefold(): s for s in book.sheets[::-1] if s.name not in marked}
    for mark, expected in wanted.items():
        if mark not in found and expected.casefold() in unmarked:
            found[mark] = [unmarked[expected.casefold()]]
    return found


def _mark(sheet: Sheet, marks: set[str]) -> str:
    for row in sorted(sheet.rows)[:_TOP_ROWS]:
        for column in sheet.rows[row]:
            if column <= _TOP_COLUMNS and row <= _TOP_ROWS and sheet.text(row, column) in marks:
                return sheet.text(row, column)
    return ""


def _unknown_sections(book: Book, names: Counter[str], read: set[str]) -> dict[str, Sheet]:
    """Sections that only another version of the form has: their mark, and names of answers.

    They are read, so that no answer is lost when the form loses a section.
    """
    found: dict[str, Sheet] = {}
    for sheet in book.sheets:
        mark = sheet.text(layout.TITLE_ROW, layout.ID)
        if sheet.name not in read and names[sheet.name] and _SECTION_ID.fullmatch(mark):
            found.setdefault(mark, sheet)
    return found


def _said_of(sheet: Sheet, expected: str, section: str) -> list[Finding]:
    where = Location(sheet.name, section=section)
    findings = []
    if sheet.damaged:
        findings.append(Finding(Code.SHEET_DAMAGED, where))
    if sheet.name != expected:
        findings.append(Finding(Code.SHEET_RENAMED, where, {"expected": expected}))
    return findings


def _unread(book: Book, read: set[str]) -> list[Finding]:
    """Sheets that are not the form's, when something is written on them."""
    # A sheet that only has our name may be somebody's own: it takes the mark to be ours.
    furniture = {kind.mark for kind in (*_FURNITURE, layout.CARRIED)}
    names = {kind.name.casefold() for kind in _FURNITURE}
    findings: list[Finding] = []
    for sheet in book.sheets:
        if sheet.name in read or _mark(sheet, furniture) or sheet.name.casefold() in names:
            continue
        if _mark(sheet, {layout.REMARKS.mark}):
            findings.append(Finding(Code.ANNOTATED_COPY, values={"file": book.file}))
        elif _mark(sheet, {layout.ORPHANS.mark}):
            findings += _orphans(sheet)
        elif sheet.damaged:
            findings.append(Finding(Code.SHEET_DAMAGED, Location(sheet.name)))
        elif sheet.cells:
            first = min(sheet.cells)
            text = quoted(sheet.text(*first))
            findings.append(Finding(Code.SHEET_NOT_READ, Location(sheet.name), {"text": text}))
    return findings


def _orphans(sheet: Sheet) -> Iterator[Finding]:
    """Answers without a place that still wait on their sheet for somebody to place them."""
    waiting = [place for place in sorted(sheet.cells) if place[0] > layout.HEADER_ROW]
    if waiting:
        text = quoted(sheet.text(*waiting[0]))
        yield Finding(
            Code.ANSWERS_LEFT_OVER,
            Location(sheet.name, Spot(sheet.name, *waiting[0]).ref),
            {"text": text},
        )
