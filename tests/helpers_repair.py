"""Repaired workbooks, and the words of any workbook by another reader than ours."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

import omvgen as api
from omvgen.package import unzip_package
from omvgen.plan.text import clean
from omvgen.workbook.reading.reader import read_workbook
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.repair.repaired import RepairedWorkbook

# What is left for a person to place: no fault of the workbook's structure.
TO_DO = {"OMV640", "OMV751"}


def repaired(reading: Reading, folder: Path) -> tuple[RepairedWorkbook, Reading]:
    made = api.repair(reading)
    path = folder / "korjattu.xlsx"
    path.write_bytes(made.data)
    return made, read_workbook(path, reading.form)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", clean(text.replace("_x000D_", "\n")).casefold()))


def words_of(workbook: bytes) -> set[str]:
    """All words in cells and comments, from the XML itself: by another reader than ours."""
    found: set[str] = set()
    for name, part in unzip_package(workbook).items():
        if re.match(r"xl/(worksheets/sheet|sharedStrings|comments)", name):
            root = etree.fromstring(part)
            for text in root.iter("{*}si", "{*}is", "{*}comment"):
                found |= words("".join(text.itertext("{*}t")))
            for value in root.iterfind(".//{*}c[@t='str']/{*}v"):  # of a formula
                found |= words(value.text or "")
    assert found
    return found


def unsure_ids(made: RepairedWorkbook) -> set[str]:
    return {piece.target.id for piece in made.ledger.unsure}
