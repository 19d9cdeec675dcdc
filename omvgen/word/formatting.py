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
from typing import Any, NamedTuple

from omvgen.word.colors import (
    WHITE,
    Color,
    UnknownColor,
    ground_color,
    shows,
    text_color,
    theme_colors,
    theme_fonts,
)
from omvgen.word.elements import attribute, child, is_on, local, number, value
from omvgen.word.properties import (
    Properties,
    Traits,
    doubled,
    known_of_region,
    over,
    properties_of,
    tostring,
    traits_of,
    unknown,
)
from omvgen.writers.docx.xml import Element


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
_LOOKS = frozenset({"caps", "smallCaps", "outline", "shadow", "emboss", "imprint"})  # on or off too
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "dingbats", "marlett", "mt extra", "barcode")

REGION_KINDS = ("rPr", "pPr", "tblPr", "trPr", "tcPr")
"""The kinds of properties that a table's style has for a region."""

_SMALLEST = 8  # half-points
_NARROWEST = 34  # percent of a letter's width
_TIGHTEST = -40  # twips between letters
_RAISED = 6  # half-points above or below the line, which look like an index
_FARTHEST = 48  # half-points above or below the line
# Twips from the margin: a page's text is some 10,000 wide, and what begins at the far end of it
# is cut or has no room.
OFF_LEFT, OFF_RIGHT = -3000, 9000
_LEAST_LINE = 0.6  # of the letters' height


@dataclass(frozen=True)
class Place:
    """Where text stands: the styles and properties around its runs.

    `listed` is the level of the list whose item its paragraph is; `around` has the traits of its
    table, row and cell; `grounds` are the colours that may lie behind it; `hidden` that its row,
    cell or table hides it; `linked` that it is a link's, which programs underline.
    """

    table_style: str = ""
    paragraph: Element | None = None  # its w:pPr
    level: Element | None = None  # of the list that the text is the number of
    listed: Element | None = None
    around: Mapping[str, Traits] = field(default_factory=dict)
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


class Resolved(NamedTuple):
    """The properties of a run with all that it inherits.

    `on` are those that can be on or off and are on, `around` the layers without those of the
    run itself: the defaults, the table's and the paragraph's style.
    """

    merged: Properties
    on: set[str]
    around: list[Properties]
    character: Properties
    direct: Properties
    looks: dict[Any, Traits]  # once known, by the kind of letters
    marks: dict[Any, tuple[Mark, ...]]  # once known, by where the run stands


