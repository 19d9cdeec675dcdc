"""Ways in which a workbook's file gets damaged, each a function of its bytes and of chance.

The file itself is cut, flipped and overwritten, as disks, mails and synchronisers do it.
Within a package that is then zipped again, parts go, change places or are cut, and their
XML gets rubbish where numbers, types, references and sizes belong.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

from lxml import etree

Parts = dict[str, bytes]
Damage = Callable[[bytes, Random], bytes]

RUBBISH = (
    "", " ", "-1", "0", "1", "7", "65536", "4294967295", "9" * 40, "1e999", "NaN", "-0.0", "٣", "²",
    "true", "none", "s", "ä", "A0", "A1", "D4", "XFD1048576", "XFE1", "A1:XFD1048576", "#REF!",
    "rId1", "rId999", "../../../../etc/passwd", "http://esimerkki.example/", "_x0000_", "\ud7ff",
    "x" * 50_000,
)  # fmt: skip
NUMBERS = ("1e308", "-1e308", "1e-320", "9" * 400, "-1", "2958466", "60", "0.1", "NaN", "inf", "٣")
TYPES = ("s", "n", "b", "e", "d", "str", "inlineStr", "x", "")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


# --- the file ---------------------------------------------------------------------------


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flip_bits(data: bytes, chance: Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def lose_sector(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + bytes(min(512, len(data) - start)) + data[start + 512 :]


def repeat_block(data: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    place = chance.randrange(len(data))
    return data[:place] + data[start : min(end, start + 4096)] + data[place:]


def drop_bytes(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 2, 100, 4096)) :]


def add_bytes(data: bytes, chance: Random) -> bytes:
    return data + chance.randbytes(chance.choice((1, 22, 1000, 70_000)))


def lie_in_header(data: bytes, chance: Random) -> bytes:
    """One field of one entry of the zip: sizes, method, flags, offset, length of the name."""
    mark = chance.choice((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    places = [match.start() for match in re.finditer(re.escape(mark), data)]
    lying = bytearray(data)
    place = chance.choice(places) + chance.randrange(4, 22 if mark[2] == 5 else 30)
    lie = chance.choice((0, 1, 8, 99, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, 4096))
    size = chance.choice((1, 2, 4))
    lying[place : place + size] = struct.pack("<I", lie)[:size]
    return bytes(lying)


# --- the parts --------------------------------------------------------------------------


def unzip(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zip_again(parts: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def in_package(change: Callable[[Parts, Random], None]) -> Damage:
    """The change of the parts as a change of the file."""

    def damage(data: bytes, chance: Random) -> bytes:
        parts = unzip(data)
        change(parts, chance)
        return zip_again(parts)

    return damage


def in_part(change: Callable[[bytes, Random], bytes]) -> Damage:
    """The change of one part's bytes, whichever part, as a change of the file."""

    def damage(parts: Parts, chance: Random) -> None:
        name = chance.choice(sorted(name for name, part in parts.items() if part))
        parts[name] = change(parts[name], chance)

    return in_package(damage)


def in_sheet(change: Callable[[bytes, Random], bytes]) -> Damage:
    """The same, of a worksheet: that is where the answers are."""

    def damage(parts: Parts, chance: Random) -> None:
        name = chance.choice(sorted(name for name in parts if "worksheets/sheet" in name))
        parts[name] = change(parts[name], chance)

    return in_package(damage)


def remove_part(parts: Parts, chance: Random) -> None:
    for name in chance.sample(sorted(parts), chance.choice((1, 1, 3))):
        del parts[name]


def swap_parts(parts: Parts, chance: Random) -> None:
    one, other = chance.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]


def rename_part(parts: Parts, chance: Random) -> None:
    name = chance.choice(sorted(parts))
    new = chance.choice(
        (name.upper(), "/" + name, name.replace("/", "\\"), "../" + name, "x" * 300)
    )
    parts[new] = parts.pop(name)


def empty_part(data: bytes, chance: Random) -> bytes:
    return chance.choice((b"", b" ", b"<x/>", b'<?xml version="1.0"?>', bytes(100)))


