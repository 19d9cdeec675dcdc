"""OMV4xx: the marks on the whole document against what its answers say."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.secrecy import is_secret_row
from omvgen.findings.model import Finding, Place
from omvgen.form.model import Form, Question
from omvgen.plan.bases import allows_security_class, parse_basis, row_bases, split_bases
from omvgen.plan.model import Plan, Publicity
from omvgen.plan.passages import has_secret, passages

_PUBLICITY, _BASES = Place("field", "publicity"), Place("field", "bases")
_MOST_NAMED = 5
_DISCRETIONARY = "harkinnanvaraisesti annettava"


def publicity_of_the_document(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 25 §: the mark on the document says that, and to what extent, it is secret."""
    secret = _secret_places(plan, form)
    publicity = plan.field("publicity")
    if secret and publicity == Publicity.PUBLIC:
        named = ", ".join(secret[:_MOST_NAMED]) + (" …" if len(secret) > _MOST_NAMED else "")
        yield Finding("OMV410", place=_PUBLICITY, values={"places": named})
    elif secret and not publicity:
        yield Finding("OMV411", place=_PUBLICITY)
    elif not secret and publicity in (Publicity.PARTLY, Publicity.SECRET):
        yield Finding("OMV412", place=_PUBLICITY, values={"publicity": publicity})


def bases_of_the_document(plan: Plan, form: Form) -> Iterator[Finding]:
    """The document names each provision that its secret parts rest on, and no other.

    What is no provision has its own finding, and is none of these.
    """
    named, used = split_bases(plan.field("bases")), _used_bases(plan, form)
    for code, these, those in (("OMV413", used, named), ("OMV414", named, used)):
        known = {parse_basis(basis) for basis in those}
        provisions = {parse_basis(basis): basis for basis in these if parse_basis(basis)}
        lacking = {key: basis for key, basis in provisions.items() if key not in known}
        if lacking:
            yield Finding(code, place=_BASES, values={"bases": "; ".join(lacking.values())})


def security_class_has_its_basis(plan: Plan, form: Form) -> Iterator[Finding]:
    """TihL 18 §: without one of the named points the class mark is forbidden."""
    bases = (*split_bases(plan.field("bases")), *_used_bases(plan, form))
    if plan.field("security_class") and not any(map(allows_security_class, bases)):
        yield Finding("OMV415", place=Place("field", "security_class"))


def marks_agree(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 16 a §: the mark of what is given by discretion is for what is not secret."""
    if plan.field("publicity") in (Publicity.PARTLY, Publicity.SECRET) or _secret_places(
        plan, form
    ):
        for field_id, text in plan.document.items():
            if _DISCRETIONARY in text.casefold():
                yield Finding("OMV420", place=Place("field", field_id))


def _secret_places(plan: Plan, form: Form) -> list[str]:
    """The visible numbers of the questions where something is secret, in the form's order."""
    return [form.numbers[q.id] for q in form.questions.values() if _has_secret(plan, q)]


def _has_secret(plan: Plan, question: Question) -> bool:
    """Whether the answer, a passage of it, or a row or cell of its tables is secret."""
    answer = plan.answer(question.id)
    texts = [answer.text.plain]
    for table in question.tables:
        if any(is_secret_row(table, row) for row in plan.rows(table.id)):
            return True
        texts += [cell for row in plan.rows(table.id) for cell in row.values()]
    return answer.publicity in (Publicity.PARTLY, Publicity.SECRET) or any(map(has_secret, texts))


def _used_bases(plan: Plan, form: Form) -> tuple[str, ...]:
    """Every provision that an answer, a passage or a row rests on, in order."""
    found: list[str] = []
    for question in form.questions.values():
        if not _has_secret(plan, question):
            continue
        answer = plan.answer(question.id)
        found += [*answer.bases, *_passage_bases(answer.text.plain)]
        for table in question.tables:
            for row in plan.rows(table.id):
                found += row_bases(table, row) if is_secret_row(table, row) else ()
                found += [basis for cell in row.values() for basis in _passage_bases(cell)]
    return tuple(dict.fromkeys(found))


def _passage_bases(text: str) -> list[str]:
    return [basis for passage in passages(text) for basis in split_bases(passage.basis)]


RULES = (
    publicity_of_the_document,
    bases_of_the_document,
    security_class_has_its_basis,
    marks_agree,
)
