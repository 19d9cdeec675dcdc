"""Texts of cells: runs with their fonts, and Excel's escapes. Reading and writing."""

from __future__ import annotations

from lxml import etree

from omvgen.patterns import pattern
from omvgen.plan.text import Run
from omvgen.workbook.xlsx.number_format import show_text
from omvgen.workbook.xlsx.spreadsheetml import GENERAL, MAIN
from omvgen.workbook.xlsx.styles import Font, read_font

_TEXT, _RUN, _PROPERTIES = f"{MAIN}t", f"{MAIN}r", f"{MAIN}rPr"
_PHONETIC = (f"{MAIN}rPh", f"{MAIN}phoneticPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPE = pattern(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PLACE = "\0"  # stands for a cell's text, and is in none
_PADDING = " \xa0"

String = str | tuple[tuple[str, Font | None], ...]
"""A cell's text. A part without a font (None), and a bare `str`, are in the cell's font."""


def read_string(item: etree._Element) -> String | None:
    """The text of an `si` or `is` element without phonetic hints.

    None when the element has children that are no text: their content would be
    lost without a finding.
    """
    if len(item) == 1 and (only := item[0]).tag == _TEXT and not len(only):
        return unescape(only.text or "")  # as most are
    parts: list[tuple[str, Font | None]] = []
    for child in item.iterchildren(tag=etree.Element):
        if child.tag == _TEXT and not len(child):
            parts.append((unescape(child.text or ""), None))
        elif child.tag == _RUN and all(_is_known(grandchild) for grandchild in child):
            properties = child.find(_PROPERTIES)
            text = "".join(unescape(t.text or "") for t in child.iterchildren(_TEXT))
            parts.append((text, None if properties is None else read_font(properties)))
        elif child.tag not in _PHONETIC:
            return None
    if all(font is None for _, font in parts):
        return "".join(text for text, _ in parts)
    return tuple(parts)


def _is_known(child: etree._Element) -> bool:
    """Whether the child of a run is its font or a text."""
    return child.tag == _PROPERTIES or (child.tag == _TEXT and not len(child))


def in_format(string: String, code: str) -> String | None:
    """The text with the words that its number format has around it: `"Huone "@`.

    None when the format does not show the text, as `;;;` does not.
    """
    if code in (GENERAL, "@"):
        return string
    before, place, after = show_text(_PLACE, code).partition(_PLACE)
    before, after = before.lstrip(_PADDING), after.rstrip(_PADDING)
    if not place:
        return None
    if isinstance(string, str):
        return f"{before}{string}{after}" if string else ""
    return ((before, None), *string, (after, None))


def string_length(string: String) -> int:
    """How many characters the text has."""
    return len(string) if isinstance(string, str) else sum(len(text) for text, _ in string)


def runs_of(string: String, cell_font: Font, link: str | None = None) -> tuple[Run, ...]:
    """The text as runs. `link` is the address of a link over the whole cell."""
    if isinstance(string, str):
        return (_run(string, cell_font, link, underlined=link is None),) if string else ()
    return tuple(
        _run(text, font or cell_font, link, underlined=link is None or font is not None)
        for text, font in string
        if text
    )


def _run(text: str, font: Font, link: str | None, *, underlined: bool) -> Run:
    """Excel underlines a linked cell: only a run's own font says that someone `underlined` it."""
    underline = font.underline and underlined
    return Run(text, font.bold, font.italic, underline, font.strike, link, font.script)


def fonts_of(string: String, cell_font: Font) -> tuple[Font, ...]:
    """The fonts in which the text can be seen, in order."""
    parts = ((string, None),) if isinstance(string, str) else string
    return tuple(font or cell_font for text, font in parts if text.strip())


def unescape(text: str) -> str:
    """The text with `_x000D_` and the like as the characters they mean (ECMA-376, 22.9.2.19)."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two halves of a surrogate pair make one character.
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def escape(text: str) -> str:
    """The text in which what only looks like an escape is escaped itself."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def text_element(text: str) -> etree._Element:
    """A `t` element that keeps its spaces."""
    element = etree.Element(_TEXT)
    element.set(_SPACE, "preserve")
    element.text = as_written(text)
    return element


def as_written(text: str) -> str:
    """The text as a `t` element has it. Characters that XML cannot hold become U+FFFD."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))
