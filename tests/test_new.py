"""omvgen new: last year's answers in this year's form, and nothing lost on the way."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from helpers_cli import omvgen
from helpers_new import (
    REMOVED_QUESTION,
    WHOLE_SECTION,
    changed_form,
    changed_form_file,
    form_file,
    last_year,
)
from helpers_template import small_form
from hypothesis import given
from hypothesis import strategies as st
from strategies import plans
from tools import sdk_errors

from omvgen import new as new_workbook
from omvgen import read
from omvgen.console.carrying import as_text
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.carry import Carried, Entry, EntryKind, Fate, Wording, carry, next_year
from omvgen.plan.carry_as_json import carried_to_json
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import plain
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_next_workbook, make_workbook, starting_plan

OLD_FORM = small_form()
PLAN = last_year(OLD_FORM)


def workbook(path: Path, form: Form, plan: Plan) -> Path:
    path.write_bytes(make_workbook(form, plan))
    return path


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Carried, Reading]:
    """Last year's workbook carried to the changed form, and how the new workbook reads."""
    folder = tmp_path_factory.mktemp("vuodet")
    form = changed_form(folder)
    made = new_workbook(read(workbook(folder / "vanha.xlsx", OLD_FORM, PLAN), form)).carried
    new = folder / "uusi.xlsx"
    new.write_bytes(make_next_workbook(form, made))
    return made, read(new, form)


def entry(made: Carried, id_: str) -> Entry:
    (found,) = [e for e in made.entries if e.before.id == id_ or (e.after and e.after.id == id_)]
    return found


def test_a_renamed_question_keeps_its_answer_with_formatting_and_secrecy(
    carried: tuple[Carried, Reading],
) -> None:
    made, reading = carried
    assert reading.plan.answer("turvallisuuden_kuvaus") == PLAN.answer("kuvaus")
    told = entry(made, "turvallisuuden_kuvaus")
    assert (told.fate, told.renamed, told.before.id) == (Fate.CARRIED, True, "kuvaus")


def test_a_moved_question_is_said_to_have_moved(carried: tuple[Carried, Reading]) -> None:
    made, reading = carried
    assert reading.plan.answer("lisatietoja") == PLAN.answer("lisatietoja")
    told = entry(made, "lisatietoja")
    assert told.moved
    assert (told.before.sheet, told.before.number) == ("1 Perustiedot", "1.2")
    assert told.after == Wording(
        "lisatietoja", "Lisätietoja yksiköstä", "turvallisuus", "2 Turvallisuus", "2.2"
    )


def test_a_reworded_question_is_told_with_both_wordings(carried: tuple[Carried, Reading]) -> None:
    made, reading = carried
    assert reading.plan.answer("nimi") == PLAN.answer("nimi")
    told = entry(made, "nimi")
    assert told.reworded
    assert told.before.text == "Yksikön nimi"
    assert told.after is not None
    assert told.after.text == "Yksikön virallinen nimi"


def test_an_orphan_keeps_its_text_publicity_and_question(carried: tuple[Carried, Reading]) -> None:
    made, reading = carried
    assert "harjoitus" not in reading.plan.answers
    assert entry(made, "harjoitus").fate is Fate.ORPHANED
    (orphan,) = [o for o in made.orphans if o.before.id == "harjoitus"]
    assert orphan.answer == PLAN.answer("harjoitus")
    assert orphan.before.text == "Onko poistumista harjoiteltu?"


def test_the_cells_of_a_lost_column_are_an_orphan_and_the_rest_of_the_rows_go_on(
    carried: tuple[Carried, Reading],
) -> None:
    made, reading = carried
    assert reading.plan.rows("laitteet_taulukko") == (
        {"laite": "Sammutin", "kunto": "hyvä"},
        {"laite": "Ovi", "kunto": "huono"},
    )
    (orphan,) = [o for o in made.orphans if o.before.id == "laitteet_taulukko"]
    assert orphan.answer.text.plain == "Laite: Sammutin; Tarkastettu: 1.1.2026"


def test_a_question_not_asked_before_starts_as_in_an_empty_workbook(
    carried: tuple[Carried, Reading],
) -> None:
    _, reading = carried
    assert reading.plan.answer("uusi") == Answer(publicity=Publicity.PUBLIC)


