"""A plan into a copy of its workbook: the cells that differ, and every other byte as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import helpers_annotate as h
import openpyxl
import pytest
from helpers_patch import (
    QUESTION,
    SMALL,
    busy_workbook,
    changed_parts,
    own_sheet,
    parts,
    patched,
    read,
    with_answer,
    with_rows,
    without_cells,
    workbook,
)
from helpers_reader import STAFF
from hypothesis import given, settings
from strategies import plans
from tools import convert, sdk_errors

from omvgen.errors import PlanError
from omvgen.form.form import Form
from omvgen.plan.plan import Plan
from omvgen.plan.text import Run, rich
from omvgen.workbook.patch.answers.copy import patched_copy, placeable
from omvgen.workbook.template.make import make_workbook

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
