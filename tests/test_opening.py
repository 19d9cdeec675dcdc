"""What is handed to the program instead of a workbook: each said in one clear finding."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from helpers_reader import Edited, codes, filled
from hypothesis import given
from hypothesis import strategies as st

from omvgen import package as opening
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.workbook.reading.reader import read_workbook

SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")
PLAN = filled(SMALL)


@pytest.fixture
def workbook(tmp_path: Path) -> Edited:
    return Edited(tmp_path / "suunnitelma.xlsx", SMALL, PLAN)


def refusal(path: Path, form: Form = SMALL) -> Finding:
    with pytest.raises(OmvgenError) as refused:
        read_workbook(path, form)
    finding = refused.value.finding
    assert finding.message
    assert finding.remedy
    return finding


def file(folder: Path, data: bytes, name: str = "suunnitelma.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return buffer.getvalue()


def old_office(*names: str) -> bytes:
    """The beginning of an OLE container and the names of its streams."""
    return b"\xd0\xcf\x11\xe0" + b"\0" * 600 + b"".join(f"{n}\0".encode("utf-16-le") for n in names)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "OMV102"),
        (b"\0" * 4096, "OMV105"),
        (old_office("EncryptedPackage"), "OMV107"),
        (old_office("Workbook"), "OMV108"),
        (old_office("Book"), "OMV108"),
        (old_office("WordDocument"), "OMV113"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         "OMV108"),
        (archive({"xl/workbook.bin": b"x"}), "OMV109"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OMV110"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OMV112"),
        ("nimi;vastaus\nä;1\n".encode(), "OMV111"),
        ("nimi;vastaus\nä;1\n".encode("latin-1"), "OMV111"),
        ("nimi\tvastaus".encode("utf-16"), "OMV111"),
        (b"%PDF-1.7\n", "OMV112"),
        (b"\x89PNG\r\n\x1a\n", "OMV112"),
        (b"<!DOCTYPE html><table></table>", "OMV112"),
        (archive({"[Content_Types].xml": b"", "word/document.xml": b""}), "OMV112"),
        (archive({"kuva.png": b""}), "OMV113"),
        (b"\x01\x02\x03\x04", "OMV113"),
        (b"PK\x03\x04 not a zip at all", "OMV114"),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b"<"}), "OMV114"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_called_what_it_is(
    tmp_path: Path, data: bytes, code: str
) -> None:
    assert refusal(file(tmp_path, data)).code == code


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "puuttuu.xlsx").code == "OMV100"
    assert refusal(tmp_path / "puuttuu" / "tiedosto.xlsx").code == "OMV100"
    assert refusal(tmp_path).code == "OMV101"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "putki.xlsx"
    os.mkfifo(pipe)
    assert refusal(pipe).code == "OMV101"


@pytest.mark.parametrize("name", ["~$suunnitelma.xlsx", ".~lock.suunnitelma.xlsx#"])
def test_the_lock_file_beside_an_open_workbook_is_not_read(tmp_path: Path, name: str) -> None:
    assert refusal(file(tmp_path, b"\x05Maija", name)).code == "OMV103"


def test_a_workbook_open_in_excel_is_said_to_be_open(
    workbook: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refusal(workbook.path).code == "OMV104"


@pytest.mark.parametrize(
    ("fault", "code"),
    [(PermissionError(13, "Permission denied"), "OMV104"), (OSError(36, "too long"), "OMV106")],
)
def test_a_folder_that_may_not_be_looked_into_is_said_like_a_file(
    workbook: Edited, monkeypatch: pytest.MonkeyPatch, fault: OSError, code: str
) -> None:
    def denied(*_: object, **__: object) -> os.stat_result:
        raise fault

    monkeypatch.setattr(Path, "stat", denied)
    assert refusal(workbook.path).code == code


def test_a_file_that_stayed_in_the_cloud_is_said_to_be_there(
    workbook: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".toinen.xlsx.icloud").write_bytes(b"bplist")
    assert refusal(tmp_path / "toinen.xlsx").code == "OMV105"

    def away(path: Path) -> bytes:
        error = OSError(22, "The cloud file provider is not running")
        error.winerror = 362  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "read_bytes", away)
    assert refusal(workbook.path).code == "OMV105"


def test_another_fault_of_the_disk_is_said_with_its_reason(
    workbook: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fault)
    finding = refusal(workbook.path)
    assert finding.code == "OMV106"
    assert "levyn lukeminen" in finding.message


def test_a_workbook_of_another_kind_has_no_question_of_ours(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "Ostoslista"
    book.save(tmp_path / "ostokset.xlsx")
    assert refusal(tmp_path / "ostokset.xlsx").code == "OMV119"


def test_a_workbook_of_another_form_is_refused_with_both_forms(
    workbook: Edited, form: Form
) -> None:
    finding = refusal(workbook.path, form)
    assert finding.code == "OMV122"
    assert "pieni" in finding.message
    assert form.id in finding.message


def test_a_strict_workbook_is_named_and_not_read_as_empty(workbook: Edited) -> None:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    workbook.part(
        "xl/workbook.xml",
        lambda xml: xml.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )
    assert refusal(workbook.path).code == "OMV117"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet4.xml", "_rels/.rels"])
def test_a_doctype_is_refused_before_anything_is_expanded(workbook: Edited, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def with_doctype(xml: bytes) -> bytes:
        head, root = xml.split(b"?>", 1) if xml.startswith(b"<?xml") else (b"", xml)
        return (head + b"?>" if head else b"") + bomb + root

    workbook.part(part, with_doctype)
    assert refusal(workbook.path).code == "OMV116"


def test_a_part_twice_is_refused_since_programs_would_read_different_ones(
    workbook: Edited,
) -> None:
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(workbook.path, "a") as package,
    ):
        package.writestr("xl/workbook.xml", b"<workbook/>")
    assert refusal(workbook.path).code == "OMV116"


def test_two_sheets_of_one_name_are_refused_since_answers_would_be_read_from_the_wrong_one(
    workbook: Edited,
) -> None:
    workbook.part(
        "xl/workbook.xml",
        lambda xml: xml.replace(b'name="1 Perustiedot"', b'name="2 Turvallisuus"'),
    )
    finding = refusal(workbook.path)
    assert finding.code == "OMV116"
    assert "välilehden nimi kahteen kertaan" in finding.message


def test_an_encrypted_part_is_a_password(workbook: Edited) -> None:
    data = bytearray(workbook.path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    workbook.path.write_bytes(data)
    assert refusal(workbook.path).code == "OMV107"


def test_a_part_that_says_it_is_huge_is_not_inflated(workbook: Edited) -> None:
    data = bytearray(workbook.path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 2_000_000_000)
    workbook.path.write_bytes(data)
    assert refusal(workbook.path).code == "OMV115"


def test_a_bomb_in_a_sheet_is_stopped(workbook: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = b"".join(b'<c r="A%d"><v>1</v></c>' % row for row in range(1, 2000))
    workbook.part(
        "xl/worksheets/sheet3.xml",
        lambda xml: xml.replace(b"<sheetData>", b'<sheetData><row r="1">' + cells + b"</row>"),
    )
    monkeypatch.setattr("omvgen.workbook.xlsx.sheet_xml.MAX_CELLS", 1000)
    assert refusal(workbook.path).code == "OMV115"


def test_too_large_a_file_is_not_read_at_all(
    workbook: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 100)
    assert refusal(workbook.path).code == "OMV115"


def test_a_million_formatted_empty_rows_are_no_obstacle(workbook: Edited) -> None:
    rows = b"".join(b'<row r="%d" ht="15" customHeight="1"/>' % n for n in range(500, 60_000))
    workbook.part(
        "xl/worksheets/sheet4.xml",
        lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    assert workbook.read().plan == workbook.plan


def test_macros_are_noted_and_never_run(workbook: Edited) -> None:
    relation = (
        b'<Relationship Id="rIdMacro" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
    )
    workbook.part(
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", relation + b"</Relationships>"),
    )
    assert codes(workbook.read()) == {"OMV118"}


def test_one_broken_sheet_is_named_and_the_others_are_read(workbook: Edited) -> None:
    workbook.part("xl/worksheets/sheet4.xml", lambda xml: xml[: len(xml) // 2])
    reading = workbook.read()
    assert codes(reading) == {"OMV131"}
    assert reading.plan.text("kuvaus") == workbook.plan.text("kuvaus")
    assert not reading.plan.text("nimi")


def test_the_file_is_not_changed_by_reading(workbook: Edited) -> None:
    before = workbook.path.read_bytes(), workbook.path.stat().st_mtime_ns
    workbook.read()
    assert (workbook.path.read_bytes(), workbook.path.stat().st_mtime_ns) == before


@given(st.data())
def test_a_damaged_file_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("vika")
    book = Edited(folder / "kirja.xlsx", SMALL, PLAN)
    whole = bytearray(book.path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    book.path.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    with contextlib.suppress(OmvgenError):
        assert book.read().plan.form_id
