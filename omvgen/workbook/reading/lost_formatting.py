"""Formatting that a document does not keep, and the finding that says so.

A document keeps bold, italics, underlining, strike-through, raised and lowered
letters and links of free answers. Of tables, the document's data and answers of one
form (a choice, a date, an address) it keeps the words only. Typefaces, alignment and
borders have no meaning in a plan, and neither have the colours that the template
itself uses: their loss is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import cache

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.locale import listed, mark, tr
from omvgen.plan.text import Run
from omvgen.workbook import styles
from omvgen.workbook.xlsx.cells import Book, Spot
from omvgen.workbook.xlsx.styles import Color, Fill, Font

COLOR, SIZE, FILL = mark("tekstin väri"), mark("kirjainkoko"), mark("taustaväri")
SCRIPT, DOUBLE = mark("ylä- tai alaindeksi"), mark("kaksoisalleviivaus")
BOLD, ITALIC, UNDERLINE = mark("lihavointi"), mark("kursivointi"), mark("alleviivaus")
STRIKE, LINK = mark("yliviivaus"), mark("linkki")
_ORDER = (STRIKE, BOLD, ITALIC, UNDERLINE, DOUBLE, LINK, COLOR, FILL, SIZE, SCRIPT)

# Colours without a meaning: the template's, black and white, and those of links. Themes 0
# and 1 are the paper's and the ink's, 10 and 11 those of links; so are 8, 9 and 64 upwards
# of the indexed palette.
_INK = {styles.INK, styles.LINK_INK, "0563C1", "0000FF", "000000", "FFFFFF"}
_PAPER = {styles.WHITE, styles.GREY, styles.PALE_BLUE, styles.YELLOW}
_WHITE_THEME, _WHITE_INDEXED = "0", ("1", "9", "65")
_THEME, _INDEXED = {"0", "1", "10", "11"}, {"8", "9", "64", "65", "81"}
_SMALLEST, _LARGEST = 9.0, 12.0  # points: programs differ in the size of ordinary text


def lost_formatting(
    book: Book, spot: Spot, where: Location, runs: Iterable[Run], *, rich: bool
) -> Iterator[Finding]:
    """The finding (OMV314) that the cell loses formatting: at most one for each cell.

    `runs` are what was read of the cell; `rich` says whether their formatting is
    kept. Text that is struck through and read as if it were not is a warning,
    because it then says the opposite.
    """
    sheet = book.by_name[spot.sheet]
    format_ = sheet.format(spot.row, spot.column)
    linked = (spot.row, spot.column) in sheet.linked
    lost = {name for font in format_.fonts for name in _lost_of_font(font)}
    if _is_colored_in(format_.fill):
        lost.add(FILL)
    if linked:
        lost.discard(COLOR)  # links are blue
    if not rich:
        lost |= _formatting(runs, linked=linked)
    if lost:
        what = listed(tr(name) for name in _ORDER if name in lost)
        severity = Severity.WARNING if STRIKE in lost else None
        yield Finding(Code.FORMATTING_LOST, where, {"what": what}, severity_override=severity)


@cache
def _lost_of_font(font: Font) -> frozenset[str]:
    """What a document does not keep of the font. White text is reported as invisible instead."""
    lost = {
        COLOR: not _is_white(font.color) and _is_colored(font.color, _INK),
        SIZE: not _is_ordinary(font.size),
        DOUBLE: font.double_underline,
    }
    return frozenset(name for name, is_lost in lost.items() if is_lost)


def _is_colored_in(fill: Fill) -> bool:
    """Whether the fill is a pattern, or of a colour that the template does not use."""
    if fill.pattern in ("none", "gray125"):  # the two that every workbook begins its list with
        return False
    return fill.pattern != "solid" or _is_colored(fill.color, _PAPER)


def _is_colored(color: Color | None, known: Set[str]) -> bool:
    if color is None or color.auto:
        return False
    if color.rgb is not None:
        return color.rgb[-6:].upper() not in known
    if color.theme is not None:
        return bool(color.tint) or color.theme not in _THEME
    return (color.indexed or "64") not in _INDEXED


def _is_white(color: Color | None) -> bool:
    """Whether text in the colour can be seen only on a fill."""
    if color is None:
        return False
    if color.rgb is not None:
        return color.rgb[-6:].upper() == styles.WHITE
    if color.theme is not None:
        return color.theme == _WHITE_THEME and not color.tint
    return color.indexed in _WHITE_INDEXED


def _is_ordinary(size: str) -> bool:
    try:
        return _SMALLEST <= float(size) <= _LARGEST
    except ValueError:
        return True


def _formatting(runs: Iterable[Run], *, linked: bool) -> set[str]:
    """The formatting of a text of which only the words are kept."""
    lost = set()
    for run in runs:
        if run.text.strip():
            flags = {BOLD: run.bold, ITALIC: run.italic, STRIKE: run.strike}
            flags[SCRIPT] = run.script is not None
            flags[UNDERLINE] = run.underline and not linked
            flags[LINK] = run.link is not None and not _shows_address(run)
            lost |= {name for name, on in flags.items() if on}
    return lost


def _shows_address(run: Run) -> bool:
    """Whether the text is the link's own address: Excel makes such links by itself."""
    address = (run.link or "").removeprefix("mailto:").removeprefix("tel:")
    bare = address.split("://")[-1].strip("/").casefold()
    return bare in run.text.replace(" ", "").casefold()
