"""Number formats: what a cell shows is what is read, held against LibreOffice's own display."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from helpers_reader import Edited, codes, filled, with_code
from helpers_work import calls
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tools import program

from omvgen.findings.model import errors
from omvgen.form.loader import load_form
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.number_format import show_number, show_text
from omvgen.workbook.xlsx.opening import open_workbook

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
BASICS, SAFETY, DOCUMENT, LOG = "1 Perustiedot", "2 Turvallisuus", "Asiakirjan tiedot", "Muutosloki"
TABLE = "laitteet_taulukko"
PLAN = filled(
    SMALL,
    document={"title": "Suunnitelma", "year": "2026", "version": "2.0", "replaces": "1.0"},
    tables={TABLE: ({"laite": "Sammutin"}, {"laite": "Hälytin"})},
    log=({"version": "1.0", "date": "1.2.2026", "change": "Uusi"}, {"version": "1.1"}),
)
HOUR = 1 / 24

# The value, its number format, and what Excel shows of it in Finnish.
CASES = [
    (401234567, "000-0000000", "040-1234567"),
    (90000660, "0000000-0", "9000066-0"),
    (37.5 * HOUR, "[h]:mm", "37:30"),
    (2.5, "# ?/?", "2 1/2"),
    (1500000, '#,##0, "t€"', "1 500 t€"),
    (0, '0" hlöä";-0" hlöä";"ei ketään"', "ei ketään"),
    (1, '[=1]"Kyllä";[=0]"Ei";0', "Kyllä"),
    (46052, "[$-40B]d. mmmm yyyy", "30. tammikuuta 2026"),
    (3, '0". kerros"', "3. kerros"),
    (0, "0;-0;;@", ""),
    (37.5 * HOUR, "[h]:mm:ss", "37:30:00"),  # has no code of its own in the file: number 46
    (46052, "pp.kk.vvvv", "30.1.2026"),  # codes that Finnish programs leave untranslated
    (1, '"Kyllä";"Kyllä";"Ei"', "Kyllä"),
    (0, '"Kyllä";"Kyllä";"Ei"', "Ei"),
    (520, "00000", "00520"),
    (0.25, "0%", "25 %"),
    (0.125, "0.0 %", "12,5 %"),
    (1234567.891, "#,##0.00", "1 234 567,89"),
    (0.1 + 0.2, "General", "0,3"),
    (46052.5625, "d.m.yyyy h:mm", "30.1.2026 13.30"),
    (46052, "d.m.", "30.1."),
    (46052, '[$-40B]d. mmmm"ta" yyyy;@', "30. tammikuuta 2026"),
    (46052.5, 'd.m.yyyy" klo "h:mm', "30.1.2026 klo 12.00"),
    ("12 B", '"Huone "@', "Huone 12 B"),
    ("A", "_-@_-", "A"),
    (46052, "[$-409]d mmmm yyyy", "30 January 2026"),
    (46052, "[$-41D]dddd d mmmm yyyy", "fredag 30 januari 2026"),
    (46052.5625, "[$-409]h:mm AM/PM;@", "1:30 PM"),
    (46052, "[$-en-GB]dddd", "Friday"),
    (1e16, '0" kpl"', "10000000000000000 kpl"),
    (-7, '0" kpl";@', "-7 kpl"),
    (-0.004, '"+358 "00 000', "+358 00 000"),
]


def plainly(text: str) -> str:
    """The text with ordinary spaces, and without spaces at its ends."""
    return text.replace("\xa0", " ").replace("\u202f", " ").strip()


def edited(tmp_path: Path, cells: Mapping[tuple[str, str], tuple[Any, str]]) -> Reading:
    """The small form's workbook, read after these cells got a value and a number format."""

    def change(book: Any) -> None:
        for (sheet, ref), (value, code) in cells.items():
            book[sheet][ref].value = value
            book[sheet][ref].number_format = code

    return Edited(tmp_path / "kirja.xlsx", SMALL, PLAN, lean=True).edit(change).read()


