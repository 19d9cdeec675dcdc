"""A plan into a copy of its workbook: the cells that differ, and every other byte as it was."""

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
import openpyxl
import pytest
from helpers_reader import QUESTIONS, STAFF, filled, some_sections
from hypothesis import given, settings
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from PIL import Image as PILImage
from strategies import plans
from tools import convert, sdk_errors

from omvgen.errors import PlanError
from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.conflicts import OpenConflict, Side
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.plan.transfer import Ledger, LeftOver, Placed
from omvgen.plan.wording import Wording
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.patch.answers.copy import patched_copy, placeable
from omvgen.workbook.patch.moving import Moves, Unmovable
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


# What stays as it was


@pytest.mark.parametrize("year", ["2025", "2026", "2026-kesken"])
def test_the_plan_that_is_there_already_changes_no_byte(
    examples: Path, form: Form, year: str
) -> None:
    data = (examples / f"omavalvontasuunnitelma-{year}.xlsx").read_bytes()
    reading = read(data, form)
    assert patched_copy(reading, reading.plan) == data


@pytest.mark.parametrize(
    ("change", "cells"),
    [
        (lambda p: with_answer(p, "Uusi vastaus."), ["D5"]),
        (lambda p: with_answer(p, rich([Run("Uusi"), Run(" & lihava", bold=True)])), ["D5"]),
        (lambda p: with_answer(p, "", publicity=None, bases=("JulkL 24 § 1 mom. 7 k",)),
         ["D5", "E5", "F5"]),
        (lambda p: with_answer(p, p.text(QUESTION), note="Kysy johtajalta."), ["G5"]),
        (lambda p: with_answer(p, "rivi\n" * 200 + "loppu"), ["D5"]),
        (lambda p: replace(p, answers={k: a for k, a in p.answers.items() if k != QUESTION}),
         ["D5", "E5"]),
    ],
    ids=["text", "formatting", "attributes", "note", "long", "removed"],
)  # fmt: skip
def test_only_the_cells_differ_whose_answer_does(
    change: Callable[[Plan], Plan], cells: list[str]
) -> None:
    copy, part = patched(workbook(), change), h.sheet_part(workbook(), STAFF)
    assert changed_parts(workbook(), copy) == {part}
    before, after = parts(workbook())[part], parts(copy)[part]
    assert without_cells(before, *cells) == without_cells(after, *cells)


def test_fields_and_log_rows_are_written_into_their_cells() -> None:
    copy = patched(
        workbook(),
        lambda p: replace(
            p, document={**p.document, "version": "2.0"}, log=(*p.log, {"version": "2.0"})
        ),
    )
    sheets = [h.sheet_part(workbook(), name) for name in ("Asiakirjan tiedot", "Muutosloki")]
    assert changed_parts(workbook(), copy) == set(sheets)
    before, after = parts(workbook())[sheets[1]], parts(copy)[sheets[1]]
    assert without_cells(before, "B5") == without_cells(after, "B5")


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


def test_whatever_else_is_in_the_file_stays() -> None:
    copy = patched(busy_workbook(), lambda p: with_answer(p, "Uusi vastaus."))
    part = h.sheet_part(busy_workbook(), STAFF)
    assert changed_parts(busy_workbook(), copy) == {part}
    before, after = parts(busy_workbook())[part], parts(copy)[part]
    assert without_cells(before, "D5") == without_cells(after, "D5")


@pytest.mark.needs("libreoffice")
def test_a_workbook_that_libreoffice_saved_takes_the_plan(tmp_path: Path) -> None:
    saved = convert(h.written(tmp_path, workbook()), "xlsx", tmp_path / "lo").read_bytes()
    copy = patched(saved, lambda p: with_rows(with_answer(p, "Uusi."), {"tehtavanimike": "Kokki"}))
    assert len(changed_parts(saved, copy)) == 1


@pytest.mark.needs("ooxml-validator", "libreoffice")
def test_other_programs_open_the_copy(tmp_path: Path) -> None:
    def change(plan: Plan) -> Plan:
        text = rich([Run("Uusi"), Run(" lihava", bold=True, underline=True)])
        many = [{"tehtavanimike": f"Tehtävä {n}"} for n in range(9)]
        return with_rows(with_answer(plan, text, note="Huom. <&>"), *many)

    reading = read(workbook())
    copy = patched_copy(reading, change(reading.plan), sheets=[own_sheet()])
    file = h.written(tmp_path, copy)
    assert sdk_errors(file) == []
    shown = convert(file, "ods", tmp_path / "lo")
    assert "Tehtävä 8" in parts(shown.read_bytes())["content.xml"].decode()


