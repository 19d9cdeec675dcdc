"""The follow-up report: what was observed, what is done about it, and what has changed.

A form says which of its answers belong to it (`Question.report`) and which tables are of
measures (a column with the role `due`). Act 741/2023, 27 § 3 asks for it every four months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from omvgen.content.answers import answer_blocks, table_block
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    Heading,
    Letterhead,
    ParagraphStyle,
    Text,
    Title,
    words,
)
from omvgen.content.front import metadata, plan_title, sender, with_data_of
from omvgen.content.labels import version_words, version_words_of
from omvgen.content.since import since_blocks
from omvgen.diff.model import Changes
from omvgen.form.form import Form, FormTable, Question
from omvgen.locale import mark, speaking, tr
from omvgen.plan.plan import Plan, Row
from omvgen.workbook.vocabulary import rows_as_shown

PARTS = {
    "observations": mark("Seurannan havainnot"),
    "incidents": mark("Vaaratapahtumat ja niistä oppiminen"),
    "feedback": mark("Asiakkaiden, läheisten ja henkilöstön palaute"),
    "guidance": mark("Valvontaviranomaisten ohjaus ja päätökset"),
}
"""The parts of the report that are answers alone, and their headings."""
CHANGES = "changes"
_OF_CHANGES = ("version", "date", "place", "change")  # columns of the log


def questions_of(form: Form, part: str) -> tuple[Question, ...]:
    """The form's questions whose answers belong to the part."""
    return tuple(q for q in form.questions.values() if q.report == part)


def measure_tables(form: Form) -> tuple[FormTable, ...]:
    """The form's tables of measures."""
    return tuple(t for t in form.tables.values() if t.column_with_role("due"))


def follow_up_document(
    plan: Plan, form: Form, changes: Changes | None, log: Iterable[Row]
) -> Document:
    """The report of the plan, from its public copy.

    `changes` are those between the public plans since the last report, None without an
    earlier plan; `log` are the rows of the public log that are new since then.
    """
    with speaking(form.language):
        kind = tr("Seurannan selvitys")
        version = version_words_of(plan.field("version"), plan.field("date"))
        blocks: tuple[Block, ...] = (
            Letterhead(sender(plan, form), kind),
            *metadata(plan.field("date")),
            *metadata(plan.field("case_number")),
            Title(tr("Selvitys omavalvonnan seurannasta")),
            Field(tr("Suunnitelma"), words(f"{plan_title(plan, form)}, {version}".strip(", "))),
            *_earlier(changes),
            *_basis(form),
            *(block for part, title in PARTS.items() for block in _part(plan, form, part, title)),
            *_measures(plan, form),
            *_changes(plan, form, changes, tuple(log)),
        )
        title = f"{kind}: {plan_title(plan, form)}"
        return with_data_of(plan, form, Document(title, kind, blocks))


def _earlier(changes: Changes | None) -> Iterator[Block]:
    if changes is not None:
        yield Field(tr("Edellinen suunnitelma"), words(version_words(changes.old)))


def _basis(form: Form) -> Iterator[Block]:
    if form.source:
        yield Field(tr("Peruste"), words(form.source))


def _part(plan: Plan, form: Form, part: str, title: str) -> Iterator[Block]:
    """The answers of the part, each under its question, without their tables."""
    questions = questions_of(form, part)
    if questions:
        yield Heading(tr(title), 1)
    texts = replace(plan, tables={})
    for question in questions:
        yield Heading(question.text, 2)
        for control in answer_blocks(texts, form, question):
            yield from control.blocks


def _measures(plan: Plan, form: Form) -> Iterator[Block]:
    """The tables of measures: what, who, by when, and how far it is."""
    tables = measure_tables(form)
    if tables:
        yield Heading(tr("Toimenpiteet"), 1)
    for table in tables:
        rows = plan.rows(table.id)
        if rows:
            yield table_block(table, rows, plan.answer(form.question_of_table[table.id].id).bases)
        else:
            empty = tr("Taulukossa {table} ei ole rivejä.", table=table.title)
            yield Text(words(empty), ParagraphStyle.MISSING)


def _changes(
    plan: Plan, form: Form, changes: Changes | None, log: tuple[Row, ...]
) -> Iterator[Block]:
    yield from _part(plan, form, CHANGES, tr("Seurannan perusteella tehdyt muutokset"))
    yield Heading(tr("Muutoslokiin kirjatut muutokset"), 1)
    if log:
        columns = tuple(column for column in form.log.columns if column.id in _OF_CHANGES)
        shown = rows_as_shown(log, form.log, form.language)
        yield table_block(replace(form.log, columns=columns), shown)
    else:
        yield Text(words(tr("Ei kirjattuja muutoksia")), ParagraphStyle.MISSING)
    if changes is not None:
        yield from since_blocks(changes, form)
