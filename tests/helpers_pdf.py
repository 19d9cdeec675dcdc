"""The examples as PDFs, made once, and independent readers of them: pikepdf and poppler."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
from helpers_document import FORM
from pypdf import PdfWriter
from tools import ROOT, office, program

import omvgen
from omvgen.content.blocks import Document
from omvgen.content.plan import plan_document
from omvgen.package import unzip_package
from omvgen.plan.plan import Plan
from omvgen.writers.docx.package import write_docx
from omvgen.writers.pdf import LibreOffice, write_pdf

POINTS = 72 / 2.54  # in a centimetre
SCALE = 1.5  # of a point, the unit of pdftohtml


def libreoffice() -> LibreOffice:
    """The LibreOffice that runs, where a script can stand for the program."""
    own = os.name == "nt"
    return LibreOffice(Path(program("libreoffice")) if own else office().as_soffice())


@cache
def example_plan(year: int) -> Plan:
    return omvgen.read(ROOT / "examples" / f"omavalvontasuunnitelma-{year}.xlsx").plan


@cache
def example_pdf(year: int = 2026, *, draft: bool = False) -> bytes:
    reading = omvgen.read(ROOT / "examples" / f"omavalvontasuunnitelma-{year}.xlsx")
    return omvgen.build(reading, "pdf", draft=draft, soffice=libreoffice().program)


def pdf_of(plan: Plan, *, draft: bool = False, reference: bytes | None = None) -> bytes:
    return write_pdf(plan_document(plan, FORM, draft=draft), libreoffice(), reference)


def unprinted(document: Document) -> bytes:
    """A PDF with the words of the document in one of its properties, made without LibreOffice."""
    words = re.findall(
        b"<w:t[^>]*>([^<]*)", unzip_package(write_docx(document))["word/document.xml"]
    )
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Subject": b" ".join(words).decode()})
    writer.write(buffer)
    return buffer.getvalue()


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The level from 1, the words and the page from 1 of each bookmark."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            yield level, item.title, pages[item.destination[0].objgen]
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 1))


def tagged(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """The structure elements with the tag, in order."""

    def walk(element: Any) -> Iterator[Any]:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                yield from walk(kid)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == tag:
                yield element
            yield from walk(element.get("/K"))

    return list(walk(pdf.Root.StructTreeRoot.K))


def within(element: Any, tag: str) -> int:
    """How many elements with the tag the element holds."""
    kids = element.get("/K")
    inside = [k for k in kids if isinstance(k, pikepdf.Dictionary)] if kids is not None else []
    return sum((kid.get("/S") == tag) + within(kid, tag) for kid in inside)


def without_colours(pdf: bytes) -> bytes:
    """The PDF without its output intent, by which poppler works out colours for each page.

    That takes ten times as long as the words.
    """
    return pdf.replace(b"/OutputIntents", b"/Outputintents")


@dataclass(frozen=True)
class Line:
    """Words on one height, from left to right; lengths in centimetres from the page's corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def printed(pdf: bytes, folder: Path) -> list[list[Line]]:
    """The lines of each page, as poppler sees them."""
    (folder / "luettava.pdf").write_bytes(without_colours(pdf))
    done = subprocess.run(
        [program("poppler"), "-bbox", str(folder / "luettava.pdf"), "-"],
        capture_output=True,
        check=True,
    )
    tree = ElementTree.fromstring(done.stdout)
    xhtml = "{http://www.w3.org/1999/xhtml}"
    return [_lines(list(page)) for page in tree.iter(f"{xhtml}page")]


def _lines(words: list[ElementTree.Element]) -> list[Line]:
    def sides(word: ElementTree.Element) -> tuple[float, float, float, float]:
        x, y, right, bottom = (float(word.get(k, "")) for k in ("xMin", "yMin", "xMax", "yMax"))
        return x / POINTS, y / POINTS, right / POINTS, bottom / POINTS

    rows = sorted(((*sides(w), w.text or "") for w in words), key=lambda r: (round(r[3], 1), r[0]))
    made = []
    for _, row in groupby(rows, key=lambda r: round(r[3], 1)):
        found = list(row)
        made.append(
            Line(
                " ".join(r[4] for r in found),
                min(r[0] for r in found),
                max(r[2] for r in found),
                min(r[1] for r in found),
                max(r[3] for r in found),
            )
        )
    return made


@dataclass(frozen=True)
class Words:
    """Words of one line and look; the place in centimetres, the size in points."""

    text: str
    left: float
    top: float
    size: int
    bold: bool


def words_printed(pdf: bytes, folder: Path) -> list[list[Words]]:
    """The words of each page from above, with their size and weight, as poppler sees them."""
    (folder / "luettava.pdf").write_bytes(without_colours(pdf))
    pdftohtml = str(Path(program("poppler")).with_name("pdftohtml"))
    command = [pdftohtml, "-xml", "-i", "-stdout", str(folder / "luettava.pdf")]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    # Where links lead is printed between the elements.
    tree = ElementTree.fromstring(shown[shown.index("<pdf2xml") :])
    sizes = {font.get("id", ""): int(font.get("size", "")) for font in tree.iter("fontspec")}
    return [
        [
            Words(
                "".join(text.itertext()).strip(),
                float(text.get("left", "")) / SCALE / POINTS,
                float(text.get("top", "")) / SCALE / POINTS,
                round(sizes[text.get("font", "")] / SCALE),
                text.find("b") is not None,
            )
            for text in page.iter("text")
        ]
        for page in tree.iter("page")
    ]
