"""The workbook that staff fill in: whole, steady, pleasant and safe to fill."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tools
from helpers_cli import omvgen, omvgen_process
from helpers_template import cell_text, opened, rich_texts, small_form
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from omvgen.errors import OmvgenError
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.package import unzip_package
from omvgen.plan.links import decode_links
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.workbook.template import guidance
from omvgen.workbook.template.make import make_workbook, starting_plan
from omvgen.workbook.text_fit import (
    MAX_HEIGHT,
    MAX_UNITS,
    first_line,
    lines_needed,
    split_rows,
    units,
)

ROOT = Path(__file__).parent.parent
OFFICIAL = json.loads((ROOT / "tests" / "data" / "form-texts.json").read_text("utf-8"))
SMALL = small_form()


@pytest.fixture(scope="module")
def template(form: Form) -> bytes:
    return make_workbook(form)


@pytest.fixture(scope="module")
def book(template: bytes) -> Any:
    return opened(template)


@pytest.fixture(scope="module")
def few(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template of three sections, for LibreOffice, which loads all of them in a second."""
    kept = tuple(section for section in form.sections if section.number in (3, 4, 13))
    assert len(kept) == 3
    file = tmp_path_factory.mktemp("tulosteet") / "template.xlsx"
    file.write_bytes(make_workbook(replace(form, sections=kept)))
    return file


@pytest.fixture(scope="module")
def printed(few: Path) -> list[str]:
    """The text of each page of the template as LibreOffice prints it."""
    return tools.pdf_pages(tools.convert(few, "pdf", few.parent))


def small_plan(**answers: Answer) -> Plan:
    return Plan(SMALL.id, SMALL.version, answers=answers)


def prefilled(text: RichText) -> bytes:
    """A small workbook with the text as the answer of `lisatietoja`, in row 5."""
    return make_workbook(SMALL, small_plan(lisatietoja=Answer(text)))


# What it holds.


def test_every_question_is_there_to_the_letter_and_in_order(book: Any) -> None:
    asked = [
        cell.value
        for sheet in book.worksheets[3:-1]
        for cell in sheet["C"][3:]
        if sheet.cell(cell.row, 2).value
    ]
    official = [q["text"] for section in OFFICIAL["sections"] for q in section["questions"]]
    assert asked == official


def test_sheets_come_in_order_and_say_which_they_are(book: Any, form: Form) -> None:
    sections = {section.sheet: section.id for section in form.sections}
    marks = {sheet.title: sheet["A1"].value for sheet in book.worksheets}
    front = {"Ohje": "#ohje", "Yhteenveto": "#yhteenveto", "Asiakirjan tiedot": "#asiakirja"}
    assert list(marks.items()) == list((front | sections | {"Muutosloki": "#muutosloki"}).items())


def test_every_answer_has_its_name_its_id_and_its_number(book: Any, form: Form) -> None:
    for question in form.questions.values():
        ((sheet, place),) = book.defined_names[f"omv_{question.id}"].destinations
        cell = book[sheet][place.replace("$", "")]
        row = [book[sheet].cell(cell.row, column).value for column in (1, 2, 3)]
        assert cell.column_letter == "D"
        assert row == [question.id, form.numbers[question.id], question.text]


def test_fields_tables_and_the_log_have_their_names(book: Any, form: Form) -> None:
    names = {f"omvd_{field.id}" for field in form.document_fields if not field.on_request}
    names |= {f"omvt_{table}" for table in [*form.tables, form.log.id]}
    assert names <= set(book.defined_names)
    for table in form.tables.values():
        ((sheet, place),) = book.defined_names[f"omvt_{table.id}"].destinations
        row = book[sheet][place.replace("$", "")].row
        titles = [cell.value for cell in book[sheet][row]][2 : 2 + len(table.columns)]
        assert titles == [column.title for column in table.columns]
        assert book[sheet].cell(row, 1).value == f"#{table.id}"
        assert book[sheet].cell(row - 1, 3).value == table.title


def test_the_form_and_its_version_are_told_to_programs_and_to_people(book: Any, form: Form) -> None:
    assert book.custom_doc_props["omvgen form"].value == form.id
    assert book.custom_doc_props["omvgen form version"].value == form.version
    shown = [[cell.value for cell in row[:3]] for row in book["Asiakirjan tiedot"].rows][-2:]
    assert shown == [
        ["#form_id", "Lomake", form.id],
        ["#form_version", "Lomakkeen versio", form.version],
    ]


