"""Writers: each module or package here writes every document in one format, which it is named by.

A writer has two names: `ENDINGS`, how its files' names end, the usual one first, and
`write(document, options)`, which gives the text or the bytes of a file.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, cast

from omvgen.content.blocks import Document
from omvgen.locale import speaking

SCREEN, PRINTED = "text", "pdf"
"""The format for a terminal, and the one that needs another program."""
LAID_OUT = ("docx", PRINTED)
"""The formats that a reference document and a signature line are for."""


@dataclass(frozen=True)
class Options:
    """Settings of some formats; the others ignore them.

    `width` (columns) and `colors` are of a terminal's text. `reference` is a .docx or
    .dotx whose styles a Word document and its PDF take, `soffice` the program of
    LibreOffice, which prints the PDF.
    """

    width: int = 80
    colors: bool = False
    reference: bytes | None = None
    soffice: Path | None = None


class Writer(Protocol):
    """A module that writes documents in one format."""

    ENDINGS: tuple[str, ...]

    def write(self, document: Document, options: Options) -> str | bytes:
        """The document in the format."""


def formats() -> tuple[str, ...]:
    """The names of all formats, found by their modules, none of which is imported."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def file_formats(*, printed: bool = False) -> tuple[str, ...]:
    """The names of the formats for files; with `printed`, that which needs a program too."""
    left_out = (SCREEN,) if printed else (SCREEN, PRINTED)
    return tuple(name for name in formats() if name not in left_out)


def format_of(file: str) -> str | None:
    """The name of the format that files with such a name are of; None when there is none."""
    ending = PurePath(file).suffix.lower()
    return next((name for name in formats() if ending in writer_of(name).ENDINGS), None)


def writer_of(name: str) -> Writer:
    """The writer of the format that has this name. Raises `ValueError` for another name."""
    if name not in formats():
        raise ValueError(f"{name!r} is none of the formats {', '.join(formats())}")
    return cast(Writer, import_module(f"{__name__}.{name}"))


def write(document: Document, name: str, options: Options | None = None) -> bytes:
    """The document in that format, as the bytes of a file; the same document, the same bytes.

    The writer's own words are in the document's language.
    """
    with speaking(document.language):
        written = writer_of(name).write(document, options or Options())
    return written.encode("utf-8") if isinstance(written, str) else written
