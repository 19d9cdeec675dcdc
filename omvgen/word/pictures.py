"""A picture that stands in a line, such as a logo: which one it is, and how large."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from omvgen.word.elements import attribute, local
from omvgen.writers.docx.xml import Element

# Whatever else a drawing holds (cropping, effects, a turn, a text box) changes what is seen.
_PLAIN = frozenset(
    {"drawing", "inline", "extent", "effectExtent", "docPr", "cNvGraphicFramePr"}
    | {"graphicFrameLocks", "graphic", "graphicData", "pic", "nvPicPr", "cNvPr", "cNvPicPr"}
    | {"picLocks", "blipFill", "blip", "stretch", "fillRect", "spPr", "xfrm", "off", "ext"}
    | {"prstGeom", "avLst", "ln", "noFill", "extLst", "useLocalDpi"}
)
_NO_ATTRIBUTES = ("fillRect", "xfrm")
_POINT = 12_700  # English Metric Units


def picture_of(drawing: Element, targets: Mapping[str, str], parts: Mapping[str, bytes]) -> str:
    """The picture's hash and its size in points; nothing for any drawing but a plain picture.

    `targets` are the names of the parts that the relationships of the drawing's part lead to.
    """
    elements = {local(e): e for e in drawing.iter()}
    if not elements.keys() <= _PLAIN or not {"blip", "extent", "prstGeom"} <= elements.keys():
        return ""
    if sum(local(e) == "blip" for e in drawing.iter()) != 1:
        return ""
    if any(elements[name].attrib for name in _NO_ATTRIBUTES if name in elements):
        return ""
    data = parts.get(targets.get(attribute(elements["blip"], "embed") or "", ""))
    sizes = {_size(e) for e in drawing.iter() if "cx" in e.attrib}
    if data is None or len(sizes) != 1 or elements["prstGeom"].get("prst") != "rect":
        return ""
    return f"{hashlib.sha256(data).hexdigest()} {sizes.pop()}"


def _size(extent: Element) -> str:
    sides = (extent.get(side, "") for side in ("cx", "cy"))
    return "x".join(str(round(int(n) / _POINT)) if n.isdecimal() else "?" for n in sides)
