"""The contents, written out: a link an entry, and page numbers where they are known.

Only sections are listed: a form's questions are whole sentences, and a list of them
would be two pages to read past; they are in the navigation pane and in the PDF's
bookmarks. Word counts no pages on opening unless it is made to ask the reader first,
and another program's count may not be Word's: so a .docx has no page numbers here, which
cannot be wrong, and a PDF has the numbers of its own pages (`writers.pdf`).
"""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.content.blocks import Block, Heading, leaves
from omvgen.writers.docx.runs import field, run
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.xml import Element, el, paragraph

_LEVEL = 1
_NUMBER = 652  # from the margin to an entry's text, as in the style `toc 1`


def listed(blocks: Iterable[Block]) -> list[Heading]:
    """The headings that the contents list."""
    return [b for b in leaves(blocks) if isinstance(b, Heading) and is_listed(b)]


def is_listed(heading: Heading) -> bool:
    """Whether the contents list the heading."""
    return heading.level <= _LEVEL


def contents(
    title: str, headings: list[Heading], ids: StyleIds, width: int, pages: tuple[int, ...] = ()
) -> Element:
    """The element of the contents. `pages` are the headings' own, or none at all.

    `width` is that of the text, in twips: page numbers stand at its right.
    """
    known = [str(page) for page in pages] or [""] * len(headings)
    entries = [
        _entry(place, heading, ids, width, page)
        for place, (heading, page) in enumerate(zip(headings, known, strict=True), 1)
    ]
    if entries:
        start, end = _around_entries()
        entries[0][1:1] = start
        entries[-1].extend(end)
    gallery = el(
        "w:docPartObj", el("w:docPartGallery", val="Table of Contents"), el("w:docPartUnique")
    )
    heading = paragraph(ids["paragraph", "toc heading"], run(title))
    return el("w:sdt", el("w:sdtPr", gallery), el("w:sdtContent", heading, *entries))


def bookmarked(number: int, heading: list[Element]) -> list[Element]:
    """The content of the heading that comes so many-th in the contents, with its bookmark."""
    start = el("w:bookmarkStart", id=number, name=_bookmark(number))
    return [start, *heading, el("w:bookmarkEnd", id=number)]


def _entry(place: int, heading: Heading, ids: StyleIds, width: int, page: str) -> Element:
    words = f"{heading.number}\t{heading.text}" + (f"\t{page}" if page else "")
    link = el("w:hyperlink", run(words), anchor=_bookmark(place), history=1)
    tabs = el(
        "w:tabs",
        el("w:tab", val="left", pos=_NUMBER),
        el("w:tab", val="right", leader="dot", pos=width),
    )
    return paragraph(
        ids["paragraph", f"toc {heading.level}"], link, **({"tabs": tabs} if page else {})
    )


def _bookmark(number: int) -> str:
    return f"_Toc{100_000_000 + number}"


def _around_entries() -> tuple[list[Element], list[Element]]:
    """The field that Word updates the contents by, when asked to: its beginning and its end."""
    whole = field(f'TOC \\o "1-{_LEVEL}" \\h \\z', [])
    return whole[:3], whole[3:]
