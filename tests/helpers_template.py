"""Texts and plans for tests of the template: what staff might write, and worse."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.package import unzip_package
from omvgen.plan.text import RichText, Run, Script, rich

ADDRESSES = (
    "https://www.esimerkki.example/ohje?a=1&b=%20",
    "http://esimerkki.example",
    "mailto:etunimi.sukunimi@esimerkkila.example",
    "tel:+358295000000",
)

# Pieces that have gone wrong in some program before.
AWKWARD = (
    "=1+1",
    "+358 29 500 0000",
    "-",
    "- kohta",
    "@nimi",
    "#N/A",
    "_x0041_",
    "_x005F_",
    "\\",
    "[",
    "]",
    "[[",
    "]]",
    "](https://esimerkki.example)",
    "[sanat](https://esimerkki.example)",
    "&lbrack;",
    "&amp;rbrack;",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "😀",
    "e\u0301",
    "å",
    "&<>\"'",
    "'00520",
)


def texts() -> st.SearchStrategy[str]:
    """Any text, with the awkward pieces often in it."""
    piece = st.one_of(
        st.sampled_from(AWKWARD),
        st.text(alphabet=string.ascii_letters + "äöÄÖ0123456789 ,.-", max_size=12),
        st.text(max_size=4),
    )
    return st.lists(piece, max_size=8).map("".join)


def rich_texts(linked: bool = True) -> st.SearchStrategy[RichText]:
    """Any formatted text in canonical form."""
    mark = st.booleans()
    link = st.sampled_from((None, *ADDRESSES)) if linked else st.none()
    run = st.builds(
        Run,
        texts(),
        bold=mark,
        italic=mark,
        underline=mark,
        strike=mark,
        link=link,
        script=st.sampled_from([None, *Script]),
    )
    return st.lists(run, max_size=5).map(rich)


def opened(data: bytes) -> Any:
    """The workbook as openpyxl sees it, an independent reader."""
    return load_workbook(io.BytesIO(data), rich_text=True)


def small_form() -> Form:
    """The form of tests/forms/pieni.toml."""
    return load_form(Path(__file__).parent / "forms" / "pieni.toml")


def cell_text(data: bytes, sheet: str, cell: str) -> RichText:
    """What the file itself says in the cell: read from its XML, with no program between."""
    parts = unzip_package(data)
    number = load_workbook(io.BytesIO(data)).sheetnames.index(sheet) + 1
    root = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
    found = root.find(f".//{{*}}c[@r='{cell}']")
    assert found is not None
    runs = [(run.find("{*}rPr"), run.find("{*}t")) for run in found.iterfind("{*}is/{*}r")]
    return rich(
        [_run(marks, text) for marks, text in runs]
        or [Run(_unescaped(text.text or "")) for text in found.iterfind("{*}is/{*}t")]
    )


def _run(marks: Any, text: Any) -> Run:
    assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    has = {etree.QName(mark).localname for mark in marks}
    height = marks.find("{*}vertAlign")
    return Run(
        *(_unescaped(text.text), "b" in has, "i" in has, "u" in has, "strike" in has),
        script=None if height is None else Script(height.get("val").removesuffix("script")),
    )


def _unescaped(text: str) -> str:
    """Excel's own escapes as the characters they mean (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
