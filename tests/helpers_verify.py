"""Documents held against each other or a workbook, and edits of them by python-docx."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from helpers_cli import Said, omvgen
from helpers_document import FORM, find
from lxml import etree

import omvgen as api
from omvgen.form.form import Form
from omvgen.verification.comparison import Comparison, State, compare_read
from omvgen.word.readback import ReadBack, read_back

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "omavalvontasuunnitelma-2026"


@pytest.fixture(scope="session")
def example(examples: Path) -> bytes:
    """The document of the filled example."""
    return api.build(api.read(examples / f"{NAME}.xlsx"))


@pytest.fixture
def workbook(examples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(examples / f"{NAME}.xlsx", tmp_path / "s.xlsx"))


def compared(ours: bytes, theirs: bytes, form: Form = FORM) -> Comparison:
    return compare_read(ours_read_back(ours, form), read_back(theirs, form), form)


@lru_cache(maxsize=4)
def ours_read_back(data: bytes, form: Form) -> ReadBack:
    """Our side of the comparison: many tests compare the document of the example."""
    return read_back(data, form)


def states(found: Comparison) -> dict[str, State]:
    return {part.tag: part.state for part in found.differences}


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The document, or an empty one, after python-docx has opened, changed and saved it."""
    document = python_docx.Document(io.BytesIO(data) if data else None)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def control(document: Any, tag: str) -> Any:
    (found,) = [
        e
        for e in document.element.body.iter(f"{W}sdt")
        if find(e, f"w:sdtPr/w:tag[@w:val='{tag}']")
    ]
    return found


def type_in(tag: str, text: str) -> Callable[[Any], None]:
    """Adds the text to the first run of the part."""

    def change(document: Any) -> None:
        (run, *_) = control(document, tag).iter(f"{W}r")
        run.append(etree.fromstring(f'<w:t xmlns:w="{W[1:-1]}" xml:space="preserve">{text}</w:t>'))

    return change


def add_after(words: str, text: str) -> Callable[[Any], None]:
    """A paragraph of its own after that which begins with the words."""

    def change(document: Any) -> None:
        (place,) = [p for p in document.paragraphs if p.text.startswith(words)]
        place._p.addnext(document.add_paragraph(text)._p)

    return change


def verify(workbook: Path, document: Path, *more: str) -> Said:
    return omvgen("verify", document, workbook, *more)


def confirm(workbook: Path, *more: str | Path) -> Said:
    return omvgen(
        *("confirm", workbook, "--date", "30.1.2026", "--today", "1.2.2026"),
        *("--place", "Esimerkkilä", "--by", "Oskari Esimerkkinen", "--role", "johtaja"),
        *more,
    )
