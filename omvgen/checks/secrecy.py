"""OMV4xx: is it decided what may be given out, and by which provision the rest may not."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.words import line_of, shown
from omvgen.findings.model import Finding, Place
from omvgen.form.form import FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.bases import parse_basis, row_bases, split_bases
from omvgen.plan.passages import has_secret, passages, stray_end
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.secrets import CLOSED, is_secret_row, needs_no_basis, row_needs_no_basis


def decided(answer: Answer, place: Place) -> Iterator[Finding]:
    if answer.text and answer.publicity is None:
        yield Finding("OMV402", place=place._replace(part="publicity"))


def secret_answer_has_basis(answer: Answer, place: Place) -> Iterator[Finding]:
    """JulkL 25 §. Passages that name their own provision are looked at one by one."""
    if answer.publicity not in CLOSED or answer.bases or not answer.text:
        return
    if answer.publicity is Publicity.PARTLY and has_secret(answer.text.plain):
        return
    yield Finding(
        "OMV401",
        place=place._replace(part="basis"),
        values={"publicity": answer.publicity.value},
    )


def public_answer_has_no_secret_passage(answer: Answer, place: Place) -> Iterator[Finding]:
    if answer.publicity is Publicity.PUBLIC and has_secret(answer.text.plain):
        yield Finding("OMV403", place=place._replace(part="publicity"))


def public_answer_has_no_basis(plan: Plan, question: Question, place: Place) -> Iterator[Finding]:
    """Public, and by a provision secret: nobody knows which of them was forgotten."""
    if needs_no_basis(plan, question):
        yield Finding("OMV426", place=place._replace(part="publicity"))


def public_row_has_no_basis(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    column = table.column_with_role("publicity")
    if column is not None and row_needs_no_basis(table, row):
        yield Finding("OMV426", place=place._replace(part=column.id))


def secret_part_is_marked(answer: Answer, place: Place) -> Iterator[Finding]:
    """JulkL 10 §: without marks nobody knows which part may be given."""
    if answer.publicity is Publicity.PARTLY and answer.text and not has_secret(answer.text.plain):
        yield Finding("OMV408", place=place)


def hinted_secrecy(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    if question.secrecy_hint and answer.text and answer.publicity is Publicity.PUBLIC:
        values = {"bases": "; ".join(question.secrecy_hint)}
        yield Finding("OMV416", place=place._replace(part="publicity"), values=values)


def passages_are_sound(
    text: str, place: Place, covering: tuple[str, ...], printed: bool
) -> Iterator[Finding]:
    """Marks in pairs; a basis for each passage, its own or its row's."""
    if not printed or not ("[[" in text or "]]" in text):
        return
    for passage in passages(text):
        line = line_of(text, passage.start)
        if not passage.secret:
            stretch = text[passage.start : passage.end]
            if stray_end(stretch):
                line = line_of(text, passage.start + stretch.index("]]"))
                yield Finding("OMV405", place=place, values={"line": line})
            continue
        if not passage.closed:
            yield Finding("OMV404", place=place, values={"line": line})
        if not passage.basis and not covering:
            of_row = tr(", tai koko rivin perusteeksi sarakkeeseen Salassapitoperuste")
            values = {"line": line, "or_row": of_row if place.kind == "answer" else ""}
            yield Finding("OMV406", place=place, values=values)
        elif passage.basis:
            yield from _provisions(split_bases(passage.basis), place)


def bases_are_provisions(answer: Answer, place: Place) -> Iterator[Finding]:
    yield from _provisions(answer.bases, place._replace(part="basis"))


def document_bases_are_provisions(field: Question, value: str, place: Place) -> Iterator[Finding]:
    if field.format == "secrecy_basis":
        yield from _provisions(split_bases(value), place)


def row_secrecy(
    table: FormTable, row: Row, question: Question | None, answer: Answer, place: Place
) -> Iterator[Finding]:
    """A row follows the same rules; without a basis of its own its question's holds."""
    column, basis_column = table.column_with_role("publicity"), table.column_with_role("basis")
    bases = row_bases(table, row)
    if basis_column:
        yield from _provisions(bases, place._replace(part=basis_column.id))
    if column is None:
        return
    publicity = row.get(column.id, "")
    if not publicity:
        yield Finding("OMV402", place=place._replace(part=column.id))
    elif is_secret_row(table, row) and not (bases or answer.bases):
        if basis_column is None and question is not None:
            where = Place("answer", question.id, part="basis")
        else:
            where = place._replace(part=(basis_column or column).id)
        yield Finding("OMV401", place=where, values={"publicity": publicity})


def _provisions(bases: tuple[str, ...], place: Place) -> Iterator[Finding]:
    for basis in bases:
        if parse_basis(basis) is None:
            yield Finding("OMV407", place=place, values={"value": shown(basis)})


RULES = (
    decided,
    secret_answer_has_basis,
    public_answer_has_no_secret_passage,
    public_answer_has_no_basis,
    public_row_has_no_basis,
    secret_part_is_marked,
    hinted_secrecy,
    passages_are_sound,
    bases_are_provisions,
    document_bases_are_provisions,
    row_secrecy,
)
