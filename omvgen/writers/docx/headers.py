"""The header of every page: sender, type, date, `1 (25)`, and the marks.

All of it stands in the body of the first page too: a header alone is not read
by everyone (SFS 2487:2024, 4.3).
"""

from __future__ import annotations

from typing import Any

from omvgen.content.blocks import Document, Role, Span, words
from omvgen.form.dates import format_date
from omvgen.writers.docx.measure import Page, text_width
from omvgen.writers.docx.runs import Runs, field, run
from omvgen.writers.docx.styles import StyleIds
from omvgen.writers.docx.xml import Element, el, name, paragraph, parse

_METADATA = 5216  # 9.2 cm
_BETWEEN, _GAP = 150, 200  # twips between columns, and below the header
_SIZE = 10
_STYLE = ("paragraph", "suunnitelman ylätunniste")
# Elements by which a header has content.
_CONTENT = frozenset(
    map(name, ("w:t", "w:drawing", "w:pict", "w:object", "w:fldSimple", "w:instrText"))
)
_WATERMARK_ID = "Vesileima"
HeaderLine = tuple[str, str | Span]
"""What stands at the left margin and at 9.2 cm."""


def write_headers(word: Any, document: Document, ids: StyleIds, runs: Runs, page: Page) -> None:
    """Gives every kind of page its header (`word` is python-docx's document).

    A header of the reference document is kept, with the marks below it, and with the page
    number unless its pages are numbered. Lines that this program wrote into it are
    removed: they belong to another document.
    """
    section = word.sections[-1]
    writer = _Writer(ids, runs, page)
    footers = [section.footer, section.first_page_footer, section.even_page_footer]
    headers = [section.header, section.first_page_header, section.even_page_header]
    for header in headers:
        _take_out_ours(header, ids)
    if _is_empty(section.header) and _is_empty(section.footer):
        section.different_first_page_header_footer = True  # its text has all of it
    for header, first in _headers(section, word.settings):
        ours = _is_empty(header)
        header.is_linked_to_previous = False  # makes one when there is none
        element = header._element
        if ours:
            element[:] = writer.lines(_lines(document, first=first), numbered=True)
        else:
            numbered = any(map(_counts_pages, (header, *footers)))
            element.extend(writer.lines(_mark_lines(document), numbered=not numbered))
        if document.watermark:
            _add_watermark(element, document.watermark)


def _take_out_ours(header: Any, ids: StyleIds) -> None:
    if header.is_linked_to_previous:
        return
    ours = f"{name('w:pPr')}/{name('w:pStyle')}[@{name('w:val')}='{ids[_STYLE]}']"
    for line in [p for p in header._element.iter(name("w:p")) if p.find(ours) is not None]:
        line.getparent().remove(line)
    marks = [e for e in header._element.iter(name("v:shape")) if e.get("id") == _WATERMARK_ID]
    for mark in marks:
        run_ = next(mark.iterancestors(name("w:r")))
        run_.getparent().remove(run_)


def _is_empty(part: Any) -> bool:
    """Whether there is no header or footer, or one without words, fields and pictures."""
    return part.is_linked_to_previous or not any(
        element.tag in _CONTENT and (element.text or len(element) or element.attrib)
        for element in part._element.iter()
    )


def _headers(section: Any, settings: Any) -> list[tuple[Any, bool]]:
    """The headers that pages of the section have, and whether it is the first page's."""
    headers = [(section.header, False)]
    if section.different_first_page_header_footer:
        headers.append((section.first_page_header, True))
    if settings.odd_and_even_pages_header_footer:
        headers.append((section.even_page_header, False))
    return headers


def _counts_pages(part: Any) -> bool:
    if part.is_linked_to_previous:
        return False
    simple = [e.get(name("w:instr"), "") for e in part._element.iter(name("w:fldSimple"))]
    complex_ = [e.text or "" for e in part._element.iter(name("w:instrText"))]
    return any("PAGE" in instruction.split() for instruction in simple + complex_)


