"""Text that nobody can see in Excel is found, told of, and never public."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from helpers_reader import some_sections
from helpers_secrecy import EXAMPLE, FORM, lean_example
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.writer.theme import theme_xml

from omvgen import pipeline, release
from omvgen.errors import PublicityError
from omvgen.workbook.reading.visible import is_invisible
from omvgen.workbook.xlsx.cells import Area, Laid, Sheet
from omvgen.workbook.xlsx.overlays import bounded
from omvgen.workbook.xlsx.styles import CellFormat, Fill, Overlay, Palette
from omvgen.workbook.xlsx.styles import Color as OurColor
from omvgen.workbook.xlsx.styles import Font as OurFont

PART = some_sections(FORM)
QUESTION = "tilat_tyovalineet"
TEXT = "Tavallinen vastaus jossa on QZX9SALA tässä."


def solid(color: str | Color) -> PatternFill:
    return PatternFill("solid", fgColor=color)


LOOKS = {
    "black on black": (Font(color="000000"), solid("000000"), None),
    "white on white": (Font(color="FFFFFF"), None, None),
    "white of the theme": (Font(color=Color(theme=0)), None, None),
    "white of the palette": (Font(color=Color(indexed=9)), None, None),
    "blue on blue of the theme": (Font(color="4F81BD"), solid(Color(theme=4)), None),
    "automatic on black": (Font(), solid("000000"), None),
    "almost white": (Font(color="FEFEFE"), None, None),
    "black made white": (Font(color=Color(theme=1, tint=1.0)), None, None),
    "one point": (Font(size=1), None, None),
    "a format that shows nothing": (None, None, ";;;"),
    "a format in white": (None, None, "[White]@"),
}
# The same again, all on one sheet: the cell is named, or not.
MORE_LOOKS = {
    "a format in the second colour": (None, None, "[Color2]@", True),
    "a format in a Finnish colour": (None, None, "[Keltainen]@", True),
    "the palest grey": (Font(color="F2F2F2"), None, None, True),
    "grey that is seen": (Font(color="A6A6A6"), None, None, False),
    "grey on a hatch of the same grey": (
        Font(color="808080"),
        PatternFill("darkGrid", fgColor="808080", bgColor="808080"),
        None,
        True,
    ),
    "black on grey lines": (Font(), PatternFill("lightUp", fgColor="808080"), None, False),
    "black on a gradient to black": (
        Font(color="000000"),
        GradientFill(stop=("FFFFFF", "000000")),
        None,
        True,
    ),
    "black on a pale gradient": (Font(), GradientFill(stop=("FFFFFF", "DDEBF7")), None, False),
}


def laid(**looks: object) -> Rule:
    return Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(**looks))


# Conditional formats, and whether they may hide the text.
OVERLAYS = {
    "white text": (laid(font=Font(color="FFFFFF")), True),
    "black ground": (laid(fill=PatternFill("solid", bgColor="FF000000")), True),
    "a condition's format that shows nothing": (
        laid(numFmt=NumberFormat(numFmtId=200, formatCode=";;;")),
        True,
    ),
    "red text": (laid(font=Font(color="C00000")), False),
    "pale ground": (laid(fill=PatternFill("solid", bgColor="FFFFF2CC")), False),
    "bold text": (laid(font=Font(bold=True)), False),
}


@pytest.fixture
def edited(tmp_path: Path):  # type: ignore[no-untyped-def]
    def edit(change, text: str = TEXT) -> Path:  # type: ignore[no-untyped-def]
        book = openpyxl.load_workbook(io.BytesIO(lean_example(PART)))
        name, ref = next(iter(book.defined_names[f"omv_{QUESTION}"].destinations))
        cell = book[name][ref.replace("$", "").split(":")[0]]
        cell.value = text
        change(cell)
        path = tmp_path / "suunnitelma.xlsx"
        book.save(path)
        return path

    return edit


def test_the_answer_is_public_where_it_can_be_seen(edited) -> None:  # type: ignore[no-untyped-def]
    reading = pipeline.read(edited(lambda cell: None), PART)
    assert "QZX9SALA" in release.publish(reading).plan.text(QUESTION)
    assert pipeline.build_public(reading)


@pytest.mark.parametrize("look", LOOKS)
def test_an_answer_that_cannot_be_seen_is_withheld_and_its_cell_named(look, edited) -> None:  # type: ignore[no-untyped-def]
    font, fill, code = LOOKS[look]

    def change(cell) -> None:  # type: ignore[no-untyped-def]
        if font:
            cell.font = font
        if fill:
            cell.fill = fill
        cell.number_format = code or cell.number_format

    assert_never_public(edited(change))


@pytest.mark.parametrize(
    "size", ["row of height 0.1", "row of 1 pt", "row of 4 pt", "hidden row", "no width"]
)
def test_so_is_one_in_a_row_or_column_without_room(size: str, edited) -> None:  # type: ignore[no-untyped-def]
    def change(cell) -> None:  # type: ignore[no-untyped-def]
        row = cell.parent.row_dimensions[cell.row]
        if size == "no width":
            cell.parent.column_dimensions[cell.column_letter].width = 0.1
        elif size == "hidden row":
            row.hidden = True
        else:
            row.height = float(size.split()[2]) if "pt" in size else 0.1

    assert_never_public(edited(change))


def test_a_colour_of_the_workbooks_own_theme_is_compared_as_it_is_there(edited) -> None:  # type: ignore[no-untyped-def]
    def change(cell) -> None:  # type: ignore[no-untyped-def]
        book = cell.parent.parent
        book.loaded_theme = theme_xml.replace("4F81BD", "FFFFFF")
        cell.font = Font(color=Color(theme=4))

    assert_never_public(edited(change))


@pytest.mark.parametrize("shown", [False, True])
def test_rows_that_are_hidden_by_default_are_hidden(shown: bool, edited) -> None:  # type: ignore[no-untyped-def]
    def change(cell) -> None:  # type: ignore[no-untyped-def]
        cell.parent.sheet_format.zeroHeight = True
        cell.parent.row_dimensions[cell.row].height = 60 if shown else None

    path = edited(change)
    if shown:
        assert "OMV153" not in [f.code for f in pipeline.read(path, PART).findings]
    else:
        assert_never_public(path)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Whether the cell with each of the looks and overlays is named as hidden."""
    book, cells = openpyxl.load_workbook(EXAMPLE), {}
    questions = (q.id for q in FORM.questions.values() if f"omv_{q.id}" in book.defined_names)
    for look, question in zip([*MORE_LOOKS, *OVERLAYS], questions, strict=False):
        name, ref = next(iter(book.defined_names[f"omv_{question}"].destinations))
        cell = cells[look] = book[name][ref.replace("$", "").split(":")[0]]
        cell.value = TEXT
        if look in OVERLAYS:
            cell.parent.conditional_formatting.add(f"A1:A2 {cell.coordinate}", OVERLAYS[look][0])
            continue
        font, fill, code, _ = MORE_LOOKS[look]
        cell.font, cell.fill = font or Font(), fill or PatternFill()
        cell.number_format = code or cell.number_format
    path = tmp_path_factory.mktemp("looks") / "suunnitelma.xlsx"
    book.save(path)
    hidden = [f for f in pipeline.read(path, FORM).findings if f.code == "OMV153"]
    return {
        look: any(
            f.location.sheet == cell.parent.title
            and re.search(rf"\b{cell.coordinate}\b", str(f.values["names"]))
            for f in hidden
        )
        for look, cell in cells.items()
    }


