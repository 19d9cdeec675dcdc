"""Plan → public plan: an allow-list. What is not known to be public is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from omvgen.findings.model import Place
from omvgen.form.form import Form, FormTable, Question
from omvgen.form.kinds import Text
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import split_bases
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.secrets import needs_no_basis
from omvgen.plan.text import RichText, plain
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, merged, provisions
from omvgen.secrecy.publish.beside import Beside, seen_beside
from omvgen.secrecy.publish.log import log_judge
from omvgen.secrecy.publish.redact import (
    Redacted,
    bases_of,
    redacted,
    replaced,
    secret_spans,
    wholly,
)
from omvgen.secrecy.publish.repeats import repeats, without_telling_links
from omvgen.secrecy.publish.tables import (
    Judge,
    Owner,
    known_by,
    own_publicity,
    public_rows,
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

Doubtful = frozenset[tuple[str, str]]
"""Kind and id of the places of which the workbook does not say surely what is public."""


def public(
    plan: Plan, form: Form, beside: PublicCopy | None = None, doubtful: Doubtful = frozenset()
) -> PublicCopy:
    """The plan as it may be given out, and what was withheld from it.

    `beside` is the public copy of another plan that is shown along with this one,
    such as last year's: what is secret there is withheld here as well.
    """
    plan = with_current_ids(plan, form)
    closed = {form.current_ids.get(id_, id_): Reason.DOUBTFUL for kind, id_ in doubtful}
    theirs = () if beside is None else beside.withheld
    maker = _Maker(plan, form, closed, seen_beside(beside, plan, form))
    first = maker.copy()
    found = repeats(first, (*first.withheld, *theirs), form)
    copy = replace(maker, repeated=found).copy() if found else first
    return replace(copy, plan=without_telling_links(copy, theirs))


def public_both(
    old: Plan, new: Plan, form: Form, doubtful: tuple[Doubtful, Doubtful] = (frozenset(),) * 2
) -> tuple[PublicCopy, PublicCopy]:
    """Both plans as they may be shown side by side: what is secret in either is in neither."""
    before, after = public(old, form, None, doubtful[0]), public(new, form, None, doubtful[1])
    # Twice: where one year lost an answer that says the other's secret, the other loses
    # its own, since what stayed in it would look as if it were new.
    for _ in range(2):
        before, after = (
            public(old, form, after, doubtful[0]),
            public(new, form, before, doubtful[1]),
        )
    return before, after


def repeated(plan: Plan, form: Form) -> Mapping[Place, Withheld]:
    """The places of the plan that say in plain what is secret elsewhere, with what it is."""
    plan = with_current_ids(plan, form)
    first = _Maker(plan, form, {}).copy()
    return repeats(first, first.withheld, form)


@dataclass(frozen=True)
class _Maker:
    """Makes a copy of the plan.

    `closed` are questions, fields and the log, by id, to withhold whole; `beside` is what
    another plan withholds, and so this one; `repeated` are the places that say in plain
    what is secret elsewhere, each with what it repeats.
    """

    plan: Plan
    form: Form
    closed: Mapping[str, Reason]
    beside: Beside = Beside()
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
        if reason is None and _hides_all(question, answer.text):
            return wholly(answer.text, answer.bases, Reason.MARKED)
        if reason is None:
            return self._unless_repeated(answer.text, answer.bases, place)
        return self._whole(question.id, answer.text, answer.bases, reason)

    def _whole(
        self, id_: str, text: RichText, covering: tuple[str, ...], reason: Reason
    ) -> Redacted:
        """Nothing of the text, by its own provisions and those of the plan beside this one."""
        bases = merged(bases_of(text.plain, covering), self.beside.closed.get(id_, ()))
        return replaced(text, bases, reason)

    def _unless_repeated(self, text: RichText, bases: tuple[str, ...], place: Place) -> Redacted:
        repeated = self.repeated.get(place)
        if repeated is None:
            return redacted(text, bases)
        return wholly(text, merged(bases, repeated.bases), Reason.REPEATS)

    def _why_whole(self, question: Question, answer: Answer) -> Reason | None:
        """Why the whole answer and its tables are withheld; None when they are not."""
        if self._all_secret or answer.publicity is Publicity.SECRET:
            return Reason.SECRET
        if question.id in self.beside.closed:
            return Reason.BESIDE
        if question.id in self.closed:
            return self.closed[question.id]
        rows = self._rows(question)
        if answer.publicity is None:
            return Reason.UNDECIDED if answer.text or rows else None
        if answer.publicity is Publicity.PUBLIC:
            return Reason.CONTRADICTED if needs_no_basis(self.plan, question) else None
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
                table, rows, owner, self._row_judge(table), self.beside.gaps.get(id_)
            )
            withheld += gone
            yield id_, kept

    def _row_judge(self, table: FormTable) -> Judge:
        def judge(n: int, row: Row) -> Reason | None:
            if self.beside.has_row(table, row):
                return own_publicity(table, row) or Reason.BESIDE
            if Place("table", table.id, row=n) in self.repeated:
                return Reason.REPEATS
            return own_publicity(table, row)

        return judge

    def _document(self, withheld: list[Withheld]) -> Iterator[tuple[str, str]]:
        given = _BARE_FIELDS if self._all_secret else _FIELDS
        bases = split_bases(self.plan.field("bases"))
        beside = [id_ for id_ in self.beside.closed if id_ in self.form.fields]
        for id_ in dict.fromkeys([*self.plan.document, *beside]):
            place, text = Place("field", id_), self.plan.field(id_)
            if id_ not in given or id_ not in self.form.fields:
                if id_ not in ("publicity", "bases") or not _known_value(id_, text):
                    withheld.append(Withheld(place, Reason.INTERNAL, (text,)))
                continue
            if id_ in self.beside.closed or id_ in self.closed:
                reason = self.closed.get(id_, Reason.BESIDE)
                result = self._whole(id_, plain(text), bases, reason)
            else:
                result = self._unless_repeated(plain(text), bases, place)
            if result.taken:
                withheld.append(Withheld(place, result.reason, result.taken, result.bases))
            yield id_, result.text.plain
        yield "publicity", Publicity.PUBLIC.value

    def _log(self, withheld: list[Withheld]) -> tuple[Row, ...]:
        listed = (item for item in withheld if item.listed)
        touched = self.beside.touched | {item.question or item.place.kind for item in listed}
        owner = Owner(Place("log", self.form.log.id), bases=self._log_bases(withheld))
        whole = Reason.SECRET if self._all_secret else self.closed.get(self.form.log.id)
        log = self.form.log
        judge = log_judge(self.form, touched - {"log"}, self.repeated.keys(), whole)
        rows, gone = public_rows(log, self.plan.log, owner, judge, self.beside.gaps.get(log.id))
        withheld += gone
        return rows

    def _log_bases(self, withheld: list[Withheld]) -> tuple[str, ...]:
        """A row of the log names no provision: all that the plan rests on may be its own."""
        return merged(*(item.bases for item in withheld))


def _hides_all(question: Question, text: RichText) -> bool:
    """Whether a secret passage hides the whole answer: what stays of a value tells the rest."""
    exact = question.kind.traits.text is Text.EXACT and not question.details
    return exact and any(True for _ in secret_spans(text.plain))


def _known_value(field_id: str, text: str) -> bool:
    """Whether the field says no more than it is asked: a publicity, or provisions."""
    if field_id == "publicity":
        return text in set(Publicity)
    return all(map(_is_provision, split_bases(text)))


def _is_provision(text: str) -> bool:
    return bool(provisions(text))
