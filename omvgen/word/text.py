"""The text of anybody's Word document, a paragraph or a table row at a time.

Names are read without their namespace, which is another in a strict document. What
is deleted by a tracked change, moved away or hidden is not read: it is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from omvgen.package import Damaged, parse_xml
from omvgen.writers.docx.xml import Element

_UNREAD = frozenset(
    {"pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sectPr", "del", "moveFrom", "delText"}
    | {"instrText", "Fallback"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
_SIGNS |= {"noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b", re.IGNORECASE)
# Words struck through are there to be read as taken away, and are marked so.
_STRUCK, _STRUCK_ENDS = "[yliviivattu: ", "]"
_MAIN = "/officeDocument"  # how the kind of relationship ends that leads to the text
_CORE, _CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_HEADERS, _NOTES = (
    re.compile(r"word/(?:header|footer)\d*\.xml"),
    re.compile(r"word/(?:footnotes|endnotes)\.xml"),
)


@dataclass(frozen=True)
class Names:
    """How a content control is called: its tag and its title, either of which may be empty."""

    tag: str
    title: str


@dataclass(frozen=True)
class Line:
    """The words of a paragraph, of a control within one, or of a table's row.

    `controls` are those around it, the outermost first; `row` is true of a table's
    row, whose cells are parted by ` | `; `listed` of an entry of the contents.
    """

    text: str
    controls: tuple[Names, ...] = ()
    row: bool = False
    listed: bool = False


def body_lines(parts: Mapping[str, bytes]) -> tuple[Line, ...]:
    """The lines of the document's body. Raises ValueError when there is none, or `Unreadable`."""
    root = _parsed(parts, _main_part(parts))
    if _local(root) != "document":
        raise ValueError(_local(root))
    return tuple(_blocks(root, (), _Fields(), listed=False))


