"""Notes on one sheet: its comments, their drawing, and the reference to the drawing."""

from __future__ import annotations

from collections.abc import Mapping

from omvgen.package import Damaged
from omvgen.workbook.patch.annotate.comments import add_notes, has_ours, new_comments
from omvgen.workbook.patch.annotate.notes import Note
from omvgen.workbook.patch.annotate.shapes import draw, new_drawing
from omvgen.workbook.patch.annotate.sheet_frame import read_frame
from omvgen.workbook.patch.parts import Parts, as_bytes
from omvgen.workbook.xlsx.cells import Position

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def put_notes(parts: Parts, sheet: str, notes: Mapping[Position, Note], block: int) -> None:
    """Puts the notes on the sheet in this part, in place of those of an earlier run.

    Other people's comments are kept; on their cells the note is written under
    them. `block` is a number that no other sheet has. Raises `Damaged` before any
    change.
    """
    package = parts.package
    relations = package.relationships(sheet)
    existing = next((r.target for r in relations.values() if r.type.endswith("/comments")), None)
    comments = new_comments() if existing is None else package.tree(existing)
    if not notes and not has_ours(comments):
        return
    done = add_notes(comments, notes)
    last_row = max((row for row, _ in done.texts), default=0)
    frame = read_frame(package.read(sheet), last_row)
    drawing = _drawing(parts, sheet, frame.drawing)
    shapes = draw(
        new_drawing(block, len(notes)) if drawing is None else package.read(drawing),
        done.texts,
        frame.geometry,
        grown=done.grown,
        renewed=done.renewed,
        block=block,
    )
    if existing is None:
        part = parts.add("xl/comments{}.xml", as_bytes(comments), _COMMENTS_TYPE)
        parts.relate(sheet, "comments", part)
    else:
        parts.put(existing, as_bytes(comments))
    if drawing is None:
        part = parts.add("xl/drawings/vmlDrawing{}.vml", shapes, _DRAWING_TYPE)
        parts.put(sheet, frame.with_drawing(parts.relate(sheet, "vmlDrawing", part)))
    else:
        parts.put(drawing, shapes)


def _drawing(parts: Parts, sheet: str, relation_id: str) -> str | None:
    """The part of the sheet's drawing; None when it has none. Raises `Damaged`."""
    if not relation_id:
        return None
    relation = parts.package.relationships(sheet).get(relation_id)
    if relation is None or relation.external:
        raise Damaged(sheet)
    return relation.target