def test_answers_are_public_except_where_the_form_hints_at_secrecy(book: Any, form: Form) -> None:
    for question in form.questions.values():
        ((sheet, place),) = book.defined_names[f"omv_{question.id}"].destinations
        publicity = book[sheet][place.replace("$", "")].offset(0, 1).value
        assert publicity == (None if question.secrecy_hint else "Julkinen")


def test_the_statement_of_a_section_is_shown() -> None:
    sheet = opened(make_workbook(SMALL))["2 Turvallisuus"]
    assert "Turvallisuudesta vastaa yksikön päällikkö." in [cell.value for cell in sheet["C"]]


# The same every time.


def test_the_repository_holds_the_template_of_today(template: bytes) -> None:
    kept = unzip_package((ROOT / "template.xlsx").read_bytes())
    assert kept == unzip_package(template), "run: omvgen template --force"


def test_two_runs_give_the_same_bytes_in_any_zone_and_with_any_seed(tmp_path: Path) -> None:
    made = []
    for zone, seed in (("Europe/Helsinki", "1"), ("Pacific/Auckland", "77")):
        file = tmp_path / f"{seed}.xlsx"
        said = omvgen_process("template", "-o", file, TZ=zone, PYTHONHASHSEED=seed)
        assert said.code == 0, said.err
        made.append(file.read_bytes())
    assert made[0] == made[1]


# Safe to fill.


def cells_to_fill(book: Any, form: Form) -> Iterator[Any]:
    for name in book.defined_names:
        ((sheet, place),) = book.defined_names[name].destinations
        cell = book[sheet][place.replace("$", "")]
        if name.startswith("omv_"):
            yield from (cell.offset(0, column) for column in range(4))
        elif name.startswith("omvt_"):
            yield cell.offset(1, 0)
        else:
            yield cell


def test_what_is_to_be_filled_is_unlocked_text_and_the_rest_is_locked(
    book: Any, form: Form
) -> None:
    open_cells = {(cell.parent.title, cell.coordinate) for cell in cells_to_fill(book, form)}
    assert len(open_cells) > 58 * 4
    for sheet, coordinate in open_cells:
        cell = book[sheet][coordinate]
        assert not cell.protection.locked
        assert cell.number_format == "@"
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.insertRows  # the file says what is locked
        assert not sheet.protection.formatRows
        for row in sheet.iter_rows(max_row=3):
            assert all(cell.protection.locked for cell in row)
        assert all(cell.protection.locked for cell in (*sheet["A"], *sheet["B"][:3]))


def test_no_cells_are_merged_and_ids_are_hidden(book: Any) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.column_dimensions["A"].hidden


def test_sheets_print_on_a4_across_with_their_header_row(book: Any, form: Form) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    with_tables = {form.section_of[table].sheet for table in form.tables}
    assert with_tables
    for sheet in book.worksheets[1:]:
        # The questions' headers would stand over the columns of another table.
        assert sheet.print_title_rows == ("$1:$1" if sheet.title in with_tables else "$3:$3")
        assert sheet.freeze_panes


@pytest.mark.needs("libreoffice", "poppler")
def test_tables_print_on_a_page_of_their_own_under_their_own_headers(printed: list[str]) -> None:
    (tables,) = [page for page in printed if "Työvuoro- ja varallaolojärjestelyt" in page]
    assert "Tehtävänimike" in tables
    assert "Kysymys" not in tables


def test_excel_does_not_offer_to_make_numbers_of_texts(template: bytes) -> None:
    for name, data in unzip_package(template).items():
        if name.startswith("xl/worksheets/sheet"):
            (ignored,) = etree.fromstring(data).iter("{*}ignoredError")
            assert ignored.get("numberStoredAsText") == "1"


def test_rows_have_heights_that_are_not_fixed(template: bytes) -> None:
    sheets = [d for name, d in unzip_package(template).items() if name.startswith("xl/worksheets")]
    assert sheets
    for sheet in sheets:
        assert b" ht=" in sheet
        assert b"customHeight" not in sheet


