"""Neutral blocks: what a document holds and in what order, in whatever format it is written.

The other modules of `content/` make blocks of plans and changes; each module of `writers/`
writes all of them in one format. What a block looks like is the writer's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, overload

from omvgen.locale import tr
from omvgen.plan.text import RichText, Run

if TYPE_CHECKING:
    from omvgen.diff.model import Nature, Segment


class Role(StrEnum):
    """What a stretch of text is, beyond its formatting."""

    PLAIN = ""
    SECRET = "secret"  # words that may not be given out
    SECRET_LABEL = "secret label"  # our own words about a secret passage
    STRONG = "strong"  # a leading word, such as a field's label
    DELETED = "deleted"  # words that only the old text has
    INSERTED = "inserted"  # words that only the new text has


@dataclass(frozen=True)
class Span(Run):
    """A run with its role. `\\n` in its text is a line break within the paragraph."""

    role: Role = Role.PLAIN


Spans = tuple[Span, ...]


def words(text: str, role: Role = Role.PLAIN) -> Spans:
    """Plain text as spans: none when it is empty."""
    return (Span(text, role=role),) if text else ()


def plain(spans: Spans) -> str:
    """The text of the spans without their formatting."""
    return "".join(span.text for span in spans)


def with_role(spans: Spans, role: Role) -> Spans:
    """The spans, those without a role in this one."""
    return tuple(replace(span, role=span.role or role) for span in spans)


def split_lines(spans: Spans) -> list[Spans]:
    """The spans of each line; one empty line when there are none."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for place, text in enumerate(span.text.split("\n")):
            if place:
                lines.append([])
            if text:
                lines[-1].append(replace(span, text=text))
    return [tuple(line) for line in lines]


class ParagraphStyle(StrEnum):
    """The styles of a paragraph of text; each is one of the reference document's too."""

    BODY = "body"
    MISSING = "missing"  # that there is no answer
    PUBLICITY = "publicity"  # that the answer below it is secret, and by which provisions
    CHANGE = "change"  # what happened to the text below it
    METADATA = "metadata"  # a line of the block of metadata, at 9.2 cm in a Word document


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
    """A heading of level 1 to 3. `number` is `4` or `4.3`, or empty for one without.

    `anchor` names the part that begins here, for links to it: the id of a section or
    question, or a name with `#`, which no id has, for other parts of a list of changes.
    """

    text: str
    level: int
    number: str = ""
    page_break: bool = False
    anchor: str = ""


class Text(NamedTuple):
    """A paragraph. `field` is the field that a line of the block of metadata shows, or empty."""

    spans: Spans
    style: ParagraphStyle = ParagraphStyle.BODY
    field: str = ""


class ListItem(NamedTuple):
    """An item of a list; `level` counts from 0.

    `mark` is how the list is numbered: `•`, `1.`, `1)` or `a)`, or empty for a list whose
    items need no sign. `value` is the item's number, as the writer of the answer gave it.
    """

    spans: Spans
    mark: str = "•"
    level: int = 0
    value: int = 0

    @property
    def number(self) -> str:
        """The mark with the item's own number in it, such as `3.` or `c)`."""
        if not self.value:
            return self.mark
        number = chr(ord("a") + self.value - 1) if self.mark[0] == "a" else str(self.value)
        return number + self.mark[-1]


class FieldKind(StrEnum):
    """Where a field stands, and whether it may be a line to write on."""

    FACT = "fact"  # a label and its value
    LINE = "line"  # the same, to be filled in by hand
    ANSWER = "answer"  # a question with its number, and its short answer
    CHANGE = "change"  # lines about one change, with their label in the margin
    SIGNATURE = "signature"  # with room to write, and a line when there is no value
    ENDING = "ending"  # Liitteet, Jakelu, Tiedoksi and contact details


class Field(NamedTuple):
    """A label and its value, side by side."""

    label: str
    value: Spans
    kind: FieldKind = FieldKind.FACT
    anchor: str = ""  # as a heading's: the id of the question

    @property
    def to_fill_in(self) -> bool:
        """Whether the value is a line to write on by hand."""
        return self.kind in (FieldKind.SIGNATURE, FieldKind.LINE) and not self.value


class TableColumn(NamedTuple):
    """A column's title; the cells of a numeric one are aligned to the right."""

    title: str
    numeric: bool = False


class Table(NamedTuple):
    """A table with its caption (`make_table` makes one). `description` is for screen readers.

    The rows of one `to_fill_in` are high enough to write on by hand.
    """

    caption: str
    description: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Spans, ...], ...]
    to_fill_in: bool = False


def make_table(
    caption: str,
    columns: Iterable[TableColumn | str],
    rows: Sequence[tuple[Spans, ...]],
    *,
    to_fill_in: bool = False,
) -> Table:
    """The table with the description that every table has: its columns, and how many rows."""
    all_columns = tuple(c if isinstance(c, TableColumn) else TableColumn(c) for c in columns)
    titles = ", ".join(column.title for column in all_columns)
    if to_fill_in:
        described = tr("Sarakkeet: {columns}. Tyhjiä rivejä on {n}.", columns=titles, n=len(rows))
    else:
        described = tr("Sarakkeet: {columns}. Rivejä on {n}.", columns=titles, n=len(rows))
    return Table(caption, described, all_columns, tuple(rows), to_fill_in)


class SignatureLine(NamedTuple):
    """Where the document is signed: Word's own signature line, or a signature field in a PDF.

    It stands beside the label of the field that is signed.

    `signer` and `post` are whose signature is expected, empty when not known;
    `id` is a GUID. Nobody has signed yet. The other formats write the field.
    """

    field: Field
    signer: str
    post: str
    id: str


