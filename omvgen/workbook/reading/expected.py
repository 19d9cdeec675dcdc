"""What a kind of sheet asks: the questions whose ids and texts its rows may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from omvgen.form.form import Form, FormTable, Question
from omvgen.locale import tr

_SPACES = re.compile(r"\s+")


def same_words(text: str) -> str:
    """The text as it is compared: line breaks and runs of spaces do not matter."""
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True)
class Asked:
    """What a kind of sheet asks: section sheets the form's questions, another the fields.

    `former` leads from a former id to the one in use.
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
        """The tables that have a column of each title."""
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
        """What a message calls the question."""
        if question in self.numbers:
            return tr("Kohta {number}", number=self.numbers[question])
        asked = self.questions.get(question)
        return tr("Tieto ”{name}”", name=question if asked is None else asked.text)

    def current(self, row_id: str) -> str | None:
        """The id in use for the one in a cell; None when the form has no such question."""
        return row_id if row_id in self.questions else self.former.get(row_id)


def section_questions(form: Form) -> Asked:
    return Asked(form.questions, form.current_ids, form.tables, form.numbers)


def document_fields(form: Form) -> Asked:
    former = {old: f.id for f in form.document_fields for old in f.renamed_from}
    return Asked(form.fields, former, {}, {})
