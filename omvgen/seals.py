"""The seal in each file that omvgen makes: was the file edited since it was made?

A seal is a digest of the whole file, computed with the seal itself blank. Programs rewrite
a file when they save it, so one that was edited, signed or merely saved again no longer
matches its seal. A seal does not prevent forgery.

| file | where the seal is | what it covers |
|---|---|---|
| .docx | a custom property | every part |
| annotated copy of a workbook | a custom property | the directory: each part's name, size and CRC |
| .pdf | its identifier (/ID) | every byte |
| .html, .md | a comment at the end | every byte before it |

Workbooks to fill in, JSON and plain text have none: people fill in the first, and
programs read the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from itertools import chain

from omvgen.package import Package, Unreadable, open_package, part_name, with_parts

CUSTOM = "docProps/custom.xml"
"""The custom properties of our documents, and usually of a workbook (see `custom_part`)."""

PROPERTY = "omvgen seal"
BLANK = "0" * 64
# Patterns, compiled when they are used: every command imports this module.
_IN_PROPERTY = rf'(name="{PROPERTY}"[^>]*><(?:\w+:)?lpwstr[^>]*>)([0-9a-f]{{64}})(?=</)'.encode()
_PDF_NAME = rb"(?<=<)[0-9A-Fa-f]{32}(?=>)"
_COMMENT = rb"\n<!-- omvgen seal: [0-9a-f]{64} -->\s*\Z"

DOCUMENTS, PDFS = frozenset({".docx"}), frozenset({".pdf"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
PAGES = frozenset({".html", ".htm", ".md", ".markdown"})


class State(Enum):
    """What a file's seal tells of it."""

    AS_MADE = auto()  # made by omvgen, and nobody has saved it since
    EDITED = auto()  # made by omvgen, and edited, signed or saved again since
    UNSEALED = auto()  # of other makers, or of a kind that has no seal


def state_of(ending: str, data: bytes) -> State:
    """The state of a file whose name has the ending, such as `.docx`."""
    if ending in DOCUMENTS | WORKBOOKS:
        return _package_state(ending, data)
    if ending in PDFS:
        return _pdf_state(data)
    return _page_state(data) if ending in PAGES else State.UNSEALED


def _package_state(ending: str, data: bytes) -> State:
    try:
        package = open_package(data)
        custom = package.read(CUSTOM if ending in DOCUMENTS else custom_part(package))
        if PROPERTY.encode() not in custom:
            return State.UNSEALED
        if ending in DOCUMENTS:
            as_made = is_as_made(package.parts())
        else:
            as_made = _seals_in(custom) == [_directory_seal(package).encode()]
    except Unreadable:
        return State.UNSEALED
    return State.AS_MADE if as_made else State.EDITED


def digest(*pieces: bytes) -> str:
    """SHA-256 of the pieces one after another, in hex."""
    from hashlib import sha256  # 3 ms that commands without an output do not spend

    whole = sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


# Word documents


def sealed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a document, their seal in place of the blank one."""
    return {**parts, CUSTOM: _with_seal(parts[CUSTOM], _parts_seal(parts))}


def is_as_made(parts: Mapping[str, bytes]) -> bool:
    """Whether the parts are a document as it was made: its seal is there, and matches."""
    seals = _seals_in(parts.get(CUSTOM, b""))
    return bool(seals) and seals == [_parts_seal(parts).encode()]


def _parts_seal(parts: Mapping[str, bytes]) -> str:
    blank = {**parts, CUSTOM: _with_seal(parts[CUSTOM], BLANK)}
    pieces = ((f"{part}\0{len(data)}\0".encode(), data) for part, data in sorted(blank.items()))
    return digest(*chain.from_iterable(pieces))


def _seals_in(custom: bytes) -> list[bytes]:
    return [seal for _, seal in re.findall(_IN_PROPERTY, custom)]


def _with_seal(custom: bytes, seal: str) -> bytes:
    return re.sub(_IN_PROPERTY, rb"\g<1>" + seal.encode(), custom)


# Annotated copies


def custom_part(package: Package) -> str:
    """The part of the custom properties, by the usual name when nothing leads to it."""
    relations = package.relationships("").values()
    found = (r.target for r in relations if r.type.endswith("/custom-properties"))
    return next(found, CUSTOM)


def sealed_workbook(data: bytes) -> bytes:
    """The workbook's bytes, its seal in place of the blank one. Raises `Unreadable`.

    The directory is covered and not the parts: they are somebody else's and may be
    damaged or large, and whatever saves the workbook writes another directory.
    """
    package = open_package(data)
    custom = custom_part(package)
    return with_parts(data, {custom: _with_seal(package.read(custom), _directory_seal(package))})


def _directory_seal(package: Package) -> str:
    custom = custom_part(package)
    lines = (
        f"{entry.filename}\0{entry.file_size}\0{entry.CRC}\0".encode()
        for entry in package.entries
        if part_name(entry.filename) != part_name(custom)
    )
    return digest(*lines, _with_seal(package.read(custom), BLANK))


# PDFs


def identified(pdf: bytes) -> bytes:
    """The PDF, named (/ID) by what is in it."""
    from hashlib import md5

    body, trailer, end = pdf.rpartition(b"trailer")
    nameless = re.sub(_PDF_NAME, b"0" * 32, end)
    name = md5(body + nameless, usedforsecurity=False).hexdigest().upper().encode()
    return body + trailer + re.sub(_PDF_NAME, name, end)


def _pdf_state(pdf: bytes) -> State:
    """Any PDF may have an identifier, so one that does not match tells nothing of its maker."""
    named = re.search(_PDF_NAME, pdf.rpartition(b"trailer")[2])
    return State.AS_MADE if named and identified(pdf) == pdf else State.UNSEALED


# Pages


def sealed_page(page: bytes) -> bytes:
    """The HTML or Markdown with its seal as a comment, which nobody sees, at the end."""
    return page + b"\n<!-- omvgen seal: %s -->\n" % digest(page).encode()


def _page_state(page: bytes) -> State:
    seal = re.search(_COMMENT, page)
    if seal is None:
        return State.EDITED if b"<!-- omvgen seal: " in page else State.UNSEALED
    same = sealed_page(page[: seal.start()]) == page
    return State.AS_MADE if same else State.EDITED
