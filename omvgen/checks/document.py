"""OMV4xx: the marks on the whole document against what its answers say."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import allows_security_class, parse_basis, split_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import CLOSED, secret_places, used_bases

_PUBLICITY, _BASES = Place("field", "publicity"), Place("field", "bases")
_MOST_NAMED = 5
_DISCRETIONARY = "harkinnanvaraisesti annettava"


def publicity_of_the_document(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 25 §: the mark on the document says that, and to what extent, it is secret."""
    secret = secret_places(plan, form)
    publicity = plan.field("publicity")
    if secret and publicity == Publicity.PUBLIC:
        named = ", ".join(secret[:_MOST_NAMED]) + (" …" if len(secret) > _MOST_NAMED else "")
        yield Finding("OMV410", place=_PUBLICITY, values={"places": named})
    elif secret and not publicity:
        yield Finding("OMV411", place=_PUBLICITY)
    elif not secret and publicity in CLOSED:
        yield Finding("OMV412", place=_PUBLICITY, values={"publicity": publicity})


def bases_of_the_document(plan: Plan, form: Form) -> Iterator[Finding]:
    """The document names each provision that its secret parts rest on, and no other.

    What is no provision has its own finding, and is none of these.
    """
    named, used = split_bases(plan.field("bases")), used_bases(plan, form)
    for code, these, those in (("OMV413", used, named), ("OMV414", named, used)):
        known = {parse_basis(basis) for basis in those}
        provisions = {parse_basis(basis): basis for basis in these if parse_basis(basis)}
        lacking = {key: basis for key, basis in provisions.items() if key not in known}
        if lacking:
            yield Finding(code, place=_BASES, values={"bases": "; ".join(lacking.values())})


def security_class_has_its_basis(plan: Plan, form: Form) -> Iterator[Finding]:
    """TihL 18 §: without one of the named points the class mark is forbidden."""
    bases = (*split_bases(plan.field("bases")), *used_bases(plan, form))
    if plan.field("security_class") and not any(map(allows_security_class, bases)):
        yield Finding("OMV415", place=Place("field", "security_class"))


def marks_agree(plan: Plan, form: Form) -> Iterator[Finding]:
    """JulkL 16 a §: the mark of what is given by discretion is for what is not secret."""
    if plan.field("publicity") in CLOSED or secret_places(plan, form):
        for field_id, text in plan.document.items():
            if _DISCRETIONARY in " ".join(text.casefold().split()):
                yield Finding("OMV420", place=Place("field", field_id))


RULES = (
    publicity_of_the_document,
    bases_of_the_document,
    security_class_has_its_basis,
    marks_agree,
)
