"""Workbooks into which another plan is patched, and what may differ in the copy."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import helpers_annotate as h
from helpers_reader import QUESTIONS, STAFF, filled, some_sections
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.plan import Plan
from omvgen.plan.text import RichText, plain
from omvgen.workbook.patch.answers.copy import patched_copy
from omvgen.workbook.patch.own_sheet import LINK, OwnCell, OwnColumn, OwnSheet
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
FORM = some_sections(load_form())
QUESTION = QUESTIONS[1]  # its answer is in D5 of STAFF
OTHER = QUESTIONS[4]
TABLE = "henk_taulukko"


def read(data: bytes, form: Form = FORM) -> Reading:
    return read_workbook_bytes(data, Path("suunnitelma.xlsx"), form)


@cache
def workbook() -> bytes:
    row = {"tehtavanimike": "Ohjaaja", "henkiloita": "3"}
    tables = {TABLE: (row, {"tehtavanimike": "Hoitaja"})}
    return make_workbook(FORM, filled(FORM, tables=tables, log=({"version": "1.0"},)))


def with_answer(plan: Plan, text: RichText | str, question: str = QUESTION, **more: Any) -> Plan:
    text = plain(text) if isinstance(text, str) else text
    answer = replace(plan.answer(question), text=text, **more)
    return replace(plan, answers={**plan.answers, question: answer})


def with_rows(plan: Plan, *rows: dict[str, str]) -> Plan:
    return replace(plan, tables={**plan.tables, TABLE: (*plan.rows(TABLE), *rows)})


def patched(data: bytes, change: Callable[[Plan], Plan], form: Form = FORM) -> bytes:
    """The copy with the changed plan, which it must say when it is read."""
    reading = read(data, form)
    plan = change(reading.plan)
    copy = patched_copy(reading, plan)
    assert read(copy, form).plan == plan
    return copy


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed_parts(old: bytes, new: bytes) -> set[str]:
    before, after = parts(old), parts(new)
    return {name for name in {**before, **after} if before.get(name) != after.get(name)}


def without_cells(sheet: bytes, *cells: str) -> bytes:
    """The sheet without these cells and without the heights of their rows."""
    for cell in cells:
        one = rb'<c r="%b"(?:[^>]*/>|[^>]*>.*?</c>)' % cell.encode()
        sheet, found = re.subn(one, b"", sheet, flags=re.DOTALL)
        assert found <= 1
        row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").encode()
        sheet = re.sub(rb'(<row r="%b"[^>]*?) (?:ht|spans)="[^"]*"' % row, rb"\1", sheet)
    return sheet


def busy(book: Any) -> None:
    """What people add to a workbook, as far as openpyxl can."""
    sheet = book[STAFF]
    sheet["D6"].comment = Comment("Onko tämä ajan tasalla?", "Maija Malli")
    sheet.conditional_formatting.add("D4:D9", CellIsRule("equal", ['"x"'], fill=PatternFill()))
    own = book.create_sheet("Omat laskelmat")
    own["A1"], own["A2"] = f"='{STAFF}'!D6", "=COUNTA('4 Henkilöstö'!$D$4:$D$10)"
    own.append(["Nimi", "Määrä"])
    own.append(["a", 1])
    own.add_table(Table(displayName="Taulu1", ref="A3:B4"))
    own.protection.sheet = True


THREADS = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    b'threadedcomments"><threadedComment ref="D6" id="{1}"><text>Ketju</text></threadedComment>'
    b'<threadedComment ref="D9" id="{2}"><text>Toinen</text></threadedComment></ThreadedComments>'
)


@cache
def busy_workbook() -> bytes:
    """The workbook with comments of both kinds, formats, an own sheet and a table."""
    data = h.with_book(workbook(), busy)
    rels = h.sheet_part(data, STAFF).replace("worksheets/", "worksheets/_rels/") + ".rels"
    relation = (
        b'<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships'
        b'/threadedComment" Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    )
    data = h.with_part(data, rels, lambda xml: xml.replace(b"</Relationships>", relation))
    whole = parts(data) | {
        "xl/threadedComments/threadedComment1.xml": THREADS,
        "xl/media/kuva.png": b"\x89PNG rikki",
        "customXml/item1.xml": b"<oma/>",
    }
    return h.zip_package(whole)


def put(**cells: Any) -> bytes:
    """The workbook with these values in cells of the sheet, or what a function makes of it."""

    def change(book: Any) -> None:
        for ref, value in cells.items():
            if callable(value):
                value(book[STAFF], ref)
            else:
                book[STAFF][ref] = value

    return h.with_book(workbook(), change)


def bold(sheet: Any, ref: str) -> None:
    sheet[ref].font = Font(bold=True, size=12, color="FF112233")


def linked(sheet: Any, ref: str) -> None:
    sheet[ref].hyperlink = "https://esimerkki.example/"


def quoted(sheet: Any, ref: str) -> None:
    sheet[ref].number_format = '"Huone "@'


def merged(cells: str) -> Callable[[Any, str], None]:
    return lambda sheet, _: sheet.merge_cells(cells)


def own_sheet(*rows: tuple[str | RichText | OwnCell, ...]) -> OwnSheet:
    return OwnSheet(
        "Ristiriidat",
        "#ristiriidat",
        (
            OwnColumn("Kohta", 10),
            OwnColumn("Teksti", 60),
            OwnColumn("Valinta", 20, ("Oma", 'B & "c"')),
        ),
        rows or (("4.1", OwnCell("teksti", LINK, f"'{STAFF}'!D5"), "Oma"),),
        note="Valitse teksti.",
    )
