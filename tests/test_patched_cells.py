"""A plan is patched into cells of every sort: merged, linked, with formulas, of any program."""

from __future__ import annotations

import io
import re

import helpers_annotate as h
import openpyxl
import pytest
from helpers_patch import (
    FORM,
    OTHER,
    QUESTION,
    bold,
    linked,
    merged,
    parts,
    patched,
    put,
    quoted,
    read,
    with_answer,
    with_rows,
    without_cells,
    workbook,
)
from helpers_reader import QUESTIONS, STAFF, filled
from openpyxl.worksheet.formula import ArrayFormula

from omvgen.errors import PlanError
from omvgen.plan.plan import Plan
from omvgen.workbook.patch.answers.copy import patched_copy
from omvgen.workbook.template.make import make_workbook


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
