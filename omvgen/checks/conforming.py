"""Whether data plainly follow a JSON Schema, told without jsonschema.

Importing jsonschema takes longer than all checks of a plan, and most plans are in
order. So the plan is first held against its schema here, by the few keywords that
schemas of plans use. Whatever does not plainly follow, or is not known here, is
left to jsonschema, which alone says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]
Formats = Mapping[str, Callable[[str], bool]]


def plainly_follows(value: Any, schema: Schema, formats: Formats) -> bool:
    """True only when jsonschema would find nothing; False says nothing.

    `formats` are predicates by name; a format that is not among them is not known.
    """
    if isinstance(value, str):
        return all(_text_holds(value, *keyword, formats) for keyword in schema.items())
    if isinstance(value, dict):
        return _object_follows(value, schema, formats)
    return (
        isinstance(value, list)
        and schema.keys() == {"type", "items"}
        and schema["type"] == "array"
        and all(plainly_follows(item, schema["items"], formats) for item in value)
    )


def _text_holds(text: str, keyword: str, says: Any, formats: Formats) -> bool:
    match keyword:
        case "type" | "const":
            return bool(says == (text if keyword == "const" else "string"))
        case "enum":
            return text in says
        case "format":
            return says in formats and formats[says](text)
        case "pattern":
            return re.search(says, text) is not None
    return False


_OBJECT = {"$schema", "title", "type", "required", "additionalProperties", "properties"}


def _object_follows(data: dict[str, Any], schema: Schema, formats: Formats) -> bool:
    """The object has what it must, and what it has follows; of more it is not sure."""
    properties = schema.get("properties", {})
    return (
        schema.keys() <= _OBJECT
        and schema.get("type") == "object"
        and data.keys() <= properties.keys()
        and data.keys() >= set(schema.get("required", ()))
        and all(plainly_follows(part, properties[key], formats) for key, part in data.items())
    )
