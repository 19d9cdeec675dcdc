"""The change report in Word: every change once, in order, both wordings, and a place to sign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tools
from helpers_diff import differing, plan_of, plans, small_form
from helpers_document import find, lines, part, saved, style_of, words_of
from hypothesis import given
from ooxml_integrity import check
from test_diff_examples import plan

from omvgen.content.answers import bracketed
from omvgen.content.labels import change_words, unchanged_sentence
from omvgen.content.outline import sections_changed, tallies
from omvgen.content.report import report_document
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.locale import speaking
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.writers.docx.package import write_docx

SMALL = small_form()


def report(old: Plan, new: Plan, form: Form = SMALL) -> bytes:
    return write_docx(report_document(compare_plans(old, new, form), new, form))


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


@pytest.fixture(scope="module")
def data(examples: Path, form: Form) -> bytes:
    return report(plan(examples, 2025), plan(examples, 2026), form)


def styled(data: bytes, style: str) -> list[Any]:
    return [p for p in find(part(data), "//w:body/w:p") if style_of(p) == style]


def rows(data: bytes, caption: str) -> list[list[str]]:
    """The cells of the table with that caption, its header first."""
    (table,) = [
        p.getnext() for p in styled(data, "Caption") if words_of(p).rpartition("  ")[2] == caption
    ]
    return [
        ["\n".join(map(words_of, find(cell, "w:p"))) for cell in find(row, "w:tc")]
        for row in find(table, "w:tr")
    ]


def test_every_changed_answer_stands_once_in_the_forms_order(
    data: bytes, changes: Changes, form: Form
) -> None:
    questions = [words_of(p) for p in styled(data, "Heading2")]
    changed = [q for section in sections_changed(changes, form) for q in section.questions]
    assert questions == [question.title for question in changed]
    heads = [words_of(p).removesuffix(" (ei julkinen)") for p in styled(data, "MuutoksenLaji")]
    assert heads == [change_words(question.answer) for question in changed if question.answer]


@pytest.mark.needs("libreoffice")
def test_headings_keep_the_numbers_of_the_plan(
    data: bytes, changes: Changes, form: Form, tmp_path: Path
) -> None:
    text = tools.convert(saved(data, tmp_path), "txt:Text (encoded):UTF8", tmp_path)
    shown = {" ".join(line.split()) for line in text.read_text("utf-8-sig").splitlines()}
    for section in sections_changed(changes, form):
        assert f"{section.number} {section.title}" in shown
        for question in section.questions:
            assert f"{question.number} {question.title}" in shown


def test_the_summary_counts_what_the_report_tells(
    data: bytes, changes: Changes, form: Form
) -> None:
    header, *parts, total = rows(data, "Muutosten määrä")
    assert [row[0] for row in parts] == [tally.title for tally in tallies(changes, form)]
    for column in range(1, len(header)):
        numbers = [int(row[column].replace("–", "0")) for row in parts]
        assert sum(numbers) == int(total[column])
    everything = len(changes.changes) + len(changes.fields) + len(changes.log)
    assert int(total[-1]) == everything + sum(len(table.rows) for table in changes.tables)


def test_changed_words_stand_in_their_wordings_marked(data: bytes) -> None:
    struck = find(part(data), "//w:r[w:rPr/w:strike]")
    bold = find(part(data), "//w:p[w:pPr/w:pStyle/@w:val='Muutosrivi']//w:r[w:rPr/w:b]")
    assert "neljä" in [words_of(run) for run in struck]
    assert "kuusi" in [words_of(run) for run in bold]


def test_the_old_wording_has_the_old_numbers_of_a_list() -> None:
    old = plan_of(SMALL, kuvaus="1. yksi\n2. toinen asia")
    new = plan_of(SMALL, kuvaus="1. yksi\n2. väliin tuli\n3. toinen uusi asia")
    before, after = ("".join(find(p, ".//text()")) for p in styled(report(old, new), "Muutosrivi"))
    assert "2. toinen asia" in before
    assert "3. toinen uusi asia" in after


def test_rows_are_told_by_key_with_the_cells_that_differ(data: bytes) -> None:
    told = rows(data, "Henkilöstön määrä, rakenne ja virkapaikka")
    assert told[0] == ["Rivi", "Muutos", "Vanha", "Uusi"]
    assert [
        "Ylitarkastaja, Mallikaupunki, vakinainen",
        "Muutettu",
        "Henkilöitä (lkm): 2\nHenkilötyövuodet (htv): 2,0",
        "Henkilöitä (lkm): 3\nHenkilötyövuodet (htv): 3,0",
    ] in told
    (gone,) = [row for row in told if row[1] == "Poistettu"]
    assert gone[3] == "–"
    assert [row[0] for row in rows(data, "Asiakirjan tiedot")][1] == "Otsikko"
    assert len(rows(data, "Muutosloki")) == 3


@given(plans(SMALL), plans(SMALL))
def test_no_word_that_differs_is_missing(old: Plan, new: Plan) -> None:
    changes = compare_plans(old, new, SMALL)
    found = "".join("".join(write_lines(changes, new)).split())
    for change in changes.changes:
        for text in differing(change):
            assert "".join(text.split()) in found
    for row in (*changes.log, *(row for table in changes.tables for row in table.rows)):
        for cell in {*(row.old or {}).items()} ^ {*(row.new or {}).items()}:
            assert "".join(bracketed(plain(cell[1])).plain.split()) in found


def write_lines(changes: Changes, new: Plan) -> list[str]:
    return list(
        map(words_of, find(part(write_docx(report_document(changes, new, SMALL))), "//w:p"))
    )


def test_what_is_not_public_is_marked_on_the_change_and_on_every_page() -> None:
    secret = Answer(plain("Salainen osoite."), Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",))
    made = compare_plans(plan_of(SMALL, kuvaus="Ei ole."), plan_of(SMALL, kuvaus=secret), SMALL)
    document = report_document(made, plan_of(SMALL, kuvaus=secret), SMALL)
    assert document.marks == ("SALASSA PIDETTÄVÄ",)
    assert any(line.endswith("(ei julkinen)") for line in lines(write_docx(document)))


def test_publicity_and_formatting_are_told_too() -> None:
    old = plan_of(SMALL, kuvaus="Sama teksti.", nimi="N")
    bold = Answer(rich([Run("Sama", bold=True), Run(" teksti.")]), Publicity.PUBLIC)
    closed = replace(
        old.answer("nimi"), publicity=Publicity.SECRET, bases=("JulkL 24 § 1 mom. 7 k",)
    )
    new = replace(old, answers={"kuvaus": bold, "nimi": closed})
    told = lines(report(old, new))
    assert "Uusi\tSalassa pidettävä (JulkL 24 § 1 mom. 7 k)" in told
    assert "Muotoilu\t”Sama”: ei muotoilua → lihavoitu" in told


def test_nothing_changed_is_said_for_the_record_and_can_be_confirmed(
    examples: Path, form: Form
) -> None:
    old = plan(examples, 2025)
    new = replace(old, document={**old.document, "version": "1.1", "date": "30.1.2026"})
    told = lines(report(old, new, form))
    assert unchanged_sentence(compare_plans(old, new, form)) in told
    assert "versio 1.0 (27.2.2025)" in " ".join(told)
    assert (
        "Olen todennut, että suunnitelman sisältö ei ole muuttunut, "
        "ja vahvistan suunnitelman version 1.1 (30.1.2026)."
    ) in told


def test_it_ends_in_the_confirmation_to_be_signed(data: bytes) -> None:
    assert [line.partition("\t")[0] for line in lines(data)[-5:]] == [
        "Vahvistaminen",
        "Olen lukenut tässä raportissa luetellut muutokset ja vahvistan suunnitelman "
        "version 2.0 (30.1.2026).",
        "Paikka ja päiväys",
        "Allekirjoitus",
        "Nimenselvennys",
    ]


@pytest.mark.needs("ooxml-validator")
def test_validators_find_nothing(data: bytes, examples: Path, form: Form, tmp_path: Path) -> None:
    same = plan(examples, 2026)
    for name, made in (("muuttunut", data), ("sama", report(same, same, form))):
        file = saved(made, tmp_path, f"{name}.docx")
        assert tools.sdk_errors(file) == []
        assert list(check(file)) == []


def test_the_report_speaks_finnish_whoever_makes_it(
    data: bytes, examples: Path, form: Form
) -> None:
    with speaking("en"):
        assert report(plan(examples, 2025), plan(examples, 2026), form) == data
