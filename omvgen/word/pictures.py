"""A picture in a line or at a place of its page, such as a logo: which, how large, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.word.elements import attribute, local
from omvgen.writers.docx.xml import Element

# Whatever else a drawing holds (cropping, effects, a turn, a text box) changes what is seen.
_PLAIN = frozenset(
    {"drawing", "inline", "extent", "effectExtent", "docPr", "cNvGraphicFramePr"}
    | {"graphicFrameLocks", "graphic", "graphicData", "pic", "nvPicPr", "cNvPr", "cNvPicPr"}
    | {"picLocks", "blipFill", "blip", "stretch", "fillRect", "spPr", "xfrm", "off", "ext"}
    | {"prstGeom", "avLst", "ln", "noFill", "extLst", "useLocalDpi"}
)
_WRAPS = frozenset({"wrapNone", "wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"})
_PLACED = _WRAPS | frozenset(
    {"anchor", "simplePos", "positionH", "positionV", "posOffset", "align"}
    | {"wrapPolygon", "start", "lineTo", "sizeRelH", "sizeRelV", "pctWidth", "pctHeight"}
)
_NO_ATTRIBUTES = ("fillRect", "xfrm")
_ABOVE_LINE = pattern(
    r"position:absolute;margin-left:0pt;margin-top:-(\d+(?:\.\d+)?)pt;"
    r"width:\d+(?:\.\d+)?pt;height:(\d+(?:\.\d+)?)pt;(?!.*position:|.*rotation:)"
)
_OFF = ("", "0", "false", "off")
_POINT = 12_700  # English Metric Units
_NEAR = 1.0  # points: programs write sizes and places in units of their own


class Picture(NamedTuple):
    """A picture by the digest of its file.

    `placing` is what it is placed by: nothing in a line of text, else what its offsets count
    from, its alignments and how text flows around it. `points` are width, height and offsets.
    `covers` says that it lies before the text.
    """

    digest: str
    placing: tuple[str, ...] = ()
    points: tuple[float, ...] = ()
    covers: bool = False

    def looks_like(self, other: Picture) -> bool:
        """Whether a reader sees the same as of the other, and no less of the text around it."""
        return (
            (self.digest, self.placing) == (other.digest, other.placing)
            and len(self.points) == len(other.points)
            and all(abs(a - b) <= _NEAR for a, b in zip(self.points, other.points, strict=True))
            and self.covers <= other.covers  # LibreOffice puts those of headers behind the text
        )


def picture_of(
    drawing: Element, targets: Mapping[str, str], parts: Mapping[str, bytes]
) -> Picture | None:
    """The picture; None for any drawing but a plain picture.

    `targets` are the names of the parts that the relationships of the drawing's part lead to.
    """
    elements = {local(e): e for e in drawing.iter()}
    anchor = elements.get("anchor")
    known = _PLAIN if anchor is None else _PLAIN | _PLACED
    if not elements.keys() <= known or not {"blip", "extent", "prstGeom"} <= elements.keys():
        return None
    if sum(local(e) == "blip" for e in drawing.iter()) != 1:
        return None
    if any(elements[name].attrib for name in _NO_ATTRIBUTES if name in elements):
        return None
    hidden = any(e.get("hidden", "") not in _OFF for e in drawing.iter())
    data = parts.get(targets.get(attribute(elements["blip"], "embed") or "", ""))
    sizes = {_size(e) for e in drawing.iter() if "cx" in e.attrib}
    if data is None or hidden or len(sizes) != 1 or elements["prstGeom"].get("prst") != "rect":
        return None
    picture = Picture(hashlib.sha256(data).hexdigest(), (), _points(*sizes.pop()))
    return picture if anchor is None else _placed(picture, anchor, elements)


def _placed(picture: Picture, anchor: Element, elements: Mapping[str, Element]) -> Picture | None:
    """The picture at the place of its anchor; None when it has no place that can be compared."""
    wraps = sorted(elements.keys() & _WRAPS)
    percent = (elements[name].text for name in ("pctWidth", "pctHeight") if name in elements)
    if anchor.get("simplePos", "") not in _OFF or len(wraps) != 1 or any(p != "0" for p in percent):
        return None
    placing, offsets = wraps, []
    for name in ("positionH", "positionV"):
        position = elements.get(name)
        (inner,) = position if position is not None and len(position) == 1 else (None,)
        if position is None or inner is None:
            return None
        aligned = local(inner) == "align"
        placing += [position.get("relativeFrom", ""), inner.text or "" if aligned else ""]
        offsets += [] if aligned else [inner.text or ""]
    points = (*picture.points, *_points(*offsets))
    covers = anchor.get("behindDoc", "") in _OFF
    return picture._replace(placing=tuple(placing), points=points, covers=covers)


def _size(extent: Element) -> tuple[str, str]:
    return extent.get("cx", ""), extent.get("cy", "")


def _points(*units: str) -> tuple[float, ...]:
    """The lengths in points; what is no number is like no other."""
    numbers = (u if u.removeprefix("-").isdecimal() and len(u) < 12 else "nan" for u in units)
    return tuple(float(number) / _POINT for number in numbers)


def _is_in_line(style: str) -> bool:
    """Whether a shape of the style begins at the line's left, as high above it as it is.

    So LibreOffice writes what stands among the words.
    """
    found = _ABOVE_LINE.match(style)
    return found is not None and abs(float(found[1]) - float(found[2])) < 1


def is_signature_line(picture: Element) -> bool:
    """Whether the picture is Word's own signature line, standing among the words."""
    names = {local(e) for e in picture.iter()}
    shapes = [e for e in picture if local(e) == "shape"]
    styles = [attribute(e, "style") or "" for e in shapes]
    inline = len(shapes) == 1 and all("position" not in s or _is_in_line(s) for s in styles)
    return inline and "signatureline" in names and "textbox" not in names
