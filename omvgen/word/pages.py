"""What holds for all pages of a document: the colour behind its text, and its settings."""

from __future__ import annotations

from collections.abc import Callable

from omvgen.word.colors import WHITE, Color, UnknownColor, text_color
from omvgen.word.elements import attribute, child, is_on, local, value
from omvgen.word.formatting import Styles, has_symbols
from omvgen.word.properties import properties_of, unknown
from omvgen.writers.docx.xml import Element

_STANDARD_SCHEME = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}

_OF_WEB = frozenset(
    {"optimizeForBrowser", "allowPNG", "relyOnVML", "doNotRelyOnCSS", "divs", "encoding"}
    | {"doNotSaveAsSingleFile", "doNotOrganizeInFolder", "doNotUseLongFileNames"}
    | {"pixelsPerInch", "targetScreenSz", "saveSmartTagsAsXml"}
)  # how the document is saved as a page of the web


def page_color(
    root: Element,
    settings: Element | None,
    styles: Styles,
    usual: Color,
    report: Callable[[str], None],
) -> Color:
    """The colour of the part's pages, white when it is not shown; `usual` when it says none."""
    background = child(root, "background")
    shown = child(settings, "displayBackgroundShape")
    if background is None or shown is None or not is_on(shown):
        return usual if background is None else WHITE
    if len(background):
        report("background")
    try:
        values = {"val": attribute(background, "color") or "auto"}
        themed = {k: v for k, v in background.attrib.items() if "theme" in k}
        element = background.makeelement("color", {**values, **themed})
        return text_color(element, styles.theme) or WHITE
    except UnknownColor:
        report("background")
        return WHITE


def check_settings(settings: Element | None, report: Callable[[str], None]) -> None:
    """Reports settings by which programs show something else than what is read."""
    for element in settings if settings is not None else ():
        if local(element) == "clrSchemeMapping" and any(
            attribute(element, key) != found for key, found in _STANDARD_SCHEME.items()
        ):
            report("clrSchemeMapping")
    for key in unknown("settings", properties_of(settings)):
        report(key)


def check_fonts(fonts: Element | None, report: Callable[[str], None]) -> None:
    """Reports a table of fonts by which signs stand for the letters of a font of letters."""
    for font in fonts if fonts is not None else ():
        name = attribute(font, "name") or ""
        signs = value(font, "charset").lstrip("0") == "2" or has_symbols(value(font, "altName"))
        if signs and not has_symbols(name):
            report("fontTable")


def check_web(settings: Element | None, report: Callable[[str], None]) -> None:
    """Reports settings for the web by which Word shows other pages, in frames."""
    for element in settings if settings is not None else ():
        if local(element) not in _OF_WEB:
            report(local(element))
