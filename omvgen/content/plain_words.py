"""Changes in plain words for people who will read the plan itself: where, and what happened.

Only short values are quoted, no whole answers. All of it comes from the public plans; that
something secret changed is one sentence a section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

from omvgen.content import labels, outline
from omvgen.content.outline import QuestionChanges
from omvgen.content.plan import SIGNED
from omvgen.content.sentences import what_happened
from omvgen.diff.model import (
    Change,
    Changes,
    Kind,
    Nature,
    RowChange,
    SegmentKind,
    TableChange,
)
from omvgen.form.form import Form, FormTable, Question
from omvgen.locale import mark, tr

# The head of every document about changes names the versions.
_IN_THE_HEAD = {"title", "year", "version", "date", "replaces"}
_LONGEST = 120  # characters of a value, or of words that differ
_FEW = 6  # stretches of words that differ
_LOG_ROWS = {
    Kind.ADDED: mark("Uusia rivejä: {n}."),
    Kind.CHANGED: mark("Muutettuja rivejä: {n}."),
    Kind.MOVED: mark("Siirrettyjä rivejä: {n}."),
}


class PlainChange(NamedTuple):
    """What happened at one place, a sentence each; `number` is the question's, if it has one."""

    number: str
    title: str
    sentences: tuple[str, ...]


class PlainSection(NamedTuple):
    """What changed in one section, or another part of the plan, which then has no number.

    `secret` is the sentence that something secret changed there, or empty.
    """

    number: str
    title: str
    changes: tuple[PlainChange, ...]
    secret: str


def nothing_changed(public: Changes, whole: Changes | None = None) -> str:
    """That nothing changed, in the whole plans or else in the public ones; empty when it did.

    The versions are named as the public plans name them.
    """
    compared = public if whole is None else replace(whole, old=public.old, new=public.new)
    return labels.unchanged_sentence(compared)


def in_plain_words(
    public: Changes, form: Form, whole: Changes | None = None
) -> tuple[PlainSection, ...]:
    """The changes by section, in the form's order; parts without any are left out.

    `public` is what changed from one public plan to another, `whole` from one whole plan
    to the other: for what it has beyond the public changes there is one sentence a
    section. None for outsiders, who do not learn of that either.
    """
    secret = _secret_parts(whole, public, form) if whole else frozenset[str]()
    return tuple(
        PlainSection(number, title, tuple(changes), sentence if id_ in secret else "")
        for id_, number, title, sentence, parts in _parts(public, form)
        if (changes := [part for part in parts if part.sentences or not part.number])
        or id_ in secret
    )


def secret_sentences(public: Changes, form: Form, whole: Changes | None) -> tuple[str, ...]:
    """That something secret changed, a sentence for each section where it did."""
    parts = in_plain_words(public, form, whole)
    return tuple(part.secret for part in parts if part.secret and part.title != outline.log_title())


def _parts(
    public: Changes, form: Form
) -> Iterator[tuple[str, str, str, str, Sequence[PlainChange]]]:
    """Each part: its id, number and title, the sentence on what is secret, its changes."""
    changed = {section.id: section for section in outline.sections_changed(public, form)}
    yield outline.FORM_GROUP, "", outline.form_title(), "", _form(public)
    for section in form.sections:
        number = str(section.number)
        sentence = tr("Osion {number} salassa pidettävä osa on muuttunut.", number=number)
        questions = changed[section.id].questions if section.id in changed else ()
        changes = [_question(question, form) for question in questions]
        yield section.id, number, section.title, sentence, changes
    sentence = tr("Lomakkeesta puuttuvien kohtien salassa pidettävä osa on muuttunut.")
    unknown = changed.get(outline.UNKNOWN_GROUP)
    changes = [_table(table) for table in unknown.tables] if unknown else []
    changes += [_question(question, form) for question in unknown.questions] if unknown else []
    yield outline.UNKNOWN_GROUP, "", outline.unknown_title(), sentence, changes
    sentence = tr("Asiakirjan tietojen salassa pidettävä osa on muuttunut.")
    yield outline.FIELDS_GROUP, "", outline.fields_title(), sentence, _fields(public, form)
    sentence = tr("Muutoslokin salassa pidettävä osa on muuttunut.")
    yield outline.LOG_GROUP, "", outline.log_title(), sentence, _log(public)


def _secret_parts(whole: Changes, public: Changes, form: Form) -> frozenset[str]:
    """The parts of the plan in which something secret changed, as `outline` names them.

    What is withheld for any reason counts: an answer that became secret, a row that
    repeats one. Much of the document's data is not for a notice, and no secret either.
    """
    found = [(outline.FIELDS_GROUP, field.secret) for field in whole.fields]
    found += ((outline.LOG_GROUP, row.secret) for row in whole.log)
    for section in outline.sections_changed(whole, form):
        found += ((section.id, row.secret) for table in section.all_tables for row in table.rows)
        found += ((section.id, q.answer.secret) for q in section.questions if q.answer)
    counted = {tally.anchor: tally.counts.total() for tally in outline.tallies(public, form)}
    found += (
        (tally.anchor, tally.counts.total() > counted.get(tally.anchor, 0))
        for tally in outline.tallies(whole, form)
        if tally.anchor not in (outline.FORM_GROUP, outline.FIELDS_GROUP)
    )
    return frozenset(part for part, secret in found if secret)