def found_at(reading: Reading, kind: str, id_: str, part: str = "text", row: Any = None) -> str:
    """The reference of the cell of a part of the plan."""
    return next(
        location.cell
        for place, location in reading.places.items()
        if (place.kind, place.id, place.part, place.row) == (kind, id_, part, row)
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Where cells of each kind are in the small form's workbook."""
    reading = edited(tmp_path_factory.mktemp("paikat"), {})
    return {
        "answer": (BASICS, found_at(reading, "answer", "lisatietoja")),
        "cell": (SAFETY, found_at(reading, "table", TABLE, "laite", 0)),
        "checked": (SAFETY, found_at(reading, "table", TABLE, "tarkastettu", 0)),
        **{
            name: (DOCUMENT, found_at(reading, "field", name))
            for name in ("title", "year", "date", "version", "replaces")
        },
        "log": (LOG, found_at(reading, "log", "muutosloki", "version", 1)),
    }


@pytest.mark.parametrize(("value", "code", "shown"), CASES)
def test_answers_tables_and_fields_say_what_their_cells_show(
    tmp_path: Path, places: dict[str, tuple[str, str]], value: Any, code: str, shown: str
) -> None:
    where = (places["answer"], places["cell"], places["title"])
    reading = edited(tmp_path, dict.fromkeys(where, (value, code)))
    laite = reading.plan.rows(TABLE)[0].get("laite", "") if shown else ""
    texts = (reading.plan.text("lisatietoja"), laite, reading.plan.field("title"))
    assert [plainly(text) for text in texts] == [shown] * 3
    assert codes(reading) <= {"OMV158"}


def test_a_date_column_reads_the_whole_date_and_a_year_the_bare_number(
    tmp_path: Path, places: dict[str, tuple[str, str]]
) -> None:
    cells = {
        places["checked"]: (46052, "d.m."),
        places["date"]: (46052, "mmmm yyyy"),
        places["title"]: (46052, "mmmm yyyy"),
        places["year"]: (2026, "#,##0"),
    }
    plan = edited(tmp_path, cells).plan
    assert plan.rows(TABLE)[0]["tarkastettu"] == plan.field("date") == "30.1.2026"
    assert (plan.field("title"), plan.field("year")) == ("tammikuu 2026", "2026")


def test_a_number_whose_format_is_unknown_is_read_bare_and_said_so(
    tmp_path: Path, places: dict[str, tuple[str, str]]
) -> None:
    cells = {
        places["cell"]: (1.5, "0" * 300),
        places["title"]: (-1, "d.m.yyyy"),
        places["answer"]: (3, "0 kpl"),
    }
    reading = edited(tmp_path, cells)
    assert reading.plan.rows(TABLE)[0]["laite"] == "1,5"
    assert (reading.plan.field("title"), reading.plan.text("lisatietoja")) == ("-1", "3")
    found = with_code(reading, "OMV330")
    assert {f.location.cell for f in found} == {ref for _, ref in cells}
    assert not errors(found)


@pytest.mark.parametrize(
    ("value", "code"),
    [(3, "0\\ h"), (-1, "d.m.yyyy;@"), (-1, "[$-40B]d. mmmm yyyy;@"), (2, "00 mm"), (3, "yyyy0")],
)
def test_digits_among_dates_and_days_before_the_first_are_unknown(value: int, code: str) -> None:
    shown = show_number(value, code)
    assert (shown.text, shown.is_known) == (str(value), False)


def test_what_a_format_hides_is_read_and_said_to_be_hidden(
    tmp_path: Path, places: dict[str, tuple[str, str]]
) -> None:
    hidden = {places["cell"]: ("Salainen", ";;;"), places["title"]: (5, ";;;")}
    reading = edited(tmp_path, hidden)
    assert reading.plan.rows(TABLE)[0]["laite"] == "Salainen"
    assert reading.plan.field("title") == "5"
    assert len(with_code(reading, "OMV153")) == 2


# --- versions -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["version", "replaces", "log"])
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ((46055, "d.m.yyyy"), ("2.2.2026", "OMV331", "'2.2")),
        ((46055, "d.m."), ("2.2.", "OMV331", "'2.2")),
        ((41275, "mmm.yy"), ("tammi.13", "OMV331", "'1.13")),
        ((1, "General"), ("1", "OMV332", "'1.0")),
        ((1.1, "General"), ("1.1", "OMV333", "'1.1")),
        ((2, "0.0"), ("2.0", "OMV333", "'2.0")),
        ((1.1, "0.00"), ("1.10", "OMV333", "'1.10")),
        ((1.1, '0.0" kpl"'), ("1.1", "OMV333", "'1.1")),
    ],
)
def test_a_version_that_excel_made_a_date_or_a_number_is_told_how_to_type(
    tmp_path: Path,
    places: dict[str, tuple[str, str]],
    name: str,
    number: tuple[float, str],
    expected: tuple[str, str, str],
) -> None:
    read, finding, typed = expected
    reading = edited(tmp_path, {places[name]: number})
    plan = reading.plan
    assert (plan.log[1]["version"] if name == "log" else plan.field(name)) == read
    (found,) = with_code(reading, finding)
    assert (found.location.sheet, found.location.cell) == places[name]
    assert f"{typed} " in found.remedy
    assert bool(errors([found])) == (finding != "OMV333")


