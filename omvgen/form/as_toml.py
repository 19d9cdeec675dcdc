"""A form's data as TOML, in the order and layout of the forms that omvgen brings along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from omvgen.form.item import Json

_LEVELS = ("sections", "questions", "tables")


def form_as_toml(data: Json) -> str:
    """The data as the text of a TOML file, which reads back to the same data."""
    scalars = [
        line for key, value in data.items() if not _is_group(key) for line in [_pair(key, value)]
    ]
    fields = [_pair(key, value) for key, value in data.get("fields", {}).items()]
    parts = [line for section in data["sections"] for line in _part(section, "sections")]
    return "\n".join([*scalars, *(["", "[fields]", *fields] if fields else []), *parts]) + "\n"


def _is_group(key: str) -> bool:
    return key in _LEVELS or key == "fields"


def _part(node: Json, path: str) -> Iterator[str]:
    """A section, question or table, then the parts that belong to it."""
    yield from ("", f"[[{path}]]")
    for key, value in node.items():
        if key == "columns":
            yield from ("columns = [", *(f"  {_inline(column)}," for column in value), "]")
        elif key not in _LEVELS:
            yield _pair(key, value)
    for level in _LEVELS:
        for child in node.get(level, ()):
            yield from _part(child, f"{path}.{level}")


def _pair(key: str, value: Any) -> str:
    return f"{key} = {_value(value)}"


def _inline(table: Json) -> str:
    return "{ " + ", ".join(_pair(key, value) for key, value in table.items()) + " }"


def _value(value: Any) -> str:
    """A text, truth or list of texts, or these by language.

    A string of JSON is one of TOML but for DEL.
    """
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
