"""The changes themselves as HTML: answers, publicity, table rows, fields, the change log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from omvgen.diff.labels import (
    change_words,
    field_title,
    form_change_words,
    item_words,
    look_words,
    publicity_words,
    row_name,
    row_number,
    secret_words,
    table_title,
)
from omvgen.diff.looks import looks
from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    Kind,
    Nature,
    Part,
    PublicityChange,
    RowChange,
    Segment,
)
from omvgen.diff.outline import (
    FIELDS_GROUP,
    FORM,
    FORM_GROUP,
    LOG_GROUP,
    PUBLICITY,
    Cell,
    Group,
    Item,
    cells,
    groups,
)
from omvgen.diff.sides import Block, Line, Piece, blocks
from omvgen.form.form import Form, FormTable
from omvgen.locale import language, tr
from omvgen.plan.links import link_address
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.text import RichText, Run, plain
from omvgen.writers.html.markup import Markup, element, joined

_WITHIN_SPACES = re.compile(r"( *)(.*?)( *)")
_MARKS = {Part.DELETE: "del", Part.INSERT: "ins"}


@dataclass(frozen=True)
class Items:
    """The parts of the page that tell of changes.

    Each change is an element with `data-nature`, by which the page filters.
    """

    changes: Changes
    form: Form

    @property
    def lang(self) -> str | None:
        """The language of the form and answers, where it is another than the page's."""
        return None if self.form.language.split("-")[0] == language() else self.form.language

    def of(self, id_: str) -> Markup:
        """The changes of a part of the plan; `id_` is its tally's."""
        if id_ == FORM_GROUP:
            return joined(*(self._item(FORM, form_change_words(c)) for c in self.changes.form))
        if id_ == FIELDS_GROUP:
            return self._table("", (self._field(field) for field in self.changes.fields))
        if id_ == LOG_GROUP:
            return self._table("", (self._row(row, self.form.log) for row in self.changes.log))
        return self._group(self._groups[id_])

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.id: group for group in groups(self.changes, self.form)}

    def _group(self, group: Group) -> Markup:
        return joined(
            *(self._question(item) for item in group.items),
            *(self._rows(table.table, table.rows) for table in group.tables),
        )

    def _question(self, item: Item) -> Markup:
        number = element("span", item.number, class_="number") if item.number else ""
        return element(
            "article",
            element("h3", number, " " if number else "", item.title, lang=self.lang),
            self._answer(item.answer) if item.answer else "",
            self._publicity(item.publicity) if item.publicity else "",
            *(self._rows(table.table, table.rows) for table in item.tables),
            class_="part",
            id=f"kohta-{item.id}" if item.number else None,
        )

    def _item(self, sort: str, *content: str) -> Markup:
        return element("div", *content, class_="item", data_nature=sort)

    def _answer(self, change: Change) -> Markup:
        head = _head(change_words(change), change.secret)
        old, new = change.old, change.new
        if change.nature is Nature.VALUE and "\n" not in old.plain + new.plain:
            told = self._arrow(old, new)
        elif change.nature in (Nature.VALUE, Nature.REWRITTEN):
            told = self._whole(old, new)
        elif change.formatting_only:
            told = Markup()
        else:
            told = self._compared(blocks(change.segments, old, new))
        formats = (
            element("p", tr("Muotoilu: {look}", look=look_words(look)), class_="look")
            for look in looks(change)
        )
        return self._item(change.nature.value, head, told, *formats)

    def _publicity(self, change: PublicityChange) -> Markup:
        old, new = map(plain, publicity_words(change))
        return self._item(PUBLICITY, _head(tr("Julkisuus")), self._arrow(old, new, lang=False))

    def _arrow(self, old: RichText, new: RichText, *, lang: bool = True) -> Markup:
        return element(
            "p",
            _side(Part.DELETE, old),
            " → ",
            _side(Part.INSERT, new),
            class_="arrow",
            lang=self.lang if lang else None,
        )

    def _whole(self, old: RichText, new: RichText) -> Markup:
        """Both texts from beginning to end, where words that differ would say nothing."""
        segments = (Segment(Part.DELETE, old.plain), Segment(Part.INSERT, new.plain))
        block = blocks(segments, old, new)[0]
        titled = (
            (tr("Vanha teksti"), block.old if old else ()),
            (tr("Uusi teksti"), block.new if new else ()),
        )
        told = [
            element("div", element("p", title, class_="side"), self._text(lines), class_="whole")
            for title, lines in titled
            if lines
        ]
        return element("div", *told, class_="pair")

    def _compared(self, found: tuple[Block, ...]) -> Markup:
        """The texts in one column and in two; the style sheet shows one of these."""
        one = [element("div", self._lines(block.both), class_=_fold(block)) for block in found]
        two = [
            element(
                "tr",
                element("td", self._lines(block.old)),
                element("td", self._lines(block.new)),
                class_=_fold(block),
            )
            for block in found
        ]
        return joined(
            element("div", *one, class_="text in-one", lang=self.lang),
            element(
                "table",
                element("thead", element("tr", *_titles(tr("Vanha teksti"), tr("Uusi teksti")))),
                element("tbody", *two, lang=self.lang),
                class_="text in-two",
            ),
        )

    def _text(self, lines: Iterable[Line]) -> Markup:
        return element("div", self._lines(lines), class_="text", lang=self.lang)

    def _lines(self, lines: Iterable[Line]) -> Markup:
        return joined(*(_line(line) for line in lines if line))

    def _rows(self, id_: str, rows: Iterable[RowChange]) -> Markup:
        table = self.form.tables.get(id_)
        return self._table(table_title(id_, table), (self._row(row, table) for row in rows))

    def _table(self, title: str, items: Iterable[Markup]) -> Markup:
        return element(
            "table",
            element("caption", title) if title else "",
            element("thead", element("tr", *_titles(tr("Tieto"), tr("Vanha"), tr("Uusi")))),
            *items,
            class_="part rows",
        )

    def _row(self, change: RowChange, table: FormTable | None) -> Markup:
        """A changed row: its name, and under it each cell that differs."""
        name = element("span", row_name(change, table), class_="name", lang=self.lang)
        head = element(
            "th",
            _what(item_words(change)),
            ": ",
            name,
            _secret(change.secret),
            scope="rowgroup",
            colspan="3",
        )
        told = list(cells(change, table))
        if change.kind is Kind.MOVED:
            places = (row_number(change.old_place), row_number(change.new_place))
            told.append(Cell(tr("Paikka taulukossa"), *places))
        rows = [self._cell(cell, both=change.kind is Kind.CHANGED) for cell in told]
        return _items(change.nature, element("tr", head), *rows)

    def _cell(self, cell: Cell, *, both: bool) -> Markup:
        old, new = plain(cell.old), plain(cell.new)
        return element(
            "tr",
            element("th", cell.title, scope="row"),
            element("td", _side(Part.DELETE, old) if old or both else ""),
            element("td", _side(Part.INSERT, new) if new or both else ""),
            lang=self.lang,
        )

    def _field(self, change: FieldChange) -> Markup:
        title = element("span", field_title(change, self.form), class_="name", lang=self.lang)
        head = element(
            "th", title, " ", _what(item_words(change)), _secret(change.secret), scope="row"
        )
        old, new = plain(change.old), plain(change.new)
        if change.nature is Nature.VALUE:
            sides = [_side(Part.DELETE, old), _side(Part.INSERT, new)]
        else:
            found = blocks(change.segments, old, new)
            sides = [
                self._text(line for block in found for line in block.old),
                self._text(line for block in found for line in block.new),
            ]
        row = element("tr", head, *(element("td", side, lang=self.lang) for side in sides))
        return _items(change.nature, row)


