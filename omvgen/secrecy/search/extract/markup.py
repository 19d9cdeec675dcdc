"""The texts of XML and HTML: text, attributes, comments, scripts, names.

Both are read as a stream, so that the cost is that of the text and not of a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain
from xml.parsers import expat

from omvgen.patterns import pattern
from omvgen.secrecy.search.extract.encoding import unquoted
from omvgen.secrecy.search.extract.left_open import left_open
from omvgen.secrecy.search.extract.model import PartText, unsearchable

# Elements at whose end a text ends, by local name: paragraphs, cells, lines, properties.
_TEXT_ENDS = frozenset(
    {"p", "si", "row", "tr", "tc", "c", "h", "li", "br", "cr", "tab", "comment", "title"}
    | {"property", "lpwstr", "instrText", "div", "td", "th", "text", "script", "style", "rt"}
    | {"creator", "lastModifiedBy", "subject", "identifier", "version", "language", "keywords"}
    | {"description", "category", "contentStatus", "created", "modified", "v", "author"}
)
# Those of HTML, at whose beginning a text ends as well.
_BLOCKS = _TEXT_ENDS | frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "head", "header", "hr", "html", "legend", "main", "nav", "ol", "optgroup"}
    | {"option", "pre", "section", "select", "summary", "table", "tbody", "textarea", "tfoot"}
    | {"thead", "ul"}
)
_BREAKS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "line-break": "\n"
}  # fmt: skip
# A short number alone in an attribute is a measure; words and long numbers may be text.
_MEASURE = pattern(
    r"[-+#]?[\d.,]{0,4}(?:[a-z%]{0,2})|[-+]?[\d.]{1,8}(?:%|cm|mm|in|p[tx]|em)"
    r"|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d{3,7}"
)
# Attributes and elements whose values are words, even if they look like a measure.
_WORD_ATTRIBUTES = frozenset(
    {"descr", "title", "name", "tooltip", "display", "author", "alt", "summary", "value"}
    | {"string", "string-value", "content", "label", "placeholder", "text"}
)
_WORD_ELEMENTS = frozenset({"tag", "alias"})
# What programs write about themselves, and about how things look.
_SOFTWARE = frozenset(
    {"Application", "AppVersion", "generator", "Producer", "CreatorTool", "style"}
)
_LOOKS = frozenset({"typeface", "face", "family", "altName", "style", "rFonts"})
# What is deleted or inserted; superscripts too, which are no part of the word.
_DELETIONS = frozenset({"del", "moveFrom", "deletion", "sup"})
_INSERTIONS = frozenset({"ins", "moveTo"})
# Control characters, which no text has, mark where elements and changes begin and end.
_EDGE, _DELETED, _DELETED_END, _INSERTED, _INSERTED_END = "\0", "\1", "\2", "\3", "\4"
_EDGES = pattern("[\0-\4]")
_CHANGES = (pattern("\1[^\1\2]*\2"), pattern("\3[^\3\4]*\4"))
_EDGE_IN_WORD = pattern(r"\w[\0-\4]+\w")
_TAG_NAME = pattern(r"</?([^\s<>/]+)")
_DECLARATION = pattern(r"<![^<>]{1,999}>")
_ESCAPE = pattern(
    r"\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([0-9a-f]{2,6})\s?)", re.IGNORECASE
)


class NotXml(Exception):
    """It is not well-formed XML."""


class _Collector:
    """Collects the text, attributes, comments and scripts that a parser meets, in order.

    It is the target of a parser of HTML, and holds the handlers of one of XML.
    """

    _text_ends = _TEXT_ENDS

    def __init__(self) -> None:
        self._text: list[str] = []
        self._software_text: list[str] = []
        self._values: dict[str, None] = {}
        self._software_values: dict[str, None] = {}
        self._open_software = 0  # open elements in which a program writes about itself
        self._met: set[tuple[str, ...]] = set()  # elements with their attributes

    def start(self, tag: str, attributes: Sequence[str]) -> None:
        """`attributes` are each attribute's name and value, one after the other."""
        local = tag.rpartition(":")[2]
        self._text.append(_BREAKS.get(local, _EDGE))
        if local in _DELETIONS or local in _INSERTIONS:
            self._text.append(_DELETED if local in _DELETIONS else _INSERTED)
        met = (local, *attributes)
        if met not in self._met:  # most elements of a document are like others before them
            self._met.add(met)
            self._read_values(local, attributes)
        self._open_software += local in _SOFTWARE

    def _read_values(self, local: str, attributes: Sequence[str]) -> None:
        """Collects the name of the element, and of its attributes the names and the words."""
        self._values[local] = None
        names = [name.rpartition(":")[2] for name in attributes[::2]]
        pairs = list(zip(names, attributes[1::2], strict=True))
        is_generator = ("name", "generator") in [(name, value.lower()) for name, value in pairs]
        for name, value in pairs:
            self._values[name] = None
            is_word = name in _WORD_ATTRIBUTES or local in _WORD_ELEMENTS
            if is_word or not _MEASURE.fullmatch(value):
                by_software = is_generator or _is_look(local, name)
                values = self._software_values if by_software else self._values
                once = unquoted(value)  # an address may stand within another one
                values.update(dict.fromkeys((value, once, unquoted(once))))

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local in _DELETIONS or local in _INSERTIONS:
            self._text.append(_DELETED_END if local in _DELETIONS else _INSERTED_END)
        self._text.append("\n" if local in self._text_ends else _EDGE)
        if local in _SOFTWARE:
            self._software_text.append("\n")
            self._open_software -= 1

    def data(self, text: str) -> None:
        (self._software_text if self._open_software else self._text).append(text)

    def comment(self, text: str) -> None:
        self._values[text] = None

    def pi(self, target: str, data: str | None = None) -> None:
        self._values[f"{target} {data or ''}"] = None

    def doctype(self, *names: object) -> None:
        self._values.update((str(name), None) for name in names if name)

    def close(self) -> _Collector:
        return self

    def texts(self, part: str) -> Iterator[PartText]:
        yield from (PartText(part, text) for text in _readings("".join(self._text)))
        yield PartText(part, "\n".join(self._values))
        by_software = "".join(self._software_text)
        for text in ("\n".join(self._software_values), by_software, unescaped(by_software)):
            yield PartText(part, text, by_software=True)


