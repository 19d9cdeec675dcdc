"""The PDF: tagged and in order by a validator, with true page numbers, or a word why not."""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pytest
import tools
from helpers_cli import omvgen, omvgen_process
from helpers_document import FORM, docx, full_plan
from helpers_pdf import bookmarks, example_pdf, example_plan, pdf_of, printed, tagged, within
from helpers_references import REFERENCES
from hypothesis import given
from hypothesis import strategies as st

from omvgen.content.plan import is_compact, plan_document
from omvgen.errors import OmvgenError
from omvgen.output import guard
from omvgen.package import unzip_package
from omvgen.seals import identified
from omvgen.verification.pdf_words import compare_words, pdf_pages
from omvgen.word.readback import read_back
from omvgen.writers.docx.signature import SIGNED_HERE
from omvgen.writers.pdf import LibreOffice, find_soffice
from omvgen.writers.pdf.paged import printed as print_document
from omvgen.writers.pdf.pages import section_pages

WORKBOOK = "omavalvontasuunnitelma-2026.xlsx"


@pytest.mark.needs("libreoffice", "poppler")
def test_in_an_organisations_own_styles_the_contents_have_page_numbers_too(tmp_path: Path) -> None:
    pdf = pdf_of(full_plan(), reference=REFERENCES["Finnish Word"])
    contents = [line.text for line in printed(pdf, tmp_path)[0] if ".." in line.text]
    with pikepdf.open(_stream(pdf)) as read:
        listed = [words for level, words, _ in bookmarks(read) if level == 1]
    assert len(contents) == len(listed) == len(FORM.sections) + 1


@pytest.mark.needs("libreoffice")
def test_every_table_has_header_cells_for_its_columns() -> None:
    with pikepdf.open(_stream(example_pdf())) as pdf:
        tables = tagged(pdf, "/Table")
        assert len(tables) == 4
        assert all(within(table, "/TH") for table in tables)
        for cell in tagged(pdf, "/TH"):
            assert "/Column" in [str(about.get("/Scope")) for about in cell.A]


@pytest.mark.needs("libreoffice")
def test_title_language_and_dates_are_the_documents() -> None:
    with pikepdf.open(_stream(example_pdf())) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Auttamisjärjestelmän omavalvontasuunnitelma 2026"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260130000000Z"
        assert str(pdf.Root.Lang) == "fi-FI"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"] == "2026-01-30T00:00:00Z"
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


@pytest.mark.needs("libreoffice")
def test_every_section_and_question_has_a_bookmark() -> None:
    with pikepdf.open(_stream(example_pdf())) as pdf:
        found = [(level, words) for level, words, _ in bookmarks(pdf)]
    signed = FORM.section_with_role("confirmation")
    wanted: list[tuple[int, str]] = []
    for section in FORM.sections:
        if section is signed:
            wanted.append((1, FORM.log.title))
        wanted.append((1, f"{section.number} {section.title}"))
        if section is not signed and not is_compact(section):
            wanted += [(2, f"{FORM.numbers[q.id]} {q.text}") for q in section.questions]
    assert found == wanted


@pytest.mark.needs("libreoffice", "poppler", "arial")
def test_page_numbers_in_the_contents_are_those_of_the_bookmarks(tmp_path: Path) -> None:
    pdf = example_pdf()
    with pikepdf.open(_stream(pdf)) as read:
        wanted = [number for level, _, number in bookmarks(read) if level == 1]
        assert len(tagged(read, "/TOCI")) == len(wanted)
    contents = [line.text for line in printed(pdf, tmp_path)[0] if ".." in line.text]
    assert [int(line.rpartition(".")[2]) for line in contents] == wanted


@dataclass
class Printing:
    """Stands for LibreOffice: gives these PDFs one after another, and keeps what it was given."""

    pdfs: list[bytes]
    given: list[bytes] = field(default_factory=list)

    def pdf(self, docx: bytes) -> bytes:
        self.given.append(docx)
        return self.pdfs[len(self.given) - 1]


