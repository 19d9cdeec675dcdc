"""Plan → public plan: an allow-list. What is not known to be public is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from omvgen.findings.model import Place
from omvgen.form.model import Form, FormTable, Question
from omvgen.plan.bases import split_bases
from omvgen.plan.model import Answer, Plan, Publicity, Row
from omvgen.plan.passages import has_secret
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.text import RichText, plain
from omvgen.secrecy.log import log_judge
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, merged, provisions
from omvgen.secrecy.redact import Redacted, redacted, replaced, wholly
from omvgen.secrecy.repeats import repeats, without_telling_links
from omvgen.secrecy.tables import (
    Judge,
    Owner,
    known_by,
    own_publicity,
    public_rows,
    row_key,
    row_texts,
)

# The document's data that a public copy gives. What a copy says of its secrecy is its
# own: a public one is no longer secret, and bears no security class (TihL 18 §).
# Names and tasks of officials who took part are public by themselves.
_FIELDS = (
    "document_type", "title", "year", "version", "replaces", "date", "valid_from", "case_number",
    "document_number", "prepared_by", "participants_management", "participants_staff", "language",
    "distribution", "for_information",
)  # fmt: skip
# What is left of the data when the whole document is secret.
_BARE_FIELDS = ("document_type", "language")

# What a form's version looks like; of anything else in its place nobody knows what it says.
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,3}(\.\d{1,3})*")

Unseen = frozenset[tuple[str, str]]
"""Kind and id of the places that may hold text which nobody has seen."""


def public(
    plan: Plan, form: Form, beside: Iterable[Withheld] = (), unseen: Unseen = frozenset()
) -> PublicCopy:
    """The plan as it may be given out, and what was withheld from it.

    `beside` is what was withheld from another plan that is shown along with this
    one, such as last year's: what is secret there is withheld here as well.
    """
    beside = tuple(beside)
    plan = with_current_ids(plan, form)
    closed = {item.question: Reason.BESIDE for item in beside if _is_whole(item)}
    closed |= {form.current_ids.get(id_, id_): Reason.UNSEEN for kind, id_ in unseen}
    theirs = {item.question: item.bases for item in beside if _is_whole(item)}
    keys = frozenset((item.place.id, item.key) for item in beside if any(item.key))
    touched = frozenset(item.question for item in beside if item.listed)
    gapped = frozenset(item.place.id for item in beside if item.is_row)
    maker = _Maker(plan, form, closed, keys, touched, theirs, gapped)
    first = maker.copy()
    found = repeats(first, (*first.withheld, *beside), form)
    copy = replace(maker, repeated=found).copy() if found else first
    return replace(copy, plan=without_telling_links(copy, beside))


def public_both(
    old: Plan, new: Plan, form: Form, unseen: tuple[Unseen, Unseen] = (frozenset(), frozenset())
) -> tuple[PublicCopy, PublicCopy]:
    """Both plans as they may be shown side by side: what is secret in either is in neither."""
    of_old = public(old, form, unseen=unseen[0]).withheld
    of_new = public(new, form, unseen=unseen[1]).withheld
    first = public(old, form, of_new, unseen[0]), public(new, form, of_old, unseen[1])
    # Where one year lost an answer that says the other's secret, the other loses its own:
    # what stayed in it would look as if it were new.
    of_old, of_new = (copy.withheld for copy in first)
    return public(old, form, of_new, unseen[0]), public(new, form, of_old, unseen[1])


def repeated(plan: Plan, form: Form) -> Mapping[Place, Withheld]:
    """The places of the plan that say in plain what is secret elsewhere, with what it is."""
    plan = with_current_ids(plan, form)
    first = _Maker(plan, form, {}, frozenset(), frozenset(), {}).copy()
    return repeats(first, first.withheld, form)


def _is_whole(item: Withheld) -> bool:
    """Whether a question's whole answer was withheld."""
    return item.place.kind == "answer" and item.reason in (
        Reason.SECRET,
        Reason.UNMARKED,
        Reason.UNDECIDED,
        Reason.UNSEEN,
        Reason.REPEATS,
    )


