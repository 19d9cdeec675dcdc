"""A small file never costs much: bounds are kept before anything is joined or cleaned."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from helpers_cli import omvgen
from helpers_document import docx, plan_with
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from omvgen import package as opener
from omvgen.cli.failures import code_of
from omvgen.errors import ReadError
from omvgen.form.loader import load_form
from omvgen.package import Reason, Unreadable, open_package, parse_xml, zip_package
from omvgen.plan.text import clean
from omvgen.word.readback import document_bytes, read_back
from omvgen.word.source_text import read_source
from omvgen.workbook.xlsx import sheet_xml
from omvgen.workbook.xlsx.book import load_book
from omvgen.workbook.xlsx.cells import Book
from omvgen.workbook.xlsx.spreadsheetml import MAIN
from omvgen.writers.docx.own_reference import read_reference
from omvgen.writers.docx.styles import _part_names as part_names
from omvgen.writers.docx.styles import style_ids
from omvgen.writers.docx.xml import el


def book_of(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_shared(data: bytes, text: str) -> bytes:
    """The workbook with the text in place of its shared string `x`."""
    parts = opener.unzip_package(data)
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = re.sub(rb't="inlineStr"><is><t>x</t></is>', b't="s"><v>0</v>', sheet)
    relations = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="jaetut" Target="sharedStrings.xml" Type="http://schemas.openxmlformats'
        b'.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    return zip_package(
        parts
        | {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/sharedStrings.xml": (
                f'<sst xmlns="{MAIN[1:-1]}"><si><t>{text}</t></si></sst>'.encode()
            ),
        }
    )


def load(data: bytes) -> Book:
    return load_book(open_package(data, "a.xlsx"))


def test_a_cell_holds_as_many_letters_as_excel_takes() -> None:
    whole = with_shared(book_of(["x"]), "a" * 32_767)
    assert len(load(whole).sheets[0].text(1, 1)) == 32_767
    with pytest.raises(ReadError, match=r"a\.xlsx.* solussa B2 on 32768 merkkiä") as refused:
        load(with_shared(book_of([], ["", "x"]), "a" * 32_768))
    assert refused.value.finding.code == "OMV115"


def test_one_long_string_in_thousands_of_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any cell is made of more letters than a workbook may have."""
    cleaned = []
    monkeypatch.setattr(
        "omvgen.workbook.xlsx.cells.clean", lambda text: cleaned.append(len(text)) or clean(text)
    )
    with pytest.raises(ReadError, match="liian suuri"):
        load(with_shared(book_of(*[["x"]] * 3000), "\u00a0" * 30_000))
    assert sum(cleaned) <= sheet_xml.MAX_LETTERS
    bomb = tmp_path / "pommi.xlsx"
    bomb.write_bytes(with_shared(book_of(*[["x"]] * 3000), "a" * 1_000_000))
    done = omvgen("validate", bomb)
    assert done.code == 2
    assert "OMV115" in done.err


@pytest.mark.parametrize("kind", ["inlineStr", "str", "n", "b", "e"])
def test_every_kind_of_cell_is_bounded(kind: str) -> None:
    parts = opener.unzip_package(book_of([1]))
    text = "1" * 40_000
    value = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"<v>{text}</v>"
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    cell = next(sheet.iter("{*}c"))
    cell.set("t", kind)
    main = etree.QName(cell).namespace
    cell[:] = list(etree.fromstring(f'<c xmlns="{main}">{value}</c>'))
    with pytest.raises(ReadError):
        load(zip_package(parts | {"xl/worksheets/sheet1.xml": etree.tostring(sheet)}))


@given(st.text("a \t\n\xa0\u200b", max_size=60))
def test_the_ends_of_lines_are_cleaned_as_ever(text: str) -> None:
    lines = clean(text).split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert clean(clean(text)) == clean(text)


def test_a_document_of_empty_paragraphs_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_xml(b"<w>" + b"<p/>" * (opener.MAX_TAGS + 1) + b"</w>")
    assert refused.value.reason is Reason.TOO_LARGE


READS: tuple[Callable[[Path], object], ...] = (
    lambda file: read_back(document_bytes(file), load_form(), file.name),
    lambda file: read_source(file.read_bytes(), file.name),
    read_reference,
)


@pytest.mark.parametrize("read", READS, ids=("verify", "import", "reference"))
def test_one_limit_has_one_reason_whatever_reads_the_document(
    read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paragraphs by the thousand, or a part by itself too large: never "no whole document"."""
    parts = opener.unzip_package(docx(plan_with()))
    body = parts["word/document.xml"]
    file = tmp_path / "iso.docx"
    monkeypatch.setattr(opener, "MAX_TAGS", body.count(b"<") + 1000)
    monkeypatch.setattr(opener, "MAX_UNPACKED", sum(map(len, parts.values())) + 10_000)
    for more in (b"<w:p/>" * 1001, b" " * 10_001):
        swollen = body.replace(b"<w:body>", b"<w:body>" + more, 1)
        file.write_bytes(zip_package(parts | {"word/document.xml": swollen}))
        with pytest.raises(ReadError) as refused:
            read(file)
        assert "se on liian suuri" in refused.value.finding.message


def test_styles_of_one_name_cost_as_much_as_others(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 500
    styles = el("w:styles", *(_style("Sama", n) for n in range(count)))
    looked_at = []
    key = "omvgen.writers.docx.styles._key"
    from omvgen.writers.docx import styles as module

    old = module._key
    monkeypatch.setattr(key, lambda style: looked_at.append(1) or old(style))
    part_names(styles)
    assert len(looked_at) <= 5 * count
    assert len(style_ids(styles)) == count


def _style(visible: str, number: int) -> etree._Element:
    return el("w:style", el("w:name", val=visible), type="paragraph", styleId=f"s{number}")


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_a_want_of_memory_is_no_fault_of_the_program(
    error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of(error, debug=False) == 2
    shown = capsys.readouterr().err
    assert "OMV760" in shown
    assert "Korjaus" in shown
    assert "Ohjelmassa on virhe" not in shown


def test_a_number_of_thousands_of_digits_in_a_form_is_named(tmp_path: Path) -> None:
    form = tmp_path / "lomake.toml"
    form.write_text(f'id = "x"\nversion = {"9" * 5000}\n', encoding="utf-8")
    done = omvgen("form", "check", form)
    assert done.code in (1, 2)
    assert "liikaa numeroita" in done.out + done.err
