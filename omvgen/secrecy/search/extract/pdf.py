"""The texts of a PDF: its pages, and the strings of every object and stream.

pypdf (the extra `pdf`) reads the file; only it knows which letters the codes of a font
stand for. Each page, and each form that pages draw, is read once by itself, however
often it is drawn: pypdf would read a form again wherever it is drawn, and silently skip
it after so many times.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import listed
from omvgen.patterns import pattern
from omvgen.secrecy.search.extract.encoding import is_text, printable_runs
from omvgen.secrecy.search.extract.markup import NotXml, xml_texts
from omvgen.secrecy.search.extract.model import Budget, PartText, unsearchable

_END = pattern(rb"%%EOF")
_MAX_REVISIONS = 20
# Bytes that they cost of the budget: two thousand pages or 64,000 objects are the most.
_PAGE_COST, _OBJECT_COST = 32 * 1024, 1024
_MAX_DRAWING = 4 * 1024 * 1024  # bytes of a page or form: pypdf needs fifty times as many
_HEAD = 1024  # bytes in which a file made for the web says that it is one
_LETTER = pattern(r"[^\W_]")
_SHOW = (b"Tj", b"TJ", b"'", b'"')  # operators that show text
_SPEAK = (b"BDC", b"DP")  # operators whose entries may say what is read aloud
_INLINE_IMAGE = b"INLINE IMAGE"  # pypdf's name for it

# Entries in which programs write about themselves and about fonts.
_BY_SOFTWARE = frozenset({"/Producer", "/Creator", "/BaseFont", "/FontName", "/FontFamily", "/DA"})


def pdf_texts(name: str, data: bytes, budget: Budget) -> Iterator[PartText]:
    """The texts of each revision of the file.

    A program that signs or changes a PDF may add to its end, and what was there before
    stays: each such revision ends with an %%EOF of its own. Raises `ReadError`: OMV425
    without pypdf, OMV762 without the library that decrypts, OMV429 for attachments, OMV424
    for what cannot be read.
    """
    for end in _revision_ends(name, data):
        budget.spend(name, end)
        try:
            yield from _revision_texts(name, data[:end], budget)
        except ReadError:
            raise
        except Exception as error:
            if type(error).__name__ == "DependencyError":  # of pypdf, which may be absent itself
                values = {"file": name}
                raise ReadError(
                    Finding(Code.ENCRYPTED_PDF_NOT_SEARCHABLE, values=values)
                ) from error
            # pypdf has no one exception for what a broken file causes.
            raise unsearchable(name) from error
    # Comments between the objects.
    yield PartText(name, printable_runs(data), by_software=True)


def _revision_ends(name: str, data: bytes) -> list[int]:
    """Where each revision ends. Raises `ReadError` (OMV424) for what stands around the PDF."""
    ends = [match.end() for match in _END.finditer(data)]
    if not data.startswith(b"%PDF-") or not ends or data[ends[-1] :].strip(b"\0 \t\r\n\f"):
        raise unsearchable(name)
    if b"/Linearized" in data[:_HEAD] and len(ends) > 1:
        del ends[0]  # no revision: its first page stands before the rest
    if len(ends) > _MAX_REVISIONS:
        raise unsearchable(name)
    return ends


def _revision_texts(name: str, data: bytes, budget: Budget) -> Iterator[PartText]:
    reader = _reader(data)
    pages = list(reader.pages)
    budget.spend(name, len(pages) * _PAGE_COST)
    objects = _objects(name, reader, budget)
    yield from _strings(name, (reader.trailer, *objects.values()))
    streams = {
        number: item
        for (number, _generation), item in objects.items()
        if hasattr(item, "get_data") and item.get("/Subtype") != "/Image"
    }
    forms = {n: item for n, item in streams.items() if item.get("/Subtype") == "/Form"}
    drawings = [*([number] for number in forms), *map(_content_streams, pages)]
    yield from _stream_texts(name, reader, streams, drawings, budget)
    yield from _drawn_texts(name, pages, forms)


def require_pypdf() -> Any:
    """Returns pypdf's reader of files. Raises `ReadError` (OMV425) when there is no pypdf."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ReadError(Finding(Code.PDF_NOT_SEARCHABLE)) from error
    return PdfReader