def encode_otherwise(data: bytes, chance: Random) -> bytes:
    """Another encoding than the part says, or one that it says and does not have."""
    text = data.decode("utf-8", "replace")
    coding = chance.choice(("utf-16", "utf-16-le", "latin-1", "utf-8-sig", "cp500"))
    if chance.random() < 0.5:
        text = re.sub('encoding="[^"]*"', 'encoding="latin-1"', text)
        coding = "utf-8"
    return text.encode(coding, "replace")


# --- the XML ----------------------------------------------------------------------------


def rubbish_attribute(data: bytes, chance: Random) -> bytes:
    """The value of one attribute, or of some, becomes rubbish."""
    places = list(re.finditer(rb'(?<==")[^"<>]*(?=")', data))
    for match in sorted(chance.sample(places, min(len(places), chance.choice((1, 1, 4)))),
                        key=lambda match: -match.start()):  # fmt: skip
        rubbish = chance.choice(RUBBISH).encode()
        data = data[: match.start()] + rubbish + data[match.end() :]
    return data


def copy_attribute(data: bytes, chance: Random) -> bytes:
    """One attribute gets the value of another of its name: two sheets, rows or names are one.

    Another style, which would only make a text bold, is none of these.
    """
    places = [m for m in re.finditer(rb' ([\w:]+)="([^"<>]*)"', data) if m[1] != b"s"]
    if not places:
        return data
    one = chance.choice(places)
    others = [other for other in places if other[1] == one[1] and other[2] != one[2]]
    if not others:
        return data
    return data[: one.start(2)] + chance.choice(others)[2] + data[one.end(2) :]


