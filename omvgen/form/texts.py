"""A form's texts by language: `text = "…"`, or `text.fi = "…"` and `text.sv = "…"`.

The form in another language than its own has the texts of that language where they are
given, and its own elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from omvgen.form.item import Json
from omvgen.locale import primary_language

_FIELDS = "fields"  # the form's own help for the fields that every plan has
BY_LANGUAGE = frozenset(
    ("title", "heading", "document_title", "sheet", "statement", "text", "help", "choices")
)
"""The keys whose values may be given by language."""


def languages(data: Json) -> tuple[str, ...]:
    """The languages in which the form has texts, its own first."""
    others = sorted({tag for texts in _texts(data) for tag in texts})
    return tuple(dict.fromkeys((primary_language(data["language"]), *others)))


def with_texts_in(data: Json, tag: str) -> Json:
    """The data with the texts of the language alone, and that as the form's language.

    The region stays: `sv` of a form in `fi-FI` is `sv-FI`. Help for the fields that every
    plan has is left out where it is in another language: they have help of ours.
    """
    own, wanted = primary_language(data["language"]), primary_language(tag)
    chosen: Json = _chosen(data, (wanted, own))
    if own == wanted:
        return chosen
    region = data["language"].partition("-")[2]
    helps = data.get(_FIELDS, {}).items()
    fields = {id_: h[wanted] for id_, h in helps if isinstance(h, dict) and wanted in h}
    return chosen | {_FIELDS: fields, "language": "-".join(filter(None, (wanted, region)))}


def _chosen(data: Any, wanted: tuple[str, str], *, fields: bool = False) -> Any:
    if isinstance(data, list):
        return [_chosen(item, wanted) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _first(value, wanted)
        if fields or key in BY_LANGUAGE
        else _chosen(value, wanted, fields=key == _FIELDS)
        for key, value in data.items()
    }


def _first(texts: Any, wanted: tuple[str, str]) -> Any:
    """The text in the first of the languages that it is given in; one in a single language."""
    if not isinstance(texts, dict):
        return texts
    return next(texts[tag] for tag in (*wanted, *texts) if tag in texts)


def _texts(data: Any) -> Iterator[Json]:
    """Every text that is given by language."""
    for item in data if isinstance(data, list) else ():
        yield from _texts(item)
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == _FIELDS:
            yield from (texts for texts in value.values() if isinstance(texts, dict))
        elif key not in BY_LANGUAGE:
            yield from _texts(value)
        elif isinstance(value, dict):
            yield value
