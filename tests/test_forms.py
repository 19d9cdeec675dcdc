"""The forms that omvgen brings along: found by name and by workbook, and each the whole way."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers_cli import omvgen as run
from test_form_language import words
from tools import ROOT, run_in_office

import omvgen
from omvgen.errors import ReadError
from omvgen.findings.catalogue import RULES
from omvgen.findings.codes import Code
from omvgen.findings.model import Location, Place
from omvgen.form.form import Form
from omvgen.form.form_file import form_faults
from omvgen.form.item import FormItem
from omvgen.form.kinds import Choices
from omvgen.form.loader import BUILT_IN
from omvgen.form.shipped import shipped_data, shipped_names
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading

NAMES = shipped_names()
COMMON_WORDS = ROOT / "omvgen" / "form" / "common.toml"
FIRST = "tupakka"  # the smallest: the whole way in an ordinary run, the others in a long one
LONG_RUN = int(os.environ.get("OMVGEN_EXAMPLES", "15")) > 15

# Words by which each form's authority, law and case numbers are known.
OWN_WORDS = {
    BUILT_IN: (
        "maahanmuutto",
        "migri",
        "migdno",
        "mig-99",
        "ihmiskaup",
        "vastaanottokesk",
        "(ohje ",
    ),
    "anniskelu": ("alkoholi", "annisk"),
    "hyva_kohtelu": ("lastensuojelu",),
    "sote_omavalvontasuunnitelma": ("valvira", "741/2023"),
    "sote_seurantaselvitys": ("741/2023", "seurantaselvity"),
    "tupakka": ("tupakka", "549/2016"),
    "turvallisuusasiakirja": ("kuluttajaturvallisuus", "turvallisuusasiakirja"),
}
VALUES = {
    "postal_code": "00100",
    "phone": "029 500 0000",
    "email": "asiointi@esimerkkila.example",
    "business_id": "1234567-1",
    "case_number": "EKA/123/2026",
    "secrecy_basis": "JulkL 24 § 1 mom. 7 k",
    "year": "2026",
    "version": "1.0",
    "date": "30.1.2026",
    "integer": "3",
    "decimal": "1,5",
}
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
FIELDS = {
    "title": "Suunnitelma 2026",
    "year": "2026",
    "version": "1.0",
    "date": "30.1.2026",
    "prepared_by": "Esimerkkilän yksikkö",
    "participants_management": "Johtoryhmä.",
    "participants_staff": "Kaikki tiimit.",
    "publicity": "Julkinen",
}


def value(item: FormItem, text: str) -> str:
    """A valid answer, of the text where any text is."""
    if item.kind.traits.choices is not Choices.NONE:
        return item.choices[0]
    return VALUES.get(item.format or item.kind.traits.format, text)


def texts_of(form: Form) -> dict[Place, str]:
    """What to type into an empty workbook of the form."""
    texts = {Place("field", key): text for key, text in FIELDS.items()}
    for number, question in enumerate(form.questions.values()):
        word = LETTERS[number % len(LETTERS)] * 3
        text = f"Kohta {question.id} hoidetaan {word} {number} tavalla."
        if not question.kind.traits.rows:
            texts[Place("answer", question.id)] = value(question, text)
        if question.secrecy_hint:
            texts[Place("answer", question.id, "publicity")] = "Julkinen"
        for table in question.tables:
            for column in table.columns:
                cell = value(column, f"Rivin {number} tieto {column.title.lower()}")
                if column.role != "basis":  # the rows are public
                    texts[Place("table", table.id, column.id, 0)] = cell
    return texts


def typed(reading: Reading, texts: dict[Place, str]) -> list[tuple[Location, str]]:
    """The cell of each text: those of a table's first row are under its header."""
    cells = []
    for place, text in texts.items():
        if place.kind == "table":
            header, table = reading.places[Place("table", place.id)], reading.form.tables[place.id]
            number = [column.id for column in table.columns].index(place.part)
            letter = chr(ord(header.cell[0]) + number)
            where = Location(header.sheet, f"{letter}{int(header.cell[1:]) + 1}")
        else:
            where = reading.places[place]
        cells.append((where, text))
    return cells


