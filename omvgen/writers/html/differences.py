"""Changes of texts and table rows as HTML.

Each change is an element of the class `item` with `data-nature`, by which the page's
script filters; `part` are elements that are hidden when all changes in them are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from omvgen.content.blocks import (
    ChangedCell,
    ChangedRow,
    ChangedTable,
    ChangedText,
    Compared,
    Difference,
    Replaced,
    Rewritten,
)
from omvgen.content.labels import table_title
from omvgen.diff.hunks import Fragment, FragmentLine, Hunk, hunks
from omvgen.diff.model import Segment, SegmentKind
from omvgen.locale import tr
from omvgen.patterns import pattern
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.text import RichText
from omvgen.writers.html.markup import Markup, element, joined
from omvgen.writers.html.spans import run_markup

_WITHIN_SPACES = pattern(r"( *+)((?:.*[^ ])?)( *+)")
_MARKS = {SegmentKind.DELETE: "del", SegmentKind.INSERT: "ins"}


@dataclass(frozen=True)
class Differences:
    """Writes what changed. `lang` is the plan's language, where it is not the page's."""

    lang: str | None

    def text(self, change: ChangedText) -> Markup:
        """A change of an answer or its publicity."""
        head = element(
            "p",
            element("span", change.happened, class_="what"),
            _remark(change.remark),
            class_="head",
        )
        formatting = (
            element("p", tr("Muotoilu: {look}", look=words), class_="look")
            for words in change.formatting
        )
        shown = self._difference(change.difference)
        return element(
            "div", head, shown, *formatting, class_="item", data_nature=change.nature.value
        )

    def table(self, table: ChangedTable) -> Markup:
        """The changed rows: of each its name, and under it the cells that differ."""
        titles = (tr("Tieto"), tr("Vanha"), tr("Uusi"))
        return element(
            "table",
            element("caption", table_title(table.title)) if table.titled else "",
            element("thead", element("tr", *column_titles(*titles))),
            *map(self._row, table.rows),
            class_="part rows",
        )

    def _row(self, row: ChangedRow) -> Markup:
        name = element("span", row.name, class_="name", lang=self.lang)
        happened = element("span", row.happened, class_="what")
        if row.value:
            head = element("th", name, " ", happened, _remark(row.remark), scope="row")
            sides = (element("td", side, lang=self.lang) for side in self._sides(row.value))
            rows = [element("tr", head, *sides)]
        else:
            words = (happened, ": ", name, _remark(row.remark))
            head = element("th", *words, scope="rowgroup", colspan="3")
            rows = [element("tr", head), *map(self._cell, row.cells)]
        return element("tbody", *rows, class_="item", data_nature=row.nature.value)

    def _cell(self, cell: ChangedCell) -> Markup:
        return element(
            "tr",
            element("th", cell.title, scope="row"),
            *(element("td", side) for side in self._sides(cell.difference)),
            lang=self.lang,
        )

    def _sides(self, difference: Difference) -> tuple[Markup, Markup]:
        """The old and the new side of a row, for a cell each."""
        match difference:
            case Replaced(old, new) | Rewritten(old, new):
                return _side(SegmentKind.DELETE, old), _side(SegmentKind.INSERT, new)
            case Compared(segments, old, new):
                found = hunks(segments, old, new)
                return (
                    self._text(line for hunk in found for line in hunk.old),
                    self._text(line for hunk in found for line in hunk.new),
                )
            case _:
                assert_never(difference)

    def _difference(self, difference: Difference | None) -> Markup:
        match difference:
            case None:
                return Markup()
            case Replaced():
                old, new = self._sides(difference)
                return element("p", old, " → ", new, class_="arrow", lang=self.lang)
            case Rewritten(old, new):
                return self._whole(old, new)
            case Compared(segments, old, new):
                return self._compared(hunks(segments, old, new))
            case _:
                assert_never(difference)

    def _whole(self, old: RichText, new: RichText) -> Markup:
        """Both texts from beginning to end."""
        segments = (Segment(SegmentKind.DELETE, old.plain), Segment(SegmentKind.INSERT, new.plain))
        hunk = hunks(segments, old, new)[0]
        sides = (
            (tr("Vanha teksti"), hunk.old if old else ()),
            (tr("Uusi teksti"), hunk.new if new else ()),
        )
        shown = [
            element("div", element("p", title, class_="side"), self._text(lines), class_="whole")
            for title, lines in sides
            if lines
        ]
        return element("div", *shown, class_="pair")

    def _compared(self, found: tuple[Hunk, ...]) -> Markup:
        """The texts in one column and in two; the style sheet shows one of these."""
        one = [element("div", _lines(hunk.both), class_=_fold(hunk)) for hunk in found]
        two = [
            element(
                "tr",
                element("td", _lines(hunk.old)),
                element("td", _lines(hunk.new)),
                class_=_fold(hunk),
            )
            for hunk in found
        ]
        titles = column_titles(tr("Vanha teksti"), tr("Uusi teksti"))
        return joined(
            element("div", *one, class_="text in-one", lang=self.lang),
            element(
                "table",
                element("thead", element("tr", *titles)),
                element("tbody", *two, lang=self.lang),
                class_="text in-two",
            ),
        )

    def _text(self, lines: Iterable[FragmentLine]) -> Markup:
        return element("div", _lines(lines), class_="text", lang=self.lang)


def column_titles(*titles: str) -> list[Markup]:
    """The titles of a table's columns."""
    return [element("th", title, scope="col") for title in titles]


def _remark(words: str) -> Markup:
    return joined(" ", element("span", words, class_="secret")) if words else Markup()


def _side(kind: SegmentKind, text: RichText | None) -> Markup:
    """A whole value as deleted or inserted, or `(tyhjä)`; nothing where there is no such side."""
    if text is None:
        return Markup()
    if not text:
        return element("span", tr("(tyhjä)"), class_="nothing")
    return element(_MARKS[kind], *(run_markup(run, run.text) for run in text.runs))


def _fold(shown: Hunk | Fragment) -> str | None:
    return "rest" if shown.folded else "gap" if shown.gap else None


def _lines(lines: Iterable[FragmentLine]) -> Markup:
    return joined(*(_line(line) for line in lines if line))


def _line(line: FragmentLine) -> Markup:
    """A line of text as a paragraph; list items hang from their mark."""
    item = mark_length("".join(fragment.text for fragment in line)) > 0
    return element("p", *map(_fragment, line), class_="entry" if item else None)


def _fragment(fragment: Fragment) -> Markup:
    if fragment.kind in _MARKS:
        # Spaces at the ends stay outside the mark, which is ugly around them.
        before, text, after = _WITHIN_SPACES.fullmatch(fragment.text).groups()  # type: ignore[union-attr]
        shown = run_markup(fragment.run, text)
        return joined(before, element(_MARKS[fragment.kind], shown), after)
    shown = run_markup(fragment.run, fragment.text)
    fold = _fold(fragment)
    return element("span", shown, class_=fold) if fold else shown
