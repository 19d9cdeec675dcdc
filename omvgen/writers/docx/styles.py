"""Styles by name: what the reference document has is used, what it lacks is lent from ours.

Word keeps the English names of its built-in styles whatever language it speaks;
their ids are local (`Otsikko1`). So a style is known by its type and its name
in lower case, and its id is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from omvgen.writers.docx.xml import Element, el, name, twips

StyleIds = dict[tuple[str, str], str]
"""Type and lower-cased name → id."""

_TYPE, _ID = name("w:type"), name("w:styleId")
_NAME, _VAL, _DEFAULT = name("w:name"), name("w:val"), name("w:default")
# What stands before `w:numPr` in a paragraph's properties, by the schema.
_BEFORE_NUMBERS = {
    name(f"w:{tag}")
    for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
_LARGE = 16 / 11
_REFERENCES = (name("w:basedOn"), name("w:next"), name("w:link"))


def style_ids(styles: Element) -> StyleIds:
    """The ids of all styles of a `w:styles` element."""
    return {_key(style): style.get(_ID) for style in styles.iterchildren(name("w:style"))}


def lend_styles(styles: Element, ours: Element) -> StyleIds:
    """Adds to `styles` those of ours that it lacks, and gives the ids of all of them."""
    _part_names(styles)
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
    _unnumber(styles, ids["paragraph", "toc heading"])
    return ids


def _unnumber(styles: Element, style_id: str) -> None:
    """Takes from the style the number that it has from a heading that it is based on.

    The heading of the contents is no section of the document.
    """
    style, *_ = chain = list(_with_bases(styles, style_id))
    path = "/".join(map(name, ("w:pPr", "w:numPr", "w:numId")))
    numbers = [number for part in chain for number in part.iterfind(path)]
    if not numbers or numbers[0].get(_VAL) == "0":
        return
    properties = style.find(name("w:pPr"))
    if properties is None:
        properties = el("w:pPr")
        following = style.find(name("w:rPr"))
        style.append(properties) if following is None else following.addprevious(properties)
    for old in properties.findall(name("w:numPr")):
        properties.remove(old)
    before = [e for e in properties if e.tag in _BEFORE_NUMBERS]
    properties.insert(len(before), el("w:numPr", el("w:numId", val=0)))


def _part_names(styles: Element) -> None:
    """Gives a style another name when one before it has the same: LibreOffice saves such pairs."""
    seen: set[tuple[str, str]] = set()
    numbers: dict[tuple[str, str], int] = {}  # the last that each repeated name has got
    for style in styles.iterchildren(name("w:style")):
        named, key = style.find(_NAME), _key(style)
        while named is not None and _key(style) in seen:
            numbers[key] = numbers.get(key, 1) + 1
            named.set(_VAL, f"{key[1]} {numbers[key]}")
        seen.add(_key(style))


def left_indent(styles: Element, style_id: str) -> int:
    """The left indent of a paragraph style in twips, its own or that of what it is based on."""
    for style in _with_bases(styles, style_id):
        indent = style.find(f"{name('w:pPr')}/{name('w:ind')}")
        for attribute in (name("w:left"), name("w:start")):
            if indent is not None and (value := twips(indent.get(attribute))) is not None:
                return value
    return 0


def enlarge(styles: Element) -> None:
    """Makes every size of letters larger: 16 points of text instead of 11."""
    for size in styles.iter(name("w:sz"), name("w:szCs")):
        size.set(_VAL, str(round(int(size.get(_VAL)) * _LARGE)))


def font(styles: Element, style_id: str, theme: Mapping[str, str]) -> str:
    """The name of a paragraph style's font. `theme` are the fonts that a style may take by use."""
    defaults = "/".join(map(name, ("w:docDefaults", "w:rPrDefault")))
    for place in (*_with_bases(styles, style_id), *styles.iterfind(defaults)):
        fonts = place.find(f"{name('w:rPr')}/{name('w:rFonts')}")
        if fonts is not None:
            use = fonts.get(name("w:asciiTheme"), "")[:5]  # minorAscii, minorHAnsi, …
            if found := theme.get(use) or fonts.get(name("w:ascii")):
                return str(found)
    return ""


def _with_bases(styles: Element, style_id: str) -> Iterator[Element]:
    """The style, what it is based on, and so on."""
    by_id = {style.get(_ID): style for style in styles.iterchildren(name("w:style"))}
    while (style := by_id.pop(style_id, None)) is not None:
        yield style
        parent = style.find(name("w:basedOn"))
        style_id = "" if parent is None else parent.get(_VAL)


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