def filled(file: Path, texts: dict[Place, str], *, log: tuple[str, ...] = ()) -> Reading:
    """The workbook with the texts typed in by another program, read by the form it names."""
    book = openpyxl.load_workbook(file)
    for where, text in typed(read_workbook(file), texts):
        book[where.sheet][where.cell] = text
    for column, text in enumerate(log, start=2):
        book["Muutosloki"].cell(4, column, text)
    target = file.with_name(f"täytetty-{len(log)}.xlsx")
    book.save(target)
    return omvgen.read(target)


def package_text(data: bytes) -> str:
    """All text of a document's package, its properties included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def foreign(form: Form, text: str) -> set[str]:
    """The words of other forms' authorities in the text that the form itself does not have."""
    own, text = json.dumps(shipped_data(form.id), ensure_ascii=False).lower(), text.lower()
    return {
        word
        for name, others in OWN_WORDS.items()
        for word in others
        if name != form.id and word in text and word not in own
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_form_is_in_order_and_the_first_alone_is_verified(name: str) -> None:
    data = shipped_data(name)
    assert data is not None
    assert list(form_faults(data)) == []
    form = omvgen.load_form(name)
    assert form.id == name
    assert form.verified == (name == BUILT_IN) == (form.reservation == "")


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_finds_its_form_and_nothing_in_it_is_of_another(
    name: str, tmp_path: Path
) -> None:
    form, file = omvgen.load_form(name), tmp_path / "suunnitelma.xlsx"
    file.write_bytes(omvgen.template(form))
    reading = omvgen.read(file)
    assert reading.form == form
    assert reading.findings == ()
    said = " ".join(f"{f.message} {f.remedy}" for f in omvgen.validate(reading))
    in_workbook = words(file.read_bytes())
    shown = " ".join(sorted(in_workbook))
    document = package_text(omvgen.build(reading, draft=True))
    for text in (said, shown, document):
        assert foreign(form, text) == set()
    assert ("Ei verrattu viralliseen" in document) is not form.verified
    assert form.verified or form.reservation in in_workbook


@pytest.mark.parametrize("name", NAMES if LONG_RUN else (FIRST,))
def test_each_form_goes_the_whole_way(name: str, tmp_path: Path) -> None:
    form, file = omvgen.load_form(name), tmp_path / "pohja.xlsx"
    file.write_bytes(omvgen.template(form))
    texts = texts_of(form)
    old = filled(file, texts)
    changed = next(q for q in form.questions.values() if q.kind == "long")
    answer = Place("answer", changed.id)
    later = {answer: "Kohta hoidetaan uudella tavalla.", Place("field", "version"): "1.1"}
    log = (
        "1.1",
        "1.2.2026",
        form.numbers[changed.id],
        "Tapa vaihtui.",
        "Kyllä",
        "viranomaisen pyyntö",
    )
    if name == BUILT_IN:
        log = (*log[:-1], "Maahanmuuttoviraston pyyntö")
    new = filled(file, {**texts, **later}, log=(*log, "Laatija", "Johtaja", "1.2.2026"))
    assert [str(f) for f in omvgen.validate(new, old) if f.severity.value == "error"] == []
    changes = omvgen.compare(old, new)
    assert [change.question for change in changes.changes] == [changed.id]
    made = [
        omvgen.build(new, previous=old),
        omvgen.report(old, new),
        omvgen.notice(old, new),
        omvgen.build_public(new),
        omvgen.notice_to_clients(new),
        omvgen.build(new, "html"),
    ]
    for data in made:
        text = package_text(data) if data.startswith(b"PK") else data.decode()
        assert foreign(form, text) == set()
    assert foreign(form, omvgen.validate(new).__repr__()) == set()
    following = omvgen.new(new, 2027)
    file.write_bytes(following.data)
    assert omvgen.read(file).plan.text(changed.id) == "Kohta hoidetaan uudella tavalla."


@pytest.mark.needs("libreoffice", "uno")
@pytest.mark.parametrize("name", NAMES if LONG_RUN else (FIRST,))
def test_each_form_is_filled_in_libreoffice(name: str, tmp_path: Path) -> None:
    form, file = omvgen.load_form(name), tmp_path / "pohja.xlsx"
    file.write_bytes(omvgen.template(form))
    reading = omvgen.read(file)
    cells: dict[str, dict[str, str]] = {}
    for where, text in typed(reading, texts_of(form)):
        cells.setdefault(where.sheet, {})[where.cell] = text
    steps: list[dict[str, Any]] = [
        {"sheet": sheet, "cells": typed_there, "after": 0, "rows": 0}
        for sheet, typed_there in cells.items()
    ]
    (tmp_path / "vaiheet.json").write_text(json.dumps(steps), "utf-8")
    target = tmp_path / "täytetty.xlsx"
    run_in_office(
        ROOT / "tests" / "fill_with_libreoffice.py", file, tmp_path / "vaiheet.json", target
    )
    filled_in = omvgen.read(target)
    assert filled_in.form == form
    assert [str(f) for f in omvgen.validate(filled_in) if f.severity.value == "error"] == []
    assert omvgen.build(filled_in)


def test_help_and_messages_are_of_no_form() -> None:
    rules = (f"{rule.title} {rule.message} {rule.remedy}" for rule in RULES.values())
    pages = ((ROOT / "docs" / "commands.md").read_text("utf-8"), COMMON_WORDS.read_text("utf-8"))
    said = " ".join((*rules, *pages)).lower()
    assert {word for words in OWN_WORDS.values() for word in words if word in said} == set()


# By name.


def workbook_of(form: Form, file: Path) -> Path:
    file.write_bytes(omvgen.template(form))
    return file


def own_form(folder: Path, name: str = "oma_lomake") -> Path:
    """The small form of the tests under another id, in a file of another name."""
    text = (ROOT / "tests" / "forms" / "pieni.toml").read_text("utf-8")
    file = folder / "jokin.toml"
    file.write_text(text.replace('id = "pieni"', f'id = "{name}"', 1), "utf-8")
    return file


def test_a_workbook_finds_its_form_beside_itself_and_in_the_folders(tmp_path: Path) -> None:
    beside, folder, away = (tmp_path / name for name in ("a", "lomakkeet", "b"))
    for place in (beside, folder, away):
        place.mkdir()
    form = omvgen.load_form(own_form(beside))
    assert omvgen.read(workbook_of(form, beside / "s.xlsx")).form == form
    own_form(folder, "toinen_lomake")
    other = workbook_of(replace(form, id="toinen_lomake"), away / "s.xlsx")
    said = run("validate", other, "--format", "json")
    data = json.loads(said.out)
    assert [f["code"] for f in data["findings"]] == [Code.FORM_NOT_FOUND]
    assert data["form"] == "toinen_lomake"
    said = run("validate", other, "--format", "json", OMVGEN_FORMS=str(folder))
    assert json.loads(said.out)["form"] == "toinen_lomake"
    said = run("form", "list", cwd=beside, OMVGEN_FORMS=str(folder))
    for name in (*NAMES, "oma_lomake", "toinen_lomake"):
        assert name in said.out


def test_a_form_that_is_not_found_is_one_finding_whatever_the_command(tmp_path: Path) -> None:
    form = replace(omvgen.load_form(), id="kadonnut")
    file = workbook_of(form, tmp_path / "s.xlsx")
    with pytest.raises(ReadError) as refusal:
        omvgen.read(file)
    assert refusal.value.finding.code == Code.FORM_NOT_FOUND
    for command in (["validate", file], ["diff", file, file], ["build", file], ["status", file]):
        said = run(*command)
        assert (said.code, said.all.count("OMV")) == (2, 2), said.all  # OMV800 and OMVGEN_FORMS


def test_a_form_is_given_by_name_or_file(tmp_path: Path) -> None:
    assert run("template", "--form", FIRST, "-o", tmp_path / "a.xlsx").code == 0
    assert omvgen.read(tmp_path / "a.xlsx").form.id == FIRST
    assert run("template", "--form", "ei_ole").err.startswith("OMV800")
    assert run("template", "--form", tmp_path / "ei_ole.toml").err.startswith("OMV174")


def test_answers_as_json_find_their_form(tmp_path: Path) -> None:
    file = workbook_of(omvgen.load_form(FIRST), tmp_path / "a.xlsx")
    assert run("export", file, "-o", tmp_path / "a.json").code == 0
    assert run("template", "--answers", tmp_path / "a.json", "-o", tmp_path / "b.xlsx").code == 0
    assert omvgen.read(tmp_path / "b.xlsx").form.id == FIRST


def test_the_form_that_only_the_sheet_names_is_found_too(tmp_path: Path) -> None:
    file = workbook_of(omvgen.load_form(FIRST), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(file)
    del book.custom_doc_props["omvgen form"]
    book.save(file)
    assert omvgen.read(file).form.id == FIRST
