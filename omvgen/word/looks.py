"""How each paragraph of a document is seen: its letters with their traits, and what is around.

Two documents are compared by it letter by letter (`omvgen.verification.looks`), so that it does
not matter by which style, default or direct formatting something is seen as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from omvgen.word.colors import Color
from omvgen.word.elements import attribute, child, is_on, local, number, value
from omvgen.word.formatting import REGION_KINDS, Mark, Place, Resolved, Styles
from omvgen.word.numbering import BULLET
from omvgen.word.pieces import NO_WIDTH, Names, Piece
from omvgen.word.properties import Properties, Traits, properties_of, traits_of
from omvgen.writers.docx.xml import Element

_WIDE = ("W", "F")  # letters that take the font of East Asian text
_COMPLEX = ("R", "AL")  # and those of complex scripts
_FIRST_COMPLEX = "\u0590"  # no letter before it is of either kind
_ON = ("caps", "smallCaps", "outline", "shadow", "emboss", "imprint")
_OF_LABELS = (Mark.STRUCK, Mark.SUPERSCRIPT, Mark.SUBSCRIPT, Mark.RIGHT_TO_LEFT)
_INSIDE = (("top", "insideH"), ("bottom", "insideH"), ("left", "insideV"), ("right", "insideV"))
_NO_TAB = ("clear", "num", "bar")


class Look(NamedTuple):
    """A paragraph as it is seen.

    `letters` are those of its text, decomposed and without white space; `runs` how many of them
    in a row have which traits, `counted` the traits of numbers that programs count anew,
    `blanks` those of white space, `label` those of its own number, `around` those of the
    paragraph, its table, row and cell by their kind. `controls` stand around it, `root` names
    its part's, `listed` says that it is an entry of the contents.
    """

    text: str
    letters: str
    runs: tuple[tuple[int, Traits], ...]
    around: Mapping[str, Traits]
    counted: tuple[Traits, ...] = ()
    blanks: tuple[Traits, ...] = ()
    label: Traits | None = None
    controls: tuple[Names, ...] = ()
    root: str = ""
    listed: bool = False

    @property
    def key(self) -> tuple[str, bool, bool]:
        """By what it is found in another document: its letters, and what it is part of."""
        return self.letters, self.listed, self.in_table

    @property
    def in_table(self) -> bool:
        return "tcPr" in self.around


def letters(text: str) -> str:
    """The letters of a text, decomposed, without white space and what has no width."""
    return "".join(unicodedata.normalize("NFD", NO_WIDTH.sub("", text)).split())


def runs_of(pieces: Iterable[Piece], *, listed: bool) -> tuple[str, tuple[tuple[int, Traits], ...]]:
    """The letters of a paragraph with their traits; of an entry of the contents without the page.

    What programs count anew is left out.
    """
    found = [
        (letters(piece.text), piece.look)
        for piece in pieces
        if not piece.counted and piece.look is not None
    ]
    text = "".join(one for one, _ in found)
    if listed:
        text = text.rstrip("0123456789")
    runs, left = list[tuple[int, Traits]](), len(text)
    for one, look in found:
        if count := min(len(one), left):
            runs.append((count, look))
        left -= count
    return text, tuple(runs)


def blanks_of(pieces: Iterable[Piece]) -> tuple[Traits, ...]:
    """The traits of the white space of a paragraph, in which a line may be as high."""
    found = (piece.look for piece in pieces if not piece.counted and not letters(piece.text))
    return tuple(look for look in found if look is not None)


def run_look(styles: Styles, run: Resolved, text: str) -> Traits:
    """The traits of a run with the text."""
    letters_of = text if max(text, default="") >= _FIRST_COMPLEX else ""
    kinds = {unicodedata.bidirectional(letter) for letter in letters_of}
    is_complex = bool(kinds.intersection(_COMPLEX)) or bool({"rtl", "cs"} & run.merged.keys())
    is_wide = any(unicodedata.east_asian_width(letter) in _WIDE for letter in letters_of)
    key = is_complex, is_wide
    if key not in run.looks:
        run.looks[key] = _run_look(styles, run, is_complex=is_complex, is_wide=is_wide)
    return run.looks[key]


def _run_look(styles: Styles, run: Resolved, *, is_complex: bool, is_wide: bool) -> Traits:
    found = {key: one for key, one in traits_of("rPr", run.merged).items() if key not in _ON}
    found |= {name: "1" for name in _ON if name in run.on}
    if is_complex and "szCs" in run.merged:
        found["sz"] = value(run.merged["szCs"])
    fonts = _fonts(run.merged, is_complex=is_complex, is_wide=is_wide)
    found["fonts"] = "|".join(styles.font(run.merged, key).lower() for key in fonts)
    ground = styles.ground(run.merged.get("highlight")) or styles.ground(run.merged.get("shd"))
    if ground:
        found["ground"] = _shown(ground)
    return found


def _shown(color: Color) -> str:
    return " ".join(f"{part:.0f}" for part in color)


def _fonts(run: Properties, *, is_complex: bool, is_wide: bool) -> list[str]:
    """Which of the run's fonts show its letters."""
    fonts = run.get("rFonts")
    asian = is_wide or (fonts is not None and attribute(fonts, "hint") == "eastAsia")
    return ["ascii", "hAnsi", *(["eastAsia"] if asian else []), *(["cs"] if is_complex else [])]


