"""Findings about a sheet that was read: what is hidden, merged, commented or not read on it."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import DOCUMENT, LOG, SUMMARY
from omvgen.locale import in_language, listed, tr
from omvgen.patterns import pattern
from omvgen.workbook import layout
from omvgen.workbook.reading.cell_text import quoted, refs
from omvgen.workbook.reading.doubts import Doubt, Doubted, Remark
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.reading.rows import ParsedSheet
from omvgen.workbook.reading.visible import is_invisible
from omvgen.workbook.vocabulary import publicity_of
from omvgen.workbook.xlsx.cells import Area, Sheet, Spot, column_letters

_NUMBER = pattern(r"\d{1,3}[.,]\d{1,3}")  # of a question, in whatever version of the form
_ARROWS = (layout.UP, layout.BACK, layout.ON)
_MOST_ROWS = 50  # of unread texts that are reported row by row
_MOST_MERGED_ROWS = 5_000


def sheet_findings(parsed: ParsedSheet, used: frozenset[Spot], section: str) -> Iterator[Remark]:
    """What is hidden, merged or commented on the sheet; `used` are the cells that were read."""
    sheet = parsed.sheet
    yield from _hidden(sheet, used, section)
    yield from _merged(parsed, section)
    commented = sorted({c.position for c in sheet.comments if c.author != layout.NOTE_AUTHOR})
    if commented:
        spots = [Spot(sheet.name, *position) for position in commented]
        where = Location(sheet.name, spots[0].ref, section)
        yield Finding(Code.COMMENTS_NOT_READ, where, {"cells": refs(spots)})
    if covered := _answers_under_drawings(parsed):
        where = Location(sheet.name, covered[0].ref, section)
        yield Finding(Code.DRAWING_OVER_ANSWER, where, {"cells": refs(covered)})
    elif sheet.drawings:
        yield Finding(Code.DRAWINGS_NOT_READ, Location(sheet.name, section=section))


def _answers_under_drawings(parsed: ParsedSheet) -> list[Spot]:
    areas = parsed.sheet.under_drawings
    return [
        row.answer
        for row in parsed.questions
        if any(area.covers(row.number, row.columns.answer) for area in areas)
    ]


def _hidden(sheet: Sheet, used: frozenset[Spot], section: str) -> Iterator[Doubted]:
    """Texts that are read although nobody can see them in Excel."""
    if sheet.hidden:
        where = Location(sheet.name, section=section)
        yield Doubted(Doubt.HIDDEN, Finding(Code.SHEET_HIDDEN, where))
    unseen = [
        Spot(sheet.name, row, column)
        for row, column in sorted(sheet.cells)
        if column != layout.ID
        and Spot(sheet.name, row, column) in used
        and (
            row in sheet.hidden_rows
            or column in sheet.hidden_columns
            or is_invisible(sheet, row, column)
        )
    ]
    if unseen:
        rows = {spot.row for spot in unseen if spot.row in sheet.hidden_rows}
        columns = {spot.column for spot in unseen if spot.column in sheet.hidden_columns}
        cells = [spot.ref for spot in unseen if spot.row not in rows and spot.column not in columns]
        names = [
            *(tr("rivi {row}", row=row) for row in sorted(rows)),
            *(tr("sarake {column}", column=column_letters(c)) for c in sorted(columns)),
            *(tr("solu {cell}", cell=cell) for cell in cells),
        ]
        where = Location(sheet.name, unseen[0].ref, section)
        yield Doubted(Doubt.HIDDEN, Finding(Code.TEXT_HIDDEN, where, {"names": listed(names)}))


def _merged(parsed: ParsedSheet, section: str) -> Iterator[Doubted]:
    """Merged cells over questions: the text that is seen may be meant for several of them."""
    rows = {number: row for row in parsed.questions for number in row.numbers}
    for area in parsed.sheet.merges:
        bottom = min(area.bottom, _MOST_MERGED_ROWS)
        row = next((rows[n] for n in range(area.top, bottom + 1) if n in rows), None)
        if row is not None and any(area.left <= c <= area.right for c in row.columns.visible):
            cell = Spot(row.sheet, area.top, area.left).ref
            where = Location(row.sheet, cell, section, row.question)
            finding = Finding(Code.CELLS_MERGED, where, {"area": area.ref})
            yield Doubted(Doubt.PLACE, finding)


def unread_texts(
    parsed: ParsedSheet,
    used: frozenset[Spot],
    section: str,
    template_texts: frozenset[str],
    language: str = "",
) -> Iterator[Remark]:
    """Texts that are in no answer and no table: they would be lost without a finding.

    `template_texts` are those that the template writes on the sheet, see below. With the
    workbook's `language` a word for secrecy among them is a doubt: an answer has lost it.
    """
    rows: dict[int, list[Spot]] = {}
    for row, columns in parsed.sheet.rows.items():
        spots = [Spot(parsed.sheet.name, row, column) for column in columns]
        unread = [s for s in spots if s not in used and not _is_ours(parsed, s, template_texts)]
        if unread:
            rows[row] = unread
    for count, spots in enumerate(rows.values()):
        if count == _MOST_ROWS:
            rest = [spot for spots in list(rows.values())[count:] for spot in spots]
            yield _many_unread(parsed, rest, section)
            return
        where = Location(spots[0].sheet, spots[0].ref, section)
        text = quoted(parsed.cell(spots[0]).text)
        finding = Finding(Code.TEXT_IN_UNREAD_CELL, where, {"cells": refs(spots), "text": text})
        secrecy = language and any(_is_secrecy(parsed, spot, language) for spot in spots)
        yield Doubted(Doubt.SECRECY_MOVED, finding) if secrecy else finding


def _is_secrecy(parsed: ParsedSheet, spot: Spot, language: str) -> bool:
    """Whether the cell says in the column for it that an answer is not wholly public."""
    publicity = publicity_of(parsed.cell(spot).text, language)
    in_column = spot.column == parsed.columns.publicity
    return in_column and publicity not in (None, Publicity.PUBLIC)


def _many_unread(parsed: ParsedSheet, spots: list[Spot], section: str) -> Finding:
    """The rest of a sheet that is full of unread texts, as one range."""
    left, right = min(s.column for s in spots), max(s.column for s in spots)
    area = Area(spots[0].row, left, spots[-1].row, right)
    first = Spot(spots[0].sheet, area.top, area.left)
    where = Location(first.sheet, first.ref, section)
    text = quoted(parsed.cell(spots[0]).text)
    cells = area.ref.replace(":", "–")
    return Finding(Code.TEXT_IN_UNREAD_CELL, where, {"cells": cells, "text": text})


def _is_ours(parsed: ParsedSheet, spot: Spot, template_texts: frozenset[str]) -> bool:
    """Whether the template has written the cell: a text of its own, a link, a number."""
    text = same_words(parsed.cell(spot).text)
    if text in template_texts:
        return True
    if spot.row < parsed.first_row:
        linked = (spot.row, spot.column) in parsed.sheet.linked
        return text.startswith(_ARROWS) and (linked or text in template_texts)
    return spot.column == parsed.columns.number and bool(_NUMBER.fullmatch(text))


def section_texts(form: Form, section_id: str) -> frozenset[str]:
    """What the template writes on a section's sheet beside the questions."""
    section = next((s for s in form.sections if s.id == section_id), None)
    own = [] if section is None else [section.title, section.statement or ""]
    former = [] if section is None else section.renamed_from
    tables = [table for q in (section.questions if section else ()) for table in q.tables]
    texts = [
        section_id,
        *former,
        *own,
        layout.TABLE_TITLE,
        *layout.headers(layout.QUESTION_COLUMNS, form.language).values(),
        *(table.title for table in tables),
        *(layout.table_mark(table.id) for table in tables),
    ]
    return form.known_ids.union(map(same_words, texts), link_texts(form))


