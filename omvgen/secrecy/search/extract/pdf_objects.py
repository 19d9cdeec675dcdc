"""The objects of a PDF: the strings in them, and the objects to which they lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

# Entries that programs write of themselves, and of fonts.
_OF_TOOLS = frozenset({"/Producer", "/Creator", "/BaseFont", "/FontName", "/FontFamily", "/DA"})
_UP = frozenset({"/Parent", "/P", "/Annots", "/B"})  # from a page to what it is not made of


def strings(*items: Any) -> tuple[list[str], list[str]]:
    """The strings and names in the objects, and those among them that programs write of themselves.

    What an object refers to is an object of its own.
    """
    from pypdf.generic import (
        ByteStringObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        TextStringObject,
    )

    told: list[str] = []
    by_tool: list[str] = []
    waiting = [(item, told) for item in reversed(items)]
    while waiting:
        here, found = waiting.pop()
        if isinstance(here, (TextStringObject, NameObject)):
            found.append(str(here))
        elif isinstance(here, ByteStringObject):
            found += (here.decode("utf-8", errors="replace"), here.decode("latin-1"))
        elif isinstance(here, DictionaryObject):
            told += map(str, here.keys())
            for key in here:
                waiting.append((here.raw_get(key), by_tool if key in _OF_TOOLS else found))
        elif isinstance(here, list) and not isinstance(here, IndirectObject):
            waiting += [(item, found) for item in here]
    return told, by_tool


def references(item: Any) -> Iterator[tuple[str, Any]]:
    """Each reference to another object, with the name of the entry in which it stands."""
    from pypdf.generic import DictionaryObject, IndirectObject

    waiting = [("", item)]
    while waiting:
        entry, here = waiting.pop()
        if isinstance(here, IndirectObject):
            yield entry, here
        elif isinstance(here, DictionaryObject):
            waiting += [(key, here.raw_get(key)) for key in here]
        elif isinstance(here, list):
            waiting += [(entry, inner) for inner in here]


def touched(pages: Iterable[Any], fresh: set[tuple[int, int]]) -> Iterator[Any]:
    """The pages that are made of any of the fresh objects."""
    known: dict[tuple[int, int], bool] = {}

    def is_touched(item: Any) -> bool:
        """Whether the object, or one that it is made of, is fresh; each is looked into once."""
        met, waiting = set(), [item]
        while waiting:
            for entry, reference in references(waiting.pop()):
                key = (reference.idnum, reference.generation)
                if key in fresh or known.get(key):
                    return True
                if entry not in _UP and key not in met and key not in known:
                    met.add(key)
                    waiting.append(reference.get_object())
        known.update(dict.fromkeys(met, False))
        return False

    for page in pages:
        own = page.indirect_reference
        resources = page.get("/Resources")  # its own or those of the pages above it
        if (
            own is None
            or (own.idnum, own.generation) in fresh
            or any(map(is_touched, (page, resources)))
        ):
            yield page
