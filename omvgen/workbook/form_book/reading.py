"""A form workbook → the form's data as a form's file has them, and its faults cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.form.item import Json
from omvgen.locale import LANGUAGES, in_language, primary_language, tr
from omvgen.patterns import pattern
from omvgen.workbook.form_book.layout import (
    FIELD_PREFIX,
    LANGUAGE,
    LISTS,
    PARTS,
    SETTING,
    SETTINGS,
    VALUE,
    Entry,
    FormColumn,
    FormSheet,
    is_by_language,
    key_in,
    known_words,
    of_language,
    setting_rows,
)
from omvgen.workbook.xlsx.cells import Book, Sheet, Spot

_HEADERS_WITHIN = 20  # rows from the top
_SEPARATORS = pattern(r"[;\n]")
_QUOTED = pattern(r'"(\w+)"')


class _Row(NamedTuple):
    """A row of a sheet: its number, and its texts by the columns' keys."""

    number: int
    texts: Mapping[str, str]


@dataclass
class FormSource:
    """What a form workbook says: the form's data, and where each part of them stands.

    `findings` are about cells that could not be understood.
    """

    data: Json = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _spots: dict[int, dict[str, Spot]] = field(default_factory=dict)
    _sheets: dict[int, FormSheet] = field(default_factory=dict)

    def remember(self, node: Json, sheet: FormSheet, spots: dict[str, Spot]) -> None:
        self._spots[id(node)], self._sheets[id(node)] = spots, sheet

    def located(self, finding: Finding) -> Finding:
        """The finding about the data, in the words of the sheets and with its cell."""
        values = dict(finding.values)
        node, name = values.get("node"), str(values.get("name", ""))
        fields = node is not None and node is self.data.get("fields")
        key = FIELD_PREFIX + name if fields else name
        home = node if id(node) in self._spots else self.data
        sheet, spots = self._sheets[id(home)], self._spots[id(home)]
        spot = spots.get(key) or spots.get("id") or next(iter(spots.values()))
        values |= {
            "name": _title(sheet, name),
            "how": _remedy(finding.code, sheet, name, spot),
        }
        for place in ("expected", "what", "role"):
            if place in values:
                values[place] = _in_words(str(values[place]), sheet)
        return replace(finding, values=values, location=Location(spot.sheet, spot.ref))


def read_form_book(book: Book, fields: Mapping[str, str]) -> FormSource:
    """The form that the workbook describes, unchecked.

    `fields` has the words for the fields of the document's data by id.
    """
    source = FormSource()
    _read_settings(book, source, fields)
    lists = _read_lists(book, source)
    nodes: dict[str, dict[str, Json]] = {}
    for sheet in PARTS:
        nodes[sheet.level] = _read_parts(book, sheet, source, nodes, lists)
    return source


def _sheet_of(book: Book, kind: FormSheet) -> Sheet | None:
    """The sheet by its mark, or by its name in any language."""
    names = {in_language(language, kind.title).casefold() for language in LANGUAGES}
    marked = (s for s in book.sheets if s.text(1, 1) == kind.mark)
    return next(marked, None) or next(
        (s for s in book.sheets if s.name.strip().casefold() in names), None
    )


def _read_settings(book: Book, source: FormSource, fields: Mapping[str, str]) -> None:
    sheet, rows = _sheet_of(book, SETTINGS), setting_rows(dict(fields))
    name = tr(SETTINGS.title) if sheet is None else sheet.name
    spots = {"id": Spot(name, 1, 1)}
    source.remember(source.data, SETTINGS, spots)
    if sheet is None:
        source.findings.append(_lacking(SETTINGS, SETTINGS.columns[0], name, Spot(name, 1, 1)))
        return
    others: list[tuple[FormColumn, str, str]] = []
    for row in sheet.rows:
        column, tag = _setting_of(sheet.text(row, 1), sheet.text(row, SETTING), rows)
        if column is None:
            continue
        if tag:
            others.append((column, tag, sheet.text(row, VALUE)))
            continue
        spots[column.key] = spot = Spot(name, row, VALUE)
        value = _value(sheet.text(row, VALUE), column, spot, source)
        if value is None:
            continue
        home, key = _home_of(column, source)
        home[key] = value
    for column, tag, text in others:
        if text.strip():
            home, key = _home_of(column, source)
            home[key] = _by_language(home.get(key), {tag: text}, source)
    if source.data.get("verified"):
        del source.data["verified"]  # as forms are without it


def _setting_of(key: str, title: str, rows: Sequence[FormColumn]) -> tuple[FormColumn | None, str]:
    """The setting of a row, by its hidden key or its title, and the language that these name."""
    by_key = {column.key: column for column in rows}
    by_title = {each: column for column in reversed(rows) for each in column.headers()}
    if found := by_key.get(key) or by_title.get(title.casefold()):
        return found, ""
    head, _, tag = key.rpartition(".")
    words, named = of_language(title)
    column = by_key.get(head) if head else by_title.get(words.casefold())
    return (column, tag or named) if column and is_by_language(column) else (None, "")