@dataclass
class Styles:
    """The styles of a document. What is not understood of them goes to `report`."""

    styles: Mapping[str, Element]
    defaults: Element | None
    theme: Mapping[str, Color]
    fonts: Mapping[str, str]  # of the theme, by the names that documents use
    report: Callable[[str], None]
    _unknown: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    _paragraphs: dict[Any, Properties] = field(default_factory=dict)
    _runs: dict[Any, Resolved] = field(default_factory=dict)
    _chains: dict[tuple[str, str], Properties] = field(default_factory=dict)
    _traits: dict[int, Traits] = field(default_factory=dict)  # of those of `_paragraphs`
    _told: int = 0  # how often something was reported

    @staticmethod
    def of(root: Element | None, theme: Element | None, report: Callable[[str], None]) -> Styles:
        found: dict[str, Element] = {}
        usual: set[str | None] = set()
        for style in () if root is None else root.iterchildren("{*}style"):
            name, kind = attribute(style, "styleId") or "", attribute(style, "type")
            is_usual = _is_default(style)
            if name in found or (is_usual and kind in usual):
                report("style")  # programs would take different ones
            usual |= {kind} if is_usual else set()
            found.setdefault(name, style)
        defaults = child(root, "docDefaults")
        return Styles(found, defaults, theme_colors(theme), theme_fonts(theme), report)

    @cached_property
    def _defaults(self) -> dict[str, str]:
        return {
            attribute(style, "type") or "": name
            for name, style in reversed(list(self.styles.items()))
            if _is_default(style)
        }

    def default(self, kind: str) -> str:
        """The id of the default style of the kind, such as `paragraph`."""
        return self._defaults.get(kind, "")

    def understood(self, properties: Element | None) -> Element | None:
        """The properties, after reporting those among them that are not understood."""
        if properties is not None:
            written = tostring(properties)
            if written not in self._unknown:
                found = unknown(local(properties), properties_of(properties))
                self._unknown[written] = (*found, *doubled(properties))
            for key in self._unknown[written]:
                self.report(key)
        return properties

    def paragraph_properties(self, paragraph: Element | None) -> Properties:
        """The paragraph's properties, those of its style included."""
        style = value(paragraph, "pStyle") or self.default("paragraph")
        return over(self._chain(style, "pPr"), properties_of(paragraph))

    def paragraph(self, place: Place) -> Properties:
        """All properties of the place's paragraph: of defaults, table, style, list and its own."""
        key = place.table_style, place.listed, tostring(place.paragraph)
        if key in self._paragraphs:
            return self._paragraphs[key]
        style = value(place.paragraph, "pStyle") or self.default("paragraph")
        found: Properties = {}
        for layer in (
            self._checked(child(self.defaults, "pPrDefault", "pPr")),
            self._chain(place.table_style, "pPr"),
            self._chain(style, "pPr"),
            self._checked(child(place.listed, "pPr")),
            properties_of(place.paragraph),
        ):
            found = over(found, layer)
        self._paragraphs[key] = found
        return found

    def paragraph_traits(self, place: Place) -> Traits:
        """What a reader sees of the properties of the place's paragraph."""
        properties = self.paragraph(place)
        if id(properties) not in self._traits:
            self._traits[id(properties)] = traits_of("pPr", properties)
        return self._traits[id(properties)]

    def of_table(self, style: str, kind: str, properties: Element | None) -> Properties:
        """The properties of a table, row or cell (`tblPr`, …) with all that the style says."""
        return over(self._chain(style, kind), properties_of(properties))

    def run(self, place: Place, run: Element | None) -> Resolved:
        """The properties of a run at the place."""
        style = value(place.paragraph, "pStyle")
        key = place.table_style, style, place.level, tostring(run)
        if key not in self._runs:
            self._runs[key] = self._resolved(place, run)
        self.understood(run)
        return self._runs[key]

    def _resolved(self, place: Place, run: Element | None) -> Resolved:
        paragraph = value(place.paragraph, "pStyle") or self.default("paragraph")
        around = [
            self._checked(child(self.defaults, "rPrDefault", "rPr")),
            self._chain(place.table_style, "rPr"),
            self._chain(paragraph, "rPr"),
        ]
        character = self._chain(value(run, "rStyle") or self.default("character"), "rPr")
        layers = [*around, self._checked(child(place.level, "rPr")), character]
        direct = properties_of(run)
        merged: Properties = {}
        for layer in (*layers, direct):
            merged = over(merged, layer)
        on = {
            name
            for name in (_TOGGLES | _LOOKS) & merged.keys()
            if (is_on(direct[name]) if name in direct else any(_on(la, name) for la in layers))
        }
        return Resolved(merged, on, around, character, direct, {}, {})

    def size(self, place: Place, mark: Element | None) -> str:
        """The size of a paragraph's mark, in half-points, which its last line is as high as."""
        return value(self.run(place, mark).merged.get("sz")) or "20"

    def marks(
        self, place: Place, run: Element | None = None, *, web: bool = True
    ) -> tuple[Mark, ...]:
        """How the text of a run stands. `web` counts what only the web view hides."""
        return self.marks_of(place, self.run(place, run), web=web)

    def marks_of(self, place: Place, found: Resolved, *, web: bool = True) -> tuple[Mark, ...]:
        """The same of a run whose properties are known."""
        paragraph = self.paragraph(place)
        key = id(paragraph), place.grounds, place.hidden, place.linked, web
        if key in found.marks:
            return found.marks[key]
        told = self._told
        emphasis = _emphasis(found.around, found.character, found.direct, linked=place.linked)
        marks = (*self._marks(place, found.merged, found.on, paragraph, web=web), *emphasis)
        if told == self._told:  # what is not understood is reported at each place
            found.marks[key] = marks
        return marks

    def _tell(self, key: str) -> None:
        """Reports what is not understood, and counts it."""
        self._told += 1
        self.report(key)

    def emphasis(self, place: Place, run: Element | None = None) -> Emphasis:
        """The formatting of a run that is its own: not its paragraph's, table's or link's."""
        style = value(run, "rStyle")
        own = self._chain(style, "rPr") | properties_of(run)
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
            color = self.ground(child(element, "shd"))
            grounds = (color,) if color else grounds
        return grounds

    def table_grounds(self, style: str) -> tuple[Color, ...]:
        """The colours that a table's style may put behind its cells."""
        shades = (e for one in self._based_on(style) for e in one.iter("{*}shd"))
        return tuple(filter(None, map(self.ground, shades)))

    def regions(self, style: str) -> Iterator[Element]:
        """What a table's style, and those that it is based on, say of regions (`w:tblStylePr`)."""
        for one in self._based_on(style):
            for region in one.iterchildren("{*}tblStylePr"):
                self._check_region(region)
                yield region

    def _marks(
        self,
        place: Place,
        merged: Properties,
        on: set[str],
        paragraph: Properties,
        *,
        web: bool,
    ) -> Iterator[Mark]:
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
        if any(has_symbols(self.font(merged, key)) for key in ("ascii", "hAnsi")):
            yield Mark.SYMBOLS

    def font(self, run: Properties, key: str) -> str:
        """The name of the run's font for `ascii`, `hAnsi`, `eastAsia` or `cs` letters."""
        fonts = run.get("rFonts")
        if fonts is None:
            return ""
        themed = attribute(fonts, "cstheme" if key == "cs" else f"{key}Theme")
        return self.fonts.get(themed, "") if themed else attribute(fonts, key) or ""

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
            self.ground(run.get("highlight"))
            or self.ground(run.get("shd"))
            or self.ground(paragraph.get("shd"))
        )
        try:
            color = text_color(run.get("color"), self.theme)
        except UnknownColor:
            self._tell("color")
            return False
        return not shows(color, (ground,) if ground else place.grounds)

    def ground(self, element: Element | None) -> Color | None:
        """The colour of `w:shd` or `w:highlight`, None when it has none."""
        try:
            return ground_color(element, self.theme)
        except UnknownColor:
            self._tell("shd")
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
            self._tell(name)
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
            merged = over(merged, self._checked(child(self.styles[name], kind)))
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
        return properties_of(self.understood(properties))

    def _check_region(self, region: Element) -> None:
        """Reports formatting of a table's region that could hide text: none is expected."""
        for kind in REGION_KINDS:
            properties = properties_of(child(region, kind))
            for _ in unknown(kind, properties, known_of_region):
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


def _is_default(style: Element) -> bool:
    """Whether the style is that of all which name none."""
    return attribute(style, "default") not in (None, "0", "false", "off")


@cache
def has_symbols(font: str) -> bool:
    """Whether the font has signs in the place of letters."""
    return any(name in font.lower() for name in _SYMBOL_FONTS)


def _lined(properties: Properties) -> bool:
    return value(properties.get("u")) not in ("", "none")


def _on(properties: Properties, name: str) -> bool:
    return name in properties and is_on(properties[name])
