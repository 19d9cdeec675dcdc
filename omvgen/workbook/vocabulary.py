"""Words that people choose in a workbook and that are ours, not the form's, in the form's language.

A plan has each of them in one spelling, the Finnish one (`Julkinen`, `Kyllä`),
whatever its form's language: rules, comparison and JSON know one word for each
value. The template writes the form's language, the reader turns it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from omvgen.form.form import Column, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import in_language
from omvgen.plan.plan import Row

Item = TypeVar("Item", Question, Column)


@cache
def publicity_words(language: str) -> Mapping[Publicity, str]:
    """The words for publicity, in the order of their list."""
    return {publicity: in_language(language, publicity.value) for publicity in Publicity}


def publicity_of(text: str, language: str) -> Publicity | None:
    """The publicity that the word names, in the language or in Finnish; case does not matter."""
    word = " ".join(text.split()).casefold()
    known = publicity_words(language).items()
    return next((p for p, own in known if word in (own.casefold(), p.value.casefold())), None)


def with_words(item: Item, language: str) -> Item:
    """The field or column with its choices as the list on the sheet has them."""
    return replace(item, choices=tuple(in_language(language, c) for c in item.choices))


def as_shown(text: str, item: Question | Column, language: str) -> str:
    """The value as the sheet shows it. What is no choice stays as it is."""
    return in_language(language, text) if text in item.choices else text


def as_in_plan(text: str, item: Question | Column, language: str) -> str:
    """The value as a plan has it. The inverse of `as_shown`."""
    return next((c for c in item.choices if in_language(language, c) == text), text)


def rows_as_shown(rows: tuple[Row, ...], table: FormTable, language: str) -> tuple[Row, ...]:
    """The rows with their values as the sheet shows them."""
    return tuple(_converted(row, table, language, as_shown) for row in rows)


def rows_as_in_plan(rows: tuple[Row, ...], table: FormTable, language: str) -> tuple[Row, ...]:
    """The rows with their values as a plan has them."""
    return tuple(_converted(row, table, language, as_in_plan) for row in rows)


def _converted(
    row: Row, table: FormTable, language: str, convert: Callable[[str, Column, str], str]
) -> Row:
    columns = {column.id: column for column in table.columns}
    return {
        key: convert(text, columns[key], language) if key in columns else text
        for key, text in row.items()
    }
