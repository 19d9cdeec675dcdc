"""The cell styles of a workbook that is patched, as its cells refer to them."""

from __future__ import annotations

import copy
from functools import cached_property

from lxml import etree

from omvgen.package import Damaged
from omvgen.workbook.patch.cell_xml import FontXml, font_xml
from omvgen.workbook.patch.parts import Parts
from omvgen.workbook.xlsx.number_format import show_text
from omvgen.workbook.xlsx.spreadsheetml import GENERAL, MAIN, index_of, is_true

_TEXT_FORMAT = "49"  # Excel's number of the format `@`


class CellStyles:
    """The styles part, empty where there is none. One is added only where a text needs it."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts, self._part = parts, part
        self._fonts: dict[str | None, FontXml] = {}
        self._as_text: dict[str | None, str] = {}

    @cached_property
    def _root(self) -> etree._Element:
        """The styles, only looked at."""
        try:
            return self._parts.package.tree(self._part)
        except Damaged:
            return etree.Element(f"{MAIN}styleSheet")

    @cached_property
    def _formats(self) -> list[etree._Element]:
        formats = self._root.find(f"{MAIN}cellXfs")
        return [] if formats is None else list(formats.iterchildren(f"{MAIN}xf"))

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The number formats of the workbook's own, by number."""
        return {
            one.get("numFmtId", ""): one.get("formatCode", GENERAL)
            for one in self._root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
        }

    def _format(self, style: str | None) -> etree._Element | None:
        index = index_of(style or "0")
        return self._formats[index] if 0 <= index < len(self._formats) else None

    def font(self, style: str | None) -> FontXml:
        """The font of the style."""
        if style not in self._fonts:
            one = self._format(style)
            fonts = self._root.findall(f"{MAIN}fonts/{MAIN}font")
            index = index_of("" if one is None else one.get("fontId", ""))
            self._fonts[style] = font_xml(fonts[index] if 0 <= index < len(fonts) else None)
        return self._fonts[style]

    def is_unlocked(self, style: str | None) -> bool:
        """Whether cells of the style are filled in although their sheet is protected."""
        one = self._format(style)
        protection = None if one is None else one.find(f"{MAIN}protection")
        return protection is not None and not is_true(protection.get("locked", "1"))

    def for_text(self, style: str | None, text: str) -> str | None:
        """The style, or one that is like it and shows the text as it is.

        A number format may put words around a text, or hide it.
        """
        one = self._format(style)
        code = self._codes.get("" if one is None else one.get("numFmtId", ""))
        if one is None or code is None or not text or show_text(text, code) == text:
            return style
        if style not in self._as_text:
            self._as_text[style] = self._add(one)
        return self._as_text[style]

    def _add(self, one: etree._Element) -> str:
        formats = self._parts.edit(self._part).find(f"{MAIN}cellXfs")
        new = copy.deepcopy(one)
        new.set("numFmtId", _TEXT_FORMAT)
        new.set("applyNumberFormat", "1")
        formats.append(new)
        count = len(formats.findall(f"{MAIN}xf"))
        formats.set("count", str(count))
        return str(count - 1)
