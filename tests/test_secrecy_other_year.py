"""Two years side by side: what is secret in either is in neither, and nothing tells of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_checks import ATTACHMENTS, BASIS, PARTLY, SECRET, with_answer, with_fields, with_rows
from helpers_secrecy import FORM, LONG, MARK, attachment, copy_of
from openpyxl import load_workbook

import omvgen
from omvgen import release
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy
from omvgen.secrecy.publish.publish import publish_both
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook


def test_what_became_secret_is_withheld_from_the_old_year_too() -> None:
    old = with_answer(LONG, "Asunto on osoitteessa Piilokatu 7. Muuta.")
    new = with_answer(LONG, "[[Asunto on osoitteessa Piilokatu 7]]. Muuta.", publicity=PARTLY)
    before, after = publish_both(old, new, FORM)
    assert before.plan.text(LONG) == "[Salassa pidettävä]"
    # Side by side, what stayed ("Muuta.") would look as if it had been written anew.
    assert after.plan.text(LONG) == "[Salassa pidettävä]"
    assert copy_of(new).plan.text(LONG) == "Muuta.\n[Salassa pidettävä]"


def test_an_answer_that_is_secret_in_either_year_is_in_neither() -> None:
    old = with_answer(LONG, "Aivan toinen teksti.")
    new = with_answer(LONG, "Uusi salainen teksti.", publicity=SECRET)
    for pair in ((old, new), (new, old)):
        assert {c.plan.text(LONG) for c in publish_both(*pair, FORM)} == {"[Salassa pidettävä]"}


def test_the_years_do_not_differ_by_what_stands_in_place_of_a_secret_answer() -> None:
    old = with_answer(LONG, "Sama teksti.")
    new = with_answer(LONG, "Sama teksti.", publicity=SECRET, bases=(BASIS,))
    for pair in ((old, new), (new, old)):
        assert [c.plan.text(LONG) for c in publish_both(*pair, FORM)] == [MARK, MARK]


@pytest.mark.parametrize(
    ("version", "given"), [("2019-05-01", "2019-05-01"), ("1.2", "1.2"), ("Piilokatu 7", None)]
)
def test_a_public_plan_keeps_its_forms_version_and_nothing_else_in_its_place(
    version: str, given: str | None
) -> None:
    plan = replace(with_answer(LONG, "A"), form_version=version)
    assert copy_of(plan).plan.form_version == (given or FORM.version)


def test_a_row_that_is_secret_in_either_year_is_in_neither() -> None:
    old = with_rows(ATTACHMENTS, attachment(1, "Avoin"), attachment(2, "Ennen julkinen"))
    new = with_rows(ATTACHMENTS, attachment(1, "Avoin"), attachment(2, "Nyt", "salassa pidettävä"))
    for copy in publish_both(old, new, FORM):
        assert [r["liitteen_nimi"] for r in copy.plan.rows(ATTACHMENTS)] == [
            "Avoin",
            "[Salassa pidettävä]",
        ]


def test_what_is_secret_in_the_other_year_accuses_nothing_else() -> None:
    """Only what somebody marked secret is looked for in other answers."""
    shared = "Tästä asiasta huolehditaan aina sovitulla tavalla."
    old = with_answer(LONG, shared, plan=with_answer("omv_johtaminen", f"{shared} Muuta."))
    new = with_answer(LONG, "Salainen.", publicity=SECRET, plan=old)
    for copy in publish_both(old, new, FORM):
        assert copy.plan.text("omv_johtaminen") == f"{shared} Muuta."


def test_hidden_text_is_not_shown_and_keeps_a_copy_from_being_made(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(make_workbook(FORM, with_answer(LONG, "Julkinen."))))
    sheet = book[FORM.section_of[LONG].sheet]
    sheet["D20"] = "Piilokatu 7"
    sheet.row_dimensions[20].hidden = True
    book.save(tmp_path / "t.xlsx")
    reading = omvgen.read(tmp_path / "t.xlsx")
    assert "Piilokatu" in reading.plan.text(LONG)
    copy = release.publish(reading)
    assert copy.plan.text(LONG) == "[Salassa pidettävä]"
    assert "OMV153" in [f.code for f in omvgen.validate_public(reading)]
    after = release.publish_both(reading, reading).new
    assert after.plan.text(LONG) == "[Salassa pidettävä]"


def both(old: Plan, new: Plan) -> tuple[PublicCopy, PublicCopy]:
    return publish_both(old, new, FORM)


@pytest.mark.parametrize("before", ["Asunto on Piilokatu 7. Muuta on.", "Asunto on Salatie 3."])
def test_a_passage_in_one_year_alone_does_not_tell_whether_it_was_the_same_before(
    before: str,
) -> None:
    new = with_answer(LONG, "[[Asunto on Piilokatu 7.]] Muuta on.", publicity=PARTLY)
    for pair in ((with_answer(LONG, before), new), (new, with_answer(LONG, before))):
        assert [c.plan.text(LONG) for c in both(*pair)] == ["[Salassa pidettävä]"] * 2


@pytest.mark.parametrize("secret", ["Asunto on Salatie 9", "9 asuntoa on Salatiellä.", "Koti"])
def test_another_secret_changes_nothing_beside_it(secret: str) -> None:
    old = with_answer(LONG, "Alku on. [[Asunto on Piilokatu 7.]] Loppu on.", publicity=PARTLY)
    new = with_answer(LONG, f"Alku on. [[{secret}]] Loppu on.", publicity=PARTLY)
    before, after = both(old, new)
    assert before.plan.text(LONG) == after.plan.text(LONG)


def test_attachments_are_the_same_by_name_though_their_numbers_moved() -> None:
    old = with_rows(ATTACHMENTS, *(attachment(n, f"{x}") for n, x in enumerate("ABC", 1)))
    secret = attachment(2, "Riskirekisteri", "salassa pidettävä", salassapitoperuste=BASIS)
    new = with_rows(ATTACHMENTS, attachment(1, "A"), secret, attachment(3, "B"), attachment(4, "C"))
    before, after = both(old, new)
    assert before.plan.rows(ATTACHMENTS) == after.plan.rows(ATTACHMENTS)
    assert [row["liitteen_nimi"] for row in after.plan.rows(ATTACHMENTS)] == ["A", "B", "C", MARK]


def test_an_attachment_is_the_same_with_another_year_in_its_name() -> None:
    old = with_rows(ATTACHMENTS, attachment(1, "Avoin"), attachment(2, "Riskit 2025"))
    secret = attachment(1, "Riskit 2026", "salassa pidettävä")
    new = with_rows(ATTACHMENTS, secret, attachment(2, "Avoin"))
    names = [[r["liitteen_nimi"] for r in copy.plan.rows(ATTACHMENTS)] for copy in both(old, new)]
    assert names == [["Avoin", "[Salassa pidettävä]"]] * 2


def test_a_field_that_is_secret_in_one_year_is_in_neither() -> None:
    old = with_fields(participants_staff="Tiimit\nSalla Salainen")
    new = with_fields(participants_staff="Tiimit\n[[Salla Salainen]]", bases=BASIS)
    fields = [copy.plan.field("participants_staff") for copy in both(old, new)]
    assert fields == [MARK, MARK]


def with_stray_publicity(folder: Path, cells: Mapping[str, str]) -> Reading:
    book = load_workbook(io.BytesIO(make_workbook(FORM, with_answer(LONG, "Julkinen alku."))))
    sheet = book[FORM.section_of[LONG].sheet]
    for cell, text in cells.items():
        sheet[cell] = text
    book.save(folder / "t.xlsx")
    return omvgen.read(folder / "t.xlsx")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"D5": "Asunto on Piilokatu 7.", "E5": "Salassa pidettävä", "F5": BASIS}, "OMV161"),
        ({"E9": "Salassa pidettävä"}, "OMV421"),
    ],
)
def test_publicity_that_has_gone_astray_closes_its_sheet_even_in_a_draft(
    tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    reading = with_stray_publicity(tmp_path, cells)
    copy = release.publish(reading)
    assert code in [f.code for f in omvgen.validate_public(reading)]
    assert copy.plan.text(LONG) == "[Salassa pidettävä]"
    after = release.publish_both(reading, reading).new
    assert after.plan.text(LONG) == "[Salassa pidettävä]"
