"""omvgen repair: a damaged workbook's answers in a sound one, and no word of it lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from helpers_cli import omvgen
from helpers_new import changed_form, last_year
from helpers_reader import STAFF, Edited, filled, said, some_sections
from helpers_repair import TO_DO, repaired, unsure_ids, words_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

import omvgen as api
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.likeness import nearest
from omvgen.plan.plan import UNSURE_MARK, Answer, Plan
from omvgen.plan.text import plain
from omvgen.plan.transfer import Evidence, Placed
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.repair.repaired import RepairedWorkbook
from omvgen.workbook.template.make import make_workbook

FORM = some_sections(load_form())
SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
WHOLE = filled(FORM, document={"title": "Suunnitelma", "year": "2026", "version": "1.0"})
EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"


def placed(made: RepairedWorkbook, id_: str) -> Placed:
    (piece,) = [piece for piece in made.ledger.placed if piece.target.id == id_]
    return piece


def left(made: RepairedWorkbook) -> list[tuple[str, str]]:
    return [(piece.source, piece.answer.text.plain) for piece in made.ledger.left]


def test_a_sound_workbook_comes_back_as_it_is(tmp_path: Path) -> None:
    source = api.read(EXAMPLE)
    made, after = repaired(source, tmp_path)
    assert made.ledger.complete
    assert after.plan == source.plan
    assert after.findings == ()


# ---- what people and programs do to a workbook, and where each answer must come to stand ----

Damage = Callable[[Any], object]


def sort_rows(book: Any) -> None:
    """Whole rows in reverse order, as Excel sorts: the names stay behind."""
    sheet = book[STAFF]
    rows = [[sheet.cell(row, column).value for column in range(1, 8)] for row in range(4, 11)]
    for row, values in zip(range(4, 11), reversed(rows), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value


def lose_names(book: Any) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]


def lose_ids(book: Any) -> None:
    for sheet in book:
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 1).value = None


def rename_sheets(book: Any) -> None:
    lose_names(book)
    book[STAFF].title = "Porukka"
    book["Porukka"]["A1"].value = None


def save_elsewhere(book: Any) -> None:
    """As programs do that know neither names nor custom properties."""
    lose_names(book)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


@pytest.mark.parametrize(
    ("damage", "sure"),
    [
        (sort_rows, True),
        (lose_names, True),
        (lose_ids, True),
        (save_elsewhere, True),
        (rename_sheets, True),  # the ids and the questions' texts agree
        (lambda book: [sort_rows(book), lose_names(book)], True),
        (lambda book: [lose_names(book), lose_ids(book)], False),
    ],
)
def test_every_answer_finds_its_question(damage: Damage, sure: bool, tmp_path: Path) -> None:
    source = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).edit(damage).read()
    made, after = repaired(source, tmp_path)
    assert {question: after.plan.text(question) for question in FORM.questions} == {
        question: said(question) for question in FORM.questions
    }
    assert after.plan.document == WHOLE.document
    assert {f.code for f in after.findings} - TO_DO == set()
    assert made.ledger.conflicts == ()
    assert (unsure_ids(made) == set()) == sure


def test_a_reworded_question_without_anchors_is_found_by_its_likeness(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        lose_names(book)
        sheet = book[STAFF]
        sheet["A5"].value = None
        sheet["C5"].value = sheet["C5"].value.replace("a", "aa", 2)

    source = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).edit(damage).read()
    made, after = repaired(source, tmp_path)
    piece = placed(made, "henk_tyovuorot_varallaolo")
    assert (piece.evidence, piece.unsure) == (Evidence.LIKENESS, True)
    assert 0.75 <= piece.likeness < 1
    assert after.plan.text(piece.target.id) == said(piece.target.id)
    note = after.plan.answer(piece.target.id).note
    assert UNSURE_MARK in note
    (doubt,) = [f for f in api.validate(after) if f.code == "OMV750"]
    assert (doubt.severity, doubt.location.question) == (Severity.ERROR, piece.target.id)
    assert doubt.location.cell == "G5"
    assert UNSURE_MARK in doubt.remedy


def test_nothing_is_guessed_below_the_floor_or_between_two() -> None:
    known = {"a": "Miten henkilöstö perehdytetään?", "b": "Kuka johtaa yksikköä?"}
    assert nearest("Miten henkilöstöä perehdytetään?", known) is not None
    assert nearest("Puhelin", known) is None
    assert nearest("Kuka johtaa yksikköä?", {"a": known["b"], "b": known["b"]}) is None


def test_a_copied_sheet_with_another_text_is_a_conflict(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        copy = book.copy_worksheet(book[STAFF])
        copy.title = "4 Henkilöstö (2)"
        copy["D4"].value = "Kopioon kirjoitettu toinen vastaus."
        copy["G5"].value = "Vain kopiossa oleva huomautus."

    source = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).edit(damage).read()
    made, after = repaired(source, tmp_path)
    (conflict,) = made.ledger.conflicts
    assert conflict.target.id == "henk_maara_rakenne"
    assert conflict.texts == (said("henk_maara_rakenne"), "Kopioon kirjoitettu toinen vastaus.")
    assert after.plan.text("henk_maara_rakenne") == said("henk_maara_rakenne")
    assert ("4 Henkilöstö (2)!D4", "Kopioon kirjoitettu toinen vastaus.") in left(made)
    assert "Vain kopiossa oleva huomautus." in [piece.answer.note for piece in made.ledger.left]
    assert made.ledger.same >= 6


def test_own_sheets_and_comments_are_left_over_with_their_whole_text(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        own = book.create_sheet("Muistio")
        own["B2"], own["C2"], own["B3"] = "Puhelin", "vaihde", "x" * 900
        book[STAFF]["D4"].comment = Comment("Kysy tästä Maijalta.", "Maija")
        book[STAFF]["K9"].value = "Sivuun kirjoitettu."
        book["Ohje"]["B60"].value = "Ohjeen alle kirjoitettu."

    source = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).edit(damage).read()
    made, after = repaired(source, tmp_path)
    assert left(made) == [
        ("Ohje!B60", "Ohjeen alle kirjoitettu."),
        (f"{STAFF}!K9", "Sivuun kirjoitettu."),
        ("Muistio!B2", "Puhelin\nvaihde"),
        ("Muistio!B3", "x" * 900),
        (f"{STAFF}!D4", "Kysy tästä Maijalta."),
    ]
    assert not made.ledger.unsure
    assert {f.code for f in after.findings} == {"OMV640"}


def test_an_older_forms_answers_go_to_the_present_questions(tmp_path: Path) -> None:
    new, plan = changed_form(tmp_path), last_year(SMALL)
    old = tmp_path / "vanha.xlsx"
    old.write_bytes(make_workbook(SMALL, plan))
    made, after = repaired(read_workbook(old, new), tmp_path)
    assert after.plan.answer("turvallisuuden_kuvaus").text == plan.answer("kuvaus").text
    assert [piece.before.id for piece in made.ledger.left] == ["harjoitus", "laitteet_taulukko"]
    assert {f.code for f in after.findings} - TO_DO == set()


def test_an_unreadable_sheet_is_named(tmp_path: Path) -> None:
    workbook = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE)
    workbook.part("xl/worksheets/sheet5.xml", lambda xml: xml[: len(xml) // 2])
    made, after = repaired(workbook.read(), tmp_path)
    (name,) = made.ledger.unreadable
    assert name in {section.sheet for section in FORM.sections}
    assert not made.ledger.complete
    assert {f.code for f in after.findings} - TO_DO == set()


@settings(max_examples=max(settings().max_examples // 2, 1))
@example(2519, b"&nbsp;")  # within a cell
@given(st.integers(200, 6_000), st.sampled_from([b"", b"</c></x>", b"&nbsp;", b"\x00\xff", b"<"]))
def test_what_can_be_had_of_a_broken_sheet_is_placed_unsurely(place: int, junk: bytes) -> None:
    """Each answer is whole, or the beginning of what it was, or missing."""
    with TemporaryDirectory() as folder:
        workbook = Edited(Path(folder) / "kirja.xlsx", FORM, WHOLE, lean=True)
        rest = (lambda xml: xml[place:]) if junk else (lambda xml: b"")
        workbook.part("xl/worksheets/sheet5.xml", lambda xml: xml[:place] + junk + rest(xml))
        source = workbook.read()
        made = api.repair(source)
    questions = next(section for section in FORM.sections if section.sheet == STAFF).questions
    for question in (q.id for q in questions if STAFF in made.ledger.unreadable):
        text = made.plan.text(question)
        assert said(question).startswith(text) or junk
        assert not text or question in unsure_ids(made)


def test_all_rows_before_the_break_come_back(tmp_path: Path) -> None:
    workbook = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE)
    workbook.part("xl/worksheets/sheet5.xml", lambda xml: xml[: xml.index(b'<row r="8"')])
    made, after = repaired(workbook.read(), tmp_path)
    questions = next(section for section in FORM.sections if section.sheet == STAFF).questions
    texts = [after.plan.text(question.id) for question in questions]
    assert texts[:4] == [said(question.id) for question in questions[:4]]
    assert not any(texts[4:])
    doubts = [f.location.question for f in api.validate(after) if f.code == "OMV750"]
    assert doubts == [question.id for question in questions[:4]]
    assert not made.ledger.left


def test_a_field_that_was_placed_unsurely_waits_on_the_ledgers_sheet(tmp_path: Path) -> None:
    workbook = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE)
    workbook.part("xl/worksheets/sheet3.xml", lambda xml: xml.replace(b"</sheetData>", b""))
    made, after = repaired(workbook.read(), tmp_path)
    fields = [piece.target.text for piece in made.ledger.unsure if piece.target.id in FORM.fields]
    found = [f for f in api.validate(after) if f.code == "OMV751"]
    assert [f.values["text"].partition(":")[0] for f in found] == fields
    assert fields
    book = openpyxl.load_workbook(tmp_path / "korjattu.xlsx")
    for finding in found:
        assert finding.location.cell in finding.remedy
        cell = book[finding.location.sheet][finding.location.cell]
        cell.value = cell.value.removeprefix(UNSURE_MARK).strip()
    book.save(tmp_path / "korjattu.xlsx")
    after = read_workbook(tmp_path / "korjattu.xlsx", FORM)
    assert "OMV751" not in [f.code for f in api.validate(after)]


def test_an_answer_in_the_notes_column_is_said_to_stand_there_after_repair(tmp_path: Path) -> None:
    text = "Varallaolo kiertää viikoittain."
    workbook = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).put(STAFF, {"D5": None, "G5": text})
    _, after = repaired(workbook.read(), tmp_path)
    (finding,) = [f for f in api.validate(after) if f.code == "OMV211"]
    assert (finding.location.cell, finding.values["text"]) == ("G5", text)


def test_text_that_nobody_could_see_is_not_public_in_the_new_workbook(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book[STAFF].row_dimensions[5].hidden = True

    source = Edited(tmp_path / "kirja.xlsx", FORM, WHOLE).edit(hide).read()
    made, after = repaired(source, tmp_path)
    hidden = after.plan.answer("henk_tyovuorot_varallaolo")
    assert hidden.text.plain == said("henk_tyovuorot_varallaolo")
    assert hidden.publicity is None
    assert "henk_tyovuorot_varallaolo" in unsure_ids(made)


def test_an_answer_brings_its_secrecy_along(tmp_path: Path) -> None:
    secret = Answer(plain("Salainen asia."), Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",))
    plan = Plan(FORM.id, FORM.version, answers={"henk_maara_rakenne": secret})

    def sort_what_is_seen(book: Any) -> None:
        sheet = book[STAFF]
        for column in range(2, 8):
            upper, lower = sheet.cell(4, column), sheet.cell(5, column)
            upper.value, lower.value = lower.value, upper.value

    source = Edited(tmp_path / "kirja.xlsx", FORM, plan).edit(sort_what_is_seen).read()
    made, after = repaired(source, tmp_path)
    found = after.plan.answer("henk_maara_rakenne")
    assert (found.text, found.publicity, found.bases) == (
        secret.text,
        secret.publicity,
        secret.bases,
    )
    assert "henk_maara_rakenne" in unsure_ids(made)


# ---- the property: whatever is done, no word is lost and nothing wrong is called sure -------


def _cut(book: Any, chance: Random) -> None:
    """A cell cut and pasted elsewhere: its name goes along, what was there is gone."""
    sheet = book[STAFF]
    source = sheet[f"D{chance.randrange(4, 11)}"]
    target = sheet[f"{chance.choice('DGJ')}{chance.randrange(4, 30)}"]
    if target.coordinate == source.coordinate or target.value:
        return
    target.value, source.value = source.value, None
    for name in book.defined_names.values():
        if name.attr_text == f"'{STAFF}'!$D${source.row}":
            name.attr_text = f"'{STAFF}'!${target.column_letter}${target.row}"


def _sort(book: Any, chance: Random) -> None:
    sheet, rows = book[STAFF], list(range(4, 11))
    first = chance.choice((1, 2))  # with or without the hidden column
    values = {row: [sheet.cell(row, c).value for c in range(first, 8)] for row in rows}
    for row, other in zip(rows, chance.sample(rows, len(rows)), strict=True):
        for column, value in enumerate(values[other], start=first):
            sheet.cell(row, column).value = value


def _lose_some(book: Any, chance: Random) -> None:
    for name in chance.sample(sorted(book.defined_names), 10):
        del book.defined_names[name]
    for row in chance.sample(range(4, 11), 3):
        book[STAFF].cell(row, chance.choice((1, 3))).value = None


def _delete_column(book: Any, chance: Random) -> None:
    book[STAFF].delete_cols(chance.choice((1, 2, 3, 5, 6, 7)))


def _delete_row(book: Any, chance: Random) -> None:
    book[STAFF].delete_rows(chance.randrange(1, 11))


def _copy_sheet(book: Any, chance: Random) -> None:
    copy = book.copy_worksheet(book[STAFF])
    copy.title = f"Kopio {chance.randrange(10**6)}"
    copy[f"D{chance.randrange(4, 11)}"].value = f"kopioitu{chance.randrange(10**6)}"


def _retitle(book: Any, chance: Random) -> None:
    book[STAFF].cell(3, chance.randrange(2, 8)).value = "Jotain"


DAMAGES = (_cut, _sort, _lose_some, _delete_column, _delete_row, _copy_sheet, _retitle)


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(
    st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=2), st.randoms(use_true_random=False)
)
def test_no_word_is_lost_and_nothing_wrong_is_sure(
    damages: list[Callable[[Any, Random], None]], chance: Random
) -> None:
    with TemporaryDirectory() as folder:
        workbook = Edited(Path(folder) / "kirja.xlsx", FORM, WHOLE, lean=True)
        for damage in damages:
            workbook.edit(lambda book, damage=damage: damage(book, chance))
        source = workbook.read()
        made, after = repaired(source, Path(folder))

    assert words_of(source.data) - words_of(made.data) == set()
    assert {f.code for f in after.findings} - TO_DO == set()
    unsure = unsure_ids(made)
    for question in FORM.questions.keys() - unsure:
        wrong = answers_in(after.plan.text(question), FORM) - {question}
        assert not wrong, (question, wrong)


def answers_in(text: str, form: Form) -> set[str]:
    return {question for question in form.questions if said(question) in text}


# ---- the command -----------------------------------------------------------------------------


def test_the_command_says_what_became_of_each_piece(tmp_path: Path) -> None:
    workbook = tmp_path / "kirja.xlsx"
    book = openpyxl.load_workbook(EXAMPLE, rich_text=True)
    book[STAFF]["K9"].value = "Sivuun kirjoitettu."
    book.save(workbook)
    told = omvgen("repair", "kirja.xlsx", cwd=tmp_path)
    assert told.code == 1
    assert "siirtymättä 1" in told.out
    assert f"{STAFF}!K9: ”Sivuun kirjoitettu.”" in told.out
    assert (tmp_path / "kirja-korjattu.xlsx").exists()

    refused = omvgen("repair", "kirja.xlsx", "-o", "kirja.xlsx", cwd=tmp_path)
    assert refused.code == 2

    told = omvgen("repair", "kirja.xlsx", "-o", "b.xlsx", "--format", "json", cwd=tmp_path)
    data = json.loads(told.out)
    assert data["left"] == ["Sivuun kirjoitettu."]
    assert (data["same"], data["conflicts"]) == (0, [])
    assert {piece["how"] for piece in data["placed"]} == {"control"}
    assert {"question", "how", "likeness", "unsure"} <= data["placed"][0].keys()


def test_a_sound_workbook_is_exit_code_zero(tmp_path: Path) -> None:
    told = omvgen("repair", EXAMPLE, "-o", "ehjä.xlsx", cwd=tmp_path)
    assert told.code == 0
