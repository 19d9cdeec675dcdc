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
    | {"description", "category", "contentStatus", "created", "modified", "v", "author"}
)
# Those of a page, besides.
_BLOCKS = _ENDS | frozenset(
    {"address", "article", "aside", "blockquote", "button", "caption", "dd", "details", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hr", "legend", "main", "nav", "ol", "optgroup", "option", "pre", "section"}
    | {"select", "summary", "table", "tbody", "textarea", "tfoot", "thead", "ul"}
)
_BREAKS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "line-break": "\n"
}  # fmt: skip
# A short number alone in an attribute is a measure; words and long numbers may be text.
_MEASURE = re.compile(r"[-+#]?[\d.,]{0,4}(?:[a-z%]{0,2})|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d{3,7}")
# Attributes and elements whose values are names or words, whatever they look like.
_WORDED = frozenset({"descr", "title", "name", "tooltip", "display", "author", "alt", "summary"})
_NAMED = frozenset({"tag", "alias"})
_ESCAPED = re.compile(
    r"\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([0-9a-f]{2,6})\s?)", re.IGNORECASE
)
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # how markup begins in them


class Unsearchable(Exception):
    """What the markup says cannot be told from the markup alone."""


def xml_texts(data: bytes) -> Iterator[str]:
    """The texts of XML; of what is none, those of HTML. Raises `Unsearchable`."""
    from lxml import etree

    letters = data.replace(b"\0", b"")  # those of two bytes as well
    if b"<!ENTITY" in letters:  # text may hide in what a reference stands for
        raise Unsearchable
    if b"<!DOCTYPE" in letters:
        yield decoded(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield from html_texts(decoded(data))
        return
    yield from _attributes(root)
    yield "".join(_text(root))
    if root.find(".//{*}p") is None and root.find(".//{*}r") is None:
        yield "\n".join(root.itertext("*"))  # data, which have no paragraphs: each by itself
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    for node in (*root.iter(etree.Comment, etree.ProcessingInstruction), *around):
        yield f"{getattr(node, 'target', '')} {node.text or ''}"


def decoded(data: bytes) -> str:
    """The text, by the mark at its beginning or as what decodes it without a fault."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data[:2] in _WIDE:
        return data.decode(_WIDE[data[:2]], errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


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
                values.update(dict.fromkeys(_unquoted(value)))
    yield from values


def _unquoted(value: str) -> Iterator[str]:
    """The value, and what it says when it is, or holds, the address of a link."""
    yield value
    while (read := unquote(value)) != value:
        yield (value := read)


def _text(root: Any) -> Iterator[str]:
    """The text in order: runs of a paragraph in one piece, paragraphs apart."""
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield node.tail or ""
            continue
        if not isinstance(node.tag, str):  # a reference: nobody knows what it stands for
            raise Unsearchable
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
        self.others: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")
        self.others[tag] = None
        for name, value in attrs:
            self.others[name] = None
            if value and (name in _WORDED or not _MEASURE.fullmatch(value)):
                self.others.update(dict.fromkeys(_unquoted(value)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.others[data] = None

    def handle_decl(self, decl: str) -> None:
        self.others[decl] = None

    def handle_pi(self, data: str) -> None:
        self.others[data] = None

    def unknown_decl(self, data: str) -> None:
        self.others[data] = None


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