def copy_attribute_of_workbook(parts: Parts, chance: Random) -> None:
    name = chance.choice(("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    parts[name] = copy_attribute(parts[name], chance)


def wrong_type(data: bytes, chance: Random) -> bytes:
    """A cell says that it is of another type than it is."""
    cells = list(re.finditer(rb"<c ([^>]*?)(?: t=\"\w*\")?(/?)>", data))
    match = chance.choice(cells)
    kind = chance.choice(TYPES).encode()
    return (
        data[: match.start()]
        + b'<c %s t="%s"%s>' % (match[1], kind, match[2])
        + data[match.end() :]
    )


def wrong_value(data: bytes, chance: Random) -> bytes:
    """A cell has a number that is none, or one that nobody could mean."""
    cells = [m for m in re.finditer(rb"<c [^>]*?(?:/>|>.*?</c>)", data, re.DOTALL) if b"/>" in m[0]]
    match = chance.choice(cells or list(re.finditer(rb"<c [^>]*?(?:/>|>.*?</c>)", data, re.DOTALL)))
    head = re.sub(rb' t="\w*"|/?>.*', b"", match[0], flags=re.DOTALL)
    value = b"><v>" + chance.choice(NUMBERS).encode() + b"</v></c>"
    return data[: match.start()] + head + value + data[match.end() :]


_LIES = (
    (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
    (rb'<dimension ref="[^"]*"', b'<dimension ref="A1"'),
    (rb"(?=</sheetData>)", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    (rb"(?=<sheetData>)", b'<cols><col min="1" max="16384" hidden="1"/></cols>'),
    (rb"(?<=</sheetData>)", b'<mergeCells><mergeCell ref="B1:XFD1048576"/></mergeCells>'),
    (rb'<row r="(\d+)"', rb'<row r="104857\1"'),
)


def lie_of_size(data: bytes, chance: Random) -> bytes:
    """The sheet says that it is huge or tiny, or has one cell in its farthest corner."""
    found, lie = chance.choice(_LIES)
    return re.sub(found, lie, data, count=1)


def _elements(data: bytes) -> tuple[etree._Element, list[etree._Element]] | None:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None
    return root, [e for e in root.iter(etree.Element) if e is not root]


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def lose_element(data: bytes, chance: Random) -> bytes:
    found = _elements(data)
    if found is None or not found[1]:
        return data
    gone = chance.choice(found[1])
    gone.getparent().remove(gone)
    return _bytes(found[0])


def double_element(data: bytes, chance: Random) -> bytes:
    found = _elements(data)
    if found is None or not found[1]:
        return data
    one = chance.choice(found[1])
    one.addnext(etree.fromstring(etree.tostring(one, with_tail=False)))
    return _bytes(found[0])


def rename_element(data: bytes, chance: Random) -> bytes:
    found = _elements(data)
    if found is None or not found[1]:
        return data
    one = chance.choice(found[1])
    one.tag = chance.choice((f"{{{_MAIN}}}x", "x", "{urn:x}c", f"{one.tag}x"))
    return _bytes(found[0])


# --- bombs, small -----------------------------------------------------------------------

_END = b"</sheetData>"
_INLINE = b'<row r="900"><c t="inlineStr"><is>%s</is></c></row>' + _END
_BOMBS: tuple[Callable[[], bytes], ...] = (
    lambda: b"<x>" * 20_000 + b"</x>" * 20_000 + _END,
    lambda: b'<row r="900">' + b"<c/>" * 300_000 + b"</row>" + _END,
    lambda: b"".join(b'<row r="%d"><c><v>1</v></c></row>' % n for n in range(900, 80_000)) + _END,
    lambda: b"".join(b'<row r="%d"><c><v>1</v></c></row>' % n for n in range(900, 25_500)) + _END,
    lambda: b'<row ht="15"/>' * 1_048_000 + _END,
    lambda: _INLINE % (b"<t>" + b"x" * 12_000_000 + b"</t>"),
    lambda: _INLINE % (b"<r><rPr><b/></rPr><t>a</t></r>" * 60_000),
    lambda: _END + b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 4_000 + b"</mergeCells>",
    lambda: _END + b" " * 60_000_000,
    lambda: _END + b"<hyperlinks>" + b'<hyperlink ref="D4"/>' * 100_000 + b"</hyperlinks>",
)


def bomb(data: bytes, chance: Random) -> bytes:
    """A sheet grows, or nests, until a naive reader is slow or large."""
    return data.replace(_END, chance.choice(_BOMBS)())


def entities(data: bytes, chance: Random) -> bytes:
    """The laughing kind, and the kind that reads files."""
    kind = chance.choice(
        (
            b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
            b'<!ENTITY b SYSTEM "file:///etc/hostname">',
        )
    )
    head, mark, rest = data.partition(b"?>")
    doctype = b"<!DOCTYPE x [" + kind + b"]>"
    body = (rest or head).replace(b"</t>", b"&b;</t>", 1)
    return head + mark + doctype + body if mark else doctype + body


DAMAGES: dict[str, tuple[int, Damage]] = {
    "cut": (6, cut),
    "bits flipped": (10, flip_bits),
    "sector lost": (5, lose_sector),
    "block repeated": (3, repeat_block),
    "bytes dropped": (3, drop_bytes),
    "bytes added": (2, add_bytes),
    "header lies": (8, lie_in_header),
    "part removed": (6, in_package(remove_part)),
    "parts swapped": (6, in_package(swap_parts)),
    "part renamed": (3, in_package(rename_part)),
    "part emptied": (3, in_part(empty_part)),
    "part in another encoding": (3, in_part(encode_otherwise)),
    "XML cut": (4, in_part(cut)),
    "bits flipped in a part": (6, in_part(flip_bits)),
    "bits flipped in a sheet": (8, in_sheet(flip_bits)),
    "attribute rubbish": (6, in_part(rubbish_attribute)),
    "attribute rubbish in a sheet": (8, in_sheet(rubbish_attribute)),
    "attribute copied": (4, in_part(copy_attribute)),
    "attribute copied in a sheet": (6, in_sheet(copy_attribute)),
    "attribute copied in the workbook": (6, in_package(copy_attribute_of_workbook)),
    "wrong type": (6, in_sheet(wrong_type)),
    "wrong value": (6, in_sheet(wrong_value)),
    "size lies": (4, in_sheet(lie_of_size)),
    "element lost": (5, in_sheet(lose_element)),
    "element doubled": (4, in_sheet(double_element)),
    "element renamed": (5, in_sheet(rename_element)),
    "entities": (2, in_part(entities)),
    "bomb": (2, in_sheet(bomb)),
}
"""Each kind with its weight."""


def damaged(data: bytes, seed: int) -> tuple[str, bytes]:
    """The kind of damage that the seed picks, and the file with it: the same every time."""
    chance = Random(seed)
    weights = [weight for weight, _ in DAMAGES.values()]
    kind = chance.choices(list(DAMAGES), weights)[0]
    return kind, DAMAGES[kind][1](data, chance)
