"""What of the changes a reader must know first: new rows of the log, and what changed where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from textwrap import shorten
from typing import NamedTuple

from omvgen.content import labels, outline
from omvgen.content.answers import bracketed
from omvgen.content.blocks import Role, Span, Spans, words
from omvgen.content.outline import QuestionChanges
from omvgen.content.plan import SIGNED
from omvgen.content.sentences import changed_sentences, what_happened
from omvgen.diff.model import Change, Changes, Kind, Nature, RowChange, TableChange
from omvgen.diff.words import text_segments
from omvgen.form.form import Form, FormTable
from omvgen.locale import mark, ntr, tr
from omvgen.plan.log_places import PartNames
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.plan import Row
from omvgen.plan.text import RichText, plain

_MOST = 10  # lines of what a director decides about
_CELLS = 3
_BEGINNING, _KEY_LINE = 220, 110  # characters of a new text, of one line of the ten
_VALUE, _CELL = 160, 60  # characters of a value, of a cell
_LINE, _KEY_TITLE = 150, 50  # characters of a question before its value
_ESSENTIAL = "Kyllä"
_MINOR = (Nature.REORDERED, Nature.TYPOGRAPHY)
_ROWS = {
    Kind.ADDED: mark("Lisätty: {rows}."),
    Kind.CHANGED: mark("Muutettu: {rows}."),
    Kind.REMOVED: mark("Poistettu: {rows}."),
    Kind.MOVED: mark("Siirretty: {rows}."),
}


class EssentialRow(NamedTuple):
    """A new essential row of the change log, and the changed questions that it tells of."""

    row: Row
    questions: tuple[QuestionChanges, ...]

    @property
    def title(self) -> str:
        """Such as `Vastaanottokeskuksen tiedot: Johtaja vaihtui (versio 1.1, 3.11.2025)`."""
        what = ": ".join(filter(None, map(self.row.get, ("place", "change"))))
        when = labels.version_words_of(self.row.get("version", ""), self.row.get("date", ""))
        return f"{' '.join(what.split())} ({when})" if when else what


def of_substance(changes: Changes, form: Form) -> tuple[QuestionChanges, ...]:
    """What changed at the questions, without what is only filled in when the plan is signed."""
    return tuple(
        question
        for section in outline.sections_changed(changes, form)
        for question in section.questions
        if question.id not in form.questions or form.questions[question.id].role not in SIGNED
    )


def essential_rows(
    changes: Changes, questions: Iterable[QuestionChanges], form: Form
) -> tuple[tuple[EssentialRow, ...], tuple[QuestionChanges, ...]]:
    """The log's new essential rows with the questions of each, and the questions of none.

    A question belongs to one row: one that names it rather than one about the whole plan.
    """
    rows = [
        change.new
        for change in changes.log
        if change.kind in (Kind.ADDED, Kind.CHANGED)
        and change.new is not None
        and change.new.get("essential") == _ESSENTIAL
    ]
    names = PartNames(form)
    named = [names.named_in(row.get("place", "")) for row in rows]
    told: dict[int, list[QuestionChanges]] = {place: [] for place in range(len(rows))}
    rest: list[QuestionChanges] = []
    for question in questions:
        places = [n for n, parts in enumerate(named) if question.id in parts.questions]
        place = min(places, key=lambda n: named[n].whole, default=None)
        (rest if place is None else told[place]).append(question)
    return tuple(EssentialRow(row, tuple(told[n])) for n, row in enumerate(rows)), tuple(rest)


def is_minor(question: QuestionChanges) -> bool:
    """Whether only the order or the typography of the answer changed."""
    alone = not (question.publicity or question.tables)
    return alone and question.answer is not None and question.answer.nature in _MINOR


def is_new_text(question: QuestionChanges) -> bool:
    """Whether the answer was rewritten, or written for the first time."""
    answer = question.answer
    return answer is not None and bool(answer.new) and answer.nature is Nature.REWRITTEN


def changed_lines(question: QuestionChanges, form: Form, *, title: int = _LINE) -> Iterator[Spans]:
    """What changed at the question, for who has not read the plan: a line for each thing.

    Of the question before a value `title` characters are shown.
    """
    if question.answer:
        words_of_question = shorten(question.title, title, placeholder=" …").rstrip("?")
        yield _answer(question.answer, words(f"{words_of_question}: "))
    if question.publicity:
        _, new = labels.publicity_words(question.publicity)
        yield words(tr("Julkisuus on nyt: {publicity}", publicity=new))
    for table in question.tables:
        if question.answer:
            yield words(tr("Myös taulukkoa on muutettu."))
        else:
            yield words(_table(table, form))


def _answer(change: Change, title: Spans) -> Spans:
    old, new = (bracketed(text, change.bases) for text in (change.old, change.new))
    if change.kind is Kind.REMOVED:
        return words(tr("Kohtaa ei enää ole lomakkeessa."))
    if change.kind is Kind.CLEARED:
        return (*title, *words(tr("Vastaus on poistettu.")))
    if change.nature is Nature.VALUE:
        was, is_ = words(_first_line(old), Role.DELETED), words(_on_one_line(new), Role.INSERTED)
        between = words(" → ") if was and is_ else ()
        return (*title, *was, *between, *is_)
    if change.nature is Nature.REWRITTEN:
        return (*words(f"{_written(change)} "), *words(_beginning(new)))
    if change.nature in _MINOR:
        return words(f"{what_happened(change)}.")
    same = old == change.old and new == change.new
    return changed_sentences(change.segments if same else text_segments(old, new))


def _written(change: Change) -> str:
    if change.kind is Kind.CHANGED:
        return tr("Teksti kirjoitettu uudelleen. Uusi teksti alkaa:")
    return tr("Kohtaan on kirjoitettu vastaus. Se alkaa:")


def _beginning(text: RichText) -> str:
    lines = text.plain.split("\n")
    paragraphs = " ".join(takewhile(lambda line: not mark_length(line), lines)) or text.plain
    shown = shorten(paragraphs, _BEGINNING, placeholder=" …").removesuffix(" …")
    return f"”{shown} …”"


def _first_line(text: RichText) -> str:
    return shorten(text.plain.partition("\n")[0], _VALUE, placeholder=" …")


def _on_one_line(text: RichText) -> str:
    return shorten("; ".join(text.plain.split("\n")), _VALUE, placeholder=" …")


def _table(change: TableChange, form: Form) -> str:
    """Which rows of the table came, changed and went."""
    table = form.tables.get(change.table)
    kinds: dict[Kind, list[str]] = {}
    for row in change.rows:
        kinds.setdefault(row.kind, []).append(_row(row, table))
    told = (tr(_ROWS[kind], rows="; ".join(rows)) for kind, rows in kinds.items())
    return f"{labels.table_title(table.title if table else change.table)}. {' '.join(told)}"


def _row(change: RowChange, table: FormTable | None) -> str:
    """The row by its key, without a key by its first cell; of a changed one the new values."""
    name = labels.row_name(change, table)
    changed = change.kind is Kind.CHANGED
    if change.kind is Kind.MOVED or (any(change.key) and not changed):
        return name
    gone = change.kind is Kind.REMOVED
    shown = outline.cells(change, table)[: _CELLS if changed else 1]
    values = ((c.title, bracketed(plain(c.old if gone else c.new)).plain) for c in shown)
    told = (f"{title}: {shorten(text, _CELL, placeholder=' …')}" for title, text in values if text)
    return f"{name} ({'; '.join(told)})"


def key_lines(changes: Changes, form: Form) -> tuple[Spans, ...]:
    """What changed in substance, in ten lines at the most, the most important first.

    The essential rows of the log come first, then new texts, changed publicity, values and
    tables, other words, and last the contact details. Order and typography are no substance.
    """
    questions = of_substance(changes, form)
    rows, _ = essential_rows(changes, questions, form)
    ranked = sorted((q for q in questions if not is_minor(q)), key=lambda q: _rank(q, form))
    lines = [words(row.title, Role.STRONG) for row in rows]
    lines += [_key_line(question, form) for question in ranked]
    if len(lines) > _MOST:
        left = len(lines) - _MOST + 1
        more = ntr(
            "ja {n} muu muutos, joka on luettelossa",
            "ja {n} muuta muutosta, jotka ovat luettelossa",
            left,
        )
        lines = [*lines[: _MOST - 1], words(more)]
    return tuple(lines)


def _rank(question: QuestionChanges, form: Form) -> int:
    section = form.section_of.get(question.id)
    answer = question.answer
    if section and section.role == "contact":
        return 4
    if answer and (answer.nature is Nature.REWRITTEN or not answer.new):
        return 0
    if question.publicity:
        return 1
    return 2 if question.tables or (answer and answer.nature is Nature.VALUE) else 3


def _key_line(question: QuestionChanges, form: Form) -> Spans:
    section = form.section_of.get(question.id)
    place = f"{question.number} {section.title if section else question.title}".lstrip()
    first = next(changed_lines(question, form, title=_KEY_TITLE), ())
    return (*words(f"{place}: ", Role.STRONG), *_cut(first))


def _cut(spans: Spans) -> Iterator[Span]:
    """The spans up to the length of a line or two, never cut within a bracketed passage."""
    text = "".join(span.text for span in spans)
    end = len(text) if len(text) <= _KEY_LINE else max(text.rfind(" ", 0, _KEY_LINE), 0)
    if text.count("[", 0, end) > text.count("]", 0, end):
        end = text.index("[")
    position = 0
    for span in spans:
        if position < end:
            yield Span(span.text[: end - position], role=span.role)
        position += len(span.text)
    if end < len(text):
        yield Span(" …")