def plain_pdf(*pages: int) -> bytes:
    """The least that has pages 1–9 and bookmarks on these."""
    kids = b" ".join(b"%d 0 R" % (100 + number) for number in range(1, 10))
    marks = b"".join(b"/Dest[%d 0 R/XYZ 1 2 0]/Parent 5 0 R\n" % (100 + n) for n in pages)
    return b"<</Outlines 5 0 R>>\n<</Type/Pages\n/Kids[ %s ]>>\n%b" % (kids, marks)


def test_page_numbers_that_do_not_hold_in_the_second_printing_are_left_out() -> None:
    document = plan_document(full_plan(), FORM)
    count = len(FORM.sections) + 1
    first, moved = plain_pdf(*[2] * count), plain_pdf(*[3] * count)
    printing = Printing([first, moved])
    made = print_document(document, printing)  # type: ignore[arg-type]
    assert section_pages(made) == (2,) * count
    assert len(printing.given) == 2


def test_contents_stay_without_numbers_when_the_pages_cannot_be_read() -> None:
    printing = Printing([b"%PDF-2.0 of another make"])
    made = print_document(plan_document(full_plan(), FORM), printing)  # type: ignore[arg-type]
    assert made == b"%PDF-2.0 of another make"


def test_a_line_to_sign_on_is_marked_and_words_own_signature_line_is_not_printed() -> None:
    printing = Printing([b"", b""])
    for signature in (False, True):
        document = plan_document(full_plan(), FORM, signature=signature)
        print_document(document, printing)  # type: ignore[arg-type]
    without, with_line = (unzip_package(given)["word/document.xml"] for given in printing.given)
    assert with_line.count(SIGNED_HERE.encode()) == 1
    assert SIGNED_HERE.encode() not in without
    assert b"signatureline" not in with_line


def test_pages_are_told_only_when_there_is_one_for_each_heading() -> None:
    """Were a bookmark missing, all numbers after it would be wrong."""
    printing = Printing([plain_pdf(2, 3)])
    made = print_document(plan_document(full_plan(), FORM), printing)  # type: ignore[arg-type]
    assert section_pages(made) == (2, 3)
    assert len(printing.given) == 1


@given(st.binary(max_size=300))
def test_what_is_no_pdf_of_libreoffice_has_no_pages(data: bytes) -> None:
    assert section_pages(data) == ()


# LibreOffice itself: found, missing, failing, hanging


def program(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a program's name has an ending")
def test_libreoffice_is_found_by_its_variable_then_on_path(tmp_path: Path) -> None:
    own = program(tmp_path / "oma" / "soffice")
    on_path = program(tmp_path / "polku" / "libreoffice")
    environ = {"PATH": str(on_path.parent)}
    assert find_soffice(environ) == on_path
    assert find_soffice({**environ, "OMVGEN_SOFFICE": str(own)}) == own


@pytest.mark.parametrize(
    ("platform", "place", "variable"),
    [
        ("win32", "LibreOffice/program/soffice.com", "ProgramFiles"),
        ("win32", "LibreOffice/program/soffice.com", "ProgramFiles(x86)"),
        ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice", "HOME"),
    ],
)
def test_libreoffice_is_found_where_its_installer_puts_it(
    tmp_path: Path, platform: str, place: str, variable: str
) -> None:
    installed = program(tmp_path / place)
    environ = {"PATH": str(tmp_path), variable: str(tmp_path)}
    assert find_soffice(environ, platform) == installed


def test_a_variable_that_names_no_program_is_said_and_not_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "soffice")
    with pytest.raises(OmvgenError) as refusal:
        find_soffice({"OMVGEN_SOFFICE": "/ei/ole/soffice", "PATH": str(tmp_path)})
    assert "/ei/ole/soffice" in refusal.value.finding.message


