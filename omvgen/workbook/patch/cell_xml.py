"""A cell with its text, as XML. The text stands in the cell: shared strings stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from omvgen.plan.text import RichText, Run
from omvgen.workbook.xlsx.strings import as_written

# A run's properties in the schema's order (CT_RPrElt of ECMA-376, 18.4.7).
_ORDER = (
    *("rFont", "charset", "family", "b", "i", "strike", "outline", "shadow", "condense", "extend"),
    *("color", "sz", "u", "vertAlign", "scheme"),
)
_FORMATTING = ("b", "i", "strike", "u", "vertAlign")

FontXml = Mapping[str, Mapping[str, str]]
"""The properties of a font by their names in a run, each with its attributes."""


def font_xml(font: etree._Element | None) -> FontXml:
    """The properties of a `font` of the styles."""
    found = {}
    for child in () if font is None else font.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        found["rFont" if name == "name" else name] = dict(child.attrib)
    return found


def cell_xml(ref: str, style: str | None, text: RichText, font: FontXml, prefix: str = "") -> str:
    """The `c` element. `font` is that of the cell's style; an empty text is an empty cell."""
    attributes = f" r={quoteattr(ref)}" + (f" s={quoteattr(style)}" if style else "")
    if not text:
        return f"<{prefix}c{attributes}/>"
    inside = "".join(_inside(text.runs, font, prefix))
    return f'<{prefix}c{attributes} t="inlineStr"><{prefix}is>{inside}</{prefix}is></{prefix}c>'


def _inside(runs: tuple[Run, ...], font: FontXml, prefix: str) -> Iterable[str]:
    """A bare text where all of it looks as the cell's font does, otherwise runs."""
    looks = any(any((*run.format[:4], run.script)) for run in runs)
    if not looks and not _is_formatted(font):
        yield _text("".join(run.text for run in runs), prefix)
        return
    for run in runs:
        properties = "".join(_properties(run, font, prefix))
        font_of_run = f"<{prefix}rPr>{properties}</{prefix}rPr>"
        yield f"<{prefix}r>{font_of_run}{_text(run.text, prefix)}</{prefix}r>"


def _is_formatted(font: FontXml) -> bool:
    off = ("0", "false", "none", "baseline")
    return any(font[name].get("val", "1") not in off for name in _FORMATTING if name in font)


def _properties(run: Run, font: FontXml, prefix: str) -> Iterable[str]:
    """The cell's font with the run's own formatting: a run's font takes nothing from its cell's."""
    flags = {"b": run.bold, "i": run.italic, "strike": run.strike, "u": run.underline}
    own = {name: attributes for name, attributes in font.items() if name not in _FORMATTING}
    own |= {name: {} for name, on in flags.items() if on}
    if run.script:
        own["vertAlign"] = {"val": f"{run.script}script"}
    for name in _ORDER:
        if name in own:
            attributes = "".join(f" {key}={quoteattr(v)}" for key, v in own[name].items())
            yield f"<{prefix}{name}{attributes}/>"


def _text(text: str, prefix: str) -> str:
    return f'<{prefix}t xml:space="preserve">{escape(as_written(text))}</{prefix}t>'
