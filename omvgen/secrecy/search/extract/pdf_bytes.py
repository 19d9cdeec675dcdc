"""The bytes of a PDF that belong to no object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from omvgen.secrecy.search.extract.said import unreadable

_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b")
_LENGTH = re.compile(rb"/Length\s+(\d++)(?!\s+\d+\s+R)")
_INDEX = re.compile(rb"(?:startxref|/Prev|/XRefStm)\s+(\d+)")
# What tells where the objects are, and what belongs to a file's beginning and end.
_SKELETON = re.compile(
    rb"(?<!\d)\d{10} \d{5} [nf]|startxref\s+\d+|/(?:Size|Prev|XRefStm|DocChecksum)\s*/?\w+"
    rb"|<[0-9A-Fa-f]{32}>|%PDF-\d\.\d|(?<!\d)\d{1,10} \d{1,5} R\b"
)


def between(name: str, data: bytes, offsets: Iterable[int]) -> Iterator[bytes]:
    """What stands before, after and between the objects at the offsets.

    Raises `ReadError` (OMV424) when an object is there that the file's own index does not
    name: no program reads it, and a person may.
    """
    known = {*offsets, *(int(match[1]) for match in _INDEX.finditer(data))}
    at = 0
    for offset in sorted(offset for offset in known if _OBJECT.match(data, offset)):
        if offset >= at:
            if data[at:offset].strip():
                yield _gap(name, data[at:offset])
            at = _end(data, offset)
    yield _gap(name, data[at:])


def _gap(name: str, data: bytes) -> bytes:
    if _OBJECT.search(data):
        raise unreadable(name)
    return _SKELETON.sub(b" ", data)


def _end(data: bytes, offset: int) -> int:
    """Where the object ends: the word for it may stand in its stream, too."""
    end = data.find(b"endobj", offset)
    stream = data.find(b"stream", offset, end)
    length = _LENGTH.search(data, offset, stream) if stream >= 0 else None
    if length:
        end = data.find(b"endobj", min(stream + int(length[1]), len(data)))
    return end + len(b"endobj") if end >= 0 else len(data)
