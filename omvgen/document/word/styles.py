"""Styles by name: what the reference document has is used, what it lacks is lent from ours.

Word keeps the English names of its built-in styles whatever language it speaks;
their ids are local (`Otsikko1`). So a style is known by its type and its name
in lower case, and its id is looked up once.
"""

from __future__ import annotations

from copy import deepcopy

from omvgen.document.word.xml import Element, name

StyleIds = dict[tuple[str, str], str]
"""Type and lower-cased name → id."""

_TYPE, _ID = name("w:type"), name("w:styleId")
_NAME, _VAL, _DEFAULT = name("w:name"), name("w:val"), name("w:default")
_REFERENCES = (name("w:basedOn"), name("w:next"), name("w:link"))


def style_ids(styles: Element) -> StyleIds:
    """The ids of all styles of a `w:styles` element."""
    return {_key(style): style.get(_ID) for style in styles.iterchildren(name("w:style"))}


def lend_styles(styles: Element, ours: Element) -> StyleIds:
    """Adds to `styles` those of ours that it lacks, and gives the ids of all of them."""
    ids = style_ids(styles)
    taken = set(ids.values())
    new_ids: dict[str, str] = {}  # our id → the id in `styles`
    lent = []
    for style in ours.iterchildren(name("w:style")):
        key = _key(style)
        if key not in ids:
            copy = deepcopy(style)
            ids[key] = _free_id(style.get(_ID), taken)
            copy.set(_ID, ids[key])
            copy.attrib.pop(_DEFAULT, None)
            lent.append(copy)
        new_ids[style.get(_ID)] = ids[key]
    for style in lent:
        for reference in style.iterchildren(*_REFERENCES):
            reference.set(_VAL, new_ids[reference.get(_VAL)])
        styles.append(style)
    return ids


def left_indent(styles: Element, style_id: str) -> int:
    """The left indent of a paragraph style in twips, its own or that of what it is based on."""
    by_id = {style.get(_ID): style for style in styles.iterchildren(name("w:style"))}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        style = by_id[style_id]
        indent = style.find(f"{name('w:pPr')}/{name('w:ind')}")
        for attribute in (name("w:left"), name("w:start")):
            if indent is not None and (value := indent.get(attribute)) is not None:
                return int(value)
        parent = style.find(name("w:basedOn"))
        style_id = "" if parent is None else parent.get(_VAL)
    return 0


def _key(style: Element) -> tuple[str, str]:
    named = style.find(_NAME)
    visible = style.get(_ID) if named is None else named.get(_VAL)
    return style.get(_TYPE, "paragraph"), visible.lower()


def _free_id(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}{number}", number + 1
    taken.add(free)
    return free
