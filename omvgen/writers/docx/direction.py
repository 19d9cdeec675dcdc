"""Text from right to left, as Arabic is written: paragraphs, runs and the page of a body."""

from __future__ import annotations

import unicodedata

from omvgen.writers.docx.xml import Element, el, name

_RIGHT = {"R", "AL"}  # classes of the Unicode bidirectional algorithm (UAX 9)
# What stands after `w:bidi` in a paragraph's and a section's properties, by the schema.
_AFTER = frozenset(
    name(f"w:{tag}")
    for tag in (
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc"),
        *("outlineLvl", "rPr", "sectPr", "rtlGutter", "docGrid"),
    )
)


def turn(body: Element) -> None:
    """Sets the direction of each paragraph and section, and of runs that are not left to right.

    A run whose first letter is Latin, or that begins with a left-to-right mark, such as an
    address or a phone number, keeps its own direction.
    """
    for properties in body.iter(name("w:pPr"), name("w:sectPr")):
        following = next((child for child in properties if child.tag in _AFTER), None)
        bidi = el("w:bidi")
        properties.append(bidi) if following is None else following.addprevious(bidi)
    for run in body.iter(name("w:r")):
        text = "".join(run.itertext(name("w:t")))
        if text and _is_right_to_left(text):
            properties = run.find(name("w:rPr"))
            if properties is None:
                properties = el("w:rPr")
                run.insert(0, properties)
            properties.append(el("w:rtl"))


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction has this one; so do digits and signs alone."""
    classes = map(unicodedata.bidirectional, text)
    return next((one in _RIGHT for one in classes if one in {"L", *_RIGHT}), True)