def test_a_question_not_asked_before_is_said_to_be_new(
    carried: tuple[Carried, Reading],
) -> None:
    made, reading = carried
    (new,) = made.added
    assert new == Wording("uusi", "Uusi?", "turvallisuus", "2 Turvallisuus", "2.3")
    title = "Uudet kohdat, joita edellisessä työkirjassa ei ollut"
    assert f"\n{title}\n  2.3 ”Uusi?”\n" in as_text(made, reading.form)
    (told,) = carried_to_json(made, "vanha.xlsx", "uusi.xlsx")["added"]
    assert (told["id"], told["number"], told["text"]) == ("uusi", "2.3", "Uusi?")
    book = openpyxl.load_workbook(io.BytesIO(make_next_workbook(reading.form, made)))
    first = [cell.value for cell in book["Siirretyt vastaukset"][4]]
    assert first[1:7] == ["2.3", "uusi kohta", None, "Uusi?", None, "2 Turvallisuus"]


def test_of_a_form_that_is_as_it_was_no_question_is_called_new(form: Form, examples: Path) -> None:
    made = new_workbook(read(examples / "omavalvontasuunnitelma-2026-kesken.xlsx", form)).carried
    assert made.added == ()
    assert "Uudet kohdat" not in as_text(made, form)


def test_the_year_the_version_and_what_it_replaces_are_new(
    carried: tuple[Carried, Reading],
) -> None:
    _, reading = carried
    assert dict(reading.plan.document) == {
        "title": "Pieni suunnitelma 2027",
        "year": "2027",
        "version": "2.0",
        "replaces": "1.2 (30.1.2026, MIGDno-2026-99002)",
        "prepared_by": "Maija Mallikas",
    }


def test_open_rows_of_the_log_go_on_and_the_others_stay(carried: tuple[Carried, Reading]) -> None:
    made, reading = carried
    assert reading.plan.log == PLAN.log[1:2]
    assert [e.fate for e in made.entries if e.kind is EntryKind.LOG] == [
        Fate.LEFT,
        Fate.CARRIED,
        Fate.LEFT,
    ]


def test_the_new_workbook_has_nothing_amiss_but_the_orphans_that_wait(
    carried: tuple[Carried, Reading],
) -> None:
    _, reading = carried
    assert [finding.code for finding in reading.findings] == ["OMV640"]


def test_the_sheets_of_the_workbook_tell_the_ledger_and_keep_the_orphans(
    carried: tuple[Carried, Reading], tmp_path: Path
) -> None:
    made, reading = carried
    book = openpyxl.load_workbook(io.BytesIO(make_next_workbook(reading.form, made)))
    told = [[cell.value for cell in row] for row in book["Siirretyt vastaukset"].iter_rows(4)]
    assert len(told) == len(made.added) + len(made.entries)
    lines = {row[3]: row for row in told}
    assert lines["Yksikön nimi"][2] == "siirretty, kysymyksen sanamuoto on muuttunut"
    assert lines["Yksikön nimi"][4] == "Yksikön virallinen nimi"
    assert lines["Lisätietoja yksiköstä"][5:7] == ["1 Perustiedot", "2 Turvallisuus"]
    kept = [[cell.value for cell in row] for row in book["Siirtymättömät"].iter_rows(4)]
    assert kept[0][1:6] == [
        "2 Turvallisuus",
        "2.2",
        "Onko poistumista harjoiteltu?",
        "Kyllä\nSyksyllä 2025, koko talo.",
        "Osittain salassa pidettävä",
    ]


def test_the_text_names_each_answer_once_and_what_to_look_at(
    carried: tuple[Carried, Reading],
) -> None:
    made, reading = carried
    text = as_text(made, reading.form)
    assert "2.2 ”Onko poistumista harjoiteltu?”: ei siirtynyt" in text
    assert "ennen: ”Yksikön nimi”" in text
    assert "välilehdeltä 1 Perustiedot välilehdelle 2 Turvallisuus" in text
    assert "2 Turvallisuus: 2.1 ja taulukko Turvalaitteet" in text


