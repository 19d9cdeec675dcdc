"""The reference document whose styles, page and header a document takes: ours, or one's own."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap

from omvgen.document.word.styles import StyleIds, lend_styles
from omvgen.document.word.xml import Element, el, name, parse
from omvgen.files import unzip_package, zip_package

_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_NUMBERING = f'<w:numbering xmlns:w="{nsmap["w"]}"/>'
# Leftovers of a reference document that say nothing in a new one, or say it of another.
_LEFTOVERS = {"thumbnail", "stylesWithEffects", "customXml", "webSettings", "attachedTemplate"}
_OURS = Path(__file__).parent.parent / "reference.docx"


@cache
def our_reference() -> bytes:
    return _OURS.read_bytes()


def open_reference(data: bytes) -> Any:
    """python-docx's document with the reference's page and styles, and an empty body."""
    word = docx.Document(io.BytesIO(_as_document(data)))
    body = word.element.body
    section = body.find(name("w:sectPr"))
    body[:] = [el("w:sectPr") if section is None else section]
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _LEFTOVERS:
                del relations[key]
    return word


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
