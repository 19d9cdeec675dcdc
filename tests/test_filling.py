"""What people do to a workbook by accident while they fill it in, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_checks import FORM, LONG, PARTLY, PUBLIC, sound_plan, with_answer
from helpers_reader import FIRST, QUESTIONS, STAFF, Edited, filled, some_sections, with_code
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import column_index_from_string, get_column_letter
from PIL import Image as Picture

import omvgen
from omvgen.checks import check
from omvgen.checks.spread import answer_spread_over_rows
from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.package import open_package
from omvgen.plan.outdated import outdated
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain
from omvgen.workbook.reading.front_sheets import own_texts
from omvgen.workbook.template.make import make_workbook
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Cell, Spot

SOME = some_sections(FORM)
PLAN = filled(SOME)
STAFF_PART = "xl/worksheets/sheet5.xml"  # after Ohje, Yhteenveto, Asiakirjan tiedot and section 1
SECTION = next(section for section in FORM.sections if section.sheet == STAFF)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", SOME, PLAN)


def validated(workbook: Edited, *ignored: str) -> list[Finding]:
    """All findings but those that the made-up answers have anyway."""
    usual = {finding.code for finding in omvgen.validate(_untouched(workbook))} | set(ignored)
    return [f for f in omvgen.validate(workbook.read()) if f.code not in usual]


def _untouched(workbook: Edited) -> omvgen.Reading:
    return Edited(workbook.path.with_name("alku.xlsx"), SOME, PLAN).read()


# One text pasted over the rows of several questions.

SENTENCES = (
    "Toimipisteessä on neljätoista ihmistä kolmessa tiimissä.",
    "Vuorot sovitaan kuudeksi viikoksi kerrallaan ja julkaistaan intranetissä.",
    "Sijaiset pyydetään yhteisestä poolista, ja sijaisten määrää seurataan.",
    "Esihenkilö keskustelee jokaisen kanssa kerran vuodessa syksyllä.",
    "Koulutuksia pidetään neljä vuodessa, ja niihin tulee koko tiimi.",
    "Uusi kollega saa nimetyn parin ja lukee ohjeet ensimmäisenä päivänä.",
    "Läheltä piti -tilanteet kirjataan ja käydään läpi joka kuukausi.",
)
LINES = (
    "Toimipisteessä on neljätoista ihmistä kolmessa tiimissä",
    "ja heidän työnsä jakautuu kahteen vuoroon. Vuorossa on",
    "- kaksi ohjaajaa",
    "- yksi sairaanhoitaja",
)


def pasted(texts: tuple[str, ...]) -> Plan:
    """A sound plan in whose section of staff the texts are the first and only answers."""
    answers = {
        **sound_plan().answers,
        **{q.id: Answer(publicity=PUBLIC) for q in SECTION.questions},
    }
    for question, text in zip(SECTION.questions, texts, strict=False):
        answers[question.id] = Answer(plain(text), PUBLIC)
    plan = sound_plan()
    return Plan(plan.form_id, plan.form_version, plan.document, answers)


def spread(plan: Plan) -> list[Finding]:
    sections = (answer_spread_over_rows(plan, FORM, section) for section in FORM.sections)
    return [finding for found in sections for finding in found]


HALVES = (SENTENCES[0].rstrip(".") + ",", "Vuorot julkaistaan intranetissä.")
REFERRING = (SENTENCES[0], "Näin jokainen tietää vuoronsa hyvissä ajoin.")
JOINED = (SENTENCES[0], "Lisäksi sijaisia pyydetään yhteisestä poolista viikoittain.")


@pytest.mark.parametrize(
    "texts", [SENTENCES, LINES, LINES[:2], SENTENCES[:4], JOINED, HALVES, REFERRING]
)
def test_a_text_that_was_pasted_over_rows_names_them_and_the_way_back(
    texts: tuple[str, ...],
) -> None:
    (finding,) = spread(pasted(texts))
    assert finding.place is not None
    assert finding.place.id == SECTION.questions[0].id
    for question in SECTION.questions[: len(texts)]:
        assert FORM.numbers[question.id] in finding.message
    remedy = finding.at(Location(STAFF, f"D{FIRST}")).remedy
    assert "Ctrl+Z" in remedy
    assert "F2" in remedy


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=7, unique=True),
    st.sampled_from(["- ", "– ", "• ", "1. ", "a) "]),
)
def test_any_list_that_was_pasted_over_rows_is_found(sentences: list[str], mark: str) -> None:
    first, *items = sentences
    assert spread(pasted((first.replace(".", ":"), *(mark + item for item in items))))


@pytest.mark.parametrize("name", ["2025", "2026", "2026-kesken"])
def test_answers_that_stand_where_they_belong_are_no_paste(examples: Path, name: str) -> None:
    reading = omvgen.read(examples / f"omavalvontasuunnitelma-{name}.xlsx")
    assert not spread(reading.plan)
    # In each answer its first sentence alone: as terse as an honest answer can be.
    answers = {
        key: Answer(plain(re.split(r"(?<=\.) |\n", answer.text.plain)[0]), answer.publicity)
        for key, answer in reading.plan.answers.items()
    }
    terse = Plan(reading.plan.form_id, reading.plan.form_version, reading.plan.document, answers)
    assert not spread(terse)


def test_a_plan_in_which_every_answer_is_one_paragraph_has_no_paste() -> None:
    """So are the answers of many an old plan that comes in from Word."""
    plan = pasted(SENTENCES)
    others = [q for s in FORM.sections if s is not SECTION for q in s.questions]
    for number, question in enumerate(q for q in others if not (q.exact or q.choices)):
        words = f"Yksikkö {number} pitää asiasta huolta vuosikellon mukaan."
        plan = with_answer(question.id, words, plan=plan)
    assert not spread(plan)
    assert spread(with_answer(SECTION.questions[1].id, JOINED[1], plan=plan))


def test_a_mark_below_an_answer_that_lacks_its_own_is_a_paste() -> None:
    """The second paragraph of a partly secret answer, alone on the next row."""
    rows = SECTION.questions[:2]
    secret = Answer(plain("[[SALASSA JulkL 24 § 1 mom. 7 k: Vuorossa on yksi.]]"), PUBLIC)
    for publicity, text, found in (
        (PARTLY, SENTENCES[0], True),
        (PUBLIC, SENTENCES[0], False),
        (PARTLY, f"[[{SENTENCES[0]}]]", False),
    ):
        plan = pasted(())
        first = Answer(plain(text), publicity)
        answers = {**plan.answers, rows[0].id: first, rows[1].id: secret}
        assert bool(spread(replace(plan, answers=answers))) is found


RULE_OF_LAW = (  # an answer to `omv_laillisuusvalvonta`, sentence by sentence
    "Laillisuusvalvonta perustuu laillisuusvalvonnan ohjeeseen ja vuosisuunnitelmaan.",
    "Ylitarkastaja kokoaa vuosittain ylimpien laillisuusvalvojien ratkaisut.",
    "Kooste toimitetaan laillisuusvalvonnasta vastaavalle yksikölle maaliskuussa.",
)


@pytest.mark.parametrize("separated", ["empty section", "full section"])
def test_sentences_about_the_first_rows_question_are_a_paste(
    examples: Path, separated: str
) -> None:
    """Whole sentences without joining words, over some rows of a section."""
    plan = omvgen.read(examples / "omavalvontasuunnitelma-2026.xlsx").plan
    section = FORM.section_of["omv_laillisuusvalvonta"]
    rows = section.questions[-3:]
    answers = dict(plan.answers)
    if separated == "empty section":
        answers |= {q.id: Answer(publicity=PUBLIC) for q in section.questions}
    texts = zip(rows, RULE_OF_LAW, strict=True)
    answers |= {question.id: Answer(plain(text), PUBLIC) for question, text in texts}
    (finding,) = spread(replace(plan, answers=answers))
    assert finding.place is not None
    assert finding.place.id == "omv_laillisuusvalvonta"
    apart = [*RULE_OF_LAW[:2], "Poikkeamat korjataan heti."]  # one astray may be by chance
    texts = zip(rows, apart, strict=True)
    answers |= {question.id: Answer(plain(text), PUBLIC) for question, text in texts}
    assert not spread(replace(plan, answers=answers))


@given(
    st.sampled_from([("1. ", "2. ", "3. "), ("a) ", "b) ", "c) "), ("4) ", "5) ", "6) ")]),
    st.permutations(SENTENCES),
)
def test_a_numbered_list_that_begins_on_the_first_row_is_a_paste(
    marks: tuple[str, str, str], sentences: list[str]
) -> None:
    texts = tuple(mark + text for mark, text in zip(marks, sentences, strict=False))
    assert spread(pasted(texts))
    assert not spread(pasted(texts[:2]))  # two may be numbered so by chance
    alike = tuple(marks[0] + text for text in sentences[:3])
    assert not spread(pasted(alike))


@pytest.mark.parametrize("heading", ["Henkilöstö", "4 Henkilöstö", "4.3 Perehdytys"])
def test_a_heading_among_the_answers_is_a_paste(heading: str) -> None:
    assert spread(pasted((heading, SENTENCES[0])))
    assert spread(pasted((SENTENCES[0], heading, SENTENCES[1])))


@pytest.mark.parametrize("answer", ["Ei ole", "4.1 Viisi ihmistä", "15 henkilöä", "Ks. liite 2"])
def test_a_short_answer_is_no_heading(answer: str) -> None:
    assert not spread(pasted((answer, SENTENCES[0])))


@pytest.mark.parametrize("name", ["2025", "2026"])
@pytest.mark.parametrize("sentence", [-1, 1])
def test_answers_cut_down_to_any_sentence_are_no_paste(
    examples: Path, name: str, sentence: int
) -> None:
    """Nor while a section of the plan is being filled, question by question."""
    plan = omvgen.read(examples / f"omavalvontasuunnitelma-{name}.xlsx").plan
    answers = {}
    for id_, answer in plan.answers.items():
        parts = re.split(r"(?<=\.) |\n", answer.text.plain)
        answers[id_] = Answer(plain(parts[min(sentence, len(parts) - 1)]), answer.publicity)
    for section in FORM.sections:
        filled_in = {key: a for key, a in answers.items() if FORM.section_of.get(key) != section}
        for question in section.questions:
            filled_in[question.id] = answers.get(question.id, Answer())
            partial = replace(plan, answers=dict(filled_in))
            assert not list(answer_spread_over_rows(partial, FORM, section))


def test_answers_in_lower_case_throughout_are_no_paste() -> None:
    assert not spread(pasted(tuple(text.casefold() for text in SENTENCES[:3])))


# The answer in the notes column.


def test_an_answer_in_the_notes_column_is_said_to_stand_there(workbook: Edited) -> None:
    workbook.put(STAFF, {"D5": None, "G5": "Varallaolo kiertää viikoittain."})
    (finding,) = validated(workbook)
    assert (finding.code, finding.severity) == ("OMV211", Severity.ERROR)
    assert finding.location.cell == "G5"
    assert finding.location.question == QUESTIONS[1]
    assert "G5" in finding.message
    assert "Varallaolo" in finding.message


def test_a_note_beside_an_answer_is_a_note(workbook: Edited) -> None:
    assert not validated(workbook.put(STAFF, {"G5": "Varallaolo kiertää viikoittain."}))


# Copied sheets.


@given(st.dictionaries(st.sampled_from(["D4", "D5", "D8", "G6"]), st.text("abc", min_size=1)))
def test_a_copied_sheet_is_an_error_when_and_where_it_has_other_text(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, str]
) -> None:
    def copy(book: Any) -> None:
        double = book.copy_worksheet(book[STAFF])
        for cell, text in changes.items():
            double[cell] = text

    path = tmp_path_factory.mktemp("kopio") / "suunnitelma.xlsx"
    findings = Edited(path, SOME, PLAN, lean=True).edit(copy).read().findings
    (finding,) = (f for f in findings if f.code in ("OMV133", "OMV730"))
    assert finding.severity is (Severity.ERROR if changes else Severity.WARNING)
    assert finding.values.get("cells", "").split(", ") == (
        sorted(changes, key=lambda cell: int(cell[1:])) or [""]
    )


# Deleted columns.


def without_column(letter: str) -> Callable[[Any], None]:
    """Deletes a column of the staff's sheet as Excel does, names included."""
    place = column_index_from_string(letter)

    def delete(book: Any) -> None:
        book[STAFF].delete_cols(place)
        for name in book.defined_names.values():
            match = re.fullmatch(rf"'{STAFF}'!\$([A-Z]+)\$(\d+)", name.attr_text)
            column = column_index_from_string(match[1]) if match else 0
            if match and column == place:
                name.attr_text = f"'{STAFF}'!#REF!"
            elif match and column > place:
                name.attr_text = f"'{STAFF}'!${get_column_letter(column - 1)}${match[2]}"

    return delete


