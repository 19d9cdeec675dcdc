"""Everything that XML and HTML say: text, attributes, comments, scripts.

Both are read as a stream, so that what a document costs is what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.parsers import expat

from omvgen.secrecy.search.extract.raw import unquoted
from omvgen.secrecy.search.extract.said import Said

# Elements that end a stretch of text, by local name: paragraphs, cells, lines, properties.
_ENDS = frozenset(
    {"p", "si", "row", "tr", "tc", "c", "h", "li", "br", "cr", "tab", "comment", "title"}
    | {"property", "lpwstr", "instrText", "div", "td", "th", "text", "script", "style", "rt"}
    | {"creator", "lastModifiedBy", "subject", "identifier", "version", "language", "keywords"}
    | {"description", "category", "contentStatus", "created", "modified", "v", "author"}
)
# Those of a page, which begin one as well.
_BLOCKS = _ENDS | frozenset(
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
_MEASURE = re.compile(
    r"[-+#]?[\d.,]{0,4}(?:[a-z%]{0,2})|[-+]?[\d.]{1,8}(?:%|cm|mm|in|p[tx]|em)"
    r"|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d{3,7}"
)
# Attributes and elements whose values are names or words, whatever they look like.
_WORDED = frozenset(
    {"descr", "title", "name", "tooltip", "display", "author", "alt", "summary", "value"}
    | {"string", "string-value", "content", "label", "placeholder", "text"}
)
_NAMED = frozenset({"tag", "alias"})
# What programs write of themselves, and of how things look.
_TOOLS = frozenset({"Application", "AppVersion", "generator", "Producer", "CreatorTool", "style"})
_LOOKS = frozenset({"typeface", "face", "family", "altName", "style", "rFonts"})
# What is struck out, or stands above the line and is no part of the word.
_DELETIONS = frozenset({"del", "moveFrom", "deletion", "sup"})
_INSERTIONS = frozenset({"ins", "moveTo"})
# Signs that no text has, for what stands between its letters.
_EDGE, _CUT, _CUT_END, _ADDED, _ADDED_END = "\0", "\1", "\2", "\3", "\4"
_SIGNS = re.compile("[\0-\4]")
_WITHOUT = {
    "deletions": re.compile("\1[^\1\2]*\2"),
    "insertions": re.compile("\3[^\3\4]*\4"),
}
_WITHIN_A_WORD = re.compile(r"\w[\0-\4]+\w")
_TAG = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"</?([^\s<>/]+)")
_DECLARED = re.compile(r"<![^<>]{1,999}>")
_ESCAPED = re.compile(
    r"\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([0-9a-f]{2,6})\s?)", re.IGNORECASE
)


class Unsearchable(Exception):
    """What the markup says cannot be told from the markup alone."""


class NoXml(Exception):
    """It is no XML, whatever it looks like."""


class _Reading:
    """The text, attributes, comments and scripts that a parser meets, in order.

    It is the target of a parser of HTML, and holds the handlers of one of XML.
    """

    _ends = _ENDS

    def __init__(self) -> None:
        self._text: list[str] = []
        self._by_tool: list[str] = []
        self._values: dict[str, None] = {}
        self._tool_values: dict[str, None] = {}
        self._tools = 0  # elements open in which a program speaks

    def start(self, tag: str, attributes: Iterable[tuple[str, str]]) -> None:
        local = tag.rpartition(":")[2]
        self._values[local] = None
        self._text.append(_BREAKS.get(local, _EDGE))
        if local in _DELETIONS or local in _INSERTIONS:
            self._text.append(_CUT if local in _DELETIONS else _ADDED)
        pairs = [(name.rpartition(":")[2], value) for name, value in attributes]
        generator = ("name", "generator") in [(name, value.lower()) for name, value in pairs]
        for name, value in pairs:
            self._values[name] = None
            if name in _WORDED or local in _NAMED or not _MEASURE.fullmatch(value):
                of_tool = generator or _is_look(local, name)
                values = self._tool_values if of_tool else self._values
                read = unquoted(value)  # an address may stand within another one
                values.update(dict.fromkeys((value, read, unquoted(read))))
        self._tools += local in _TOOLS

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local in _DELETIONS or local in _INSERTIONS:
            self._text.append(_CUT_END if local in _DELETIONS else _ADDED_END)
        self._text.append("\n" if local in self._ends else _EDGE)
        if local in _TOOLS:
            self._by_tool.append("\n")
            self._tools -= 1

    def data(self, text: str) -> None:
        (self._by_tool if self._tools else self._text).append(text)

    def comment(self, text: str) -> None:
        self._values[text] = None

    def pi(self, target: str, data: str | None = None) -> None:
        self._values[f"{target} {data or ''}"] = None

    def doctype(self, *names: object) -> None:
        self._values.update((str(name), None) for name in names if name)

    def close(self) -> _Reading:
        return self

    def said(self, part: str) -> Iterator[Said]:
        marked = "".join(self._text)
        yield from (Said(part, text) for text in _readings(marked))
        yield Said(part, "\n".join(self._values))
        yield Said(part, "\n".join(self._tool_values), by_tool=True)
        by_tool = "".join(self._by_tool)
        yield from (Said(part, text, by_tool=True) for text in (by_tool, unescaped(by_tool)))


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
    """The text with the signs for edges and changes, in each way in which it may be read.

    Where an element ends within what could be one word, the word is read whole and
    parted; and what was changed as it is together, as it was, and as it became.
    """
    joined = _SIGNS.sub("", marked)
    yield joined
    yield from (text for text in (unescaped(joined),) if text != joined)
    lines = [line for line in marked.split("\n") if _WITHIN_A_WORD.search(line)]
    yield _SIGNS.sub(" ", "\n".join(lines))
    for changed in _WITHOUT.values():
        lines = [line for line in marked.split("\n") if changed.search(line)]
        yield _SIGNS.sub("", changed.sub("", "\n".join(lines)))


def xml_texts(part: str, data: bytes) -> Iterator[Said]:
    """The texts of XML. Raises `NoXml`, or `Unsearchable` for text in what it only refers to."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = lambda tag, pairs: reading.start(
        tag, zip(pairs[::2], pairs[1::2], strict=True)
    )
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.data
    parser.CommentHandler = reading.comment
    parser.ProcessingInstructionHandler = reading.pi
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.EntityDeclHandler = parser.SkippedEntityHandler = _unsearchable
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise NoXml from error
    yield from reading.said(part)


