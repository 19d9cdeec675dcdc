"""Where a document is signed: Word's own signature line, or the place of a field in a PDF.

Word's is a picture that shows the place (ISO/IEC 29500-4, 19.2.2.30 `o:signatureline`). Word
knows a signature by the line's id. The picture has no words: the signer's name stands below
it in the document, and its alternative text names whose signature is awaited.
"""

from __future__ import annotations

import struct
import zlib

from omvgen.content.blocks import SignatureLine
from omvgen.locale import tr
from omvgen.writers.docx.runs import field, text_content
from omvgen.writers.docx.xml import NAMESPACES, Element, el, parse

SIGNED_HERE = "omvgen:allekirjoitus"
"""Where the line leads that is signed on, when a document is printed: so it is found again in
the PDF. No link of a plan can lead there (`plan.links.link_address`)."""

_WIDTH, _HEIGHT = 192, 96  # points, the size that Word gives
_PROVIDER = "{00000000-0000-0000-0000-000000000000}"  # Word itself


def signature_run(line: SignatureLine, picture: str) -> Element:
    """The run that holds the line; `picture` is the relationship of `signature_picture`."""
    from xml.sax.saxutils import quoteattr  # brings half of the network with it

    alternative = tr("Microsoft Officen allekirjoitusrivi")
    who = ", ".join(filter(None, (line.signer, line.post)))
    suggested = "".join(
        f" o:{attribute}={quoteattr(text)}"
        for attribute, text in (("suggestedsigner", line.signer), ("suggestedsigner2", line.post))
        if text
    )
    return parse(
        f"""
<w:r xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"
     xmlns:v="{NAMESPACES["v"]}" xmlns:o="{NAMESPACES["o"]}">
  <w:pict>
    <v:shapetype id="_x0000_t75" coordsize="21600,21600" o:spt="75" o:preferrelative="t"
                 path="m@4@5l@4@11@9@11@9@5xe" filled="f" stroked="f"/>
    <v:shape id="Allekirjoitusrivi" type="#_x0000_t75"
             alt={quoteattr(f"{alternative}: {who}" if who else alternative)}
             style="width:{_WIDTH}pt;height:{_HEIGHT}pt">
      <v:imagedata r:id="{picture}" o:title=""/>
      <o:lock v:ext="edit" ungrouping="t" rotation="t" cropping="t" verticies="t" text="t"
              grouping="t"/>
      <o:signatureline v:ext="edit" id="{line.id}" provid="{_PROVIDER}"{suggested}
                       allowcomments="t" issignatureline="t"/>
    </v:shape>
  </w:pict>
</w:r>""".strip()
    )


def signature_place(link_style: str) -> list[Element]:
    """A line to write on, to the next tab, as a link to `SIGNED_HERE`; it looks like no link.

    LibreOffice 7.4 makes no link of text without a link's style, and gives one without a
    letter, or within a content control, no place among the tags: hence the space at its start.
    """

    def part(text: str, *more: Element) -> Element:
        style, color = el("w:rStyle", val=link_style), el("w:color", val="auto")
        looks = el("w:rPr", style, color, *more, el("w:u", val="none"))
        return el("w:r", looks, *text_content(text))

    return field(f'HYPERLINK "{SIGNED_HERE}"', [part(" ", el("w:sz", val=2)), part("\t")])


def signature_picture() -> bytes:
    """A PNG of a cross and a line to write on, twice the shape's size in pixels."""
    width, height = 2 * _WIDTH, 2 * _HEIGHT
    line = height - 14
    rows = [bytearray(b"\xff") * width for _ in range(height)]
    for y in range(line, line + 2):
        rows[y][12:-12] = bytes(width - 24)
    for step in range(22):
        for x in (16 + step, 16 + 21 - step):
            rows[line - 30 + step][x : x + 3] = bytes(3)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
