"""Changes → blocks: the list of changes, and what the director's report has of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from omvgen.content import labels, outline
from omvgen.content.answers import bracketed
from omvgen.content.blocks import (
    Block,
    ChangedCell,
    ChangedRow,
    ChangedTable,
    ChangedText,
    Compared,
    ComparedPlans,
    Difference,
    Document,
    Heading,
    ListItem,
    Replaced,
    Rewritten,
    Summary,
    Title,
    words,
)
from omvgen.content.confirmed import Confirmations, meaning_of_signing, standing
from omvgen.content.essential import key_lines
from omvgen.content.outline import QuestionChanges, SectionChanges
from omvgen.diff.formatting import format_changes
from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    FormChange,
    Kind,
    Nature,
    PublicityChange,
    RowChange,
    TableChange,
)
from omvgen.diff.words import text_segments
from omvgen.form.dates import parse_date
from omvgen.form.form import Form, FormTable
from omvgen.locale import language, tr
from omvgen.plan.bases import row_bases
from omvgen.plan.plan import Row
from omvgen.plan.text import RichText, plain
from omvgen.workbook.vocabulary import as_shown, rows_as_shown


def changes_document(
    changes: Changes, form: Form, confirmations: Confirmations | None = None
) -> Document:
    """The list of changes, in the language in use. `form` is the new plan's.

    Without `confirmations` it says nothing of whether the plan is confirmed.
    """
    title, plan = tr("Muutokset"), labels.plan_words(changes.new)
    return Document(
        title=": ".join(filter(None, (title, plan))),
        document_type=title,
        blocks=(
            Title(title),
            _compared_plans(changes),
            *(standing(confirmations) if confirmations else ()),
            *change_blocks(changes, form, confirmations),
        ),
        language=language(),
        plan_language=form.language,
        date=parse_date(changes.new.date),
        version=changes.new.version,
    )


def _compared_plans(changes: Changes) -> ComparedPlans:
    old, new = changes.old, changes.new
    return ComparedPlans(
        labels.plan_words(old),
        labels.plan_words(new),
        (
            (tr("Suunnitelma"), old.title, new.title),
            (tr("Versio"), old.version, new.version),
            (tr("Päiväys"), old.date, new.date),
            (
                tr("Lomake"),
                f"{old.form_id} {old.form_version}",
                f"{new.form_id} {new.form_version}",
            ),
        ),
    )


def change_blocks(
    changes: Changes, form: Form, confirmations: Confirmations | None = None
) -> Iterator[Block]:
    """What the changes come to, each change in the form's order, and the change log's faults."""
    yield summary(changes, form)
    if key := key_lines(changes, form):
        yield Heading(tr("Tärkeimmät muutokset"), 1, anchor="tarkeimmat")
        yield from map(ListItem, key)
    if confirmations and confirmations.confirmed is None:
        yield from meaning_of_signing(form)
    yield from listed_changes(changes, form)
    if lines := labels.log_findings_lines(changes):
        yield Heading(labels.log_findings_title(), 1, anchor="kirjaaminen")
        yield from (ListItem(words(line), mark="") for line in lines)


def summary(changes: Changes, form: Form) -> Summary:
    """What the changes come to: sentences, and how many there are of each nature."""
    return Summary(
        labels.unchanged_sentence(changes),
        labels.counts_line(changes),
        labels.public_note(changes),
        labels.secrecy_warning(changes),
        outline.tallies(changes, form),
    )


def listed_changes(changes: Changes, form: Form) -> Iterator[Block]:
    """Each change: the substance in the form's order, then the document's data and the log."""
    if changes.form:
        yield from _part(outline.FORM_GROUP, outline.form_title(), map(_form_row, changes.form))
    for section in outline.sections_changed(changes, form):
        yield from _section(section, form)
    if changes.fields:
        rows = (_field_row(change, form) for change in changes.fields)
        yield from _part(outline.FIELDS_GROUP, outline.fields_title(), rows)
    if changes.log:
        yield from _part(outline.LOG_GROUP, outline.log_title(), _log_rows(changes.log, form))


def _part(anchor: str, title: str, rows: Iterable[ChangedRow]) -> Iterator[Block]:
    yield Heading(title, 1, anchor=anchor)
    yield ChangedTable(title, tuple(rows), titled=False)


def _section(section: SectionChanges, form: Form) -> Iterator[Block]:
    yield Heading(section.title, 1, section.number, anchor=section.id)
    yield from (_table(table, form) for table in section.tables)
    for question in section.questions:
        yield from _question(question, form)


def _question(question: QuestionChanges, form: Form) -> Iterator[Block]:
    anchor = question.id if question.number else ""
    yield Heading(question.title, 2, question.number, anchor=anchor)
    if question.answer:
        yield _answer(question.answer)
    if question.publicity:
        yield _publicity(question.publicity)
    yield from (_table(table, form) for table in question.tables)


def _answer(change: Change) -> ChangedText:
    return ChangedText(
        change.nature,
        labels.change_words(change),
        labels.secret_remark(change.secret),
        _difference(change),
        tuple(map(labels.format_change_words, format_changes(change))),
    )


def _difference(change: Change) -> Difference | None:
    old, new = (bracketed(text, change.bases) for text in (change.old, change.new))
    if change.nature is Nature.VALUE and "\n" not in old.plain + new.plain:
        return Replaced(old, new)
    if change.nature in (Nature.VALUE, Nature.REWRITTEN):
        return Rewritten(old, new)
    if change.formatting_only:
        return None
    same = old == change.old and new == change.new
    return Compared(change.segments if same else text_segments(old, new), old, new)


def _publicity(change: PublicityChange) -> ChangedText:
    old, new = map(plain, labels.publicity_words(change))
    return ChangedText(Nature.PUBLICITY, tr("Julkisuus"), "", Replaced(old, new))


def _table(change: TableChange, form: Form) -> ChangedTable:
    table = form.tables.get(change.table)
    title = table.title if table else change.table
    return ChangedTable(title, tuple(_rows(change.rows, table)))


def _log_rows(changes: Iterable[RowChange], form: Form) -> Iterator[ChangedRow]:
    """The rows of the change log, with what was chosen in the form's words."""

    def shown(row: Row | None) -> Row | None:
        return rows_as_shown((row,), form.log, form.language)[0] if row else row

    in_words = (replace(row, old=shown(row.old), new=shown(row.new)) for row in changes)
    return _rows(in_words, form.log)