def _items(nature: Nature, *rows: Markup) -> Markup:
    return element("tbody", *rows, class_="item", data_nature=nature.value)


def _titles(*titles: str) -> list[Markup]:
    return [element("th", title, scope="col") for title in titles]


def _head(words: str, secret: bool = False) -> Markup:
    return element("p", _what(words), _secret(secret), class_="head")


def _what(words: str) -> Markup:
    return element("span", words, class_="what")


def _secret(secret: bool) -> Markup:
    if not secret:
        return Markup()
    return joined(" ", element("span", secret_words(secret), class_="secret"))


def _side(part: Part, text: RichText) -> Markup:
    """A whole value that went or came; that there was none is said in words."""
    if not text:
        return element("span", tr("(tyhjä)"), class_="nothing")
    return element(_MARKS[part], *(_formatted(run, run.text) for run in text.runs))


def _fold(shown: Block | Piece) -> str | None:
    return "rest" if shown.folded else "gap" if shown.gap else None


def _line(line: Line) -> Markup:
    """A line of text as a paragraph; list items hang from their mark."""
    item = mark_length("".join(piece.text for piece in line)) > 0
    return element("p", *map(_piece, line), class_="entry" if item else None)


def _piece(piece: Piece) -> Markup:
    if piece.part in _MARKS:
        # Spaces at the ends stay outside the mark, which is ugly around them.
        before, text, after = _WITHIN_SPACES.fullmatch(piece.text).groups()  # type: ignore[union-attr]
        return joined(before, element(_MARKS[piece.part], _formatted(piece.run, text)), after)
    shown = _formatted(piece.run, piece.text)
    fold = _fold(piece)
    return element("span", shown, class_=fold) if fold else shown


def _formatted(run: Run, text: str) -> Markup:
    """Text in a run's format. A link leads only where any document may lead."""
    shown = joined(text)
    for wanted, name in (
        (run.strike, "s"),
        (run.underline, "u"),
        (run.italic, "em"),
        (run.bold, "strong"),
    ):
        if wanted:
            shown = element(name, shown)
    address = link_address(run.link or "")
    return element("a", shown, href=address) if address else shown
