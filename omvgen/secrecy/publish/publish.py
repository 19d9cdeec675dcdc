"""Plan → public plan: an allow-list. What is not known to be public is left out.

This file decides part by part of the plan. `redact` then decides on one text, `rows` on
table rows, `log_rows` on the change log, `repeats` and `identifiers` on public text that
says something secret, `links` on addresses, and `other_year` on two years together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from omvgen.findings.model import Place
from omvgen.form.form import Form, FormTable, Question
from omvgen.form.kinds import Text
from omvgen.form.publicity import Publicity
from omvgen.locale import speaking
from omvgen.patterns import pattern
from omvgen.plan.bases import split_bases
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.renamed import with_current_ids
from omvgen.plan.secrets import needs_no_basis
from omvgen.plan.text import RichText, plain
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, merged, provisions
from omvgen.secrecy.publish.links import without_revealing_links
from omvgen.secrecy.publish.log_rows import log_rule
from omvgen.secrecy.publish.marks import bases_of, has_unclear_mark
from omvgen.secrecy.publish.other_year import OtherYear, withheld_in_other_year
from omvgen.secrecy.publish.redact import (
    Redacted,
    redact,
    redact_whole,
    replace_whole,
)
from omvgen.secrecy.publish.repeats import find_repeats
from omvgen.secrecy.publish.rows import (
    RowRule,
    TableContext,
    identifying_cells,
    own_publicity,
    public_rows,
    row_texts,
)

# The document's data that a public copy gives. Its own publicity, bases and security
# class are not: a public copy is not secret and bears no security class (TihL 18 §).
# The names of officials who took part are public.
_PUBLIC_FIELDS = (
    "document_type", "title", "year", "version", "replaces", "date", "valid_from", "case_number",
    "document_number", "prepared_by", "participants_management", "participants_staff", "language",
    "distribution", "for_information", "common_part",
)  # fmt: skip
# What is left of the data when the whole document is secret.
_FIELDS_OF_SECRET_DOCUMENT = ("document_type", "language")

# What a form's version looks like. Anything else in its place may say anything.
_VERSION = pattern(r"\d{4}-\d{2}-\d{2}|\d{1,3}(\.\d{1,3})*")

Doubtful = frozenset[tuple[str, str]]
"""Kind and id of the places whose publicity is in doubt in the workbook."""


def publish(
    plan: Plan, form: Form, other: PublicCopy | None = None, doubtful: Doubtful = frozenset()
) -> PublicCopy:
    """The plan as it may be given out, and what was withheld from it.

    `other` is the public copy of another plan that is shown together with this one, such
    as last year's: what is secret there is withheld here as well.
    """
    with speaking(form.language):  # the words in place of what is withheld
        return _publish(with_current_ids(plan, form), form, other, doubtful)


def _publish(plan: Plan, form: Form, other: PublicCopy | None, doubtful: Doubtful) -> PublicCopy:
    closed = {form.current_ids.get(id_, id_): Reason.DOUBTFUL for _kind, id_ in doubtful}
    withheld_there = () if other is None else other.withheld
    publisher = _Publisher(plan, form, closed, withheld_in_other_year(other, plan, form))
    copy = publisher.copy()
    if repeats := find_repeats(copy, (*copy.withheld, *withheld_there), form):
        copy = replace(publisher, repeats=repeats).copy()
    links = without_revealing_links(copy.plan, (*copy.withheld, *withheld_there))
    return copy._replace(plan=links, repeats=repeats)


def publish_both(
    old: Plan, new: Plan, form: Form, doubtful: tuple[Doubtful, Doubtful] = (frozenset(),) * 2
) -> tuple[PublicCopy, PublicCopy]:
    """Both plans as they may be shown together: what is secret in either is in neither."""
    before, after = publish(old, form, None, doubtful[0]), publish(new, form, None, doubtful[1])
    # Twice: an answer that one year loses because it repeats a secret of the other must
    # be lost by the other as well, or what stays there would look new.
    for _ in range(2):
        before, after = (
            publish(old, form, after, doubtful[0]),
            publish(new, form, before, doubtful[1]),
        )
    return before, after


def repeated_in_public(plan: Plan, form: Form) -> Mapping[Place, Withheld]:
    """The places that say in public what the same plan withholds elsewhere, with what it is."""
    copy = _Publisher(with_current_ids(plan, form), form, {}).copy()
    return find_repeats(copy, copy.withheld, form)


@dataclass(frozen=True)
class _Publisher:
    """Makes the public copy of one plan.

    `closed` are the questions, fields and the log, by id, to withhold whole; `other` is
    what the other year withholds; `repeats` are the places that say in public what is
    secret elsewhere, with what they repeat.
    """

    plan: Plan
    form: Form
    closed: Mapping[str, Reason]
    other: OtherYear = OtherYear()
    repeats: Mapping[Place, Withheld] = field(default_factory=dict)

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

    # Answers.

    def _answers(self, withheld: list[Withheld]) -> Iterator[tuple[str, Answer]]:
        """Each answer of the form as public text; adds what is left out to `withheld`."""
        with_rows = [q.id for q in self.form.questions.values() if self._hides_rows(q)]
        for id_ in dict.fromkeys([*self.plan.answers, *with_rows]):
            answer, question = self.plan.answer(id_), self.form.questions.get(id_)
            place = Place("answer", id_)
            if answer.note:
                note = place._replace(part="note")
                withheld.append(Withheld(note, Reason.NOTE, (answer.note,)))
            if others := tuple(b for b in answer.bases if not _is_provision(b)):
                withheld.append(Withheld(place._replace(part="basis"), Reason.INTERNAL, others))
            if question is None:
                withheld.append(Withheld(place, Reason.INTERNAL, (answer.text.plain,)))
                continue
            result = self._answer(question, answer, place)
            if result.removed:
                section = self.form.section_of[question.id].id
                withheld.append(
                    Withheld(
                        place, result.reason, result.removed, result.bases, section, question.id
                    )
                )
            yield id_, Answer(result.text, Publicity.PUBLIC)

    def _answer(self, question: Question, answer: Answer, place: Place) -> Redacted:
        reason = self._why_whole(question, answer)
        if reason is None and _hides_all(question, answer.text):
            return redact_whole(answer.text, answer.bases, Reason.MARKED)
        if reason is None:
            return self._redact(answer.text, answer.bases, place)
        return self._redact_whole(question.id, answer.text, answer.bases, reason)

    def _redact_whole(
        self, id_: str, text: RichText, bases: tuple[str, ...], reason: Reason
    ) -> Redacted:
        """Nothing of the text, by its own provisions and those of the other year."""
        bases = merged(bases_of(text.plain, bases), self.other.closed.get(id_, ()))
        return replace_whole(text, bases, reason)

    def _redact(self, text: RichText, bases: tuple[str, ...], place: Place) -> Redacted:
        """What may stay of a text that is not withheld whole by its marks."""
        repeated = self.repeats.get(place)
        if repeated is None:
            return redact(text, bases)
        return redact_whole(text, merged(bases, repeated.bases), Reason.REPEATS)

    def _why_whole(self, question: Question, answer: Answer) -> Reason | None:
        """Why the whole answer and its tables are withheld; None if they are not."""
        if self._all_secret or answer.publicity is Publicity.SECRET:
            return Reason.SECRET
        if question.id in self.other.closed:
            return Reason.OTHER_YEAR
        if question.id in self.closed:
            return self.closed[question.id]
        if answer.publicity is None:
            return Reason.UNDECIDED if answer.text or self._rows(question) else None
        if answer.publicity is Publicity.PUBLIC:
            return Reason.CONTRADICTED if needs_no_basis(self.plan, question) else None
        return self._why_unmarked(question, answer)

    def _why_unmarked(self, question: Question, answer: Answer) -> Reason | None:
        """Why a partly secret answer does not say which part is secret; None if it does."""
        if answer.text:
            if has_unclear_mark(answer.text.plain):
                return Reason.UNCLEAR
            return None if has_secret(answer.text.plain) else Reason.UNMARKED
        rows = self._rows(question)
        marked = any(has_secret(text) for _, row in rows for text in row.values())
        own_publicity = all(table.column_with_role("publicity") for table, _ in rows)
        return Reason.UNMARKED if rows and not marked and not own_publicity else None

    @property
    def _all_secret(self) -> bool:
        return self.plan.field("publicity") == Publicity.SECRET

    # Tables.

    def _tables(self, withheld: list[Withheld]) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Each table of the form with its public rows; adds what is left out to `withheld`."""
        for id_, rows in self.plan.tables.items():
            table, question = self.form.tables.get(id_), self.form.question_of_table.get(id_)
            place = Place("table", id_)
            if table is None or question is None:
                texts = tuple(text for row in rows for text in row.values())
                withheld.append(Withheld(place, Reason.INTERNAL, texts))
                continue
            answer = self.plan.answer(question.id)
            section = self.form.section_of[question.id].id
            reason = self._why_whole(question, answer)
            if reason is not None:
                texts = tuple(text for row in rows for text in row_texts(table, row))
                cells = tuple(text for row in rows for text in identifying_cells(table, row))
                withheld.append(
                    Withheld(place, reason, texts, (), section, question.id, ("",), cells)
                )
                continue
            context = TableContext(place, section, question.id, answer.bases)
            other_bases = self.other.gaps.get(id_)
            kept, gone = public_rows(table, rows, context, self._row_rule(table), other_bases)
            withheld += gone
            yield id_, kept

    def _row_rule(self, table: FormTable) -> RowRule:
        def rule(n: int, row: Row) -> Reason | None:
            if self.other.withholds_row(table, row):
                return own_publicity(table, row) or Reason.OTHER_YEAR
            if Place("table", table.id, row=n) in self.repeats:
                return Reason.REPEATS
            return own_publicity(table, row)

        return rule

    def _rows(self, question: Question) -> list[tuple[FormTable, Row]]:
        return [(table, row) for table in question.tables for row in self.plan.rows(table.id)]

    def _hides_rows(self, question: Question) -> bool:
        answer = self.plan.answer(question.id)
        return bool(self._rows(question)) and self._why_whole(question, answer) is not None

    # The document's data.

    def _document(self, withheld: list[Withheld]) -> Iterator[tuple[str, str]]:
        """Each field that may be given; adds what is left out to `withheld`."""
        given = _FIELDS_OF_SECRET_DOCUMENT if self._all_secret else _PUBLIC_FIELDS
        bases = split_bases(self.plan.field("bases"))
        closed_there = [id_ for id_ in self.other.closed if id_ in self.form.fields]
        for id_ in dict.fromkeys([*self.plan.document, *closed_there]):
            place, text = Place("field", id_), self.plan.field(id_)
            if id_ not in given or id_ not in self.form.fields:
                if not _says_only_publicity(id_, text):
                    withheld.append(Withheld(place, Reason.INTERNAL, (text,)))
                continue
            if id_ in self.other.closed or id_ in self.closed:
                reason = self.closed.get(id_, Reason.OTHER_YEAR)
                result = self._redact_whole(id_, plain(text), bases, reason)
            else:
                result = self._redact(plain(text), bases, place)
            if result.removed:
                withheld.append(Withheld(place, result.reason, result.removed, result.bases))
            yield id_, result.text.plain
        yield "publicity", Publicity.PUBLIC.value

    # The change log.

    def _log(self, withheld: list[Withheld]) -> tuple[Row, ...]:
        """The public rows of the log; adds what is left out to `withheld`.

        `withheld` holds what was withheld before, which rows of the log may mention.
        """
        log = self.form.log
        mentioned = {item.question or item.place.kind for item in withheld if item.in_index}
        mentioned = (mentioned | self.other.touched) - {"log"}
        whole = Reason.SECRET if self._all_secret else self.closed.get(log.id)
        rule = log_rule(self.form, mentioned, self.repeats.keys(), whole)
        # A row of the log names no provision: any of the plan's may be its own.
        context = TableContext(Place("log", log.id), bases=merged(*(i.bases for i in withheld)))
        rows, gone = public_rows(log, self.plan.log, context, rule, self.other.gaps.get(log.id))
        withheld += gone
        return rows


def _hides_all(question: Question, text: RichText) -> bool:
    """Whether a secret passage hides the whole answer: what stays of a value tells the rest."""
    exact = question.kind.traits.text is Text.EXACT and not question.details
    return exact and has_secret(text.plain)


def _says_only_publicity(field_id: str, text: str) -> bool:
    """Whether it is the field for publicity or provisions, and says nothing else."""
    if field_id == "publicity":
        return text in set(Publicity)
    return field_id == "bases" and all(map(_is_provision, split_bases(text)))


def _is_provision(text: str) -> bool:
    return bool(provisions(text))
