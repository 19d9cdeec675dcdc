"""A form as a workbook: described in cells, checked cell by cell, and to TOML and back."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_cli import omvgen as run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_form import small
from tools import ROOT, run_in_office

import omvgen
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.as_toml import form_as_toml
from omvgen.form.form_file import form_faults
from omvgen.form.formats import FORMATS
from omvgen.form.item import Json
from omvgen.form.loader import form_from_data
from omvgen.locale import speaking
from omvgen.plan.text import Run, clean
from omvgen.workbook.form_book.layout import REPORT_PARTS, SHEETS
from omvgen.workbook.form_book.reading import read_form_book
from omvgen.workbook.template.form_workbook import form_file, make_form_workbook
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book, Cell, cell_position
from omvgen.workbook.xlsx.opening import open_workbook

FORM = omvgen.load_form()
FIELD_WORDS = {field.id: field.text for field in FORM.document_fields}
EXAMPLES = settings().max_examples
FILL = ROOT / "tests" / "fill_with_libreoffice.py"

# Forms as odd as their schema allows. Texts are canonical, as all that is read from a cell.

_LETTERS = st.characters(exclude_categories=["C", "Z"], include_characters=" \n=-'\"\\;#")
_TEXT = st.text(_LETTERS, min_size=1, max_size=30).map(clean).filter(bool)  # fmt: skip
_LINE = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)
_CHOICE = (
    st.text(st.sampled_from("abcåäö123 §"), min_size=1, max_size=8).map(str.strip).filter(bool)
)
_CHOICES = st.lists(_CHOICE, min_size=2, max_size=4, unique=True)
_HINTS = st.lists(
    st.sampled_from(["JulkL 24 § 1 mom. 7 k", "JulkL 24 § 1 mom. 25 k"]), min_size=1, unique=True
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _maybe(draw: Any, node: Json, **more: st.SearchStrategy[Any]) -> Json:
    """The node with some of the further keys."""
    return node | {key: draw(values) for key, values in more.items() if draw(st.booleans())}


@st.composite
def forms(draw: Any) -> Json:
    numbers = iter(range(10_000))

    two_languages = draw(st.booleans())

    def said(texts: st.SearchStrategy[Any]) -> Any:
        """A text, or list of texts, in one language or in two."""
        own = draw(texts)
        if not two_languages or draw(st.booleans()):
            return own
        return {"fi": own, "sv": [f"{one} sv" for one in own] if type(own) is list else draw(texts)}

    def new_id() -> str:
        digits = f"{next(numbers):03d}"
        return "t_" + "".join(LETTERS[int(digit)] for digit in digits)

    def item(kinds: tuple[str, ...], node: Json) -> Json:
        kind = draw(st.sampled_from(kinds))
        node = node | {"kind": kind}
        if kind in ("choice", "multi_choice"):
            node["choices"] = said(_CHOICES)
        elif kind == "short":
            node = _maybe(draw, node, format=st.sampled_from(sorted(FORMATS.keys() & _FORMATS)))
        return node | ({"help": said(_LINE)} if draw(st.booleans()) else {})

    def column() -> Json:
        title = f"{draw(_LINE)} {next(numbers)}"
        kinds = ("short", "long", "date", "integer", "decimal", "choice", "multi_choice")
        return item(kinds, {"id": new_id(), "title": title})

    def table() -> Json:
        columns = [column() for _ in range(draw(st.integers(1, 3)))]
        columns[0]["key"] = True
        return {"id": new_id(), "title": said(_LINE), "columns": columns}

    def question() -> Json:
        kinds = ("short", "long", "date", "choice", "multi_choice", "table")
        node = item(kinds, {"id": new_id(), "text": said(_TEXT)})
        if node["kind"] == "choice":
            node = _maybe(draw, node, details=st.just(True))
        more = {"required": st.just(True), "secrecy_hint": _HINTS, "source_defect": _LINE}
        more |= {"report": st.sampled_from(sorted(REPORT_PARTS))}
        node = _maybe(draw, node, **more, renamed_from=st.builds(lambda: [new_id()]))
        if node["kind"] == "table" or draw(st.booleans()):
            node["tables"] = [table()]
        return node

    def section() -> Json:
        node = {"id": new_id(), "sheet": f"Lehti {next(numbers)}", "title": said(_LINE)}
        node = node | ({"statement": said(_LINE)} if draw(st.booleans()) else {})
        return node | {"questions": [question() for _ in range(draw(st.integers(1, 3)))]}

    data = {"id": new_id(), "version": draw(_LINE), "title": said(_LINE), "language": "fi-FI"}
    more = {
        "heading": _LINE,
        "source": _LINE,
        "case_number": st.just("EKA/1/2026"),
        "grounds": _CHOICES,
        "confirm_every_months": st.integers(1, 120),
        "report_every_months": st.integers(1, 120),
    }
    data = _maybe(draw, data, **more, fields=st.builds(lambda: {"title": said(_LINE)}))
    if "grounds" in data and draw(st.booleans()):
        data |= {"request_ground": draw(st.sampled_from(data["grounds"]))}
    if draw(st.booleans()):
        data |= {"verified": False, "unsure": draw(_LINE)}
    sections = [section() for _ in range(draw(st.integers(1, 3)))]
    sections[-1] = _maybe(draw, sections[-1], role=st.just("confirmation"))
    return data | {"sections": sections}


_FORMATS = {"postal_code", "phone", "email", "business_id", "case_number", "year", "version"}


@settings(max_examples=max(2, EXAMPLES // 5))
@given(forms())
def test_a_form_is_the_same_from_toml_to_a_workbook_and_back(
    tmp_path_factory: pytest.TempPathFactory, data: Json
) -> None:
    assert list(form_faults(data)) == []
    folder = tmp_path_factory.mktemp("lomake")
    text, book = folder / "a.toml", folder / "b.xlsx"
    text.write_text(form_as_toml(data), "utf-8")
    assert tomllib.loads(text.read_text("utf-8")) == data
    book.write_bytes(form_file(".xlsx", text, ""))
    assert tomllib.loads(form_file(".toml", book, "").decode()) == data
    assert omvgen.load_form(book) == omvgen.load_form(text) == form_from_data(data)


def described(file: Path, data: Json, *edits: tuple[str, str, str]) -> Path:
    """The form workbook of the data with the edits (sheet, cell, text) made by another program."""
    file.write_bytes(make_form_workbook(FORM, data))
    book = openpyxl.load_workbook(file)
    for sheet, cell, text in edits:
        book[sheet][cell] = text
    book.save(file)
    return file


ROLE = Code.FORM_COLUMN_ROLE_MISMATCH
# What is typed where, the code, the cell that the finding names, and words that it must have.
FAULTS = [
    ("Kohdat", "C4", "", Code.FORM_VALUE_MISSING, "Kohdat!C4", "Tunniste"),
    ("Kohdat", "C4", "Oma 1", Code.FORM_VALUE_MALFORMED, "Kohdat!C4", "pieniä kirjaimia"),
    ("Taulukot", "C4", "kuvaus", Code.FORM_NAME_UNKNOWN, "Sarakkeet!B4", "Taulukot"),
    ("Kohdat", "D4", "", Code.FORM_VALUE_MISSING, "Kohdat!D4", "Kysymys"),
    ("Kohdat", "E4", "pitka", Code.FORM_CELL_WORD_UNKNOWN, "Kohdat!E4", "pitkä teksti"),
    ("Kohdat", "E4", "valinta", Code.FORM_VALUE_MISSING, "Kohdat!G4", "Luettelo"),
    ("Kohdat", "F4", "ehkä", Code.FORM_CELL_WORD_UNKNOWN, "Kohdat!F4", "Kyllä"),
    ("Kohdat", "G4", "ei_ole", Code.FORM_NAME_UNKNOWN, "Kohdat!G4", "Luettelot"),
    ("Kohdat", "H4", "Kyllä", Code.FORM_VALUES_CONFLICT, "Kohdat!H4", "Laji = valinta"),
    ("Kohdat", "B4", "ei_ole", Code.FORM_NAME_UNKNOWN, "Kohdat!B4", "Osiot"),
    ("Kohdat", "C3", "Muu", Code.FORM_HEADER_MISSING, "Kohdat!A3", "Tunniste"),
    ("Osiot", "C4", "a/b", Code.FORM_VALUE_MALFORMED, "Osiot!C4", "merkkejä"),
    ("Osiot", "C4", "Muutosloki", Code.FORM_SHEET_NAME_RESERVED, "Osiot!C4", "varattu"),
    ("Osiot", "C4", "x" * 32, Code.FORM_VALUE_WRONG_LENGTH, "Osiot!C4", "31"),
    ("Osiot", "B5", "tyhja", Code.FORM_VALUE_MISSING, "Osiot!C5", "Välilehti"),
    ("Sarakkeet", "F4", "Ei", Code.FORM_TABLE_WITHOUT_KEY, "Taulukot!C4", "Sarakkeet"),
    ("Sarakkeet", "J4", "päättymispäivä", ROLE, "Sarakkeet!J4", "päivämäärä"),
    ("Asetukset", "C4", "", Code.FORM_VALUE_MISSING, "Asetukset!C4", "Tunniste"),
    ("Asetukset", "C7", "suomi", Code.FORM_VALUE_MALFORMED, "Asetukset!C7", "fi-FI"),
    ("Asetukset", "C12", "Ei", Code.FORM_VALUE_MISSING, "Asetukset!C13", "epävarmaa"),
    ("Asetukset", "C11", "ei_ole", Code.FORM_BASE_NOT_FOUND, "Asetukset!C11", "ei_ole"),
]  # fmt: skip


@cache
def small_book() -> Book:
    return load_book(open_workbook(make_form_workbook(FORM, small()), "oma.xlsx"))


def edited(book: Book, sheet: str, cell: str, text: str) -> Book:
    """The workbook as it is read with another text in the cell."""
    position = cell_position(cell)
    assert position is not None
    sheets = (
        replace(s, cells={**s.cells, position: Cell((Run(text),))}) if s.name == sheet else s
        for s in book.sheets
    )
    return replace(book, sheets=tuple(sheets))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{fault[1]}-{fault[3]}")
def test_each_fault_of_a_form_workbook_names_its_cell(
    fault: tuple[str, str, str, Code, str, str],
) -> None:
    sheet, cell, text, code, at, words = fault
    source = read_form_book(edited(small_book(), sheet, cell, text), FIELD_WORDS)
    faults = [*source.findings, *map(source.located, form_faults(source.data))]
    found = [finding for finding in faults if finding.code == code]
    assert found, faults
    assert str(found[0].location) == at
    assert words in f"{found[0].message} {found[0].remedy}"
    for finding in faults:
        assert finding.location.cell
        for notation in ("{", " = [", 'kind = "', "true", "TOML"):
            assert notation not in finding.message + finding.remedy


@cache
def extension_book() -> Book:
    return load_book(open_workbook(make_form_workbook(FORM, EXTENSION), "oma.xlsx"))


_ANYTHING = st.sampled_from(["", "id", "oma", "taulu", "Kyllä", "valinta", "a, b", "1", "ä" * 70])


@given(
    st.sampled_from([small_book, extension_book]),
    st.lists(
        st.tuples(
            st.sampled_from([kind.title for kind in SHEETS]),
            st.builds("{}{}".format, st.sampled_from("BCDEFGHIJ"), st.integers(3, 20)),
            _ANYTHING,
        ),
        max_size=5,
    ),
)
def test_whatever_is_typed_every_fault_names_its_cell(
    book_of: Callable[[], Book], edits: list[tuple[str, str, str]]
) -> None:
    book = book_of()
    for sheet, cell, text in edits:
        book = edited(book, sheet, cell, text)
    source = read_form_book(book, FIELD_WORDS)
    faults = [*source.findings, *map(source.located, form_faults(source.data))]
    for finding in faults:
        assert finding.location.sheet
        assert finding.location.cell
        assert "{" not in finding.message + finding.remedy


def test_the_same_id_twice_names_the_second_cell() -> None:
    book = small_book()
    for sheet, cell in (("Taulukot", "C4"), ("Sarakkeet", "B4")):
        book = edited(book, sheet, cell, "kuvaus")
    source = read_form_book(book, FIELD_WORDS)
    (finding,) = map(source.located, form_faults(source.data))
    assert (finding.code, str(finding.location)) == (Code.FORM_VALUE_REPEATED, "Taulukot!C4")


def test_the_command_tells_the_cells_and_refuses_the_form(tmp_path: Path) -> None:
    file = described(tmp_path / "oma.xlsx", small(), ("Kohdat", "E4", "pitka"))
    said = run("form", "check", file)
    assert said.code == 1
    assert "Kohdat!E4" in said.out
    assert "Kohdat!E4" in run("template", "--form", file, "-o", tmp_path / "t.xlsx").err
    assert run("form", "check", described(file, small())).code == 0
    assert run("template", "--form", file, "-o", tmp_path / "t.xlsx").code == 0
    assert omvgen.read(tmp_path / "t.xlsx").form.id == "oma"  # found beside itself


def test_another_workbook_is_no_form_and_a_form_is_no_plan(tmp_path: Path) -> None:
    plan, form = tmp_path / "plan.xlsx", tmp_path / "form.xlsx"
    plan.write_bytes(omvgen.template(omvgen.load_form("tupakka")))
    assert run("form", "check", plan).err.startswith("OMV806")
    described(form, small())
    assert run("validate", form).code == 2


def test_a_form_workbook_in_another_language_is_the_same_form(tmp_path: Path) -> None:
    with speaking("en"):
        data = make_form_workbook(FORM, small())
    (tmp_path / "en.xlsx").write_bytes(data)
    assert omvgen.check_form(tmp_path / "en.xlsx") == ()
    assert omvgen.load_form(tmp_path / "en.xlsx") == form_from_data(small())
    assert "Questions" in openpyxl.load_workbook(tmp_path / "en.xlsx").sheetnames


def test_texts_of_another_language_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    """`Kysymys (sv)`, typed by hand; what the column's header does not say is never guessed."""
    edits = [("Kohdat", "Z3", "Kysymys (sv)"), ("Kohdat", "Z4", "Hur sörjer man för det?")]
    file = described(tmp_path / "oma.xlsx", small(), *edits)
    assert omvgen.check_form(file) == ()
    data = tomllib.loads(form_file(".toml", file, "").decode())
    text = data["sections"][0]["questions"][0]["text"]
    assert text["sv"] == "Hur sörjer man för det?"
    assert text["fi"] == small()["sections"][0]["questions"][0]["text"]
    wrong = described(tmp_path / "b.xlsx", small(), ("Kohdat", "Z3", "Laji (sv)"), edits[1])
    assert [finding.code for finding in omvgen.check_form(wrong)] == ["OMV807"]


