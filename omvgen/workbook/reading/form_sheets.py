"""Which sheet is which: found by their marks, or by name when a mark is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.form.sheets import (
    CARRIED,
    CONFLICTS,
    DOCUMENT,
    FINDINGS,
    GUIDE,
    LOG,
    MERGED,
    ORPHANS,
    SUMMARY,
)
from omvgen.patterns import pattern
from omvgen.plan.plan import UNSURE_MARK
from omvgen.workbook import layout
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.front_sheets import own_texts
from omvgen.workbook.xlsx.cells import Book, Position, Sheet, Spot

_SECTION_ID = pattern(r"[a-z]+(_[a-z]+)*")
_MOST_CELLS = 20  # of a copied sheet that a finding names
_TOP_ROWS, _TOP_COLUMNS = 3, 6  # where a mark may be after rows and columns were inserted


class FormSheets(NamedTuple):
    """The sheets of the form: `sections` by section id, the document's data, the log.

    `sections` has those of other versions of the form, too. `copies` are copies of
    these sheets, which are not read. `missing` is where the others would be.
    `is_annotated_copy` says that a sheet of the workbook lists findings.
    """

    sections: Mapping[str, Sheet]
    document: Sheet | None
    log: Sheet | None
    copies: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    missing: tuple[Location, ...] = ()
    is_annotated_copy: bool = False


def find_sheets(book: Book, form: Form) -> FormSheets:
    """Finds the form's sheets, whatever their order and names are now."""
    wanted = {sheet.mark: sheet.name(form.language) for sheet in (DOCUMENT, LOG)}
    wanted |= {section.id: section.sheet for section in form.sections}
    former = {old: section.id for section in form.sections for old in section.renamed_from}
    candidates = _candidates(book, wanted, former)
    by_texts = _by_texts(book, form, wanted.keys() - candidates.keys(), candidates)
    candidates |= by_texts
    names = Counter(
        name.spot.sheet for name in book.names if name.spot is not None and not name.scope
    )
    chosen: dict[str, Sheet] = {}
    copies: set[str] = set()
    findings: list[Finding] = []
    missing: list[Location] = []
    for mark, expected in wanted.items():
        section = "" if mark.startswith("#") else mark
        # Names still refer to the original of a copied sheet.
        sheets = sorted(
            candidates.get(mark, ()), key=lambda s: (-names[s.name], s.name != expected)
        )
        if not sheets:
            missing.append(Location(expected, section=section))
            continue
        chosen[mark] = sheets[0]
        # Where the texts alone tell what a sheet is, its name is one of many things that are gone.
        findings += _of_sheet(sheets[0], sheets[0].name if mark in by_texts else expected, section)
        for copy in sheets[1:]:
            copies.add(copy.name)
            findings.append(_copy_finding(copy, sheets[0], section))
    chosen |= _unknown_sections(book, names, {s.name for s in chosen.values()} | copies)
    findings += _unread(book, form, {s.name for s in chosen.values()} | copies)
    document = chosen.pop(DOCUMENT.mark, None)
    log = chosen.pop(LOG.mark, None)
    annotated = any(_mark(sheet, {FINDINGS.mark}) for sheet in book.sheets)
    return FormSheets(
        chosen, document, log, frozenset(copies), tuple(findings), tuple(missing), annotated
    )


def tables_of_names(book: Book, sheet: str) -> dict[Position, str]:
    """The id of the table of each cell on the sheet that a table's name refers to."""
    prefix = layout.table_name("")
    return {
        (spot.row, spot.column): name.removeprefix(prefix)
        for name, spot in book.names_on.get(sheet, ())
        if name.startswith(prefix)
    }


def _candidates(
    book: Book, wanted: Mapping[str, str], former: Mapping[str, str]
) -> dict[str, list[Sheet]]:
    """The sheets with each mark; the sheet of its name where no sheet has the mark."""
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


def _by_texts(
    book: Book, form: Form, wanted: Set[str], found: Mapping[str, list[Sheet]]
) -> dict[str, list[Sheet]]:
    """The sheet that has most of the texts of each wanted one, when it has half of them."""
    texts = {section.id: {q.text for q in section.questions} for section in form.sections}
    texts[DOCUMENT.mark] = {field.text for field in form.document_fields}
    texts[LOG.mark] = {column.title for column in form.log.columns}
    taken = {sheet.name for sheets in found.values() for sheet in sheets}
    free = {s.name: {cell.text for cell in s.cells.values()} for s in book.sheets if wanted}
    located: dict[str, list[Sheet]] = {}
    for mark in texts.keys() & wanted:
        words = set(map(same_words, texts[mark]))
        shares = {
            name: len(words & set(map(same_words, shown)))
            for name, shown in free.items()
            if name not in taken
        }
        best = max(shares, key=lambda name: shares[name], default="")
        if best and 2 * shares[best] >= len(words):
            located[mark] = [book.by_name[best]]
            taken.add(best)
    return located


