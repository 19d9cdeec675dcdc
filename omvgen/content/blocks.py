"""Neutral blocks: what a document says and in what order, without knowing Word.

`plan.py` and its kin make them from a plan; `word/` writes them. What a block
looks like is the reference document's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from omvgen.plan.text import Run


class Role(StrEnum):
    """What a stretch of text is, beyond its formatting."""

    PLAIN = ""
    SECRET = "secret"  # words that may not be given out
    SECRET_LABEL = "secret label"  # our own words that say so
    STRONG = "strong"  # a leading word, such as a field's label


@dataclass(frozen=True)
class Piece(Run):
    """A run with its role. `\\n` in its text is a line break within the paragraph."""

    role: Role = Role.PLAIN


Pieces = tuple[Piece, ...]


def words(text: str, role: Role = Role.PLAIN) -> Pieces:
    """Plain text as pieces: none when it is empty."""
    return (Piece(text, role=role),) if text else ()


def plain(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def secret(pieces: Pieces) -> Pieces:
    """The pieces, their plain ones made secret."""
    return tuple(replace(p, role=p.role or Role.SECRET) for p in pieces)


def split_lines(pieces: Pieces) -> list[Pieces]:
    """The pieces of each line; one empty line when there are none."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, text in enumerate(piece.text.split("\n")):
            if place:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text))
    return [tuple(line) for line in lines]


class Look(StrEnum):
    """The looks of a paragraph of text; each is a style of the reference document."""

    BODY = "body"
    MISSING = "missing"  # says that there is no answer
    PUBLICITY = "publicity"  # says that the answer below it is secret, and by what
    CHANGE = "change"  # says what happened to the words below it
    METADATA = "metadata"  # a line of the block of metadata, at 9.2 cm


class Letterhead(NamedTuple):
    """The first line: who sends the document, and what kind of document it is."""

    sender: str
    document_type: str


class Title(NamedTuple):
    """The document's title, which is no heading: it stands above all of them."""

    text: str


class Contents(NamedTuple):
    """The list of the document's headings of level 1, each a link to its place."""

    title: str


class Heading(NamedTuple):
    """A heading of level 1 to 3. `number` is `4` or `4.3`, or empty for one without."""

    text: str
    level: int
    number: str = ""
    page_break: bool = False


class Text(NamedTuple):
    """A paragraph."""

    pieces: Pieces
    look: Look = Look.BODY


class ListItem(NamedTuple):
    """`mark` is how the list is numbered: `•`, `1.`, `1)` or `a)`; `level` counts from 0.

    `value` is the item's number, as the writer of the answer gave it.
    """

    pieces: Pieces
    mark: str = "•"
    level: int = 0
    value: int = 0


class FieldKind(StrEnum):
    """Where a field stands, and whether it may be a line to write on."""

    FACT = "fact"  # a label and what it says
    CHANGE = "change"  # text under a heading, as it was or as it is, with its label in the margin
    SIGNATURE = "signature"  # with room to write, and a line when it says nothing
    ENDING = "ending"  # Liitteet, Jakelu, Tiedoksi and contact details


class Field(NamedTuple):
    """A label and its value, side by side."""

    label: str
    value: Pieces
    kind: FieldKind = FieldKind.FACT


class TableColumn(NamedTuple):
    """A column's title; the cells of a numeric one are aligned to the right."""

    title: str
    numeric: bool = False


class Table(NamedTuple):
    """A table with its caption. `description` is for those who cannot see it.

    The rows of one `to_fill_in` are high enough to write on by hand.
    """

    caption: str
    description: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    to_fill_in: bool = False


class Control(NamedTuple):
    """A part of the plan that can be found again in the written document by its tag.

    The tag is the id of a question (its words) or of a table, `document.` and the
    id of a field, or `document.log`. `title` names the part to a reader.
    """

    tag: str
    title: str
    blocks: tuple[Block, ...]


class SignatureLine(NamedTuple):
    """Word's own signature line, beside the label of the field that is signed.

    `signer` and `post` are whose signature is expected, empty when not known;
    `id` is a GUID. Nobody has signed yet.
    """

    field: Field
    signer: str
    post: str
    id: str


class Together(NamedTuple):
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]


Block = (
    Letterhead
    | Title
    | Contents
    | Heading
    | Text
    | ListItem
    | Field
    | SignatureLine
    | Table
    | Control
    | Together
)


@dataclass(frozen=True)
class Document:
    """A whole document. What the properties say is said in `blocks` too, visibly.

    `date` is the document's own, None when the workbook gives none. `marks`
    stand in the header of every page; `watermark` lies across every page.
    `properties` are those for which Word has none of its own, by their visible names.
    `fingerprint` is the plan's, empty in a copy that is given out. `remark` is said
    beside the title, and is no part of what the document says.
    """

    title: str
    document_type: str
    sender: str
    author: str
    date: date | None
    case_number: str
    version: str
    language: str
    blocks: tuple[Block, ...]
    marks: tuple[str, ...] = ()
    watermark: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    remark: tuple[str, ...] = ()
