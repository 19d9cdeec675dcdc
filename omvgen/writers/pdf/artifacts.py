"""Lines around paragraphs, which are for the eye alone: marked as such in a page's drawing.

LibreOffice 7.4 draws the borders of paragraphs outside of all tags, where PDF/UA-1 (7.1)
takes nothing: a reference document may have such a style for its title.
"""

from __future__ import annotations

from typing import Any

from omvgen.writers.pdf.objects import resolved

_BEGIN, _END = {b"m", b"re"}, b"n"
_PAINT = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"}
"""Operators that begin a path, drop it, and draw it (ISO 32000-1, 8.5)."""

Operation = tuple[Any, bytes]


def mark_lines(pdf: Any) -> None:
    """Marks what pages of pypdf's writer draw outside of all tags as an artifact."""
    from pypdf.generic import ContentStream

    for page in pdf.pages:
        contents = resolved(page["/Contents"])
        drawing = ContentStream(contents, pdf, "bytes")
        marked = _marked(drawing.operations)
        if len(marked) > len(drawing.operations):
            drawing.operations = marked
            contents.set_data(drawing.get_data())


def _marked(operations: list[Operation]) -> list[Operation]:
    """The operations, each path that is drawn outside of all tags between marks."""
    from pypdf.generic import NameObject

    marked: list[Operation] = []
    depth, begin = 0, None
    for operands, operator in operations:
        depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
        if operator in _BEGIN and begin is None:
            begin = len(marked)
        marked.append((operands, operator))
        if operator in _PAINT and not depth and begin is not None:
            marked.insert(begin, ([NameObject("/Artifact")], b"BMC"))
            marked.append(([], b"EMC"))
        if operator in _PAINT or operator == _END:
            begin = None
    return marked
