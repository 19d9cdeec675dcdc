"""A copy of a workbook that says what another plan says, every part of it else as it was.

Only the cells that differ are written, into their places in the sheets' XML; texts stand in
the cells, so that shared strings stay as they are. Comments, conditional formats, pictures,
own sheets and protection are copied byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from omvgen.errors import PlanError, ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.package import Unreadable
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.plan.transfer import LeftOver, row_in_words, wording_of
from omvgen.workbook.patch.answers.edits import edits_for
from omvgen.workbook.patch.answers.workbook import Workbook, with_rows
from omvgen.workbook.patch.own_sheet import OwnSheet, put_own_sheets
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.xlsx.opening import finding_of


def patched_copy(reading: Reading, plan: Plan, *, sheets: Sequence[OwnSheet] = ()) -> bytes:
    """The workbook's bytes, in which the cells differ by which the plan does.

    `sheets` are added at the end, or put in place of those of the same mark. The same
    reading and plan give the same bytes. Raises `PlanError` when the plan has something
    that the workbook has no place for (OMV790; `placeable` parts it off), or a line that no
    cell can hold (OMV191), and `ReadError` when the workbook cannot be read.
    """
    copy, missing = _patched(reading, plan, sheets)
    if missing:
        form = reading.form
        names = dict.fromkeys(wording_of(form, place.id).text for place in missing)
        values = {"file": reading.file, "names": "; ".join(names)}
        raise PlanError(Finding(Code.NO_PLACE_IN_WORKBOOK, values=values, place=missing[0]))
    return copy


def placeable(reading: Reading, plan: Plan) -> tuple[Plan, tuple[LeftOver, ...]]:
    """The plan as far as the workbook has places for it, and what is left over, whole.

    What is left over keeps the workbook's own text. The copy is read again: what it would
    not say as the plan does (its row deleted, its cell another question's) is left over too.
    """
    copy, missing = _patched(reading, plan, ())
    if not missing:
        again = read_workbook_bytes(copy, reading.path, reading.form).plan
        missing = tuple(_different(again, plan))
    if not missing:
        return plan, ()
    places = tuple(dict.fromkeys(place._replace(part="text") for place in missing))
    left = [_left_over(reading, plan, place) for place in places]
    kept = _with_parts_of(plan, reading.plan, places)
    kept, more = placeable(reading, kept) if kept != plan else (kept, ())
    return kept, (*left, *more)


def _patched(
    reading: Reading, plan: Plan, sheets: Sequence[OwnSheet]
) -> tuple[bytes, tuple[Place, ...]]:
    """The copy, and the places that are missing for the plan."""
    try:
        workbook = Workbook(reading)
        edits = edits_for(workbook, plan)
        if edits.insertions and not edits.missing:
            workbook = with_rows(workbook, edits.insertions)
            edits = edits_for(workbook, plan)
        workbook.apply(edits.sheets)
        put_own_sheets(workbook.parts, sheets)
        missing = edits.missing or [insertion.place for insertion in edits.insertions]
        return workbook.copy(), tuple(missing)
    except Unreadable as error:
        raise ReadError(finding_of(error, reading.file)) from error


def _different(one: Plan, other: Plan) -> list[Place]:
    """The parts in which two plans differ."""
    places = [
        Place("field", id_)
        for id_ in {**one.document, **other.document}
        if one.field(id_) != other.field(id_)
    ]
    places += [
        Place("answer", id_)
        for id_ in {**one.answers, **other.answers}
        if one.answer(id_) != other.answer(id_)
    ]
    places += [
        Place("table", id_)
        for id_ in {**one.tables, **other.tables}
        if one.rows(id_) != other.rows(id_)
    ]
    return places + ([Place("log", "")] if one.log != other.log else [])


def _with_parts_of(plan: Plan, other: Plan, places: Iterable[Place]) -> Plan:
    """The plan with these parts of the other one."""
    document, answers, tables = dict(plan.document), dict(plan.answers), dict(plan.tables)
    log = plan.log
    for kind, id_, *_ in places:
        if kind == "field":
            document.pop(id_, None)
            document |= {id_: other.document[id_]} if id_ in other.document else {}
        elif kind == "answer":
            answers.pop(id_, None)
            answers |= {id_: other.answers[id_]} if id_ in other.answers else {}
        elif kind == "table":
            tables[id_] = other.rows(id_)
        else:
            log = other.log
    return replace(plan, document=document, answers=answers, tables=tables, log=log)


def _left_over(reading: Reading, plan: Plan, place: Place) -> LeftOver:
    form = reading.form
    wording = wording_of(form, form.log.id if place.kind == "log" else place.id)
    if place.kind == "answer":
        return LeftOver(wording, plan.answer(place.id))
    if place.kind == "field":
        return LeftOver(wording, Answer(plain(plan.field(place.id))))
    table = form.log if place.kind == "log" else form.tables.get(place.id)
    rows = plan.log if place.kind == "log" else plan.rows(place.id)
    known = reading.plan.log if place.kind == "log" else reading.plan.rows(place.id)
    lines = "\n".join(row_in_words(row, table) for row in rows if row not in known)
    return LeftOver(wording, Answer(plain(lines)))
