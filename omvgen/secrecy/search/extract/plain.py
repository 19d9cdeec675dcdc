"""The texts of plain text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from omvgen.patterns import pattern
from omvgen.secrecy.search.extract.encoding import unquoted
from omvgen.secrecy.search.extract.model import unsearchable

# What stands between the letters of a word in Markdown and in a list of changes.
_MARKS = pattern(r"\\(?=[^\w\s])|[*~`]+|\{\+|\+\}|\[-|-\]")
_TAG = pattern(r"<[^<>]*>")
_SEGMENTS = ("equal", "insert", "delete")  # of a change, in a list of changes


def plain_texts(text: str) -> Iterator[str]:
    """The text as it stands, and without each way of writing its letters otherwise."""
    readings = [text, unquoted(text), _MARKS.sub("", text)]
    if "<" in text or "&" in text:  # markup may stand in any text, within words or between
        readings += [unescape(_TAG.sub("", text)), unescape(_TAG.sub(" ", text))]
    yield from dict.fromkeys(readings)


def json_texts(part: str, text: str) -> Iterator[str]:
    """Every string, number and key of the data; the raw text if it is no JSON."""
    try:
        data = json.loads(text, object_pairs_hook=_Members, parse_int=str, parse_float=str)
    except ValueError:
        yield from plain_texts(text)
        return
    except RecursionError as error:
        raise unsearchable(part) from error
    yield from plain_texts("\n".join(_strings(data)))


class _Members(tuple[tuple[str, Any], ...]):
    """The members of an object as they stand, a name that occurs twice too."""


def _strings(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Members):
            yield from (key for key, _ in item)
            waiting += [value for _, value in item]
        elif isinstance(item, list):
            yield _joined(item)
            waiting += item
        else:
            yield str(item)


def _joined(items: list[Any]) -> str:
    """The texts of a list as one; segments of a change as both the old and the new text."""
    if items and all(isinstance(i, list) and len(i) == 2 and i[0] in _SEGMENTS for i in items):
        return "\n".join(
            "".join(str(i[1]) for i in items if i[0] != segment) for segment in _SEGMENTS[1:]
        )
    texts = (dict(i).get("text") if isinstance(i, _Members) else i for i in items)
    return " ".join(text for text in texts if isinstance(text, str))
