"""`omvgen import`: a workbook from old plans, several documents in one, what is told of them."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import pytest
import tools
from helpers_cli import omvgen
from old_plans.documents import make
from old_plans.texts import ANSWERS
from old_plans.writing import OldPlan
from openpyxl import load_workbook

import omvgen as api
from omvgen import pipeline
from omvgen.findings.codes import Code
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.workbook.reading.result import Reading

FORM = load_form()
KEPT = "henk_perehdytys"
ASKED = FORM.questions[KEPT].text


def saved(plan: OldPlan, folder: Path, name: str = "vanha.docx") -> Path:
    file = folder / name
    file.write_bytes(plan.data)
    return file


def one_answer(text: str, question: str = ASKED) -> OldPlan:
    plan = OldPlan("yksi")
    plan.styled(question)
    plan.text(text)
    return plan


@cache
def imported(name: str, folder: Path) -> tuple[OldPlan, Reading]:
    plan = make(name, FORM)
    made = api.import_document(saved(plan, folder))
    (folder / "uusi.xlsx").write_bytes(made.data)
    return plan, pipeline.read(folder / "uusi.xlsx")


def test_the_year_in_the_title_is_the_plans_and_does_not_stay_in_later_ones(
    tmp_path: Path,
) -> None:
    plan, reading = imported("styled", tmp_path)
    assert plan.fields["title"] == f"{FORM.document_title} 2024"
    assert reading.plan.field("year") == "2024"
    assert "2024" not in api.new(reading).carried.plan.field("title")


def test_the_prompt_of_empty_controls_is_left_over_once(tmp_path: Path) -> None:
    ledger = api.import_document(saved(make("controls", FORM), tmp_path)).ledger
    left = [piece.answer.text.plain for piece in ledger.left]
    assert left.count("Kirjoita vastaus napsauttamalla tätä.") == 1


def test_the_workbook_has_what_the_document_says(tmp_path: Path) -> None:
    plan, reading = imported("styled", tmp_path)
    for id_, text in plan.answers.items():
        assert reading.plan.text(id_).split() == text.split()
    assert reading.plan.field("version") == "1.2"
    assert len(reading.plan.rows("riskit_taulukko")) == 1
    assert len(reading.plan.log) == 2
    assert {f.code for f in reading.findings} == {Code.ANSWERS_LEFT_OVER}  # the signature


def test_an_unsure_answer_is_an_error_until_a_person_clears_its_mark(tmp_path: Path) -> None:
    _, reading = imported("own_bold", tmp_path)
    findings = [f for f in pipeline.validate(reading) if f.code == Code.PLACED_UNSURELY]
    found = {finding.location.question for finding in findings}
    assert reading.plan.answered <= found


def test_what_is_secret_in_the_document_is_not_public_in_the_workbook(tmp_path: Path) -> None:
    plan, reading = imported("secrets", tmp_path)
    for id_, publicity in plan.secret.items():
        assert reading.plan.answer(id_).publicity == publicity


def test_the_answers_of_a_secret_document_are_undecided(tmp_path: Path) -> None:
    plan = OldPlan("salainen")
    plan.text("SALASSA PIDETTÄVÄ JulkL 24 § 1 mom. 7 k")
    plan.styled(ASKED)
    plan.text(ANSWERS[KEPT])
    made = api.import_document(saved(plan, tmp_path))
    assert made.plan.field("publicity") == Publicity.SECRET
    assert made.plan.field("bases") == "JulkL 24 § 1 mom. 7 k"
    assert made.plan.answer(KEPT).publicity is None


def test_text_that_begins_as_a_formula_stays_text(tmp_path: Path) -> None:
    made = api.import_document(saved(one_answer("=SUMMA(A1:A3)"), tmp_path))
    book = load_workbook(io.BytesIO(made.data))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert [c.data_type for c in cells if c.value == "=SUMMA(A1:A3)"] == ["s"]


# ---- several documents -------------------------------------------------------------------


def test_the_same_answer_counts_once_and_two_that_differ_are_a_conflict(tmp_path: Path) -> None:
    other = FORM.questions["autt_tulkkaus"].text
    one, two = one_answer("Sama vastaus."), one_answer("Sama vastaus.")
    for plan, text in ((one, "Ensimmäinen tapa."), (two, "Toinen tapa.")):
        plan.styled(other)
        plan.text(text)
    files = [saved(one, tmp_path, "a.docx"), saved(two, tmp_path, "b.docx")]
    made = api.import_document(files)
    assert made.ledger.same == 1
    assert [(c.target.id, c.texts) for c in made.ledger.conflicts] == [
        ("autt_tulkkaus", ("Ensimmäinen tapa.", "Toinen tapa."))
    ]
    assert made.plan.text("autt_tulkkaus") == "Ensimmäinen tapa."


def test_documents_of_different_sections_make_one_plan(tmp_path: Path) -> None:
    other = FORM.questions["autt_tulkkaus"].text
    files = [
        saved(one_answer("Perehdytys hoidetaan."), tmp_path, "a.docx"),
        saved(one_answer("Tulkki tilataan.", other), tmp_path, "b.docx"),
    ]
    made = api.import_document(files)
    assert made.ledger.complete
    assert made.plan.answered == {KEPT, "autt_tulkkaus"}


# ---- the command -------------------------------------------------------------------------


def test_the_workbook_stands_beside_the_document(tmp_path: Path) -> None:
    said = omvgen("import", saved(one_answer("Mentori auttaa alkuun."), tmp_path))
    assert said.code == 0
    assert "Siirretty 1, joista tarkistettavia 0" in said.out
    assert (tmp_path / "vanha.xlsx").exists()


def test_exit_codes_say_whether_somebody_must_look(tmp_path: Path) -> None:
    reworded = one_answer("Mentori auttaa.", "Miten työntekijät perehdytetään työhön?")
    assert omvgen("import", saved(reworded, tmp_path), "-o", tmp_path / "a.xlsx").code in {0, 1}
    (tmp_path / "rikki.docx").write_bytes(b"ei Word")
    said = omvgen("import", tmp_path / "rikki.docx")
    assert said.code == 2
    assert not (tmp_path / "rikki.xlsx").exists()


def test_the_ledger_as_json_has_every_piece(tmp_path: Path) -> None:
    file = saved(make("another_order", FORM), tmp_path)
    said = omvgen("import", file, "--format", "json")
    data = json.loads(said.out)
    assert said.code == 1
    by_id = {piece["question"]: piece for piece in data["placed"]}
    assert by_id["henk_riittavyys"] | {"from": ""} == {
        "question": "henk_riittavyys",
        "how": "text",
        "likeness": 1,
        "unsure": False,
        "from": "",
    }
    assert by_id[KEPT]["how"] == "likeness"
    assert by_id[KEPT]["unsure"]
    assert 0.4 < by_id[KEPT]["likeness"] < 1
    assert data["same"] == 0
    assert data["conflicts"] == []
    assert any("Piha aidataan keväällä." in text for text in data["left"])


@pytest.mark.needs("libreoffice")
@pytest.mark.usefixtures("running_office")
def test_an_odt_is_read_as_its_docx_is(form: Form, tmp_path: Path) -> None:
    plan = make("page_header", form)
    file = saved(plan, tmp_path)
    tools.convert(file, "odt", tmp_path)
    made = api.import_document(file.with_suffix(".odt"))
    right = [id_ for id_, t in plan.answers.items() if made.plan.text(id_).split() == t.split()]
    assert len(right) >= 0.95 * len(plan.answers)


def test_a_cover_gives_what_it_says_for_certain(tmp_path: Path) -> None:
    plan = OldPlan("kansi")
    for line in (
        "Esimerkkilän vastaanottokeskus",
        "Puh. 029 500 0001",
        "yksikko@esimerkki.example",
        "Päivitetty 3.2.2024, versio 1.2",
    ):
        plan.text(line)
    plan.styled(ASKED)
    plan.text("Perehdytys kestää kuukauden.")
    made = api.import_document(saved(plan, tmp_path))
    assert (made.plan.field("date"), made.plan.field("version")) == ("3.2.2024", "1.2")
    assert made.plan.text("vok_puhelin") == "029 500 0001"
    assert made.plan.text("vok_sahkoposti") == "yksikko@esimerkki.example"
    assert not made.ledger.unsure
    left = [piece.answer.text.plain for piece in made.ledger.left]
    assert left == ["Esimerkkilän vastaanottokeskus"]
