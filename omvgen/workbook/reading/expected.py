"""What the rows of a sheet are compared with: the questions or fields that it should have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from omvgen.form.form import Form, FormTable, Question
from omvgen.locale import tr


def same_words(text: str) -> str:
    """The text as it is compared: line breaks and runs of spaces do not matter."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Expected:
    """What one kind of sheet has by the form: section sheets questions, the document's fields.

    `former` has the id in use for each former one; `numbers` the visible numbers,
    which fields do not have.
    """

    questions: Mapping[str, Question]
    former: Mapping[str, str]
    tables: Mapping[str, FormTable]
    numbers: Mapping[str, str]

    @cached_property
    def by_text(self) -> dict[str, str]:
        """The id of each question whose text no other question has."""
        found: dict[str, str] = {}
        twice = set()
        for question in self.questions.values():
            text = same_words(question.text)
            twice |= {text} & found.keys()
            found[text] = question.id
        return {text: key for text, key in found.items() if text not in twice}

    @cached_property
    def tables_of_title(self) -> dict[str, set[str]]:
        """The ids of the tables that have a column with each title."""
        titles: dict[str, set[str]] = {}
        for table in self.tables.values():
            for column in table.columns:
                titles.setdefault(same_words(column.title), set()).add(table.id)
        return titles

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each question in the form."""
        return {question: place for place, question in enumerate(self.questions)}

    def label(self, question: str) -> str:
        """What messages call the question."""
        if question in self.numbers:
            return tr("Kohta {number}", number=self.numbers[question])
        known = self.questions.get(question)
        return tr("Tieto ”{name}”", name=question if known is None else known.text)

    def current(self, row_id: str) -> str | None:
        """The id in use for the one in a cell; None when the form has no such question."""
        return row_id if row_id in self.questions else self.former.get(row_id)


def section_questions(form: Form) -> Expected:
    return Expected(form.questions, form.current_ids, form.tables, form.numbers)


def document_fields(form: Form) -> Expected:
    former = {old: f.id for f in form.document_fields for old in f.renamed_from}
    return Expected(form.fields, former, {}, {})


def change_log(form: Form) -> Expected:
    return Expected({}, {}, {form.log.id: form.log}, {})
