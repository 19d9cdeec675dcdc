"""What a Word document says, part by part, read back from the file itself.

The file is anybody's: ours, saved again by Word or LibreOffice, signed, edited, or made
to harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import tr
from omvgen.package import Reason, Unreadable, cannot_read, read_file, unzip_package
from omvgen.seals import is_as_made
from omvgen.word.document_text import Unread
from omvgen.word.looks import Look
from omvgen.word.parts import Parts
from omvgen.word.pictures import Picture
from omvgen.word.properties import Traits
from omvgen.word.sorting import PartNames, Sorter, Stretch
from omvgen.word.text import read_text
from omvgen.writers.docx.properties import FINGERPRINT

HEADERS = ("hdr", "ftr")
"""The names of the roots of headers and footers."""


class Emphasised(NamedTuple):
    """A line with words in bold, italics or underlined, and the tag of its part.

    `marked` is the text with those words marked.
    """

    tag: str
    text: str
    marked: str


@dataclass(frozen=True)
class UnreadPart:
    """Something that cannot be read, by its name, and the tag of the part around it.

    `in_header` says that it stands in a header or footer, `picture` which picture it is.
    """

    name: str
    tag: str = ""
    in_header: bool = False
    picture: Picture | None = None


class SeenParagraph(NamedTuple):
    """How a paragraph is seen, the tag of its part, and whether it stands in a header or footer."""

    look: Look
    tag: str
    in_header: bool


@dataclass(frozen=True)
class ReadBack:
    """A document read back. `by_heading` are the tags of parts whose control is gone.

    `header` are the lines of its headers and footers, `pages` the same by sections and there by
    first, other and even pages, `comments` those of comments,
    `inserted` the tracked insertions; `untouched` says that nobody has saved it since
    it was made, `contents_left_out` that a program left out the entries of the contents.
    `emphasis` are the lines with emphasised words; `looks`, `regions`, `sections`,
    `settings` and `instructions` how it is seen, as `DocumentText` has them.
    """

    stretches: tuple[Stretch, ...]
    header: tuple[str, ...]
    comments: tuple[str, ...]
    inserted: tuple[str, ...]
    unread: tuple[UnreadPart, ...]
    properties: dict[str, str]
    by_heading: tuple[str, ...]
    untouched: bool
    contents_left_out: bool = False
    emphasis: tuple[Emphasised, ...] = ()
    pages: tuple[tuple[tuple[str, ...], ...], ...] = ()
    looks: tuple[SeenParagraph, ...] = ()
    regions: Mapping[tuple[str, str, str], Traits] = field(default_factory=dict)
    sections: tuple[Traits, ...] = ()
    settings: Traits = field(default_factory=dict)
    instructions: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the plan that it was made of, empty when it does not say."""
        return self.properties.get(FINGERPRINT, "")

    @property
    def made_of(self) -> str:
        """The fingerprint of the plan whose words it holds for certain, or nothing."""
        return self.fingerprint if self.untouched else ""

    @cached_property
    def parts(self) -> dict[str, str]:
        """The words of each part by its tag, in the document's order."""
        found: dict[str, list[str]] = {}
        for stretch in self.stretches:
            if stretch.tag:
                found.setdefault(stretch.tag, []).append(stretch.text)
        return {tag: "\n".join(filter(str.strip, texts)) for tag, texts in found.items()}


def document_bytes(path: Path) -> bytes:
    """The bytes of a document to be verified.

    Raises `ReadError`: OMV199 when it cannot be read, OMV627 when it is too large for one.
    """
    try:
        return read_file(path)
    except Unreadable as error:
        large = error.reason is Reason.TOO_LARGE
        found = _not_compared(path.name, error) if large else cannot_read(path, error)
        raise ReadError(found) from error


def _not_compared(name: str, error: Unreadable | ValueError) -> Finding:
    """Why the file cannot be compared. What is damaged may as well be another kind of file."""
    reason = tr("se ei ole ehjä Word-asiakirja (.docx)")
    if isinstance(error, Unreadable) and error.reason is not Reason.DAMAGED:
        reason = error.words
    return Finding(Code.NOT_A_WORD_DOCUMENT, values={"file": name, "reason": reason})


def _unread(names: PartNames, one: Unread) -> UnreadPart:
    tag = names.tag_of(one.controls)
    return UnreadPart(one.name, tag, one.root in HEADERS, one.picture)


def _tag(names: PartNames, look: Look) -> str:
    """The tag of a paragraph's part, by its control or by the label that it begins with."""
    return names.tag_of(look.controls) or names.labelled(look.text)


def read_back(data: bytes, form: Form, name: str = "") -> ReadBack:
    """The document whose bytes these are, its parts as the form names them.

    Raises `ReadError` (OMV627) when the file, called `name`, is no Word document that can be
    read.
    """
    try:
        parts = unzip_package(data)
        text, properties = read_text(parts), Parts(parts).properties
    except (Unreadable, ValueError) as error:
        raise ReadError(_not_compared(name, error)) from error
    names = PartNames.of(form)
    sorter = Sorter(names, frozenset(filter(None, map(names.tag, text.body))))
    stretches = [
        stretch
        for line, following in zip_longest(text.body, text.body[1:])
        for stretch in sorter(line, following)
    ]
    return ReadBack(
        stretches=(*stretches, *map(Stretch, text.notes)),
        header=text.header,
        comments=text.comments,
        inserted=text.inserted,
        unread=tuple(dict.fromkeys(_unread(names, one) for one in text.unread)),
        properties=properties,
        by_heading=tuple(sorter.by_heading),
        untouched=is_as_made(parts),
        contents_left_out=text.contents_left_out,
        pages=text.pages,
        looks=tuple(
            SeenParagraph(one, _tag(names, one), one.root in HEADERS) for one in text.looks
        ),
        regions=text.regions,
        sections=text.sections,
        settings=text.settings,
        instructions=text.instructions,
        emphasis=tuple(
            Emphasised(names.tag(line) or names.labelled(line.text), line.text, line.emphasised)
            for line in text.body
            if line.emphasised != line.text and not line.listed
        ),
    )
