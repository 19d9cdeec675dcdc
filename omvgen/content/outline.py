"""In what order changes are listed, by section, question and row, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from omvgen.content.blocks import Tally
from omvgen.diff.model import (
    Change,
    Changes,
    Kind,
    Nature,
    PublicityChange,
    RowChange,
    TableChange,
)
from omvgen.form.form import Column, Form, FormTable
from omvgen.locale import tr

FORM_GROUP, FIELDS_GROUP, LOG_GROUP, UNKNOWN_GROUP = "#lomake", "#asiakirja", "#muutosloki", "#muut"


class QuestionChanges(NamedTuple):
    """Everything that changed at one question. `number` is empty when the form has none."""

    id: str
    number: str
    title: str
    answer: Change | None
    publicity: PublicityChange | None
    tables: tuple[TableChange, ...]


class SectionChanges(NamedTuple):
    """The changed questions of one section.

    The last one, `UNKNOWN_GROUP`, has no number and holds what the form has no place
    for: `tables` of another form, which belong to no question, and its questions.
    """

    id: str
    number: str
    title: str
    questions: tuple[QuestionChanges, ...]
    tables: tuple[TableChange, ...] = ()

    @property
    def all_tables(self) -> Iterator[TableChange]:
        """Its own tables, and those of its questions."""
        yield from self.tables
        for question in self.questions:
            yield from question.tables


class CellChange(NamedTuple):
    """A column of a changed row, with the texts of the old and the new row."""

    title: str
    old: str
    new: str


def sections_changed(changes: Changes, form: Form) -> tuple[SectionChanges, ...]:
    """The changes at the questions, in the form's order; sections without any are left out."""
    return tuple(_sections(changes, form))


def _sections(changes: Changes, form: Form) -> Iterator[SectionChanges]:
    answers = {change.question: change for change in changes.changes}
    publicity = {change.question: change for change in changes.publicity}
    tables = {table.table: table for table in changes.tables}

    def changed(ids: Iterable[str]) -> Iterator[QuestionChanges]:
        for id_ in ids:
            question = form.questions.get(id_)
            of_form = question.tables if question else ()
            of_question = tuple(tables[table.id] for table in of_form if table.id in tables)
            if id_ in answers or id_ in publicity or of_question:
                yield QuestionChanges(
                    id_,
                    form.numbers.get(id_, ""),
                    question.text if question else id_,
                    answers.get(id_),
                    publicity.get(id_),
                    of_question,
                )

    for section in form.sections:
        if found := tuple(changed(question.id for question in section.questions)):
            yield SectionChanges(section.id, str(section.number), section.title, found)
    unknown = tuple(changed(id_ for id_ in {**answers, **publicity} if id_ not in form.questions))
    homeless = tuple(table for table in changes.tables if table.table not in form.tables)
    if unknown or homeless:
        yield SectionChanges(UNKNOWN_GROUP, "", unknown_title(), unknown, homeless)


def tallies(changes: Changes, form: Form) -> tuple[Tally, ...]:
    """Each part that has changes, in the order in which they are listed."""
    fields = Counter(field.nature for field in changes.fields)
    found = [
        Tally(FORM_GROUP, form_title(), Counter({Nature.FORM: len(changes.form)})),
        *(
            Tally(section.id, f"{section.number} {section.title}".lstrip(), _of_section(section))
            for section in sections_changed(changes, form)
        ),
        Tally(FIELDS_GROUP, fields_title(), fields),
        Tally(LOG_GROUP, log_title(), _of_rows(changes.log)),
    ]
    return tuple(tally for tally in found if tally.counts.total())


def _of_section(section: SectionChanges) -> Counter[Nature]:
    counts = Counter[Nature]()
    for question in section.questions:
        counts.update([question.answer.nature] if question.answer else [])
        counts.update([Nature.PUBLICITY] if question.publicity else [])
    for table in section.all_tables:
        counts += _of_rows(table.rows)
    return counts


def _of_rows(rows: Iterable[RowChange]) -> Counter[Nature]:
    return Counter(row.nature for row in rows)


def form_title() -> str:
    """What the part with changes of the form itself is called."""
    return tr("Lomake")


def fields_title() -> str:
    """What the part with changes of the document's data is called."""
    return tr("Asiakirjan tiedot")


def unknown_title() -> str:
    """What the part with questions of another form is called."""
    return tr("Kohdat, joita lomakkeessa ei ole")


def log_title() -> str:
    """What the part with changes of the change log is called."""
    return tr("Muutosloki")


def cells(change: RowChange, table: FormTable | None) -> tuple[CellChange, ...]:
    """The cells of a row to show, in the order of the columns.

    Of a changed row those that differ; of one that came or went all that have a
    text, but for the key, which names the row; of a moved one none.
    """
    columns = {column.id: column for column in table.columns} if table else {}
    before, after = change.old or {}, change.new or {}
    found = []
    for id_ in dict.fromkeys([*columns, *before, *after]):
        old, new, column = before.get(id_, ""), after.get(id_, ""), columns.get(id_)
        named = column is not None and column.key and change.kind is not Kind.CHANGED
        if old != new and not named:
            found.append(_cell(column, id_, old, new))
    return tuple(found)


def _cell(column: Column | None, id_: str, old: str, new: str) -> CellChange:
    if column is None:
        return CellChange(id_, old, new)
    return CellChange(column.title, column.on_one_line(old), column.on_one_line(new))
