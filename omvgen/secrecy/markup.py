"""Everything that XML and HTML say: text, attributes, comments, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

# Elements that end a stretch of text, by local name: paragraphs, cells, lines, properties.
_ENDS = frozenset(
    {"p", "si", "row", "tr", "tc", "c", "h", "li", "br", "cr", "tab", "comment", "title"}
    | {"property", "lpwstr", "instrText", "div", "td", "th", "text", "script", "style", "rt"}
    | {"creator", "lastModifiedBy", "subject", "identifier", "version", "language", "keywords"}
    | {"description", "category", "contentStatus", "created", "modified"}
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# A short number alone in an attribute is a measure; words and long numbers may be text.
_MEASURE = re.compile(r"[-+#]?[\d.,]{0,4}(?:[a-z%]{0,2})|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d{3,7}")
# Attributes and elements whose values are names or words, whatever they look like.
_WORDED = frozenset({"descr", "title", "name", "tooltip", "display", "author", "alt", "summary"})
_NAMED = frozenset({"tag", "alias"})
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([0-9a-f]{2,6})\s)", re.IGNORECASE)


class Unsearchable(Exception):
    """What the markup says cannot be told from the markup alone."""


def xml_texts(data: bytes) -> Iterator[str]:
    """The texts of XML; of what is none, those of HTML. Raises `Unsearchable`."""
    from lxml import etree

    if b"<!ENTITY" in data:  # text may hide in what a reference stands for
        raise Unsearchable
    if b"<!DOCTYPE" in data:
        yield data.decode("utf-8", errors="replace")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield from html_texts(data.decode("utf-8", errors="replace"))
        return
    yield from _attributes(root)
    yield "".join(_text(root))
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    for node in (*root.iter(etree.Comment, etree.ProcessingInstruction), *around):
        yield str(node.text or "")


def _attributes(root: Any) -> Iterator[str]:
    """Every attribute that may hold words, and every name of an element, once each."""
    values: dict[str, None] = {}
    for element in root.iter("*"):
        local = element.tag.rpartition("}")[2]
        values[local] = None
        for name, value in element.items():
            key = name.rpartition("}")[2]
            values[key] = None
            if key in _WORDED or local in _NAMED or not _MEASURE.fullmatch(value):
                values[value] = None
                values[unquote(value)] = None
    yield from values


def _text(root: Any) -> Iterator[str]:
    """The text in order: runs of a paragraph in one piece, paragraphs apart."""
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield node.tail or ""
            continue
        local = node.tag.rpartition("}")[2]
        if event == "start":
            yield _BREAKS.get(local, "") + (node.text or "")
        else:
            yield ("\n" if local in _ENDS else "") + (node.tail or "")


class _Html(HTMLParser):
    """Text, attributes, comments, scripts and styles of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDS:
            self.text.append("\n")
        for name, value in attrs:
            if value and (name in _WORDED or not _MEASURE.fullmatch(value)):
                self.others += [value, unquote(value)]

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS or tag.startswith("h"):
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def html_texts(text: str) -> Iterator[str]:
    page = _Html()
    page.feed(text)
    page.close()
    said = "".join(page.text)
    yield said
    yield from page.others
    yield from without_escapes(said)


def without_escapes(text: str) -> Iterator[str]:
    """The text with the letters that scripts and styles write as numbers, when there are any."""
    read = _ESCAPED.sub(lambda match: _letter(next(filter(None, match.groups()))), text)
    if read != text:
        yield read


def _letter(number: str) -> str:
    code = int(number, 16)
    return chr(code) if code < 0x110000 else ""
