"""The texts of a file, by the kind of file that it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.patterns import pattern
from omvgen.secrecy.search.extract.encoding import decoded, unquoted
from omvgen.secrecy.search.extract.markup import html_texts
from omvgen.secrecy.search.extract.model import Budget, PartText, unsearchable
from omvgen.secrecy.search.extract.package import package_texts

KINDS = ("docx", "xlsx", "pdf", "html", "md", "txt", "json")
"""The kinds of file that omvgen writes, and the only ones that are searched."""
_OTHER_ENDINGS = {"htm": "html", "markdown": "md"}
_MAX_TEXT = 20 * 1024 * 1024  # characters: a page of a hundred times the form has fewer
# A file written as letters within a text. Of pictures nothing is read.
_EMBEDDED = pattern(r"data:(?!image/(?:png|jpeg|gif)\b)[^,\s\"'<>]{0,99};base64,")


def kind_of(name: str) -> str:
    """The kind of a file by the ending of its name. Raises `ReadError` (OMV428) for another."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    kind = _OTHER_ENDINGS.get(ending, ending)
    if kind not in KINDS:
        raise ReadError(
            Finding(Code.FILE_KIND_NOT_SEARCHED, values={"file": name, "kinds": ", ".join(KINDS)})
        )
    return kind


def file_texts(name: str, data: bytes, kind: str) -> Iterator[PartText]:
    """The texts of the file, its name among them, each with the part where it stands.

    Raises `ReadError` (OMV424) if a part cannot be read, or the file is too large: what was
    not searched is not called clean.
    """
    yield PartText("", unquoted(name))
    length = 0
    for found in _texts(name, data, kind):
        length += len(found.text)
        if length > _MAX_TEXT:
            raise unsearchable(found.part)
        yield found


def _texts(name: str, data: bytes, kind: str) -> Iterator[PartText]:
    budget = Budget()
    budget.spend(name, len(data))
    match kind:
        case "docx" | "xlsx":
            yield from package_texts(name, data, budget)
        case "pdf":
            # Only this kind needs pypdf, and a tenth of a second to import it.
            from omvgen.secrecy.search.extract.pdf import pdf_texts

            yield from pdf_texts(name, data, budget)
        case _:
            budget.spend(name, 0, tags=data.count(b"<"))
            for text in decoded(name, data):
                if _EMBEDDED.search(text):
                    raise unsearchable(name)
                yield from _written_texts(name, text, kind)


def _written_texts(name: str, text: str, kind: str) -> Iterator[PartText]:
    """The texts of what is written as text."""
    if kind == "html":
        yield from html_texts(name, text)
        return
    from omvgen.secrecy.search.extract.plain import json_texts, plain_texts

    found = json_texts(name, text) if kind == "json" else plain_texts(text)
    yield from (PartText(name, one) for one in found)