def label_look(styles: Styles, place: Place, run: Resolved, label: str) -> Traits | None:
    """The traits of a number; of a bullet without its font, which programs choose; or None."""
    if not label:
        return None
    marks = (one for one in styles.marks_of(place, run) if one in _OF_LABELS)
    found = run_look(styles, run, label) | {"marks": " ".join(sorted(marks))}
    return {key: one for key, one in found.items() if key != "fonts" or label != BULLET}


def paragraph_look(
    styles: Styles, place: Place, pieces: Iterable[Piece], shown: Traits, *, listed: bool
) -> Traits:
    """The traits of a paragraph; `shown` are those that its content has (breaks, fields)."""
    text = "".join(piece.text for piece in pieces if not piece.target)
    properties = styles.paragraph(place)
    found = styles.paragraph_traits(place) | shown
    found.pop("tabs", None)
    before = properties.get("pageBreakBefore")
    if before is not None and is_on(before):  # LibreOffice puts a break into the paragraph
        found["breaks"] = found.get("breaks", "") + "|"
    indent = properties.get("ind")
    if indent is not None:
        first, hanging = (attribute(indent, key) for key in ("firstLine", "hanging"))
        found["ind.first"] = first or (f"-{hanging}" if number(hanging) else "0")
    if "\t" in text:
        found["tabs"] = _tabs(properties.get("tabs"), listed=listed)
    if listed:
        found.pop("fields", None)  # of the pages, which programs add
    else:
        found["blank"] = str(len(text) - len("".join(text.split())))
    ground = styles.ground(properties.get("shd"))
    if ground:
        found["ground"] = _shown(ground)
    if place.listed is not None:
        found |= {
            key: value(place.listed, key).replace("start", "left").replace("end", "right")
            for key in ("suff", "lvlJc")
            if value(place.listed, key)
        }
    return found


def _tabs(tabs: Element | None, *, listed: bool) -> str:
    """The tab stops; of an entry of the contents without that of its page."""
    stops = []
    for tab in () if tabs is None else tabs:
        kind, leader = attribute(tab, "val") or "", attribute(tab, "leader") or "none"
        if kind not in _NO_TAB and not (listed and kind in ("right", "end")):
            kind = {"start": "left", "end": "right"}.get(kind, kind)
            words = [kind] if leader == "none" else [kind, leader]
            stops.append((number(attribute(tab, "pos")) or 0, words))
    return " ".join(f"{' '.join(words)} {place:.0f}" for place, words in sorted(stops))


