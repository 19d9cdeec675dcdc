"""What styles and direct formatting make of a stretch of text: can it be seen as it stands?

A property is resolved as ECMA-376-1, 17.7.2 has it: the document's defaults, the table's
style, the paragraph's and the character's with all that each is based on, then the run's
own. Where Word and LibreOffice resolve one differently (hidden by one style, not by
another), the text counts as hidden: it is shown to the reader of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from omvgen.word.colors import (
    WHITE,
    Color,
    UnknownColor,
    ground_color,
    shows,
    text_color,
    theme_colors,
)
from omvgen.word.elements import attribute, child, is_on, local, number, value
from omvgen.writers.docx.xml import Element

Properties = dict[str, Element]
"""Formatting properties by their names."""


class Mark(StrEnum):
    """How a stretch of text stands otherwise than as plain words."""

    HIDDEN = "hidden"
    STRUCK = "struck"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    RIGHT_TO_LEFT = "right-to-left"
    SYMBOLS = "symbols"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINED = "underlined"


EMPHASIS = (Mark.BOLD, Mark.ITALIC, Mark.UNDERLINED)
"""Marks of words that stand out from their paragraph; the words are seen all the same."""

_TOGGLES = frozenset({"vanish", "specVanish", "webHidden", "strike", "dstrike", "rtl"})
_HIDING = ("vanish", "specVanish")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Properties that leave every word to be read, and those that are judged here.
_UNDERSTOOD = {
    "rPr": _TOGGLES
    | _names(
        """
        rStyle b bCs i iCs caps smallCaps u lang noProof kern snapToGrid bdr effect outline
        shadow emboss imprint em ins del moveFrom moveTo rPrChange szCs ligatures numForm
        numSpacing stylisticSets cntxtAlts rFonts position w spacing sz color highlight shd
        vertAlign
        """
    ),
    "pPr": _names(
        """
        pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd
        suppressLineNumbers tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textAlignment outlineLvl divId
        cnfStyle rPr sectPr pPrChange
        """
    ),
    "tblPr": _names(
        """
        tblStyle tblW jc tblInd tblLayout tblCellMar tblLook tblCaption tblDescription
        tblBorders tblCellSpacing shd tblOverlap tblPrChange tblStyleRowBandSize
        tblStyleColBandSize
        """
    ),
    "trPr": _names(
        """
        cantSplit tblHeader trHeight jc cnfStyle hidden ins del gridBefore gridAfter wBefore
        wAfter tblCellSpacing divId trPrChange
        """
    ),
    "tcPr": _names(
        """
        tcW gridSpan vMerge hMerge tcBorders shd noWrap tcMar vAlign hideMark cnfStyle
        cellIns cellDel tcPrChange
        """
    ),
    "sectPr": _names(
        """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings sectPrChange
        """
    ),
    "sdtPr": _names(
        """
        rPr alias tag id lock placeholder temporary showingPlcHdr docPartObj docPartList text
        richText date comboBox dropDownList group citation bibliography equation checkbox
        appearance color tabIndex label
        """
    ),
}
# Formatting of a table's regions (its first row, its bands) that hides no word.
_REGION_RUNS = _names("b bCs i iCs caps smallCaps u lang rFonts kern noProof")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "dingbats", "marlett", "mt extra", "barcode")

_SMALLEST = 8  # half-points
_NARROWEST = 34  # percent of a letter's width
_TIGHTEST = -40  # twips between letters
_RAISED = 6  # half-points above or below the line, which look like an index
_FARTHEST = 48  # half-points above or below the line
# Twips from the margin: a page's text is some 10,000 wide, and what begins at the far end of it
# is cut or has no room.
OFF_LEFT, OFF_RIGHT = -3000, 9000
_WIDEST_MARGIN = 1500  # twips within a cell
_LEAST_LINE = 0.6  # of the letters' height


@dataclass(frozen=True)
class Place:
    """Where text stands: the styles and properties around its runs.

    `grounds` are the colours that may lie behind it; `hidden` that its row, cell or
    table hides it; `linked` that it is a link's, which programs underline.
    """

    table_style: str = ""
    paragraph: Element | None = None  # its w:pPr
    level: Element | None = None  # of the list that the text is the number of
    grounds: tuple[Color, ...] = (WHITE,)
    hidden: bool = False
    linked: bool = False


class Emphasis(NamedTuple):
    """How a run is emphasised by itself and by its character style, whose name is `style`.

    `raised` is the value of its `vertAlign`, such as `superscript`, or empty. `shown_bold` says
    that it is bold, also where that comes from its paragraph's style.
    """

    bold: bool
    italic: bool
    underline: bool
    strike: bool
    raised: str
    shown_bold: bool
    style: str


@dataclass
class Styles:
    """The styles of a document. What is not understood of them goes to `report`."""

    styles: Mapping[str, Element]
    defaults: Element | None
    theme: Mapping[str, Color]
    report: Callable[[str], None]
    _chains: dict[tuple[str, str], Properties] = field(default_factory=dict)

    @staticmethod
    def of(root: Element | None, theme: Element | None, report: Callable[[str], None]) -> Styles:
        found: dict[str, Element] = {}
        for style in () if root is None else root:
            if local(style) == "style":
                name = attribute(style, "styleId") or ""
                if name in found:  # programs would take different ones
                    report("style")
                found[name] = style
        return Styles(found, child(root, "docDefaults"), theme_colors(theme), report)

    @cached_property
    def _defaults(self) -> dict[str, str]:
        return {
            attribute(style, "type") or "": name
            for name, style in reversed(list(self.styles.items()))
            if attribute(style, "default") not in (None, "0", "false", "off")
        }

    def default(self, kind: str) -> str:
        """The id of the default style of the kind, such as `paragraph`."""
        return self._defaults.get(kind, "")

    def understood(self, properties: Element | None) -> Element | None:
        """The properties, after reporting those among them that are not understood."""
        if properties is not None:
            kind = local(properties)
            for element in properties:
                name = local(element)
                if name and (name not in _UNDERSTOOD[kind] or _is_wide_margin(element)):
                    self.report(name)
        return properties

    def paragraph_properties(self, paragraph: Element | None) -> Properties:
        """The paragraph's properties, those of its style included."""
        style = value(paragraph, "pStyle") or self.default("paragraph")
        return self._chain(style, "pPr") | _children(paragraph)

    def marks(
        self, place: Place, run: Element | None = None, *, web: bool = True
    ) -> tuple[Mark, ...]:
        """How the text of a run stands. `web` counts what only the web view hides."""
        style = value(run, "rStyle")
        paragraph = value(place.paragraph, "pStyle") or self.default("paragraph")
        around = [
            self._checked(child(self.defaults, "rPrDefault", "rPr")),
            self._chain(place.table_style, "rPr"),
            self._chain(paragraph, "rPr"),
        ]
        character = self._chain(style or self.default("character"), "rPr")
        layers = [*around, self._checked(child(place.level, "rPr")), character]
        direct = self._checked(run)
        merged: Properties = {}
        for layer in (*layers, direct):
            merged |= layer
        on = {
            name
            for name in _TOGGLES & merged.keys()
            if (is_on(direct[name]) if name in direct else any(_on(la, name) for la in layers))
        }
        emphasis = _emphasis(around, character, direct, linked=place.linked)
        return (*self._marks(place, merged, on, web=web), *emphasis)

    def emphasis(self, place: Place, run: Element | None = None) -> Emphasis:
        """The formatting of a run that is its own: not its paragraph's, table's or link's."""
        style = value(run, "rStyle")
        own = self._chain(style, "rPr") | _children(run)
        around = self._chain(place.table_style, "rPr") | self._chain(
            value(place.paragraph, "pStyle") or self.default("paragraph"), "rPr"
        )
        return Emphasis(
            bold=_on(own, "b"),
            italic=_on(own, "i"),
            underline=value(own.get("u")) not in ("", "none"),
            strike=_on(own, "strike") or _on(own, "dstrike"),
            raised=value(own.get("vertAlign")),
            shown_bold=_on(around | own, "b"),
            style=self.name(style),
        )

    def name(self, style: str) -> str:
        """The style's name, lower-cased, as programs in every language know it."""
        return value(self.styles.get(style), "name").lower()

    def grounds(self, place: Place, *properties: Element | None) -> tuple[Color, ...]:
        """The colours behind a table, row or cell with these properties, the nearest last."""
        grounds = place.grounds
        for element in properties:
            color = self._ground(child(element, "shd"))
            grounds = (color,) if color else grounds
        return grounds

    def table_grounds(self, style: str) -> tuple[Color, ...]:
        """The colours that a table's style may put behind its cells."""
        found = []
        for one in self._based_on(style):
            for element in one.iter():
                name = local(element)
                if name == "tblStylePr":
                    self._check_region(element)
                elif name == "shd":
                    found.append(self._ground(element))
        return tuple(color for color in found if color)

    def _marks(
        self, place: Place, merged: Properties, on: set[str], *, web: bool
    ) -> Iterator[Mark]:
        paragraph = self.paragraph_properties(place.paragraph)
        hidden = place.hidden or bool(on.intersection(_HIDING)) or (web and "webHidden" in on)
        if hidden or self._tiny(merged, paragraph) or self._faint(place, merged, paragraph):
            yield Mark.HIDDEN
        if on & {"strike", "dstrike"}:
            yield Mark.STRUCK
        position = value(merged.get("vertAlign"))
        raised = self._number(merged, "position", "val", 2, 0)
        if position in (Mark.SUPERSCRIPT, Mark.SUBSCRIPT):
            yield Mark(position)
        elif abs(raised) >= _RAISED:
            yield Mark.SUPERSCRIPT if raised > 0 else Mark.SUBSCRIPT
        if "rtl" in on or _on(paragraph, "bidi"):
            yield Mark.RIGHT_TO_LEFT
        fonts = merged.get("rFonts")
        names = [] if fonts is None else [attribute(fonts, key) or "" for key in ("ascii", "hAnsi")]
        if any(map(_has_symbols, names)):
            yield Mark.SYMBOLS

    def _tiny(self, run: Properties, paragraph: Properties) -> bool:
        """Whether the letters, or the room for them, are too small to be seen."""
        size = self._number(run, "sz", "val", 2, 20)
        spacing, indents = paragraph.get("spacing"), paragraph.get("ind")
        if spacing is not None and attribute(spacing, "lineRule") == "exact":
            line = self._number(paragraph, "spacing", "line", 20, 240)
            if line < _LEAST_LINE * size * 10:
                return True
        if indents is not None:
            left = self._number(paragraph, "ind", "left", 20, 0)
            if left - self._number(paragraph, "ind", "hanging", 20, 0) < OFF_LEFT:
                return True
            for key in ("left", "start", "right", "end", "firstLine"):
                if not OFF_LEFT < self._number(paragraph, "ind", key, 20, 0) < OFF_RIGHT:
                    return True
        return (
            size < _SMALLEST
            or self._number(run, "w", "val", 1, 100) < _NARROWEST
            or self._number(run, "spacing", "val", 20, 0) <= _TIGHTEST
            or abs(self._number(run, "position", "val", 2, 0)) > _FARTHEST
        )

    def _faint(self, place: Place, run: Properties, paragraph: Properties) -> bool:
        ground = (
            self._ground(run.get("highlight"))
            or self._ground(run.get("shd"))
            or self._ground(paragraph.get("shd"))
        )
        try:
            color = text_color(run.get("color"), self.theme)
        except UnknownColor:
            self.report("color")
            return False
        return not shows(color, (ground,) if ground else place.grounds)

    def _ground(self, element: Element | None) -> Color | None:
        try:
            return ground_color(element, self.theme)
        except UnknownColor:
            self.report("shd")
            return None

    def _number(
        self, properties: Properties, name: str, key: str, units: float, default: float
    ) -> float:
        element = properties.get(name)
        text = None if element is None else attribute(element, key)
        if text is None:
            return default
        found = number(text, units)
        if found is None:
            self.report(name)
            return default
        return found

    def _chain(self, style: str, kind: str) -> Properties:
        """The properties of a style and of all that it is based on, the nearest winning."""
        ahead: list[str] = []
        while style in self.styles and (style, kind) not in self._chains:
            self._chains[style, kind] = {}  # where styles are based on each other in a circle
            ahead.append(style)
            style = value(self.styles[style], "basedOn")
        merged = self._chains.get((style, kind), {})
        for name in reversed(ahead):
            merged = merged | self._checked(child(self.styles[name], kind))
            self._chains[name, kind] = merged
        return merged

    def _based_on(self, style: str) -> Iterator[Element]:
        """The style and those that it is based on, each once."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value(self.styles[style], "basedOn")

    def _checked(self, properties: Element | None) -> Properties:
        return _children(self.understood(properties))

    def _check_region(self, region: Element) -> None:
        """Reports formatting of a table's region that could hide text: none is expected."""
        if not _children(child(region, "rPr")).keys() <= _REGION_RUNS:
            self.report("tblStylePr")


