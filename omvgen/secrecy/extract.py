"""Everything that a file says, part by part, wherever in it a word may hide.

Of a package every part is read, of XML its text, attributes, comments and
processing instructions, and the names of the parts themselves. What is no known
format is read for its runs of letters. Nothing here trusts the file to be ours.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from omvgen.findings.model import Finding, Refused

_LARGEST = 512 * 1024 * 1024  # bytes, unpacked: no document of this kind comes near it
_DEEPEST = 3  # packages within packages
# Elements that end a stretch of text, by local name: paragraphs, cells, lines, properties.
_ENDS = frozenset(
    {"p", "si", "row", "tr", "tc", "c", "h", "li", "br", "cr", "tab", "comment", "title"}
    | {"property", "lpwstr", "instrText", "div", "td", "th", "text", "script", "style"}
    | {"creator", "lastModifiedBy", "subject", "identifier", "version", "language", "keywords"}
    | {"description", "category", "contentStatus", "created", "modified", "rt"}
)
_INVISIBLE_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# A short number alone in an attribute is a measure; words and long numbers may be text.
_MEASURE = re.compile(r"[-+#]?[\d.,]{0,4}(?:[a-z%]{0,2})|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d{3,7}")
_PRINTABLE = re.compile(r"[^\W_][\w .,:;@/()+'-]{5,}")
_SEGMENTS = ("equal", "insert", "delete")  # of a change, in a list of changes

Texts = dict[str, str]


def extract(name: str, data: bytes) -> Texts:
    """The texts of the file by the part that they stand in, `name` being the file's own.

    Raises `Refused` (OMV424) when a part cannot be read, or is too large: what
    was not searched is not said to be clean.
    """
    texts = {"": unquote(name)}
    for part, content in _parts(name, data, 0):
        texts[part] = "\n".join(_said(part, content))
    return texts


def _parts(name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the parts of the package that it is, with those of packages in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or not data.startswith(b"PK"):
        yield name, data
        return
    if depth == _DEEPEST:
        raise _unreadable(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise _unreadable(name)
            hidden = b"\n".join([package.comment, *_entry_words(package)])
            yield f"{name} (zip)", hidden
            for entry in package.infolist():
                inner = f"{name}/{entry.filename}" if depth else entry.filename
                yield from _parts(inner, package.read(entry), depth + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError) as error:
        raise _unreadable(name) from error


def _entry_words(package: zipfile.ZipFile) -> Iterator[bytes]:
    for entry in package.infolist():
        yield from (entry.filename.encode("utf-8"), entry.comment, entry.extra)


def _unreadable(part: str) -> Refused:
    return Refused(Finding("OMV424", values={"part": part}))


def _said(name: str, data: bytes) -> Iterator[str]:
    start = data[:512].lstrip().lstrip(b"\xef\xbb\xbf")
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif name.lower().endswith((".html", ".htm")) or b"<html" in start.lower():
        yield from _html(_decoded(data))
    elif start.startswith((b"<?xml", b"<")):
        yield from _xml(name, data)
    elif start.startswith((b"{", b"[")):
        yield from _json(_decoded(data))
    else:
        yield from _plain(data)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _plain(data: bytes) -> Iterator[str]:
    """Text as it is; of anything else whatever could be words, in the usual encodings."""
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            yield text
            yield unquote(text)
            return
    except UnicodeDecodeError:
        pass
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        yield from _PRINTABLE.findall(data.decode(encoding, errors="ignore"))


def _xml(name: str, data: bytes) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield from _html(_decoded(data))
        return
    yield from _xml_attributes(root)
    yield "".join(_xml_text(root))
    for node in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield str(node.text or "")


def _xml_attributes(root: Any) -> Iterator[str]:
    """Every attribute that may hold words, and every name of an element, once each."""
    values: dict[str, None] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            values[element.tag.rpartition("}")[2]] = None
            for key, value in element.items():
                values[key.rpartition("}")[2]] = None
                if not _MEASURE.fullmatch(value):
                    values[value] = None
                    values[unquote(value)] = None
    yield from values


def _xml_text(element: Any) -> Iterator[str]:
    """The text in order: runs of a paragraph in one piece, paragraphs apart."""
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield f"\n{node.text or ''}\n"
            yield node.tail or ""
            continue
        local = node.tag.rpartition("}")[2]
        if event == "start":
            yield _INVISIBLE_BREAKS.get(local, "") + (node.text or "")
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
        for _name, value in attrs:
            if value and not _MEASURE.fullmatch(value):
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


def _html(text: str) -> Iterator[str]:
    page = _Html()
    page.feed(text)
    page.close()
    yield "".join(page.text)
    yield from page.others


def _json(text: str) -> Iterator[str]:
    """Every string and number of the data, keys among them; the raw text when it is no JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        yield text
        return
    waiting: list[Any] = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            yield from map(str, item)
            waiting += item.values()
        elif isinstance(item, list):
            yield from _joined(item)
            waiting += item
        else:
            yield str(item)


def _joined(items: list[Any]) -> Iterator[str]:
    """Texts that stand side by side in a list as one; segments of a change as both texts."""
    if items and all(isinstance(i, list) and len(i) == 2 and i[0] in _SEGMENTS for i in items):
        yield from ("".join(str(i[1]) for i in items if i[0] != part) for part in _SEGMENTS[1:])
    else:
        texts = (i.get("text") if isinstance(i, Mapping) else i for i in items)
        yield " ".join(text for text in texts if isinstance(text, str))


def _pdf(data: bytes) -> Iterator[str]:
    """The text of a PDF's pages, its metadata, outlines, tags and annotations."""
    from omvgen.secrecy.pdf import pdf_texts

    yield from pdf_texts(data)
