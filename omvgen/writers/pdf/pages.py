"""On which page of a PDF each section begins, by its bookmarks."""

from __future__ import annotations

import re

from omvgen.patterns import pattern

_OUTLINES = pattern(rb"/Outlines (\d+) 0 R")
_BOOKMARK = pattern(rb"/Dest\[(\d+) 0 R/XYZ[^\]]*\]/Parent (\d+) 0 R")
_PAGES = pattern(rb"/Type\s*/Pages\b.*?/Kids\s*\[([^\]]*)\]", re.DOTALL)
_REFERENCE = pattern(rb"(?<!\d)(\d++) 0 R")


def section_pages(pdf: bytes) -> tuple[int, ...]:
    """The page numbers, from 1, of the bookmarks of the highest level, in order.

    Reads what LibreOffice writes, which is plain to read; of any other PDF it says
    nothing (an empty tuple).
    """
    outlines, trees = _OUTLINES.search(pdf), _PAGES.findall(pdf)
    if outlines is None or len(trees) != 1:
        return ()
    numbers = {page: number for number, page in enumerate(_REFERENCE.findall(trees[0]), 1)}
    pages = [page for page, parent in _BOOKMARK.findall(pdf) if parent == outlines[1]]
    if not all(page in numbers for page in pages):
        return ()
    return tuple(numbers[page] for page in pages)
