"""Each file of `manglings` is a workbook that somebody mangled, and what must be said of it.

A file tells what was done to the filled workbook of forms/pieni.toml, step by step,
and the findings that it must give: these and no others. Every answer is as it was,
but for those under `answers`. Repaired, the workbook is sound and has every word of it.
A new file is found by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from helpers_reader import Edited, filled
from helpers_repair import TO_DO, repaired, unsure_ids, words_of
from openpyxl.comments import Comment

from omvgen.form.loader import load_form
from omvgen.workbook.reading.result import Reading

HERE = Path(__file__).parent
CASES = sorted((HERE / "manglings").glob("*.toml"))
SMALL = load_form(HERE / "forms" / "pieni.toml")
PLAN = filled(
    SMALL,
    document={"title": "Suunnitelma", "year": "2026"},
    tables={"laitteet_taulukko": ({"laite": "Sammutin"}, {"laite": "Hälytin"})},
    log=({"version": "1.0", "change": "Ensimmäinen suunnitelma"},),
)
# What is said of a workbook that is not of this form, or of this version of it: test_reader.
OF_FORMS = {"OMV122", "OMV123", "OMV126", "OMV136", "OMV137"}
PARTS = {"what", "step", "finding", "answers", "table", "document", "log"}


def put(book: Any, sheet: Any, cells: dict[str, Any]) -> None:
    for ref, value in cells.items():
        sheet[ref].value = None if value == "" else value


def put_errors(book: Any, sheet: Any, cells: dict[str, str]) -> None:
    for ref, value in cells.items():
        sheet[ref].value, sheet[ref].data_type = value, "e"


def name(book: Any, sheet: Any, names: dict[str, str]) -> None:
    """Lets the names point to cells of the sheet; to nothing when no cell is given."""
    for key, ref in names.items():
        column, row = ref.rstrip("0123456789"), ref.lstrip("ABCDEFGHIJ")
        place = f"${column}${row}" if ref else "#REF!"
        book.defined_names[key].attr_text = f"'{sheet.title}'!{place}"


def copy_cells(book: Any, sheet: Any, ranges: list[str]) -> None:
    """The values of the first range into as many cells from the second's corner on."""
    source, target = ranges
    values = [[cell.value for cell in row] for row in sheet[source]]
    corner = sheet[target]
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            sheet.cell(corner.row + row, corner.column + column).value = value


def hide(book: Any, sheet: Any, what: list[str]) -> None:
    for one in what:
        rows = sheet.row_dimensions[int(one)] if one.isdecimal() else None
        (rows or sheet.column_dimensions[one]).hidden = True
    if not what:
        sheet.sheet_state = "hidden"


def comment(book: Any, sheet: Any, comments: dict[str, str]) -> None:
    for ref, text in comments.items():
        sheet[ref].comment = Comment(text, "Maija Malli")


def rename(book: Any, sheet: Any, title: str) -> None:
    for defined in book.defined_names.values():
        defined.attr_text = defined.attr_text.replace(f"'{sheet.title}'", f"'{title}'")
    sheet.title = title


def set_properties(book: Any, sheet: Any, values: dict[str, str]) -> None:
    for key, value in values.items():
        book.custom_doc_props[key].value = value


def shape(book: Any, sheet: Any, look: dict[str, str]) -> None:
    for ref, number_format in look.items():
        sheet[ref].number_format = number_format


STEPS: dict[str, Callable[[Any, Any, Any], object]] = {
    "put": put,
    "errors": put_errors,
    "format": shape,
    "name": name,
    "copy": copy_cells,
    "hide": hide,
    "comment": comment,
    "rename": rename,
    "properties": set_properties,
    "merge": lambda book, sheet, ref: sheet.merged_cells.add(ref),
    "insert_rows": lambda book, sheet, at: sheet.insert_rows(*at),
    "delete_rows": lambda book, sheet, at: sheet.delete_rows(*at),
    "insert_columns": lambda book, sheet, at: sheet.insert_cols(*at),
    "delete_columns": lambda book, sheet, at: sheet.delete_cols(*at),
    "copy_sheet": lambda book, sheet, title: setattr(book.copy_worksheet(sheet), "title", title),
    "new_sheet": lambda book, sheet, title: book.create_sheet(title),
    "remove_sheet": lambda book, sheet, _: book.remove(sheet),
}


