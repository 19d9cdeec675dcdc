"""Whatever is done to a workbook, every text of it ends in the plan or in a finding.

More examples than the ordinary suite has: docs/reliability.md.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from helpers_reader import Edited, filled
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from omvgen.form.loader import load_form
from omvgen.workbook.reading.result import Reading

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
SHEETS = ["1 Perustiedot", "2 Turvallisuus", "Asiakirjan tiedot", "Muutosloki"]
PLAN = filled(
    SMALL,
    document={"title": "Merkki otsikko", "distribution": "Merkki jakelu\nMerkki toinen"},
    tables={"laitteet_taulukko": ({"laite": "Merkki sammutin"}, {"laite": "Merkki hälytin"})},
    log=({"change": "Merkki muutos", "author": "Merkki tekijä"}, {"change": "Merkki lisäys"}),
)
# Words with a meaning of their own, so that where they are typed much is understood otherwise.
MEANT = ["nimi", "kuvaus", "vanha", "#", "#laitteet_taulukko", "Turvalaitteet", "Vastaus", "Kohta"]
MEANT += ["Julkinen", "Salassa pidettävä", "Laite", "Kunto", "Kyllä", "=1+1", "#N/A", "1.2", " "]
MEANT += [question.text for question in SMALL.questions.values()]

COLUMNS = st.sampled_from([*"AABCDDDEFGHIJKZ", "AA", "BZ"])
PLACES = st.tuples(st.sampled_from(SHEETS), COLUMNS, st.integers(1, 45))
TEXTS = st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), max_size=40)
OTHERS = st.one_of(
    st.none(),
    st.integers(-5, 10**12),
    st.booleans(),
    st.dates(datetime.date(1900, 3, 1)),
    st.sampled_from(MEANT),
)
EDITS = st.one_of(
    st.tuples(st.just("insert row"), st.integers(1, 30)),
    st.tuples(st.just("delete row"), st.integers(1, 30)),
    st.tuples(st.just("insert column"), st.integers(1, 9)),
    st.tuples(st.just("hide row"), st.integers(1, 30)),
    st.tuples(st.just("hide column"), st.integers(1, 9)),
    st.tuples(st.just("merge"), st.tuples(st.integers(1, 20), st.integers(1, 9))),
    st.tuples(st.just("copy row"), st.tuples(st.integers(1, 30), st.integers(1, 30))),
)


def edit_as(book: Any, sheet: str, edit: tuple[str, Any]) -> None:
    """One edit of a sheet, as openpyxl does it: names and merges stay where they were."""
    what, where = edit
    rows = book[sheet]
    if what == "insert row":
        rows.insert_rows(where)
    elif what == "delete row":
        rows.delete_rows(where)
    elif what == "insert column":
        rows.insert_cols(where)
    elif what == "hide row":
        rows.row_dimensions[where].hidden = True
    elif what == "hide column":
        rows.column_dimensions[get_column_letter(where)].hidden = True
    elif what == "merge":
        rows.merge_cells(None, where[0], where[1], where[0] + 1, where[1] + 1)
    else:
        for column in range(1, 12):
            value = rows.cell(where[0], column).value
            if not isinstance(rows.cell(where[1], column), MergedCell):
                rows.cell(where[1], column).value = value


# What no other cell says.
MARK = re.compile(r"§\d+§|70000\d+|Vastaus kohtaan \w+\.|Merkki \w+")


def marked(number: int, value: Any) -> Any:
    """The value with a mark of its own, so that nothing else can stand for it."""
    if isinstance(value, bool) or value in MEANT or not isinstance(value, str | int):
        return value
    return f"§{number}§ {value}" if isinstance(value, str) else 70_000_000 + number


UNREAD_SHEETS = ("OMV130", "OMV131", "OMV133", "OMV134")


def said(reading: Reading) -> str:
    """All that the plan says."""
    plan = reading.plan
    pieces = [
        *(f"{a.text.plain}\n{'; '.join(a.bases)}\n{a.note}" for a in plan.answers.values()),
        *(text for rows in plan.tables.values() for row in rows for text in row.values()),
        *(text for row in plan.log for text in row.values()),
        *plan.document.values(),
    ]
    return "\n".join(pieces)


def is_named(reading: Reading, sheet: str, cell: str) -> bool:
    """Whether a finding names the cell itself, or a range with it, or says its sheet is unread."""
    row, column = coordinate_to_tuple(cell)
    for finding in reading.findings:
        text = f"{finding.location.cell} {finding.message} {finding.remedy}"
        here = finding.location.sheet == sheet
        if here and finding.code in UNREAD_SHEETS:
            return True
        if re.search(rf"(?<![A-Z]){cell}(?!\d)", text) and (here or sheet in text):
            return True
        for first, last in re.findall(r"([A-Z]+\d+)–([A-Z]+\d+)", text) if here else ():
            (top, left), (bottom, right) = coordinate_to_tuple(first), coordinate_to_tuple(last)
            if top <= row <= bottom and left <= column <= right:
                return True
    return False


@example(typed={("Asiakirjan tiedot", "B", 22): "selite"}, edits=[])
@example(typed={("1 Perustiedot", "A", 6): "#N/A"}, edits=[])
@example(typed={("1 Perustiedot", "A", 4): "#N/A"}, edits=[])
@example(typed={("1 Perustiedot", "A", 1): None, ("1 Perustiedot", "B", 4): 0}, edits=[])
@example(typed={}, edits=[("2 Turvallisuus", ("insert row", 1))])
@given(
    typed=st.dictionaries(PLACES, TEXTS | OTHERS, max_size=8),
    edits=st.lists(st.tuples(st.sampled_from(SHEETS), EDITS), max_size=2),
)
def test_every_text_of_an_edited_workbook_ends_in_the_plan_or_in_a_finding(
    tmp_path_factory: pytest.TempPathFactory,
    typed: dict[tuple[str, str, int], Any],
    edits: list[tuple[str, tuple[str, Any]]],
) -> None:
    book = Edited(tmp_path_factory.mktemp("kirja") / "pieni.xlsx", SMALL, PLAN, lean=True)
    cells: dict[tuple[str, str], str] = {}

    def change(opened: Any) -> None:
        for sheet, edit in edits:
            edit_as(opened, sheet, edit)
        for number, ((sheet, column, row), value) in enumerate(typed.items()):
            cell = opened[sheet][f"{column}{row}"]
            if not isinstance(cell, MergedCell):
                cell.value = marked(number, value)
        for sheet in SHEETS:
            for row in opened[sheet].iter_rows():
                cells.update({(sheet, cell.coordinate): str(cell.value) for cell in row})

    reading = book.edit(change).read()
    plan, findings = said(reading), "\n".join(f.message for f in reading.findings)
    for (sheet, cell), text in cells.items():
        mark = MARK.search(text)
        assert (
            mark is None or mark[0] in plan or mark[0] in findings or is_named(reading, sheet, cell)
        ), f"{sheet}!{cell}: {text}"
