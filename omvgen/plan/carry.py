"""Carries last year's plan over to the current form, and keeps a ledger of it.

Nothing is dropped in silence: every answer, table, field and row of the change log has its
entry in the ledger, and what the form has no place for is an orphan with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from omvgen.form.form import Form, FormTable
from omvgen.form.formats import FORMATS
from omvgen.locale import mark
from omvgen.plan.log_places import is_open
from omvgen.plan.outdated import outdated_in_answer
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.requests import State, is_request, state_of
from omvgen.plan.text import RichText, plain
from omvgen.plan.transfer import LeftOver, known_cells, row_in_words, unknown_cells, wording_of
from omvgen.plan.wording import CellComment, Wording


class EntryKind(StrEnum):
    """What an entry is about."""

    ANSWER = "answer"
    TABLE = "table"
    FIELD = "field"
    LOG = "log"


class Fate(StrEnum):
    """What became of a part of last year's plan.

    A `renewed` field has a new value. A row of the log that is `left` has been dealt
    with and stays in last year's workbook alone.
    """

    CARRIED = "carried"
    RENEWED = "renewed"
    EMPTIED = "emptied"
    ORPHANED = "orphaned"
    LEFT = "left"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `after` is None when the form no longer has the question.

    `old` is the text in last year's workbook, `new` the text in the new one.
    """

    kind: EntryKind
    fate: Fate
    before: Wording
    after: Wording | None
    old: str
    new: str

    @property
    def reworded(self) -> bool:
        return self.after is not None and _words(self.before.text) != _words(self.after.text)

    @property
    def moved(self) -> bool:
        return self.after is not None and self.before.section != self.after.section

    @property
    def renamed(self) -> bool:
        return self.after is not None and self.before.id != self.after.id

    @property
    def as_it_was(self) -> bool:
        """Whether nobody needs to look at it."""
        same_place = not (self.reworded or self.moved)
        return self.fate in (Fate.CARRIED, Fate.LEFT) and same_place

    @property
    def outcome(self) -> tuple[str, ...]:
        """What became of it in words, each a message to translate."""
        words = [_FATES[self.fate]]
        words += [mark("kysymyksen sanamuoto on muuttunut")] if self.reworded else []
        words += [mark("siirtynyt toiseen osioon")] if self.moved else []
        return tuple(words)


_FATES = {
    Fate.CARRIED: mark("siirretty"),
    Fate.RENEWED: mark("uusittu"),
    Fate.EMPTIED: mark("tyhjennetty"),
    Fate.ORPHANED: mark("ei siirtynyt"),
    Fate.LEFT: mark("jäi edelliseen työkirjaan"),
}


class Outdated(NamedTuple):
    """Words of a carried answer that may hold no longer, see `outdated`."""

    after: Wording
    words: str


@dataclass(frozen=True)
class Carried:
    """The new year's plan, and what became of each part of the old one.

    `added` are the questions that the previous workbook did not have; `outdated` are words
    of the carried answers that speak of a past year; `comments` stay in the old workbook.
    """

    plan: Plan
    year: int
    entries: tuple[Entry, ...]
    orphans: tuple[LeftOver, ...]
    added: tuple[Wording, ...]
    outdated: tuple[Outdated, ...] = ()
    comments: tuple[CellComment, ...] = ()


def next_year(plan: Plan) -> int | None:
    """The year after the plan's own; None when the plan has no valid year."""
    year = plan.field("year")
    return int(year) + 1 if FORMATS["year"].holds(year) else None


def carry(
    previous: Plan,
    wordings: Mapping[str, Wording],
    form: Form,
    start: Plan,
    year: int,
    *,
    comments: tuple[CellComment, ...] = (),
) -> Carried:
    """The plan of the year, made from the previous one for the form.

    `wordings` are the previous workbook's questions and tables as it worded them, by the
    id that they have now; where one is missing the form's own wording is taken. `start` is
    the plan of an empty workbook of the form. `comments` are those of the previous workbook.
    """
    ledger = _Ledger(with_current_ids(previous, form), wordings, form, start, year)
    document = ledger.fields()
    answers = ledger.answers()
    tables = ledger.tables()
    log = ledger.log()
    plan = Plan(form.id, form.version, document, answers, tables, log)
    return Carried(
        plan,
        year,
        tuple(ledger.entries),
        tuple(ledger.orphans),
        tuple(ledger.added()),
        tuple(ledger.outdated(answers)),
        comments,
    )