@pytest.mark.needs("libreoffice", "uno")
def test_a_row_grows_while_someone_types(few: Path) -> None:
    script = ROOT / "tests" / "type_with_libreoffice.py"
    said = tools.run_in_office(script, few, "4 Henkilöstö", "D4", "sana " * 400)
    before, after = map(float, said.split())
    assert after > before + 100


# Guidance.


def validations(book: Any) -> Iterator[tuple[Any, Any]]:
    for sheet in book:
        for validation in sheet.data_validations.dataValidation:
            yield sheet, validation


def validation_of(sheet: Any, cell: str) -> Any:
    (found,) = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    return found


@pytest.mark.parametrize("form", [load_form(), SMALL], ids=["built-in", "small"])
def test_lists_and_prompts_keep_excels_limits(form: Form) -> None:
    for _, validation in validations(opened(make_workbook(form))):
        assert units(validation.prompt or "") <= 255
        assert units(validation.promptTitle or "") <= 32
        assert units(validation.formula1 or "") <= 255
        assert units(validation.error or "") <= 225
        assert units(validation.errorTitle or "") <= 32


def test_publicity_is_chosen_from_a_list_and_nothing_else_is_taken(book: Any) -> None:
    for row in range(4, 11):
        validation = validation_of(book["4 Henkilöstö"], f"E{row}")
        assert validation.formula1 == '"Julkinen,Osittain salassa pidettävä,Salassa pidettävä"'
        assert validation.showErrorMessage


def test_provisions_can_be_chosen_or_typed(book: Any) -> None:
    validation = validation_of(book["4 Henkilöstö"], "F5")
    assert "JulkL 24 § 1 mom. 7 k" in validation.formula1
    assert not validation.showErrorMessage


def test_help_and_provisions_are_prompted_where_the_form_has_them(book: Any, form: Form) -> None:
    for question in form.questions.values():
        ((sheet, place),) = book.defined_names[f"omv_{question.id}"].destinations
        if question.help or question.secrecy_hint:
            prompt = validation_of(book[sheet], place.replace("$", "")).prompt
            assert question.help in prompt
            assert all(provision in prompt for provision in question.secrecy_hint)


def test_a_choice_with_details_is_a_list_with_a_row_for_the_details() -> None:
    answer = Answer(plain("Kyllä\nHarjoiteltu 1.2.2026.\n\nSeuraava syksyllä."))
    sheet = opened(make_workbook(SMALL, small_plan(harjoitus=answer)))["2 Turvallisuus"]
    assert validation_of(sheet, "D5").formula1 == '"Kyllä,Ei"'
    assert [sheet[cell].value for cell in ("A5", "D5", "A6", "C6", "D6")] == [
        "harjoitus",
        "Kyllä",
        None,
        None,
        "Harjoiteltu 1.2.2026.\n\nSeuraava syksyllä.",
    ]


