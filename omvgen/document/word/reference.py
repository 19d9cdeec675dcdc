"""The reference document whose styles, page and header a document takes: ours, or one's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from omvgen.document.word.package import (
    DOCUMENT_TYPE,
    NUMBERING,
    ROOT,
    SETTINGS,
    STYLES,
    TEMPLATE_TYPE,
    Package,
)
from omvgen.document.word.styles import StyleIds, lend_styles
from omvgen.document.word.xml import NAMESPACES, Element, el, name, parse
from omvgen.files import unzip_package

_OURS = Path(__file__).parent.parent / "reference.docx"
_NUMBERING = f'<w:numbering xmlns:w="{NAMESPACES["w"]}"/>'.encode()
# Leftovers of a reference document that say nothing in a new one, or say it of another.
_LEFTOVERS = {"thumbnail", "stylesWithEffects", "customXml", "webSettings", "attachedTemplate"}


@cache
def our_reference() -> bytes:
    return _OURS.read_bytes()


def open_reference(data: bytes) -> Package:
    """The reference's parts with its page and styles, and an empty body.

    Raises `LookupError` or `ValueError` when it is no Word document.
    """
    word = Package(_as_document(unzip_package(data)))
    body = body_of(word)
    section = body.find(name("w:sectPr"))
    body[:] = [el("w:sectPr") if section is None else section]
    for source in (ROOT, word.main):
        word.unrelate(source, _LEFTOVERS)
    return word


def _as_document(parts: dict[str, bytes]) -> dict[str, bytes]:
    """A template (.dotx) differs from a document by one word in its list of parts."""
    types = "[Content_Types].xml"
    main = parts[types].replace(TEMPLATE_TYPE.encode(), DOCUMENT_TYPE.encode())
    return parts | {types: main}


def body_of(word: Package) -> Element:
    """The body of the document. Raises `ValueError` when it has none."""
    body = word.tree(word.main).find(name("w:body"))
    if body is None:
        raise ValueError(word.main)
    return body


def styles_of(word: Package) -> tuple[Element, StyleIds]:
    """The document's styles, completed with ours, and the ids of all of them."""
    ours = unzip_package(our_reference())["word/styles.xml"]
    styles = word.existing(STYLES, ours)
    return styles, lend_styles(styles, parse(ours))


def settings_of(word: Package) -> Element:
    """The document's settings, ours when it has none."""
    return word.existing(SETTINGS, unzip_package(our_reference())["word/settings.xml"])


def numbering_of(word: Package) -> Element:
    """The document's `w:numbering`, a new one when it has none."""
    return word.existing(NUMBERING, _NUMBERING)
