"""What of a cell's looks does not come into the document, and what is to be said of it.

Bold, italics, underlining, strike-through and links of free answers do; in tables, in
the document's data and in answers of one form (a choice, a date, an address) only the
words count. Typefaces, alignment and borders say nothing and are passed over, as are
the looks that the template gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location
from omvgen.findings.severity import Severity
from omvgen.locale import mark, tr
from omvgen.plan.text import Run
from omvgen.workbook.template import styles
from omvgen.workbook.xlsx.sheet_model import Book, Spot

COLOR, SIZE, FILL = mark("tekstin väri"), mark("kirjainkoko"), mark("taustaväri")
SCRIPT, DOUBLE = mark("ylä- tai alaindeksi"), mark("kaksoisalleviivaus")
BOLD, ITALIC, UNDERLINE = mark("lihavointi"), mark("kursivointi"), mark("alleviivaus")
STRIKE, LINK = mark("yliviivaus"), mark("linkki")
UNSEEN = "unseen"  # text in the paper's colour, or that its format does not show
_ORDER = (STRIKE, BOLD, ITALIC, UNDERLINE, DOUBLE, LINK, COLOR, FILL, SIZE, SCRIPT)

Looks = frozenset[str]
NO_LOOKS: Looks = frozenset()

# The template's own, black, and white: colours that mean nothing. Theme 0 and 1 are the
# paper's and the ink's, 10 and 11 those of links; 8, 9 and 64 upwards the same in the old list.
_INK = {styles.INK, "0000CC", "0563C1", "0000FF", "000000", "FFFFFF"}
_PAPER = {styles.WHITE, styles.GREY, styles.PALE_BLUE, styles.YELLOW}
_WHITE_THEME, _WHITE_INDEXED = "0", ("1", "9", "65")
_THEME, _INDEXED = {"0", "1", "10", "11"}, {"8", "9", "64", "65", "81"}
# Other programs have sizes of their own for ordinary text.
_SMALLEST, _LARGEST = 9.0, 12.0


def font_looks(font: etree._Element) -> Looks:
    """What the document does not keep of a `font` or an `rPr`."""
    looks = set()
    for child in font.iterchildren(tag=etree.Element):
        name, value = etree.QName(child).localname, child.get("val", "")
        if name == "color" and _is_white(child):
            looks.add(UNSEEN)
        elif name == "color" and _is_colored(child, _INK):
            looks.add(COLOR)
        elif name == "sz" and not _is_ordinary(value):
            looks.add(SIZE)
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            looks.add(SCRIPT)
        elif name == "u" and value.startswith("double"):
            looks.add(DOUBLE)
    return frozenset(looks)


def fill_looks(fill: etree._Element) -> Looks:
    """`FILL` when a `fill` colours the cell in another way than the template does."""
    for child in fill.iterchildren(tag=etree.Element):
        pattern = child.get("patternType", "none")
        if pattern in ("none", "gray125"):
            continue
        colors = [c for c in child if pattern != "solid" or etree.QName(c).localname == "fgColor"]
        if pattern != "solid" or any(_is_colored(color, _PAPER) for color in colors):
            return frozenset((FILL,))
    return NO_LOOKS


def _is_colored(color: etree._Element, known: set[str]) -> bool:
    if color.get("auto") in ("1", "true"):
        return False
    if "rgb" in color.attrib:
        return color.get("rgb", "")[-6:].upper() not in known
    if "theme" in color.attrib:
        tint = color.get("tint", "0").strip("0.")
        return bool(tint) or color.get("theme") not in _THEME
    return color.get("indexed", "64") not in _INDEXED


def _is_white(color: etree._Element) -> bool:
    """Whether the colour is that of the paper, so that only a fill makes a text appear."""
    if "rgb" in color.attrib:
        return bool(color.get("rgb", "")[-6:].upper() == styles.WHITE)
    if "theme" in color.attrib:
        return color.get("theme") == _WHITE_THEME and not color.get("tint", "0").strip("0.")
    return color.get("indexed") in _WHITE_INDEXED


def _is_ordinary(size: str) -> bool:
    try:
        return _SMALLEST <= float(size) <= _LARGEST
    except ValueError:
        return True


def lost_looks(
    book: Book, spot: Spot, where: Location, runs: Iterable[Run], *, rich: bool
) -> Iterator[Finding]:
    """The note that some of the cell's looks are lost, if they are: one for each cell.

    `runs` are what was read of it, `rich` whether their formatting is kept. A text that
    is struck through and is read as if it were not is a warning: it says the opposite.
    """
    sheet = book.by_name[spot.sheet]
    place = (spot.row, spot.column)
    lost = sheet.looks.get(place, NO_LOOKS) - {UNSEEN}  # of which the sheet's remarks tell
    if place in sheet.linked:
        lost -= {COLOR}  # the blue of a link
    if not rich:
        lost |= _formatting(runs, linked=place in sheet.linked)
    if lost:
        what = ", ".join(tr(look) for look in _ORDER if look in lost)
        severity = Severity.WARNING if STRIKE in lost else None
        yield Finding(Code.FORMATTING_LOST, where, {"what": what}, severity_override=severity)


def _formatting(runs: Iterable[Run], *, linked: bool) -> set[str]:
    """The formatting of a text of which only the words are kept."""
    looks = set()
    for run in runs:
        if run.text.strip():
            flags = {BOLD: run.bold, ITALIC: run.italic, STRIKE: run.strike}
            flags[UNDERLINE] = run.underline and not linked
            flags[LINK] = run.link is not None and not _says_address(run)
            looks |= {look for look, on in flags.items() if on}
    return looks


def _says_address(run: Run) -> bool:
    """Whether the words are the link's own address: Excel makes such links by itself."""
    address = (run.link or "").removeprefix("mailto:").removeprefix("tel:")
    bare = address.split("://")[-1].strip("/").casefold()
    return bare in run.text.replace(" ", "").casefold()
