"""Signed documents on their way: verified, confirmed, kept, handed over."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import helpers_signing as sign
import pytest
from helpers_cli import Said, omvgen
from helpers_signing import DIRECTOR, authority, identity, signed_pdf, small_pdf
from test_pdf_words import printed
from test_signatures import CASES, PLAN

import omvgen as api
from omvgen import reports
from omvgen.content.blocks import Document
from omvgen.errors import PdfError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.package import unzip_package
from omvgen.packing.assemble import pack
from omvgen.signatures.model import Chain, Clock
from omvgen.verification import pdf_words
from omvgen.word.readback import read_back

NAME = "omavalvontasuunnitelma-2026"
SAID = ("valid", "expired", "stranger", "changed", "comment", "repainted", "tail", "rewritten")
SAME = "tavulleen se PDF-tiedosto, joka tehdään työkirjasta"


@pytest.fixture(scope="module")
def made(examples: Path) -> bytes:
    """The Word document of the filled example."""
    return api.build(api.read(examples / f"{NAME}.xlsx"))


@pytest.fixture
def workbook(examples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(examples / f"{NAME}.xlsx", tmp_path / "s.xlsx"))


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    return saved(authority().pem, tmp_path / "juuret.pem")


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The PDF that the workbook gives, as if LibreOffice had made it; without one there is none."""
    pdfs: list[bytes] = []
    write = reports.document_file

    def document_file(document: Document, name: str, *options: Any) -> bytes:
        if name != "pdf":
            return write(document, name, *options)
        if not pdfs:
            raise PdfError(Finding(Code.LIBREOFFICE_MISSING))
        return pdfs[0]

    monkeypatch.setattr(reports, "document_file", document_file)
    return pdfs


@pytest.fixture
def builds(printer: list[bytes]) -> None:
    """The workbook gives the small PDF."""
    printer.append(small_pdf())


def saved(data: bytes, file: Path) -> Path:
    file.write_bytes(data)
    return file


def confirm(workbook: Path, document: Path, *more: str | Path) -> Said:
    return omvgen(
        *("confirm", workbook, "--date", "30.1.2026", "--today", "1.2.2026"),
        *("--place", "Esimerkkilä", "--by", "Oskari Esimerkkinen", "--role", "johtaja"),
        *("--document", document, *more),
    )


def verify(workbook: Path, document: Path, *more: str | Path) -> Said:
    return omvgen("verify", document, workbook, *more)


def status(workbook: Path) -> Said:
    return omvgen("status", workbook, "--today", "1.2.2026")


# Verifying


@pytest.mark.usefixtures("builds")
@pytest.mark.parametrize("case", SAID)
def test_verify_tells_each_signature_and_whether_the_file_is_what_was_built(
    case: str, workbook: Path, roots: Path, tmp_path: Path
) -> None:
    make, (*_, sound) = CASES[case]
    said = verify(workbook, saved(make(), tmp_path / "a.pdf"), "--trust", roots)
    assert said.code == (0 if sound else 1), said.all
    assert "Sähköinen allekirjoitus: " in said.out
    assert ("Sähköinen allekirjoitus ei ole kunnossa:" in said.out) is not sound
    as_built = case in ("expired", "self-signed", "stranger") or sound
    assert (SAME in said.out) is as_built, said.out


@pytest.mark.usefixtures("builds")
def test_verify_speaks_the_language_and_gives_data(
    workbook: Path, roots: Path, tmp_path: Path
) -> None:
    pdf = saved(signed_pdf(small_pdf()), tmp_path / "a.pdf")
    for language, words in (("sv", "byte för byte"), ("en", "to the byte the PDF")):
        said = verify(workbook, pdf, "--lang", language)
        assert (said.code, words in said.out) == (0, True), said.all
    data = json.loads(verify(workbook, pdf, "--trust", roots, "--format", "json").out)
    assert (data["origin"], data["same"], data["made_of_this_workbook"]) == ("built", None, True)
    (one,) = data["signatures"]
    assert (one["signer"], one["chain"], one["sound"]) == (DIRECTOR, "trusted", True)
    assert one["time"] == "2026-01-30T12:00:00+00:00"
    assert one["words"][0].startswith("Sähköinen allekirjoitus: ")


@pytest.mark.usefixtures("builds")
def test_a_file_without_a_signature_is_said_to_have_none(workbook: Path, tmp_path: Path) -> None:
    said = verify(workbook, saved(small_pdf(), tmp_path / "a.pdf"))
    assert said.code == 0, said.all
    assert SAME in said.out
    assert "Kuva allekirjoituksesta ei ole sähköinen allekirjoitus." in said.out


