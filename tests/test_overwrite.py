"""A document that someone edited, signed or made is never overwritten unasked."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from helpers_cli import omvgen, omvgen_here
from helpers_document import docx, full_plan, rich_plan, saved
from helpers_small import FORM_FILE, put_small_examples
from hypothesis import given
from hypothesis import strategies as st
from tools import convert

from omvgen.confirmation import LEDGER, SEAL
from omvgen.errors import OmvgenError
from omvgen.output import guard
from omvgen.package import MAX_UNPACKED, unzip_package, zip_package
from omvgen.seals import State, state_of

OURS = docx(rich_plan(), fingerprint="ab" * 32)
PARTS = unzip_package(OURS)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small workbooks: what they say does not count here."""
    return put_small_examples(tmp_path_factory.mktemp("pienet"))


def refused(path: Path) -> str:
    with pytest.raises(OmvgenError) as refusal:
        guard(path)
    return refusal.value.finding.code


def test_where_nothing_stands_nothing_is_lost(tmp_path: Path) -> None:
    guard(tmp_path / "uusi.docx")
    guard(tmp_path / "uusi kansio" / "uusi.docx")


def test_a_document_as_it_was_made_may_be_replaced(tmp_path: Path) -> None:
    guard(saved(OURS, tmp_path))
    guard(saved(docx(full_plan(), draft=True, signature=True), tmp_path))


def test_packing_the_same_parts_anew_is_no_edit(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, data in PARTS.items():
            package.writestr(name, data)
    guard(saved(buffer.getvalue(), tmp_path))


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_no_byte_of_any_part_can_change_unnoticed(name: str, data: st.DataObject) -> None:
    part = PARTS[name]
    place = data.draw(st.integers(0, len(part) - 1))
    other = data.draw(st.integers(1, 255))
    changed = part[:place] + bytes([part[place] ^ other]) + part[place + 1 :]
    assert state_of(".docx", zip_package({**PARTS, name: changed})) is not State.AS_MADE


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts | {"_xmlsignatures/sig1.xml": b"<Signature/>"},
        lambda parts: {k: v for k, v in parts.items() if k != "docProps/app.xml"},
        lambda parts: {k.replace("app", "App"): v for k, v in parts.items()},
    ],
    ids=["signed", "a part removed", "a part renamed"],
)
def test_no_part_can_come_or_go_unnoticed(
    tmp_path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> None:
    assert refused(saved(zip_package(change(PARTS)), tmp_path)) == "OMV197"


def test_a_word_typed_into_the_document_is_noticed(tmp_path: Path) -> None:
    path = saved(OURS, tmp_path)
    document = python_docx.Document(str(path))
    document.paragraphs[0].add_run("lisätty")
    document.save(str(path))
    assert refused(path) == "OMV197"


@pytest.mark.needs("libreoffice")
def test_a_document_that_libreoffice_saved_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "lo").mkdir()
    assert refused(convert(saved(OURS, tmp_path), "docx", tmp_path / "lo")) == "OMV197"


