"""`verify` reads pages as they are shown: which header on which page, and room for the text."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from alterations import DIFFERS, SAME
from altering import (
    Change,
    Package,
    altered,
    answer_property,
    cell_property,
    section,
    settings,
    w,
    xml,
)
from helpers_document import FORM

import omvgen as api
from omvgen.verification.comparison import Comparison, Verdict, compare_read
from omvgen.word.readback import ReadBack, read_back

PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="567" w:bottom="1134"'
    ' w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture(scope="module")
def example(examples: Path) -> bytes:
    return api.build(api.read(examples / "omavalvontasuunnitelma-2026.xlsx"))


@pytest.fixture(scope="module")
def ours(example: bytes) -> ReadBack:
    return read_back(example, FORM)


def references(package: Package) -> list[Any]:
    return list(package.body[-1].findall(w("headerReference")))


def without(name: str) -> Change:
    def change(package: Package) -> None:
        for element in package.body[-1].findall(w(name)):
            package.body[-1].remove(element)

    return change


def headers_swapped(package: Package) -> None:
    """The mark of secrecy moves from all further pages to the first."""
    one, other = references(package)
    first, second = one.get(ID), other.get(ID)
    one.set(ID, second)
    other.set(ID, first)


def within(properties: str, *, headed: bool = False) -> Change:
    """A section of its own from the beginning to the answer; with the headers, if `headed`."""

    def change(package: Package) -> None:
        new = xml(f"<w:sectPr>{properties}</w:sectPr>")
        if headed:
            for reference in reversed(references(package)):
                new.insert(0, deepcopy(reference))
            new.append(xml("<w:titlePg/>"))
        package.answer().find(w("pPr")).append(new)

    return change


ALTERATIONS: dict[str, tuple[Change, Verdict]] = {
    "the first page headed as the others": (without("titlePg"), DIFFERS),
    "headers in each other's place": (headers_swapped, DIFFERS),
    "even pages without a header": (settings("<w:evenAndOddHeaders/>"), DIFFERS),
    "even pages not told apart": (settings('<w:evenAndOddHeaders w:val="0"/>'), SAME),
    "a first section without headers": (within(PAGE), DIFFERS),
    "a first section as the last": (within(PAGE, headed=True), DIFFERS),  # a page ends there
    "a first section as the last on one page": (
        lambda p: (within(PAGE, headed=True)(p), section('<w:type w:val="continuous"/>')(p))[0],
        SAME,
    ),
    "pages without room within": (
        within('<w:pgSz w:w="900" w:h="900"/>', headed=True),
        DIFFERS,
    ),
    "forty columns": (section('<w:cols w:num="40"/>'), DIFFERS),
    "a text that begins beyond the page": (answer_property('<w:ind w:left="12000"/>'), DIFFERS),
    "a text well indented": (answer_property('<w:ind w:left="4000"/>'), DIFFERS),
    "a cell without room": (
        cell_property('<w:tcMar><w:left w:w="20000" w:type="dxa"/></w:tcMar>'),
        DIFFERS,
    ),
    "a cell with some room": (
        cell_property('<w:tcMar><w:left w:w="200" w:type="dxa"/></w:tcMar>'),
        SAME,
    ),
    "two columns": (section('<w:cols w:num="2"/>'), DIFFERS),
    "a header below the page": (
        section('<w:pgMar w:top="1700" w:bottom="1100" w:left="1100" w:right="600"'
                ' w:header="20000" w:footer="600" w:gutter="0"/>'),
        DIFFERS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "answer"), ALTERATIONS.values(), ids=ALTERATIONS)
def test_each_page_is_read_as_it_is_shown(
    example: bytes, ours: ReadBack, change: Callable[[Package], None], answer: Verdict
) -> None:
    found: Comparison = compare_read(ours, read_back(altered(example, change), FORM), FORM)
    assert found.verdict is answer, found.differences or found.not_compared or found.looks
