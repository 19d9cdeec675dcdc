"""A form workbook: the sheets in which an organisation describes its own form."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from omvgen.form.as_toml import form_as_toml
from omvgen.form.form import Form
from omvgen.form.item import Json
from omvgen.form.sheets import GUIDE
from omvgen.form.texts import languages
from omvgen.locale import mark, tr
from omvgen.workbook import styles
from omvgen.workbook.form_book.finding import data_of, load
from omvgen.workbook.form_book.layout import (
    FIELD_PREFIX,
    FIELD_TITLE,
    FORM_WORKBOOK_PROPERTY,
    LANGUAGE,
    LISTS,
    NO,
    PARTS,
    QUESTIONS,
    SECTIONS,
    SETTING,
    SETTING_HEADERS,
    SETTINGS,
    TABLES,
    VALUE,
    YES,
    Entry,
    FormColumn,
    FormSheet,
    is_by_language,
    key_in,
    setting_rows,
    title_in,
)
from omvgen.workbook.layout import FIRST_ROW, HEADER_ROW, ID, LINK_ROW, SheetColumn
from omvgen.workbook.template.guidance import listed, offer
from omvgen.workbook.template.make import empty_book, saved
from omvgen.workbook.template.sheets import new_sheet, put_headers, start_at
from omvgen.workbook.template.writing import put
from omvgen.workbook.text_fit import row_height
from omvgen.workbook.xlsx.cells import Area

SPARE_ROWS = 50
_STEP_WIDTHS = {2: 5.0, 3: 30.0, 4: 92.0}
_SETTING_WIDTHS = (30.0, 60.0, 60.0)
_GUIDE_TITLE = mark("Näin kuvaat oman lomakkeen")
_STEPS = (
    (
        mark("Aloita asetuksista"),
        mark("Anna lomakkeelle tunniste, versio, nimi ja kieli välilehdellä {settings}."),
    ),
    (
        mark("Kirjoita osiot"),
        mark("Välilehti {sections}: jokaisesta osiosta tulee työkirjaan oma välilehti."),
    ),
    (
        mark("Kirjoita kohdat"),
        mark(
            "Välilehti {questions}: rivi on kysymys. Nimeä osio sen tunnisteella. Jätä solu "
            "tyhjäksi, kun osio on sama kuin edellisellä rivillä."
        ),
    ),
    (
        mark("Lisää taulukot, jos niitä on"),
        mark("Taulukko välilehdelle {tables}, sen sarakkeet välilehdelle {columns}."),
    ),
    (
        mark("Kirjoita valintojen vaihtoehdot"),
        mark("Välilehti {lists}: anna luettelolle nimi ja kirjoita se valinnan kohdalle."),
    ),
    (
        mark("Laajenna valmista lomaketta, jos sellainen on"),
        mark(
            "Kirjoita valmiin lomakkeen tunniste asetuksiin ja luettele vain lisättävät kohdat ja "
            "taulukot. Valmiin lomakkeen kohtia ei voi muuttaa eikä poistaa."
        ),
    ),
    (
        mark("Tarkista ja ota käyttöön"),
        mark(
            "Tallenna Excel-työkirjana (.xlsx). Tarkista komennolla omvgen form check. Tee "
            "täytettävä työkirja: omvgen template --form ja tämän tiedoston nimi."
        ),
    ),
)


def form_file(ending: str, form: str | os.PathLike[str] | None, extends: str) -> bytes:
    """A file that describes a form: a form workbook (`.xlsx`) or TOML (`.toml`).

    It has the form of that name or file; without one it is empty but for the sections of
    the form that it `extends`, to which questions can be added. Raises `ReadError` when a
    form is not found or cannot be used.
    """
    data = _beginning(extends) if form is None else data_of(form)
    if ending == ".toml":
        return form_as_toml(data).encode()
    return make_form_workbook(load(), data)


def _beginning(extends: str) -> Json:
    data: Json = {"id": "", "version": "1", "language": LANGUAGE, "sections": []}
    if not extends:
        return data
    base = load(extends)
    sections = [{"id": s.id, "sheet": s.sheet, "title": s.title} for s in base.sections]
    return data | {"language": base.language, "extends": base.id, "sections": sections}


def make_form_workbook(form: Form, data: Json) -> bytes:
    """The form workbook (.xlsx) with the data of a form, which may be all but empty.

    `form` gives the words for the fields of the document's data. The words are in the
    language in use. The same data give the same bytes.
    """
    book = empty_book("", "fi-FI", {FORM_WORKBOOK_PROPERTY: "1"})
    tags = languages({"language": LANGUAGE} | data)  # an extension may leave it to its form
    _put_guide(book)
    _put_settings(book, data, {field.id: field.text for field in form.document_fields}, tags)
    lists = _lists(data)
    for kind in (*PARTS, LISTS):
        rows = _list_rows(lists, tags) if kind is LISTS else _rows(kind, data, lists, tags)
        _put_rows(book, kind, list(rows), tags)
    return saved(book)


Tags = tuple[str, ...]
"""The languages of a form's texts, its own first."""


