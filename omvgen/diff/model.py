"""Changes: what differs between two plans. Every document about changes is made of this set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Row
from omvgen.plan.text import RichText


class Kind(StrEnum):
    """What happened.

    An answer is changed, filled or cleared; it is added or removed when the
    form gained or lost its question. Rows are changed, added, removed or moved.
    """

    CHANGED = "changed"
    FILLED = "filled"
    CLEARED = "cleared"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Nature(StrEnum):
    """In what way: from another value down to what changes no word.

    The last two are of changes that are not of a text: every publicity change and
    every change of the form has one nature.
    """

    VALUE = "value"
    REWRITTEN = "rewritten"
    WORDING = "wording"
    REORDERED = "reordered"
    TYPOGRAPHY = "typography"
    PUBLICITY = "publicity"
    FORM = "form"


class SegmentKind(StrEnum):
    """What a segment is: in both texts, in the old one only, in the new one only."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True)
class Segment:
    """A stretch of the compared texts.

    The equal and inserted ones make the new text, the equal and deleted ones
    the old. `was` is how the old text had an equal stretch whose list number
    alone differs; None when it had the same.
    """

    kind: SegmentKind
    text: str
    was: str | None = None

    @property
    def old(self) -> str:
        """What the old text has here."""
        if self.kind is SegmentKind.INSERT:
            return ""
        return self.text if self.was is None else self.was

    @property
    def new(self) -> str:
        """What the new text has here."""
        return "" if self.kind is SegmentKind.DELETE else self.text


@dataclass(frozen=True)
class Version:
    """Which plan was compared: what its document data say, and its form."""

    title: str
    year: str
    version: str
    date: str
    form_id: str
    form_version: str


@dataclass(frozen=True)
class Change:
    """A changed answer. `section` is empty when the form no longer has the question.

    `secret` says that the change may not be shown to outsiders: the answer is
    not public, or the words that differ touch a `[[…]]` passage. `bases` are the
    provisions by which its passages are secret that name none of their own.
    """

    question: str
    section: str
    kind: Kind
    nature: Nature
    old: RichText
    new: RichText
    segments: tuple[Segment, ...]
    secret: bool
    bases: tuple[str, ...] = ()

    @property
    def formatting_only(self) -> bool:
        """Whether every character is the same, and only bold, links and such differ."""
        return self.old.plain == self.new.plain


@dataclass(frozen=True)
class PublicityChange:
    """An answer's publicity or its bases, as they were and as they are."""

    question: str
    section: str
    old: Publicity | None
    new: Publicity | None
    old_bases: tuple[str, ...]
    new_bases: tuple[str, ...]


@dataclass(frozen=True)
class RowChange:
    """A changed row of a table or of the change log.

    `key` holds the texts of the key columns. The places count rows from 0, None
    where there is no such row; a changed row may have moved as well.
    """

    kind: Kind
    nature: Nature
    key: tuple[str, ...]
    old: Row | None
    new: Row | None
    old_place: int | None
    new_place: int | None
    secret: bool


@dataclass(frozen=True)
class TableChange:
    """The changed rows of one table, in its order, and how many are as they were."""

    table: str
    section: str
    rows: tuple[RowChange, ...]
    unchanged: int


@dataclass(frozen=True)
class FieldChange:
    """A changed field of the document's data."""

    field: str
    kind: Kind
    nature: Nature
    old: str
    new: str
    segments: tuple[Segment, ...]
    secret: bool


@dataclass(frozen=True)
class FormChange:
    """What differs in the form and not in the answers.

    `kind` is `form` (another form), `version` (another version of it) or
    `renamed` (a question has a new id, and its answer was carried over).
    """

    kind: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two plans, each thing once, in the form's order.

    `unchanged` counts the questions whose answer has the same text. The staff's
    notes are not compared: they are never printed and no part of the plan.
    `log_findings` are what came of holding the change log against the changes;
    None when nobody did, as in a public list, whose log lacks what was withheld.
    `public` says that public plans were compared: others may differ where these do not.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...] = ()
    publicity: tuple[PublicityChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    log: tuple[RowChange, ...] = ()
    form: tuple[FormChange, ...] = ()
    unchanged: int = 0
    log_findings: tuple[Finding, ...] | None = None
    public: bool = False

    @property
    def identical(self) -> bool:
        """Whether nothing at all differs."""
        return self.content_unchanged and not (self.fields or self.log)

    @property
    def content_unchanged(self) -> bool:
        """Whether answers, tables, publicity and form are as they were.

        So it is when a plan is confirmed again without changes: only the
        document's data and the change log tell of the new version.
        """
        return not (self.changes or self.publicity or self.tables or self.form)

    def changed_questions(self, form: Form) -> frozenset[str]:
        """The questions of the form whose answer, publicity or table has changed.

        Typography changes nothing that the change log must tell of.
        """
        tables = {
            form.question_of_table[t.table].id
            for t in self.tables
            if t.table in form.tables and any(row.nature is not Nature.TYPOGRAPHY for row in t.rows)
        }
        answers = {c.question for c in self.changes if c.nature is not Nature.TYPOGRAPHY}
        publicity = {change.question for change in self.publicity}
        return frozenset((tables | answers | publicity) & set(form.questions))

    @property
    def new_log_rows(self) -> tuple[int, ...]:
        """The places of the rows that the change log has gained."""
        return tuple(
            row.new_place
            for row in self.log
            if row.kind is Kind.ADDED and row.new_place is not None
        )

    @property
    def secret(self) -> bool:
        """Whether something here may not be shown to outsiders."""
        rows = [row.secret for table in self.tables for row in table.rows]
        return any(
            [
                *rows,
                *(row.secret for row in self.log),
                *(change.secret for change in self.changes),
                *(field.secret for field in self.fields),
                *(has_secret(finding.message) for finding in self.log_findings or ()),
            ]
        )