# Plans of all kinds


def in_rows(plan: Plan) -> Plan:
    """The plan without what has a row only in workbooks that use it."""
    requested = {field.id for field in SMALL.document_fields if field.on_request}
    document = {id_: text for id_, text in plan.document.items() if id_ not in requested}
    return replace(plan, document=document)


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(plans(SMALL), plans(SMALL).map(in_rows))
def test_the_copy_of_any_plans_workbook_says_any_other_plan(one: Plan, other: Plan) -> None:
    reading = read(make_workbook(SMALL, one), SMALL)
    copy = patched_copy(reading, other)
    again = read(copy, SMALL)
    assert again.plan == other
    assert patched_copy(again, other) == copy
    assert placeable(reading, other) == (other, ())


# Cells of every sort


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


def test_the_answer_is_a_plain_text_whatever_was_in_its_cell() -> None:
    data = put(
        D4="=1+1",
        D5=ArrayFormula("D5:E5", "=1+1"),
        D6=123.5,
        D7=bold,
        D8=linked,
        D9=quoted,
        D10=merged("C10:D10"),
    )
    new = {question: f"Uusi {n} =1+1 _x0041_" for n, question in enumerate(QUESTIONS)}

    def change(plan: Plan) -> Plan:
        for question, text in new.items():
            plan = with_answer(plan, text, question)
        return plan

    sheet = openpyxl.load_workbook(io.BytesIO(patched(data, change)))[STAFF]
    assert [sheet[f"D{n}"].value.split(" =")[0] for n in range(4, 11)] == [
        f"Uusi {n}" for n in range(7)
    ]
    assert not sheet.merged_cells.ranges
    assert sheet["C10"].value


def test_an_answer_under_a_merged_area_is_shown_again() -> None:
    copy = patched(put(D5=merged("D4:D6")), lambda p: with_answer(p, "Uusi."))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))[STAFF]
    assert (sheet["D5"].value, list(sheet.merged_cells.ranges)) == ("Uusi.", [])


def test_a_link_over_several_cells_stays_on_the_others() -> None:
    def link(xml: bytes) -> bytes:
        return xml.replace(
            b"</hyperlinks>", b'<hyperlink ref="D4:E6" location="Ohje"/></hyperlinks>'
        )

    data = h.with_part(workbook(), h.sheet_part(workbook(), STAFF), link)
    copy = patched(data, lambda p: with_answer(p, "Uusi."))
    sheet = parts(copy)[h.sheet_part(workbook(), STAFF)]
    refs = re.findall(rb'<hyperlink ref="([^"]*)" location="Ohje"', sheet)
    assert refs == [b"D4:D4", b"D6:D6", b"E4:E6"]


