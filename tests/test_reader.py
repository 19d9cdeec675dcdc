"""What a workbook says, as staff meant it: texts, numbers, lists, tables, log, fields."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_reader import (
    QUESTIONS,
    STAFF,
    Edited,
    cells_named,
    codes,
    filled,
    said,
    some_sections,
    with_code,
)
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, plain
from omvgen.workbook.reading.result import Reading

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
SMALL_PLAN = filled(SMALL)
SAFETY, BASICS = "2 Turvallisuus", "1 Perustiedot"


FORM = some_sections(load_form())
PLAN = filled(FORM)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", FORM, PLAN)


@pytest.fixture
def small(tmp_path: Path) -> Edited:
    plan = filled(
        SMALL, tables={"laitteet_taulukko": ({"laite": "Sammutin"}, {"laite": "Hälytin"})}
    )
    return Edited(tmp_path / "pieni.xlsx", SMALL, plan)


def test_the_examples_are_read_without_a_finding(examples: Path) -> None:
    from omvgen import read

    workbooks = sorted(examples.glob("*.xlsx"))
    assert len(workbooks) == 3
    for workbook in workbooks:
        reading = read(workbook)
        assert reading.findings == ()
        assert len(reading.plan.answered) >= 56
        assert reading.plan.field("year") in workbook.name


def test_every_text_that_openpyxl_sees_in_an_example_is_in_the_plan(examples: Path) -> None:
    from omvgen import read

    path = examples / "omavalvontasuunnitelma-2026.xlsx"
    plan = read(path).plan
    book = openpyxl.load_workbook(path)
    for section in load_form().sections:
        for row in book[section.sheet].iter_rows(min_row=4):
            question, answer = row[0].value, row[3].value
            if question in plan.answers and answer:
                assert plan.text(question).startswith(answer.strip())


# --- text and formatting ------------------------------------------------------------


def test_formatting_of_words_and_of_the_whole_cell_is_kept(workbook: Edited) -> None:
    def change(book: Any) -> None:
        bold = TextBlock(InlineFont(b=True), "tärkeä")
        struck = TextBlock(InlineFont(strike=True, i=True), " vanha")
        book[STAFF]["D4"].value = CellRichText("Tämä on ", bold, struck, " asia.")
        book[STAFF]["D5"].value = "Koko solu"
        book[STAFF]["D5"].font = Font(italic=True, underline="single")

    plan = workbook.edit(change).read().plan
    assert plan.answer("henk_maara_rakenne").text.runs == (
        Run("Tämä on "),
        Run("tärkeä", bold=True),
        Run(" vanha", italic=True, strike=True),
        Run(" asia."),
    )
    (whole,) = plan.answer("henk_tyovuorot_varallaolo").text.runs
    assert whole == Run("Koko solu", italic=True, underline=True)


def test_a_link_over_the_cell_and_a_link_in_the_text_are_links(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF]["D4"].value = "ohje"
        book[STAFF]["D4"].hyperlink = "https://esimerkki.example/ohje"
        book[STAFF]["D4"].font = Font(underline="single", color="0000FF")
        book[STAFF]["D5"].value = "Katso [ohje](https://esimerkki.example)."

    plan = workbook.edit(change).read().plan
    assert plan.answer("henk_maara_rakenne").text.runs == (
        Run("ohje", link="https://esimerkki.example/ohje"),
    )
    assert plan.answer("henk_tyovuorot_varallaolo").text.runs == (
        Run("Katso "),
        Run("ohje", link="https://esimerkki.example"),
        Run("."),
    )


RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def linked(workbook: Edited, address: str, attributes: str) -> Edited:
    """The workbook with a link as Excel writes it, from cells of the staff's sheet."""
    number = 1 + openpyxl.load_workbook(workbook.path).sheetnames.index(STAFF)
    link = f'<hyperlink xmlns:r="{OFFICE}" r:id="rIdLinkki" {attributes}/>'
    relation = f'<Relationship Id="rIdLinkki" Type="{OFFICE}/hyperlink" Target="{address}"'

    def with_relation(xml: bytes) -> bytes:
        whole = xml or RELATIONS + b"</Relationships>"
        end = f'{relation} TargetMode="External"/></Relationships>'.encode()
        return whole.replace(b"</Relationships>", end)

    sheets = "xl/worksheets"
    workbook.part(f"{sheets}/_rels/sheet{number}.xml.rels", with_relation)
    return workbook.part(
        f"{sheets}/sheet{number}.xml",
        lambda xml: xml.replace(b"</hyperlinks>", f"{link}</hyperlinks>".encode()),
    )


