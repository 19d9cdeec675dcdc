"""The metadata of a PDF as XMP (ISO 16684-1): what the standards ask for, and the record's own.

PDF/A-3 (ISO 19005-3, 6.6.2.3) takes no property that is neither XMP's nor declared in the
file: hence the extension schemas, one for `pdfuaid` and one for our own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from omvgen.content.blocks import Document
from omvgen.writers.pdf.objects import put, resolved, text_object

RECORD = "urn:omvgen:asiakirja:1/"
"""The namespace of the record's metadata; their names are the keys of `content.metadata`."""

_NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "omvgen": RECORD,
}
_XML = "http://www.w3.org/XML/1998/namespace"
_LISTS, _DATES = {"bases", "signatures"}, {"date", "valid_from"}
_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = b'\n<?xpacket end="r"?>'


class _Property(NamedTuple):
    """A property that an extension schema declares: its name, and its type in XMP's words."""

    name: str
    type: str
    category: str = "external"


def set_metadata(pdf: Any, document: Document, day: date) -> None:
    """Sets the metadata of pypdf's writer, as XMP and as the older dictionary."""
    moment = text_object(f"D:{day:%Y%m%d}000000Z")
    known = {"/Title": document.title, "/Author": document.author}
    known |= {"/Subject": document.document_type, "/Creator": "omvgen"}
    known |= {"/Producer": str(pdf._info.get("/Producer", ""))}
    pdf._info.clear()
    put(pdf._info, {key: text_object(text) for key, text in known.items() if text})
    put(pdf._info, {"/CreationDate": moment, "/ModDate": moment})
    resolved(pdf.root_object["/Metadata"]).set_data(xmp(document, day, known["/Producer"]))


def xmp(document: Document, day: date, producer: str = "") -> bytes:
    """The packet: of the document alone, the same bytes each time. `producer` is a program."""
    record = dict(document.metadata)
    if document.fingerprint:
        record["fingerprint"] = (document.fingerprint,)
    properties = [*_standard(document, day, producer)]
    properties += [_record_property(key, texts) for key, texts in record.items()]
    about = _el("rdf:Description", *properties, _extension(list(record)))
    about.set(_name("rdf:about"), "")
    tree = _el("x:xmpmeta", _el("rdf:RDF", about))
    etree.indent(tree)
    data: bytes = etree.tostring(tree, encoding="utf-8")
    return _BEGIN + data + _END


def _standard(document: Document, day: date, producer: str) -> Iterator[Any]:
    """The properties of XMP's own schemas, empty ones left out."""
    yield _el("pdfaid:part", text="3")
    yield _el("pdfaid:conformance", text="A")
    yield _el("pdfuaid:part", text="1")
    yield _list("dc:title", "Alt", document.title)
    if document.author:
        yield _list("dc:creator", "Seq", document.author)
    if document.document_type:
        yield _list("dc:description", "Alt", document.document_type)
    if document.case_number:
        yield _el("dc:identifier", text=document.case_number)
    if document.plan_language:
        yield _list("dc:language", "Bag", document.plan_language)
    if producer:
        yield _el("pdf:Producer", text=producer)
    yield _el("xmp:CreatorTool", text="omvgen")
    for which in ("Create", "Modify", "Metadata"):
        yield _el(f"xmp:{which}Date", text=f"{day.isoformat()}T00:00:00Z")


def _record_property(key: str, texts: tuple[str, ...]) -> Any:
    if key in _LISTS:
        return _list(f"omvgen:{key}", "Seq", *texts)
    return _el(f"omvgen:{key}", text="; ".join(texts))


def _extension(record: list[str]) -> Any:
    """The declaration of each property that is not XMP's own."""
    schemas = [_schema("PDF/UA", "pdfuaid", _Property("part", "Integer", "internal"))]
    if record:
        named = (_Property(key, _type(key)) for key in record)
        schemas.append(_schema("omvgen", "omvgen", *named))
    return _el("pdfaExtension:schemas", _el("rdf:Bag", *schemas))


def _type(key: str) -> str:
    if key in _LISTS:
        return "seq Text"
    return "Date" if key in _DATES else "Text"


def _schema(title: str, prefix: str, *properties: _Property) -> Any:
    declared = [
        _resource(
            _el("pdfaProperty:name", text=one.name),
            _el("pdfaProperty:valueType", text=one.type),
            _el("pdfaProperty:category", text=one.category),
            _el("pdfaProperty:description", text=one.name),
        )
        for one in properties
    ]
    return _resource(
        _el("pdfaSchema:schema", text=title),
        _el("pdfaSchema:namespaceURI", text=_NAMESPACES[prefix]),
        _el("pdfaSchema:prefix", text=prefix),
        _el("pdfaSchema:property", _el("rdf:Seq", *declared)),
    )


def _resource(*entries: Any) -> Any:
    item = _el("rdf:li", *entries)
    item.set(_name("rdf:parseType"), "Resource")
    return item


def _list(tag: str, kind: str, *texts: str) -> Any:
    """The property as a list; of an alternative (`Alt`) the only one, for any language."""
    items = [_el("rdf:li", text=text) for text in texts]
    if kind == "Alt":
        items[0].set(f"{{{_XML}}}lang", "x-default")
    return _el(tag, _el(f"rdf:{kind}", *items))


def _el(tag: str, *children: Any, text: str | None = None) -> Any:
    element = etree.Element(_name(tag), nsmap=_NAMESPACES)
    element.text = text
    element.extend(children)
    return element


def _name(tag: str) -> str:
    prefix, _, local = tag.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
