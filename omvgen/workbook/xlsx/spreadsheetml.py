"""Names and attribute values of SpreadsheetML (ECMA-376, part 1)."""

from __future__ import annotations

MAIN_URI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN = f"{{{MAIN_URI}}}"
"""The namespace of workbooks, as lxml puts it before a name."""
RELATIONSHIPS_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace of attributes that name a relationship, and the prefix of relationship types."""
RELATIONSHIP_ID = f"{{{RELATIONSHIPS_URI}}}id"
GENERAL = "General"
"""The number format of cells that have no other."""


def index_of(text: str) -> int:
    """The number in an attribute that counts from 0; -1 when it is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def is_true(text: str | None) -> bool:
    """An attribute of the type `xsd:boolean`."""
    return text in ("1", "true")
