"""Spans of text as runs, links and the marks of secrecy."""

from __future__ import annotations

from itertools import groupby
from typing import Protocol

from omvgen.content.blocks import Role, Span, Spans
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.xml import Element, el, name, text_el

ROLE_STYLES = {
    Role.SECRET: "salassa pidettävä",
    Role.SECRET_LABEL: "salassapitomerkintä",
    Role.STRONG: "tunnussana",
}


class Links(Protocol):
    """Knows the relationship that leads to an address."""

    def __call__(self, address: str) -> str | None: ...


class Runs:
    """Turns spans into the content of a paragraph. `links` gives ids to addresses."""

    def __init__(self, ids: StyleIds, links: Links) -> None:
        self._ids = ids
        self._links = links

    def __call__(self, spans: Spans) -> list[Element]:
        content: list[Element] = []
        for address, group in groupby(spans, key=lambda span: span.link):
            relation = self._links(address) if address else None
            runs = [self._run(span, linked=relation is not None) for span in group]
            if relation is None:
                content += runs
            else:
                hyperlink = el("w:hyperlink", *runs, history=1)
                hyperlink.set(name("r:id"), relation)
                content.append(hyperlink)
        return content

    def _run(self, span: Span, *, linked: bool) -> Element:
        return el("w:r", self._properties(span, linked=linked), *text_content(span.text))

    def _properties(self, span: Span, *, linked: bool) -> Element | None:
        """A run has one style: a link within a secret part shows itself by its underline."""
        style = ROLE_STYLES.get(span.role) or ("hyperlink" if linked else None)
        underline = span.underline or (linked and style != "hyperlink")
        bold = span.bold or span.role is Role.INSERTED
        strike = span.strike or span.role is Role.DELETED
        properties = [
            el("w:rStyle", val=self._ids["character", style]) if style else None,
            el("w:b") if bold else None,
            el("w:bCs") if bold else None,
            el("w:i") if span.italic else None,
            el("w:iCs") if span.italic else None,
            el("w:strike") if strike else None,
            el("w:u", val="single") if underline else None,
            el("w:vertAlign", val=f"{span.script}script") if span.script else None,
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