def header_lines(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The lines of all headers and footers. Raises `Unreadable`."""
    return _lines_of(parts, _HEADERS)


def note_lines(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The lines of footnotes and endnotes. Raises `Unreadable`."""
    return _lines_of(parts, _NOTES)


def properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Core properties by their local name, and custom ones by theirs, empty ones left out.

    Raises `Unreadable`.
    """
    found: dict[str, str] = {}
    if _CORE in parts:
        found |= {_local(e): e.text or "" for e in _parsed(parts, _CORE)}
    if _CUSTOM in parts:
        custom = _parsed(parts, _CUSTOM)
        found |= {e.get("name", ""): "".join(e.itertext()) for e in custom}
    return {key: text.strip() for key, text in found.items() if text.strip()}


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The part with the text: `word/document.xml`, or what Word online calls it."""
    for relation in _parsed(parts, "_rels/.rels"):
        if relation.get("Type", "").endswith(_MAIN):
            return str(relation.get("Target", "")).lstrip("/")
    raise ValueError("no document")


def _parsed(parts: Mapping[str, bytes], part: str) -> Element:
    if part not in parts:
        raise Damaged(part)
    return parse_xml(parts[part], part)


def _lines_of(parts: Mapping[str, bytes], pattern: re.Pattern[str]) -> tuple[str, ...]:
    roots = [_parsed(parts, part) for part in sorted(parts) if pattern.fullmatch(part)]
    return tuple(line.text for root in roots for line in _blocks(root, (), _Fields(), listed=False))


@dataclass
class _Fields:
    """The fields that are open where the reading is, by their instructions."""

    open: list[str] = field(default_factory=list)

    def see(self, element: Element) -> None:
        """A mark of a field, or its instruction."""
        kind = _attribute(element, "fldCharType")
        if kind == "begin":
            self.open.append("")
        elif kind == "end" and self.open:
            self.open.pop()
        elif self.open and _local(element) == "instrText":
            self.open[-1] += element.text or ""

    def shown(self, text: str) -> str:
        """The text without the numbers of pages, which every program counts anew."""
        paged = any(_PAGE.match(instruction) for instruction in self.open)
        return re.sub(r"\d+", "", text) if paged else text


def _blocks(
    element: Element, controls: tuple[Names, ...], fields: _Fields, *, listed: bool
) -> Iterator[Line]:
    """The lines of what stands in the element, itself no paragraph or table."""
    for child in element:
        match _local(child):
            case "p":
                yield from _paragraph(child, controls, fields, listed=listed)
            case "tbl":
                for row in _rows(child):
                    yield Line(_row_text(row, fields), controls, row=True)
            case "sdt":
                gallery = any(_local(e) == "docPartObj" for e in child.iter())
                inner = (*controls, *_names(child))
                yield from _blocks(child, inner, fields, listed=listed or gallery)
            case name if name not in _UNREAD:
                yield from _blocks(child, controls, fields, listed=listed)


def _paragraph(
    element: Element, controls: tuple[Names, ...], fields: _Fields, *, listed: bool
) -> Iterator[Line]:
    """The paragraph's own words first, then those of each control in it."""
    listed = listed or any(
        _local(e) == "hyperlink" and (_attribute(e, "anchor") or "").startswith("_Toc")
        for e in element
    )
    own, controlled = "", dict[tuple[Names, ...], str]()
    for within, text in _inline(element, controls, fields):
        if within == controls:
            own += text
        else:
            controlled[within] = controlled.get(within, "") + text
    if own.strip() or not controlled:
        yield Line(_joined(own), controls, listed=listed)
    for within, text in controlled.items():
        yield Line(_joined(text), within, listed=listed)


def _inline(
    element: Element, controls: tuple[Names, ...], fields: _Fields
) -> Iterator[tuple[tuple[Names, ...], str]]:
    """Each stretch of text with the controls around it; an empty control has its own."""
    for child in element:
        match _local(child):
            case "t":
                yield controls, fields.shown(child.text or "")
            case "sym":
                yield controls, _symbol(child)
            case "fldChar" | "instrText":
                fields.see(child)
            case "fldSimple":
                fields.open.append(_attribute(child, "instr") or "")
                yield from _inline(child, controls, fields)
                fields.open.pop()
            case "sdt":
                inner = (*controls, *_names(child))
                yield inner, ""
                yield from _inline(child, inner, fields)
            case "p":  # of a text box
                yield controls, "\n"
                yield from _inline(child, controls, fields)
            case name if name in _SIGNS:
                yield controls, _SIGNS[name]
            case "r" if _has(child, "vanish"):
                continue
            case "r" if _has(child, "strike", "dstrike"):
                yield controls, _STRUCK
                yield from _inline(child, controls, fields)
                yield controls, _STRUCK_ENDS
            case name if name not in _UNREAD:
                yield from _inline(child, controls, fields)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if _local(child) == "tr":
            yield child
        elif _local(child) not in _UNREAD:
            yield from _rows(child)


def _row_text(row: Element, fields: _Fields) -> str:
    """The cells of the row, so that no word moves from one to the next unseen."""
    cells = [child for child in row if _local(child) in ("tc", "sdt")]
    texts = ["".join(text for _, text in _inline(cell, (), fields)) for cell in cells]
    return " | ".join(_joined(text).strip() for text in texts)


def _joined(text: str) -> str:
    """The text, struck runs beside each other as one."""
    return text.replace(_STRUCK_ENDS + _STRUCK, "")


def _names(control: Element) -> tuple[Names, ...]:
    """The names of the control; none when it has neither."""
    said = {
        _local(e): _attribute(e, "val") or ""
        for properties in control
        if _local(properties) == "sdtPr"
        for e in properties
    }
    names = Names(said.get("tag", ""), said.get("alias", ""))
    return (names,) if names.tag or names.title else ()


def _has(run: Element, *names: str) -> bool:
    """Whether the run has one of the properties, and not turned off."""
    marks = (e for child in run if _local(child) == "rPr" for e in child)
    return any(
        _local(e) in names and _attribute(e, "val") not in ("0", "false", "off") for e in marks
    )


def _symbol(element: Element) -> str:
    try:
        return chr(int(_attribute(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _local(element: Any) -> str:
    """The element's name; empty for comments, instructions and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Element, local: str) -> str | None:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == local), None)
