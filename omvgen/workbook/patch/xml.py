"""Text as the XML of a workbook holds it."""

from __future__ import annotations

import re

from lxml import etree

from omvgen.workbook.xlsx.strings import MAIN, escape

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without what XML cannot hold, and read back by Excel as it is."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def text_element(text: str) -> etree._Element:
    """A `t` element, which keeps its spaces and line breaks."""
    element = etree.Element(f"{MAIN}t")
    element.set(_SPACE, "preserve")
    element.text = xml_text(text)
    return element