def test_a_section_that_the_form_lost_is_read_and_its_answers_are_orphans(tmp_path: Path) -> None:
    form = load_form(form_file(tmp_path, (WHOLE_SECTION, "")))
    made = new_workbook(read(workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN), form)).carried
    kept = {o.before.id: o.answer for o in made.orphans}
    assert kept["kuvaus"] == PLAN.answer("kuvaus")
    assert kept["harjoitus"].text == PLAN.answer("harjoitus").text
    assert "Laite: Sammutin; Tarkastettu: 1.1.2026; Kunto: hyvä" in (
        kept["laitteet_taulukko"].text.plain
    )


def test_a_question_moved_out_of_a_section_that_the_form_lost_is_carried(tmp_path: Path) -> None:
    kuvaus = WHOLE_SECTION[
        WHOLE_SECTION.index("[[sections.questions]]") : WHOLE_SECTION.index(
            '[[sections.questions]]\nid = "harjoitus"'
        )
    ]
    form = load_form(form_file(tmp_path, (WHOLE_SECTION, kuvaus)))
    made = new_workbook(read(workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN), form)).carried
    assert made.plan.answer("kuvaus") == PLAN.answer("kuvaus")
    assert entry(made, "kuvaus").moved


def test_a_section_that_the_form_gained_is_no_reason_to_refuse(tmp_path: Path) -> None:
    section = '\n[[sections]]\nid = "kolmas"\nsheet = "3 Kolmas"\ntitle = "Kolmas"\n'
    section += '\n[[sections.questions]]\nid = "kolme"\ntext = "Kolme?"\nkind = "long"\n'
    gained = form_file(tmp_path, (WHOLE_SECTION, WHOLE_SECTION + section))
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN)
    said = omvgen("new", old, "--form", gained, cwd=tmp_path)
    assert said.code == 0, said.err
    reading = read(tmp_path / "omavalvontasuunnitelma-2027.xlsx", load_form(gained))
    assert reading.findings == ()
    assert reading.plan.answers["kuvaus"] == PLAN.answers["kuvaus"]


def test_an_answer_under_two_ids_is_kept_twice(tmp_path: Path) -> None:
    form = changed_form(tmp_path)
    answers = {"kuvaus": Answer(plain("vanha")), "turvallisuuden_kuvaus": Answer(plain("uusi"))}
    made = carry(Plan(form.id, "1", {}, answers), {}, form, starting_plan(form), 2027)
    assert made.plan.text("turvallisuuden_kuvaus") == "uusi"
    assert [o.answer.text.plain for o in made.orphans] == ["vanha"]


def test_of_two_questions_that_became_one_neither_answer_is_lost(tmp_path: Path) -> None:
    merged = ('id = "kuvaus"\n', 'id = "kuvaus"\nrenamed_from = ["harjoitus"]\n')
    form = load_form(form_file(tmp_path, (REMOVED_QUESTION, ""), merged))
    made = new_workbook(read(workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN), form)).carried
    assert made.plan.answer("kuvaus") == PLAN.answer("kuvaus")
    assert [o.answer.text for o in made.orphans] == [PLAN.answer("harjoitus").text]


def test_words_of_last_years_form_are_not_said_to_be_lost(tmp_path: Path) -> None:
    title = 'title = "Turvallisuus"'
    assert title in WHOLE_SECTION
    table = WHOLE_SECTION.index('[[sections.questions]]\nid = "laitteet"')
    form = load_form(form_file(tmp_path, (WHOLE_SECTION[table:], ""), (title, 'title = "Muu"')))
    reading = read(workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN), form)
    assert "laitteet_taulukko" in reading.plan.tables
    assert not [f for f in reading.findings if f.code == "OMV150"]


