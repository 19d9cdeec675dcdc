"""Formulas that one cell states for several: each cell gets its own, so that any can change."""

from __future__ import annotations

import re
from html import unescape
from xml.sax.saxutils import escape

from omvgen.patterns import pattern

_CELL = pattern(
    r"""(?P<cell><(?P<prefix>[\w.-]+:)?c\s(?:[^>]*?\s)?r=["'](?P<ref>[A-Z]+\d+)["'][^>]*>\s*)"""
    r"""<(?:[\w.-]+:)?f(?P<attributes>\s[^>]*?)(?:/>|>(?P<formula>[^<]*)</(?:[\w.-]+:)?f>)"""
)
_SHARED = pattern(r"""\st=["']shared["']""")
_INDEX = pattern(r"""\ssi=["'](\d+)["']""")


def own_formulas(data: bytes) -> bytes:
    """The sheet's XML without shared formulas."""
    if b"shared" not in data:
        return data
    from openpyxl.formula.translate import Translator  # takes 90 ms to import

    text = data.decode("utf-8")
    stated: dict[str, tuple[str, str]] = {}
    for match in _CELL.finditer(text):
        index = _index(match)
        if index is not None and match["formula"]:
            stated.setdefault(index, (match["ref"], unescape(match["formula"])))

    def own(match: re.Match[str]) -> str:
        index = _index(match)
        if index not in stated:
            return match[0]
        origin, formula = stated[index]
        moved = Translator(f"={formula}", origin).translate_formula(match["ref"])
        prefix = match["prefix"] or ""
        return f"{match['cell']}<{prefix}f>{escape(moved[1:])}</{prefix}f>"

    return _CELL.sub(own, text).encode()


def _index(match: re.Match[str]) -> str | None:
    """The number of the shared formula; None when the cell's formula is its own."""
    found = _INDEX.search(match["attributes"]) if _SHARED.search(match["attributes"]) else None
    return found[1] if found else None