def table_look(styles: Styles, style: str, properties: Element | None) -> Traits:
    """The traits of a table, those of its style included."""
    return traits_of("tblPr", styles.of_table(style, "tblPr", properties))


class Grid:
    """The columns of a table, from whose widths follows where a cell stands."""

    def __init__(self, table: Element) -> None:
        grid = child(table, "tblGrid")
        columns = [] if grid is None else [e for e in grid if local(e) == "gridCol"]
        self._widths = [number(attribute(column, "w")) or 0 for column in columns]

    def begin(self, row: Element | None) -> int:
        """The column in which a row with the properties begins."""
        return _count(child(row, "gridBefore"), 0)

    def cell(self, column: int, properties: Element | None) -> tuple[int, Traits]:
        """The column after a cell, and where it stands: its left edge and its width."""
        after = column + _count(child(properties, "gridSpan"), 1)
        left, width = sum(self._widths[:column]), sum(self._widths[column:after])
        return after, {"left": str(left), "width": str(width)}


def _count(element: Element | None, usual: int) -> int:
    found = number(attribute(element, "val")) if element is not None else None
    return usual if found is None else min(max(int(found), 0), 1000)


def row_look(
    styles: Styles, place: Place, row: Element | None, exception: Element | None
) -> dict[str, Traits]:
    """The traits around a row of the place: of its table and its own.

    `exception` is its `w:tblPrEx`, what it has otherwise than its table.
    """
    table = place.around.get("tblPr", {}) | traits_of("tblPrEx", properties_of(exception))
    own = styles.of_table(place.table_style, "trPr", row)
    return {**place.around, "tblPr": table, "trPr": traits_of("trPr", own)}


def cell_look(
    styles: Styles, place: Place, properties: Element | None, geometry: Traits
) -> dict[str, Traits]:
    """The traits around a cell of the place; what it does not say of margins and lines its
    table says.
    """
    table = place.around.get("tblPr", {})
    margins = {
        key.replace("tblCellMar", "tcMar"): found
        for key, found in table.items()
        if key.startswith("tblCellMar")
    }
    lines = {
        f"tcBorders.{side}": table.get(f"tblBorders.{inside}", "0") for side, inside in _INSIDE
    }
    own = traits_of("tcPr", styles.of_table(place.table_style, "tcPr", properties))
    return {**place.around, "tcPr": margins | lines | own | geometry}


def regions_of(styles: Styles, style: str) -> dict[tuple[str, str, str], Traits]:
    """What a table's style says of its regions, by the style's name, region and properties."""
    found: dict[tuple[str, str, str], Traits] = {}
    for region in styles.regions(style):
        for kind in REGION_KINDS:
            traits = traits_of(kind, properties_of(child(region, kind)))
            key = styles.name(style), attribute(region, "type") or "", kind
            found[key] = found.get(key, {}) | traits
    return found


def section_looks(sections: list[Element]) -> Iterator[Traits]:
    """The traits of the pages of each section; the first begins at page 1 unless it says so.

    Where headers or footers stand does not matter when there are none.
    """
    absent = [
        f"pgMar.{kind}"
        for kind in ("header", "footer")
        if all(child(section, f"{kind}Reference") is None for section in sections)
    ]
    for section in sections:
        found = traits_of("sectPr", properties_of(section))
        if section is not sections[0]:
            found.setdefault("type", "nextpage")
        else:  # it begins the document anyway
            found.pop("type", None)
            if found.get("pgNumType.start") == "1":
                del found["pgNumType.start"]
        grid = ("docGrid.linePitch", "docGrid.charSpace")
        is_free = found.get("docGrid.type", "default") == "default"
        for key in (*absent, *(grid if is_free else ())):
            found.pop(key, None)
        yield found


def settings_look(settings: Element | None, page: Color) -> Traits:
    """The traits that hold for all of the document, the colour of its pages among them."""
    return traits_of("settings", properties_of(settings)) | {"ground": _shown(page)}