def test_who_signs_and_when_is_new_each_year(form: Form, examples: Path) -> None:
    reading = read(examples / "omavalvontasuunnitelma-2026.xlsx", form)
    made = new_workbook(reading).carried
    signing = {q.id for s in form.sections if s.role == "confirmation" for q in s.questions}
    for id_, answer in reading.plan.answers.items():
        expected = replace(answer, text=plain("")) if id_ in signing else answer
        assert made.plan.answer(id_) == expected
    assert made.plan.tables == reading.plan.tables
    emptied = {e.before.id for e in made.entries if e.fate is Fate.EMPTIED}
    assert {"vahv_paikka_paivays", "vahv_nimenselvennys", "date", "case_number"} <= emptied


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.0", "2.0"),
        ("1.3", "2.0"),
        ("3", "4"),
        ("1.2.3", "2.0.0"),
        ("luonnos", ""),
        ("9" * 5000, ""),
    ],
)
def test_the_version_rises_to_the_next_whole_one(version: str, expected: str) -> None:
    plan = Plan(OLD_FORM.id, OLD_FORM.version, {"version": version} if version else {})
    assert carry(plan, {}, OLD_FORM, plan, 2027).plan.field("version") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Suunnitelma 2026", "Suunnitelma 2027"),
        ("Suunnitelma 2026–2027", "Suunnitelma 2027–2027"),
        ("Suunnitelma 12026", "Suunnitelma 12026"),
        ("Suunnitelma", "Suunnitelma"),
    ],
)
def test_the_title_names_the_new_year_where_it_named_the_old(title: str, expected: str) -> None:
    plan = Plan(OLD_FORM.id, OLD_FORM.version, {"year": "2026", "title": title})
    assert carry(plan, {}, OLD_FORM, plan, 2027).plan.field("title") == expected


@given(plans(OLD_FORM), st.data())
def test_nothing_that_was_said_is_dropped_in_silence(plan: Plan, data: st.DataObject) -> None:
    """Whatever the plan and whichever questions, tables and columns the form loses."""
    questions = data.draw(st.sets(st.sampled_from([*OLD_FORM.questions])))
    column = data.draw(st.sampled_from(OLD_FORM.tables["laitteet_taulukko"].columns)).id
    form = without(OLD_FORM, questions, column)
    made = carry(plan, {}, form, starting_plan(form), 2027)
    orphans = {o.before.id: o.answer for o in made.orphans}
    for id_ in plan.answered:
        kept = made.plan.answers.get(id_) or orphans[id_]
        assert kept == plan.answer(id_)
        assert sum(e.kind is EntryKind.ANSWER and e.before.id == id_ for e in made.entries) == 1
    for id_, rows in plan.tables.items():
        assert_rows_kept(rows, made.plan.rows(id_), orphans.get(id_, Answer()).text.plain)
    told = [e for e in made.entries if e.kind is EntryKind.LOG]
    assert len(told) == len(plan.log)
    assert {e.before.id for e in made.entries if e.kind is EntryKind.FIELD} >= plan.document.keys()


def without(form: Form, questions: set[str], column: str) -> Form:
    """The form without the questions, their tables, and the column of the others."""
    sections = []
    for section in form.sections:
        kept = tuple(
            replace(
                q,
                tables=tuple(
                    replace(t, columns=tuple(c for c in t.columns if c.id != column))
                    for t in q.tables
                ),
            )
            for q in section.questions
            if q.id not in questions
        )
        sections.append(replace(section, questions=kept))
    return replace(form, version="2", sections=tuple(sections))


def assert_rows_kept(old: tuple[Row, ...], new: tuple[Row, ...], orphaned: str) -> None:
    """Every cell is in the new rows, or its words are in the orphan's text."""
    still = [text for row in new for text in row.values()]
    for text in (text for row in old for text in row.values()):
        assert text in still or " ".join(text.split()) in orphaned


def test_the_command_writes_next_years_workbook_and_says_what_became_of_all(
    tmp_path: Path,
) -> None:
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN)
    form_path = changed_form_file(tmp_path)
    said = omvgen("new", old, "--form", form_path, "--format", "json", cwd=tmp_path)
    assert said.code == 0, said.err
    data = json.loads(said.out)
    assert data["year"] == 2027
    assert data["summary"]["orphaned"] == 2
    told = {e["before"]["id"]: e for e in data["entries"]}
    assert told["harjoitus"]["old"] == "Kyllä\nSyksyllä 2025, koko talo."
    assert told["nimi"]["reworded"]
    assert (tmp_path / data["output"]).exists()
    assert data["output"] == "omavalvontasuunnitelma-2027.xlsx"
    assert old.read_bytes() == make_workbook(OLD_FORM, PLAN)


def test_a_filled_workbook_is_not_replaced_unasked(tmp_path: Path) -> None:
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN)
    filled = workbook(tmp_path / "omavalvontasuunnitelma-2027.xlsx", OLD_FORM, PLAN)
    form_path = form_file(tmp_path, version="1")
    for previous, code in ((old, "OMV194"), (filled, "OMV715")):
        refused = omvgen("new", previous, "--form", form_path, cwd=tmp_path)
        assert (refused.code, code in refused.err) == (2, True)
        assert filled.read_bytes() == old.read_bytes()
    other = omvgen("new", old, "--form", form_path, "--year", "2030", cwd=tmp_path)
    assert other.code == 0
    assert (tmp_path / "omavalvontasuunnitelma-2030.xlsx").exists()


