"""Texts and plans for tests of the template: what staff might write, and worse."""

from __future__ import annotations

import io
import string
from typing import Any

from hypothesis import strategies as st

from omvgen.plan.text import RichText, Run, rich

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
    run = st.builds(Run, texts(), bold=mark, italic=mark, underline=mark, strike=mark, link=link)
    return st.lists(run, max_size=5).map(rich)


def opened(data: bytes) -> Any:
    """The workbook as openpyxl sees it, an independent reader."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), rich_text=True)
