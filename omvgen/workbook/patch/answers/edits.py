"""Which cells change when a plan goes into the workbook that another was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form, Question
from omvgen.plan.bases import join_bases
from omvgen.plan.links import encode_links
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, plain, rich
from omvgen.workbook import layout
from omvgen.workbook.patch.answers.fitting import Unfitting, replaced
from omvgen.workbook.patch.answers.workbook import Insertion, Workbook
from omvgen.workbook.patch.sheet_patch import SheetEdits
from omvgen.workbook.patch.sheet_scan import SheetScan
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.text_fit import MAX_UNITS, units
from omvgen.workbook.vocabulary import as_shown, publicity_words, rows_as_shown
from omvgen.workbook.xlsx.cells import Spot
from omvgen.workbook.xlsx.strings import escape

_EMPTY = RichText()


@dataclass
class Edits:
    """What changes, by sheet. `missing` are parts of the plan that have no place.

    `insertions` are the rows to be made first: without them the edits are not complete.
    """

    sheets: dict[str, SheetEdits] = field(default_factory=dict)
    missing: list[Place] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)


def edits_for(workbook: Workbook, plan: Plan) -> Edits:
    """The edits that make the workbook say what the plan says.

    Raises `PlanError` (OMV191) for a line that no cell can hold.
    """
    writer = _Writer(workbook, Edits())
    writer.write_document(plan)
    for question in dict.fromkeys((*workbook.reading.plan.answers, *plan.answers)):
        writer.write_answer(question, plan.answer(question))
    writer.write_tables(plan)
    return writer.edits


@dataclass(frozen=True)
class _Writer:
    workbook: Workbook
    edits: Edits

    @property
    def _reading(self) -> Reading:
        return self.workbook.reading

    @property
    def _form(self) -> Form:
        return self._reading.form

    def write_document(self, plan: Plan) -> None:
        old = self._reading.plan.document
        for id_ in dict.fromkeys((*old, *plan.document)):
            text = plan.field(id_)
            if text != old.get(id_, ""):
                known = self._form.fields.get(id_)
                shown = as_shown(text, known, self._form.language) if known else text
                place = Place("field", id_)
                if known and text and not self._reading.cells.get(place):
                    self._put_new_field(known, plain(shown))
                else:
                    self._put_in_first(place, plain(shown))

    def _put_new_field(self, known: Question, text: RichText) -> None:
        """Writes the field on a row of its own below all others, with its id and its label."""
        place = Place("field", known.id)
        others = (s[0] for p, s in self._reading.cells.items() if p.kind == "field" and s)
        model = max(others, key=lambda spot: spot.row, default=None)
        scan, edits = self._sheet(model.sheet) if model else (None, SheetEdits())
        if model is None or scan is None or model.column < layout.VALUE:
            self.edits.missing.append(place)
            return
        row = 1 + max(scan.last_filled, *(at for at, _ in edits.texts), 0)
        edits.like[row] = model.row
        for column, words in (
            # The row of an optional field is one that people type, without an id.
            (layout.ID, plain("" if known.on_request else known.id)),
            (layout.FIELD, plain(known.text)),
            (layout.VALUE, text),
        ):
            self._put(Spot(model.sheet, row, column), words, place)

    def write_answer(self, id_: str, answer: Answer) -> None:
        old = self._reading.plan.answer(id_)
        place = Place("answer", id_)
        if answer.text != old.text and not self._put_answer(place, answer.text):
            self.edits.missing.append(place)
        word = publicity_words(self._form.language)[answer.publicity] if answer.publicity else ""
        for part, changed, text in (
            ("publicity", answer.publicity != old.publicity, word),
            ("basis", answer.bases != old.bases, join_bases(answer.bases)),
            ("note", answer.note != old.note, answer.note),
        ):
            if changed:
                self._put_in_first(place._replace(part=part), plain(text))

    def write_tables(self, plan: Plan) -> None:
        old = self._reading.plan
        for id_ in dict.fromkeys((*old.tables, *plan.tables)):
            self._put_rows(Place("table", id_), old.rows(id_), plan.rows(id_))
        log, language = self._form.log, self._form.language
        before, after = (rows_as_shown(rows, log, language) for rows in (old.log, plan.log))
        self._put_rows(Place("log", log.id), before, after)

    # Cells

    def _sheet(self, name: str) -> tuple[SheetScan | None, SheetEdits]:
        return self.workbook.scan(name), self.edits.sheets.setdefault(name, SheetEdits())

    def _put(self, spot: Spot, text: RichText, place: Place) -> bool:
        """Writes the text into the cell. Whether there is such a cell."""
        scan, edits = self._sheet(spot.sheet)
        if scan is None:
            return False
        length = units(escape(text.plain))
        if length > MAX_UNITS:
            raise PlanError(_too_long(self._reading, place, length))
        position = (spot.row, spot.column)
        merge = scan.merged(position)
        if merge is not None and position != merge.area[:2]:
            edits.unmerged.add(merge.area)  # what a merged area covers nobody sees
        edits.texts[position] = text
        return True

    def _is_filled(self, spot: Spot) -> bool:
        scan, _ = self._sheet(spot.sheet)
        cell = scan.cell((spot.row, spot.column)) if scan else None
        return cell is not None and cell.filled

    def _put_in_first(self, place: Place, text: RichText) -> None:
        """Writes the text into the first of the place's cells, and empties the others."""
        spots = self._reading.cells.get(place, ())
        if not spots or not self._put(spots[0], text, place):
            self.edits.missing.append(place)
            return
        self._empty(spots[1:], place)

    def _empty(self, spots: Iterable[Spot], place: Place) -> None:
        for spot in spots:
            if self._is_filled(spot):
                self._put(spot, _EMPTY, place)

    # Answers

    def _put_answer(self, place: Place, text: RichText) -> bool:
        """Writes the answer into its rows. Whether it has any."""
        spots = self._reading.cells.get(place, ())
        scan = self.workbook.scan(spots[0].sheet) if spots else None
        if scan is None:
            return False
        rows, free = self._answer_rows(place, spots, scan)
        question = self._form.questions.get(place.id)
        details = question is not None and question.details
        width = scan.width(spots[0].column)
        old = self._old_parts(spots, rows)
        try:
            new = replaced(old, len(rows) + len(free), encode_links(text), width, details=details)
        except Unfitting as fault:
            if not fault.rows:
                raise PlanError(_too_long(self._reading, place, fault.units)) from fault
            after = (free or rows)[-1]
            self.edits.insertions.append(Insertion(place, spots[0].sheet, after, fault.rows))
            return True
        column = spots[0].column
        emptied = set()
        for row, before, part in zip_longest((*rows, *free), old, new):
            spot = Spot(spots[0].sheet, row, column)
            if part is None and self._is_filled(spot):
                emptied.add(row)
                self._put(spot, _EMPTY, place)
            elif part is not None and (len(spots) == 1 or part != before):
                self._put(spot, part, place)
        below = [spot for spot in spots if spot.row > rows[-1]]  # under a merged area
        emptied |= {spot.row for spot in below}
        self._empty(below, place)
        for part_name in ("publicity", "basis"):
            further = self._reading.cells.get(place._replace(part=part_name), ())[1:]
            self._empty((spot for spot in further if spot.row in emptied), place)
        return True

    def _answer_rows(
        self, place: Place, spots: tuple[Spot, ...], scan: SheetScan
    ) -> tuple[list[int], list[int]]:
        """The rows that the answer is in, and the free ones below, which it may go on in.

        An answer away from its row, or in a merged area, has no further rows.
        """
        first, column = spots[0].row, spots[0].column
        rows = [first]
        while rows[-1] < spots[-1].row and scan.merged((rows[-1] + 1, column)) is None:
            rows.append(rows[-1] + 1)
        free: list[int] = []
        beside = self._reading.cells.get(place._replace(part="publicity"), ())
        at_home = bool(beside) and beside[0][:2] == spots[0][:2]
        if at_home and rows[-1] == spots[-1].row and scan.merged((first, column)) is None:
            below = self._free_rows(Spot(spots[0].sheet, rows[-1], column), scan)
            free += takewhile(lambda row: scan.merged((row, column)) is None, below)
        return rows, free

    def _free_rows(self, above: Spot, scan: SheetScan) -> Iterator[int]:
        """The rows below the cell that are empty, and have a cell in its column to be filled in."""
        row, column = above.row + 1, above.column
        look = scan.style(above.row, column)
        while row in scan.rows and not scan.is_filled(row) and column in scan.rows[row].cells:
            style = scan.style(row, column)
            to_fill = style == look or self.workbook.styles.is_unlocked(style)
            if not to_fill:
                return
            yield row
            row += 1

    def _old_parts(self, spots: tuple[Spot, ...], rows: list[int]) -> tuple[RichText, ...]:
        """The answer row by row, as its cells have it; not known where it is in one cell."""
        if len(spots) == 1 or [spot.row for spot in spots] != rows:
            return ()
        cells = (self.workbook.book.cell(spot) for spot in spots)
        return tuple(rich(cell.runs) for cell in cells)

    # Tables

    def _put_rows(self, place: Place, old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
        """Writes the rows over those of the table, new ones into its free rows."""
        if new == old:
            return
        columns = {
            key.part: spots[0]
            for key, spots in self._reading.cells.items()
            if key[:2] == place[:2] and key.row is None
        }
        scan = self.workbook.scan(next(iter(columns.values())).sheet) if columns else None
        if scan is not None:
            columns |= self._new_columns(place, {key for row in new for key in row}, columns)
        if scan is None or {key for row in new for key in row} - columns.keys():
            self.edits.missing.append(place)
            return
        rows = self._table_rows(place, len(old), columns)
        header = next(iter(columns.values()))
        if len(new) > len(rows):
            first = min(spot.column for spot in columns.values())
            above = max(rows, default=header.row)
            rows += self._room(Spot(header.sheet, above, first), scan, len(new) - len(rows))
        if len(new) > len(rows):
            after = max(rows, default=header.row)
            insertion = Insertion(place, header.sheet, after, len(new) - len(rows))
            self.edits.insertions.append(insertion)
            return
        self._put_cells(scan, columns, rows, (old, new), place)

    def _new_columns(
        self, place: Place, wanted: set[str], columns: dict[str, Spot]
    ) -> dict[str, Spot]:
        """The headers of the log's optional columns, where a workbook from before them has none.

        They are written to the right of the others, when nothing stands there.
        """
        lacking = [c for c in self._form.log.columns if c.optional and c.id not in columns]
        if place.kind != "log" or not wanted.intersection(c.id for c in lacking):
            return {}
        last = max(columns.values(), key=lambda spot: spot.column)
        scan, edits = self._sheet(last.sheet)
        new = range(last.column + 1, last.column + 1 + len(lacking))
        if scan is None or any(scan.is_column_filled(column) for column in new):
            return {}
        edits.like_column |= dict.fromkeys(new, last.column)
        made = {c.id: last._replace(column=at) for c, at in zip(lacking, new, strict=True)}
        for column in lacking:
            self._put(made[column.id], plain(column.title), place)
        return made

    def _table_rows(self, place: Place, count: int, columns: dict[str, Spot]) -> list[int]:
        """The numbers of the table's rows with content, in order."""
        key = next(iter(columns))
        cells = (self._reading.places[place._replace(part=key, row=n)].cell for n in range(count))
        return [int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in cells]

    def _room(self, above: Spot, scan: SheetScan, count: int) -> list[int]:
        """Free rows below: those of the table, and any number where nothing stands below."""
        free = list(self._free_rows(above, scan))
        last = max(free, default=above.row)
        if len(free) < count and last >= scan.last_filled:
            free += range(last + 1, last + 1 + count - len(free))
        return free[:count]

    def _put_cells(
        self,
        scan: SheetScan,
        columns: dict[str, Spot],
        rows: list[int],
        texts: tuple[tuple[Row, ...], tuple[Row, ...]],
        place: Place,
    ) -> None:
        sheet = next(iter(columns.values())).sheet
        _, edits = self._sheet(sheet)
        changed: dict[Spot, str] = {}
        whole: dict[Spot, str] = {}
        for place_of_row, number in enumerate(rows):
            before, after = (
                some[place_of_row] if place_of_row < len(some) else {} for some in texts
            )
            if number not in scan.rows and number - 1 >= rows[0]:
                edits.like[number] = rows[0]
            for key, header in columns.items():
                spot = Spot(sheet, number, header.column)
                whole[spot] = after.get(key, "")
                if before.get(key, "") != whole[spot]:
                    changed[spot] = whole[spot]
        # A merged area stands for several rows: once one of them changes, each has its own text.
        merges = [scan.merged(spot[1:]) for spot in changed]
        parted = {merge.area for merge in merges if merge is not None}
        edits.unmerged |= parted
        if parted:
            changed |= {
                spot: text
                for spot, text in whole.items()
                if any(area.covers(*spot[1:]) for area in parted)
            }
        for spot, text in changed.items():
            self._put(spot, plain(text), place)


def _too_long(reading: Reading, place: Place, length: int) -> Finding:
    location = reading.places.get(place._replace(part="text"))
    finding = Finding(Code.TEXT_TOO_LONG_FOR_CELL, values={"n": length}, place=place)
    return finding if location is None else finding.at(location)
