"""Merged cells in tables and the log: read as all that they cover, with a finding."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers_reader import Edited, codes, filled, with_code
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.cell_range import CellRange

from omvgen.findings.model import errors
from omvgen.form.loader import load_form
from omvgen.plan.plan import Row

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
SAFETY, LOG, TABLE = "2 Turvallisuus", "Muutosloki", "laitteet_taulukko"
COLUMNS = ("laite", "tarkastettu", "kunto")  # C, D and E
ROWS: tuple[Row, ...] = tuple(
    {"laite": f"Laite {n}", "tarkastettu": f"{n}.1.2026", "kunto": "hyvä"} for n in range(1, 7)
)
PLAN = filled(
    SMALL,
    tables={TABLE: ROWS},
    log=tuple({"version": f"1.{n}", "change": f"Muutos {n}", "author": "Aino"} for n in range(5)),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "kirja.xlsx", SMALL, PLAN, lean=True)


def first_row(sheet: Any) -> int:
    """The first row of the table on the sheet, under its header."""
    marks = [f"#{TABLE}", "#muutosloki"]
    return 1 + max(r for r in range(1, 60) if sheet[f"A{r}"].value in marks)


def on_sheet(title: str, change: Callable[[Any, int], None]) -> Callable[[Any], None]:
    return lambda book: change(book[title], first_row(book[title]))


def test_a_cell_merged_over_four_rows_of_a_table_is_read_for_each(workbook: Edited) -> None:
    def change(sheet: Any, first: int) -> None:
        sheet[f"E{first}"].value = "huono"
        sheet.merge_cells(f"E{first}:E{first + 3}")

    reading = workbook.edit(on_sheet(SAFETY, change)).read()
    rows = reading.plan.rows(TABLE)
    assert [row["kunto"] for row in rows] == ["huono"] * 4 + ["hyvä"] * 2
    assert [row["laite"] for row in rows] == [row["laite"] for row in ROWS]
    (finding,) = reading.findings
    assert (finding.code, finding.location.sheet) == ("OMV720", SAFETY)
    assert "huono" in finding.message
    assert "Kunto" in finding.message


def test_a_cell_merged_over_rows_of_the_log_is_read_for_each(workbook: Edited) -> None:
    def change(sheet: Any, first: int) -> None:
        sheet.merge_cells(f"C{first + 1}:C{first + 2}")  # the date, which is empty
        sheet[f"B{first}"].value = "2.0"
        sheet.merge_cells(f"B{first}:B{first + 4}")

    reading = workbook.edit(on_sheet(LOG, change)).read()
    assert [row["version"] for row in reading.plan.log] == ["2.0"] * 5
    assert [row["change"] for row in reading.plan.log] == [row["change"] for row in PLAN.log]
    assert [finding.code for finding in reading.findings] == ["OMV720"]


def test_a_row_that_is_merged_as_a_whole_is_one_row(workbook: Edited) -> None:
    """Two rows as one, to have more room: the second is no row of its own, and no gap."""

    def change(sheet: Any, first: int) -> None:
        for column in "CDE":
            sheet.merge_cells(f"{column}{first}:{column}{first + 1}")

    reading = workbook.edit(on_sheet(SAFETY, change)).read()
    assert reading.plan.rows(TABLE) == (ROWS[0], *ROWS[2:])
    assert codes(reading) == {"OMV720"}


def test_a_cell_merged_over_columns_belongs_to_the_first_of_them(workbook: Edited) -> None:
    def change(sheet: Any, first: int) -> None:
        sheet.merge_cells(f"C{first}:E{first + 1}")

    reading = workbook.edit(on_sheet(SAFETY, change)).read()
    assert reading.plan.rows(TABLE) == ({"laite": "Laite 1"}, *ROWS[2:])
    assert codes(reading) == {"OMV720"}


def test_a_text_under_a_merged_cell_of_a_table_is_an_error_and_not_read(workbook: Edited) -> None:
    def change(sheet: Any, first: int) -> None:
        sheet.merged_cells.add(CellRange(f"C{first}:C{first + 1}"))

    reading = workbook.edit(on_sheet(SAFETY, change)).read()
    assert [row["laite"] for row in reading.plan.rows(TABLE)][:2] == ["Laite 1"] * 2
    (finding,) = errors(reading.findings)
    assert finding.code == "OMV151"
    assert "Laite 2" in finding.message


@st.composite
def vertical_merges(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Areas that do not overlap: column, first and last row, each from 0."""
    areas = []
    for column in range(len(COLUMNS)):
        cuts = sorted(draw(st.sets(st.integers(0, len(ROWS)), max_size=4)))
        areas += [(column, low, high - 1) for low, high in pairwise(cuts) if high - low > 1]
    return areas


@given(vertical_merges())
def test_no_vertical_merge_loses_a_value(
    tmp_path_factory: pytest.TempPathFactory, areas: list[tuple[int, int, int]]
) -> None:
    def change(sheet: Any, first: int) -> None:
        for column, top, bottom in areas:
            letter = "CDE"[column]
            sheet.merge_cells(f"{letter}{first + top}:{letter}{first + bottom}")

    file = tmp_path_factory.mktemp("solut") / "kirja.xlsx"
    reading = Edited(file, SMALL, PLAN, lean=True).edit(on_sheet(SAFETY, change)).read()
    expected = [dict(row) for row in ROWS]
    covered = {(c, row) for c, top, bottom in areas for row in range(top + 1, bottom + 1)}
    for column, top, bottom in areas:
        for row in range(top, bottom + 1):
            expected[row][COLUMNS[column]] = ROWS[top][COLUMNS[column]]
    own = [n for n in range(len(ROWS)) if any((c, n) not in covered for c in range(len(COLUMNS)))]
    assert list(reading.plan.rows(TABLE)) == [expected[n] for n in own]
    assert len(with_code(reading, "OMV720")) == len(areas)
    assert codes(reading) <= {"OMV720"}
