"""Everything that a file says, part by part, wherever in it a word may hide.

Of a package every part is read, of XML its text, attributes, comments and
processing instructions, and the names of the parts themselves. Pictures and such
in a package are read for their runs of letters; what else cannot be read is never
called clean. Nothing here trusts the file to be ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from omvgen.secrecy.search.extract.markup import NoXml, Unsearchable, html_texts, xml_texts
from omvgen.secrecy.search.extract.package import is_package, package_texts
from omvgen.secrecy.search.extract.raw import decoded, pieces, unquoted
from omvgen.secrecy.search.extract.said import Bounds, Inner, Said, unreadable
from omvgen.secrecy.search.extract.written import (
    encoded_texts,
    is_mail,
    json_texts,
    mail_texts,
    plain_texts,
)

_DEEPEST = 3  # files within files
_MOST_TEXT = 20 * 1024 * 1024  # letters: a page of a hundred times the form has fewer
_HEAD = 1024  # bytes by which a format is known
# How files begin whose words are packed or in a code of their own: packages that do not open,
# old Office documents and messages, rich text, archives.
_CLOSED = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip


def extract(name: str, data: bytes) -> Iterator[Said]:
    """The texts of the file, each with the part that it stands in, `name` being the file's own.

    Raises `ReadError` (OMV424) when a part cannot be read, or is too large: what
    was not searched is not said to be clean.
    """
    yield Said("", unquoted(name))
    told = 0
    for said in _read(name, data, bounds=Bounds(), depth=0, alone=True):
        told += len(said.text)
        if told > _MOST_TEXT:
            raise unreadable(said.part)
        yield said


def _read(name: str, data: bytes, *, bounds: Bounds, depth: int, alone: bool) -> Iterator[Said]:
    """What a file says, or one within another when it does not stand `alone`."""
    bounds.spend(name, len(data))
    within = partial(_read, bounds=bounds, depth=depth + 1, alone=False)
    package, pdf = not _is_pdf(data) and is_package(data), _is_pdf(data)
    if depth > _DEEPEST or (depth == _DEEPEST and (package or pdf)):
        raise unreadable(name)
    if pdf:
        from omvgen.secrecy.search.extract.pdf import pdf_texts

        yield from pdf_texts(name, data, within)
    elif package:
        prefix = f"{name}/" if depth else ""
        yield from package_texts(name, prefix, data, within, bounds)
    elif data.startswith(_CLOSED):
        raise unreadable(name)
    elif texts := decoded(data):
        bounds.spend(name, 0, tags=data.count(b"<"))
        try:
            yield from _texts(name, data, texts, within)
        except Unsearchable as error:
            raise unreadable(name) from error
        for text in texts:
            yield from encoded_texts(name, text, within)
    elif alone:
        raise unreadable(name)
    else:
        yield Said(name, pieces(data))


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEAD] and not data.startswith(b"PK")


def _texts(name: str, data: bytes, texts: tuple[str, ...], within: Inner) -> Iterator[Said]:
    """What a text says, as the format that it is in."""
    start = texts[0][:_HEAD].lstrip().lower()
    if name.lower().endswith((".html", ".htm")) or "<html" in start:
        for text in texts:
            yield from html_texts(name, text)
    elif start.startswith("<"):
        try:
            yield from xml_texts(name, data)
            if "<!DOCTYPE" in texts[0]:  # its declarations may hold words, too
                yield from _plain(name, texts[0])
        except NoXml:
            for text in texts:
                yield from html_texts(name, text)
                yield from _plain(name, text)
    elif is_mail(data):
        yield from mail_texts(name, data, within)
        yield from _plain(name, texts[0])
    elif start.startswith(("{", "[")):
        for text in texts:
            yield from (Said(name, said) for said in json_texts(name, text))
    else:
        for text in texts:
            yield from _plain(name, text)


def _plain(name: str, text: str) -> Iterator[Said]:
    return (Said(name, said) for said in plain_texts(text))
