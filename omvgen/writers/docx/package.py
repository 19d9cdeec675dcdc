"""Document → the bytes of a .docx: the package, its settings and properties, its parts in order."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from omvgen.content.blocks import Document
from omvgen.content.plain_blocks import plain_blocks
from omvgen.locale import speaking
from omvgen.package import unzip_package, zip_package
from omvgen.plan.links import link_address
from omvgen.seals import sealed
from omvgen.writers.docx.body import Body
from omvgen.writers.docx.comments import add_remark
from omvgen.writers.docx.direction import turn
from omvgen.writers.docx.headers import write_headers
from omvgen.writers.docx.measure import Page, breadth
from omvgen.writers.docx.numbering import Numbering
from omvgen.writers.docx.properties import set_properties
from omvgen.writers.docx.reference import (
    numbering_of,
    open_reference,
    our_reference,
    styles_of,
    theme_fonts,
)
from omvgen.writers.docx.runs import Runs
from omvgen.writers.docx.styles import StyleIds, enlarge, font, left_indent
from omvgen.writers.docx.tables import Tables
from omvgen.writers.docx.xml import Element, el, name, twips

_A4, _MARGIN = (11906, 16838), 1134


def write_docx(
    document: Document,
    reference: bytes | None = None,
    *,
    printing: bool = False,
    pages: tuple[int, ...] = (),
) -> bytes:
    """The document as a .docx: same document, same bytes.

    `reference` is a .docx or .dotx whose page, header and styles are used; what
    it lacks comes from our own. For `writers.pdf`: one that is made for `printing` has a
    line to sign on, and `pages` are those of the headings in the contents.
    """
    with speaking(document.language):
        blocks = tuple(plain_blocks(document.blocks))
        return package_around(
            document,
            reference,
            lambda new_body, _: new_body().write(blocks, pages),
            printing=printing,
        )


NewBody = Callable[[], Body]
"""Makes a writer that has written nothing yet."""


def package_around(
    document: Document,
    reference: bytes | None,
    write: Callable[[NewBody, Element], list[Element]],
    *,
    printing: bool = False,
) -> bytes:
    """The package around what `write` makes of a new body and the document's `w:numbering`."""
    word = open_reference(reference or our_reference())
    styles, ids = styles_of(word)
    page = _page(word, styles, ids)
    runs = Runs(ids, _Addresses(word.part))
    numbering = numbering_of(word)

    def add_picture(data: bytes) -> str:
        return str(word.part.get_or_add_image(io.BytesIO(data))[0])

    def new_body() -> Body:
        tables, lists = Tables(ids, runs, page), Numbering(numbering, page.indent)
        return Body(ids, runs, tables, lists, page, add_picture=add_picture, printing=printing)

    word.element.body[:-1] = write(new_body, numbering)
    if document.large:
        enlarge(styles)
    if document.right_to_left:
        turn(word.element.body)
    if document.remark:
        add_remark(word, document, ids["paragraph", "title"], ids["paragraph", "body text"])
    write_headers(word, document, ids, runs, page)
    _set_language(styles, word.settings.element, document)
    set_properties(word, document)
    buffer = io.BytesIO()
    word.save(buffer)
    return zip_package(sealed(unzip_package(buffer.getvalue())))


class _Addresses:
    """The relationship of each address that a document may link to, made once."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._known: dict[str, str] = {}

    def __call__(self, address: str) -> str | None:
        safe = link_address(address)
        if safe is None:
            return None
        if safe not in self._known:
            self._known[safe] = self._part.rels.get_or_add_ext_rel(
                RELATIONSHIP_TYPE.HYPERLINK, safe
            )
        return self._known[safe]


def _page(word: Any, styles: Element, ids: StyleIds) -> Page:
    indent = left_indent(styles, ids["paragraph", "body text"])
    letters = font(styles, ids["paragraph", "taulukon teksti"], theme_fonts(word))
    return Page(_text_width(word), indent, breadth(letters))


def _text_width(word: Any) -> int:
    """The width between the margins in twips."""
    section = word.element.body[-1]
    size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
    width = _length(size, "w:w", _A4[0])
    left, right = (_length(margins, f"w:{side}", _MARGIN) for side in ("left", "right"))
    return width - left - right


def _length(element: Element | None, attribute: str, usual: int) -> int:
    found = None if element is None else twips(element.get(name(attribute)))
    return usual if found is None else found


def _set_language(styles: Element, settings: Element, document: Document) -> None:
    """The language that is read aloud and proofed, and no question to ask on opening."""
    language = document.plan_language
    language = language if re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language) else "fi-FI"
    for element in _default_languages(styles):
        element.set(name("w:val"), language)
        if document.right_to_left:
            element.set(name("w:bidi"), language)
    for element in settings.findall(name("w:themeFontLang")):
        element.set(name("w:val"), language)
    for element in settings.findall(name("w:updateFields")):
        settings.remove(element)


def _default_languages(styles: Element) -> list[Element]:
    """The `w:lang` of the document's defaults, made when there is none."""
    parent = styles
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = parent.find(name(tag))
        if found is None:
            found = el(tag)
            parent.insert(0, found)
        parent = found
    if parent.find(name("w:lang")) is None:
        parent.append(el("w:lang"))
    return list(parent.iterchildren(name("w:lang")))