@pytest.mark.parametrize("look", [*MORE_LOOKS, *OVERLAYS])
def test_what_cannot_be_seen_or_may_be_hidden_by_a_condition_is_named(
    look: str, named: dict[str, bool]
) -> None:
    hides = OVERLAYS[look][1] if look in OVERLAYS else MORE_LOOKS[look][3]
    assert named[look] is hides


def test_a_conditional_format_with_very_many_areas_covers_the_sheet() -> None:
    areas = tuple(Area(row, 1, row, 1) for row in range(1, 2_000, 2))
    (one,) = bounded([Laid(areas, Overlay(color=OurColor("FFFFFF")))])
    assert one.covers(9_999, 5)
    assert bounded([Laid(areas, Overlay())]) == (), "it changes nothing that is looked at"


@given(st.integers(8, 63), st.integers(0, 0xFFFFFF).map("{:06X}".format))
def test_the_workbooks_own_palette_says_what_an_indexed_colour_is(index: int, color: str) -> None:
    own = ["123456"] * 56
    own[index - 8] = color
    format_ = CellFormat(
        (OurFont(color=OurColor(indexed=str(index))),), Fill("solid", OurColor(color))
    )
    assert is_invisible(
        Sheet("1", formats={(1, 1): format_}, palette=Palette(indexed=tuple(own))), 1, 1
    )


def assert_never_public(path: Path) -> None:
    reading = pipeline.read(path, PART)
    assert "QZX9SALA" in reading.plan.text(QUESTION)
    assert "QZX9SALA" not in release.publish(reading).plan.text(QUESTION)
    errors = [f for f in pipeline.validate_public(reading) if f.code == "OMV153"]
    assert any(f.location.cell for f in errors), "the insider learns which cell it is"
    with pytest.raises(PublicityError):
        pipeline.build_public(reading)


HEX = st.integers(0, 0xFFFFFF).map("{:06X}".format)


def looks(font: OurFont, fill: Fill) -> bool:
    sheet = Sheet("1", formats={(1, 1): CellFormat((font,), fill)})
    return is_invisible(sheet, 1, 1)


@given(HEX, st.floats(2.1, 40))
def test_a_colour_on_itself_is_invisible_at_any_size(color: str, size: float) -> None:
    font = OurFont(color=OurColor("FF" + color), size=str(size))
    assert looks(font, Fill("solid", OurColor("00" + color)))


@given(st.floats(0, 2), HEX)
def test_what_is_smaller_than_a_letter_is_invisible_in_any_colour(size: float, color: str) -> None:
    assert looks(OurFont(color=OurColor(color), size=str(size)), Fill())


@given(st.sampled_from(["000000", "1F3864", "C00000", "595959", "0563C1"]))
def test_ordinary_dark_text_is_seen_on_white_and_pale_ground(color: str) -> None:
    for ground in (Fill(), Fill("solid", OurColor("FFFFFF")), Fill("solid", OurColor("DDEBF7"))):
        assert not looks(OurFont(color=OurColor(color), size="11"), ground)