def test_the_headers_and_types_of_xlsform_are_understood(tmp_path: Path) -> None:
    headers = {"C3": "name", "D3": "label", "E3": "type", "F3": "required", "J3": "hint"}
    edits = [("Kohdat", cell, text) for cell, text in headers.items()]
    edits += [("Kohdat", "E4", "select_one tila"), ("Kohdat", "F4", "yes")]
    edits += [
        ("Luettelot", "B4", "tila"),
        ("Luettelot", "C4", "avoin"),
        ("Luettelot", "C5", "valmis"),
    ]
    file = described(tmp_path / "oma.xlsx", small(), *edits)
    assert omvgen.check_form(file) == ()
    question = omvgen.load_form(file).questions["kuvaus"]
    assert (question.kind, question.choices, question.required) == (
        "choice",
        ("avoin", "valmis"),
        True,
    )


def test_every_sheet_and_cell_to_fill_in_has_guidance(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(described(tmp_path / "oma.xlsx", small()))
    for kind in SHEETS:
        sheet = book[kind.title]
        prompts = [rule.prompt for rule in sheet.data_validations.dataValidation]
        assert prompts
        assert all(prompts)
        assert sheet["B2"].value
        assert sheet.protection.sheet
        assert not sheet["C4"].protection.locked


@pytest.mark.needs("libreoffice", "uno")
def test_a_form_is_described_by_typing_and_its_plan_built(tmp_path: Path) -> None:
    form, steps, typed = (tmp_path / n for n in ("uusi.xlsx", "vaiheet.json", "oma.xlsx"))
    assert run("form", "new", form).code == 0
    settings = {"C4": "kirjasto", "C6": "Kirjaston omavalvontalomake"}
    sections = {"B4": "tilat", "C4": "1 Tilat", "D4": "Tilat"}
    questions = {"B4": "tilat"}
    for number in range(10):
        name = f"kohta_{LETTERS[number]}"
        row = 4 + number
        questions |= {f"C{row}": name, f"D{row}": f"Kysymys {number}?", f"E{row}": "pitkä teksti"}
    sheets = {"Asetukset": settings, "Osiot": sections, "Kohdat": questions}
    steps.write_text(
        json.dumps([{"sheet": s, "cells": c, "after": 0, "rows": 0} for s, c in sheets.items()])
    )
    run_in_office(FILL, form, steps, typed)
    assert run("form", "check", typed).out.startswith(
        "oma.xlsx: lomake on kunnossa, 1 osio, 10 kohtaa"
    )
    assert run("template", "--form", typed, "-o", tmp_path / "s.xlsx").code == 0
    assert run("build", "--draft", tmp_path / "s.xlsx", "-o", tmp_path / "s.docx").code == 0


# A form that extends another.

EXTENSION: Json = {
    "id": "oma_auttamisjarjestelma",
    "version": "2026-1",
    "extends": "auttamisjarjestelma",
    "sections": [
        {
            "id": "toiminta_ajatus",
            "questions": [{"id": "oma_arvot", "text": "Yksikön omat arvot", "kind": "long"}],
        },
        {
            "id": "oma_osio",
            "sheet": "Oma osio",
            "title": "Oma osio",
            "questions": [{"id": "oma_kohta", "text": "Oma kysymys", "kind": "short"}],
        },
    ],
}


def extension(file: Path) -> Path:
    file.write_text(form_as_toml(EXTENSION), "utf-8")
    return file


def test_an_extension_adds_and_removes_nothing(tmp_path: Path) -> None:
    form = omvgen.load_form(extension(tmp_path / "oma.toml"))
    assert {id_ for id_ in form.questions if id_ not in FORM.questions} == {
        "oma_arvot",
        "oma_kohta",
    }
    for id_, question in FORM.questions.items():
        assert form.questions[id_] == question
    in_old_sections = [id_ for id_ in FORM.questions if FORM.numbers[id_] == form.numbers[id_]]
    assert len(in_old_sections) >= len(FORM.questions) - 3  # the confirmation is one section later
    assert form.sections[-1].role == "confirmation"
    assert (form.extends, form.title, form.verified) == (FORM.id, FORM.title, True)


def test_a_plan_goes_from_the_official_form_to_the_extended_one(tmp_path: Path) -> None:
    """The way out of OMV150: a text beside the questions gets a question of its own."""
    file = extension(tmp_path / "oma.toml")
    example = ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"
    assert run("new", example, "--form", file, "-o", tmp_path / "uusi.xlsx").code == 0
    new = omvgen.read(tmp_path / "uusi.xlsx")
    assert new.form.id == "oma_auttamisjarjestelma"
    assert new.findings == ()
    old = omvgen.read(example, new.form)
    kept = {id_: answer.text for id_, answer in old.plan.answers.items() if answer.text.plain}
    lost = {id_ for id_, text in kept.items() if new.plan.answers[id_].text != text}
    assert lost <= {q.id for q in FORM.sections[-1].questions}  # the signature is never carried
    assert omvgen.compare(old, new).new.form_id == new.form.id


def test_an_extension_is_the_same_as_a_workbook(tmp_path: Path) -> None:
    own, book = extension(tmp_path / "oma.toml"), tmp_path / "oma.xlsx"
    book.write_bytes(form_file(".xlsx", own, ""))
    assert omvgen.load_form(book) == omvgen.load_form(own)


CHANGED: list[tuple[str, Callable[[Json], Any], Code]] = [
    ("title", lambda f: f["sections"][0].update(title="Toinen"), Code.FORM_OFFICIAL_CHANGED),
    (
        "text",
        lambda f: f["sections"][0]["questions"].append(
            {"id": "toiminta_ajatus_kuvaus", "text": "?"}
        ),
        Code.FORM_OFFICIAL_CHANGED,
    ),
    ("extends", lambda f: f.update(extends="oma_auttamisjarjestelma"), Code.FORM_BASE_NOT_FOUND),
    ("extends", lambda f: f.update(extends="ei_ole"), Code.FORM_BASE_NOT_FOUND),
    (
        "id",
        lambda f: f["sections"][1]["questions"][0].update(id="omv_johtaminen"),
        Code.FORM_VALUE_REPEATED,
    ),
    ("title", lambda f: f["sections"][1].pop("title"), Code.FORM_VALUE_MISSING),
]


@pytest.mark.parametrize(("name", "spoil", "code"), CHANGED)
def test_what_is_official_cannot_be_changed(
    name: str, spoil: Callable[[Json], Any], code: Code
) -> None:
    data = copy.deepcopy(EXTENSION)
    spoil(data)
    faults: list[Finding] = list(form_faults(data))
    assert [fault.code for fault in faults] == [code]
    assert faults[0].values["name"] == name


def test_a_table_is_added_to_an_official_question() -> None:
    table = {
        "id": "oma_taulu",
        "title": "Oma",
        "columns": [{"id": "a", "title": "A", "kind": "short", "key": True}],
    }
    data: Json = EXTENSION | {
        "sections": [
            {
                "id": "toiminta_ajatus",
                "questions": [{"id": "toiminta_ajatus_kuvaus", "tables": [table]}],
            }
        ]
    }
    assert list(form_faults(data)) == []


def test_an_extension_begins_with_the_official_sections(tmp_path: Path) -> None:
    file = tmp_path / "oma.xlsx"
    assert run("form", "new", file, "--extends", "auttamisjarjestelma").code == 0
    book = openpyxl.load_workbook(file)
    assert [book["Osiot"][f"B{row}"].value for row in (4, 5)] == ["vok_tiedot", "toiminta_ajatus"]
    book["Asetukset"]["C4"] = "oma"
    for cell, text in {
        "B4": "toiminta_ajatus",
        "C4": "oma_arvot",
        "D4": "Arvot",
        "E4": "long",
    }.items():
        book["Kohdat"][cell] = text
    book.save(file)
    assert omvgen.check_form(file) == ()
    assert len(omvgen.load_form(file).questions) == len(FORM.questions) + 1


def test_the_remedy_of_a_text_that_would_be_lost_names_the_way_out() -> None:
    assert (
        "laajentaa" in Finding(Code.TEXT_IN_UNREAD_CELL, values={"cells": "J5", "text": "x"}).remedy
    )


def test_text_under_an_unknown_header_is_named_and_no_fault(tmp_path: Path) -> None:
    edits = [("Kohdat", "P3", "Salassapito (sv)"), ("Kohdat", "P4", "OffL 24 §")]
    file = described(tmp_path / "oma.xlsx", small(), *edits)
    (found,) = omvgen.check_form(file)
    assert (found.code, str(found.location)) == (Code.FORM_HEADER_UNKNOWN, "Kohdat!P3")
    said = run("form", "check", file)
    assert (said.code, "Salassapito (sv)" in said.out) == (0, True)
    assert omvgen.load_form(file) == form_from_data(small())
    assert omvgen.check_form(described(file, small(), edits[0])) == ()  # nothing is lost