def _home_of(column: FormColumn, source: FormSource) -> tuple[Json, str]:
    """Where in the form's data the setting stands."""
    if column.key.startswith(FIELD_PREFIX):
        home: Json = source.data.setdefault("fields", {})
        return home, column.key.removeprefix(FIELD_PREFIX)
    return source.data, column.key


def _by_language(value: Any, others: Mapping[str, Any], source: FormSource) -> Any:
    """The value with those of other languages, as a form's file has them."""
    if not others:
        return value
    own = primary_language(str(source.data.get("language", LANGUAGE)))
    given = value if isinstance(value, dict) else {} if value is None else {own: value}
    return {**given, **others}


Lists = Mapping[str, Any]
"""The choices of each list by its name, or these by language."""


def _read_lists(book: Book, source: FormSource) -> Lists:
    lists: dict[str, dict[str, list[str]]] = {}
    name = ""
    for _, row, _ in _rows(book, LISTS, source):
        name = row.texts.get("lists", "") or name
        for key, text in row.texts.items():
            head, _, tag = key.partition(".")
            if head == "choice" and text:
                lists.setdefault(name.casefold(), {}).setdefault(tag, []).append(text)
    return {name: _by_language(found.pop("", None), found, source) for name, found in lists.items()}


def _read_parts(
    book: Book,
    kind: FormSheet,
    source: FormSource,
    nodes: Mapping[str, dict[str, Json]],
    lists: Lists,
) -> dict[str, Json]:
    """Puts a part into the form for each row of the sheet; returns the parts by id."""
    found: dict[str, Json] = {}
    parent_id = ""
    for sheet, row, places in _rows(book, kind, source):
        node: Json = {}
        spots = {key: Spot(sheet.name, row.number, place) for key, place in places.items()}
        for column in kind.columns:
            if column.key not in spots:
                continue
            text, spot = row.texts.get(column.key, ""), spots[column.key]
            if (
                column.key == "kind"
                and " " in text
                and text.split()[0] in ("select_one", "select_multiple")
            ):
                text, _, named = text.partition(" ")  # as XLSForm writes the list's name
                node["choices"] = _choices(named.strip(), lists, spot, source)
            value = _value(text, column, spot, source)
            if column.entry is Entry.CHOICES and value is not None:
                value = _choices(value, lists, spot, source)
            value = _by_language(value, _in_others(column, row), source)
            if value is not None and value is not False:
                node[column.key] = value
        source.remember(node, kind, spots)
        siblings = source.data.setdefault("sections", [])
        if kind.parent is not None:
            parent_id = row.texts.get(kind.parent.key, "") or parent_id
            parent = nodes[kind.parent.key].get(parent_id)
            if parent is None:
                spot = spots.get(kind.parent.key) or next(iter(spots.values()))
                source.findings.append(_unknown(parent_id, kind.parent, nodes, spot))
                continue
            siblings = parent.setdefault(kind.level, [])
        siblings.append(node)
        found.setdefault(str(node.get("id", "")), node)
    return found


def _in_others(column: FormColumn, row: _Row) -> dict[str, str]:
    """The column's texts in other languages than the form's own."""
    found = {}
    for key, text in row.texts.items():
        head, _, tag = key.partition(".")
        if tag and head == column.key and text.strip():
            found[tag] = text
    return found


def _rows(
    book: Book, kind: FormSheet, source: FormSource
) -> Iterator[tuple[Sheet, _Row, dict[str, int]]]:
    """The rows of the sheet that have a text, with the places of its columns.

    Columns whose header is not found are findings.
    """
    sheet = _sheet_of(book, kind)
    if sheet is None:
        name = tr(kind.title)
        source.findings.append(_lacking(kind, kind.all_columns[0], name, Spot(name, 1, 1)))
        return
    headers = {title: c for c in reversed(kind.all_columns) for title in c.headers()}
    header_row, places = 0, dict[str, int]()
    for row in sorted(sheet.rows)[:_HEADERS_WITHIN]:
        here = {_key_of(sheet.text(row, c), headers): c for c in sheet.rows[row]}
        here.pop("", None)
        if len(here) > len(places):
            header_row, places = row, here
    for column in kind.all_columns:
        if column.key not in places and not column.optional:
            spot = Spot(sheet.name, header_row or 1, 1)
            source.findings.append(_lacking(kind, column, sheet.name, spot))
    source.findings += _unread(sheet, kind, header_row, {*places.values()})
    for row in sheet.rows:
        texts = {key: sheet.text(row, place) for key, place in places.items()}
        if row > header_row and any(texts.values()):
            yield sheet, _Row(row, texts), places


