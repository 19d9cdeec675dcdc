"""Which looks of an answer the document does not keep, and that it is said of each cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers_reader import STAFF, Edited, filled, some_sections, with_code
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from tools import convert

from omvgen import read
from omvgen.findings.severity import Severity
from omvgen.form.loader import load_form

FORM = some_sections(load_form())
CENTRE, ROOMS = "1 Vastaanottokeskuksen tiedot", "5 Toimitilat ja työvälineet"
TABLE = {"henk_taulukko": ({"tehtavanimike": "Ohjaaja", "lisatieto": "iltaisin"},)}
PLAN = filled(FORM, tables=TABLE)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", FORM, PLAN)


def lost(workbook: Edited) -> dict[str, str]:
    """What is said to be lost, by cell."""
    findings = with_code(workbook.read(), "OMV314")
    assert all(finding.location.sheet for finding in findings)
    return {f.location.cell: f.values["what"] for f in findings}


def dressed(cell: str, **looks: Any) -> Callable[[Any], None]:
    """Gives a cell of the staff's sheet these looks."""

    def change(book: Any) -> None:
        for name, look in looks.items():
            setattr(book[STAFF][cell], name, look)

    return change


@pytest.mark.parametrize(
    ("looks", "what"),
    [
        ({"font": Font(color="FF0000")}, "tekstin väri"),
        ({"font": Font(color=Color(theme=5))}, "tekstin väri"),
        ({"font": Font(color=Color(theme=1, tint=0.5))}, "tekstin väri"),
        ({"font": Font(sz=16)}, "kirjainkoko"),
        ({"font": Font(underline="double")}, "kaksoisalleviivaus"),
        ({"fill": PatternFill("solid", fgColor="FFFF00")}, "taustaväri"),
        ({"fill": PatternFill("lightGrid")}, "taustaväri"),
        (
            {"font": Font(color="FF0000", sz=7), "fill": PatternFill("solid", fgColor="FFFF00")},
            "tekstin väri, taustaväri ja kirjainkoko",
        ),
    ],
)
def test_what_the_document_drops_of_a_cell_is_one_note(
    workbook: Edited, looks: dict[str, Any], what: str
) -> None:
    assert lost(workbook.edit(dressed("D5", **looks))) == {"D5": what}


@pytest.mark.parametrize(
    "looks",
    [
        {"font": Font(bold=True, italic=True, underline="single", strike=True)},
        {"font": Font(vertAlign="superscript")},
        {"font": Font("Calibri", 11, color=Color(theme=1))},
        {"font": Font(color=Color(auto=True))},
        {"font": Font(color="FF000000")},
        {"fill": PatternFill("solid", fgColor="FFFFFFFF")},
        {"border": Border(top=Side("thick")), "alignment": Alignment(horizontal="center")},
    ],
)
def test_what_the_document_keeps_and_what_says_nothing_is_no_note(
    workbook: Edited, looks: dict[str, Any]
) -> None:
    assert lost(workbook.edit(dressed("D5", **looks))) == {}


def test_a_coloured_word_and_a_large_one_are_noted_once_for_their_cell(workbook: Edited) -> None:
    red, large = InlineFont(color="FF0000", b=True), InlineFont(sz=16)
    text = CellRichText("Tilaa on 20 ", TextBlock(large, "m"), " ja ", TextBlock(red, "enemmän"))
    workbook.put(STAFF, {"D4": text, "D11": CellRichText("a", TextBlock(red, "b"))})
    assert lost(workbook) == {
        "D4": "tekstin väri ja kirjainkoko",
        "D11": "tekstin väri",
    }


def test_the_blue_of_a_link_is_no_colour_of_its_own(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF]["D4"].hyperlink = "https://esimerkki.example/ohje"
        book[STAFF]["D4"].font = Font(underline="single", color="0070C0")

    assert lost(workbook.edit(change)) == {}


def test_formatting_of_an_answer_of_one_form_is_read_as_words_alone(workbook: Edited) -> None:
    def change(book: Any) -> None:
        phone, mail = book[CENTRE]["D8"], book[CENTRE]["D9"]
        phone.font = Font(bold=True)
        mail.value, mail.hyperlink = "a@b.example", "mailto:a@b.example"

    reading = workbook.edit(change).read()
    (finding,) = with_code(reading, "OMV314")
    assert (finding.location.cell, finding.values["what"]) == ("D8", "lihavointi")
    assert finding.severity == "note"


def test_a_link_behind_other_words_is_not_lost_unsaid(workbook: Edited) -> None:
    def change(book: Any) -> None:
        mail = book[CENTRE]["D9"]
        mail.value, mail.hyperlink = "a@b.example", "mailto:c@d.example"

    assert lost(workbook.edit(change)) == {"D9": "linkki"}


def test_a_row_struck_out_of_a_table_is_a_warning(workbook: Edited) -> None:
    def change(book: Any) -> None:
        sheet = book[STAFF]
        row = next(r for r in range(10, 40) if sheet[f"A{r}"].value == "#henk_taulukko") + 1
        sheet[f"C{row}"].font = Font(strike=True)

    (finding,) = with_code(workbook.edit(change).read(), "OMV314")
    assert finding.values["what"] == "yliviivaus"
    assert finding.severity == "warning"


def test_fields_of_the_documents_data_are_read_as_words_alone(workbook: Edited) -> None:
    def change(book: Any) -> None:
        sheet = book["Asiakirjan tiedot"]
        row = next(r for r in range(4, 40) if sheet[f"A{r}"].value == "title")
        sheet[f"C{row}"].value = "Suunnitelma"
        sheet[f"C{row}"].font = Font(italic=True)

    assert list(lost(workbook.edit(change)).values()) == ["kursivointi"]


def test_a_cell_that_says_nothing_and_the_staffs_notes_may_look_as_they_like(
    workbook: Edited,
) -> None:
    def change(book: Any) -> None:
        for cell in ("D12", "E5", "F5", "G5", "J40"):
            book[STAFF][cell].fill = PatternFill("solid", fgColor="FFFF00")
        book[STAFF]["G5"].value = "tarkista"

    assert lost(workbook.edit(change)) == {}


@pytest.mark.needs("libreoffice")
def test_the_templates_looks_are_none_even_when_libreoffice_saved_them(
    examples: Path, tmp_path: Path
) -> None:
    for name in ("omavalvontasuunnitelma-2026.xlsx", "omavalvontasuunnitelma-2025.xlsx"):
        assert with_code(read(examples / name), "OMV314") == []
    saved = convert(examples / "omavalvontasuunnitelma-2026.xlsx", "xlsx", tmp_path)
    assert with_code(read(saved), "OMV314") == []


def test_letters_that_excel_shows_in_another_order_are_an_error(workbook: Edited) -> None:
    """A document would say 12.3.2026 where the workbook shows 6202.3.21."""
    workbook.put(
        STAFF, {"D4": "Voimassa \u202e12.3.2026\u202c saakka", "D5": "a \u200eb \u2068c\u2069"}
    )
    (finding,) = with_code(workbook.read(), "OMV642")
    assert finding.location.cell == "D4"
    assert finding.severity is Severity.ERROR
    assert "Voimassa 12.3.2026 saakka" in finding.message
