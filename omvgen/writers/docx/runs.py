"""Pieces of text as runs, links and the marks of secrecy."""

from __future__ import annotations

from itertools import groupby
from typing import Protocol

from omvgen.content.blocks import Piece, Pieces, Role
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.xml import Element, el, name, text_el

_ROLE_STYLES = {
    Role.SECRET: "salassa pidettävä",
    Role.SECRET_LABEL: "salassapitomerkintä",
    Role.STRONG: "tunnussana",
}


class Links(Protocol):
    """Knows the relationship that leads to an address."""

    def __call__(self, address: str) -> str | None: ...


class Runs:
    """Turns pieces into the content of a paragraph. `links` gives ids to addresses."""

    def __init__(self, ids: StyleIds, links: Links) -> None:
        self._ids = ids
        self._links = links

    def __call__(self, pieces: Pieces) -> list[Element]:
        content: list[Element] = []
        for address, group in groupby(pieces, key=lambda piece: piece.link):
            relation = self._links(address) if address else None
            runs = [self._run(piece, linked=relation is not None) for piece in group]
            if relation is None:
                content += runs
            else:
                hyperlink = el("w:hyperlink", *runs, history=1)
                hyperlink.set(name("r:id"), relation)
                content.append(hyperlink)
        return content

    def _run(self, piece: Piece, *, linked: bool) -> Element:
        return el("w:r", self._properties(piece, linked=linked), *text_content(piece.text))

    def _properties(self, piece: Piece, *, linked: bool) -> Element | None:
        """A run has one style: a link within a secret part shows itself by its underline."""
        style = _ROLE_STYLES.get(piece.role) or ("hyperlink" if linked else None)
        underline = piece.underline or (linked and style != "hyperlink")
        properties = [
            el("w:rStyle", val=self._ids["character", style]) if style else None,
            el("w:b") if piece.bold else None,
            el("w:bCs") if piece.bold else None,
            el("w:i") if piece.italic else None,
            el("w:iCs") if piece.italic else None,
            el("w:strike") if piece.strike else None,
            el("w:u", val="single") if underline else None,
        ]
        return el("w:rPr", *properties) if any(p is not None for p in properties) else None


def text_content(text: str) -> list[Element]:
    """The text as `w:t`, with tabs and line breaks as elements of their own."""
    content: list[Element] = []
    for place, line in enumerate(text.split("\n")):
        if place:
            content.append(el("w:br"))
        for column, part in enumerate(line.split("\t")):
            if column:
                content.append(el("w:tab"))
            if part:
                content.append(text_el("w:t", part))
    return content


def run(text: str) -> Element:
    """A run without any properties."""
    return el("w:r", *text_content(text))


def field(instruction: str, result: list[Element]) -> list[Element]:
    """A complex field with the result it shows until someone updates it."""
    return [
        _field_char("begin"),
        el("w:r", text_el("w:instrText", f" {instruction} ")),
        _field_char("separate"),
        *result,
        _field_char("end"),
    ]


def _field_char(kind: str) -> Element:
    return el("w:r", el("w:fldChar", fldCharType=kind))