def test_links_within_the_workbook_lead_somewhere(book: Any) -> None:
    targets = [
        cell.hyperlink.location
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert len(targets) > 15 * 3
    for target in targets:
        place = target.split("!")[0].strip("'")
        assert target in book.defined_names or place in book.sheetnames


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_stands_out_from_its_ground(book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                fill = cell.fill.fgColor.rgb if cell.fill.fill_type else "00FFFFFF"
                pair = sorted((luminance(cell.font.color.rgb), luminance(fill)))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.needs("libreoffice", "poppler")
def test_missing_answers_are_marked_by_words(printed: list[str]) -> None:
    text = "".join(printed)
    assert "3.1 puuttuu" in text
    assert "13.1 puuttuu" not in text


# Prefilled.


@given(rich_texts())
@settings(max_examples=max(settings().max_examples // 3, 1))
def test_any_answer_stands_in_its_cell_as_it_was(text: RichText) -> None:
    data = prefilled(text)
    cell = opened(data)["1 Perustiedot"]["D5"]
    found = cell_text(data, "1 Perustiedot", "D5")
    if cell.hyperlink:
        address = cell.hyperlink.target
        found = rich(replace(run, link=address) for run in decode_links(found).runs)
        assert found == text
        return
    assert decode_links(found) == text


@given(rich_texts(), st.integers(1, 30))
def test_a_long_answer_goes_on_below_and_nothing_is_lost(text: RichText, times: int) -> None:
    long = rich(run for _ in range(times * 5) for run in (*text.runs, Run("\nKappale. " * times)))
    pieces = split_rows(long, 60)
    joined = [run for piece in pieces for run in (*piece.runs, Run("\n"))]
    assert rich(joined) == long
    for piece in pieces:
        assert piece.plain.strip() or len(pieces) == 1
        assert lines_needed(piece.plain.rstrip("\n"), 60) <= 31 or "\n" not in piece.plain.strip()


def test_empty_lines_before_a_high_line_stay_with_it() -> None:
    pieces = split_rows(RichText((Run("\n\n" + "x" * 6000 + "\nloppu"),)), 60)
    assert [piece.plain.strip("x") for piece in pieces] == ["\n\n", "loppu"]


def test_every_part_of_a_long_answer_is_seen_and_belongs_to_its_question() -> None:
    paragraphs = [f"{n}. kappale. " + "Näin toimitaan. " * 30 for n in range(30)]
    data = prefilled(plain("\n\n".join(paragraphs)))
    sheet = opened(data)["1 Perustiedot"]
    rows = [row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 4).value]
    assert len(rows) > 5
    assert all(sheet.row_dimensions[row].height <= MAX_HEIGHT for row in rows)
    assert all(sheet.cell(row, column).value is None for row in rows[1:] for column in (1, 2, 3))
    assert all(not sheet.cell(row, 4).protection.locked for row in rows)
    text = "\n".join(sheet.cell(row, 4).value for row in rows)
    assert text == "\n\n".join(paragraph.rstrip() for paragraph in paragraphs)


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_cell_is_filled_to_the_last_character_and_no_further(letter: str) -> None:
    full = letter * (MAX_UNITS // units(letter))
    assert cell_text(prefilled(plain(full)), "1 Perustiedot", "D5").plain == full
    with pytest.raises(OmvgenError) as refused:
        prefilled(plain(full + letter))
    assert refused.value.finding.code == "OMV191"
    assert "D5" in refused.value.finding.message


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "00520", "_x0041_", "'heittomerkki", "+358"])
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    data = prefilled(plain(text))
    assert b"<f>" not in unzip_package(data)["xl/worksheets/sheet4.xml"]
    assert cell_text(data, "1 Perustiedot", "D5").plain == text


def test_a_link_is_the_cells_when_it_is_the_whole_answer() -> None:
    text = rich([Run("Ohje", link="https://esimerkki.example/ohje")])
    cell = opened(prefilled(text))["1 Perustiedot"]["D5"]
    assert (cell.value, cell.hyperlink.target) == ("Ohje", "https://esimerkki.example/ohje")


def test_everything_else_of_a_plan_is_there_too() -> None:
    answer = Answer(plain("Hyvin."), Publicity.PARTLY, ("JulkL 24 § 1 mom. 7 k", "Muu"), "Kysy!")
    plan = Plan(
        SMALL.id,
        SMALL.version,
        document={"title": "Suunnitelma"},
        answers={"kuvaus": answer},
        tables={"laitteet_taulukko": ({"laite": "Sammutin", "kunto": "hyvä"}, {"laite": "Ovi"})},
        log=({"version": "1.0", "change": "Alku"},),
    )
    book = opened(make_workbook(SMALL, plan))
    sheet = book["2 Turvallisuus"]
    row = [cell.value for cell in sheet[4]][3:7]
    assert row == ["Hyvin.", "Osittain salassa pidettävä", "JulkL 24 § 1 mom. 7 k; Muu", "Kysy!"]
    ((_, place),) = book.defined_names["omvt_laitteet_taulukko"].destinations
    header = sheet[place.replace("$", "")].row
    rows = [[cell.value for cell in sheet[header + n]][2:5] for n in (1, 2, 3)]
    assert rows == [["Sammutin", None, "hyvä"], ["Ovi", None, None], [None, None, None]]
    fields = {r[0].value: r[2].value for r in book["Asiakirjan tiedot"].iter_rows(min_row=4)}
    assert fields["title"] == "Suunnitelma"
    assert fields["language"] is None
    assert [cell.value for cell in book["Muutosloki"][4]][1:5] == ["1.0", None, None, "Alku"]


def test_a_plan_without_answers_is_not_filled_with_defaults() -> None:
    assert opened(make_workbook(SMALL, small_plan()))["1 Perustiedot"]["E4"].value is None
    assert starting_plan(SMALL).answer("nimi").publicity is Publicity.PUBLIC


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan("toinen", "1"), "OMV192"),
        (small_plan(vanha=Answer(plain("Tämä katoaisi."))), "OMV193"),
        (Plan("pieni", "1", document={"muu": "x"}), "OMV193"),
        (Plan("pieni", "1", tables={"laitteet_taulukko": ({"hinta": "1"},)}), "OMV193"),
    ],
)
def test_what_the_form_has_no_place_for_is_refused(plan: Plan, code: str) -> None:
    with pytest.raises(OmvgenError) as refused:
        make_workbook(SMALL, plan)
    assert refused.value.finding.code == code


