"""What of formatting a reader sees: every property of a Word document stands in these tables.

A property is known by its key: the element's name for its `w:val` (`sz`), with the attribute's
for any other (`ind.left`). It is either compared by its `Trait`, read elsewhere in this room, or
seen by nobody; what stands nowhere here is reported and could not be compared. Names, defaults
and units are those of ECMA-376-1, 17.3 to 17.15.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Aspect(StrEnum):
    """What a reader would call a trait."""

    SIZE = "size"
    FONT = "font"
    LETTERS = "letters"
    CAPITALS = "capitals"
    EFFECT = "effect"
    INDENT = "indent"
    ALIGNMENT = "alignment"
    SPACING = "spacing"
    LINES = "lines"
    TABS = "tabs"
    BORDERS = "borders"
    DIRECTION = "direction"
    PAGE_BREAK = "page break"
    LABEL = "label"
    FIELDS = "fields"
    LINK = "link"
    CELL = "cell"
    ROW = "row"
    TABLE = "table"
    PAGE = "page"
    PAGE_NUMBERS = "page numbers"
    LINE_NUMBERS = "line numbers"
    COLUMNS = "columns"
    SETTING = "setting"
    DESCRIPTION = "description"


class Trait(NamedTuple):
    """How a property is compared.

    A measure has `units`, so many to the point, and is the same as another that is `near` it, or
    differs by no more than the `share` of the larger one. Words are the same when they are equal,
    or when all that are not among `ours` are `alike` (parted by `|`).
    `usual` is the value of a document that says nothing.
    """

    aspect: Aspect
    usual: str = ""
    units: float = 0
    near: float = 0
    share: float = 0
    alike: frozenset[str] = frozenset()


TWIPS = 20.0
"""Units to the point, as of `Trait.units`."""
_HALVES = 2.0
_MM = 56.7  # twips


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _flags(aspect: Aspect, names: str) -> dict[str, Trait]:
    """Properties that are on or off, and off by default."""
    return dict.fromkeys(names.split(), Trait(aspect, "0"))


def _words(aspect: Aspect, usual: str, names: str) -> dict[str, Trait]:
    return dict.fromkeys(names.split(), Trait(aspect, usual))


def _lengths(aspect: Aspect, near: float, names: str, usual: str = "0") -> dict[str, Trait]:
    return dict.fromkeys(names.split(), Trait(aspect, usual, TWIPS, near))


_SIDES = "top left bottom right insideH insideV between bar tl2br tr2bl"


def _borders(element: str) -> dict[str, Trait]:
    """Lines by their width in points: of none 0."""
    keys = " ".join(f"{element}.{side}" for side in _SIDES.split())
    return dict.fromkeys(keys.split(), Trait(Aspect.BORDERS, "0", 1, 0.4))


def _margins(element: str) -> dict[str, Trait]:
    keys = " ".join(f"{element}.{side}" for side in ("top", "left", "bottom", "right"))
    return _lengths(Aspect.CELL, 5 * _MM, keys)


_FONTS = """
    Arial, Arial Narrow, Arial Nova, Aptos, Aptos Display, Bookman Old Style, Calibri,
    Calibri Light, Cambria, Candara, Carlito, Caladea, Century, Century Gothic, Consolas,
    Constantia, Corbel, Courier, Courier New, DejaVu Sans, DejaVu Serif, DejaVu Sans Mono,
    Finlandica, Franklin Gothic Book, Garamond, Georgia, Gill Sans MT, Helvetica, Helvetica Neue,
    Liberation Sans, Liberation Serif, Liberation Mono, Liberation Sans Narrow, Lucida Sans,
    Lucida Sans Unicode, Martti, Microsoft Sans Serif, Noto Sans, Noto Serif, Open Sans,
    Palatino Linotype, Roboto, Rockwell, Segoe UI, Source Sans Pro, Tahoma, Times,
    Times New Roman, Trebuchet MS, Verdana
    """
_TEXT_FONTS = frozenset(name.strip().lower() for name in _FONTS.split(","))
"""Fonts, lower-cased, whose letters are known to be read as what they are."""

RUN: dict[str, Trait] = {
    "sz": Trait(Aspect.SIZE, "20", _HALVES, 0, 0.1),
    "w": Trait(Aspect.LETTERS, "100", 1, 5),
    "position": Trait(Aspect.LETTERS, "0", _HALVES, 1),
    "fonts": Trait(Aspect.FONT, alike=_TEXT_FONTS | {""}),
    **_lengths(Aspect.LETTERS, 8, "spacing"),
    **_words(Aspect.EFFECT, "none", "effect em bdr"),
    **_words(Aspect.EFFECT, "", "ground"),
    **_flags(Aspect.CAPITALS, "caps smallCaps"),
    "marks": Trait(Aspect.EFFECT),
    **_flags(Aspect.EFFECT, "outline shadow emboss imprint"),
}
PARAGRAPH: dict[str, Trait] = {
    **_lengths(Aspect.INDENT, 5 * _MM, "ind.left ind.right ind.first"),
    **_words(Aspect.INDENT, "0", "ind.leftChars ind.rightChars ind.firstLineChars"),
    **_words(Aspect.INDENT, "0", "ind.hangingChars"),
    **_flags(Aspect.INDENT, "mirrorIndents"),
    **_lengths(Aspect.SPACING, 5 * _MM, "spacing.before spacing.after"),
    **_words(Aspect.SPACING, "0", "spacing.beforeLines spacing.afterLines"),
    **_flags(Aspect.SPACING, "spacing.beforeAutospacing spacing.afterAutospacing"),
    "spacing.lineRule": Trait(Aspect.LINES, "auto"),
    "spacing.line": Trait(Aspect.LINES, "240", TWIPS, 0, 0.2),
    "jc": Trait(Aspect.ALIGNMENT, "left"),
    "textAlignment": Trait(Aspect.ALIGNMENT, "auto"),
    "textDirection": Trait(Aspect.DIRECTION, "lrtb"),
    "breaks": Trait(Aspect.PAGE_BREAK),
    "tabs": Trait(Aspect.TABS, "", TWIPS, _MM),
    "mark": Trait(Aspect.SIZE, "20", _HALVES, 0, 0.1),
    "blank": Trait(Aspect.SPACING, "0", 1, 3, 0.1),
    "ground": Trait(Aspect.EFFECT),
    "label": Trait(Aspect.LABEL),
    "suff": Trait(Aspect.LABEL, "tab"),
    "lvlJc": Trait(Aspect.LABEL, "left"),
    "fields": Trait(Aspect.FIELDS),
    "tooltip": Trait(Aspect.LINK),
    **_borders("pBdr"),
}
TABLE: dict[str, Trait] = {
    **_lengths(Aspect.TABLE, 5 * _MM, "tblInd"),
    **_lengths(Aspect.TABLE, 10 * _MM, "tblW"),
    **_lengths(Aspect.TABLE, _MM, "tblCellSpacing"),
    **_words(Aspect.TABLE, "autofit", "tblLayout.type"),
    **_words(Aspect.TABLE, "left", "jc"),
    **_flags(Aspect.TABLE, "bidiVisual"),
    **_margins("tblCellMar"),
    **_borders("tblBorders"),
    "tblCaption": Trait(Aspect.DESCRIPTION),
    "tblDescription": Trait(Aspect.DESCRIPTION),
}
ROW: dict[str, Trait] = {
    **_words(Aspect.ROW, "0", "gridBefore gridAfter"),
    **_lengths(Aspect.ROW, 5 * _MM, "wBefore wAfter trHeight tblCellSpacing"),
    **_words(Aspect.ROW, "left", "jc"),
    **_words(Aspect.ROW, "auto", "trHeight.hRule"),
}
CELL: dict[str, Trait] = {
    **_lengths(Aspect.CELL, 5 * _MM, "left width"),
    **_lengths(Aspect.CELL, 5 * _MM, "tcW", "-1"),
    **_words(Aspect.CELL, "top", "vAlign"),
    **_words(Aspect.DIRECTION, "lrtb", "textDirection"),
    **_margins("tcMar"),
    **_borders("tcBorders"),
}
SECTION: dict[str, Trait] = {
    **_lengths(Aspect.PAGE, 5 * _MM, "pgSz.w", "12240"),
    **_lengths(Aspect.PAGE, 5 * _MM, "pgSz.h", "15840"),
    **_words(Aspect.PAGE, "portrait", "pgSz.orient"),
    **_lengths(Aspect.PAGE, 10 * _MM, "pgMar.top pgMar.bottom pgMar.left pgMar.right", "1440"),
    **_lengths(Aspect.PAGE, 10 * _MM, "pgMar.header pgMar.footer", "720"),
    **_lengths(Aspect.PAGE, 5 * _MM, "pgMar.gutter"),
    **_flags(Aspect.PAGE, "rtlGutter"),
    **_words(Aspect.COLUMNS, "1", "cols.num"),
    **_flags(Aspect.COLUMNS, "cols.sep"),
    **_words(Aspect.PAGE_NUMBERS, "decimal", "pgNumType.fmt"),
    **_words(Aspect.PAGE_NUMBERS, "", "pgNumType.start pgNumType.chapStyle"),
    **_words(Aspect.LINE_NUMBERS, "0", "lnNumType.countBy"),
    **_borders("pgBorders"),
    **_words(Aspect.DIRECTION, "lrtb", "textDirection"),
    **_flags(Aspect.DIRECTION, "bidi"),
    **_words(Aspect.PAGE, "top", "vAlign"),
    **_words(Aspect.PAGE_BREAK, "continuous", "type"),  # of a further section
    **_words(Aspect.LINES, "default", "docGrid.type"),
    **_lengths(Aspect.LINES, 20, "docGrid.linePitch"),
    **_words(Aspect.LETTERS, "0", "docGrid.charSpace"),
}
SETTINGS: dict[str, Trait] = {
    "ground": Trait(Aspect.EFFECT, "255 255 255"),
    **_lengths(Aspect.TABS, 2 * _MM, "defaultTabStop", "720"),
    **_flags(Aspect.PAGE, "mirrorMargins gutterAtTop bookFoldPrinting bookFoldRevPrinting"),
    **_flags(Aspect.PAGE, "printTwoOnOne strictFirstAndLastChars"),
}
SEEN = {
    "rPr": RUN,
    "pPr": PARAGRAPH,
    "tblPr": TABLE,
    "tblPrEx": TABLE,
    "trPr": ROW,
    "tcPr": CELL,
    "sectPr": SECTION,
    "settings": SETTINGS,
}
"""The traits of each kind of properties, which are compared."""

# Properties by which this room reads the text or judges whether it shows.
_READ = {
    "rPr": """
        rStyle b bCs i iCs u strike dstrike vanish specVanish webHidden rtl cs vertAlign color
        shd highlight szCs rFonts ins del moveFrom moveTo
        """,
    "pPr": "pStyle numPr bidi shd ind.firstLine ind.hanging rPr sectPr tabs pageBreakBefore",
    "tblPr": "tblStyle shd",
    "tblPrEx": "shd",
    "trPr": "hidden ins del",
    "tcPr": "gridSpan vMerge hMerge shd cellIns cellDel",
    "sectPr": "headerReference footerReference titlePg",
    "settings": "evenAndOddHeaders displayBackgroundShape clrSchemeMapping",
    "sdtPr": "alias tag docPartObj",
}
# What nobody sees: what programs note for themselves (languages, spelling, revisions, styles of
# pages of the web), where a line or page ends as long as every word is there, the fine look of
# letters and lines, and what asks for something when the document is edited.
_UNSEEN = {
    "rPr": """
        lang noProof snapToGrid kern rPrChange ligatures numForm numSpacing stylisticSets
        cntxtAlts u.color u.themeColor u.themeTint u.themeShade
        bdr.sz bdr.space bdr.color bdr.shadow bdr.frame bdr.themeColor
        """,
    "pPr": """
        keepNext keepLines widowControl suppressLineNumbers suppressAutoHyphens kinsoku wordWrap
        overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid
        contextualSpacing suppressOverlap outlineLvl divId cnfStyle pPrChange
        """,
    "tblPr": "tblLook tblOverlap tblPrChange tblStyleRowBandSize tblStyleColBandSize",
    "tblPrEx": "tblLook tblPrExChange",
    "trPr": "cantSplit tblHeader cnfStyle divId trPrChange",
    "tcPr": "noWrap hideMark cnfStyle tcPrChange headers",
    "sectPr": """
        paperSrc formProt footnotePr endnotePr noEndnote printerSettings sectPrChange cols.space
        cols.equalWidth pgSz.code pgNumType.chapSep lnNumType.start lnNumType.distance
        lnNumType.restart pgBorders.offsetFrom pgBorders.zOrder pgBorders.display
        """,
    "settings": """
        writeProtection view zoom removePersonalInformation removeDateAndTime
        doNotDisplayPageBoundaries bordersDoNotSurroundHeader bordersDoNotSurroundFooter
        hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign
        stylePaneFormatFilter stylePaneSortMethod documentType revisionView trackRevisions
        doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme
        styleLockQFSet autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
        showEnvelope summaryLength clickAndTypeStyle defaultTableStyle savePreviewPicture
        doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText
        doNotDemarcateInvalidXml saveXmlDataOnly showXMLTags alwaysMergeEmptyNamespace
        updateFields hdrShapeDefaults shapeDefaults footnotePr endnotePr docVars rsids mathPr
        attachedSchema themeFontLang doNotIncludeSubdocsInStats
        doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType
        schemaLibrary doNotEmbedSmartTags decimalSymbol listSeparator docId conflictMode
        discardImageEditingData defaultImageDpi chartTrackingRefBased characterSpacingControl
        drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
        displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
        drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
        noPunctuationKerning embedTrueTypeFonts embedSystemFonts saveSubsetFonts
        alignBordersAndEdges uiCompat97To2003 bookFoldPrintingSheets persistentDocumentId
        """,
    "sdtPr": """
        rPr id lock placeholder temporary showingPlcHdr docPartList text richText date comboBox
        dropDownList group citation bibliography equation checkbox appearance color tabIndex label
        """,
}
# What programs write into `w:compat`: the version whose layout is kept, typefaces and hyphens.
_UNSEEN["settings"] += """
    compat.useFELayout compat.compatibilityMode compat.overrideTableStyleFontSizeAndJustification
    compat.enableOpenTypeFeatures compat.doNotFlipMirrorIndents
    compat.differentiateMultirowTableHeaders compat.useWord2013TrackBottomHyphenation
    compat.allowHyphenationAtTrackBottom compat.allowTextAfterFloatingTableBreak
    """

UNSEEN = {kind: _names(text) for kind, text in _UNSEEN.items()}
PASSED = {kind: names | _names(_READ.get(kind, "")) for kind, names in UNSEEN.items()}
"""The keys of each kind of properties that are not compared as traits; `ind` for all of `ind`."""

REGION_PASSED = _names("b bCs i iCs u lang rFonts kern noProof shd color cnfStyle")
"""What a region of a table's style (its first row, its bands) may set without being compared."""
