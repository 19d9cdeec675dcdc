"""What found no place in an earlier merge or import stays when more is merged."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

import omvgen
from omvgen.form.sheets import MERGED, ORPHANS
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.plan.transfer import Ledger, LeftOver
from omvgen.plan.wording import Wording
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.reading.reader import read_workbook_bytes
from omvgen.workbook.template.make import make_transferred_workbook, make_workbook

FORM = omvgen.load_form(Path(__file__).parent / "forms" / "pieni.toml")
NOTHING = Plan(FORM.id, FORM.version)


def read(data: bytes) -> omvgen.Reading:
    return read_workbook_bytes(data, Path("oma.xlsx"), FORM)


def piece(text: str, note: str = "") -> LeftOver:
    return LeftOver(Wording("vanha", "Vanha kysymys", number="9.9"), Answer(plain(text), note=note))


def merged(data: bytes, *texts: str) -> bytes:
    ledger = Ledger((), 0, (), tuple(map(piece, texts)))
    return merged_copy(read(data), NOTHING, ledger, (), "").data


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def words(data: bytes) -> str:
    """All texts of the sheet of what is left over, as another reader sees them."""
    sheet = sheets(data)[ORPHANS.title]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


_LINES = st.text("abåä &<[]()*_-•1", min_size=1, max_size=12).map(str.strip).filter(bool)
_TEXTS = st.lists(_LINES, min_size=1, max_size=3).map("\n".join)


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(st.lists(st.lists(_TEXTS, max_size=2), min_size=2, max_size=3))
def test_texts_of_earlier_left_over_sheets_are_in_the_result(rounds: list[list[str]]) -> None:
    data = make_workbook(FORM)
    for texts in rounds:
        data = merged(data, *texts)
    if any(rounds):
        found = words(data)
        assert all(line in found for texts in rounds for t in texts for line in t.split("\n"))


def test_the_same_piece_is_left_over_once_however_long() -> None:
    long = "\n".join(f"Rivi {n}, jossa on tekstiä useamman sanan verran." for n in range(60))
    once = merged(make_workbook(FORM), long, "Lyhyt.")
    assert words(merged(once, "Lyhyt.", long)) == words(once)


def test_what_people_wrote_beside_a_left_over_text_is_kept() -> None:
    ledger = Ledger((), 0, (), (piece("Vanha vastaus.", note="Muistio."),))
    book = sheets(make_transferred_workbook(FORM, NOTHING, ledger))
    sheet = book[ORPHANS.title]
    row = next(row for row in range(1, 9) if sheet.cell(row, 5).value == "Vanha vastaus.")
    sheet.cell(row, 12).value = "Kysy Maijalta."
    sheet.cell(row, 5).comment = Comment("Tämä kuuluu kohtaan 2.", "Eero")
    out = io.BytesIO()
    book.save(out)
    found = words(merged(out.getvalue(), "Uusi."))
    for text in ("Vanha vastaus.", "Muistio.", "Kysy Maijalta.", "Tämä kuuluu kohtaan 2.", "Uusi."):
        assert text in found


def test_the_list_of_a_new_year_stays_beside_that_of_a_merge() -> None:
    plan = Plan(FORM.id, FORM.version, {"year": "2026"}, {"kuvaus": Answer(plain("Vastaus."))})
    made = omvgen.new(read(make_workbook(FORM, plan)), 2027).data
    before, after = (sheets(data)["Siirretyt vastaukset"] for data in (made, merged(made, "Uusi.")))
    rows = [[[c.value for c in row] for row in sheet.iter_rows()] for sheet in (before, after)]
    assert rows[0] == rows[1]
    assert MERGED.title in sheets(merged(made, "Uusi.")).sheetnames
