"""The boxes in which Excel shows notes: a VML drawing, which each commented sheet needs.

VML need not be well-formed XML: a drawing may hold form controls with unclosed
tags. So it is not parsed; shapes are found by their tags, and all else is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from omvgen.package import Damaged
from omvgen.patterns import pattern
from omvgen.workbook.patch.annotate.geometry import Geometry
from omvgen.workbook.xlsx.cells import Position

_NAMESPACES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_KIND = b"_x0000_t202"  # Office's own id of a text box
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"%b'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202"{namespaces} style="position:absolute;'
    "margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{id};"
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_TAG = pattern(rb"<(/?)(?:[\w.-]+:)?shape[\s>]")
_ID = pattern(rb"_x0000_s(\d{1,9})\b")
_NOTE = pattern(rb"""ObjectType\s*=\s*["']Note["']""")
_ROW, _COLUMN = pattern(rb"Row>\s*(\d{1,7})\s*<"), pattern(rb"Column>\s*(\d{1,5})\s*<")
_ANCHOR = pattern(rb"(Anchor>)[^<]*(<)")
_IDS_OF_BLOCK = 1024  # Office gives each drawing ids by the block


@dataclass(frozen=True)
class _Shape:
    """A note's shape: the bytes of its XML in the drawing, and its cell."""

    start: int
    end: int
    place: Position


def new_drawing(block: int, notes: int) -> bytes:
    """A drawing without shapes, with enough blocks of ids for that many notes."""
    blocks = range(block, block + 1 + notes // _IDS_OF_BLOCK)
    data = ",".join(map(str, blocks)).encode()
    return (
        b"<xml %b><o:shapelayout v:ext='edit'><o:idmap v:ext='edit' data='%b'/></o:shapelayout>"
        b"</xml>" % (b" ".join(_NAMESPACES), data)
    )


def draw(
    drawing: bytes,
    texts: Mapping[Position, str],
    geometry: Geometry,
    *,
    grown: Set[Position],
    renewed: Set[Position],
    block: int,
) -> bytes:
    """The drawing with a box for every note of `texts`.

    Boxes that it has are kept, except that those of `grown` get a new size and
    those of `renewed` are removed, or replaced when there is a text. New ids are
    of the `block`. Raises `Damaged`.
    """
    kept: list[bytes] = []
    copied, drawn = 0, set[Position]()
    for shape in _shapes(drawing):
        xml = drawing[shape.start : shape.end]
        if shape.place in renewed:
            xml = b""
        elif shape.place in grown:
            anchor = geometry.box(shape.place, texts[shape.place]).anchor.encode()
            xml = _ANCHOR.sub(rb"\g<1>%b\g<2>" % anchor, xml)
        kept += [drawing[copied : shape.start], xml]
        copied = shape.end
        drawn.add(shape.place)
    kept.append(drawing[copied:])
    missing = {place: text for place, text in sorted(texts.items()) if place not in drawn - renewed}
    return _with_shapes(b"".join(kept), missing, geometry, block)


def _shapes(drawing: bytes) -> Iterator[_Shape]:
    """The notes' shapes, in order. A shape that is not closed is no note's."""
    start = -1
    for tag in _TAG.finditer(drawing):
        if not tag[1]:
            start = tag.start()
        elif start >= 0:
            end = drawing.find(b">", tag.start()) + 1
            xml = drawing[start:end]
            row, column = _ROW.search(xml), _COLUMN.search(xml)
            if end and _NOTE.search(xml) and row and column:
                yield _Shape(start, end, (int(row[1]) + 1, int(column[1]) + 1))
            start = -1


def _with_shapes(
    drawing: bytes, texts: Mapping[Position, str], geometry: Geometry, block: int
) -> bytes:
    end = drawing.rfind(b"</xml")
    if end < 0:
        raise Damaged("drawing")
    known = all(namespace in drawing for namespace in _NAMESPACES)
    namespaces = b"" if known else b" " + b" ".join(_NAMESPACES)
    last = max([block * _IDS_OF_BLOCK, *(int(found[1]) for found in _ID.finditer(drawing))])
    xml = [] if _KIND + b'"' in drawing or not texts else [_SHAPE_TYPE % namespaces]
    for number, (place, text) in enumerate(texts.items(), start=1):
        xml.append(_shape(place, text, geometry, last + number, namespaces.decode()))
    return drawing[:end] + b"".join(xml) + drawing[end:]


def _shape(place: Position, text: str, geometry: Geometry, number: int, namespaces: str) -> bytes:
    box = geometry.box(place, text)
    return _SHAPE.format(
        id=number,
        namespaces=namespaces,
        width=box.width,
        height=box.height,
        anchor=box.anchor,
        row=place[0] - 1,
        column=place[1] - 1,
    ).encode()