def _with_languages(columns: Iterable[FormColumn], tags: Tags) -> list[FormColumn]:
    """The columns, each followed by those with its texts in the other languages."""
    found: list[FormColumn] = []
    for column in columns:
        found.append(column)
        if is_by_language(column):
            title = tr(column.title)
            found += (
                column._replace(key=key_in(column.key, tag), title=title_in(title, tag))
                for tag in tags[1:]
            )
    return found


def _in_language(value: Any, tag: str, own: str) -> Any:
    """The value in that language alone; None where it is not given in it."""
    if isinstance(value, dict):
        return value.get(tag)
    return value if tag == own else None


def _texts(column: FormColumn, value: Any, tags: Tags) -> dict[str, str]:
    """The texts of a column, and of those of the other languages, by key."""
    if not is_by_language(column):
        return {column.key: _shown(column, value)}
    own = tags[0]
    return {
        column.key if tag == own else key_in(column.key, tag): _shown(
            column, _in_language(value, tag, own)
        )
        for tag in tags
    }


def _put_guide(book: Any) -> None:
    sheet = new_sheet(book, tr(GUIDE.title), GUIDE.mark, tr(_GUIDE_TITLE), _STEP_WIDTHS)
    names = {kind.level: tr(kind.title) for kind in (SETTINGS, *PARTS, LISTS)}
    for number, (step, how) in enumerate(_STEPS, start=1):
        row, text = HEADER_ROW + number, tr(how, **names)
        put(sheet.cell(row, 2), f"{number}.", styles.STEP)
        put(sheet.cell(row, 3), tr(step), styles.STEP)
        put(sheet.cell(row, 4), text, styles.PLAIN)
        sheet.row_dimensions[row].height = row_height(
            (text, _STEP_WIDTHS[4]), (tr(step), _STEP_WIDTHS[3])
        )
    start_at(sheet, "B2")


def _put_settings(book: Any, data: Json, fields: dict[str, str], tags: Tags) -> None:
    columns = {
        place: SheetColumn(header, width)
        for place, (header, width) in enumerate(
            zip(SETTING_HEADERS, _SETTING_WIDTHS, strict=True), start=SETTING
        )
    }
    sheet = _sheet(book, SETTINGS, columns)
    values = data | {FIELD_PREFIX + id_: text for id_, text in data.get("fields", {}).items()}
    texts: dict[str, str] = {}
    for column in setting_rows(fields):
        texts |= _texts(column, values.get(column.key), tags)
    for row, column in enumerate(_with_languages(setting_rows(fields), tags), start=FIRST_ROW):
        text = texts[column.key]
        title = tr(column.title)
        if column.key.startswith(FIELD_PREFIX):
            title = tr(FIELD_TITLE, field=title)
        put(sheet.cell(row, ID), column.key, styles.PLAIN)
        put(sheet.cell(row, SETTING), title, styles.NUMBER)
        put(sheet.cell(row, VALUE), text, styles.ANSWER)
        put(sheet.cell(row, VALUE + 1), tr(column.help), styles.HELP)
        sheet.row_dimensions[row].height = row_height(
            *zip((title, text, tr(column.help)), _SETTING_WIDTHS, strict=True)
        )
        _offer(book, sheet, column, f"C{row}")
    start_at(sheet, f"C{FIRST_ROW}")


def _put_rows(book: Any, kind: FormSheet, rows: list[dict[str, str]], tags: Tags) -> None:
    """The sheet with a row for each part, and empty ones to fill in."""
    every = _with_languages(kind.all_columns, tags)
    columns = {
        place: SheetColumn(column.title, column.width)
        for place, column in enumerate(every, start=ID + 1)
    }
    sheet = _sheet(book, kind, columns)
    last = FIRST_ROW + len(rows) + SPARE_ROWS - 1
    for row in range(FIRST_ROW, last + 1):
        texts = rows[row - FIRST_ROW] if row - FIRST_ROW < len(rows) else {}
        for place, column in enumerate(every, start=ID + 1):
            put(sheet.cell(row, place), texts.get(column.key, ""), styles.ANSWER)
        sized = [(texts.get(c.key, ""), c.width) for c in every]
        sheet.row_dimensions[row].height = row_height(*sized)
    for place, column in enumerate(every, start=ID + 1):
        _offer(book, sheet, column, Area(FIRST_ROW, place, last, place).ref)
    start_at(sheet, f"B{FIRST_ROW}")