# Summary: numbers as LibreOffice reckons them are in test_examples.


@pytest.mark.needs("libreoffice")
def test_a_question_answered_by_a_table_counts_when_the_table_has_rows(tmp_path: Path) -> None:
    tables = {"laitteet_taulukko": ({"laite": "Sammutin"},)}
    answers = {"harjoitus": Answer(plain("Ei"), Publicity.SECRET), "kuvaus": Answer(plain("x"))}
    file = tmp_path / "a.xlsx"
    file.write_bytes(make_workbook(SMALL, Plan("pieni", "1", answers=answers, tables=tables)))
    sheet = tools_values(tools.convert(file, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out"))
    assert sheet[4] == ["1 Perustiedot", 2, 0, 1, 0, 0, "Kesken: 1 vastaus puuttuu"]
    assert sheet[5] == ["2 Turvallisuus", 3, 3, 0, 1, 1, "Ratkaise julkisuus"]


def tools_values(file: Path) -> dict[int, list[Any]]:
    from openpyxl import load_workbook

    rows = load_workbook(file, data_only=True)["Yhteenveto"].iter_rows(min_row=4, max_col=8)
    return {row[0].row: [cell.value for cell in row[1:]] for row in rows}


# Other programs.


@pytest.mark.needs("ooxml-validator")
def test_microsofts_validator_finds_no_error(template: bytes, tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(template)
    runs = [
        Run("=lihava", bold=True),
        Run(" kursiivi\n", italic=True, underline=True),
        Run("linkki", link="https://esimerkki.example", strike=True),
    ]
    whole = rich([Run("Ohje", bold=True, link="mailto:a@esimerkki.example")])
    plan = small_plan(lisatietoja=Answer(rich(runs)), nimi=Answer(whole))
    (tmp_path / "filled.xlsx").write_bytes(make_workbook(SMALL, plan))
    assert tools.sdk_errors(tmp_path / "empty.xlsx") == []
    assert tools.sdk_errors(tmp_path / "filled.xlsx") == []


# The command.


def test_the_command_says_what_it_made(tmp_path: Path, form: Form) -> None:
    said = omvgen("template", cwd=tmp_path)
    assert (said.code, said.out) == (0, "")
    asked = f"{len(form.questions)} kysymystä"
    assert said.err == f"Kirjoitettu template.xlsx: {asked}, vastattu 0.\n"
    assert omvgen("template", cwd=tmp_path).code == 0  # the same file again loses nothing


def test_a_filled_workbook_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "template.xlsx").write_bytes(b"vuoden vastaukset")
    said = omvgen("template", cwd=tmp_path)
    assert said.code == 2
    assert said.err.startswith("OMV194")
    assert (tmp_path / "template.xlsx").read_bytes() == b"vuoden vastaukset"
    assert omvgen("template", "--force", cwd=tmp_path).code == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 1}', '{"answers": {"a": 1}}', "\udcff"])
def test_a_file_that_holds_no_answers_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    said = omvgen("template", "--answers", "plan.json", "-o", "a.xlsx", cwd=tmp_path)
    assert said.code == 2
    assert said.err.startswith("OMV190")
    assert not (tmp_path / "a.xlsx").exists()


def test_a_prompt_is_cut_between_words() -> None:
    assert guidance.shortened("yksi kaksi kolme", 12) == "yksi kaksi…"
    assert guidance.shortened("yksi", 4) == "yksi"


def test_the_first_line_is_parted_from_the_rest() -> None:
    first, rest = first_line(plain("Kyllä\n\nKoska."))
    assert (first.plain, rest.plain) == ("Kyllä", "\nKoska.")
