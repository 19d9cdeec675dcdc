"""The order in which every rendering tells of changes: by section, by question, by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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

PUBLICITY, FORM = "publicity", "form"
SORTS = (*(nature.value for nature in Nature), PUBLICITY, FORM)
"""The sorts of change that are counted: the natures, and what has none."""

FORM_GROUP, FIELDS_GROUP, LOG_GROUP, UNKNOWN_GROUP = "#lomake", "#asiakirja", "#muutosloki", "#muut"


@dataclass(frozen=True)
class Item:
    """Everything that changed at one question. `number` is empty when the form has none."""

    id: str
    number: str
    title: str
    answer: Change | None
    publicity: PublicityChange | None
    tables: tuple[TableChange, ...]


@dataclass(frozen=True)
class Group:
    """The changed questions of one section.

    The last group, `UNKNOWN_GROUP`, holds what the form has no place for:
    questions of another form, and its tables, which belong to no question.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    tables: tuple[TableChange, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A column of a changed row, with what the old and the new row say there."""

    title: str
    old: str
    new: str


def groups(changes: Changes, form: Form) -> tuple[Group, ...]:
    """The changes at the questions, in the form's order; sections without any are left out."""
    return tuple(_groups(changes, form))


def _groups(changes: Changes, form: Form) -> Iterator[Group]:
    answers = {change.question: change for change in changes.changes}
    publicity = {change.question: change for change in changes.publicity}
    tables = {table.table: table for table in changes.tables}

    def items(ids: list[str]) -> Iterator[Item]:
        for id_ in ids:
            question = form.questions.get(id_)
            of_question = tuple(
                tables[table.id]
                for table in (question.tables if question else ())
                if table.id in tables
            )
            if id_ in answers or id_ in publicity or of_question:
                yield Item(
                    id_,
                    form.numbers.get(id_, ""),
                    question.text if question else id_,
                    answers.get(id_),
                    publicity.get(id_),
                    of_question,
                )

    for section in form.sections:
        if told := tuple(items([question.id for question in section.questions])):
            yield Group(section.id, f"{section.number} {section.title}", told)
    unknown = tuple(items([id_ for id_ in {**answers, **publicity} if id_ not in form.questions]))
    homeless = tuple(table for table in changes.tables if table.table not in form.tables)
    if unknown or homeless:
        yield Group(UNKNOWN_GROUP, unknown_title(), unknown, homeless)


@dataclass(frozen=True)
class Tally:
    """How many changes of each sort a part of the plan has."""

    id: str
    title: str
    counts: Counter[str]


def tallies(changes: Changes, form: Form) -> tuple[Tally, ...]:
    """Each part that has changes, in the order in which they are told."""
    fields = Counter(field.nature.value for field in changes.fields)
    found = [
        Tally(FORM_GROUP, form_title(), Counter({FORM: len(changes.form)})),
        Tally(FIELDS_GROUP, fields_title(), fields),
        *(Tally(g.id, g.title, _of_group(g)) for g in groups(changes, form)),
        Tally(LOG_GROUP, log_title(), _of_rows(changes.log)),
    ]
    return tuple(tally for tally in found if tally.counts.total())


def form_title() -> str:
    return tr("Lomake")


def fields_title() -> str:
    return tr("Asiakirjan tiedot")


def unknown_title() -> str:
    return tr("Kohdat, joita lomakkeessa ei ole")


def log_title() -> str:
    return tr("Muutosloki")


def log_findings_title() -> str:
    return tr("Muutosten kirjaaminen ja tiedottaminen")


def _of_group(group: Group) -> Counter[str]:
    counts = Counter[str]()
    for item in group.items:
        counts.update([item.answer.nature.value] if item.answer else [])
        counts.update([PUBLICITY] if item.publicity else [])
    for table in (*group.tables, *(table for item in group.items for table in item.tables)):
        counts += _of_rows(table.rows)
    return counts


def _of_rows(rows: Iterable[RowChange]) -> Counter[str]:
    return Counter(row.nature.value for row in rows)


def cells(change: RowChange, table: FormTable | None) -> tuple[Cell, ...]:
    """What to tell of a row, in the order of the columns.

    Of a changed row the cells that differ; of one that came or went all that
    say something, but for the key, which names the row; of a moved one nothing.
    """
    columns = {column.id: column for column in table.columns} if table else {}
    before, after = change.old or {}, change.new or {}
    told = []
    for id_ in dict.fromkeys([*columns, *before, *after]):
        old, new, column = before.get(id_, ""), after.get(id_, ""), columns.get(id_)
        named = column is not None and column.key and change.kind is not Kind.CHANGED
        if old != new and not named:
            told.append(_cell(column, id_, old, new))
    return tuple(told)


def _cell(column: Column | None, id_: str, old: str, new: str) -> Cell:
    if column is None:
        return Cell(id_, old, new)
    return Cell(column.title, column.on_one_line(old), column.on_one_line(new))
