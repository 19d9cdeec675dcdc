"""Plan and Answer: all that one workbook holds, frozen, without sheets and cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from omvgen.form.publicity import Publicity
from omvgen.plan.text import RichText

# Begins the note of an answer whose place is uncertain. It is the same in every language, and
# nothing that people write by themselves. Checks refuse a plan with it (OMV750).
UNSURE_MARK = "[tarkista]"


@dataclass(frozen=True)
class Answer:
    """What stands on one question's row.

    `publicity` is None while undecided; `bases` are the provisions by which it
    is secret; `note` is the staff's own remark, which is never printed.
    """

    text: RichText = RichText()
    publicity: Publicity | None = None
    bases: tuple[str, ...] = ()
    note: str = ""


Row = Mapping[str, str]
"""A table's row: column id → text. Empty cells are absent."""


@dataclass(frozen=True)
class Plan:
    """All the answers of one workbook.

    What is empty is absent: an answer without text, publicity, basis and note, an empty
    field, a table without rows. Ids of another version of the form are kept, so that
    nothing is lost on the way.
    """

    form_id: str
    form_version: str
    document: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    log: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        for name in ("document", "answers"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        tables = {key: _frozen_rows(rows) for key, rows in self.tables.items() if rows}
        object.__setattr__(self, "tables", MappingProxyType(tables))
        object.__setattr__(self, "log", _frozen_rows(self.log))

    def answer(self, question_id: str) -> Answer:
        """The answer to the question; an empty one when there is none."""
        return self.answers.get(question_id, _NO_ANSWER)

    def text(self, question_id: str) -> str:
        """The answer's words without formatting."""
        return self.answer(question_id).text.plain

    def field(self, field_id: str) -> str:
        """A field of the document's data, an empty text when there is none."""
        return self.document.get(field_id, "")

    def rows(self, table_id: str) -> tuple[Row, ...]:
        return self.tables.get(table_id, ())

    @cached_property
    def answered(self) -> frozenset[str]:
        """The ids of the questions whose answer has text."""
        return frozenset(key for key, answer in self.answers.items() if answer.text)


_NO_ANSWER = Answer()


def _frozen_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(MappingProxyType({k: v for k, v in row.items() if v}) for row in rows)
