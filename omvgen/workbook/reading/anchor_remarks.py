"""What is said of answers that were accepted although an anchor had failed.

People repair a sheet, not a cell: faults of one kind are said once for a sheet,
with all the cells they concern.
"""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.workbook.reading.anchors import Anchored, Anchors
from omvgen.workbook.reading.cell_text import quoted
from omvgen.workbook.reading.grid import Line
from omvgen.workbook.xlsx.sheet_model import Spot

# Kind of repair → the rule that says it, once for a sheet.
_BY_SHEET = {
    "sorted": Code.ROWS_SORTED,
    "id": Code.ROW_IDS_MISSING,
    "name": Code.CELL_NAMES_MISSING,
}


def anchor_remarks(
    anchors: Anchors, anchored: tuple[Anchored, ...], *, same_form: bool
) -> Iterator[Finding]:
    """The repairs, and the ids that the form does not have or has under another name."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for item in anchored:
        if item.line is None:
            continue
        if item.repaired in _BY_SHEET:
            groups.setdefault((item.repaired, item.line.sheet), []).append(item.line)
        else:
            yield from _of_one(anchors, item, item.line, same_form=same_form)
        yield from _other_ids(anchors, item, item.line)
    for (repair, sheet), lines in groups.items():
        cells = ", ".join(line.answer.ref for line in lines)
        where = Location(sheet, lines[0].answer.ref, question=lines[0].question)
        yield Finding(_BY_SHEET[repair], where, {"cells": cells})


def _of_one(anchors: Anchors, item: Anchored, line: Line, *, same_form: bool) -> Iterator[Finding]:
    spot = line.at(line.columns.question)
    where = Location(line.sheet, spot.ref, question=item.question)
    if item.repaired == "text":
        # Another version of the form may word a question in another way.
        code = Code.QUESTION_TEXT_CHANGED if same_form else Code.QUESTION_REWORDED_IN_FORM
        yield anchors.finding(code, where, text=quoted(anchors.book.text(spot)))
    elif item.repaired == "single":
        answer = Location(line.sheet, line.answer.ref, question=item.question)
        yield anchors.finding(Code.SINGLE_ANCHOR, answer)


def _other_ids(anchors: Anchors, item: Anchored, line: Line) -> Iterator[Finding]:
    spot = Spot(line.sheet, line.row, line.columns.id)
    where = Location(line.sheet, spot.ref, question=item.question)
    if item.question not in anchors.asked.questions:
        text = quoted(anchors.book.text(line.at(line.columns.question)))
        yield Finding(Code.UNKNOWN_QUESTION_ID, where, {"id": line.id, "text": text})
    elif line.by_id is not None and line.id != item.question:
        yield anchors.finding(Code.FORMER_QUESTION_ID, where, id=line.id)
