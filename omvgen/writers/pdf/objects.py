"""pypdf's objects, made of plain values, and the structure tree of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def as_object(value: Any) -> Any:
    """The value as an object of a PDF: a name for text, which begins with `/`.

    What is an object already stays, such as a text (`text_object`).
    """
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, PdfObject

    match value:
        case PdfObject():
            return value
        case str():
            return NameObject(value)
        case int():
            return NumberObject(value)
        case float():
            return FloatObject(value)
        case Mapping():
            return dictionary(value)
        case _:
            return ArrayObject(map(as_object, value))


def dictionary(entries: Mapping[str, Any]) -> Any:
    """A dictionary with the entries."""
    from pypdf.generic import DictionaryObject

    found = DictionaryObject()
    put(found, entries)
    return found


def stream(data: bytes, entries: Mapping[str, Any], *, packed: bool = False) -> Any:
    """A stream with the data, `packed` or as it is."""
    from pypdf.generic import DecodedStreamObject

    made = DecodedStreamObject()
    made.set_data(data)
    put(made, entries)
    return made.flate_encode() if packed else made


def text_object(text: str) -> Any:
    """A text for people, in letters of any language."""
    from pypdf.generic import TextStringObject

    return TextStringObject(text)


def put(target: Any, entries: Mapping[str, Any]) -> None:
    """Sets the entries of a dictionary."""
    for key, value in entries.items():
        target[as_object(key)] = as_object(value)


def resolved(value: Any) -> Any:
    """What a reference leads to; any other value itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def elements(pdf: Any) -> Iterator[Any]:
    """The elements of the structure tree, in the order of the text."""
    waiting = [pdf.root_object["/StructTreeRoot"]]
    while waiting:
        one = resolved(waiting.pop())
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            if "/S" in one:
                yield one
            waiting += [one["/K"]] if "/K" in one else []