def _emphasis(
    around: list[Properties], character: Properties, direct: Properties, *, linked: bool
) -> Iterator[Mark]:
    """How words stand out from their paragraph, whatever the style of that is.

    A character style turns bold and italic of the paragraph's style around (17.7.3).
    """
    paragraph: Properties = {}
    for layer in around:
        paragraph = paragraph | layer
    for name, found in (("b", Mark.BOLD), ("i", Mark.ITALIC)):
        own = _on(direct, name) != _on(paragraph, name)
        if own if name in direct else _on(character, name):
            yield found
    if not linked and _lined(paragraph | character | direct) != _lined(paragraph):
        yield Mark.UNDERLINED


@cache
def _has_symbols(font: str) -> bool:
    return any(name in font.lower() for name in _SYMBOL_FONTS)


def _lined(properties: Properties) -> bool:
    return value(properties.get("u")) not in ("", "none")


def _children(element: Element | None) -> Properties:
    return {} if element is None else {local(e): e for e in element if local(e)}


def _on(properties: Properties, name: str) -> bool:
    return name in properties and is_on(properties[name])


def _is_wide_margin(element: Element) -> bool:
    """Whether the element gives cells a margin that leaves no room for text."""
    return local(element) in ("tblCellMar", "tcMar") and any(
        (number(attribute(side, "w")) or 0) > _WIDEST_MARGIN for side in element
    )
