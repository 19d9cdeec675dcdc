"""A zip with some of its entries replaced; the rest are copied packed, byte for byte."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
from collections.abc import Mapping

from omvgen.files import new_entry
from omvgen.workbook.xlsx.package import Damaged, part_name

_LOCAL_HEADER = struct.Struct("<4s22xHH")  # its mark; the lengths of the name and the extra field


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts in place of its own of the same name, new ones last.

    The order of the entries stays, and so do the dates and the packing of those
    that do not change: they are not even unpacked. Raises `Damaged`.
    """
    waiting = {part_name(name): (name, content) for name, content in parts.items()}
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # Entries that lie over each other would unpack to more than the file.
        if sum(entry.compress_size for entry in source.infolist()) > len(data):
            raise Damaged("")
        for entry in source.infolist():
            changed = waiting.pop(part_name(entry.filename), None)
            if changed is None:
                _copy(data, entry, target)
            else:
                target.writestr(new_entry(entry.filename, entry.date_time), changed[1])
        for name, content in waiting.values():
            target.writestr(new_entry(name), content)
    return buffer.getvalue()


def _copy(data: bytes, entry: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
    """The entry as it lies in the file. zipfile has no way of its own to do so."""
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        raise Damaged(entry.filename)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    start += _LOCAL_HEADER.size + name + extra
    packed = data[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise Damaged(entry.filename)
    entry = copy.copy(entry)
    entry.extra = b""  # sizes too large for the old fields, which our limits forbid
    entry.flag_bits &= ~0x08  # the sizes stand in the header, not behind the data
    assert target.fp is not None
    entry.header_offset = target.fp.tell()
    target.fp.write(entry.FileHeader(zip64=False) + packed)
    target.filelist.append(entry)
    target.NameToInfo[entry.filename] = entry
    target.start_dir = target.fp.tell()