# --- LibreOffice's display ----------------------------------------------------------

NUMBERS = (0, 1, -7.25, 1234.567, 401234567)
NUMBER_FORMATS = (
    *("0", "00", "00000", "0.0", "0.00", "#,##0", "#,##0.00", "#", "#.##", "0.##", "?0", "0%"),
    *("0.0%", "0 %", '#,##0.00\\ "€"', "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "# ?/8"),
    *("000-0000000", "0000000-0", "00-00-00", '0". kerros"', '"n. "0', "0;-0;;@", '0;-0;"-"'),
    *('0" hlöä";-0" hlöä";"ei ketään"', '"Kyllä";"Kyllä";"Ei"', '[=1]"Kyllä";[=0]"Ei";0'),
    *('[<10]"vähän";[<100]"jonkin verran";"paljon"', '#,##0, "t€"', '0.0,," M€"', "0;(0)"),
    *("[Red]0", "[$€-40B] #,##0.00", "_-* #,##0.00_-", "General", 'General" kpl"', "@", '0"/"0'),
)
DAYS = (46052, 46052.5625, 400.75)
DAY_FORMATS = (
    *("d.m.yyyy", "yyyy-mm-dd", "m/d/yyyy", "d. mmmm yyyy", "[$-40B]d. mmmm yyyy", "mmmm yyyy"),
    *("mmm yyyy", "ddd d.m.", "dddd d.m.yyyy", "d.m.", "m/yyyy", "yyyy", "yy", "mmmm", "mmmmm"),
    *("dddd", "dd", "h:mm", "mm:ss", "[h]:mm", "[hh]:mm:ss", "[m]", "[s]", "h:mm AM/PM"),
    *("d.m.yyyy h:mm", '[h]" t "mm" min"', "[$-F800]dddd, mmmm dd, yyyy", 'yyyy"/"m'),
    *("[$-409]d mmmm yyyy", "[$-409]ddd, mmm d", "[$-409]h:mm AM/PM", "[$-41D]dddd d mmmm yyyy"),
    *("[$-41D]ddd d mmm", "[$-1040B]d. mmmm yyyy", "[$-40B]ddd d.m."),
)
PAIRS = [
    *((value, code) for code in NUMBER_FORMATS for value in NUMBERS),
    *((day, code) for code in DAY_FORMATS for day in DAYS),
    *((1.5625, code) for code in ("d.m.yyyy", "mmmm yyyy", "[h]:mm")),
]


# Pairs of which the reader says other words than LibreOffice, by the reason why:
# the format, the value, what is read, what LibreOffice shows.
DIFFERENCES = {
    "a percent sign stands apart from its number (Kielitoimiston ohjepankki)": [
        ("0.0%", 0, "0,0 %", "0,0%"),
        ("0.0%", 1, "100,0 %", "100,0%"),
        ("0.0%", -7.25, "-725,0 %", "-725,0%"),
        ("0.0%", 1234.567, "123456,7 %", "123456,7%"),
        ("0.0%", 401234567, "40123456700,0 %", "40123456700,0%"),
    ],
    "spaces that only align numbers under each other are left out": [
        ("?0", -7.25, "-7", "- 7"),
        ("# ??/??", -7.25, "-7 1/4", "-7  1/4"),
        ("_-* #,##0.00_-", -7.25, "-7,25", "- 7,25"),
    ],
    "Excel keeps the minus sign in a section without a condition": [
        ('[=1]"Kyllä";[=0]"Ei";0', -7.25, "-7", "7"),
    ],
    "a date in digits is d.m.yyyy (SFS 2487:2024)": [
        ("yyyy-mm-dd", 46052, "30.1.2026", "2026-01-30"),
        ("yyyy-mm-dd", 46052.5625, "30.1.2026", "2026-01-30"),
        ("yyyy-mm-dd", 400.75, "3.2.1901", "1901-02-03"),
        ("m/d/yyyy", 46052, "30.1.2026", "1.30.2026"),
        ("m/d/yyyy", 46052.5625, "30.1.2026", "1.30.2026"),
        ("m/d/yyyy", 400.75, "3.2.1901", "2.3.1901"),
    ],
    "a full stop parts the hours from the minutes of a time of day (SFS 2487:2024)": [
        ("h:mm", 46052, "0.00", "0:00"),
        ("h:mm", 46052.5625, "13.30", "13:30"),
        ("h:mm", 400.75, "18.00", "18:00"),
        ("h:mm AM/PM", 46052, "12.00 ap.", "12:00 ap."),
        ("h:mm AM/PM", 46052.5625, "1.30 ip.", "1:30 ip."),
        ("h:mm AM/PM", 400.75, "6.00 ip.", "6:00 ip."),
        ("d.m.yyyy h:mm", 46052, "30.1.2026 0.00", "30.1.2026 0:00"),
        ("d.m.yyyy h:mm", 46052.5625, "30.1.2026 13.30", "30.1.2026 13:30"),
        ("d.m.yyyy h:mm", 400.75, "3.2.1901 18.00", "3.2.1901 18:00"),
    ],
    "Excel's calendar has a 29 February 1900, and so other days before it": [
        ("d.m.yyyy", 1.5625, "1.1.1900", "31.12.1899"),
        ("mmmm yyyy", 1.5625, "tammikuu 1900", "joulukuu 1899"),
    ],
}
IN_FINNISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>fi-FI</value></prop></item></oor:items>"""


def as_libreoffice_shows(workbook: bytes, folder: Path) -> list[str]:
    """The texts of the cells of the only sheet, in order, in a Finnish LibreOffice."""
    source, profile = folder / "solut.xlsx", folder / "profiili"
    source.write_bytes(workbook)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(IN_FINNISH, "utf-8")
    subprocess.run(
        [
            *(program("libreoffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", "html", "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    cells = lxml.html.parse(str(folder / "solut.html")).iter("td")
    return ["".join(cell.itertext()) for cell in cells]


@pytest.mark.needs("libreoffice")
def test_the_reader_says_what_libreoffice_shows(tmp_path: Path) -> None:
    """Cell by cell; each deliberate difference is named, and is one indeed."""
    book = Workbook()
    for row, (value, code) in enumerate(PAIRS, 1):
        cell = book.active.cell(row, 1, value)
        cell.number_format = code
    saved = BytesIO()
    book.save(saved)
    (sheet,) = load_book(open_workbook(saved.getvalue(), "solut.xlsx")).sheets
    different = {
        (code, value): (read, shown)
        for pairs in DIFFERENCES.values()
        for code, value, read, shown in pairs
    }
    shown = as_libreoffice_shows(saved.getvalue(), tmp_path)
    assert len(shown) == len(PAIRS)
    wrong = []
    for row, ((value, code), text) in enumerate(zip(PAIRS, shown, strict=True), 1):
        pair = (plainly(sheet.text(row, 1)), plainly(text))
        if pair != different.pop((code, value), (pair[1], pair[1])):
            wrong.append((code, value, *pair))
    assert not wrong
    assert not different


# --- for all formats and all numbers -------------------------------------------------

ANY_NUMBER = st.floats(allow_nan=False, allow_infinity=False)
ANY_CODE = st.one_of(
    st.text(st.sampled_from('#0?,.%;"\\-_*[]$€ /dmyhspkvtGeneral@E+<>=:'), max_size=300),
    st.text(max_size=300),
)


@given(ANY_NUMBER, ANY_CODE, st.booleans())
def test_no_number_and_no_format_code_stops_the_reading(
    number: float, code: str, epoch: bool
) -> None:
    shown = show_number(number, code, epoch_1904=epoch)
    assert isinstance(shown.text, str)
    assert shown.bare
    assert isinstance(show_text("Sanoja", code), str)


@given(
    st.text(st.sampled_from('#0?,.%;"\\-_*[]$ /dmyhs@E+'), min_size=1, max_size=3),
    st.sampled_from([0, 0.1, -7.25, 46052.5, 1e14, 1e300, 5e-324]),
)
def test_a_long_code_costs_no_more_than_its_length(unit: str, number: float) -> None:
    code = (unit * 255)[:255]
    assert calls(lambda: show_number(number, code)) < 100 * len(code)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 4))
def test_a_number_is_rounded_to_its_decimals_as_a_person_would(
    number: int, exponent: int, decimals: int
) -> None:
    value = number / 10**exponent
    shown = show_number(value, "0." + "0" * decimals if decimals else "0").text
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(shown.replace(",", ".")) == rounded
    assert len(shown.partition(",")[2]) == decimals


@given(st.data(), st.integers(1, 15))
def test_a_mask_keeps_every_digit(data: st.DataObject, places: int) -> None:
    number = data.draw(st.integers(0, 10**places - 1))
    cuts = data.draw(st.sets(st.integers(1, places)))
    mask = "".join("-" * (place in cuts) + "0" for place in range(places))
    shown = show_number(number, mask).text
    assert shown.replace("-", "") == str(number).zfill(places)
    assert [place for place, sign in enumerate(shown) if sign == "-"] == [
        place for place, sign in enumerate(mask) if sign == "-"
    ]