def test_without_libreoffice_the_word_document_is_kept_and_one_is_told_what_to_install(
    tmp_path: Path, examples: Path
) -> None:
    empty = tmp_path / "tyhja"
    empty.mkdir()
    missing = {"OMVGEN_SOFFICE": str(empty / "soffice")}
    said = omvgen("build", examples / WORKBOOK, "--pdf", cwd=tmp_path, **missing)
    assert said.code == 2
    assert (tmp_path / "output" / "omavalvontasuunnitelma-2026-v2.0.docx").exists()
    assert not (tmp_path / "output" / "omavalvontasuunnitelma-2026-v2.0.pdf").exists()
    with pytest.raises(OmvgenError) as refusal:
        find_soffice({"PATH": str(empty)}, "win32")
    assert refusal.value.finding.remedy.startswith("Asenna LibreOffice")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that must be empty afterwards."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_a_hanging_libreoffice_is_ended_with_all_that_it_started(
    tmp_path: Path, temporary: Path
) -> None:
    note = tmp_path / "pid"
    hanging = program(tmp_path / "soffice", f"sleep 60 & echo $! > {note}; wait")
    with pytest.raises(OmvgenError) as refusal:
        LibreOffice(hanging, time_limit=1).pdf(b"")
    assert refusal.value.finding.code == "OMV172"
    child = int(note.read_text())
    try:
        assert not _runs(child)
    finally:
        if _runs(child):
            os.kill(child, signal.SIGKILL)
    assert list(temporary.iterdir()) == []


def _runs(pid: int) -> bool:
    """Whether the process is there and is no mere remnant that nobody has reaped."""
    for _ in range(20):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
@pytest.mark.parametrize("script", ["exit 0", "exit 3"])
def test_a_libreoffice_that_makes_nothing_is_said(
    tmp_path: Path, temporary: Path, script: str
) -> None:
    with pytest.raises(OmvgenError) as refusal:
        LibreOffice(program(tmp_path / "soffice", script)).pdf(b"")
    assert refusal.value.finding.code == "OMV129"
    assert list(temporary.iterdir()) == []


# The command


@pytest.mark.needs("libreoffice")
def test_the_command_puts_the_pdf_beside_the_document_the_same_at_any_time_and_zone(
    tmp_path: Path, examples: Path
) -> None:
    arguments = ("build", examples / WORKBOOK, "--pdf", "-o", "s.docx")
    soffice = tools.program("libreoffice")
    said = omvgen_process(*arguments, cwd=tmp_path, OMVGEN_SOFFICE=soffice, TZ="Asia/Tokyo")
    assert said.code == 0, said.all
    assert said.out == ""
    *others, written, attached = said.err.splitlines()
    assert written == "Kirjoitettu s.pdf."
    assert attached.startswith("PDF-tiedoston liitteenä on työkirja")
    # What was written and its one warning; no progress where nobody watches.
    assert len(others) == 2
    assert (tmp_path / "s.pdf").read_bytes() == example_pdf()


def test_a_pdf_that_was_signed_or_made_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    guard(target)
    made = identified(plain_pdf() + b"trailer\n/ID [ <%b> ]" % (b"A" * 32))
    target.write_bytes(made)
    guard(target)
    for other in (made + b"\n5 0 obj % a signature", b"%PDF-1.4", b""):
        target.write_bytes(other)
        with pytest.raises(OmvgenError) as refusal:
            guard(target)
        assert refusal.value.finding.code == "OMV173"
        assert target.read_bytes() == other


@pytest.mark.needs("libreoffice")
def test_the_pdf_of_the_example_is_known_as_made(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(example_pdf())
    guard(tmp_path / "s.pdf")


@pytest.mark.parametrize("arguments", [("--pdf", "-o", "-"), ("-o", "s.pdf")])
def test_a_pdf_goes_neither_to_stdout_nor_in_the_documents_place(
    tmp_path: Path, examples: Path, arguments: tuple[str, ...]
) -> None:
    said = omvgen("build", examples / WORKBOOK, *arguments, cwd=tmp_path)
    assert said.code == 2
    assert "PDF-tiedosto" in said.err
    assert list(tmp_path.iterdir()) == []


def _stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


@pytest.mark.needs("libreoffice")
def test_the_words_of_a_pdf_that_a_service_wrote_anew_are_compared() -> None:
    ours = read_back(docx(example_plan(2026)), FORM)
    with pikepdf.open(_stream(example_pdf())) as pdf:
        anew = io.BytesIO()
        pdf.save(anew, linearize=True)
    pages = pdf_pages(anew.getvalue())
    found = compare_words(pages, ours, FORM)
    assert found is not None
    assert (found.differences, found.extra_text) == ((), ())
    before = compare_words(pages, read_back(docx(example_plan(2025)), FORM), FORM)
    assert before is not None
    assert {"document.version", "johtaja_nimi", "tieto_seloste"} <= {
        part.tag for part in before.differences
    }
