"""What of a part's structure programs may read otherwise than it is read here.

Elements are known by their names alone (`elements.local`), so that those of another namespace
must not stand among them; nor may properties stand twice, of which programs take either.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from omvgen.word.elements import local
from omvgen.writers.docx.xml import Element

# What is read, or reported, as a whole with all that it holds.
_WHOLE = (
    *("drawing", "pict", "object", "background", "shapeDefaults", "hdrShapeDefaults"),
    *("AlternateContent", "oMath", "oMathPara", "mathPr", "schemaLibrary", "checkbox"),
)
# Names of newer versions of Word for what nobody sees, or what is reported by its name.
_KNOWN = frozenset(
    {"ligatures", "numForm", "numSpacing", "stylisticSets", "styleSet", "cntxtAlts"}
    | {"appearance", "color", "docId", "conflictMode", "defaultImageDpi"}
    | {"discardImageEditingData", "chartTrackingRefBased", "persistentDocumentId"}
)
_ONCE = ("rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtContent")
_FOREIGN = etree.XPath(
    "//*[namespace-uri() != namespace-uri(/*) and not(ancestor::*["
    + " or ".join(f"local-name() = '{name}'" for name in _WHOLE)
    + "])]"
)
_TWICE = etree.XPath(
    " | ".join(f"//*[local-name() = '{one}' and preceding-sibling::*[1]]" for one in _ONCE)
)


def doubtful(root: Element) -> Iterator[str]:
    """The names of elements that programs may read otherwise."""
    for element in _FOREIGN(root):
        if local(element) not in _KNOWN and local(element) not in _WHOLE:
            yield local(element)
    for element in _TWICE(root):
        before = element.itersiblings(f"{{*}}{local(element)}", preceding=True)
        if next(before, None) is not None:
            yield local(element)