def _is_look(element: str, attribute: str) -> bool:
    """Whether such an attribute holds the name of a font, or a style."""
    return (
        element in _LOOKS
        or attribute in _LOOKS
        or "font" in element.lower()
        or "font" in attribute.lower()
        or (element == "name" and attribute == "val")
    )


def _readings(marked: str) -> Iterator[str]:
    """The text with its edges, in each way in which it may be read.

    What may be one word with an edge in it is read whole and parted; what was changed is
    read all together, as it was before, and as it became.
    """
    joined = _EDGES.sub("", marked)
    yield joined
    yield from (text for text in (unescaped(joined),) if text != joined)
    lines = [line for line in marked.split("\n") if _EDGE_IN_WORD.search(line)]
    yield _EDGES.sub(" ", "\n".join(lines))
    for change in _CHANGES:
        lines = [line for line in marked.split("\n") if change.search(line)]
        yield _EDGES.sub("", change.sub("", "\n".join(lines)))


def xml_texts(part: str, data: bytes) -> Iterator[PartText]:
    """The texts of XML. Raises `NotXml`, or `Refused` (OMV424) if it has a DOCTYPE.

    Office programs write none, and the text of an entity stands in no reading of ours.
    """

    def refuse(*_: object) -> None:
        raise unsearchable(part)

    collector = _Collector()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.data
    parser.CommentHandler = collector.comment
    parser.ProcessingInstructionHandler = collector.pi
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise NotXml from error
    yield from collector.texts(part)


def html_texts(part: str, text: str) -> Iterator[PartText]:
    """The texts of a page, and the names of its elements, which anything after a `<` may be."""
    from lxml import etree

    parser = etree.HTMLParser(target=_HtmlCollector(), huge_tree=True)
    try:
        parser.feed(_EDGES.sub("", text))
        collector = parser.close()
    except etree.LxmlError as error:
        raise unsearchable(part) from error
    yield from collector.texts(part)
    names = dict.fromkeys((*_TAG_NAME.findall(text), *_DECLARATION.findall(text)))
    yield PartText(part, "\n".join(names))
    if rest := left_open(text):
        yield PartText(part, rest)
        yield PartText(part, unescape(rest))
    yield PartText(part, text, by_software=True)


class _HtmlCollector(_Collector):
    """The same of HTML, whose parser gives attributes as a mapping."""

    _text_ends = _BLOCKS

    def start(self, tag, attributes):  # type: ignore[no-untyped-def]
        if tag in self._text_ends:
            self._text.append("\n")
        super().start(tag, [*chain.from_iterable(attributes.items())])


def unescaped(text: str) -> str:
    """The text with the letters that scripts and styles write as numbers."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _character(next(filter(None, match.groups()))), text)


def _character(number: str) -> str:
    code = int(number, 16)
    return chr(code) if code < 0x110000 else ""