def mangled(case: dict[str, Any], path: Path) -> Edited:
    """The workbook after the steps; those that change a part of the package come last."""
    workbook = Edited(path, SMALL, PLAN, lean=True)
    in_book = [step for step in case["step"] if "sheet" in step]
    if in_book:
        workbook.edit(lambda book: [_do(book, **step) for step in in_book])
    for step in case["step"]:
        if "part" in step:
            workbook.part(
                step["part"], partial(_replace, step["old"].encode(), step["new"].encode())
            )
    return workbook


def _do(book: Any, sheet: str, **actions: Any) -> None:
    for action, value in actions.items():
        STEPS[action](book, book[sheet], value)


def _replace(old: bytes, new: bytes, xml: bytes) -> bytes:
    assert old in xml
    return xml.replace(old, new)


def case_of(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Reading]:
    """The reading of a case's workbook, which is made once."""
    folder = tmp_path_factory.mktemp("kirjat")

    @cache
    def read_once(file: Path) -> Reading:
        return mangled(case_of(file), folder / f"{file.stem}.xlsx").read()

    return read_once


each_case = pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)


@each_case
def test_a_mangled_workbook_gives_its_findings_and_its_answers(
    file: Path, read: Callable[[Path], Reading]
) -> None:
    case, reading = case_of(file), read(file)
    assert set(case) <= PARTS

    found = [(f.code, f.location.sheet, f.location.cell) for f in reading.findings]
    wanted = [(f["code"], f.get("sheet", ""), f.get("cell", "")) for f in case["finding"]]
    assert sorted(found) == sorted(wanted)
    for finding in case["finding"]:
        place = (finding["code"], finding.get("sheet", ""), finding.get("cell", ""))
        words = reading.findings[found.index(place)].message
        assert all(word in words for word in finding.get("says", [])), words

    plan, answers = reading.plan, case.get("answers", {})
    for question in PLAN.answers.keys() - answers.keys():
        assert plan.answer(question) == PLAN.answer(question)
    assert {question: plan.text(question) for question in answers} == answers
    assert plan.answers.keys() <= PLAN.answers.keys() | answers.keys()
    assert plan.rows("laitteet_taulukko") == tuple(
        case.get("table", PLAN.rows("laitteet_taulukko"))
    )
    assert plan.log == tuple(case.get("log", PLAN.log))
    assert plan.document == case.get("document", PLAN.document)


@each_case
def test_a_repaired_workbook_is_sound_and_has_every_word(
    file: Path, read: Callable[[Path], Reading], tmp_path: Path
) -> None:
    source = read(file)
    made, after = repaired(source, tmp_path)

    assert {f.code for f in after.findings} - TO_DO == set()
    ids = {piece.before.id for piece in made.ledger.left}  # no words of anybody's
    if not made.ledger.unreadable:
        assert words_of(source.data) - words_of(made.data) <= ids
    for question in PLAN.answers.keys() - unsure_ids(made):
        assert after.plan.text(question) == source.plan.text(question)


def test_everything_that_can_be_said_of_a_mangled_workbook_has_its_file() -> None:
    reader = HERE.parent / "omvgen" / "workbook"
    code = "".join(path.read_text("utf-8") for path in reader.rglob("*.py"))
    files = "".join(path.read_text("utf-8") for path in CASES)
    assert (
        set(re.findall(r"OMV1[2-7]\d", code)) - OF_FORMS - set(re.findall(r"OMV1\d\d", files))
        == set()
    )
