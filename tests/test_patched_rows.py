"""A plan is patched into tables and long answers: rows come and go, and what stands below moves."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import helpers_annotate as h
import openpyxl
import pytest
from helpers_patch import (
    FORM,
    OTHER,
    QUESTION,
    TABLE,
    busy_workbook,
    changed_parts,
    parts,
    patched,
    put,
    read,
    with_answer,
    with_rows,
    workbook,
)
from helpers_reader import QUESTIONS, STAFF
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from PIL import Image as PILImage
from tools import sdk_errors

from omvgen.findings.model import Place
from omvgen.plan.conflicts import OpenConflict, Side
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, plain, rich
from omvgen.plan.transfer import Ledger, LeftOver, Placed
from omvgen.plan.wording import Wording
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.patch.moving import Moves, Unmovable


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
