"""Content controls and properties: what `verify` finds again in a document."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers_document import (
    DATA,
    FORM,
    SECRET,
    docx,
    find,
    full_plan,
    lines,
    part,
    plan_with,
    rich_plan,
    saved,
    words_of,
)
from lxml import etree
from tools import convert, pdf_pages

from omvgen.content.blocks import Control
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Answer
from omvgen.plan.text import plain
from omvgen.writers.docx.controls import Controls

ROW = {"suunnitelma": "Valmiussuunnitelma", "vastuurooli": "Johtaja"}


def controls(data: bytes) -> dict[str, Any]:
    """The content of each tagged control, by its tag."""
    found = find(part(data), "//w:sdt[w:sdtPr/w:tag]")
    tags = [find(control, "w:sdtPr/w:tag/@w:val")[0] for control in found]
    assert len(set(tags)) == len(tags)
    return dict(zip(tags, found, strict=True))


def said(control: Any) -> list[str]:
    """The paragraphs in the control, or the words within one; of a short fact the answer."""
    paragraphs = find(control, "w:sdtContent//w:p")
    whole = [words_of(paragraph) for paragraph in paragraphs or [control]]
    labels = find(control, "w:sdtContent/w:p[w:pPr/w:pStyle/@w:val='Tietorivi']/w:r[w:tab]")
    return [words.removeprefix("".join(map(words_of, labels))) for words in whole]


def test_every_answer_is_in_a_control_tagged_with_its_questions_id() -> None:
    found = controls(docx(full_plan()))
    for key in FORM.questions:
        assert said(found[key]) == [f"Vastaus kohtaan {key}."]


def test_what_is_not_answered_has_its_control_too() -> None:
    found = controls(docx(plan_with()))
    assert FORM.questions.keys() <= found.keys()
    assert said(found["liitteet_kuvaus"]) == ["Ei vastausta"]
    assert said(found["henk_riittavyys"]) == ["Vastaus puuttuu"]
    assert said(found["vahv_allekirjoitus"]) == [""]


def test_paragraphs_and_lists_of_an_answer_are_in_one_control_in_order() -> None:
    text = "Alku\n- yksi\n  1. sisä\n\nLoppu"
    found = controls(docx(plan_with({"omv_johtaminen": text})))
    assert said(found["omv_johtaminen"]) == ["Alku", "yksi", "sisä", "Loppu"]


def test_that_an_answer_is_secret_is_said_within_its_control() -> None:
    answer = Answer(plain("Koodi"), SECRET, ("JulkL 24 § 1 mom. 7 k",))
    found = controls(docx(plan_with({"tilat_kuvaus": answer})))
    assert said(found["tilat_kuvaus"]) == ["Salassa pidettävä (JulkL 24 § 1 mom. 7 k)", "Koodi"]


def test_a_table_has_a_control_of_its_own_after_that_of_the_words() -> None:
    data = docx(
        plan_with({"omv_muut_suunnitelmat": "Ks."}, tables={"suunnitelmat_taulukko": (ROW,)})
    )
    found = controls(data)
    assert said(found["omv_muut_suunnitelmat"]) == ["Ks."]
    assert "Valmiussuunnitelma" in said(found["suunnitelmat_taulukko"])
    assert found["omv_muut_suunnitelmat"].getnext() is found["suunnitelmat_taulukko"]


def test_a_table_alone_is_an_answer() -> None:
    found = controls(docx(plan_with(tables={"suunnitelmat_taulukko": (ROW,)})))
    assert "omv_muut_suunnitelmat" not in found
    assert "Valmiussuunnitelma" in said(found["suunnitelmat_taulukko"])


def test_the_documents_data_and_the_change_log_can_be_found() -> None:
    document = {
        **DATA,
        "publicity": "Osittain salassa pidettävä",
        "bases": "JulkL 24 § 1 mom. 7 k",
        "distribution": "Yksi",
        "for_information": "Toinen",
        "valid_from": "1.2.2026",
    }
    found = controls(docx(plan_with(document=document, log=({"version": "1.0"},))))
    # The mark of secrecy on the first page says the publicity.
    shown = document.keys() - {"document_type", "year", "language", "publicity"}
    assert {field: said(found[f"document.{field}"]) for field in shown} == {
        field: [document[field]] for field in shown
    }
    assert "1.0" in said(found["document.log"])


def test_titles_say_the_number_and_the_question() -> None:
    found = controls(docx(full_plan()))
    titles = {tag: find(c, "w:sdtPr/w:alias/@w:val")[0] for tag, c in found.items()}
    for key, question in FORM.questions.items():
        whole = f"{FORM.numbers[key]} {question.text}"
        assert titles[key] == whole or (
            titles[key].endswith("…") and whole.startswith(titles[key][:-1])
        )


def test_a_title_is_never_longer_than_word_takes() -> None:
    for title in ("a" * 64, "a" * 65, "😀" * 40, "a" + "😀" * 40, "ä\n" * 90):
        made = Controls()(Control("x", title, ()), ())
        (alias,) = find(made, "w:sdtPr/w:alias/@w:val")
        assert 0 < len(alias.encode("utf-16-le")) / 2 <= 64
        assert title.replace("\n", " ").startswith(alias.removesuffix("…"))


def test_controls_are_open_to_reading_and_editing() -> None:
    tree = part(docx(rich_plan()))
    tagged = "//w:sdt[w:sdtPr/w:tag]/w:sdtPr"
    assert not find(tree, f"{tagged}/w:lock | {tagged}/w:showingPlcHdr | {tagged}/w:dataBinding")


def without_controls(data: bytes) -> bytes:
    """The same document, its tagged controls unwrapped."""
    tree = part(data)
    for control in find(tree, "//w:sdt[w:sdtPr/w:tag]"):
        for element in find(control, "w:sdtContent/*"):
            control.addprevious(element)
        control.getparent().remove(control)
    return zip_package({**unzip_package(data), "word/document.xml": etree.tostring(tree)})


@pytest.mark.needs("libreoffice", "poppler")
def test_the_pages_look_the_same_as_without_controls(tmp_path: Path) -> None:
    two = "Ensimmäinen rivi\nToinen rivi"
    document = {**DATA, **dict.fromkeys(("case_number", "prepared_by", "distribution"), two)}
    plan = replace(rich_plan(), document=document)
    data = docx(plan, draft=True)
    pages = [
        pdf_pages(convert(saved(made, tmp_path, name), "pdf", tmp_path))
        for name, made in (("kanssa.docx", data), ("ilman.docx", without_controls(data)))
    ]
    assert pages[0] == pages[1]
    assert len(pages[0]) > 3
    assert pages[0][0].count("Toinen rivi") == 2


@pytest.mark.needs("libreoffice")
def test_a_document_that_libreoffice_saved_has_its_text_and_the_titles_of_its_answers(
    tmp_path: Path,
) -> None:
    data = docx(full_plan())
    (tmp_path / "lo").mkdir()
    again = convert(saved(data, tmp_path), "docx", tmp_path / "lo").read_bytes()
    assert [" ".join(line.split()) for line in lines(again)] == [
        " ".join(line.split()) for line in lines(data)
    ]
    titles = find(part(data), "//w:body/w:sdt/w:sdtPr/w:alias/@w:val")
    assert find(part(again), "//w:sdtPr/w:alias/@w:val") == titles


def test_the_fingerprint_is_in_the_properties_when_it_is_asked_for() -> None:
    def properties(data: bytes) -> dict[str, str]:
        root = part(data, "docProps/custom.xml")
        return {e.get("name"): "".join(e.itertext()) for e in root}

    assert properties(docx(full_plan(), fingerprint="ab" * 32))["omvgen fingerprint"] == "ab" * 32
    public = properties(docx(full_plan()))
    assert "omvgen fingerprint" not in public
    assert re.fullmatch("[0-9a-f]{64}", public["omvgen seal"])
