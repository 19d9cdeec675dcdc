"""Formatting properties as elements by their names, and flat, as values by their keys.

What a nearer layer (a style, a list's level, a run) says of a property replaces what a farther
one says; of some only the attributes or the sides that it names (ECMA-376-1, 17.7.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from itertools import zip_longest

from lxml import etree

from omvgen.word.elements import attribute, local, number
from omvgen.word.traits import PASSED, REGION_PASSED, SEEN, TWIPS, UNSEEN, Trait
from omvgen.writers.docx.xml import Element

Properties = dict[str, Element]
"""Formatting properties by their names."""

Traits = dict[str, str]
"""Values of properties by their keys, as `omvgen.word.traits` has them."""

_BY_ATTRIBUTE = frozenset({"ind", "spacing", "rFonts"})
_BORDERS = frozenset({"pBdr", "tblBorders", "tcBorders", "pgBorders"})
_BY_SIDE = _BORDERS | {"tblCellMar", "tcMar"}
_BY_CHILD = _BY_SIDE | {"compat", "tabs"}
_REPEATED = ("", "headerReference", "footerReference", "ins", "del")
_NO_LINE = ("none", "nil", None)
_OPPOSITE = {"firstLine": "hanging", "hanging": "firstLine"}
# By which other names the same is known: of sides, and of values.
_ALIASES = {
    "start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars",
    "true": "1", "on": "1", "false": "0", "off": "0", "nil": "none",
}  # fmt: skip


def properties_of(element: Element | None) -> Properties:
    """The properties within an element such as `w:rPr`."""
    return {} if element is None else {local(e): e for e in element if local(e)}


def tostring(element: Element | None) -> bytes:
    """The element as it is written, by which equal ones are known; nothing of none."""
    return b"" if element is None else bytes(etree.tostring(element, with_tail=False))


def over(farther: Properties, nearer: Properties) -> Properties:
    """The properties of two layers, what the nearer one says before the other."""
    merged = farther | nearer
    for name in farther.keys() & nearer.keys():
        if name in _BY_ATTRIBUTE:
            merged[name] = _with_attributes(farther[name], nearer[name])
        elif name in _BY_CHILD:
            merged[name] = _with_children(farther[name], nearer[name])
    return merged


def _with_attributes(farther: Element, nearer: Element) -> Element:
    element, space = copy(farther), nearer.tag.rpartition("}")[0]
    own = element.tag.rpartition("}")[0]
    for written, found in nearer.items():
        name = local_name(written)
        key = written.replace(space, own, 1)  # one of them may be of a strict document
        for other in list(element.attrib):
            if _replaces(name, local_name(other)):
                del element.attrib[other]
        element.set(key, found)
    return element


def _replaces(nearer: str, farther: str) -> bool:
    """Whether the attribute takes the place of the other one of a farther layer."""
    return _OPPOSITE.get(nearer) == farther or _plain(nearer) == _plain(farther)


def _plain(name: str) -> str:
    """The attribute's usual name: a font's may be that of the theme."""
    return _ALIASES.get(name, name.removesuffix("Theme").removesuffix("theme"))


def _with_children(farther: Element, nearer: Element) -> Element:
    def key(element: Element) -> tuple[str, str | None]:
        return _ALIASES.get(local(element), local(element)), attribute(element, "pos")

    element = copy(nearer)
    said = {key(one) for one in nearer}
    element.extend([copy(one) for one in farther if key(one) not in said])
    return element


def local_name(key: str) -> str:
    return key.rpartition("}")[2]


def flat(properties: Properties) -> Iterator[tuple[str, str]]:
    """Each value with its key; lines of borders in points, widths in twips."""
    for written, element in properties.items():
        name = _ALIASES.get(written, written)
        if name in _BY_SIDE:
            for side in element:
                key = f"{name}.{_ALIASES.get(local(side), local(side))}"
                yield key, _line(side) if name in _BORDERS else _width(side)
        elif name == "compat":
            for one in element:
                setting = local(one) == "compatSetting"
                yield f"compat.{attribute(one, 'name') if setting else local(one)}", "1"
        elif attribute(element, "w") is not None and attribute(element, "type") is not None:
            yield name, _width(element)
        elif len(element) and name != "tabs":
            yield from ((f"{name}.{local(one)}", "1") for one in element if local(one))
            yield from _attributes(name, element)
        else:
            yield from _attributes(name, element)


def _attributes(name: str, element: Element) -> Iterator[tuple[str, str]]:
    if not element.attrib:
        yield name, "1"
    space = element.tag.rpartition("}")[0]
    for key, found in element.items():
        if key.rpartition("}")[0] != space:  # no program reads it as the element's own
            yield f"{name}.{key}", found
            continue
        attr = _plain(local_name(key)) if name == "ind" else local_name(key)
        value = found.strip().lower()
        yield name if attr == "val" else f"{name}.{attr}", _ALIASES.get(value, value)


def _line(side: Element) -> str:
    """How wide the line of a border is, in points (`w:sz` is in eighths of one)."""
    if attribute(side, "val") in _NO_LINE:
        return "0"
    return str((number(attribute(side, "sz"), 8) or 2) / 8)


def _width(element: Element) -> str:
    """A width in twips; one of another kind, such as a share, as it is written."""
    kind, width = attribute(element, "type"), attribute(element, "w") or "0"
    if kind in ("nil", "auto"):
        return "0"
    return width if kind in ("dxa", None) else f"{kind} {width}"


def doubled(properties: Element) -> Iterator[str]:
    """The names of properties that stand there twice, of which programs take either."""
    count = Counter(local(element) for element in properties)
    return (name for name, times in count.items() if times > 1 and name not in _REPEATED)


def known(kind: str, key: str) -> bool:
    """Whether the property of the key is compared, read, or seen by nobody."""
    passed = PASSED[kind]
    return key in SEEN.get(kind, {}) or key in passed or _name(key) in passed


def known_of_region(kind: str, key: str) -> bool:
    """The same of a region of a table's style, of which nothing is read but what is compared."""
    passed = UNSEEN[kind] | REGION_PASSED
    return key in SEEN[kind] or key in passed or _name(key) in passed


def _name(key: str) -> str:
    return key.partition(".")[0]


def traits_of(kind: str, properties: Properties) -> Traits:
    """The values that are compared as traits of the kind of properties."""
    seen = SEEN[kind]
    return {key: found for key, found in flat(properties) if key in seen}


def unknown(
    kind: str, properties: Properties, known: Callable[[str, str], bool] = known
) -> Iterator[str]:
    """The keys of properties that are neither compared, read nor known to be unseen."""
    return (key for key, _ in flat(properties) if not known(kind, key))


def is_same(trait: Trait, ours: str | None, theirs: str | None) -> bool:
    """Whether a reader sees the same of both values; None is what a document does not say."""
    one, other = (trait.usual if value is None else value for value in (ours, theirs))
    if trait.alike:
        return {*other.split("|")} <= {*one.split("|")} | trait.alike
    if one == other or not trait.units:
        return one == other
    pairs = list(zip_longest(one.split(), other.split(), fillvalue=""))
    return all(old == new or _is_near(trait, old, new) for old, new in pairs)


def _is_near(trait: Trait, one: str, other: str) -> bool:
    a, b = number(one, trait.units), number(other, trait.units)
    if a is None or b is None:
        return False
    return abs(a - b) <= max(trait.near, trait.share * max(abs(a), abs(b)))


def points(text: str, units: float = TWIPS) -> float | None:
    """A measure in points; None when it is none."""
    found = number(text, units)
    return None if found is None else found / units
