"""`omvgen verify` as a command: what it says, its data, and what `confirm` makes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from alterations import ALTERATIONS
from altering import WORDS, altered
from helpers_cli import omvgen
from helpers_document import saved
from helpers_references import own_styles
from helpers_remembered import documents_are_read_once
from helpers_verify import confirm, edited, example, type_in, verify, workbook
from tools import convert_all

import omvgen as api
from omvgen.console.verification import as_text
from omvgen.findings.model import Place
from omvgen.verification.result import as_json

__all__ = ["documents_are_read_once", "example", "workbook"]  # the fixtures


@pytest.mark.needs("libreoffice")
def test_a_document_of_other_options_is_compared_when_they_are_given(
    workbook: Path, examples: Path, tmp_path: Path
) -> None:
    """Saved again, its list of changes and its header are no longer known to be ours."""
    old, reading = examples / "omavalvontasuunnitelma-2025.xlsx", api.read(workbook)
    reference = saved(own_styles(), tmp_path, "malli.docx")
    (tmp_path / "lo").mkdir()
    listed = saved(api.build(reading, previous=api.read(old)), tmp_path, "lista.docx")
    styled = saved(api.build(reading, reference=reference.read_bytes()), tmp_path, "oma.docx")
    saved_again = convert_all([listed, styled], "docx", tmp_path / "lo")
    for document, again, option, source, without in (
        (listed, saved_again[0], "--previous", old, "ei voitu verrata kokonaan"),
        (styled, saved_again[1], "--reference-doc", reference, "ei sano samaa"),
    ):
        assert verify(workbook, document).code == 0
        assert verify(workbook, again, option, str(source)).code == 0
        said = verify(workbook, again)
        assert said.code == 1
        assert without in said.out
        assert option in said.out


def test_what_could_not_be_compared_is_said_first_and_fails(
    workbook: Path, example: bytes, tmp_path: Path
) -> None:
    data = altered(example, ALTERATIONS["a picture"][0])
    document = saved(data, tmp_path, "kuva.docx")
    said = verify(workbook, document)
    assert said.code == 1
    assert said.out.startswith("Asiakirjaa kuva.docx ei voitu verrata kokonaan työkirjaan s.xlsx.")
    assert "4.4 " in said.out
    assert "kuva tai piirros" in said.out
    found = json.loads(verify(workbook, document, "--format", "json").out)
    assert found["same"] is None
    assert {one["id"] for one in found["not_compared"]} == {"henk_riittavyys"}
    said = confirm(workbook, "--document", document)
    assert said.code == 0, said.all
    assert "OMV650" in said.err
    assert "kuva tai piirros" in said.err


def test_comments_and_tracked_insertions_are_named_and_no_difference(
    workbook: Path, example: bytes, tmp_path: Path
) -> None:
    said = verify(workbook, saved(altered(example, ALTERATIONS["a comment"][0]), tmp_path))
    assert said.code == 0
    assert f"Ne eivät ole osa tekstiä:\n  {WORDS}" in said.out
    typed = ALTERATIONS["words deleted and typed again"][0]
    said = verify(workbook, saved(altered(example, typed), tmp_path))
    assert said.code == 0
    assert "Asiakirjassa on jäljitettyjä lisäyksiä" in said.out


def test_the_command_says_same_or_shows_the_words_and_fails(
    workbook: Path, example: bytes, tmp_path: Path
) -> None:
    same = verify(workbook, saved(example, tmp_path, "sama.docx"))
    assert same.code == 0, same.all
    assert "Asiakirja sama.docx sanoo saman kuin työkirja s.xlsx." in same.out
    data = edited(example, type_in("henk_riittavyys", " kumottu"))
    other = verify(workbook, saved(data, tmp_path, "muu.docx"))
    assert other.code == 1
    assert "4.4 " in other.out
    assert "{+kumottu+}" in other.out
    assert "(4 Henkilöstö!D" in other.out
    assert "omvgen merge s.xlsx muu.docx" in other.out
    assert "sitä on muokattu sen jälkeen" in other.out


def test_the_command_gives_data(workbook: Path, example: bytes, tmp_path: Path) -> None:
    data = edited(example, type_in("henk_riittavyys", " kumottu"))
    said = verify(workbook, saved(data, tmp_path), "--format", "json")
    assert said.code == 1
    found = json.loads(said.out)
    assert found["same"] is False
    (part_,) = [p for p in found["parts"] if p["state"] != "same"]
    assert part_["id"] == "henk_riittavyys"
    assert ["insert", " kumottu"] in part_["segments"]
    assert (part_["sheet"], part_["cell"]) == tuple(
        api.read(workbook).location(Place("answer", "henk_riittavyys"))[:2]
    )
    assert found["remedy"] == f"omvgen merge {workbook.name} suunnitelma.docx"
    assert found["confirmed"] is None
    assert found["made_of_this_workbook"] is True


def test_a_missing_document_is_told_and_a_workbook_is_no_document(workbook: Path) -> None:
    assert verify(workbook, workbook.parent / "ei.docx").code == 2
    said = verify(workbook, workbook)
    assert said.code == 2
    assert "OMV627" in said.err


def test_the_confirmed_document_is_known_to_the_byte_and_its_content_when_saved_again(
    workbook: Path, example: bytes, tmp_path: Path
) -> None:
    document = saved(example, tmp_path, "allekirjoitettu.docx")
    assert confirm(workbook, "--document", document).code == 0
    assert "juuri se tiedosto, joka on vahvistettu 30.1.2026" in verify(workbook, document).out
    again = saved(edited(example, lambda _: None), tmp_path, "uudelleen.docx")
    changed = edited(example, type_in("henk_riittavyys", " kumottu"))
    reading = api.read(workbook)
    known = api.verify(again, reading)
    assert known.comparison.same
    assert "sen sisältö on vahvistettu 30.1.2026" in as_text(known)
    assert as_json(known)["confirmed"]["match"] == "content"
    assert as_json(known)["confirmed"]["name"] == "Oskari Esimerkkinen"
    unknown = api.verify(saved(changed, tmp_path, "muu.docx"), reading)
    assert not unknown.comparison.same
    assert unknown.confirmed is None
    assert "ei ole kirjattu vahvistetuksi" in as_text(unknown)


def test_a_confirmed_document_is_known_after_the_workbook_has_changed(
    workbook: Path, example: bytes, examples: Path, tmp_path: Path
) -> None:
    document = saved(example, tmp_path, "allekirjoitettu.docx")
    assert confirm(workbook, "--document", document).code == 0
    shutil.copy(examples / "omavalvontasuunnitelma-2025.xlsx", workbook)
    said = verify(workbook, document)
    assert said.code == 1
    assert "juuri se tiedosto, joka on vahvistettu 30.1.2026" in said.out
    assert "ei ole tehty työkirjan nykyisestä sisällöstä" in said.out


def test_confirm_refuses_a_document_that_says_something_else(
    workbook: Path, example: bytes, tmp_path: Path
) -> None:
    changed = edited(example, type_in("henk_riittavyys", " kumottu"))
    said = confirm(workbook, "--document", saved(changed, tmp_path, "muu.docx"))
    assert said.code == 2
    assert "OMV624" in said.err
    assert not (workbook.parent / "vahvistukset.jsonl").exists()
    signed = edited(example, type_in("vahv_nimenselvennys", ""))
    said = confirm(workbook, "--document", saved(signed, tmp_path, "hyvä.docx"))
    assert said.code == 0, said.all
    assert "ei verrattu" not in said.err


def test_of_a_pdf_confirm_keeps_the_hash_and_says_that_its_words_were_not_compared(
    workbook: Path, tmp_path: Path
) -> None:
    said = confirm(workbook, "--document", saved(b"%PDF-1.7 x", tmp_path, "a.pdf"))
    assert said.code == 0, said.all
    assert "PDF-tiedoston a.pdf sisältöä ei verrattu työkirjaan." in said.err
    said = confirm(workbook, "--document", saved(b"muuta", tmp_path, "a.txt"))
    assert said.code == 2
    assert "OMV627" in said.err


def test_of_a_pdf_verify_says_whether_it_is_the_confirmed_file(
    workbook: Path, examples: Path, tmp_path: Path
) -> None:
    pdf, other = saved(b"%PDF-1.7 x", tmp_path, "a.pdf"), saved(b"%PDF-1.7 y", tmp_path, "b.pdf")
    assert confirm(workbook, "--document", pdf).code == 0
    said = verify(workbook, pdf)
    assert said.code == 0, said.all
    assert "sanoja ei verrattu työkirjaan" in said.out
    assert "juuri se tiedosto, joka on vahvistettu 30.1.2026" in said.out
    assert "sanoo saman kuin silloin" in said.out
    unknown = api.verify(other, api.read(workbook))
    assert not unknown.in_order
    assert "ei ole kirjattu vahvistetuksi" in as_text(unknown)
    assert as_json(unknown)["same"] is None
    shutil.copy(examples / "omavalvontasuunnitelma-2025.xlsx", workbook)
    since = api.verify(pdf, api.read(workbook))
    assert not since.in_order
    assert "ei sano enää samaa kuin silloin" in as_text(since)


def test_a_draft_and_a_public_copy_are_told_from_an_edited_document(
    workbook: Path, tmp_path: Path
) -> None:
    reading = api.read(workbook)

    def said(data: bytes) -> str:
        return as_text(api.verify(saved(data, tmp_path, "a.docx"), reading))

    assert "Asiakirja on luonnos." in said(api.build(reading, draft=True))
    assert "valitsimella --public" in said(api.build_public(reading))
    edit = type_in("henk_riittavyys", " kumottu")
    assert "muokattu sen jälkeen" in said(edited(api.build(reading), edit))


def test_the_document_comes_first_and_the_command_says_so(examples: Path, tmp_path: Path) -> None:
    document, workbook = (
        tmp_path / "suunnitelma.docx",
        examples / "omavalvontasuunnitelma-2026.xlsx",
    )
    document.write_bytes(b"")
    said = omvgen("verify", workbook, document)
    assert said.code == 2
    assert f"omvgen verify {document} {workbook}" in " ".join(said.err.split())
