"""A Word document as a source of answers: its blocks in order, whatever program wrote it.

The model knows no form. `word/source_text.py` makes it from a file; what each block answers
is decided from it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from omvgen.locale import tr
from omvgen.plan.text import RichText
from omvgen.plan.transfer import Revision
from omvgen.word.pieces import Names


@dataclass(frozen=True)
class Comment:
    """A comment on a block: who wrote it, what it says, and when (ISO 8601, or empty)."""

    author: str
    text: str
    date: str = ""

    @property
    def note(self) -> str:
        """The comment as a line of an answer's note."""
        return tr("Kommentti ({author}): {text}", author=self.author, text=self.text)


class Styled(NamedTuple):
    """A stretch of a text in a character style, by the lower-cased name of that."""

    start: int
    end: int
    style: str


@dataclass(frozen=True)
class SourceText:
    """A paragraph or a list item.

    - `text` is its rich text as it reads when tracked changes are accepted; a list item
      begins with its mark as a cell would have it (`- `, `1. `), indented by its level.
    - `heading` is the outline level from 1, 0 for body text.
    - `bold` says that all its words are bold, as hand-made headings are.
    - `controls` are the content controls around it, the outermost first.
    - `hidden` says that a reader of the page does not see it.
    - `placeholder` says that it is the prompt of an empty control or form field.
    - `style` is the lower-cased name of its paragraph style.
    - `number` is the number that the program shows before a heading, as `4.3`.
    - `styles` are the stretches of the text that have a character style.
    - `notes` are its footnotes and endnotes, `comments` the comments on it.
    - `place` says where it stands, for a person: `kappale 12`, `taulukko 2, rivi 3`.
    """

    text: RichText
    heading: int = 0
    bold: bool = False
    controls: tuple[Names, ...] = ()
    hidden: bool = False
    placeholder: bool = False
    number: str = ""
    style: str = ""
    styles: tuple[Styled, ...] = ()
    notes: tuple[RichText, ...] = ()
    comments: tuple[Comment, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class SourceTable:
    """A table: rows of cells, each with its blocks. A merged cell is in each place it covers.

    `header_rows` is the number of its repeated header rows, 0 when it has none.
    """

    rows: tuple[tuple[tuple[SourceBlock, ...], ...], ...]
    header_rows: int = 0
    controls: tuple[Names, ...] = ()
    place: str = ""


SourceBlock = SourceText | SourceTable


@dataclass(frozen=True)
class Source:
    """A document: its body in order, and what stands outside of it.

    `margins` are headers, footers; `contents` are lines of lists of contents, which are no
    text of their own; `properties` the document's own properties, ours among them.
    `unreadable` names what is in the file and cannot be read (a picture of text, a chart).
    `comments` are all of its comments, those on no block of it included.
    """

    file: str
    blocks: tuple[SourceBlock, ...]
    margins: tuple[SourceText, ...] = ()
    contents: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    unreadable: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
