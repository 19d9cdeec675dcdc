"""What a zip package says: its parts, their names, and whatever its own list leaves out."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from omvgen.package import Entry, Unreadable, is_zip, open_package
from omvgen.secrecy.search.extract.raw import pieces
from omvgen.secrecy.search.extract.said import Bounds, Inner, Said, unreadable

_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30  # bytes of the header before each part, without its name
_LEAST_PART = 1024  # bytes that a part costs to open, however small it is


def is_package(data: bytes) -> bool:
    return is_zip(data)


def package_texts(
    name: str, prefix: str, data: bytes, inner: Inner, bounds: Bounds
) -> Iterator[Said]:
    """What each part says, read by `inner`, and what stands between the parts.

    Raises `ReadError` (OMV424) for what its own list of parts does not name, and for
    what cannot be unpacked.
    """
    try:
        package = open_package(data, name)
        entries = package.entries
        bounds.check(name, sum(_LEAST_PART + entry.file_size for entry in entries))
        words = [package.comment]
        for entry in entries:
            words += [entry.filename.encode("utf-8", errors="replace"), entry.comment, entry.extra]
        between = list(_between(data, entries, package.directory_start))
        if any(_LOCAL in gap for gap in between):
            raise unreadable(name)
        hidden = b"\n".join(words)
        yield Said(f"{name} (zip)", hidden.decode("utf-8", errors="replace"))
        yield Said(f"{name} (zip)", "\n".join(map(pieces, (hidden, *between))))
        for entry in entries:
            bounds.spend(name, _LEAST_PART)
            yield from inner(prefix + entry.filename, package.read(entry.filename))
    except (Unreadable, struct.error, ValueError) as error:
        raise unreadable(name) from error


def _between(data: bytes, entries: Sequence[Entry], directory: int) -> Iterator[bytes]:
    """The headers of the parts, and all bytes that belong to no part."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        name, extra = struct.unpack("<HH", data[start + 26 : start + _LOCAL_SIZE])
        content = start + _LOCAL_SIZE + name + extra
        yield data[at:start]
        yield data[start + 4 : content]
        at = content + entry.compress_size
    yield data[at:directory]
    yield data[directory:]