def _unsearchable(*_: object) -> None:
    raise Unsearchable


def html_texts(part: str, text: str) -> Iterator[Said]:
    """The texts of a page, and the names of its elements, which anything with `<` may be."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Html(), huge_tree=True)
    try:
        parser.feed(_SIGNS.sub("", text))
        reading = parser.close()
    except etree.LxmlError as error:
        raise Unsearchable from error
    yield from reading.said(part)
    names = dict.fromkeys((*_TAG_NAME.findall(text), *_DECLARED.findall(text)))
    yield Said(part, "\n".join(names))
    yield Said(part, text, by_tool=True)


class _Html(_Reading):
    """The same of a page, whose parser gives attributes as a mapping."""

    _ends = _BLOCKS

    def start(self, tag, attributes):  # type: ignore[no-untyped-def]
        if tag in self._ends:
            self._text.append("\n")
        super().start(tag, attributes.items())


def unmarked(text: str) -> Iterator[str]:
    """The text without the markup that may stand in any text, its words joined and parted."""
    if "<" in text or "&" in text:
        yield unescape(_TAG.sub("", text))
        yield unescape(_TAG.sub(" ", text))


def unescaped(text: str) -> str:
    """The text with the letters that scripts and styles write as numbers."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: _letter(next(filter(None, match.groups()))), text)


def _letter(number: str) -> str:
    code = int(number, 16)
    return chr(code) if code < 0x110000 else ""
