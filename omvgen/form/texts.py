"""A form's texts by language: `text = "…"`, or `text.fi = "…"` and `text.sv = "…"`.

A form in one language is the form itself; in another it has the texts of that language where
they are given, and its own elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from omvgen.form.item import Json
from omvgen.locale import primary_language

_BY_LANGUAGE = frozenset(
    ("title", "heading", "document_title", "sheet", "statement", "text", "help", "choices")
)


def languages(data: Json) -> tuple[str, ...]:
    """The languages in which the form has texts, its own first."""
    others = sorted({tag for texts in _texts(data) for tag in texts})
    return tuple(dict.fromkeys((primary_language(data["language"]), *others)))


def with_texts_in(data: Json, tag: str) -> Json:
    """The data with the texts of the language, and that as the form's language.

    The region stays: `sv` of a form in `fi-FI` is `sv-FI`.
    """
    own, wanted = primary_language(data["language"]), primary_language(tag)
    region = data["language"].partition("-")[2]
    language = data["language"] if own == wanted else "-".join(filter(None, (wanted, region)))
    return {**_chosen(data, (wanted, own)), "language": language}


def _chosen(data: Any, wanted: tuple[str, str]) -> Any:
    if isinstance(data, list):
        return [_chosen(item, wanted) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _first(value, wanted) if _is_by_language(key, value) else _chosen(value, wanted)
        for key, value in data.items()
    }


def _first(texts: Json, wanted: tuple[str, str]) -> Any:
    known = (*wanted, *texts)
    return next((texts[tag] for tag in known if tag in texts), "")


def _texts(data: Any) -> Iterator[Json]:
    """Every text that is given by language."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if _is_by_language(key, value):
            yield value
        else:
            yield from _texts(value)
    for item in data if isinstance(data, list) else ():
        yield from _texts(item)


def _is_by_language(key: str, value: Any) -> bool:
    return key in _BY_LANGUAGE and isinstance(value, dict)
