"""OMV401–OMV408, OMV416, OMV426: publicity and secrecy bases of answers and rows.

Sources: the act on openness (621/1999, JulkL) 10 and 25 §; the guideline 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.quoting import excerpt, line_number
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.bases import parse_basis, row_bases, split_bases
from omvgen.plan.passages import has_secret, passages, stray_end
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.secrets import CLOSED, is_secret_row, needs_no_basis, row_needs_no_basis


def publicity_undecided(answer: Answer, place: Place) -> Iterator[Finding]:
    if answer.text and answer.publicity is None:
        yield Finding(Code.PUBLICITY_UNDECIDED, place=place._replace(part="publicity"))


def secret_answer_without_basis(answer: Answer, place: Place) -> Iterator[Finding]:
    """JulkL 25 §. Of an answer with marked passages, each passage is checked instead."""
    if answer.publicity not in CLOSED or answer.bases or not answer.text:
        return
    if answer.publicity is Publicity.PARTLY and has_secret(answer.text.plain):
        return
    values = {"publicity": answer.publicity.value}
    yield Finding(Code.BASIS_MISSING, place=place._replace(part="basis"), values=values)


def public_answer_with_passage(answer: Answer, place: Place) -> Iterator[Finding]:
    if answer.publicity is Publicity.PUBLIC and has_secret(answer.text.plain):
        yield Finding(Code.PUBLIC_ANSWER_WITH_PASSAGE, place=place._replace(part="publicity"))


def public_answer_with_basis(plan: Plan, question: Question, place: Place) -> Iterator[Finding]:
    """The two contradict each other, and nobody can say which of them was forgotten."""
    if needs_no_basis(plan, question):
        yield Finding(Code.PUBLIC_WITH_BASIS, place=place._replace(part="publicity"))


def public_row_with_basis(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    column = table.column_with_role("publicity")
    if column is not None and row_needs_no_basis(table, row):
        yield Finding(Code.PUBLIC_WITH_BASIS, place=place._replace(part=column.id))


def secret_part_unmarked(answer: Answer, place: Place) -> Iterator[Finding]:
    """JulkL 10 §: without marks nobody knows which part may be given out."""
    if answer.publicity is Publicity.PARTLY and answer.text and not has_secret(answer.text.plain):
        yield Finding(Code.SECRET_PART_UNMARKED, place=place)


def public_answer_often_secret(
    question: Question, answer: Answer, place: Place
) -> Iterator[Finding]:
    """The form hints that answers to this question are often secret."""
    if question.secrecy_hint and answer.text and answer.publicity is Publicity.PUBLIC:
        values = {"bases": "; ".join(question.secrecy_hint)}
        where = place._replace(part="publicity")
        yield Finding(Code.PUBLIC_ANSWER_OFTEN_SECRET, place=where, values=values)


def passage_marks(
    text: str, place: Place, bases: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """The marks `[[` and `]]` come in pairs, and each passage has a basis, its own or its row's."""
    if not printed or not ("[[" in text or "]]" in text):
        return
    for passage in passages(text):
        line = line_number(text, passage.start)
        if not passage.secret:
            outside = text[passage.start : passage.end]
            if stray_end(outside):
                line = line_number(text, passage.start + outside.index("]]"))
                yield Finding(Code.PASSAGE_START_MISSING, place=place, values={"line": line})
            continue
        if not passage.closed:
            yield Finding(Code.PASSAGE_END_MISSING, place=place, values={"line": line})
        if not passage.basis and not bases:
            of_row = tr(", tai koko rivin perusteeksi sarakkeeseen Salassapitoperuste")
            values = {"line": line, "or_row": of_row if place.kind == "answer" else ""}
            yield Finding(Code.PASSAGE_BASIS_MISSING, place=place, values=values)
        elif passage.basis:
            yield from _not_provisions(split_bases(passage.basis), place)


def basis_not_a_provision(answer: Answer, place: Place) -> Iterator[Finding]:
    yield from _not_provisions(answer.bases, place._replace(part="basis"))


def document_basis_not_a_provision(field: Question, value: str, place: Place) -> Iterator[Finding]:
    if field.format == "secrecy_basis":
        yield from _not_provisions(split_bases(value), place)


def row_publicity_and_basis(
    table: FormTable, row: Row, question: Question | None, answer: Answer, place: Place
) -> Iterator[Finding]:
    """The same rules for a table row. Without a basis of its own its question's basis holds."""
    column, basis_column = table.column_with_role("publicity"), table.column_with_role("basis")
    bases = row_bases(table, row)
    if basis_column:
        yield from _not_provisions(bases, place._replace(part=basis_column.id))
    if column is None:
        return
    publicity = row.get(column.id, "")
    if not publicity:
        yield Finding(Code.PUBLICITY_UNDECIDED, place=place._replace(part=column.id))
    elif is_secret_row(table, row) and not (bases or answer.bases):
        if basis_column is None and question is not None:
            where = Place("answer", question.id, part="basis")
        else:
            where = place._replace(part=(basis_column or column).id)
        yield Finding(Code.BASIS_MISSING, place=where, values={"publicity": publicity})


def _not_provisions(bases: tuple[str, ...], place: Place) -> Iterator[Finding]:
    for basis in bases:
        if parse_basis(basis) is None:
            values = {"value": excerpt(basis)}
            yield Finding(Code.BASIS_NOT_A_PROVISION, place=place, values=values)


RULES = (
    publicity_undecided,
    secret_answer_without_basis,
    public_answer_with_passage,
    public_answer_with_basis,
    public_row_with_basis,
    secret_part_unmarked,
    public_answer_often_secret,
    passage_marks,
    basis_not_a_provision,
    document_basis_not_a_provision,
    row_publicity_and_basis,
)
