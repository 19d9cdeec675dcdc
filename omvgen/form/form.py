"""Form, Section, Question, FormTable and Column, frozen. `form.loader` makes them from TOML."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from omvgen.form.item import FormItem, Json
from omvgen.form.kinds import AnswerKind
from omvgen.locale import in_language, mark

A_YEAR = 12  # months
_NOT_COMPARED = mark("Ei verrattu viralliseen lähteeseen.")


@dataclass(frozen=True)
class Column(FormItem):
    """A column of a table, or of the change log.

    `role` names what the column means to the program, whatever its title:
    `publicity` and `basis` rule the secrecy of their row, `ends` is the day on
    which the row's contract or document expires, `due` that by which a measure is to be
    taken: a table with such a column is one of measures. Workbooks made before an `optional` column
    was added lack it, and documents show it only where it is used.
    """

    id: str
    title: str
    kind: AnswerKind
    choices: tuple[str, ...] = ()
    format: str | None = None
    key: bool = False
    help: str = ""
    role: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class FormTable:
    """A table that belongs to a question. Rows are known by their key columns."""

    id: str
    title: str
    columns: tuple[Column, ...]
    role: str | None = None

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)

    @cached_property
    def printed_columns(self) -> tuple[Column, ...]:
        """The columns that documents have.

        With the optional ones, the day and state of each request, the change log would have
        no room for its words; a pack's cover says what was done of each.
        """
        return tuple(column for column in self.columns if not column.optional)

    def column(self, column_id: str) -> Column | None:
        return next((c for c in self.columns if c.id == column_id), None)

    def column_with_role(self, role: str) -> Column | None:
        return next((c for c in self.columns if c.role == role), None)


@dataclass(frozen=True)
class Question(FormItem):
    """One item to answer: a row of a section sheet, or a field of the document's data.

    `format` narrows a short answer. `details` lets a choice be explained in the
    lines that follow it. `secrecy_hint` holds the provisions that often apply to
    the answer. `report` is the part of the follow-up report that the answer belongs to.
    """

    id: str
    text: str
    kind: AnswerKind
    required: bool = False
    format: str | None = None
    choices: tuple[str, ...] = ()
    details: bool = False
    help: str = ""
    role: str | None = None
    secrecy_hint: tuple[str, ...] = ()
    source_defect: str | None = None
    renamed_from: tuple[str, ...] = ()
    report: str = ""
    tables: tuple[FormTable, ...] = ()

    @property
    def on_request(self) -> bool:
        """Whether a field of the document's data has a row only in workbooks that use it."""
        return self.role == "common_part"


@dataclass(frozen=True)
class Section:
    """A part of the form and a sheet of the workbook. `number` is its place, from 1."""

    id: str
    number: int
    sheet: str
    title: str
    questions: tuple[Question, ...]
    role: str | None = None
    statement: str | None = None
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A whole form, with what every plan has: the document's data and the change log.

    `verified` says whether the wording was compared with the official source; if not,
    `unsure` says what is not certain. `extends` is the id of the form that this one adds
    questions to, empty when it stands alone. `case_number` is an example of one.
    `request_ground` is the ground of a change that the authority has asked for, empty when
    the log has none. `confirm_every_months` and `report_every_months` are its rhythm, the
    second 0 when no follow-up report is owed.

    `data` are those that it was made of, for the form in another language
    (`loader.form_in`).
    """

    id: str
    version: str
    title: str
    heading: str
    language: str
    source: str
    document_title: str
    sections: tuple[Section, ...]
    document_fields: tuple[Question, ...]
    log: FormTable
    verified: bool = True
    unsure: str = ""
    extends: str = ""
    case_number: str = ""
    request_ground: str = ""
    confirm_every_months: int = A_YEAR
    report_every_months: int = 0
    data: Json = field(default_factory=dict, repr=False, compare=False)

    def takes(self, form_id: str) -> bool:
        """Whether plans of the form with the id are read with this one: its own, or its base's."""
        return form_id in (self.id, self.extends)

    @property
    def reservation(self) -> str:
        """That the wording was not compared with its source, and what is unsure; or nothing.

        It is in the form's language.
        """
        if self.verified:
            return ""
        return f"{in_language(self.language, _NOT_COMPARED)} {self.unsure}"

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question of the form by id, in the form's order."""
        return {q.id: q for section in self.sections for q in section.questions}

    @cached_property
    def tables(self) -> dict[str, FormTable]:
        """Every table of the form by id, in the form's order."""
        return {table.id: table for q in self.questions.values() for table in q.tables}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The visible number of each question, such as `4.3`, by id."""
        return {
            question.id: f"{section.number}.{place}"
            for section in self.sections
            for place, question in enumerate(section.questions, start=1)
        }

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each question and of each table, by the id of either."""
        homes: dict[str, Section] = {}
        for section in self.sections:
            for question in section.questions:
                homes[question.id] = section
                homes.update((table.id, section) for table in question.tables)
        return homes

    @cached_property
    def question_of_table(self) -> dict[str, Question]:
        """The question that each table belongs to, by the table's id."""
        return {table.id: q for q in self.questions.values() for table in q.tables}

    @cached_property
    def current_ids(self) -> dict[str, str]:
        """Each former id of a question, and the id that it has now."""
        return {old: q.id for q in self.questions.values() for old in q.renamed_from}

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """The ids of all questions, those that they had in former versions included."""
        return frozenset((*self.questions, *self.current_ids))

    @cached_property
    def fields(self) -> dict[str, Question]:
        """The fields of the document's data by id."""
        return {field.id: field for field in self.document_fields}

    def question_with_role(self, role: str) -> Question | None:
        return next((q for q in self.questions.values() if q.role == role), None)

    def section_with_role(self, role: str) -> Section | None:
        return next((s for s in self.sections if s.role == role), None)

    def table_with_role(self, role: str) -> FormTable | None:
        return next((t for t in self.tables.values() if t.role == role), None)
