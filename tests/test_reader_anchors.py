"""Answers stay with their questions whatever is done to rows, cells, sheets and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_reader import (
    FIRST,
    QUESTIONS,
    STAFF,
    Edited,
    cells_named,
    codes,
    filled,
    point_name,
    said,
    some_sections,
    with_code,
    wrongly_read,
)

from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity

LAST = FIRST + len(QUESTIONS) - 1
COLUMNS = "ABCDEFG"


FORM = some_sections(load_form())
PLAN = filled(FORM)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", FORM, PLAN, lean=True)


def row_of(question: str) -> int:
    return FIRST + QUESTIONS.index(question)


def copy_cells(sheet: Any, rows: dict[int, int], columns: str = COLUMNS) -> None:
    """Puts the values of each row into the row it leads to, all at once."""
    values = {(c, new): sheet[f"{c}{old}"].value for old, new in rows.items() for c in columns}
    for (column, row), value in values.items():
        sheet[f"{column}{row}"].value = value


def shift(book: Any, first: int, by: int) -> None:
    """Inserts or deletes a cell in column D as Excel does: cells and names below move."""
    sheet = book[STAFF]
    cells = {row: sheet[f"D{row}"].value for row in range(first, sheet.max_row + 1)}
    for row in cells:
        sheet[f"D{row}"].value = cells.get(row - by)
    for question in QUESTIONS:
        row = row_of(question)
        if row >= first:
            moved = None if by < 0 and row == first else f"D{row + by}"
            point_name(book, question, moved)


def sorted_rows(book: Any) -> None:
    """Excel moves whole rows over one another, and leaves the names where they were."""
    copy_cells(book[STAFF], {row: LAST + FIRST - row for row in range(FIRST, LAST + 1)})


def only_the_visible_sorted(book: Any) -> None:
    """The hidden column was not selected: questions and answers move without their ids."""
    rows = {row: LAST + FIRST - row for row in range(FIRST, LAST + 1)}
    copy_cells(book[STAFF], rows, "BCDEFG")


def cut_onto_another(book: Any) -> None:
    """LibreOffice leaves both names on the cell."""
    sheet = book[STAFF]
    sheet["D8"].value, sheet["D5"].value = sheet["D5"].value, None
    point_name(book, QUESTIONS[1], "D8")


def cut_onto_another_in_excel(book: Any) -> None:
    """Excel loses the name of the cell that is pasted over."""
    cut_onto_another(book)
    point_name(book, QUESTIONS[4], None)


def names_swapped(book: Any) -> None:
    point_name(book, QUESTIONS[1], "D8")
    point_name(book, QUESTIONS[4], "D5")


def texts_swapped(book: Any) -> None:
    sheet = book[STAFF]
    sheet["C5"].value, sheet["C6"].value = sheet["C6"].value, sheet["C5"].value


def ids_shifted(book: Any) -> None:
    copy_cells(book[STAFF], {row: row + 1 for row in range(FIRST, LAST + 1)}, "A")


def row_pasted_over_another(book: Any) -> None:
    copy_cells(book[STAFF], {5: 8})


def row_deleted(book: Any) -> None:
    book[STAFF].delete_rows(6)
    point_name(book, QUESTIONS[2], None)
    for question in QUESTIONS[3:]:
        point_name(book, question, f"D{row_of(question) - 1}")


MANGLINGS: dict[str, Callable[[Any], None]] = {
    "rows sorted": sorted_rows,
    "visible columns sorted": only_the_visible_sorted,
    "cell inserted, shifted down": lambda book: shift(book, 6, 1),
    "first cell inserted, shifted down": lambda book: shift(book, 4, 1),
    "cell deleted, shifted up": lambda book: shift(book, 6, -1),
    "last cell deleted, shifted up": lambda book: shift(book, LAST, -1),
    "cut onto another": cut_onto_another,
    "cut onto another in Excel": cut_onto_another_in_excel,
    "names swapped": names_swapped,
    "texts swapped": texts_swapped,
    "ids shifted": ids_shifted,
    "row pasted over another": row_pasted_over_another,
    "row deleted": row_deleted,
}


@pytest.fixture(scope="module", params=list(MANGLINGS.values()), ids=list(MANGLINGS))
def mangled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    path = tmp_path_factory.mktemp("sotku") / "suunnitelma.xlsx"
    return Edited(path, FORM, PLAN, lean=True).edit(request.param)


def test_no_answer_is_read_wrongly_without_a_finding_that_names_it(mangled: Edited) -> None:
    reading = mangled.read()
    assert wrongly_read(reading, mangled.plan) == []
    assert reading.findings


def test_no_answer_is_ever_taken_from_another_question(mangled: Edited) -> None:
    reading = mangled.read()
    for question in QUESTIONS:
        assert reading.plan.text(question) in ("", said(question))


def test_every_answer_of_a_mangled_sheet_is_read_or_its_cell_is_named(mangled: Edited) -> None:
    reading = mangled.read()
    named = cells_named(list(reading.findings))
    read = {reading.plan.text(question) for question in QUESTIONS}
    sheet = openpyxl.load_workbook(mangled.path)[STAFF]
    texts = {f"D{row}": sheet[f"D{row}"].value for row in range(FIRST, LAST + 2)}
    assert {cell for cell, text in texts.items() if text not in (None, *read)} <= set(
        re.findall(r"D\d+", named)
    )


def test_sorted_rows_are_read_by_their_ids_and_questions_with_one_warning(
    workbook: Edited,
) -> None:
    reading = workbook.edit(sorted_rows).read()
    assert codes(reading) == {"OMV142"}
    assert reading.plan == workbook.plan


def test_sorting_that_parted_an_answer_from_its_further_rows_is_an_error(
    workbook: Edited,
) -> None:
    workbook.edit(sorted_rows).put(STAFF, {"D11": "jatkoa jollekin"})
    reading = workbook.read()
    (finding,) = with_code(reading, "OMV149")
    assert finding.location.question == QUESTIONS[0]
    assert "D11" in finding.message
    assert not reading.plan.text(QUESTIONS[0])
    assert reading.plan.text(QUESTIONS[1]) == said(QUESTIONS[1])


def test_shifted_cells_are_refused_and_both_cells_are_named(workbook: Edited) -> None:
    reading = workbook.edit(lambda book: shift(book, 6, 1)).read()
    named = {finding.location.question: finding for finding in reading.findings}
    for question in QUESTIONS[:2]:
        assert reading.plan.text(question) == said(question)
    for question in QUESTIONS[2:]:
        row = row_of(question)
        assert not reading.plan.text(question)
        assert named[question].severity == "error"
        both = {named[question].location.cell, *named[question].message.replace(".", "").split()}
        assert f"D{row}" in both
    assert "D7" in named[QUESTIONS[2]].message
    assert reading.plan.answer(QUESTIONS[3]).publicity is Publicity.PUBLIC


def test_an_answer_cut_onto_another_is_refused_and_both_cells_are_named(
    workbook: Edited,
) -> None:
    reading = workbook.edit(cut_onto_another).read()
    questions = {f.location.question: cells_named([f]) for f in reading.findings}
    assert questions.keys() == {QUESTIONS[1], QUESTIONS[4]}
    assert all("D5" in words and "D8" in words for words in questions.values())
    assert not reading.plan.text(QUESTIONS[1])
    assert not reading.plan.text(QUESTIONS[4])


def test_an_answer_cut_to_a_cell_of_nobody_is_read_from_there(workbook: Edited) -> None:
    def cut(book: Any) -> None:
        sheet = book[STAFF]
        sheet["J30"].value, sheet["D5"].value = sheet["D5"].value, None
        point_name(book, QUESTIONS[1], "J30")

    reading = workbook.edit(cut).read()
    assert codes(reading) == {"OMV146"}
    assert reading.plan == workbook.plan


@pytest.mark.parametrize("question", ["vok_postitoimipaikka", "vok_puhelin"])  # wording, exact
def test_an_answer_that_stands_in_two_places_is_taken_from_neither(
    workbook: Edited, question: str
) -> None:
    sheet = FORM.section_of[question].sheet

    def paste(book: Any) -> None:
        book[sheet]["J30"].value = "Toinen vastaus."
        point_name(book, question, "J30", sheet)

    reading = workbook.edit(paste).read()
    assert {finding.location.question for finding in with_code(reading, "OMV140")} == {question}
    assert not reading.plan.text(question)


def test_a_cleared_id_column_is_made_good_by_names_and_questions(workbook: Edited) -> None:
    def clear(book: Any) -> None:
        for row in range(1, book[STAFF].max_row + 1):
            book[STAFF][f"A{row}"].value = None

    reading = workbook.edit(clear).read()
    assert reading.plan == workbook.plan
    assert codes(reading) == {"OMV143", "OMV169"}
    assert "D10" in with_code(reading, "OMV143")[0].message


def test_missing_names_are_made_good_by_ids_and_questions(workbook: Edited) -> None:
    def forget(book: Any) -> None:
        for name in list(book.defined_names):
            del book.defined_names[name]

    reading = workbook.edit(forget).read()
    assert reading.plan == workbook.plan
    assert codes(reading) == {"OMV144"}


def test_an_edited_question_is_made_good_by_id_and_name(workbook: Edited) -> None:
    reading = workbook.put(STAFF, {"C5": "Vuorot?"}).read()
    assert reading.plan == workbook.plan
    (finding,) = with_code(reading, "OMV145")
    assert (finding.location.cell, finding.location.question) == ("C5", QUESTIONS[1])
    assert "Vuorot?" in finding.message


def test_line_breaks_and_double_spaces_in_a_question_are_no_edit(workbook: Edited) -> None:
    def wrap(book: Any) -> None:
        cell = book[STAFF]["C6"]
        cell.value = cell.value.replace(" ", "  ").replace("  huolehditaan", "\nhuolehditaan")

    assert workbook.edit(wrap).read().findings == ()


def test_one_anchor_alone_is_a_warning_to_look_at(workbook: Edited) -> None:
    def leave_text_only(book: Any) -> None:
        book[STAFF]["A5"].value = None
        point_name(book, QUESTIONS[1], None)

    reading = workbook.edit(leave_text_only).read()
    assert codes(reading) == {"OMV148"}
    assert reading.plan == workbook.plan


def test_a_deleted_row_is_a_missing_question(workbook: Edited) -> None:
    reading = workbook.edit(row_deleted).read()
    (finding,) = reading.findings
    assert (finding.code, finding.location.question) == ("OMV135", QUESTIONS[2])
    assert "4.3" in finding.message


def test_a_deleted_sheet_is_one_finding(workbook: Edited) -> None:
    reading = workbook.edit(lambda book: book.remove(book[STAFF])).read()
    (finding,) = reading.findings
    assert (finding.code, finding.location.sheet) == ("OMV130", STAFF)


def test_a_renamed_and_moved_sheet_is_still_read(workbook: Edited) -> None:
    def rename(book: Any) -> None:
        book[STAFF].title = "Porukka"
        book.move_sheet("Porukka", 5)
        for name in book.defined_names.values():
            name.attr_text = name.attr_text.replace(f"'{STAFF}'", "Porukka")

    reading = workbook.edit(rename).read()
    assert codes(reading) == {"OMV132"}
    assert reading.plan == workbook.plan


def test_a_copied_sheet_is_not_read_and_the_original_is(workbook: Edited) -> None:
    def copy(book: Any) -> None:
        double = book.copy_worksheet(book[STAFF])
        double.title = "4 Henkilöstö (2)"
        book.move_sheet(double, -9)

    reading = workbook.edit(copy).read()
    (finding,) = with_code(reading, "OMV133")
    assert finding.location.sheet == "4 Henkilöstö (2)"
    assert STAFF in finding.message
    assert reading.plan == workbook.plan


def test_a_copied_sheet_of_which_the_original_is_gone_is_read(workbook: Edited) -> None:
    def replace(book: Any) -> None:
        book.copy_worksheet(book[STAFF]).title = "kopio"
        book.remove(book[STAFF])

    reading = workbook.edit(replace).read()
    assert codes(reading) == {"OMV132", "OMV144"}
    assert reading.plan == workbook.plan


def test_a_row_copied_with_another_answer_is_an_error(workbook: Edited) -> None:
    def copy(book: Any) -> None:
        copy_cells(book[STAFF], {5: 11})
        book[STAFF]["D11"].value = "toinen vastaus"

    reading = workbook.edit(copy).read()
    (finding,) = with_code(reading, "OMV147")
    assert "D11" in cells_named([finding])
    assert "D5" in finding.message
    assert reading.plan == workbook.plan


def test_inserted_rows_and_columns_change_nothing(workbook: Edited) -> None:
    def insert(book: Any) -> None:
        sheet = book[STAFF]
        sheet.delete_rows(2)  # its links, which openpyxl would not move
        sheet.insert_rows(2)
        sheet.insert_rows(6)
        sheet.insert_cols(4)
        for name in book.defined_names.values():
            place = name.attr_text.rpartition("!")[2]
            if f"'{STAFF}'" in name.attr_text:
                _, column, row = place.split("$")
                column = chr(ord(column) + 1) if column > "C" else column
                row = str(int(row) + 1) if int(row) >= 6 else row
                name.attr_text = f"'{STAFF}'!${column}${row}"

    reading = workbook.edit(insert).read()
    assert reading.findings == ()
    assert reading.plan == workbook.plan


def test_an_unknown_id_is_kept_in_the_plan_and_said(workbook: Edited) -> None:
    workbook.put(STAFF, {"A11": "vanha_kohta", "C11": "Vanha kysymys?", "D11": "Vanha vastaus."})
    reading = workbook.read()
    assert codes(reading) == {"OMV138"}
    assert reading.plan.text("vanha_kohta") == "Vanha vastaus."