def empty_word_document() -> bytes:
    buffer = io.BytesIO()
    python_docx.Document().save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    """A document of ours with a part that would fill the memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in PARTS.items():
            package.writestr(name, data)
        with package.open("word/media/image9.bmp", "w") as stream:
            for _ in range(MAX_UNPACKED // 1_000_000 + 1):
                stream.write(bytes(1_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        bytes,
        lambda: b"Muistiinpanoja",
        empty_word_document,
        lambda: OURS[:-200],
        bomb,
        lambda: zip_package({"docProps/custom.xml": b"<Properties/>"}),
    ],
    ids=["empty", "text", "another Word document", "cut", "bomb", "a zip"],
)
def test_what_is_no_document_of_ours_is_not_replaced(
    tmp_path: Path, content: Callable[[], bytes]
) -> None:
    assert refused(saved(content(), tmp_path)) == "OMV198"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "putki.docx")
    assert refused(tmp_path / "putki.docx") == "OMV120"
    assert refused(tmp_path) == "OMV120"


def test_a_document_that_is_open_in_word_has_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(OURS, tmp_path)
    monkeypatch.setattr(Path, "read_bytes", _locked)
    assert refused(path) == "OMV121"


def _locked(_: Path) -> bytes:
    raise PermissionError(13, "Permission denied")


def test_build_replaces_its_own_document_and_keeps_an_edited_one(
    tmp_path: Path, examples: Path
) -> None:
    workbook, target = examples / "omavalvontasuunnitelma-2026.xlsx", tmp_path / "suunnitelma.docx"
    assert [omvgen("build", workbook, "-o", target).code for _ in range(2)] == [0, 0]
    as_made = target.read_bytes()

    document = python_docx.Document(str(target))
    document.paragraphs[0].add_run("lisätty")
    document.save(str(target))
    edited = target.read_bytes()
    kept = omvgen("build", workbook, "-o", target)
    assert kept.code == 2
    assert "on muokattu tai tallennettu uudelleen" in kept.err
    assert "--force" in kept.err
    assert target.read_bytes() == edited

    assert omvgen("build", workbook, "-o", target, "--force").code == 0
    assert target.read_bytes() == as_made


def test_build_keeps_a_file_that_it_did_not_make(tmp_path: Path, examples: Path) -> None:
    workbook, target = examples / "omavalvontasuunnitelma-2026.xlsx", tmp_path / "muistio.docx"
    theirs = empty_word_document()
    target.write_bytes(theirs)
    kept = omvgen("build", workbook, "-o", target)
    assert kept.code == 2
    assert "eikä sitä ole tehty tällä ohjelmalla" in kept.err
    assert target.read_bytes() == theirs


def test_when_the_pdf_was_signed_the_word_document_stays_too(
    tmp_path: Path, examples: Path
) -> None:
    workbook, target = examples / "omavalvontasuunnitelma-2026.xlsx", tmp_path / "suunnitelma.docx"
    target.with_suffix(".pdf").write_bytes(b"%PDF-1.7 allekirjoitettu")
    assert omvgen("build", workbook, "-o", target, "--pdf").code == 2
    assert not target.exists()


def _commands(workbook: str, other: str) -> list[list[str]]:
    """Every command that writes where it is told, told to write onto what it reads."""
    return [
        ["export", workbook, "-o", "sama.json"],
        ["new", workbook, "--force", "-o", workbook],
        ["build", workbook, "--force", "-o", "sama.docx"],
        ["build", other, "--previous", workbook, "--force", "-o", "sama.docx"],
        ["notice", workbook, other, "--force", "-o", "sama.docx"],
        *(
            ["diff", workbook, other, "--force", "--format", kind, "-o", f"sama.{ending}"]
            for kind, ending in (("text", "txt"), ("html", "html"), ("docx", "docx"))
        ),
        ["export", other, "-o", "sama.json"],
        ["diff", other, other, "--format", "html", "-o", "sama.html"],
    ]


@pytest.mark.parametrize("number", range(len(_commands("", ""))))
def test_no_command_writes_over_a_workbook_that_it_reads(
    examples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(FORM_FILE, tmp_path)
    for year in (2025, 2026):
        shutil.copy(examples / f"omavalvontasuunnitelma-{year}.xlsx", tmp_path / f"{year}.xlsx")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    # By another way to the same file, as a shortcut or a capital letter on Windows is.
    for ending in ("json", "docx", "txt", "html"):
        (tmp_path / f"sama.{ending}").hardlink_to(tmp_path / "2026.xlsx")
    assert omvgen_here(*_commands("2026.xlsx", "2025.xlsx")[number]) == 2
    assert "toinen nimi" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    ("line", "ending"),
    [
        ("template -o t.docx", ".xlsx"),
        ("new {0} -o t.xlsm", ".xlsx"),
        ("build {0} -o t.xlsx", ".docx"),
        ("build {0} -o t", ".docx"),
        ("notice {0} {0} --format docx -o a.md", ".docx"),
        ("notice {0} {0} --format md -o a.docx", ".md"),
        ("diff {0} {0} --format redline -o r.pdf", ".docx"),
        ("diff {0} {0} --format html -o r.pdf", ".html"),
        ("diff {0} {0} -o r.docx", ".txt"),
        ("export {0} -o p.xlsx", ".json"),
    ],
)
def test_no_file_gets_a_name_that_its_program_does_not_open(
    line: str, ending: str, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = omvgen(*line.format(examples / "omavalvontasuunnitelma-2026.xlsx").split())
    assert said.code == 2
    assert said.err.endswith(f"jonka pääte on {ending}.\n")
    assert not any(tmp_path.iterdir())


def test_no_command_writes_over_the_confirmations(examples: Path, tmp_path: Path) -> None:
    ledger = tmp_path / LEDGER
    ledger.write_bytes(b"{}\n")
    workbook = examples / "omavalvontasuunnitelma-2026.xlsx"
    for target in (ledger, tmp_path / SEAL):
        said = omvgen("export", workbook, "-o", target)
        assert said.code == 2, said.all
    assert ledger.read_bytes() == b"{}\n"