def test_a_pdf_that_is_another_one_is_not_called_the_same(workbook: Path, tmp_path: Path) -> None:
    said = verify(workbook, saved(signed_pdf(small_pdf()), tmp_path / "a.pdf"))
    assert said.code == 1
    assert "sanoja ei verrattu työkirjaan" in said.out
    assert "Allekirjoitettu sisältö on ennallaan." in said.out


def test_a_word_document_in_a_container_is_compared(
    made: bytes, workbook: Path, roots: Path, tmp_path: Path
) -> None:
    files = {"suunnitelma.docx": made}
    container = sign.asice(files, sign.xades(files, identity()))
    said = verify(workbook, saved(container, tmp_path / "a.asice"), "--trust", roots)
    assert said.code == 0, said.all
    assert "Asiakirja a.asice sanoo saman kuin työkirja s.xlsx." in said.out
    assert "Verrattu asiakirja on suunnitelma.docx." in said.out
    more = {**files, "liite.txt": b"!"}
    container = sign.asice(more, sign.xades(files, identity()))
    said = verify(workbook, saved(container, tmp_path / "b.asice"))
    assert said.code == 1
    assert "Allekirjoitus ei kata näitä tiedostoja: liite.txt." in said.out
    assert "Näitä mukana olevia tiedostoja ei verrattu: liite.txt." in said.out


@pytest.mark.usefixtures("builds")
def test_a_pdf_in_a_container_is_what_was_built(workbook: Path, tmp_path: Path) -> None:
    container = sign.asice(PLAN, sign.xades(PLAN, identity()))
    said = verify(workbook, saved(container, tmp_path / "a.asice"))
    assert said.code == 0, said.all
    assert SAME in said.out


@pytest.mark.parametrize(
    ("data", "code"),
    [(signed_pdf(small_pdf())[:-200], "OMV691"), (b"PK\3\4META-INF/", "OMV691")],
)
def test_a_file_that_cannot_be_read_is_named(
    data: bytes, code: str, workbook: Path, tmp_path: Path
) -> None:
    document = saved(data, tmp_path / "a.pdf")
    for said in (verify(workbook, document), confirm(workbook, document)):
        assert said.code == 2
        assert code in said.err
    assert not (tmp_path / "vahvistukset.jsonl").exists()


def test_options_that_do_not_go_together(workbook: Path, roots: Path, tmp_path: Path) -> None:
    document = saved(small_pdf(), tmp_path / "a.pdf")
    assert verify(workbook, document, "--public", "--trust", roots).code == 2
    said = omvgen("confirm", workbook, "--trust", roots)
    assert said.code == 2
    assert "--trust annetaan vain valitsimen --document kanssa" in said.err
    said = verify(workbook, document, "--trust", document)
    assert said.code == 2
    assert "OMV692" in said.err


# Confirming, and what stays


def test_a_confirmation_keeps_the_signature(workbook: Path, roots: Path, tmp_path: Path) -> None:
    document = saved(signed_pdf(small_pdf()), tmp_path / "a.pdf")
    said = confirm(workbook, document, "--trust", roots)
    assert said.code == 0, said.all
    assert f"Sähköinen allekirjoitus: {DIRECTOR}" in said.out
    assert "PDF-tiedoston a.pdf sisältöä ei verrattu työkirjaan." in said.err
    (record,) = api.confirmations(api.read(workbook))
    (one,) = record.signatures
    assert (one.signer, one.clock, one.chain) == (DIRECTOR, Clock.CLAIMED, Chain.TRUSTED)
    kept = tmp_path / "vahvistetut" / "a-v2.0.pdf"
    assert kept.read_bytes() == document.read_bytes()
    assert f"Sähköinen allekirjoitus: {DIRECTOR}" in status(workbook).out
    again = verify(workbook, kept, "--trust", roots)
    assert again.code == 0, again.all
    assert "juuri se tiedosto, joka on vahvistettu 30.1.2026" in again.out
    assert "Allekirjoitettu sisältö on ennallaan." in again.out
    kept.chmod(0o600)
    kept.unlink()
    missing = status(workbook)
    assert missing.code == 1
    assert "vahvistetut/a-v2.0.pdf" in missing.out