def test_a_link_keeps_its_place_and_is_held_by_all_of_its_cells(workbook: Edited) -> None:
    address = "https://finlex.example/fi/laki/ajantasa/1999/19990621"
    reading = linked(workbook, address, 'ref="D4:D6" location="L6P24" display="JulkL"').read()
    links = {
        key: {run.link for run in reading.plan.answer(key).text.runs} for key in FORM.questions
    }
    held = {key for key, found in links.items() if found == {f"{address}#L6P24"}}
    assert held == set(QUESTIONS[:3])
    assert all(found == {None} for key, found in links.items() if key not in held)
    assert not codes(reading) & {"OMV314"}


def test_a_link_over_a_whole_column_is_read(workbook: Edited) -> None:
    reading = linked(workbook, "https://esimerkki.example/", 'ref="A1:XFD1048576"').read()
    (run,) = reading.plan.answer(QUESTIONS[-1]).text.runs
    assert run.link == "https://esimerkki.example/"


def test_a_link_within_the_workbook_is_none_of_the_plan(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF]["D4"].hyperlink = "#Ohje!A1"
        book[STAFF]["D5"].hyperlink = Hyperlink(ref="D5", location="'Ohje'!A1")

    plan = workbook.edit(change).read().plan
    assert {run.link for key in QUESTIONS for run in plan.answer(key).text.runs} == {None}


def test_an_address_that_excel_made_a_link_is_only_an_address(workbook: Edited) -> None:
    def change(book: Any) -> None:
        cell = book["1 Vastaanottokeskuksen tiedot"]["D9"]
        cell.value, cell.hyperlink = "a@b.example", "mailto:a@b.example"

    assert workbook.edit(change).read().plan.answer("vok_sahkoposti").text == plain("a@b.example")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\u0308iti", "äiti"),
        ("nolla\u200bleveä", "nollaleveä"),
        ("\u200b", ""),
        ("rivi_x000D_\ntoinen_x000d_\n", "rivi\ntoinen"),
        ("_x005F_x000D_", "_x000D_"),
        ("  - alakohta  ", "  - alakohta"),
    ],
)
def test_what_other_programs_leave_in_texts_is_cleaned(
    workbook: Edited, typed: str, read: str
) -> None:
    assert workbook.put(STAFF, {"D4": typed}).read().plan.text("henk_maara_rakenne") == read


def test_text_after_a_plain_piece_of_a_rich_string_is_not_lost(small: Edited) -> None:
    rich = b"<is><t>alku</t><r><t> ja </t></r><r><rPr><b/></rPr><t>loppu</t></r></is>"
    old = said("nimi").encode()

    def change(xml: bytes) -> bytes:
        before, _, after = xml.partition(old)
        start = before.rindex(b"<is>")
        return before[:start] + rich + after[after.index(b"</is>") + 5 :]

    reading = small.part("xl/worksheets/sheet4.xml", change).read()
    assert reading.plan.text("nimi") == "alku ja loppu"


# --- more rows, publicity -----------------------------------------------------------


def test_an_answer_goes_on_in_rows_without_a_question(workbook: Edited) -> None:
    reading = workbook.put(STAFF, {"D11": "- toinen\n- kolmas"}).read()
    assert reading.plan.text("henk_tyoturvallisuus") == (
        said("henk_tyoturvallisuus") + "\n- toinen\n- kolmas"
    )


