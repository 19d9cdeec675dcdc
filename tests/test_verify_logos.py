"""Logos of a reference document, in a line or floating on the page: the same, or not compared."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from helpers_document import FORM, docx, plan_with, saved
from helpers_references import own_styles
from lxml import etree
from PIL import Image
from tools import convert_all

from omvgen.verification.comparison import Comparison, compare_read
from omvgen.word.readback import read_back

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PLACES = {  # what Word offers in its list of layouts, and how it writes each
    "before the text": ("page", "page", "wrapNone", "0"),
    "behind the text": ("page", "page", "wrapNone", "1"),
    "square": ("margin", "page", "wrapSquare", "0"),
    "above and below": ("column", "paragraph", "wrapTopAndBottom", "0"),
}


@cache
def reference(place: str) -> bytes:
    """A reference document whose header has a logo that floats."""
    across, down, wrap, behind = PLACES[place]
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(picture, "PNG")
    document = python_docx.Document(io.BytesIO(own_styles()))
    header = document.sections[0].header
    header.paragraphs[0].add_run().add_picture(picture)
    (inline,) = header._element.iter(f"{{{WP}}}inline")
    wrapped = ' wrapText="bothSides"' if wrap == "wrapSquare" else ""
    anchor = etree.fromstring(
        f'<wp:anchor xmlns:wp="{WP}" simplePos="0" relativeHeight="251658240" locked="0" '
        f'behindDoc="{behind}" distT="0" distB="0" distL="114300" distR="114300" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>361111</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>-50000</wp:posOffset></wp:positionV>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}{wrapped}/></wp:anchor>'
    )
    anchor.insert(3, inline.find(f"{{{WP}}}extent"))
    anchor.extend(inline)
    inline.getparent().replace(inline, anchor)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def built(place: str) -> bytes:
    return docx(plan_with({"omv_johtaminen": "Johtaja vastaa."}), reference=reference(place))


def compared(place: str, theirs: bytes) -> Comparison:
    return compare_read(read_back(built(place), FORM), read_back(theirs, FORM), FORM)


def edited(place: str, change: Callable[[Any], None]) -> bytes:
    """The document after python-docx has changed its header and saved it."""
    document = python_docx.Document(io.BytesIO(built(place)))
    change(document.sections[0].header._element)
    document.core_properties.revision = 7
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def set_(name: str, attribute: str, value: str) -> Callable[[Any], None]:
    return lambda header: next(header.iter(f"{{*}}{name}")).set(attribute, value)


def offset(amount: int) -> Callable[[Any], None]:
    def change(header: Any) -> None:
        element = next(header.iter(f"{{{WP}}}posOffset"))
        element.text = str(int(element.text) + amount)

    return change


def remove(header: Any) -> None:
    (drawing,) = header.iter("{*}drawing")
    drawing.getparent().remove(drawing)


@pytest.mark.parametrize("place", PLACES)
def test_a_floating_logo_that_nobody_touched_is_the_same(place: str) -> None:
    assert compared(place, edited(place, lambda header: None)).same
    assert compared(place, edited(place, offset(6_000))).same  # half a point


@pytest.mark.parametrize(
    "change",
    [
        offset(400_000),
        set_("extent", "cx", "9000000"),
        set_("positionV", "relativeFrom", "bottomMargin"),
        set_("anchor", "simplePos", "1"),
        set_("xfrm", "rot", "5400000"),
        set_("docPr", "hidden", "1"),
        remove,
    ],
    ids=["moved", "enlarged", "below", "elsewhere", "turned", "hidden", "removed"],
)
def test_a_floating_logo_that_is_seen_otherwise_is_not_compared(
    change: Callable[[Any], None],
) -> None:
    found = compared("square", edited("square", change))
    assert [part.name for part in found.not_compared] == ["drawing"]


def test_a_logo_that_was_put_before_the_text_may_cover_it() -> None:
    before, behind = (set_("anchor", "behindDoc", value) for value in "01")
    assert not compared("behind the text", edited("behind the text", before)).same
    assert compared("square", edited("square", behind)).same


@pytest.mark.needs("libreoffice")
def test_floating_logos_that_libreoffice_saved_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "lo").mkdir()
    files = [saved(built(place), tmp_path, f"{n}.docx") for n, place in enumerate(PLACES)]
    for place, file in zip(PLACES, convert_all(files, "docx", tmp_path / "lo"), strict=True):
        found = compared(place, file.read_bytes())
        assert found.same, (place, found.differences, found.not_compared)