def test_a_ledger_without_signatures_is_written_as_before(workbook: Path, tmp_path: Path) -> None:
    assert confirm(workbook, saved(small_pdf(), tmp_path / "a.pdf")).code == 0
    line = json.loads((tmp_path / "vahvistukset.jsonl").read_bytes())
    assert "signatures" not in line


def test_a_signature_that_is_not_sound_needs_force(workbook: Path, tmp_path: Path) -> None:
    document = saved(sign.repainted_pdf(signed_pdf(small_pdf())), tmp_path / "a.pdf")
    said = confirm(workbook, document)
    assert said.code == 2
    assert "OMV693" in said.err
    assert "Sen jälkeen tiedostoa on muutettu." in said.err
    assert not (tmp_path / "vahvistukset.jsonl").exists()
    assert confirm(workbook, document, "--force").code == 0
    (record,) = api.confirmations(api.read(workbook))
    assert not record.signatures[0].sound


def test_another_signer_or_day_needs_force(workbook: Path, tmp_path: Path) -> None:
    at = datetime(2025, 1, 30, 12, tzinfo=UTC)
    document = saved(signed_pdf(small_pdf(), identity("MALLI MAIJA"), at=at), tmp_path / "a.pdf")
    said = confirm(workbook, document)
    assert said.code == 2
    assert "on allekirjoittanut MALLI MAIJA, mutta vahvistaja olisi Oskari Esimerkkinen" in said.err
    assert "on allekirjoitettu 30.1.2025, mutta vahvistuksen päivä olisi 30.1.2026" in said.err
    two = signed_pdf(small_pdf(), identity("MALLI MAIJA"), identity())
    assert confirm(workbook, saved(two, tmp_path / "b.pdf")).code == 0


def test_a_pdf_that_is_signed_after_it_was_confirmed_is_known(
    workbook: Path, tmp_path: Path
) -> None:
    assert confirm(workbook, saved(small_pdf(), tmp_path / "a.pdf")).code == 0
    said = verify(workbook, saved(signed_pdf(small_pdf()), tmp_path / "b.pdf"))
    assert said.code == 0, said.all
    assert "ennen sitä se oli tavulleen se tiedosto, joka on vahvistettu 30.1.2026" in said.out
    for change in (sign.repainted_pdf, sign.commented_pdf):
        other = verify(workbook, saved(signed_pdf(change(small_pdf())), tmp_path / "c.pdf"))
        assert other.code == 1, other.all
        assert "ei ole kirjattu vahvistetuksi" in other.out


def test_a_container_is_confirmed_kept_and_handed_over(
    workbook: Path, roots: Path, tmp_path: Path
) -> None:
    container = saved(sign.asice(PLAN, sign.xades(PLAN, identity())), tmp_path / "a.asice")
    said = confirm(workbook, container, "--trust", roots)
    assert said.code == 0, said.all
    assert (tmp_path / "vahvistetut" / "a-v2.0.asice").read_bytes() == container.read_bytes()
    assert verify(workbook, container, "--trust", roots).code == 0
    inside = saved(small_pdf(), tmp_path / "suunnitelma.pdf")
    assert "ei ole kirjattu vahvistetuksi" in verify(workbook, inside).out
    packed = pack(api.read(workbook), soffice=tmp_path / "ei-ole")
    files = unzip_package(packed.data)
    assert files["omavalvontasuunnitelma.asice"] == container.read_bytes()
    metadata = json.loads(files["metatiedot.json"])
    assert [one["signer"] for one in metadata["electronic_signatures"]] == [DIRECTOR]
    assert DIRECTOR in files["vahvistus.html"].decode()
    assert "omavalvontasuunnitelma.asice" in files["LUE-ENSIN.html"].decode()


def test_a_pdf_whose_words_differ_is_confirmed_by_force_alone(
    workbook: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = api.read(examples / "omavalvontasuunnitelma-2025.xlsx")
    pages = printed(read_back(api.build(before), before.form))
    monkeypatch.setattr(pdf_words, "pdf_pages", lambda _: pages)
    document = saved(signed_pdf(small_pdf()), tmp_path / "a.pdf")
    said = verify(workbook, document)
    assert said.code == 1
    assert "ei sano samaa kuin työkirja" in said.out
    assert "Toiminnasta vastaava johtaja" in said.out
    said = confirm(workbook, document)
    assert (said.code, "OMV624" in said.err) == (2, True), said.all
    assert confirm(workbook, document, "--force").code == 0