def test_a_workbook_whose_answers_cannot_all_be_read_is_refused(tmp_path: Path) -> None:
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN)
    book = openpyxl.load_workbook(old, rich_text=True)
    sheet = book["1 Perustiedot"]
    sheet["D4"], sheet["D5"] = sheet["D5"].value, "muuta"
    book.defined_names["omv_nimi"].attr_text = "'1 Perustiedot'!$D$5"
    book.save(old)
    said = omvgen("new", old, "--form", form_file(tmp_path, version="1"), cwd=tmp_path)
    assert said.code == 1
    assert "OMV" in said.out
    assert not (tmp_path / "omavalvontasuunnitelma-2027.xlsx").exists()


def test_without_a_year_the_command_asks_for_one(tmp_path: Path) -> None:
    plan = Plan(OLD_FORM.id, OLD_FORM.version, {"title": "Vuodeton"})
    assert next_year(plan) is None
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, plan)
    form_path = form_file(tmp_path, version="1")
    said = omvgen("new", old, "--form", form_path, cwd=tmp_path)
    assert (said.code, "--year" in said.err) == (2, True)


@pytest.mark.parametrize("year", ["abc", "26", "1899", "2200", "-2026", "20266"])
def test_a_year_that_is_none_is_refused_in_one_sentence(year: str) -> None:
    said = omvgen("new", "vanha.xlsx", "--year", year)
    assert said.code == 2
    assert said.err.endswith("Vuoden on oltava 1900–2199.\n")
    assert "<=" not in omvgen("new", "--help").out


def test_text_on_a_sheet_of_ones_own_is_not_left_behind_unsaid(tmp_path: Path) -> None:
    old = workbook(tmp_path / "vanha.xlsx", OLD_FORM, PLAN)
    book = openpyxl.load_workbook(old, rich_text=True)
    book.create_sheet("Oma")["A1"] = "Muista tämä"
    book.save(old)
    said = omvgen("new", old, "--form", form_file(tmp_path, version="1"), cwd=tmp_path)
    assert said.code == 0
    assert "Muista tämä" in said.err


def test_the_same_year_again_gives_the_same_bytes(carried: tuple[Carried, Reading]) -> None:
    made, reading = carried
    assert make_next_workbook(reading.form, made) == make_next_workbook(reading.form, made)


@pytest.mark.needs("ooxml-validator")
def test_the_workbook_is_valid_for_excel(carried: tuple[Carried, Reading], tmp_path: Path) -> None:
    made, reading = carried
    file = tmp_path / "uusi.xlsx"
    file.write_bytes(make_next_workbook(reading.form, made))
    assert sdk_errors(file) == []


def test_every_carried_answer_and_field_is_named_on_screen(form: Form, examples: Path) -> None:
    made = new_workbook(read(examples / "omavalvontasuunnitelma-2026.xlsx", form)).carried
    text = as_text(made, form)
    for told in made.entries:
        if told.kind is EntryKind.ANSWER and told.after is not None:
            assert re.search(rf"\b{re.escape(told.after.number)}\b", text)
        elif told.kind is not EntryKind.LOG and told.after is not None:
            assert told.after.text in text


def test_an_orphan_longer_than_any_cell_is_kept_whole(tmp_path: Path) -> None:
    text = "\n".join(f"{n}. rivi " + "sana " * 60 for n in range(200)).strip()
    plan = replace(PLAN, answers={**PLAN.answers, "harjoitus": Answer(plain(text))})
    form = changed_form(tmp_path)
    made = new_workbook(read(workbook(tmp_path / "vanha.xlsx", OLD_FORM, plan), form)).carried
    book = openpyxl.load_workbook(io.BytesIO(make_next_workbook(form, made)))
    rows = book["Siirtymättömät"].iter_rows(4, values_only=True)
    kept = [row[4] for row in rows if row[3] in (None, "Onko poistumista harjoiteltu?")]
    assert "\n".join(kept) == plan.text("harjoitus")