def link_texts(form: Form) -> frozenset[str]:
    """The words of the links from sheet to sheet. Some programs keep them without the links."""
    in_order = (
        DOCUMENT.name(form.language),
        *(section.sheet for section in form.sections),
        LOG.name(form.language),
    )
    before, after = (in_language(form.language, words) for words in (layout.BEFORE, layout.AFTER))
    return frozenset(
        (
            f"{layout.UP} {SUMMARY.name(form.language)}",
            *(f"{layout.BACK} {before.format(sheet=name)}" for name in in_order),
            *(f"{layout.ON} {after.format(sheet=name)}" for name in in_order),
        )
    )


def texts_of_other_version(parsed: ParsedSheet) -> frozenset[Spot]:
    """Where another version of the form has its own words: the title, the tables' captions."""
    above = parsed.first_row > layout.TITLE_ROW
    title = [(layout.TITLE_ROW, c) for c in parsed.sheet.rows.get(layout.TITLE_ROW, ()) if above]
    captions = [(found.header - 1, parsed.columns.question) for found in parsed.tables]
    marks = [(found.header, parsed.columns.id) for found in parsed.tables]
    return frozenset(Spot(parsed.sheet.name, *place) for place in (*title, *captions, *marks))


def document_texts(form: Form) -> frozenset[str]:
    """What the template writes on the document's sheet beside the fields."""
    labels = (layout.FORM_ID_LABEL, layout.FORM_VERSION_LABEL, layout.FORM_ROW_HELP)
    texts = [
        DOCUMENT.name(form.language),
        DOCUMENT.mark,
        *layout.headers(layout.FIELD_COLUMNS, form.language).values(),
        *(in_language(form.language, label) for label in labels),
        *(field.help for field in form.document_fields),
        *form.fields,
    ]
    return link_texts(form).union(map(same_words, texts))


def log_texts(form: Form) -> frozenset[str]:
    """What the template writes on the change log's sheet beside the entries."""
    texts = [LOG.name(form.language), LOG.mark, form.log.title]
    texts += [column.title for column in form.log.columns]
    return link_texts(form).union(map(same_words, texts))
