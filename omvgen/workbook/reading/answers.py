"""Answers from their rows: text with its formatting, publicity, bases and note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form, Question
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import split_bases
from omvgen.plan.links import decode_links
from omvgen.plan.plan import Answer
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.workbook.reading.anchors import Anchored
from omvgen.workbook.reading.cell_text import Part, canonical, quoted, read_cell, read_text, refs
from omvgen.workbook.reading.grid import Line
from omvgen.workbook.reading.looks import lost_looks
from omvgen.workbook.xlsx.sheet_model import Book, Spot

_WORDS = {value.value.casefold(): value for value in Publicity}


def publicity_of(text: str) -> Publicity | None:
    """The publicity that the word names, whatever its case; None when it names none."""
    return _WORDS.get(" ".join(text.split()).casefold())


def read_answers(
    book: Book, form: Form, anchored: tuple[Anchored, ...]
) -> tuple[Mapping[str, Answer], Part]:
    """The answers by question, those that say nothing left out."""
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    places: dict[Place, Location] = {}
    used: set[Spot] = set()
    for item in anchored:
        section = form.section_of.get(item.question)
        whose = Location(section=section.id if section else "", question=item.question)
        text, said = _text(book, form.questions.get(item.question), item, whose)
        answer = Answer(text)
        if item.line is not None:
            answer, more = _beside(book, item.line, whose, text)
            said += more
        if answer != Answer():
            answers[item.question] = answer
        findings += [f.at(f.location._replace(section=whose.section)) for f in item.findings]
        findings += said
        places |= _places(item, whose)
        used |= {*item.spots, *item.claimed, *item.own_cells}
    return answers, Part(tuple(findings), places, frozenset(used))


def _at(whose: Location, spot: Spot) -> Location:
    return whose._replace(sheet=spot.sheet, cell=spot.ref)


def _text(
    book: Book, question: Question | None, item: Anchored, whose: Location
) -> tuple[RichText, list[Finding]]:
    """The answer's cells, one below another, as one text."""
    exact = question is not None and question.exact  # a link that Excel made says nothing
    findings: list[Finding] = []
    runs: list[Run] = []
    above: Spot | None = None
    for spot in item.spots:
        where = _at(whose, spot)
        if above is not None:
            # Cells are parted by line breaks, an empty row between them by two.
            rows = spot.row - above.row
            runs.append(replace(runs[-1], text="\n" * rows) if runs else Run("\n"))
            if rows > 1 and book.text(spot):
                findings.append(Finding(Code.ANSWER_AFTER_EMPTY_ROW, where, {"other": above.ref}))
        more, said = read_cell(book, spot, where)
        runs += more
        findings += [*said, *_bare_value(book, question, spot, where)]
        findings += lost_looks(book, spot, where, more, rich=not exact)
        above = spot
    text = decode_links(rich(runs))
    if question is None or not question.exact:
        return text, findings
    words, said = canonical(question, text.plain, _at(whose, item.spots[0]))
    return plain(words), [*findings, *said]


def _bare_value(
    book: Book, question: Question | None, spot: Spot, where: Location
) -> Iterator[Finding]:
    """A number or date where text belongs: it may have lost zeros or gained a date."""
    cell = book.cell(spot)
    form = question.text_format if question is not None else None
    bare = form is not None and form.bare
    if cell.kind in ("number", "date", "boolean") and not bare and not cell.formula:
        yield Finding(Code.NUMBER_INSTEAD_OF_TEXT, where, {"text": quoted(cell.text)})


def _beside(
    book: Book, line: Line, whose: Location, text: RichText
) -> tuple[Answer, list[Finding]]:
    """The answer with what stands right of it on its row."""
    columns = line.columns
    spots = [line.at(column) for column in (columns.publicity, columns.basis, columns.note)]
    (word, findings), (bases, said), (note, also) = (
        read_text(book, spot, _at(whose, spot)) for spot in spots
    )
    publicity = publicity_of(word)
    if word and publicity is None:
        findings.append(
            Finding(Code.PUBLICITY_UNKNOWN, _at(whose, spots[0]), {"text": quoted(word)})
        )
    answer = Answer(text, publicity, split_bases(bases), note)
    further = [_beside_below(book, line, row, whose, answer) for row in line.more]
    notes = [note, *(more for more, _ in further if more)]
    findings += [*said, *also, *(finding for _, found in further for finding in found)]
    return replace(answer, note="\n".join(notes).strip("\n")), findings


def _beside_below(
    book: Book, line: Line, row: int, whose: Location, answer: Answer
) -> tuple[str, list[Finding]]:
    """The note of a further row; its publicity and bases are those of the question's row."""
    columns = line.columns
    spots = [Spot(line.sheet, row, c) for c in (columns.publicity, columns.basis, columns.note)]
    (word, findings), (bases, said), (note, also) = (
        read_text(book, spot, _at(whose, spot)) for spot in spots
    )
    findings += [*said, *also]
    if book.text(Spot(line.sheet, row, line.columns.answer)):
        code = Code.PUBLICITY_ON_CONTINUATION_ROW
        publicity_odd = bool(word) and (publicity_of(word) or word) != answer.publicity
        basis_odd = not set(split_bases(bases)) <= set(answer.bases)
    else:  # nothing here to be public or secret: the cells have moved without their answers
        code, publicity_odd, basis_odd = Code.PUBLICITY_WITHOUT_ANSWER, bool(word), bool(bases)
    odd = [spots[0]] * publicity_odd + [spots[1]] * basis_odd
    if odd:
        above = refs(line.at(spot.column) for spot in odd)
        findings.append(Finding(code, _at(whose, odd[0]), {"cells": refs(odd), "other": above}))
    return note, findings


def _places(item: Anchored, whose: Location) -> dict[Place, Location]:
    """Where each part of the answer stands, empty ones included."""
    places = {}
    spot = item.spots[0] if item.spots else item.line.answer if item.line else None
    if spot is not None and spot.column:
        places[Place("answer", item.question)] = _at(whose, spot)
    if item.line is not None:
        columns = item.line.columns
        for part, column in (
            ("publicity", columns.publicity),
            ("basis", columns.basis),
            ("note", columns.note),
        ):
            if column:
                places[Place("answer", item.question, part)] = _at(whose, item.line.at(column))
    return places
