"""Texts of a workbook that the plan read from it does not hold: counted word by word.

This does not ask how the reader came to its plan. Each cell's words are looked for in the part
of the plan that stands at its place or above it; what is not there, and is not ours, is unplaced.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from omvgen.findings.model import Location, Place
from omvgen.form.form import Column, Form, Question
from omvgen.patterns import pattern
from omvgen.plan.bases import join_bases
from omvgen.plan.links import encode_links
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.expected import same_words
from omvgen.workbook.vocabulary import as_shown, publicity_words
from omvgen.workbook.xlsx.cells import Book, Cell, Sheet, Spot, cell_position

# A text of ours with as many words is nobody's answer, however often it stands on a sheet.
_SURELY_OURS = 4
_WORD = pattern(r"\w+|[^\w\s]")
# Staff may repeat these on the further rows of an answer.
_REPEATABLE = ("publicity", "basis")

Words = Counter[str]


class Unplaced(NamedTuple):
    """A cell whose words the plan does not have."""

    spot: Spot
    cell: Cell


class _Held(NamedTuple):
    """Words of the plan that stand from the row on."""

    row: int
    words: Words
    repeatable: bool


HeldWords = dict[tuple[str, int], list[_Held]]
"""The words of a plan by the sheet and column of their places, from the top."""


def words(text: str) -> Words:
    return Counter(_WORD.findall(text.casefold()))


class OurTexts:
    """The texts that omvgen writes: those of an empty workbook of the form, and `more`."""

    def __init__(self, blank: Book, more: Iterable[str] = ()) -> None:
        self.counts: Counter[str] = Counter()
        for sheet in blank.sheets:
            self.counts |= Counter(same_words(cell.text) for cell in sheet.cells.values())
        self.always = {text for text in self.counts if len(text.split()) >= _SURELY_OURS}
        self.always |= set(map(same_words, more))

    def on_sheet(self) -> Counter[str]:
        """How often each text may stand on a sheet and still be ours."""
        return Counter(self.counts)


def unplaced(
    sheets: Iterable[Sheet],
    held: HeldWords,
    ours: OurTexts,
    *,
    known: frozenset[Spot],
    own: frozenset[str],
) -> Iterator[Unplaced]:
    """The cells of the sheets with words that are neither in the plan nor ours.

    `held` comes from `held_words`; `known` are cells that are ours whatever they hold,
    `own` the sheets of people's own, on which no text is ours.
    """
    for sheet in sheets:
        is_own = sheet.name in own
        left = Counter[str]() if is_own else ours.on_sheet()
        for row, columns in sheet.rows.items():
            for column in columns:
                spot, cell = Spot(sheet.name, row, column), sheet.cell(row, column)
                text = same_words(cell.text)
                if not text or spot in known or _is_held(held, spot, cell):
                    continue
                if text in ours.always and not is_own:
                    continue
                if left[text] > 0:
                    left[text] -= 1
                    continue
                yield Unplaced(spot, cell)


def _is_held(held: HeldWords, spot: Spot, cell: Cell) -> bool:
    """Whether the plan has the cell's words at its place. Words are counted once."""
    above = held.get((spot.sheet, spot.column), [])
    place = bisect_right(above, spot.row, key=lambda one: one.row)
    if not place:
        return False
    one = above[place - 1]
    for text in (cell.text, cell.bare):
        if text and (wanted := words(text)) <= one.words:
            if not one.repeatable:
                one.words.subtract(wanted)
            return True
    return False


def held_words(form: Form, plan: Plan, places: Mapping[Place, Location]) -> HeldWords:
    """The words of each part of the plan, by the sheet and column of its place, from the top."""
    found: HeldWords = {}
    for place, location in places.items():
        position = cell_position(location.cell)
        if position is not None:
            row, column = position
            held = _Held(row, _words_of(form, plan, place), place.part in _REPEATABLE)
            found.setdefault((location.sheet, column), []).append(held)
    for column_of_sheet in found.values():
        column_of_sheet.sort(key=lambda one: one.row)
    return found


def _words_of(form: Form, plan: Plan, place: Place) -> Words:
    language = form.language
    match place.kind:
        case "answer":
            answer = plan.answer(place.id)
            if place.part == "publicity":
                publicity = answer.publicity
                shown = publicity_words(language)[publicity] if publicity else ""
                return words(publicity.value) | words(shown) if publicity else Counter()
            parts = {"basis": join_bases(answer.bases), "note": answer.note}
            return words(parts.get(place.part) or _text(plan, place))
        case "field":
            return _both_ways(plan.field(place.id), form.fields.get(place.id), language)
        case _ if place.row is None:
            return Counter()  # a header
        case "log":
            row = plan.log[place.row]
            column = next((c for c in form.log.columns if c.id == place.part), None)
            return _both_ways(row.get(place.part, ""), column, language)
        case _:
            rows = plan.rows(place.id)
            row = rows[place.row] if place.row < len(rows) else {}
            return words(row.get(place.part, ""))


def _text(plan: Plan, place: Place) -> str:
    return encode_links(plan.answer(place.id).text).plain if place.part == "text" else ""


def _both_ways(text: str, item: Question | Column | None, language: str) -> Words:
    """The words of the value as the plan has it, and as the sheet shows it."""
    return words(text) | (words(as_shown(text, item, language)) if item else Counter())