def _key_of(header: str, known: Mapping[str, FormColumn]) -> str:
    """The key of the column with the header, its language behind it; empty when it has none."""
    if column := known.get(header.strip().casefold()):
        return column.key
    title, tag = of_language(header)
    column = known.get(title.casefold())
    return key_in(column.key, tag) if column and tag and is_by_language(column) else ""


def _unread(sheet: Sheet, kind: FormSheet, header_row: int, read: set[int]) -> Iterator[Finding]:
    """A finding for each column with a header and text, but without a meaning."""
    known = [tr(column.title) for column in kind.all_columns]
    for place in sheet.rows.get(header_row, ()):
        header = sheet.text(header_row, place).strip()
        filled = any(row > header_row and sheet.text(row, place).strip() for row in sheet.rows)
        if header and filled and place not in read and not header.startswith("#"):
            values = {"name": header, "sheet_named": sheet.name, "known": ", ".join(known)}
            where = Location(sheet.name, Spot(sheet.name, header_row, place).ref)
            yield Finding(Code.FORM_HEADER_UNKNOWN, where, values)


def _value(text: str, column: FormColumn, spot: Spot, source: FormSource) -> Any:
    """The value that the cell's text stands for; None for an empty cell."""
    if not text.strip():
        return None
    if column.entry is Entry.NAMES:
        return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    if column.entry is Entry.NUMBER and text.strip().isdecimal():
        return int(text)
    if column.entry not in (Entry.YES_NO, Entry.WORD):
        return text
    known = known_words(column)
    word = " ".join(text.split()).casefold()
    if word not in known:
        choices = [tr(label) for label in column.words.values()] or [tr("Kyllä"), tr("Ei")]
        values = {"value": text, "name": tr(column.title), "choices": ", ".join(choices)}
        where = Location(spot.sheet, spot.ref)
        source.findings.append(Finding(Code.FORM_CELL_WORD_UNKNOWN, where, values))
        return None
    return bool(known[word]) if column.entry is Entry.YES_NO else known[word]


def _choices(name: str, lists: Lists, spot: Spot, source: FormSource) -> Any:
    """The choices of the list with the name; None, and a finding, when there is no such list."""
    if name.casefold() in lists:
        return lists[name.casefold()]
    values = {"value": name, "sheet_named": tr(LISTS.title), "known": ", ".join(lists) or "–"}
    where = Location(spot.sheet, spot.ref)
    source.findings.append(Finding(Code.FORM_NAME_UNKNOWN, where, values))
    return None


def _unknown(
    name: str, parent: FormColumn, nodes: Mapping[str, dict[str, Json]], spot: Spot
) -> Finding:
    """That the row belongs to nothing that is on the sheet of its parents."""
    home = next(kind for kind in PARTS if kind.level == parent.key)
    known = ", ".join(nodes[parent.key]) or "–"
    values = {"value": name, "sheet_named": tr(home.title), "known": known}
    return Finding(Code.FORM_NAME_UNKNOWN, Location(spot.sheet, spot.ref), values)


def _lacking(kind: FormSheet, column: FormColumn, sheet: str, spot: Spot) -> Finding:
    values = {"name": tr(column.title), "sheet_named": sheet}
    return Finding(Code.FORM_HEADER_MISSING, Location(spot.sheet, spot.ref), values)


def _title(sheet: FormSheet, key: str) -> str:
    """What the sheets call a key of a form's file."""
    column = sheet.column(key)
    if column is not None:
        return tr(column.title)
    below = next((kind for kind in PARTS if kind.level == key), None)
    return tr(below.title) if below else key


def _remedy(code: Code, sheet: FormSheet, key: str, spot: Spot) -> str:
    """How to mend what is missing."""
    if code is Code.FORM_TABLE_WITHOUT_KEY:
        return tr(
            "Kirjoita välilehdelle Sarakkeet Kyllä niihin taulukon sarakkeisiin, joista "
            "rivin tunnistaa."
        )
    below = next((kind for kind in PARTS if kind.level == key), None)
    if below is not None:
        return tr("Lisää rivi välilehdelle {sheet}.", sheet=tr(below.title))
    return tr("Kirjoita tieto soluun {cell}.", cell=spot.ref)


def _in_words(text: str, sheet: FormSheet) -> str:
    """Such as `kind = "choice"` in the words of the sheet: `Laji = valinta`."""
    words = {v: tr(w) for column in sheet.columns for v, w in column.words.items()}
    for column in sheet.columns:
        text = re.sub(rf"\b{column.key}\b(?= =|$)", tr(column.title), text)
    text = _QUOTED.sub(lambda match: words.get(match[1], match[1]), text)
    return words.get(text, text)
