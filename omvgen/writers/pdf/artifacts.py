"""Lines around paragraphs, which are for the eye alone: marked as such in a page's drawing.

LibreOffice 7.4 draws the borders of paragraphs outside of all tags, where PDF/UA-1 (7.1)
takes nothing: a reference document may have such a style for its title.
"""

from __future__ import annotations

from typing import Any

from omvgen.patterns import pattern
from omvgen.writers.pdf.objects import resolved

_BEGIN, _END = {b"m", b"re"}, b"n"
_PAINT = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"}
"""Operators that begin a path, drop it, and draw it (ISO 32000-1, 8.5)."""

_OPEN, _CLOSE = {b"BDC", b"BMC"}, b"EMC"
_OPERATOR = pattern(rb"(?<![\w/])(?:BDC|BMC|EMC|[fBb]\*?|[FSs])(?![\w*])")

Operation = tuple[Any, bytes]


def mark_lines(pdf: Any) -> None:
    """Marks what pages of pypdf's writer draw outside of all tags as an artifact."""
    from pypdf.generic import ContentStream

    for page in pdf.pages:
        contents = resolved(page["/Contents"])
        if _may_need_marks(contents.get_data()):
            drawing = ContentStream(contents, pdf, "bytes")
            drawing.operations = _marked(drawing.operations)
            contents.set_data(drawing.get_data())


def _may_need_marks(data: bytes) -> bool:
    """Whether something like an operator that paints stands outside of all tags.

    Few pages have one, and reading a drawing in earnest takes a hundred times as long.
    """
    depth = 0
    for operator in _OPERATOR.findall(data):
        depth += (operator in _OPEN) - (operator == _CLOSE)
        if operator in _PAINT and not depth:
            return True
    return False


def _marked(operations: list[Operation]) -> list[Operation]:
    """The operations, each path that is drawn outside of all tags between marks."""
    from pypdf.generic import NameObject

    marked: list[Operation] = []
    depth, begin = 0, None
    for operands, operator in operations:
        depth += (operator in _OPEN) - (operator == _CLOSE)
        if operator in _BEGIN and begin is None:
            begin = len(marked)
        marked.append((operands, operator))
        if operator in _PAINT and not depth and begin is not None:
            marked.insert(begin, ([NameObject("/Artifact")], b"BMC"))
            marked.append(([], b"EMC"))
        if operator in _PAINT or operator == _END:
            begin = None
    return marked