@pytest.mark.parametrize(
    ("letter", "title"),
    [("C", "Kysymys"), ("D", "Vastaus"), ("E", "Julkisuus"), ("F", "Salassapitoperuste")],
)
def test_a_deleted_column_is_one_finding(workbook: Edited, letter: str, title: str) -> None:
    rows = {"henk_taulukko": ({"tehtavanimike": "Ohjaaja", "virkapaikka": "Kuvitelahti"},)}
    workbook = Edited(workbook.path, SOME, filled(SOME, tables=rows))
    (finding,) = validated(workbook.edit(without_column(letter)))
    assert (finding.code, finding.values["column"]) == ("OMV206", title)


def test_without_the_column_of_answers_no_question_of_the_sheet_is_in_order(
    workbook: Edited,
) -> None:
    from omvgen.console.findings import count

    reading = workbook.edit(without_column("D")).read()
    counts = count(SOME, omvgen.validate(reading), reading.plan)
    assert counts.in_order <= counts.questions - len(QUESTIONS)


# Last year's dates and years.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Työssä on vuoden 2025 alussa 14 henkilöä.", ("vuoden 2025 alussa",)),
        ("Virka on määräaikainen 31.12.2025 saakka.", ("31.12.2025 saakka",)),
        ("Sopimus on voimassa vuoden 2025 loppuun.", ("vuoden 2025 loppuun",)),
        ("Hanke päättyy 30.6.2025.", ("30.6.2025",)),
        (
            "Vuonna 2025 päiviä on kolme, vuonna 2025 kaksi.",
            ("Vuonna 2025 päiviä", "vuonna 2025 kaksi"),
        ),
        ("Keväällä 2025 pidetään kolme koulutusta.", ("Keväällä 2025 pidetään",)),
        ("Uusi ohjelma tulee käyttöön lokakuussa 2025.", ("lokakuussa 2025",)),
        ("Tiimit käyvät ohjeet läpi 2025 aikana.", ("2025 aikana",)),
        ("Budjetti on ajalle 1.1.-31.12.2025.", ("31.12.2025",)),
        ("Vuosina 2024–2025 tiimejä on kaksi.", ("Vuosina 2024–2025 tiimejä",)),
        ("Toimikaudella 2025 mukana on kolme.", ("Toimikaudella 2025 mukana",)),
        ("Koulutus pidettiin keväällä 2025.", ()),
        ("Ohjelma on ollut käytössä keväästä 2025.", ()),
        ("Menettely on käytössä lokakuusta 2025 lähtien.", ()),
        ("Seloste hyväksyttiin 15.10.2025.", ()),
        ("Liite on päivätty 3.2.2025.", ()),
        ("Uusi malli on käytössä 1.1.2025 alkaen.", ()),
        ("Malli on ollut käytössä vuodesta 2024.", ()),
        ("Noudatetaan lakia (738/2002), asia MIGDno-2025-99001.", ()),
        ("Omavalvonnan vuosikello 2025, julkinen", ()),
        ("Työssä on vuoden 2026 alussa 15 henkilöä.", ()),
    ],
)
def test_what_held_last_year_is_asked_about(text: str, found: tuple[str, ...]) -> None:
    assert outdated(text, 2026) == found