def test_a_formula_shared_with_other_cells_stays_theirs_and_is_calculated_anew() -> None:
    def share(xml: bytes) -> bytes:
        for row, formula in (
            (5, b'<f t="shared" ref="D5:D6" si="0">1+E5</f>'),
            (6, b'<f t="shared" si="0"/>'),
        ):
            cell = rb'<c r="D%d"( s="\d+").*?</c>' % row
            xml = re.sub(
                cell, rb'<c r="D%d"\1>%b<v>1</v></c>' % (row, formula), xml, flags=re.DOTALL
            )
        return xml

    data = h.with_part(workbook(), h.sheet_part(workbook(), STAFF), share)
    whole = parts(data)
    chain = f'<calcChain xmlns="{h.MAIN}"><c r="D5" i="4"/></calcChain>'.encode()
    relation = (
        b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    whole |= {
        "xl/calcChain.xml": chain,
        rels: whole[rels].replace(b"</Relationships>", relation),
        "[Content_Types].xml": whole["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.spreadsheetml.calcChain+xml"/></Types>',
        ),
    }
    data = h.zip_package(whole)
    untouched = patched(data, lambda p: with_answer(p, "Uusi.", OTHER))
    assert parts(untouched)["xl/calcChain.xml"] == chain
    copy = patched(data, lambda p: with_answer(p, "Uusi."))
    assert openpyxl.load_workbook(io.BytesIO(copy))[STAFF]["D6"].value == "=1+E6"
    assert not [
        name for name, part in parts(copy).items() if b"calcChain" in part or "calcChain" in name
    ]


def test_a_sheet_in_an_odd_prefix_and_encoding_is_patched_in_it() -> None:
    part = h.sheet_part(workbook(), STAFF)
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        data = h.with_part(workbook(), part, lambda xml, e=encoding: h.encoded(h.prefixed(xml), e))
        patched(data, lambda p: with_rows(with_answer(p, "Uusi ä €."), {"tehtavanimike": "Kokki"}))


def test_a_long_answer_keeps_the_rows_that_do_not_change() -> None:
    lines = [f"Rivi {n} jossa on tekstiä. " * 5 for n in range(60)]
    data = make_workbook(FORM, with_answer(filled(FORM), "\n".join(lines)))
    assert read(data).plan.text(QUESTION).count("\n") == 59
    lines[0] = "Ensimmäinen rivi muuttui."
    copy = patched(data, lambda p: with_answer(p, "\n".join(lines)))
    part = h.sheet_part(data, STAFF)
    assert without_cells(parts(data)[part], "D5") == without_cells(parts(copy)[part], "D5")
    short = patched(data, lambda p: with_answer(p, "Lyhyt."))
    assert [openpyxl.load_workbook(io.BytesIO(short))[STAFF][f"D{n}"].value for n in (5, 6)] == [
        "Lyhyt.", None,
    ]  # fmt: skip


def test_a_line_that_no_cell_can_hold_is_refused_with_its_question() -> None:
    reading = read(workbook())
    with pytest.raises(PlanError) as refused:
        patched_copy(reading, with_answer(reading.plan, "ä" * 32_768))
    finding = refused.value.finding
    assert (finding.code, finding.location.question) == ("OMV191", QUESTION)


# Tables


def test_rows_of_a_table_are_changed_removed_and_added_in_place() -> None:
    first, second = read(workbook()).plan.rows(TABLE)
    for rows in (
        ({**first, "henkiloita": "4"}, second),
        (second,),
        (),
        ({"tehtavanimike": "Uusi"}, first, second),
    ):
        new = tuple(rows)
        copy = patched(workbook(), lambda p, n=new: replace(p, tables={**p.tables, TABLE: n}))
        assert len(changed_parts(workbook(), copy)) == 1


def test_a_merged_area_in_a_table_is_parted_when_one_of_its_rows_changes() -> None:
    place = next(
        c for p, c in read(workbook()).places.items() if p[:2] == ("table", TABLE) and p.row == 0
    )
    row = int(place.cell[1:])
    data = put(A1=lambda sheet, _: sheet.merge_cells(f"C{row}:C{row + 1}"))
    assert len(read(data).plan.rows(TABLE)) == 1
    copy = patched(
        data,
        lambda p: replace(
            p,
            tables={
                **p.tables,
                TABLE: ({"tehtavanimike": "Eka"}, {"tehtavanimike": "Toka", "henkiloita": "2"}),
            },
        ),
    )
    assert not openpyxl.load_workbook(io.BytesIO(copy))[STAFF].merged_cells.ranges


def test_rows_that_have_no_room_are_put_in_and_all_below_them_moves() -> None:
    data, count = busy_workbook(), 12
    more = [{"tehtavanimike": f"Tehtävä {n}"} for n in range(count)]
    reading = read(data)
    copy = patched(data, lambda p: with_rows(p, *more))
    below = {p: c for p, c in reading.places.items() if p[:2] == ("table", "varallaolo_taulukko")}
    after = read(copy).places
    assert {int(after[p].cell[1:]) - int(c.cell[1:]) for p, c in below.items()} == {count - 5}
    sheets = [openpyxl.load_workbook(io.BytesIO(d))[STAFF] for d in (data, copy)]
    old, new = (
        {v.formula1: sum(r.size["rows"] for r in v.sqref.ranges) for v in lists}
        for lists in (sheet.data_validations.dataValidation for sheet in sheets)
    )
    grown = {formula: new[formula] - size for formula, size in old.items() if new[formula] != size}
    choices = FORM.tables[TABLE].column("palvelussuhde").choices  # type: ignore[union-attr]
    assert grown[f'"{",".join(choices)}"'] == count - 5
    assert len(grown) <= 2  # the columns without a list have prompts


def test_an_answer_beyond_one_cell_gets_rows_below_it() -> None:
    data = busy_workbook()
    lines = "\n".join("tekstiä " * 200 for _ in range(50))
    copy = patched(data, lambda p: with_answer(p, lines, QUESTIONS[0]))
    sheet = openpyxl.load_workbook(io.BytesIO(copy))[STAFF]
    moved = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    rows = read(copy).places
    place = next(c.cell for p, c in rows.items() if p.id == QUESTIONS[2] and p.part == "text")
    assert moved == {place: "Onko tämä ajan tasalla?"}
    own = openpyxl.load_workbook(io.BytesIO(copy))["Omat laskelmat"]
    assert own["A1"].value == f"='{STAFF}'!{place}"
    threads = parts(copy)["xl/threadedComments/threadedComment1.xml"].decode()
    assert f'ref="{place}"' in threads


def drawn(book: Any) -> None:
    """A chart and a picture below the staff's table, on a sheet that is protected."""
    sheet = book[STAFF]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=30, max_row=35))
    sheet.add_chart(chart, "I25")
    picture = io.BytesIO()
    PILImage.new("RGB", (9, 9), "navy").save(picture, "PNG")
    sheet.add_image(Image(picture), "I30")
    sheet.protection.sheet = True
    sheet.protection.password = "salasana"