def test_an_answer_after_an_empty_row_is_read_with_a_warning(small: Edited) -> None:
    reading = small.put(BASICS, {"D8": "perässä"}).read()
    assert reading.plan.text("lisatietoja") == said("lisatietoja") + "\n\n\nperässä"
    assert codes(reading) == {"OMV164"}


@pytest.mark.parametrize(
    ("word", "publicity"),
    [
        (" julkinen ", Publicity.PUBLIC),
        ("OSITTAIN salassa pidettävä", Publicity.PARTLY),
        ("Salassa  pidettävä", Publicity.SECRET),
        ("salainen", None),
    ],
)
def test_the_word_of_publicity_is_known_in_any_case_and_another_is_an_error(
    workbook: Edited, word: str, publicity: Publicity | None
) -> None:
    reading = workbook.put(STAFF, {"E4": word, "F4": " JulkL 24 § 1 mom. 7 k;X 1 § "}).read()
    answer = reading.plan.answer("henk_maara_rakenne")
    assert answer.publicity is publicity
    assert answer.bases == ("JulkL 24 § 1 mom. 7 k", "X 1 §")
    assert ("OMV160" in codes(reading)) is (publicity is None)


def test_secrecy_marked_on_a_further_row_is_an_error_and_never_ignored(workbook: Edited) -> None:
    reading = workbook.put(STAFF, {"D11": "jatkoa", "E11": "Salassa pidettävä"}).read()
    (finding,) = with_code(reading, "OMV161")
    assert finding.severity == "error"
    assert "E11" in finding.message
    assert "E10" in finding.remedy


@pytest.mark.parametrize("cells", ["E", "F"])
def test_publicity_or_bases_shifted_down_without_their_answers_are_an_error(
    workbook: Edited, cells: str
) -> None:
    def shift(book: Any) -> None:
        sheet = book["1 Vastaanottokeskuksen tiedot"]
        last = sheet.max_row
        sheet[f"F{last}"].value = "JulkL 24 § 1 mom. 7 k"
        for row in range(last + 1, 4, -1):
            sheet[f"{cells}{row}"].value = sheet[f"{cells}{row - 1}"].value
        sheet[f"{cells}4"].value = None

    reading = workbook.edit(shift).read()
    (finding,) = with_code(reading, "OMV421")
    assert finding.location.cell == f"{cells}13"
    assert finding.severity == "error"


# --- numbers, formulas, errors ------------------------------------------------------


NUMBERS = (
    (1.5, "General", "1,5"),
    (520, "00000", "00520"),
    (0.25, "0%", "25 %"),
    (0.125, "0.0 %", "12,5 %"),
    (1234567.891, "#,##0.00", "1 234 567,89"),
    (12000, '#,##0 "€"', "12 000 €"),
    (-3, "General", "-3"),
    (0.1 + 0.2, "General", "0,3"),
    (358401234567, "General", "358401234567"),
    (True, "General", "TOSI"),
    (datetime.date(2026, 1, 30), "yyyy-mm-dd", "30.1.2026"),
    (datetime.date(2026, 1, 30), "mm-dd-yy", "30.1.2026"),
    (datetime.datetime(2026, 1, 30, 14, 5), "d.m.yyyy h:mm", "30.1.2026 14.05"),
)
NUMBERED = dict(zip(FORM.questions, NUMBERS, strict=False))