def _mark(sheet: Sheet, marks: set[str]) -> str:
    """The mark that the sheet has; empty when it has none of them."""
    for row in sorted(sheet.rows)[:_TOP_ROWS]:
        for column in sheet.rows[row]:
            if column <= _TOP_COLUMNS and row <= _TOP_ROWS and sheet.text(row, column) in marks:
                return sheet.text(row, column)
    return ""


def _unknown_sections(book: Book, names: Counter[str], read: set[str]) -> dict[str, Sheet]:
    """Sections that only another version of the form has, by their mark and names of answers.

    They are read, so that no answer is lost when the form loses a section.
    """
    found: dict[str, Sheet] = {}
    for sheet in book.sheets:
        mark = sheet.text(layout.TITLE_ROW, layout.ID)
        if sheet.name not in read and names[sheet.name] and _SECTION_ID.fullmatch(mark):
            found.setdefault(mark, sheet)
    return found


def _of_sheet(sheet: Sheet, expected: str, section: str) -> list[Finding]:
    where = Location(sheet.name, section=section)
    findings = []
    if sheet.damaged:
        findings.append(Finding(Code.SHEET_DAMAGED, where))
    if sheet.name != expected:
        findings.append(Finding(Code.SHEET_RENAMED, where, {"expected": expected}))
    return findings


def _copy_finding(copy: Sheet, original: Sheet, section: str) -> Finding:
    """A copy with text that its original does not have at the same place is an error."""
    values = {"other": original.name}
    differing = [
        Spot(copy.name, *position)
        for position, cell in sorted(copy.cells.items())
        if cell.text and cell.text != original.text(*position)
    ]
    if not differing:
        return Finding(Code.SHEET_DUPLICATED, Location(copy.name, section=section), values)
    cells = refs(differing[:_MOST_CELLS]) + (" …" if len(differing) > _MOST_CELLS else "")
    where = Location(copy.name, differing[0].ref, section)
    return Finding(Code.SHEET_COPY_DIFFERS, where, values | {"cells": cells})


def _unread(book: Book, form: Form, read: set[str]) -> list[Finding]:
    """Sheets with content that are not the form's. Those that are made from it anew are."""
    made = {sheet.mark for sheet in (GUIDE, SUMMARY)}
    # Without its mark a sheet of the name of CARRIED may be the organisation's own.
    names = {sheet.name(form.language).casefold() for sheet in (GUIDE, SUMMARY)}
    findings: list[Finding] = []
    for sheet in book.sheets:
        if sheet.name in read or _mark(sheet, {CONFLICTS.mark}):
            continue
        if _mark(sheet, {CARRIED.mark, MERGED.mark}):
            findings += _unsure(sheet)
            continue
        if _mark(sheet, made) or sheet.name.casefold() in names:
            findings += own_texts(sheet, form, book.by_name)
            continue
        if _mark(sheet, {FINDINGS.mark}):
            findings.append(Finding(Code.ANNOTATED_COPY, values={"file": book.file}))
        elif _mark(sheet, {ORPHANS.mark}):
            findings += _orphans(sheet)
        elif sheet.damaged:
            findings.append(Finding(Code.SHEET_DAMAGED, Location(sheet.name)))
        elif sheet.cells:
            first = min(sheet.cells)
            text = quoted(sheet.text(*first))
            findings.append(Finding(Code.SHEET_NOT_READ, Location(sheet.name), {"text": text}))
    return findings


def _unsure(sheet: Sheet) -> Iterator[Finding]:
    """Fields, tables and log rows that were placed unsurely, as the ledger's rows say."""
    for position, cell in sorted(sheet.cells.items()):
        if cell.text.startswith(UNSURE_MARK):
            row = (sheet.text(position[0], column) for column in sheet.rows[position[0]])
            texts = [text for text in row if text and text != cell.text]
            values = {"text": quoted(": ".join(texts[:1] + texts[2:])), "mark": UNSURE_MARK}
            where = Location(sheet.name, Spot(sheet.name, *position).ref)
            yield Finding(Code.FIELD_PLACED_UNSURELY, where, values)


def _orphans(sheet: Sheet) -> Iterator[Finding]:
    """Answers that still wait on the sheet of orphans for somebody to place them."""
    waiting = [position for position in sorted(sheet.cells) if position[0] > layout.HEADER_ROW]
    if waiting:
        where = Location(sheet.name, Spot(sheet.name, *waiting[0]).ref)
        yield Finding(Code.ANSWERS_LEFT_OVER, where, {"text": quoted(sheet.text(*waiting[0]))})
