"""The reference document whose styles, page and header a document takes: ours, or one's own."""

from __future__ import annotations

import io
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap

from omvgen.package import unzip_package, zip_package
from omvgen.writers.docx.styles import StyleIds, lend_styles
from omvgen.writers.docx.xml import Element, el, name, parse, serialize, twips

_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_NUMBERING = f'<w:numbering xmlns:w="{nsmap["w"]}"/>'
# What of a reference document goes into a new one, beside what its page leads to. All else
# belongs to its own text (comments, notes, pictures, addresses) or to who made it.
_KEPT = {"styles", "numbering", "settings", "fontTable", "theme"}
_KEPT_OF_PACKAGE = {"officeDocument"}
# Settings of how the pages look, in the schema's order. Others would ask the reader
# something, lock the document, record edits, or lead to an office's own template.
_SETTINGS = (
    "displayBackgroundShape", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
    "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit",
    "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl",
    "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
# Parts of a page's own description: its printer, and who changed it and when.
_NOT_OF_A_PAGE = ("w:printerSettings", "w:sectPrChange")
_OFFICE = name("r:id").removesuffix("id")
_OURS = Path(__file__).parent / "reference.docx"


@cache
def our_reference() -> bytes:
    return _OURS.read_bytes()


def open_reference(data: bytes) -> Any:
    """python-docx's document with the reference's page and styles, and an empty body.

    Nothing else of the reference document stays in it, hidden or not.
    """
    word = docx.Document(io.BytesIO(_as_document(data)))
    body = word.element.body
    section = body.find(name("w:sectPr"))
    section = el("w:sectPr") if section is None else section
    for odd in list(section.iterchildren(*map(name, _NOT_OF_A_PAGE))):
        section.remove(odd)
    body[:] = [section]
    _keep(word.part.rels, _KEPT, _ids_in(word.element))
    _keep(word.part.package.rels, _KEPT_OF_PACKAGE)
    settings = word.settings.element
    settings[:] = [e for tag in _SETTINGS for e in settings.findall(name(f"w:{tag}"))]
    _keep(word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels)
    _round_lengths(section)
    for part in word.part.package.iter_parts():
        _cut_off(part)
    return word


def _round_lengths(section: Element) -> None:
    """Writes the page's lengths as whole twips, whatever program wrote them as what."""
    for element in section.iterchildren(name("w:pgSz"), name("w:pgMar")):
        for attribute, text in element.attrib.items():
            if (length := twips(text)) is not None:
                element.set(attribute, str(length))


def _cut_off(part: Any) -> None:
    """Takes away where the part leads to outside the document: addresses, linked pictures."""
    outside = {key for key, relation in part.rels.items() if relation.is_external}
    if not outside:
        return
    root = part.element if isinstance(part, XmlPart) else parse(part.blob)
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute.startswith(_OFFICE) and value in outside:
                del element.attrib[attribute]
    if not isinstance(part, XmlPart):
        part._blob = serialize(root)
    for key in outside:
        del part.rels[key]


def _keep(relations: Any, kinds: Container[str] = (), ids: Container[str] = ()) -> None:
    """Takes away all relationships but those of these kinds and ids."""
    for key, relation in list(relations.items()):
        if key not in ids and relation.reltype.rpartition("/")[2] not in kinds:
            del relations[key]


def _ids_in(element: Element) -> set[str]:
    """The relationships that the element and what is in it lead by."""
    return {
        value
        for part in element.iter()
        for attribute, value in part.attrib.items()
        if attribute.startswith(_OFFICE)
    }


def _as_document(data: bytes) -> bytes:
    """A template (.dotx) differs from a document by one word in its list of parts."""
    parts = unzip_package(data)
    types = parts["[Content_Types].xml"]
    if _TEMPLATE not in types:
        return data
    return zip_package(parts | {"[Content_Types].xml": types.replace(_TEMPLATE, _DOCUMENT)})


def styles_of(word: Any) -> tuple[Element, StyleIds]:
    """The document's styles, completed with ours, and the ids of all of them."""
    styles = word.styles.element
    ours = parse(unzip_package(our_reference())["word/styles.xml"])
    return styles, lend_styles(styles, ours)


def numbering_of(word: Any) -> Element:
    """The document's `w:numbering`, a new one when it has none."""
    kind = RELATIONSHIP_TYPE.NUMBERING
    if not any(relation.reltype == kind for relation in word.part.rels.values()):
        part = XmlPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse(_NUMBERING),
            word.part.package,
        )
        word.part.relate_to(part, kind)
    return word.part.part_related_by(kind).element


def theme_fonts(word: Any) -> dict[str, str]:
    """The fonts of the document's theme by their use: `major` for titles, `minor` for text."""
    kind = RELATIONSHIP_TYPE.THEME
    if not any(relation.reltype == kind for relation in word.part.rels.values()):
        return {}
    theme = parse(word.part.part_related_by(kind).blob)
    path = ("a:themeElements", "a:fontScheme", "a:{}Font", "a:latin")
    return {
        use: found.get("typeface", "")
        for use in ("major", "minor")
        for found in theme.iterfind("/".join(name(tag.format(use)) for tag in path))
    }