@dataclass(frozen=True)
class _Maker:
    """Makes a copy of the plan.

    `closed` are questions, fields and the log, by id, to withhold whole; `keys` are
    rows to withhold, by table and key; `touched` are questions of which something is
    secret elsewhere; `theirs` are the provisions by which an answer is withheld beside
    this plan, and so here, so that the two do not differ by what stands in its place;
    `gapped` are the tables, and the log, of which the other plan lacks rows; `repeated`
    are the places that say in plain what is secret elsewhere, each with what it repeats.
    """

    plan: Plan
    form: Form
    closed: Mapping[str, Reason]
    keys: frozenset[tuple[str, tuple[str, ...]]]
    touched: frozenset[str]
    theirs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gapped: frozenset[str] = frozenset()
    repeated: Mapping[Place, Withheld] = field(default_factory=dict)

    def copy(self) -> PublicCopy:
        withheld: list[Withheld] = []
        answers = dict(self._answers(withheld))
        tables = dict(self._tables(withheld))
        document = {id_: text for id_, text in self._document(withheld) if text}
        log = self._log(withheld)
        version = self.plan.form_version
        version = version if _VERSION.fullmatch(version) else self.form.version
        copy = Plan(self.form.id, version, document, answers, tables, log)
        return PublicCopy(copy, tuple(withheld), self.plan)

    @property
    def _all_secret(self) -> bool:
        return self.plan.field("publicity") == Publicity.SECRET

    def _answers(self, withheld: list[Withheld]) -> Iterator[tuple[str, Answer]]:
        with_rows = [q.id for q in self.form.questions.values() if self._hides_rows(q)]
        for id_ in dict.fromkeys([*self.plan.answers, *with_rows]):
            answer, question = self.plan.answer(id_), self.form.questions.get(id_)
            place = Place("answer", id_)
            if answer.note:
                note = place._replace(part="note")
                withheld.append(Withheld(note, Reason.NOTE, (answer.note,)))
            if strays := tuple(b for b in answer.bases if not _is_provision(b)):
                withheld.append(Withheld(place._replace(part="basis"), Reason.INTERNAL, strays))
            if question is None:
                withheld.append(Withheld(place, Reason.INTERNAL, (answer.text.plain,)))
                continue
            result = self._answer(question, answer, place)
            if result.taken:
                section = self.form.section_of[question.id].id
                withheld.append(
                    Withheld(place, result.reason, result.taken, result.bases, section, question.id)
                )
            yield id_, Answer(result.text, Publicity.PUBLIC)

    def _answer(self, question: Question, answer: Answer, place: Place) -> Redacted:
        reason = self._why_whole(question, answer)
        if reason is Reason.BESIDE:
            return replaced(answer.text, self.theirs[question.id], reason)
        if reason is not None:
            return wholly(answer.text, answer.bases, reason)
        return self._unless_repeated(answer.text, answer.bases, place)

    def _unless_repeated(self, text: RichText, bases: tuple[str, ...], place: Place) -> Redacted:
        repeated = self.repeated.get(place)
        if repeated is None:
            return redacted(text, bases)
        return wholly(text, merged(bases, repeated.bases), Reason.REPEATS)

    def _why_whole(self, question: Question, answer: Answer) -> Reason | None:
        """Why the whole answer and its tables are withheld; None when they are not."""
        if self._all_secret or answer.publicity is Publicity.SECRET:
            return Reason.SECRET
        if question.id in self.closed:
            return self.closed[question.id]
        rows = self._rows(question)
        if answer.publicity is None:
            return Reason.UNDECIDED if answer.text or rows else None
        if answer.publicity is Publicity.PUBLIC:
            return None
        return Reason.UNMARKED if self._is_unmarked(question, answer) else None

    def _is_unmarked(self, question: Question, answer: Answer) -> bool:
        """Whether a partly secret answer does not say which part is."""
        if answer.text:
            return not has_secret(answer.text.plain)
        marked = any(has_secret(text) for _, row in self._rows(question) for text in row.values())
        own = all(table.column_with_role("publicity") for table, _ in self._rows(question))
        return bool(self._rows(question)) and not marked and not own

    def _rows(self, question: Question) -> list[tuple[FormTable, Row]]:
        return [(table, row) for table in question.tables for row in self.plan.rows(table.id)]

    def _hides_rows(self, question: Question) -> bool:
        answer = self.plan.answer(question.id)
        return bool(self._rows(question)) and self._why_whole(question, answer) is not None

    def _tables(self, withheld: list[Withheld]) -> Iterator[tuple[str, tuple[Row, ...]]]:
        for id_, rows in self.plan.tables.items():
            table, question = self.form.tables.get(id_), self.form.question_of_table.get(id_)
            if table is None or question is None:
                texts = tuple(text for row in rows for text in row.values())
                withheld.append(Withheld(Place("table", id_), Reason.INTERNAL, texts))
                continue
            answer = self.plan.answer(question.id)
            section = self.form.section_of[question.id].id
            owner = Owner(Place("table", id_), section, question.id, answer.bases)
            reason = self._why_whole(question, answer)
            if reason is not None:
                texts = tuple(text for row in rows for text in row_texts(table, row))
                place = Place("table", id_)
                cells = tuple(text for row in rows for text in known_by(table, row))
                withheld.append(
                    Withheld(place, reason, texts, (), section, question.id, ("",), cells)
                )
                continue
            kept, gone = public_rows(
                table, rows, owner, self._row_judge(table), gapped=id_ in self.gapped
            )
            withheld += gone
            yield id_, kept

    def _row_judge(self, table: FormTable) -> Judge:
        def judge(n: int, row: Row) -> Reason | None:
            if (table.id, row_key(table, row)) in self.keys:
                return own_publicity(table, row) or Reason.BESIDE
            if Place("table", table.id, row=n) in self.repeated:
                return Reason.REPEATS
            return own_publicity(table, row)

        return judge

    def _document(self, withheld: list[Withheld]) -> Iterator[tuple[str, str]]:
        given = _BARE_FIELDS if self._all_secret else _FIELDS
        bases = split_bases(self.plan.field("bases"))
        for id_, text in self.plan.document.items():
            place = Place("field", id_)
            if id_ not in given or id_ not in self.form.fields:
                if id_ not in ("publicity", "bases") or not _known_value(id_, text):
                    withheld.append(Withheld(place, Reason.INTERNAL, (text,)))
                continue
            if id_ in self.closed:
                result = wholly(plain(text), bases, self.closed[id_])
            else:
                result = self._unless_repeated(plain(text), bases, place)
            if result.taken:
                withheld.append(Withheld(place, result.reason, result.taken, result.bases))
            yield id_, result.text.plain
        yield "publicity", Publicity.PUBLIC.value

    def _log(self, withheld: list[Withheld]) -> tuple[Row, ...]:
        touched = self.touched | {item.question for item in withheld if item.listed}
        owner = Owner(Place("log", self.form.log.id), bases=self._log_bases(withheld))
        whole = Reason.SECRET if self._all_secret else self.closed.get(self.form.log.id)
        judge = log_judge(self.form, touched - {""}, self.repeated.keys(), whole)
        log = self.form.log
        rows, gone = public_rows(log, self.plan.log, owner, judge, gapped=log.id in self.gapped)
        withheld += gone
        return rows

    def _log_bases(self, withheld: list[Withheld]) -> tuple[str, ...]:
        """A row of the log names no provision: all that the plan rests on may be its own."""
        return merged(*(item.bases for item in withheld))


def _known_value(field_id: str, text: str) -> bool:
    """Whether the field says no more than it is asked: a publicity, or provisions."""
    if field_id == "publicity":
        return text in set(Publicity)
    return all(map(_is_provision, split_bases(text)))


def _is_provision(text: str) -> bool:
    return bool(provisions(text))