def _sheet(book: Any, kind: FormSheet, columns: Mapping[int, SheetColumn]) -> Any:
    widths = {place: column.width for place, column in columns.items()}
    sheet = new_sheet(book, tr(kind.title), kind.mark, tr(kind.title), widths)
    put(sheet.cell(LINK_ROW, ID + 1), tr(kind.help), styles.STATEMENT)
    put_headers(sheet, columns)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, ID + 2)
    return sheet


# Which sheet's column has the names that a column may hold.
_NAMES = {"sections": SECTIONS, "questions": QUESTIONS, "tables": TABLES, "choices": LISTS}


def _offer(book: Any, sheet: Any, column: FormColumn, cells: str) -> None:
    """The list of a column's words, or of the names on another sheet, and its help."""
    source = ""
    if column.entry is Entry.YES_NO:
        source = listed((tr(YES), tr(NO)))
    elif column.words:
        source = listed(tuple(map(tr, column.words.values())))
    elif column.key in _NAMES:
        home = _NAMES[column.key]
        key = "lists" if home is LISTS else "id"
        place = ID + 1 + [one.key for one in home.all_columns].index(key)
        source = Area(FIRST_ROW, place, FIRST_ROW + 10 * SPARE_ROWS, place).on(tr(home.title))
    offer(
        sheet,
        cells,
        source,
        title=tr(column.title),
        help_text=tr(column.help),
        strict=column.key not in _NAMES,
    )


def _shown(column: FormColumn, value: Any) -> str:
    """The value as the column's cells have it."""
    if value is None:
        return ""
    if column.entry is Entry.NAMES:
        return "; ".join(value)
    if column.entry is Entry.YES_NO:
        return tr(YES if value else NO)
    return tr(column.words[value]) if column.entry is Entry.WORD else str(value)


_Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""The choices of a list by language; the form's own, when it is the only one, is empty."""
_Lists = dict[_Choices, str]


def _lists(data: Json) -> _Lists:
    """A name for each list of choices of the form: the id of the first that has it."""
    names: _Lists = {}
    for node in _choosing(data):
        name, number = str(node["id"]), 2
        while name in names.values():
            name, number = f"{node['id']}_{number}", number + 1
        names.setdefault(_choices(node["choices"]), name)
    return names


def _choices(value: Any) -> _Choices:
    given = value if isinstance(value, dict) else {"": value}
    return tuple((tag, tuple(choices)) for tag, choices in sorted(given.items()))


def _choosing(data: Json) -> Iterator[Json]:
    for _, question in _below(data["sections"], "questions"):
        columns = [c for _, c in _below(question.get("tables", ()), "columns")]
        yield from (node for node in (question, *columns) if node.get("choices"))


def _below(nodes: Iterable[Json], level: str) -> Iterator[tuple[str, Json]]:
    """The parts of the nodes, each with the id of its node."""
    for node in nodes:
        yield from ((node["id"], part) for part in node.get(level, ()))


def _rows(kind: FormSheet, data: Json, lists: _Lists, tags: Tags) -> Iterator[dict[str, str]]:
    """The texts of each part's row by the columns' keys."""
    for parent, node in _PARTS[kind.level](data):
        texts: dict[str, str] = {}
        for column in kind.columns:
            if column.key != "choices":
                texts |= _texts(column, node.get(column.key), tags)
        if node.get("choices"):
            texts["choices"] = lists[_choices(node["choices"])]
        yield texts | ({kind.parent.key: parent} if kind.parent else {})


def _questions(data: Json) -> list[tuple[str, Json]]:
    return list(_below(data["sections"], "questions"))


def _tables(data: Json) -> list[tuple[str, Json]]:
    return list(_below((question for _, question in _questions(data)), "tables"))


def _list_rows(lists: _Lists, tags: Tags) -> Iterator[dict[str, str]]:
    own = tags[0]
    for given, name in lists.items():
        keys = ["choice" if tag in ("", own) else key_in("choice", tag) for tag, _ in given]
        for choices in zip_longest(*(choices for _, choices in given), fillvalue=""):
            yield {"lists": name, **dict(zip(keys, choices, strict=True))}


_PARTS: Mapping[str, Callable[[Json], Iterable[tuple[str, Json]]]] = {
    "sections": lambda data: (("", section) for section in data["sections"]),
    "questions": _questions,
    "tables": _tables,
    "columns": lambda data: _below((table for _, table in _tables(data)), "columns"),
}
