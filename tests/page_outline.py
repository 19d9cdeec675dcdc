"""What is on the printed pages, where and how large: an outline that a person can read.

    python tests/page_outline.py

writes that of the example to tests/data/pages-2026.txt. Look at the pages before you do
(`scripts/make_pictures.py`), and at what has changed in the outline.

An entry says how far from the paper's left edge a stretch of lines begins (in
centimetres), its size in points, `b` when it is bold, and how its words begin. Lines of
one look are one entry, and only the first page is told apart, so that the outline is the
same wherever another LibreOffice would break lines and pages (`test_pages.py` has those).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tools import ROOT, need

GOLDEN = ROOT / "tests" / "data" / "pages-2026.txt"
_SCALE = 1.5  # pixels of pdftohtml in a point
_POINTS = 72 / 2.54  # in a centimetre
_HEADER = 2.5  # centimetres from the top, where the header ends
_MARGIN, _INDENT, _VALUES = 2.5, 4.5, 6.5  # what is further right is no label, text or list
_SMALLEST_TEXT = 10  # points; what is smaller stands in a table
_SHOWN = 44  # characters
_MARK = re.compile(r"(•|–|\d+\.|[a-z]\))\s")
_LEADER, _PAGES = re.compile(r"\.{3,}\d+$"), re.compile(r"\(\d+\)$")


class _Line(NamedTuple):
    left: float
    top: float
    size: int
    bold: bool
    text: str


def outline(pdf: bytes, folder: Path) -> str:
    """The outline of the pages, a line an entry."""
    read = _read(pdf, folder)
    sizes = {font.get("id"): int(font.get("size", "")) for font in read.iter("fontspec")}
    pages = [list(_rows(page, sizes)) for page in read.iter("page")]
    first, *others = pages
    headers = {tuple(_entries(_header(page))) for page in others}
    parts = {
        "The first page": _entries(first),
        "The header of every other page": [entry for header in headers for entry in header],
        "The other pages": _entries(line for page in others for line in _body(page)),
    }
    return "\n\n".join("\n".join((title, *entries)) for title, entries in parts.items()) + "\n"


def _read(pdf: bytes, folder: Path) -> ElementTree.Element:
    program = need(shutil.which("pdftohtml"), "pdftohtml", "apt-get install poppler-utils")
    file = folder / "sivut.pdf"
    file.write_bytes(pdf)
    command = [program, "-xml", "-i", "-stdout", str(file)]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    # Where links lead is printed between the elements.
    return ElementTree.fromstring(said[said.index("<pdf2xml") :])


def _rows(page: ElementTree.Element, sizes: Mapping[str | None, int]) -> Iterator[_Line]:
    """The page's lines from above; words side by side are one line, apart by a bar."""
    words = sorted(
        page.iter("text"), key=lambda word: (_number(word, "top"), _number(word, "left"))
    )
    for top, found in groupby(words, key=lambda word: _number(word, "top")):
        row = list(found)
        text = " | ".join("".join(word.itertext()).strip() for word in row)
        yield _Line(
            round(_number(row[0], "left") / _SCALE / _POINTS, 1),
            top / _SCALE / _POINTS,
            round(sizes[row[0].get("font")] / _SCALE),
            row[0].find("b") is not None,
            _PAGES.sub("(n)", _LEADER.sub("", text)),
        )


def _number(word: ElementTree.Element, attribute: str) -> float:
    return float(word.get(attribute, ""))


def _header(page: list[_Line]) -> list[_Line]:
    lines = [line for line in page if line.top < _HEADER]
    return [line._replace(text=re.sub(r"\d+ \(n\)$", "n (n)", line.text)) for line in lines]


def _body(page: list[_Line]) -> list[_Line]:
    return [line for line in page if line.top >= _HEADER]


def _entries(lines: Iterable[_Line]) -> list[str]:
    return [
        f"{line.left:5.1f} {line.size:3} {'b' if line.bold else ' '}  {_start(line)}"
        for line in _stretches(lines)
    ]


def _start(line: _Line) -> str:
    """How the words begin, and what stands beside them; cells of a table are not told apart."""
    if line.size < _SMALLEST_TEXT:
        return line.text.replace(" | ", " ")[:_SHOWN].rstrip()
    return " | ".join(part[:_SHOWN].rstrip() for part in line.text.split(" | "))


def _stretches(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The first line of each stretch: lines of a text, a list, a table or a heading go on."""
    before = ""
    for line in lines:
        kind = _kind(line)
        if kind == "text" and before == "lead":
            continue
        if kind != before or kind in ("line", "heading", "lead"):
            yield line
        before = kind


def _kind(line: _Line) -> str:
    if line.size < _SMALLEST_TEXT:
        return "columns" if line.bold else "rows"
    if line.bold:
        return "lead" if " | " in line.text and line.left > _MARGIN else "heading"
    if not _MARGIN < line.left < _VALUES:
        return "line"
    return "list" if _MARK.match(line.text) or line.left > _INDENT else "text"


if __name__ == "__main__":
    import tempfile

    from helpers_pdf import example_pdf

    with tempfile.TemporaryDirectory() as name:
        GOLDEN.write_text(outline(example_pdf(), Path(name)), "utf-8")
