"""Makes the reference document, whose styles every plan is written with, from its XML.

    python scripts/make_reference.py

The XML lies in omvgen/writers/docx/reference_parts, one file a part of the .docx. A test
fails when omvgen/writers/docx/reference.docx is stale.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from omvgen.output import write_whole
from omvgen.package import zip_package

DOCUMENT = Path(__file__).parent.parent / "omvgen" / "writers" / "docx"
SOURCE, TARGET = DOCUMENT / "reference_parts", DOCUMENT / "reference.docx"


def reference() -> bytes:
    """The reference document as it should be now: the parts without comments and indents."""
    files = (path for path in SOURCE.rglob("*") if path.is_file())
    return zip_package({path.relative_to(SOURCE).as_posix(): _compact(path) for path in files})


def _compact(path: Path) -> bytes:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    tree = etree.parse(path, parser)
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


if __name__ == "__main__":
    write_whole(TARGET, reference())
