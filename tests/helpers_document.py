"""Plans for tests of the document, and independent readers of the .docx that comes of them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mammoth
from lint_docx import lint
from lxml import etree
from ooxml_integrity import check
from tools import sdk_errors

from omvgen.content.plan import plan_document
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.writers.docx.package import write_docx

FORM = load_form()
PUBLIC, PARTLY, SECRET = Publicity.PUBLIC, Publicity.PARTLY, Publicity.SECRET
BASIS = "JulkL 24 § 1 mom. 7 k"
NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
DATA = {
    "document_type": "Suunnitelma",
    "title": "Omavalvontasuunnitelma 2026",
    "year": "2026",
    "version": "2.0",
    "date": "30.1.2026",
    "case_number": "MIGDno-2026-99002",
    "document_number": "MIG-9900002",
    "prepared_by": "Esimerkkilän vastaanottokeskus",
    "language": "fi-FI",
}


def plan_with(
    answers: Mapping[str, str | RichText | Answer] | None = None,
    *,
    form: Form = FORM,
    **more: Any,
) -> Plan:
    """A plan with these answers alone, public where they are text; `more` goes to `Plan`."""
    made = {key: _answer(answer) for key, answer in (answers or {}).items()}
    return Plan(form.id, form.version, **({"document": DATA} | more), answers=made)


def _answer(answer: str | RichText | Answer) -> Answer:
    if isinstance(answer, Answer):
        return answer
    return Answer(plain(answer) if isinstance(answer, str) else answer, PUBLIC)


def partly(text: str, *bases: str) -> Answer:
    return Answer(plain(text), PARTLY, bases or (BASIS,))


def rich_plan() -> Plan:
    """A plan with everything that a document can hold."""
    runs = [
        Run("Lihava", bold=True, italic=True, underline=True, strike=True),
        Run(" linkki", link="https://example.org/ä b"),
        Run(" \t😀 é\u0301\n1. yksi\n   a) aa\n      - bee\n2) kaksi\n[[- salattu\n"),
        Run("linkki", link="mailto:a@b.example"),
        Run("]] loppu"),
    ]
    rows = {
        table.id: tuple(
            {column.id: "Pitkäsanainenkirjaus 1" for column in table.columns} for _ in range(3)
        )
        for table in FORM.tables.values()
    }
    return plan_with(
        {
            **dict.fromkeys(FORM.questions, "Vastaus"),
            "omv_johtaminen": rich(runs),
            "tilat_kuvaus": partly("Avoin\n[[kätketty]]\nAvoin"),
        },
        tables=rows,
        log=({"version": "1.0", "change": "Rivi\nToinen [[x]]"},),
    )


def full_plan(form: Form = FORM) -> Plan:
    """A plan with an answer of its own to every question."""
    return plan_with({key: f"Vastaus kohtaan {key}." for key in form.questions}, form=form)


def docx(plan: Plan, *, form: Form = FORM, reference: Any = None, **asked: Any) -> bytes:
    """The plan's document; what is asked of it goes to `plan_document`."""
    return write_docx(plan_document(plan, form, **asked), reference)


def faults(data: bytes, folder: Path) -> list[str]:
    """What three readers find wrong in the .docx: the SDK, ooxml-integrity and our own."""
    file = saved(data, folder, "tarkistettava.docx")
    return [*sdk_errors(file), *map(str, check(file)), *lint(data)]


def lines(data: bytes) -> list[str]:
    """The text of the body, paragraph by paragraph, as mammoth reads it.

    Without the styles, of which text needs none: most of mammoth's time goes into them.
    """
    unread = re.compile(r"word/(styles|numbering|theme|settings|fontTable)")
    parts = {name: part for name, part in unzip_package(data).items() if not unread.match(name)}
    text = mammoth.extract_raw_text(io.BytesIO(zip_package(parts))).value
    return [line for line in text.split("\n\n") if line]


def html(data: bytes) -> str:
    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(unzip_package(data)[name])


def find(tree: Any, path: str) -> list[Any]:
    return list(tree.xpath(path, namespaces=NS))


def words_of(element: Any) -> str:
    return "".join(find(element, ".//w:t/text()"))


def paragraph_with(data: bytes, text: str) -> Any:
    """The one paragraph of the body whose text is this."""
    (found,) = [p for p in find(part(data), "//w:p") if words_of(p) == text]
    return found


def style_of(paragraph: Any) -> str:
    return str(find(paragraph, "w:pPr/w:pStyle/@w:val")[0])


def saved(data: bytes, folder: Path, name: str = "suunnitelma.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
