"""Everything that a file says, part by part, wherever in it a word may hide.

Of a package every part is read, of XML its text, attributes, comments and
processing instructions, and the names of the parts themselves. Pictures and such
in a package are read for their runs of letters; what else cannot be read is never
called clean. Nothing here trusts the file to be ours.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from omvgen.findings.model import Finding, Refused
from omvgen.secrecy.markup import Unsearchable, decoded, html_texts, without_escapes, xml_texts

_LARGEST = 512 * 1024 * 1024  # bytes, unpacked: no document of this kind comes near it
_DEEPEST = 3  # packages within packages
_HEAD = 1024  # bytes by which a format is known
# How files begin whose words are packed or in a code of their own: old Office documents
# and messages, rich text, archives.
_CLOSED = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_MESSAGE = re.compile(
    rb"^(?:MIME-Version|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE
)
_PRINTABLE = re.compile(r"[^\W_][\w .,:;@/()+'-]{5,}")
# What parts the letters of a word in Markdown and in a list of changes.
_MARKS = re.compile(r"\\(?=[^\w\s])|[*~`]+|\{\+|\+\}|\[-|-\]")
_SEGMENTS = ("equal", "insert", "delete")  # of a change, in a list of changes

Texts = dict[str, str]


def extract(name: str, data: bytes) -> Texts:
    """The texts of the file by the part that they stand in, `name` being the file's own.

    Raises `Refused` (OMV424) when a part cannot be read, or is too large: what
    was not searched is not said to be clean.
    """
    texts = {"": unquote(name)}
    for part, content in _parts(name, data, 0):
        texts[part] = "\n".join(said(part, content, alone=content is data))
    return texts


def _parts(name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the parts of the package that it is, with those of packages in it."""
    if _is_pdf(data) or not zipfile.is_zipfile(io.BytesIO(data)):
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


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEAD] and not data.startswith(b"PK")


def _entry_words(package: zipfile.ZipFile) -> Iterator[bytes]:
    for entry in package.infolist():
        yield from (entry.filename.encode("utf-8"), entry.comment, entry.extra)


def _unreadable(part: str) -> Refused:
    return Refused(Finding("OMV424", values={"part": part}))


def said(name: str, data: bytes, *, alone: bool) -> Iterator[str]:
    """What a file, or a part of one when it does not stand `alone`, says."""
    start = decoded(data[:_HEAD]).lstrip()
    if data.startswith(_CLOSED):
        raise _unreadable(name)
    if _is_pdf(data):
        from omvgen.secrecy.pdf import pdf_texts

        yield from pdf_texts(data)
    elif name.lower().endswith((".html", ".htm")) or "<html" in start.lower():
        yield from html_texts(decoded(data))
    elif start.startswith("<"):
        try:
            yield from xml_texts(data)
        except Unsearchable as error:
            raise _unreadable(name) from error
    elif start.startswith(("{", "[")):
        yield from _json(decoded(data))
    elif _MESSAGE.search(data[:_HEAD]):
        yield from _message(name, data)
    elif "\0" not in start:
        yield from _plain(decoded(data))
    elif alone:
        raise _unreadable(name)
    else:
        yield from _pieces(data)


def _plain(text: str) -> Iterator[str]:
    yield text
    yield unquote(text)
    yield _MARKS.sub("", text)
    yield from without_escapes(text)


def _pieces(data: bytes) -> Iterator[str]:
    """Of what is no text whatever could be words, in the usual encodings."""
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        yield from _PRINTABLE.findall(data.decode(encoding, errors="ignore"))


def _message(name: str, data: bytes) -> Iterator[str]:
    """A mail or an archived page: its headers, and its parts as what they are."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(data, policy=default)
    for part in message.walk():
        yield "\n".join(map(str, part.values()))
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            inner = f"{name}/{part.get_filename() or part.get_content_type()}"
            if not isinstance(content, bytes) or _MESSAGE.search(content[:_HEAD]):
                raise _unreadable(inner)
            yield "\n".join(extract(inner, content).values())


def _json(text: str) -> Iterator[str]:
    """Every string and number of the data, keys among them; the raw text when it is no JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        yield from _plain(text)
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
