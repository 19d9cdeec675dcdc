"""The texts of cells: rich runs, their fonts, and Excel's escapes."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from omvgen.plan.text import Run
from omvgen.workbook.reading.lost_formatting import NO_LOOKS, Looks, font_looks

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXT, _RUN, _PROPERTIES = f"{MAIN}t", f"{MAIN}r", f"{MAIN}rPr"
_HINTS = (f"{MAIN}rPh", f"{MAIN}phoneticPr")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Font(NamedTuple):
    """What a plan keeps of a font: sizes, colours and typefaces are the workbook's own."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    lost: Looks = NO_LOOKS
    """Those of its looks that a document does not keep."""


NO_FONT = Font()

String = str | tuple[tuple[str, Font | None], ...]
"""A cell's text. A piece without a font of its own, and a bare `str`, take the cell's."""


def read_font(properties: etree._Element) -> Font:
    """The font of a run's `rPr` or of a `font` in the styles."""
    on = {
        element.tag.removeprefix(MAIN)
        for element in properties.iterchildren(tag=etree.Element)
        if element.get("val", "1") not in ("0", "false", "none")
    }
    return Font("b" in on, "i" in on, "u" in on, "strike" in on, font_looks(properties))


def read_string(item: etree._Element) -> String | None:
    """The text of an `si` or `is` element, its parts in order; phonetic hints are left out.

    None when it has parts that are no text: what they hold would be lost without a word.
    """
    pieces: list[tuple[str, Font | None]] = []
    for part in item.iterchildren(tag=etree.Element):
        if part.tag == _TEXT and not len(part):
            pieces.append((unescape(part.text or ""), None))
        elif part.tag == _RUN and all(_is_known(child) for child in part):
            properties = part.find(_PROPERTIES)
            text = "".join(unescape(t.text or "") for t in part.iterchildren(_TEXT))
            pieces.append((text, None if properties is None else read_font(properties)))
        elif part.tag not in _HINTS:
            return None
    if all(font is None for _, font in pieces):
        return "".join(text for text, _ in pieces)
    return tuple(pieces)


def _is_known(child: etree._Element) -> bool:
    """Whether it is what a run has: its font and its text."""
    return child.tag == _PROPERTIES or (child.tag == _TEXT and not len(child))


def runs_of(string: String, cell_font: Font, link: str | None = None) -> tuple[Run, ...]:
    """The text as runs, in the cell's font where it has none of its own."""
    pieces = ((string, None),) if isinstance(string, str) else string
    runs = []
    for text, own in pieces:
        font = own or cell_font
        # A linked cell is underlined because it is a link; a run's own font says more.
        underline = font.underline and (link is None or own is not None)
        runs.append(Run(text, font.bold, font.italic, underline, font.strike, link))
    return tuple(run for run in runs if run.text)


def looks_of(string: String, cell_font: Font) -> Looks:
    """Those of its looks that a document does not keep."""
    if isinstance(string, str):
        return cell_font.lost
    fonts = (own or cell_font for text, own in string if text.strip())
    return NO_LOOKS.union(*(font.lost for font in fonts))


def unescape(text: str) -> str:
    """`_x000D_` and its like as the characters they stand for (ECMA-376, 22.9.2.19)."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two halves of a surrogate pair make one character.
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def escape(text: str) -> str:
    """The text as a file writes it: what only looks like an escape is escaped itself."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)
