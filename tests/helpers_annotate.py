"""Annotated copies in the tests: workbooks in every shape, and independent eyes on the copies."""

from __future__ import annotations

import io
import re
import string
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import get_column_letter
from strategies import texts

from omvgen.findings.catalogue import RULES
from omvgen.findings.model import Finding, Location
from omvgen.form.form import Form
from omvgen.package import unzip_package, zip_package

FOUND = "OMV201"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def finding(sheet: str, cell: str, code: str = FOUND, **values: Any) -> Finding:
    """A finding about the cell."""
    return Finding(code, Location(sheet=sheet, cell=cell), values)


def notes(data: bytes) -> dict[tuple[str, str], str]:
    """Every note of the workbook by sheet and cell, as openpyxl reads it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def listed(data: bytes, sheet: str = "Huomiot") -> list[tuple[str, ...]]:
    """The rows of the sheet of findings, each ending with where its link leads."""
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(min_row=4, min_col=2)
    return [
        (*(cell.value or "" for cell in row), row[3].hyperlink.location if row[3].hyperlink else "")
        for row in rows
    ]


def with_book(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after openpyxl has changed it."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    parts = unzip_package(data)
    return zip_package(parts | {part: change(parts[part])})


def prefixed(xml: bytes) -> bytes:
    """The same part with its own namespace under a prefix, as some programs write it."""
    root = etree.fromstring(xml)
    own = etree.QName(root).namespace
    nsmap = {"odd" if uri == own else prefix: uri for prefix, uri in root.nsmap.items()}
    wrapper = etree.Element(root.tag, dict(root.attrib), nsmap=nsmap)
    wrapper.extend(list(root))
    written: bytes = etree.tostring(wrapper, encoding="UTF-8", xml_declaration=True)
    assert re.search(rb"<odd:\w+", written)
    return written


def encoded(xml: bytes, encoding: str) -> bytes:
    """The same part in another encoding, which it names."""
    text = xml.decode().split("?>", 1)[1].strip()
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    return (head + text).encode(encoding, "xmlcharrefreplace")


def sheet_part(data: bytes, sheet: str) -> str:
    """The part of the sheet in a workbook that openpyxl has written."""
    root = etree.fromstring(unzip_package(data)["xl/workbook.xml"])
    names = [element.get("name") for element in root.iter("{*}sheet")]
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"


def without(xml: bytes, *paths: str) -> bytes:
    """The part in canonical form without the elements at these XPaths."""
    root = etree.fromstring(xml)
    for path in paths:
        found = root.xpath(path, namespaces={"m": MAIN})
        assert found, path
        for element in found:
            element.getparent().remove(element)
    return etree.tostring(root, method="c14n")


def entries(data: bytes) -> Mapping[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {entry.filename: entry for entry in package.infolist()}


def packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The entry's bytes as they lie in the file, not unpacked."""
    start = entry.header_offset
    name, extra = (int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28))
    return data[start + 30 + name + extra :][: entry.compress_size]


def written(folder: Path, data: bytes, name: str = "kopio.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def findings(form: Form) -> st.SearchStrategy[Finding]:
    """Findings of any rule about any place, sensible or not, with odd words in them."""
    sheets = st.sampled_from(
        ["", "Ohje", "Muutosloki", "ei ole", *(section.sheet for section in form.sections)]
    )
    cells = st.builds("{}{}".format, st.sampled_from("ADEG"), st.integers(1, 60))
    odd_cells = st.sampled_from(["", "!", "D0", "XFD1048576", "D4:E9"])
    return st.builds(_filled, st.sampled_from(sorted(RULES)), sheets, cells | odd_cells, texts())


def _filled(code: str, sheet: str, cell: str, text: str) -> Finding:
    rule = RULES[code]
    names = {name for words in (rule.message, rule.remedy) for name in _names(words)}
    return Finding(code, Location(sheet, cell), dict.fromkeys(names, text))


def _names(words: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(words) if name]


def boxes(data: bytes, sheet: str) -> list[tuple[str, float]]:
    """The note boxes of the sheet's drawing: their cells, and their heights in points."""
    parts = unzip_package(data)
    rels = sheet_part(data, sheet).replace("sheets/", "sheets/_rels/") + ".rels"
    [drawing] = re.findall(rb'"([^"]*\.vml)"', parts[rels])
    root = etree.fromstring(parts[drawing.decode().lstrip("/").replace("../", "xl/")])
    return [
        (
            f"{get_column_letter(int(shape.findtext('.//{*}Column')) + 1)}"
            f"{int(shape.findtext('.//{*}Row')) + 1}",
            float(re.search(r"height:([\d.]+)", shape.get("style"))[1]),
        )
        for shape in root.iterfind("{*}shape")
    ]


def overlapping(data: bytes) -> bytes:
    """The package with an entry that says its bytes are nearly the whole file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [entry.filename for entry in package.infolist()]
        place = package.start_dir
    changed = bytearray(data)
    for _ in names:
        changed[place + 20 : place + 24] = (len(data) // 2).to_bytes(4, "little")
        lengths = [
            int.from_bytes(changed[place + at : place + at + 2], "little") for at in (28, 30, 32)
        ]
        place += 46 + sum(lengths)
    return bytes(changed)