class _Ledger:
    """Carries one part of the plan after another, and enters what becomes of it."""

    def __init__(
        self, plan: Plan, wordings: Mapping[str, Wording], form: Form, start: Plan, year: int
    ) -> None:
        self.plan, self.wordings, self.form = plan, wordings, form
        self.start, self.year = start, year
        self.entries: list[Entry] = []
        self.orphans: list[LeftOver] = []

    def fields(self) -> dict[str, str]:
        new = {**self.plan.document, **_renewed_fields(self.plan, self.year)}
        document: dict[str, str] = {}
        for id_ in _all(self.form.fields, new):
            old, text = self.plan.field(id_), new.get(id_, "")
            field = self.form.fields.get(id_)
            if field is None:
                self._orphan(EntryKind.FIELD, Wording(id_, id_), Answer(plain(old)))
            elif old or text:
                document |= {id_: text} if text else {}
                wording = Wording(id_, field.text)
                fate = Fate.EMPTIED if not text else Fate.CARRIED if text == old else Fate.RENEWED
                self.entries.append(Entry(EntryKind.FIELD, fate, wording, wording, old, text))
        return document

    def answers(self) -> dict[str, Answer]:
        signing = self.form.section_with_role("confirmation")
        carried: dict[str, Answer] = {}
        for id_ in _all(self.form.questions, self.plan.answers):
            old = self.plan.answer(id_)
            filled = bool(old.text or old.note or old.bases)
            if id_ not in self.form.questions:
                if filled:
                    self._orphan(EntryKind.ANSWER, self._before(id_, None), old)
                continue
            new = self._new_answer(id_, old)
            if signing is not None and self.form.section_of[id_] == signing:
                new = replace(new, text=RichText())
            if filled:
                fate = Fate.CARRIED if new == old else Fate.EMPTIED
                self._enter(EntryKind.ANSWER, fate, id_, old.text.plain, new.text.plain)
            if new != Answer():
                carried[id_] = new
        return carried

    def _new_answer(self, id_: str, old: Answer) -> Answer:
        """A question that is new starts as in any new workbook."""
        return old if self._is_old(id_) else self.start.answer(id_)

    def _is_old(self, id_: str) -> bool:
        return id_ in self.wordings or id_ in self.plan.answers

    def added(self) -> Iterator[Wording]:
        return (self._after(id_) for id_ in self.form.questions if not self._is_old(id_))

    def outdated(self, answers: Mapping[str, Answer]) -> Iterator[Outdated]:
        for question in self.form.questions.values():
            if question.id in answers:
                text = answers[question.id].text.plain
                for words in outdated_in_answer(question, text, self.year):
                    yield Outdated(self._after(question.id), words)

    def tables(self) -> dict[str, tuple[Row, ...]]:
        carried = {}
        for id_ in _all(self.form.tables, self.plan.tables):
            rows, table = self.plan.rows(id_), self.form.tables.get(id_)
            if table is None:
                lines = "\n".join(row_in_words(row, None) for row in rows)
                self._orphan(EntryKind.TABLE, self._before(id_, None), Answer(plain(lines)))
            elif rows:
                carried[id_] = self._known_cells(table, rows)
                lines = "\n".join(row_in_words(row, table) for row in rows)
                self._enter(EntryKind.TABLE, Fate.CARRIED, id_, lines, lines)
        return carried

    def log(self) -> tuple[Row, ...]:
        """Carries the rows that staff have yet to be told of, and the requests that are not done.

        The others are dealt with.
        """
        log, form = self.form.log, self.form

        def is_still_open(row: Row) -> bool:
            return is_open(row) or (is_request(row, form) and state_of(row) is State.OPEN)

        still_open = tuple(filter(is_still_open, self.plan.log))
        wording = Wording(log.id, log.title)
        for row in self.plan.log:
            line = row_in_words(row, log)
            fate, new = (Fate.CARRIED, line) if is_still_open(row) else (Fate.LEFT, "")
            self.entries.append(Entry(EntryKind.LOG, fate, wording, wording, line, new))
        return self._known_cells(log, still_open)

    def _known_cells(self, table: FormTable, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows without the cells of columns that the table lost: those are an orphan."""
        lost = unknown_cells(rows, table)
        if lost:
            before = self._before(table.id, Wording(table.id, table.title))
            self._orphan(EntryKind.TABLE, before, Answer(plain(lost)))
        return known_cells(rows, table)

    def _enter(self, kind: EntryKind, fate: Fate, id_: str, old: str, new: str) -> None:
        after = self._after(id_)
        self.entries.append(Entry(kind, fate, self._before(id_, after), after, old, new))

    def _orphan(self, kind: EntryKind, before: Wording, answer: Answer) -> None:
        text = answer.text.plain
        self.orphans.append(LeftOver(before, answer))
        self.entries.append(Entry(kind, Fate.ORPHANED, before, None, text, ""))

    def _before(self, id_: str, after: Wording | None) -> Wording:
        return self.wordings.get(id_) or after or Wording(id_, id_)

    def _after(self, id_: str) -> Wording:
        return wording_of(self.form, id_)


def _all(known: Iterable[str], used: Iterable[str]) -> Iterator[str]:
    """The form's ids in its order, then those of the plan that the form does not know."""
    return iter(dict.fromkeys([*known, *used]))


def _words(text: str) -> str:
    return " ".join(text.split())


# What belongs to one year's document alone, and is decided anew.
_OF_ITS_YEAR = ("date", "valid_from", "case_number", "document_number")


def _renewed_fields(previous: Plan, year: int) -> dict[str, str]:
    """The fields that the new year changes, with their new values."""
    old, version = previous.field("year"), previous.field("version")
    title = previous.field("title")
    if old:
        title = re.sub(rf"(?<!\d){re.escape(old)}(?!\d)", str(year), title)
    details = ", ".join(filter(None, map(previous.field, ("date", "case_number"))))
    return {
        "title": title,
        "year": str(year),
        "version": _next_version(version),
        "replaces": f"{version} ({details})" if version and details else version,
        **dict.fromkeys(_OF_ITS_YEAR, ""),
    }


def _next_version(version: str) -> str:
    """The next whole version: 2.0 after 1.0 and after 1.3. Empty when there was none."""
    if not FORMATS["version"].holds(version):
        return ""
    first, *others = version.split(".")
    return ".".join([str(int(first) + 1), *("0" for _ in others)])
