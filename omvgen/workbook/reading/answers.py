"""Answers from their cells: text with its formatting, publicity, bases and note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form, Question
from omvgen.plan.bases import split_bases
from omvgen.plan.links import decode_links
from omvgen.plan.plan import Answer
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.workbook.reading.anchors import AnchoredAnswer
from omvgen.workbook.reading.cell_text import at, canonical, quoted, read_cell, read_text, refs
from omvgen.workbook.reading.doubts import Doubt, Doubted, Remark
from omvgen.workbook.reading.lost_formatting import lost_formatting
from omvgen.workbook.reading.result import Trace
from omvgen.workbook.reading.rows import QuestionRow
from omvgen.workbook.vocabulary import publicity_of
from omvgen.workbook.xlsx.cells import Book, Spot


def read_answers(
    book: Book, form: Form, located: tuple[AnchoredAnswer, ...]
) -> tuple[Mapping[str, Answer], Trace]:
    """The answers by question, without those that are empty in every part."""
    answers: dict[str, Answer] = {}
    remarks: list[Remark] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    cells: dict[Place, tuple[Spot, ...]] = {}
    for item in located:
        section = form.section_of.get(item.question)
        owner = Location(section=section.id if section else "", question=item.question)
        text, found = _text(book, form.questions.get(item.question), item, owner)
        answer = Answer(text)
        if item.row is not None:
            answer, more = _with_attributes(book, item.row, owner, text, form.language)
            found += more
        if answer != Answer():
            answers[item.question] = answer
        section_id = owner.section
        remarks += [r.at(r.location._replace(section=section_id)) for r in item.remarks]
        remarks += found
        places |= _places(item, owner)
        cells |= _cells(item)
        used |= {*item.spots, *item.claimed, *item.row_spots}
    return answers, Trace(tuple(remarks), places, frozenset(used), cells)


def _text(
    book: Book, question: Question | None, item: AnchoredAnswer, owner: Location
) -> tuple[RichText, list[Remark]]:
    """The answer's cells, one below another, as one text."""
    exact = question is not None and question.exact  # Excel makes a link of an address itself
    remarks: list[Remark] = []
    runs: list[Run] = []
    above: Spot | None = None
    for spot in item.spots:
        where = at(spot, owner)
        if above is not None:
            # A line break for each row, so that an empty row between them stays one.
            rows = spot.row - above.row
            runs.append(replace(runs[-1], text="\n" * rows) if runs else Run("\n"))
            if rows > 1 and book.text(spot):
                gap = Finding(Code.ANSWER_AFTER_EMPTY_ROW, where, {"other": above.ref})
                remarks.append(Doubted(Doubt.PLACE, gap))
        more, found = read_cell(book, spot, where, question)
        runs += more
        remarks += [*found, *_bare_value(book, question, spot, where)]
        remarks += lost_formatting(book, spot, where, more, rich=not exact)
        above = spot
    text = decode_links(rich(runs))
    if question is None or not question.exact or not item.spots:
        return text, remarks
    words, found = canonical(question, text.plain, at(item.spots[0], owner))
    return plain(words), [*remarks, *found]


def _bare_value(
    book: Book, question: Question | None, spot: Spot, where: Location
) -> Iterator[Finding]:
    """A number or date where text belongs: Excel may have dropped zeros or made it a date."""
    cell = book.cell(spot)
    text_format = question.text_format if question is not None else None
    bare = text_format is not None and text_format.bare
    if cell.kind in ("number", "date", "boolean") and not bare and not cell.formula:
        yield Finding(Code.NUMBER_INSTEAD_OF_TEXT, where, {"text": quoted(cell.text)})


def _with_attributes(
    book: Book, row: QuestionRow, owner: Location, text: RichText, language: str
) -> tuple[Answer, list[Remark]]:
    """The answer with the publicity, bases and notes of its rows."""
    word, bases, note, about = _attributes(book, row, row.number, owner)
    remarks: list[Remark] = [*about]
    publicity = publicity_of(word, language)
    if word and publicity is None:
        where = at(row.at(row.columns.publicity), owner)
        remarks.append(Finding(Code.PUBLICITY_UNKNOWN, where, {"text": quoted(word)}))
    answer = Answer(text, publicity, split_bases(bases), note)
    notes = [note]
    for number in row.more:
        more, found = _attributes_below(book, row, number, owner, answer, language=language)
        notes += [more] if more else []
        remarks += found
    return replace(answer, note="\n".join(notes).strip("\n")), remarks


def _attributes(
    book: Book, row: QuestionRow, number: int, owner: Location
) -> tuple[str, str, str, list[Finding]]:
    """The words for publicity, the bases and the note on a row, and findings about their cells."""
    columns = (row.columns.publicity, row.columns.basis, row.columns.note)
    spots = [Spot(row.sheet, number, column) for column in columns]
    texts = [read_text(book, spot, at(spot, owner)) for spot in spots]
    (word, _), (bases, _), (note, _) = texts
    return word, bases, note, [finding for _, found in texts for finding in found]


def _attributes_below(
    book: Book, row: QuestionRow, number: int, owner: Location, answer: Answer, *, language: str
) -> tuple[str, list[Remark]]:
    """The note of a further row. Its publicity and bases must be those of the question's row."""
    word, bases, note, about = _attributes(book, row, number, owner)
    remarks: list[Remark] = [*about]
    if book.text(Spot(row.sheet, number, row.columns.answer)):
        code = Code.PUBLICITY_ON_CONTINUATION_ROW
        publicity_odd = bool(word) and (publicity_of(word, language) or word) != answer.publicity
        basis_odd = not set(split_bases(bases)) <= set(answer.bases)
    else:  # no answer here to be public or secret: the cells have moved without theirs
        code, publicity_odd, basis_odd = Code.PUBLICITY_WITHOUT_ANSWER, bool(word), bool(bases)
    columns = [row.columns.publicity] * publicity_odd + [row.columns.basis] * basis_odd
    if columns:
        odd = [Spot(row.sheet, number, column) for column in columns]
        above = refs(map(row.at, columns))
        moved = Finding(code, at(odd[0], owner), {"cells": refs(odd), "other": above})
        remarks.append(Doubted(Doubt.SECRECY_MOVED, moved))
    return note, remarks


def _places(item: AnchoredAnswer, owner: Location) -> dict[Place, Location]:
    """The place of each part of the answer, empty ones included."""
    places = {}
    if item.first_spot is not None:
        places[Place("answer", item.question)] = at(item.first_spot, owner)
    if item.row is not None:
        for part, column in _attribute_columns(item.row):
            places[Place("answer", item.question, part)] = at(item.row.at(column), owner)
    return places


def _cells(item: AnchoredAnswer) -> dict[Place, tuple[Spot, ...]]:
    """The cells of each part of the answer, those that were read."""
    cells = {}
    if item.spots:
        cells[Place("answer", item.question)] = item.spots
    if item.row is not None:
        for part, column in _attribute_columns(item.row):
            spots = tuple(Spot(item.row.sheet, number, column) for number in item.row.numbers)
            cells[Place("answer", item.question, part)] = spots
    return cells


def _attribute_columns(row: QuestionRow) -> Iterator[tuple[str, int]]:
    """The parts of an answer beside its text that the sheet has columns for."""
    columns = row.columns
    parts = {"publicity": columns.publicity, "basis": columns.basis, "note": columns.note}
    return ((part, column) for part, column in parts.items() if column)