def _lines(document: Document, *, first: bool) -> list[HeaderLine]:
    """The first page has all of this in its text, and needs only its number."""
    if first:
        return [("", "")]
    day = format_date(document.date) if document.date else ""
    lines: list[HeaderLine] = [(document.sender, document.document_type)]
    if day or document.case_number:
        lines.append(("", f"{day}  {document.case_number}".strip()))
    lines += _mark_lines(document)
    return lines


def _mark_lines(document: Document) -> list[HeaderLine]:
    marks = ", ".join(document.marks)
    return [("", Span(marks, role=Role.STRONG))] if marks else []


class _Writer:
    def __init__(self, ids: StyleIds, runs: Runs, page: Page) -> None:
        self._style = ids[_STYLE]
        self._runs = runs
        self._page = page

    def lines(self, lines: list[HeaderLine], *, numbered: bool) -> list[Element]:
        """The lines, the page number at the right of the first, alone when there are none."""
        if numbered and not lines:
            lines = [("", "")]
        parted = [part for line in lines for part in self._parted(line)]
        return [
            self._line(*part, numbered=numbered and place == 1, last=place == len(parted))
            for place, part in enumerate(parted, 1)
        ]

    def _parted(self, line: HeaderLine) -> list[HeaderLine]:
        """The line, as two when its left side would run into the other."""
        left, middle = line
        wide = text_width(left, _SIZE * self._page.breadth) > _METADATA - _BETWEEN
        return [(left, ""), ("", middle)] if wide and middle else [line]

    def _line(self, left: str, middle: str | Span, *, numbered: bool, last: bool) -> Element:
        content = [run(left)] if left else []
        tabs, properties = [], {}
        if middle:
            spans = (middle,) if isinstance(middle, Span) else words(middle)
            content += [run("\t"), *self._runs(spans)]
            tabs.append(el("w:tab", val="left", pos=_METADATA))
            properties["indent"] = el("w:ind", left=_METADATA, hanging=_METADATA)
        if numbered:
            content += [run("\t"), *_page_number()]
            tabs.append(el("w:tab", val="right", pos=self._page.width))
        if last:
            properties["spacing"] = el("w:spacing", after=_GAP)
        if tabs:
            properties["tabs"] = el("w:tabs", *tabs)
        return paragraph(self._style, *content, **properties)


def _page_number() -> list[Element]:
    """`1 (25)`, as authorities number their pages."""
    return [
        *field("PAGE", [run("1")]),
        run(" ("),
        *field("NUMPAGES", [run("1")]),
        run(")"),
    ]


def _add_watermark(header: Element, text: str) -> None:
    """In the header's first paragraph; its ids may stand in a part once."""
    mark = _watermark(text)
    kind = next(mark.iter(name("v:shapetype")))
    if any(other.get("id") == kind.get("id") for other in header.iter(name("v:shapetype"))):
        kind.getparent().remove(kind)
    header.find(f".//{name('w:p')}").append(mark)


def _watermark(text: str) -> Element:
    """The text across the page, grey and behind the words: Word's own kind of watermark."""
    from xml.sax.saxutils import quoteattr  # brings half of the network with it

    quoted = quoteattr(text)
    return parse(
        f"""
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <w:rPr><w:noProof/></w:rPr>
  <w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
                 path="m@7,l@8,m@5,21600l@6,21600e">
      <v:formulas>
        <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
        <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
        <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
      </v:formulas>
      <v:path textpathok="t" o:connecttype="none"/>
      <v:textpath on="t" fitshape="t"/>
      <o:lock v:ext="edit" text="t" shapetype="t"/>
    </v:shapetype>
    <v:shape id="{_WATERMARK_ID}" type="#_x0000_t136" alt={quoted} o:allowincell="f"
             style="position:absolute;margin-left:0;margin-top:0;width:420pt;height:105pt;\
rotation:315;z-index:-251658752;mso-position-horizontal:center;\
mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">
      <v:fill opacity=".5"/>
      <v:textpath style="font-family:Arial;font-size:1pt" string={quoted}/>
    </v:shape>
  </w:pict>
</w:r>""".strip()
    )