@given(st.integers(2001, 2040), st.integers(2001, 2040), st.sampled_from(["saakka", "asti"]))
def test_an_end_is_outdated_when_its_year_is_before_the_plans(
    year: int, plan_year: int, word: str
) -> None:
    found = outdated(f"Sopimus on voimassa 31.12.{year} {word}.", plan_year)
    assert found == ((f"31.12.{year} {word}",) if year < plan_year else ())


def test_new_lists_what_may_be_outdated_and_the_check_says_it_once(
    tmp_path: Path, examples: Path
) -> None:
    old = omvgen.read(examples / "omavalvontasuunnitelma-2025.xlsx")
    made = omvgen.new(old)
    listed = [(item.after.id, item.words) for item in made.carried.outdated]
    assert ("henk_maara_rakenne", "vuoden 2025 alussa") in listed
    assert ("henk_maara_rakenne", "31.12.2025 saakka") in listed
    path = tmp_path / "uusi.xlsx"
    path.write_bytes(made.data)
    notes = [f for f in omvgen.validate(omvgen.read(path)) if f.code == "OMV213"]
    assert len(notes) == len(listed)
    assert all(f.severity is Severity.NOTE for f in notes)
    sheet = openpyxl.load_workbook(path)["Siirretyt vastaukset"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    shown = [row[8] for row in rows if row[2] == "Vanhentunut tieto?"]
    assert shown == [words for _, words in listed]


# Text where nothing is read.


def test_text_on_the_sheets_of_guidance_names_its_cells(workbook: Edited) -> None:
    workbook.put("Ohje", {"B20": "Muista soittaa Maijalle", "F4": "oma"})
    workbook.put("Yhteenveto", {"J3": "Osio 4 on Matin"})
    found = {f.location.sheet: f.values["cells"] for f in with_code(workbook.read(), "OMV733")}
    assert found == {"Ohje": "F4, B20", "Yhteenveto": "J3"}


GUIDES = {
    sheet.name: sheet
    for sheet in load_book(open_package(make_workbook(SOME))).sheets
    if sheet.name in ("Ohje", "Yhteenveto")
}


@given(st.data(), st.sampled_from([*SENTENCES, "Maija soittaa perjantaina", "oma teksti"]))
def test_text_typed_over_a_cell_of_ours_on_a_sheet_of_guidance_is_found(
    data: st.DataObject, text: str
) -> None:
    sheet = GUIDES[data.draw(st.sampled_from(sorted(GUIDES)))]
    assert not list(own_texts(sheet, SOME, GUIDES))
    here = data.draw(st.sampled_from([at for at in sorted(sheet.cells) if at[1] > 1]))
    over = replace(sheet, cells={**sheet.cells, here: Cell((Run(text),))})
    (finding,) = own_texts(over, SOME, GUIDES)
    assert finding.location.cell == Spot(sheet.name, *here).ref


@pytest.mark.parametrize(
    ("sheet", "column", "found"),
    [
        (STAFF, "A", ["OMV143"]),
        (STAFF, "E", ["OMV206"]),
        (STAFF, "F", ["OMV206"]),
        ("Asiakirjan tiedot", "A", ["OMV143"]),
        ("Asiakirjan tiedot", "B", ["OMV206"]),
        ("Muutosloki", "A", ["OMV169"]),
        ("Muutosloki", "C", ["OMV167"]),
    ],
)
def test_whatever_column_is_deleted_it_is_one_finding(
    workbook: Edited, sheet: str, column: str, found: list[str]
) -> None:
    def delete(book: Any) -> None:
        place = column_index_from_string(column)
        book[sheet].delete_cols(place)
        for name in book.defined_names.values():  # as Excel moves them along
            home, _, cell = name.attr_text.replace("'", "").partition("!$")
            letter, _, row = cell.partition("$")
            if home == sheet and (now := column_index_from_string(letter)) >= place:
                moved = f"'{sheet}'!${get_column_letter(now - 1)}${row}"
                name.attr_text = moved if now > place else "#REF!"

    workbook = Edited(
        workbook.path, SOME, replace(PLAN, log=({"version": "1.0", "change": "Uusi"},))
    )
    before = omvgen.validate(workbook.read())
    after = omvgen.validate(workbook.edit(delete).read())
    assert [f.code for f in after if f.code not in {f.code for f in before}] == found
    assert len(after) <= len(before) + 1


def test_our_own_links_are_known_without_their_links(workbook: Edited) -> None:
    def drop(book: Any) -> None:
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.hyperlink = None

    assert not workbook.edit(drop).read().findings


def test_a_picture_in_a_cell_is_said_to_be_one(workbook: Edited) -> None:
    def place(xml: bytes) -> bytes:
        cell = re.compile(rb'<c r="D5"([^>]*?)(?: t="\w+")?>.*?</c>', re.DOTALL)
        return cell.sub(rb'<c r="D5"\1 t="e" vm="1"><v>#VALUE!</v></c>', xml)

    with_picture = workbook.part(STAFF_PART, place)
    (finding,) = with_picture.read().findings
    assert (finding.code, finding.location.cell) == ("OMV731", "D5")


def test_a_picture_over_answers_names_their_cells(workbook: Edited, tmp_path: Path) -> None:
    picture = tmp_path / "kuva.png"
    Picture.new("RGB", (10, 10)).save(picture)

    def place(book: Any) -> None:
        image = Image(picture)
        corners = AnchorMarker(col=3, row=4), AnchorMarker(col=3, row=6)
        image.anchor = TwoCellAnchor(_from=corners[0], to=corners[1])
        book[STAFF].add_image(image)

    (finding,) = validated(workbook.edit(place))
    assert (finding.code, finding.values["cells"]) == ("OMV735", "D5, D6, D7")


# Anchors that are all gone but one.


@pytest.mark.parametrize("renamed", [False, True])
def test_where_only_the_questions_texts_are_left_the_answers_are_read(
    tmp_path: Path, renamed: bool
) -> None:
    def strip(book: Any) -> None:
        for sheet in book:
            for row in range(1, sheet.max_row + 1):
                sheet.cell(row, 1).value = None
        for name in list(book.defined_names):
            del book.defined_names[name]
        for place, sheet in enumerate(list(book)):
            sheet.title = f"Taul{place}" if renamed else sheet.title

    reading = Edited(tmp_path / "riisuttu.xlsx", SOME, PLAN, lean=True).edit(strip).read()
    assert reading.plan == PLAN
    (finding,) = reading.findings
    assert finding.code == "OMV732"


# Three brackets.


@pytest.mark.parametrize(
    ("text", "times"),
    [("[[[salainen]]]", 2), ("[[salainen [5]]]", 1), ("[[yksi [[kaksi]]]]", 0), ("[[x]] ]", 0)],
)
def test_three_brackets_are_refused(text: str, times: int) -> None:
    answer = with_answer(LONG, text, bases=("JulkL 24 § 1 mom. 7 k",))
    assert [f.code for f in check(answer, FORM)].count("OMV734") == times


# Comments.


def test_new_names_the_comments_that_stay_behind(workbook: Edited) -> None:
    def comment(book: Any) -> None:
        book[STAFF][f"D{FIRST}"].comment = Comment("Onko tämä ajan tasalla?", "Maija Malli")

    reading = workbook.edit(comment).read()
    (found,) = omvgen.new(reading, 2027).carried.comments
    assert (found.sheet, found.cell, found.author) == (STAFF, "D4", "Maija Malli")
    assert found.text == "Onko tämä ajan tasalla?"