@pytest.fixture(scope="module")
def with_numbers(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A workbook in which each number is the answer to a question of its own."""
    workbook = Edited(tmp_path_factory.mktemp("luvut") / "luvut.xlsx", FORM, PLAN, lean=True)
    places = workbook.read().places

    def change(book: Any) -> None:
        for question, (value, number_format, _) in NUMBERED.items():
            sheet, cell = places[Place("answer", question)][:2]
            book[sheet][cell].value = value
            book[sheet][cell].number_format = number_format

    return workbook.edit(change).read()


@pytest.mark.parametrize("question", NUMBERED)
def test_numbers_and_dates_are_read_as_excel_shows_them_in_finnish(
    with_numbers: Reading, question: str
) -> None:
    *_, shown = NUMBERED[question]
    assert with_numbers.plan.text(question).replace("\xa0", " ") == shown
    found = [f for f in with_numbers.findings if f.location.question == question]
    assert {f.code for f in found} == {"OMV158"}


def test_a_formula_without_a_value_and_an_error_value_are_errors(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF]["D4"].value = "=1+1"
        book[STAFF]["D5"].value = "#NAME?"
        book[STAFF]["D5"].data_type = "e"

    reading = workbook.edit(change).read()
    assert {f.location.cell: f.code for f in reading.findings} == {"D4": "OMV157", "D5": "OMV156"}
    assert not reading.plan.text("henk_maara_rakenne")


def test_an_error_value_that_was_pasted_as_a_text_is_an_error(workbook: Edited) -> None:
    shown = ("#VIITTAUS!", "#Nimi?", "#VÄRDEFEL!", "#N/A", "######")

    def change(book: Any) -> None:
        for row, text in enumerate(shown, 4):
            book[STAFF][f"D{row}"].value = text
            book[STAFF][f"D{row}"].data_type = "s"
        book[STAFF]["D9"].value = "#VIITTAUS! korjataan taulukosta."

    reading = workbook.edit(change).read()
    assert {f.location.cell: (f.code, f.severity) for f in reading.findings} == {
        f"D{row}": ("OMV156", "error") for row in range(4, 9)
    }
    told = {reading.plan.text(question) for question in reading.plan.answers}
    assert told >= set(shown), "what the cells say is not lost"


def test_a_calculated_formula_is_read_with_a_warning(small: Edited) -> None:
    def change(xml: bytes) -> bytes:
        before, _, after = xml.partition(said("nimi").encode())
        start, end = before.rindex(b"<c "), after.index(b"</c>")
        cell = before[start:].replace(b't="inlineStr"', b't="str"').partition(b">")[0]
        return before[:start] + cell + b"><f>A1</f><v>tulos</v>" + after[end:]

    reading = small.part("xl/worksheets/sheet4.xml", change).read()
    assert reading.plan.text("nimi") == "tulos"
    assert codes(reading) == {"OMV155"}


@pytest.mark.parametrize("value", [b"NaN", b"1e999", b"abc", b"inf", b"1_0"])
def test_a_cell_that_cannot_be_a_number_does_not_stop_its_sheet(
    small: Edited, value: bytes
) -> None:
    def change(xml: bytes) -> bytes:
        before, _, after = xml.partition(said("nimi").encode())
        start, end = before.rindex(b"<c "), after.index(b"</c>")
        cell = before[start:].replace(b't="inlineStr"', b't="n"').partition(b">")[0]
        return before[:start] + cell + b"><v>" + value + b"</v>" + after[end:]

    reading = small.part("xl/worksheets/sheet4.xml", change).read()
    assert codes(reading) == {"OMV159"}
    assert reading.plan.text("lisatietoja") == said("lisatietoja")


# --- what is not seen or not read ---------------------------------------------------


@pytest.mark.parametrize("nothing", [b"<!-- tyhj\xc3\xa4 -->", b"<?tyhja?>"])
def test_a_comment_of_the_xml_in_a_cell_is_no_text_of_it(small: Edited, nothing: bytes) -> None:
    """Programs may write one anywhere; it is no comment of Excel's."""

    def change(sheet: bytes) -> bytes:
        assert sheet.count(b"</row></sheetData>") == 1
        return sheet.replace(b"</row></sheetData>", b"<c>" + nothing + b"</c></row></sheetData>")

    reading = small.part("xl/worksheets/sheet4.xml", change).read()
    assert (reading.plan, codes(reading)) == (small.plan, set())


def test_text_in_a_cell_that_nobody_reads_is_said(workbook: Edited) -> None:
    reading = workbook.put(
        STAFF, {"J5": "Muista tämä!", "K5": "ja tämä", "D2": "yläreunassa"}
    ).read()
    named = cells_named(with_code(reading, "OMV150"))
    assert "J5, K5" in named
    assert "Muista tämä!" in named
    assert reading.plan == workbook.plan


def test_text_under_a_merged_cell_is_not_signed_unseen(workbook: Edited) -> None:
    def change(xml: bytes) -> bytes:
        merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D5:D6"/></mergeCells>'
        head, _, rest = xml.partition(b"</sheetData>")
        # mergeCells stands after the protection of the sheet
        cut = rest.index(b"<dataValidations") if b"<dataValidations" in rest else 0
        return head + b"</sheetData>" + rest[:cut] + merge[len(b"</sheetData>") :] + rest[cut:]

    number = 1 + openpyxl.load_workbook(workbook.path).sheetnames.index(STAFF)
    reading = workbook.part(f"xl/worksheets/sheet{number}.xml", change).read()
    assert codes(reading) == {"OMV151", "OMV152"}
    assert not reading.plan.text("henk_toiminnan_johtaminen")
    assert said("henk_toiminnan_johtaminen") in with_code(reading, "OMV151")[0].message


def test_hidden_rows_and_sheets_are_read_and_said(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF].row_dimensions[5].hidden = True
        book["5 Toimitilat ja työvälineet"].sheet_state = "hidden"

    reading = workbook.edit(change).read()
    assert codes(reading) == {"OMV153", "OMV162"}
    assert reading.plan == workbook.plan


def test_comments_are_said_not_to_be_part_of_the_plan(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book[STAFF]["D5"].comment = Comment("Tarkista tämä", "Maija")

    reading = workbook.edit(change).read()
    (finding,) = with_code(reading, "OMV154")
    assert "D5" in finding.message


def test_a_sheet_of_ones_own_is_said_not_to_be_read(workbook: Edited) -> None:
    def change(book: Any) -> None:
        book.create_sheet("Omat")["B2"].value = "muistiinpano"
        book.create_sheet("Tyhjä")

    (finding,) = workbook.edit(change).read().findings
    assert (finding.code, finding.location.sheet) == ("OMV134", "Omat")


# --- tables, log, document data -----------------------------------------------------


def table_header(book: Any, sheet: str = SAFETY) -> int:
    return next(r for r in range(1, 60) if book[sheet][f"A{r}"].value == "#laitteet_taulukko")


def test_table_columns_are_found_by_title_wherever_they_stand(small: Edited) -> None:
    def change(book: Any) -> None:
        row = table_header(book)
        sheet = book[SAFETY]
        for r in range(row, row + 4):
            sheet[f"C{r}"].value, sheet[f"D{r}"].value = sheet[f"D{r}"].value, sheet[f"C{r}"].value

    reading = small.edit(change).read()
    assert reading.plan.tables == small.plan.tables
    assert reading.findings == ()


def test_a_column_with_another_title_is_read_by_its_place_with_a_warning(small: Edited) -> None:
    def change(book: Any) -> None:
        book[SAFETY][f"C{table_header(book)}"].value = "Vehje"

    reading = small.edit(change).read()
    assert reading.plan.tables == small.plan.tables
    (finding,) = with_code(reading, "OMV166")
    assert "Laite" in finding.message


def test_rows_after_an_empty_one_are_read_with_a_warning_and_have_places(small: Edited) -> None:
    def change(book: Any) -> None:
        row = table_header(book)
        book[SAFETY][f"C{row + 4}"].value = "Ensiapulaukku"
        book[SAFETY][f"D{row + 4}"].value = datetime.date(2026, 2, 3)

    reading = small.edit(change).read()
    assert reading.plan.rows("laitteet_taulukko")[2] == {
        "laite": "Ensiapulaukku",
        "tarkastettu": "3.2.2026",
    }
    assert codes(reading) == {"OMV168"}
    place = Place("table", "laitteet_taulukko", "kunto", 2)
    assert reading.places[place].cell.startswith("E")


def test_a_table_whose_titles_are_gone_is_not_guessed(small: Edited) -> None:
    def change(book: Any) -> None:
        row = table_header(book)
        for column in "CDEFGH":
            book[SAFETY][f"{column}{row}"].value = f"x{column}"

    reading = small.edit(change).read()
    assert {"OMV165", "OMV150"} <= codes(reading)
    assert reading.plan.tables == {}


def test_a_table_row_may_say_what_a_question_says(small: Edited) -> None:
    def change(book: Any) -> None:
        book[SAFETY][f"C{table_header(book) + 3}"].value = "Yksikön nimi"

    reading = small.edit(change).read()
    assert reading.plan.rows("laitteet_taulukko")[-1] == {"laite": "Yksikön nimi"}
    assert reading.findings == ()


def test_fields_and_log_are_read_from_their_sheets(tmp_path: Path) -> None:
    plan = filled(
        SMALL,
        document={"title": "Suunnitelma", "year": "2026", "distribution": "A\nB"},
        log=({"version": "1.0", "date": "1.2.2026", "change": "Uusi"}, {"version": "1.1"}),
    )
    reading = Edited(tmp_path / "kirja.xlsx", SMALL, plan).read()
    assert reading.plan == plan
    assert reading.places[Place("field", "year")].sheet == "Asiakirjan tiedot"
    assert reading.places[Place("log", "muutosloki", "change", 1)].cell == "E5"


def test_a_year_and_a_date_typed_as_numbers_are_no_fault(workbook: Edited) -> None:
    def change(book: Any) -> None:
        sheet = book["Asiakirjan tiedot"]
        rows = {sheet[f"A{r}"].value: r for r in range(1, 40)}
        sheet[f"C{rows['year']}"].value = 2026
        sheet[f"C{rows['date']}"].value = datetime.date(2026, 1, 30)

    reading = workbook.edit(change).read()
    assert (reading.plan.field("year"), reading.plan.field("date")) == ("2026", "30.1.2026")
    assert reading.findings == ()


# --- forms and versions -------------------------------------------------------------


def renamed(form: Form, old: str, new: str) -> Form:
    """The form in a later version, in which a question has another id."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, id=new, renamed_from=(old,)) if q.id == old else q
                for q in section.questions
            ),
        )
        for section in form.sections
    )
    return replace(form, version="2", sections=sections)


def test_an_older_forms_workbook_is_read_by_former_ids(small: Edited) -> None:
    small.form = renamed(SMALL, "kuvaus", "turvallisuus_kuvaus")
    reading = small.read()
    assert reading.plan.text("turvallisuus_kuvaus") == said("kuvaus")
    assert codes(reading) == {"OMV123", "OMV137"}
    assert reading.plan.form_version == "1"


def test_a_question_that_the_older_form_lacks_is_a_note(small: Edited) -> None:
    first = SMALL.sections[0]
    more = replace(first.questions[1], id="uusi", text="Uusi kysymys?")
    sections = (replace(first, questions=(*first.questions, more)), *SMALL.sections[1:])
    small.form = replace(SMALL, version="2", sections=sections)
    assert codes(small.read()) == {"OMV123", "OMV136"}


def test_a_workbook_that_does_not_say_its_form_is_read_with_a_warning(small: Edited) -> None:
    def forget(book: Any) -> None:
        del book.custom_doc_props["omvgen form"]
        del book.custom_doc_props["omvgen form version"]
        sheet = book["Asiakirjan tiedot"]
        for row in range(1, 40):
            if str(sheet[f"A{row}"].value).startswith("#form"):
                sheet[f"C{row}"].value = None

    reading = small.edit(forget).read()
    assert codes(reading) == {"OMV124"}
    assert (reading.plan.form_id, reading.plan.form_version) == (SMALL.id, SMALL.version)


def test_findings_of_checks_find_their_cells(small: Edited) -> None:
    reading = small.read()
    finding = Finding("OMV160", place=Place("answer", "kuvaus", "publicity"))
    (located,) = reading.locate([finding])
    assert (located.location.sheet, located.location.cell) == (SAFETY, "E4")


def test_an_empty_answer_with_a_note_is_kept(small: Edited) -> None:
    reading = small.put(BASICS, {"D5": None, "E5": None, "G5": "kysy johtajalta"}).read()
    assert reading.plan.answer("lisatietoja") == Answer(note="kysy johtajalta")