def _reader(data: bytes) -> Any:
    reader_of = require_pypdf()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks mean nothing to staff
    reader = reader_of(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def _objects(name: str, reader: Any, budget: Budget) -> dict[tuple[int, int], Any]:
    """Every object that the file's index names, by number and generation."""
    from pypdf.generic import IndirectObject

    keys = {(number, gen) for gen, table in reader.xref.items() for number in table}
    keys |= {(number, 0) for number in reader.xref_objStm}
    budget.spend(name, len(keys) * _OBJECT_COST)
    return {key: reader.get_object(IndirectObject(*key, reader)) for key in sorted(keys)}


def _content_streams(page: Any) -> list[int]:
    """The numbers of the streams in which the page is drawn."""
    contents = page.raw_get("/Contents") if "/Contents" in page else None
    streams = _resolved(contents)
    references = [contents, *(streams if isinstance(streams, list) else ())]
    return [reference.idnum for reference in references if hasattr(reference, "idnum")]


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _strings(name: str, objects: Iterable[Any]) -> Iterator[PartText]:
    """The strings and names in the objects. Raises `ReadError` (OMV429) for attached files."""
    from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, TextStringObject

    texts: list[str] = []
    by_software: list[str] = []
    attached: list[str] = []
    waiting = [("", item) for item in objects]
    while waiting:
        entry, value = waiting.pop()
        match value:
            case TextStringObject() | NameObject():
                (by_software if entry in _BY_SOFTWARE else texts).append(str(value))
            case ByteStringObject():  # no text: fingerprints, signatures
                by_software.append(printable_runs(value))
            case DictionaryObject():
                texts += map(str, value)
                if "/EF" in value:
                    attached.append(str(value.get("/UF", value.get("/F", ""))))
                waiting += [(key, value.raw_get(key)) for key in value]
            case list():
                waiting += [(entry, inner) for inner in value]
    if attached:
        raise ReadError(
            Finding(Code.FILE_HAS_ATTACHMENTS, values={"file": name, "names": listed(attached)})
        )
    yield PartText(name, "\n".join(texts))
    yield PartText(name, "\n".join(by_software), by_software=True)


def _stream_texts(
    name: str,
    reader: Any,
    streams: Mapping[int, Any],
    drawings: list[list[int]],
    budget: Budget,
) -> Iterator[PartText]:
    """The texts of the streams. `drawings` are those of each page and form, by number.

    Raises `ReadError` (OMV424) for a drawing that is larger than any page.
    """
    sizes = {}
    drawn = {number for numbers in drawings for number in numbers}
    for number, stream in streams.items():
        data = stream.get_data()
        sizes[number] = len(data)
        budget.spend(name, len(data))
        yield PartText(name, printable_runs(data), by_software=True)
        if number not in drawn and is_text(data):
            yield from _other_stream_texts(name, data, reader)
    if any(sum(sizes.get(n, 0) for n in numbers) > _MAX_DRAWING for numbers in drawings):
        raise unsearchable(name)


def _other_stream_texts(name: str, data: bytes, reader: Any) -> Iterator[PartText]:
    """The texts of a stream that is no page and no form: XML, or strings that are drawn.

    The letters of these are codes, which a font may turn into others.
    """
    from pypdf.generic import ContentStream, DecodedStreamObject

    if data.lstrip().startswith(b"<"):
        with contextlib.suppress(NotXml):
            yield from xml_texts(name, data)
    stream = DecodedStreamObject()
    stream.set_data(data)
    with contextlib.suppress(Exception):  # it draws nothing, and its letters have been read
        operations = ContentStream(stream, reader, "bytes").operations
        strings = (_string(operands) for operands, _operator in operations)
        yield PartText(name, "\n".join(strings), by_software=True)


def _drawn_texts(name: str, pages: list[Any], forms: Mapping[int, Any]) -> Iterator[PartText]:
    """What the pages and forms show.

    Raises `ReadError` (OMV424) for a page that shows something and says nothing: it is a
    picture of text, or its letters stand for none.
    """
    read = {number: _read_drawing(form, pages[0]) for number, form in forms.items()}
    for form in read.values():
        yield from form.texts(name)
    for page in pages:
        drawing = _read_drawing(page, page)
        parts = drawing.with_forms(read)
        if any(d.shows for d in parts) and not any(_LETTER.search(d.text) for d in parts):
            raise unsearchable(name)
        yield from drawing.texts(name)


class _Drawing(NamedTuple):
    """A page, or a form that pages draw.

    `text` is what a reader sees, `spoken` what stands for parts of it when it is read
    aloud, `codes` the letters as the file has them, which a font may turn into others.
    `shows`: whether any text or picture is drawn. `forms` are the forms that it draws.
    """

    text: str
    spoken: str
    codes: str
    shows: bool
    forms: tuple[int, ...]

    def texts(self, name: str) -> Iterator[PartText]:
        yield PartText(name, self.text)
        yield PartText(name, self.spoken)
        yield PartText(name, self.codes, by_software=True)

    def with_forms(self, forms: Mapping[int, _Drawing]) -> list[_Drawing]:
        """The drawing, and all forms that it draws, or that these draw."""
        found, waiting = {}, list(self.forms)
        while waiting:
            number = waiting.pop()
            if number in forms and number not in found:
                found[number] = forms[number]
                waiting += forms[number].forms
        return [self, *found.values()]


def _read_drawing(drawing: Any, page: Any) -> _Drawing:
    """What the drawing shows without the forms in it. `page` is any page: it reads forms."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    resources = DictionaryObject(_resolved(drawing.get("/Resources", {})))
    xobjects = _resolved(resources.pop("/XObject", {}))
    resources[NameObject("/ProcSet")] = ArrayObject()  # without resources pypdf reads nothing
    drawing[NameObject("/Resources")] = resources
    operations: list[tuple[bytes, Any]] = []
    read = page.extract_text if drawing is page else partial(page.extract_xform_text, drawing)
    text = read(visitor_operand_before=lambda *operation: operations.append(operation[:2]))
    references = [
        xobjects.raw_get(operands[0])
        for operator, operands in operations
        if operator == b"Do" and operands[0] in xobjects
    ]
    return _Drawing(
        text,
        "\n".join(_string(operands) for operator, operands in operations if operator in _SPEAK),
        "\n".join(_string(operands) for operator, operands in operations if operator in _SHOW),
        any(operator in (*_SHOW, _INLINE_IMAGE) for operator, _ in operations)
        or any(_resolved(xobject).get("/Subtype") == "/Image" for xobject in references),
        tuple(xobject.idnum for xobject in references),
    )


def _string(operands: Any) -> str:
    """The strings among the operands: those of an array as one, those of entries by lines."""
    from pypdf.generic import DictionaryObject, NameObject

    match operands:
        case NameObject():
            return ""
        case bytes():
            encoding = "utf-16" if operands.startswith(b"\xfe\xff") else "latin-1"
            return operands.decode(encoding, errors="replace")
        case str():
            return operands
        case DictionaryObject():
            return "\n".join(map(_string, operands.values()))
        case list():
            return "".join(map(_string, operands))
        case _:
            return ""