def anchors(data: bytes) -> dict[str, tuple[int, int]]:
    """Where charts and pictures begin, and where they are said to end, by openpyxl."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))[STAFF]
    charts = ((f"chart{n}", one) for n, one in enumerate(sheet._charts))
    images = ((f"image{n}", one) for n, one in enumerate(sheet._images))
    return {name: (one.anchor._from.row, one.anchor._from.col) for name, one in (*charts, *images)}


def test_charts_and_pictures_move_with_the_rows_and_nothing_else_changes() -> None:
    data = h.with_book(workbook(), drawn)
    count = 9
    more = [{"tehtavanimike": f"Tehtävä {n}"} for n in range(count)]
    before = read(data).places
    copy = patched(data, lambda p: with_rows(p, *more))
    place = next(p for p in before if p[:2] == ("table", "varallaolo_taulukko"))
    moved = int(read(copy).places[place].cell[1:]) - int(before[place].cell[1:])
    assert moved > 0
    old, new = anchors(data), anchors(copy)
    assert len(old) == 2
    assert new == {name: (row + moved, column) for name, (row, column) in old.items()}
    sheets = [openpyxl.load_workbook(io.BytesIO(d))[STAFF] for d in (data, copy)]
    (series,) = sheets[1]._charts[0].series
    assert series.val.numRef.f == f"'{STAFF}'!$D${30 + moved}:$D${35 + moved}"
    assert sheets[0].protection.password == sheets[1].protection.password
    changed = changed_parts(data, copy)
    part = h.sheet_part(data, STAFF)
    assert changed <= {part, "xl/charts/chart1.xml", "xl/workbook.xml"} | {
        name for name in parts(data) if name.startswith("xl/drawings/drawing")
    }


@pytest.mark.needs("ooxml-validator")
def test_a_merged_workbook_with_all_sheets_is_valid(tmp_path: Path) -> None:
    data = h.with_book(workbook(), drawn)
    reading = read(data)
    sides = (Side("Anna.xlsx", plain("Annan")), Side("Eero.xlsx", rich([Run("E", bold=True)])))
    conflict = OpenConflict(Place("answer", QUESTION), reading.plan.answer(QUESTION).text, sides)
    left = LeftOver(Wording("", "", sheet="a.docx: kappale 1"), Answer(plain("Irrallinen.")))
    placed = Placed(Wording(OTHER, "Kysymys", number="4.4"), "Anna.xlsx", "Uusi.")
    ledger = Ledger((placed,), 3, (), (left,))
    copy = merged_copy(reading, reading.plan, ledger, [conflict], "Yhdistetty.").data
    faults = set(sdk_errors(h.written(tmp_path, data)))  # those of openpyxl
    assert set(sdk_errors(h.written(tmp_path, copy))) <= faults


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(A4:A5,A6)", "SUM(A4:A7,A8)"),
        ("SUM($A$4:$A$9)+B2", "SUM($A$4:$A$11)+B2"),
        ("'Osa 1'!D6&\"A6\"", "'Osa 1'!D8&\"A6\""),
        ("Muu!D6+A6", "Muu!D6+A8"),
        ("Taulu[A6]+LOG10(A6)", "Taulu[A6]+LOG10(A8)"),
        ("A:A+6:7", "A:A+8:9"),
        ("[1]Muu!A6", "[1]Muu!A6"),
    ],
)
def test_references_move_as_excel_moves_them(formula: str, moved: str) -> None:
    assert Moves("Osa 1", {5: 2}).formula(formula, own=True) == moved


def test_a_reference_over_several_sheets_is_not_moved() -> None:
    with pytest.raises(Unmovable):
        Moves("Osa 1", {5: 2}).formula("SUM(Eka:Toka!A1)", own=False)


# What has no place


@pytest.mark.parametrize("removed", [False, True])
def test_a_field_without_a_row_gets_one(removed: bool) -> None:
    def remove(book: Any) -> None:
        sheet = book["Asiakirjan tiedot"]
        row = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "version")
        sheet.delete_rows(row)

    data = h.with_book(workbook(), remove) if removed else workbook()
    fields = {"common_part": "Yhteinen.xlsx", **({"version": "7.1"} if removed else {})}
    copy = patched(data, lambda p: replace(p, document={**p.document, **fields}))
    codes = [{finding.code for finding in read(one).findings} for one in (data, copy)]
    assert codes[1] <= codes[0]
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["Asiakirjan tiedot"]
    shown = {row[1].value: row[2].value for row in sheet.iter_rows(max_col=3)}
    assert shown["Yhteinen osa"] == "Yhteinen.xlsx"


def test_an_answer_without_a_row_is_left_over_and_never_lost() -> None:
    data = h.with_book(workbook(), lambda book: book[STAFF].delete_rows(5))
    reading = read(data)
    wanted = with_answer(reading.plan, "Uusi vastaus.")
    kept, left = placeable(reading, wanted)
    assert [piece.answer.text.plain for piece in left] == ["Uusi vastaus."]
    assert left[0].before.id == QUESTION
    assert read(patched_copy(reading, kept)).plan == kept
    with pytest.raises(PlanError) as refused:
        patched_copy(reading, wanted)
    assert refused.value.finding.code == "OMV790"


def test_a_table_that_is_gone_is_left_over_with_its_new_rows() -> None:
    reading = read(workbook())
    kept, left = placeable(
        reading,
        replace(reading.plan, tables={**reading.plan.tables, "poistettu": ({"a": "Uusi"},)}),
    )
    assert kept == reading.plan
    assert "Uusi" in left[0].answer.text.plain


# Sheets of ours


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


def test_a_sheet_of_ours_is_added_and_put_in_place_of_the_one_before() -> None:
    reading = read(workbook())
    long = "sana " * 9_000
    first = patched_copy(reading, reading.plan, sheets=[own_sheet()])
    text = rich([Run("lihava", bold=True), Run(" ja muu")])
    again = patched_copy(
        read(first), reading.plan, sheets=[own_sheet(("1", long, ""), ("2", text, ""))]
    )
    book = openpyxl.load_workbook(io.BytesIO(again), rich_text=True)
    assert book.sheetnames[-1:] == ["Ristiriidat"]
    assert book.sheetnames.count("Ristiriidat") == 1
    sheet = book["Ristiriidat"]
    assert [sheet["A1"].value, sheet["B1"].value, sheet["C3"].value] == [
        "#ristiriidat", "Ristiriidat", "Teksti",
    ]  # fmt: skip
    cells = [str(row[0].value or "") for row in sheet.iter_rows(min_row=4, min_col=3)]
    assert "".join(cells) == long + "lihava ja muu"
    assert [v.formula1 for v in sheet.data_validations.dataValidation] == ['"Oma,B & ""c"""']
    assert read(again).plan == reading.plan
    styles = [len(parts(d)["xl/styles.xml"]) for d in (first, again)]
    assert abs(styles[0] - styles[1]) < 400