def _rows(changes: Iterable[RowChange], table: FormTable | None) -> Iterator[ChangedRow]:
    for change in changes:
        yield ChangedRow(
            change.nature,
            labels.row_change_words(change),
            labels.secret_remark(change.secret),
            labels.row_name(change, table),
            tuple(_cells(change, table)),
        )


def _cells(change: RowChange, table: FormTable | None) -> Iterator[ChangedCell]:
    """The cells that differ; of a row that moved, its places."""
    if change.kind is Kind.MOVED:
        old, new = (
            plain(labels.row_number(place)) for place in (change.old_place, change.new_place)
        )
        yield ChangedCell(tr("Paikka taulukossa"), Replaced(old, new))
    for cell in outline.cells(change, table):
        sides = ((change.old, cell.old), (change.new, cell.new))
        yield ChangedCell(cell.title, Replaced(*(_cell(table, *side) for side in sides)))


def _cell(table: FormTable | None, row: Row | None, text: str) -> RichText | None:
    """The cell of a row, its passages under the row's own provisions; None without a row."""
    if row is None:
        return None
    return bracketed(plain(text), row_bases(table, row) if table else ())


def _field_row(change: FieldChange, form: Form) -> ChangedRow:
    field = form.fields.get(change.field)
    texts = (as_shown(t, field, form.language) if field else t for t in (change.old, change.new))
    old, new = (bracketed(plain(text)) for text in texts)
    is_value = change.nature is Nature.VALUE
    difference = Replaced(old, new) if is_value else Compared(text_segments(old, new), old, new)
    return ChangedRow(
        change.nature,
        labels.row_change_words(change),
        labels.secret_remark(change.secret),
        labels.field_title(change, form),
        (ChangedCell("", difference),),
    )


def _form_row(change: FormChange) -> ChangedRow:
    difference = Replaced(plain(change.old), plain(change.new))
    return ChangedRow(
        Nature.FORM,
        labels.kind_word(Kind.CHANGED),
        "",
        labels.form_change_name(change),
        (ChangedCell("", difference),),
    )
