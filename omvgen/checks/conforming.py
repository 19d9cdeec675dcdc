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

_TYPES = {"object": dict, "array": list, "string": str}


def plainly_follows(value: Any, schema: Schema, formats: Formats) -> bool:
    """True only when jsonschema would find nothing; False says nothing.

    `formats` are predicates by name; a format that is not among them is not known.
    """
    return all(_holds(value, key, says, schema, formats) for key, says in schema.items())


def _holds(value: Any, keyword: str, says: Any, schema: Schema, formats: Formats) -> bool:
    match keyword:
        case "$schema" | "title":
            return True
        case "type":
            return says in _TYPES and isinstance(value, _TYPES[says])
        case "const":
            return isinstance(value, str) and value == says
        case "enum":
            return isinstance(value, str) and value in says
        case "format":
            return isinstance(value, str) and says in formats and formats[says](value)
        case "pattern":
            return isinstance(value, str) and re.search(says, value) is not None
        case "required":
            return isinstance(value, dict) and value.keys() >= set(says)
        case "additionalProperties":
            known = schema.get("properties", {})
            return says is False and isinstance(value, dict) and value.keys() <= known.keys()
        case "properties":
            return isinstance(value, dict) and all(
                plainly_follows(part, says[name], formats)
                for name, part in value.items()
                if name in says
            )
        case "items":
            return isinstance(value, list) and all(
                plainly_follows(item, says, formats) for item in value
            )
    return False
