"""OMV410–OMV415, OMV420: the marks on the whole document against those of its answers."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.locale import listed
from omvgen.plan.bases import allows_security_class, parse_basis, split_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import CLOSED, secret_places, used_bases

_PUBLICITY, _BASES = Place("field", "publicity"), Place("field", "bases")
_MOST_NAMED = 5
_DISCRETIONARY = "harkinnanvaraisesti annettava"


def document_publicity(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 25 §: the mark on the document says that, and to what extent, it is secret."""
    secret = secret_places(plan, form)
    publicity = plan.field("publicity")
    if secret and publicity == Publicity.PUBLIC:
        few = len(secret) <= _MOST_NAMED
        named = listed(secret) if few else ", ".join(secret[:_MOST_NAMED]) + " …"
        values = {"places": named}
        yield Finding(Code.PUBLIC_DOCUMENT_WITH_SECRETS, place=_PUBLICITY, values=values)
    elif secret and not publicity:
        yield Finding(Code.DOCUMENT_PUBLICITY_MISSING, place=_PUBLICITY)
    elif not secret and publicity in CLOSED:
        values = {"publicity": publicity}
        yield Finding(Code.SECRET_DOCUMENT_WITHOUT_SECRETS, place=_PUBLICITY, values=values)


def document_bases(plan: Plan, form: Form) -> Iterator[Finding]:
    """The document names each provision that its secret parts rest on, and no other."""
    named, used = split_bases(plan.field("bases")), used_bases(plan, form)
    if missing := _without(used, named):
        values = {"bases": "; ".join(missing)}
        yield Finding(Code.DOCUMENT_BASIS_MISSING, place=_BASES, values=values)
    if unused := _without(named, used):
        values = {"bases": "; ".join(unused)}
        yield Finding(Code.DOCUMENT_BASIS_UNUSED, place=_BASES, values=values)


def _without(bases: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The bases that are provisions and not among the others, each once.

    Text that is no provision is passed over: it has a finding of its own.
    """
    known = {parse_basis(basis) for basis in others}
    by_provision = {parse_basis(basis): basis for basis in bases}
    return [basis for key, basis in by_provision.items() if key is not None and key not in known]


def security_class_not_allowed(plan: Plan, form: Form) -> Iterator[Finding]:
    """TihL 18 §: without one of the named points the class mark is forbidden."""
    bases = (*split_bases(plan.field("bases")), *used_bases(plan, form))
    if plan.field("security_class") and not any(map(allows_security_class, bases)):
        yield Finding(Code.SECURITY_CLASS_NOT_ALLOWED, place=Place("field", "security_class"))


def document_marks_conflict(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 16 a §: what is given out by discretion is not secret, and is not marked as both."""
    if plan.field("publicity") in CLOSED or secret_places(plan, form):
        for field_id, text in plan.document.items():
            if _DISCRETIONARY in " ".join(text.casefold().split()):
                yield Finding(Code.DOCUMENT_MARKS_CONFLICT, place=Place("field", field_id))


RULES = (
    document_publicity,
    document_bases,
    security_class_not_allowed,
    document_marks_conflict,
)
