"""What a file is by its first bytes and its parts, when it is not an Excel workbook.

A wrong extension is common: an exported table, a Word document, an old .xls. The
finding names what the file is, since "cannot be opened" would not help.
"""

from __future__ import annotations

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import mark, tr
from omvgen.package import Damaged, Package, part_name

_OLE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
_TYPES = "[content_types].xml"
# First bytes of files that are no table at all, and what they are called.
_OTHERS = (
    (b"%PDF", mark("PDF-asiakirja")),
    (b"{\\rtf", mark("RTF-asiakirja")),
    (b"\x89PNG", mark("kuva")),
    (b"\xff\xd8\xff", mark("kuva")),
    (b"GIF8", mark("kuva")),
    (b"7z\xbc\xaf", mark("pakattu tiedosto")),
    (b"Rar!", mark("pakattu tiedosto")),
    (b"\x1f\x8b", mark("pakattu tiedosto")),
)
# Parts that tell which other program made the package.
_OTHER_PARTS = (
    ("word/document.xml", mark("Word-asiakirja")),
    ("ppt/presentation.xml", mark("PowerPoint-esitys")),
    ("visio/document.xml", mark("Visio-piirros")),
)


def foreign_file(data: bytes, file: str) -> Finding | None:
    """Why the bytes are not a zip package that could be a workbook, or None."""
    if data.startswith(b"PK"):
        return None
    return foreign_kind(data, file) or Finding(Code.NOT_A_WORKBOOK, values={"file": file})


def foreign_kind(data: bytes, file: str) -> Finding | None:
    """Which other kind of file the bytes are; None when they may be a workbook's, or what
    is left of one."""
    values = {"file": file}
    if data.startswith(_OLE):
        return _ole(data, file)
    if data.startswith(b"PK"):
        return None
    for first, kind in _OTHERS:
        if data.startswith(first):
            return Finding(Code.OTHER_FILE_TYPE, values=values | {"kind": tr(kind)})
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        return Finding(Code.XLS_FILE, values=values)
    if data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return Finding(Code.OTHER_FILE_TYPE, values=values | {"kind": tr("verkkosivu")})
    return Finding(Code.TEXT_FILE, values=values) if _is_text(data[:4096]) else None


def _ole(data: bytes, file: str) -> Finding:
    """The old container of Office: an encrypted workbook, an old .xls, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Finding(Code.FILE_ENCRYPTED, values={"file": file})
    if any(f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Finding(Code.XLS_FILE, values={"file": file})
    return Finding(Code.NOT_A_WORKBOOK, values={"file": file})


def _is_text(start: bytes) -> bool:
    """Whether it reads as a text file, in UTF-8, UTF-16 or the Windows code page."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start)


def foreign_package(package: Package) -> Finding | None:
    """Which other program's package it is, or None when it may be a workbook."""
    names = [part_name(entry.filename) for entry in package.entries]
    if any(name == _TYPES or name.startswith("xl/worksheets/") for name in names):
        return package_kind(package)
    return package_kind(package) or Finding(Code.NOT_A_WORKBOOK, values={"file": package.file})


def package_kind(package: Package) -> Finding | None:
    """Which other kind of package it is; None when it may be a workbook's, or what is left."""
    values = {"file": package.file}
    if "xl/workbook.xml" in package:
        return None
    if "xl/workbook.bin" in package:
        return Finding(Code.XLSB_FILE, values=values)
    for part, kind in _OTHER_PARTS:
        if part in package:
            return Finding(Code.OTHER_FILE_TYPE, values=values | {"kind": tr(kind)})
    return _open_document(package) if "mimetype" in package else None


def _open_document(package: Package) -> Finding:
    try:
        kind = next(package.chunks("mimetype"), b"").decode("ascii", "replace").strip()
    except Damaged:
        kind = ""
    if kind.startswith(_OPEN_DOCUMENT_SHEET):
        return Finding(Code.ODS_FILE, values={"file": package.file})
    values = {"file": package.file, "kind": tr("OpenDocument-asiakirja")}
    return Finding(Code.OTHER_FILE_TYPE, values=values)