def _form(changes: Changes) -> list[PlainChange]:
    lines = (f"{labels.form_change_name(c)}: {c.old} → {c.new}" for c in changes.form)
    return [PlainChange("", line, ()) for line in lines]


def _fields(changes: Changes, form: Form) -> list[PlainChange]:
    """The data that the plan has now: what is missing is only yet to be written."""
    return [
        PlainChange(
            "", labels.field_title(field, form), (_value("; ".join(field.new.split("\n"))),)
        )
        for field in changes.fields
        if field.new and field.field not in _IN_THE_HEAD
    ]


def _log(changes: Changes) -> list[PlainChange]:
    """How many rows of each kind; their texts are in the log itself.

    A new workbook begins with an empty log: rows that are gone were told of last year.
    """
    counts = Counter(row.kind for row in changes.log)
    lines = tuple(tr(line, n=counts[kind]) for kind, line in _LOG_ROWS.items() if counts[kind])
    return [PlainChange("", outline.log_title(), lines)] if lines else []


def _question(question: QuestionChanges, form: Form) -> PlainChange:
    asked = form.questions.get(question.id)
    sentences = [*_answer(question.answer, asked)] if question.answer else []
    if question.publicity:
        _, new = labels.publicity_words(question.publicity)
        sentences.append(tr("Julkisuus on nyt: {publicity}", publicity=new))
    for change in question.tables:
        table = form.tables[change.table]
        sentences += [labels.table_title(table.title), *(_row(row, table) for row in change.rows)]
    return PlainChange(question.number, question.title, tuple(sentences))


def _answer(change: Change, question: Question | None) -> Iterator[str]:
    if change.kind is Kind.REMOVED:
        yield tr("Kohtaa ei enää ole lomakkeessa.")
    elif change.kind is Kind.CLEARED:
        if question is None or question.role not in SIGNED:  # else it is only yet to be written
            yield tr("Vastaus on poistettu.")
    elif change.kind is Kind.CHANGED:
        yield _changed(change, question)
    else:
        if change.kind is Kind.ADDED:
            yield tr("Kohta on uusi lomakkeessa.")
        short = change.nature is Nature.VALUE
        yield _value(change.new.plain, question) if short else tr("Kohtaan on kirjoitettu vastaus.")


def _changed(change: Change, question: Question | None) -> str:
    if change.nature is Nature.VALUE:
        return _value(change.new.plain, question)
    few = _few_words(change) if change.nature is Nature.WORDING else ""
    happened = what_happened(change)
    return f"{happened}: {few}" if few else f"{happened}."


def _few_words(change: Change) -> str:
    """The words that differ, when they are few: `”neljä” → ”kuusi”`."""
    differ = [s for s in change.segments if s.kind is not SegmentKind.EQUAL]
    words = "".join(segment.text for segment in differ)
    if "\n" in words or len(words) > _LONGEST or len(differ) > _FEW:
        return ""
    found = []
    for equal, group in groupby(change.segments, key=lambda s: s.kind is SegmentKind.EQUAL):
        if not equal:
            quoted = {segment.kind: f"”{segment.text.strip()}”" for segment in group}
            found.append(
                _replacement(quoted.get(SegmentKind.DELETE), quoted.get(SegmentKind.INSERT))
            )
    return "; ".join(found)


def _replacement(old: str | None, new: str | None) -> str:
    return " → ".join(filter(None, (old, new)))


def _value(text: str, question: Question | None = None) -> str:
    """A short value: all choices, or the first line of a choice with its explanation."""
    line = (question.on_one_line(text) if question else text).partition("\n")[0]
    return tr("Nyt: {value}", value=_short(line)) if line else ""


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")


def _table(change: TableChange) -> PlainChange:
    rows = tuple(_row(row, None) for row in change.rows)
    return PlainChange("", labels.table_title(change.table), rows)


def _row(change: RowChange, table: FormTable | None) -> str:
    """What happened to the row that the key names, and the values that it has now.

    A row that came or went without a key is known by its first cell.
    """
    head = f"{labels.kind_word(change.kind)}: {labels.row_name(change, table)}"
    shown = outline.cells(change, table)
    if change.kind is not Kind.CHANGED:
        shown = () if any(change.key) else shown[:1]
    gone = change.kind is Kind.REMOVED
    texts = ((cell.title, cell.old if gone else cell.new) for cell in shown)
    values = "; ".join(f"{title}: {_short(text)}" for title, text in texts if text)
    return f"{head} ({values})" if values else head