class Tally(NamedTuple):
    """How many changes of each nature a part has; `anchor` and title are its heading's."""

    anchor: str
    title: str
    counts: Counter[Nature]


class ComparedPlans(NamedTuple):
    """Which two plans were compared: by name, and in rows of a label, the old and the new fact."""

    old: str
    new: str
    facts: tuple[tuple[str, str, str], ...]


class Summary(NamedTuple):
    """What a list of changes comes to. Any of the sentences may be empty.

    `unchanged` says for the record that nothing changed, `note` what the list leaves
    out, `warning` that it may not be given out as it is. Without changes there are no
    `tallies`.
    """

    unchanged: str
    counts: str
    note: str
    warning: str
    tallies: tuple[Tally, ...]

    @property
    def totals(self) -> dict[Nature, int]:
        """How many changes there are of each nature that there is."""
        from omvgen.diff.model import Nature  # documents without changes need none

        counts = {nature: sum(t.counts[nature] for t in self.tallies) for nature in Nature}
        return {nature: count for nature, count in counts.items() if count}


class Replaced(NamedTuple):
    """A value that gave way to another. A side is None where there is none, as in a new row."""

    old: RichText | None
    new: RichText | None


class Rewritten(NamedTuple):
    """Two texts to be shown in full, since few of their words are the same."""

    old: RichText
    new: RichText


class Compared(NamedTuple):
    """Two texts and the words that differ, to be shown in one column or in two."""

    segments: tuple[Segment, ...]
    old: RichText
    new: RichText


Difference = Replaced | Rewritten | Compared


class ChangedText(NamedTuple):
    """One change of the answer to the question in the heading above, or of its publicity.

    `happened` is such as `Lisätty uusi virke`, `remark` that it is not public, or
    empty. There is no difference to show where only the formatting changed, and
    `formatting` says which words look otherwise.
    """

    nature: Nature
    happened: str
    remark: str
    difference: Difference | None
    formatting: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """What happened, with the remark."""
        return f"{self.happened} {self.remark}".rstrip()


class ChangedCell(NamedTuple):
    """A column of a changed row. `title` is empty in a row that is itself one value."""

    title: str
    difference: Difference


class ChangedRow(NamedTuple):
    """One change of a table: `name` says which row, or which value."""

    nature: Nature
    happened: str
    remark: str
    name: str
    cells: tuple[ChangedCell, ...]

    @property
    def head(self) -> str:
        """What happened to which row, with the remark."""
        return f"{self.happened}: {self.name} {self.remark}".rstrip()

    @property
    def value(self) -> Difference | None:
        """The difference of a row that is one value, as a field of the document's data is."""
        return self.cells[0].difference if self.cells and not self.cells[0].title else None


class ChangedTable(NamedTuple):
    """The changed rows of a table. `titled` is false where the heading above says its title."""

    title: str
    rows: tuple[ChangedRow, ...]
    titled: bool = True


class Control(NamedTuple):
    """A part of the plan that can be found again in the written document by its tag.

    The tag is the id of a question (its words) or of a table, `document.` and the
    id of a field, or `document.log`. `title` names the part to a reader.
    """

    tag: str
    title: str
    blocks: tuple[PlainBlock, ...]


class Together(NamedTuple):
    """Blocks that stay on one page."""

    blocks: tuple[PlainBlock, ...]


PlainLeaf = (
    Letterhead | Title | Contents | Heading | Text | ListItem | Field | SignatureLine | Table
)
ChangeBlock = ComparedPlans | Summary | ChangedText | ChangedTable
"""The blocks of lists of changes; `plain_blocks.plain_blocks` turns them into the others."""

PlainBlock = PlainLeaf | Control | Together
Leaf = PlainLeaf | ChangeBlock
Block = PlainBlock | ChangeBlock


@overload
def leaves(blocks: Iterable[PlainBlock]) -> Iterator[PlainLeaf]: ...


@overload
def leaves(blocks: Iterable[Block]) -> Iterator[Leaf]: ...


def leaves(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The blocks in order, those within others in the place of these."""
    for block in blocks:
        if isinstance(block, Control | Together):
            yield from leaves(block.blocks)
        else:
            yield block


class Attachment(NamedTuple):
    """A file that belongs to the document; formats that can hold files have it within.

    `relationship` is what it is to the document, as PDF/A-3 has it (`Source`, `Data`).
    """

    name: str
    media_type: str
    relationship: str
    description: str
    data: bytes


@dataclass(frozen=True)
class Document:
    """A whole document. What its properties hold stands in `blocks` too.

    `language` is that of our own words, `plan_language` that of the plan's, both as a
    language tag. `date` is the document's own, None when the workbook gives none.
    `marks` stand in the header of every page; `watermark` lies across every page.
    `metadata` are those of the plan's record (`metadata.as_texts`), `fingerprint` is the
    plan's, empty in a copy that is given out. `attachments` are the files that belong to
    it. `remark` is a comment on the title, and no part of the text. `large` is for a page
    that is read on a wall, `right_to_left` for a language that is written so.
    """

    title: str
    document_type: str
    blocks: tuple[Block, ...]
    language: str = ""
    plan_language: str = ""
    sender: str = ""
    author: str = ""
    date: date | None = None
    case_number: str = ""
    version: str = ""
    marks: tuple[str, ...] = ()
    watermark: str = ""
    metadata: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fingerprint: str = ""
    attachments: tuple[Attachment, ...] = ()
    remark: tuple[str, ...] = ()
    large: bool = False
    right_to_left: bool = False
