"""What was added to a PDF in a later revision: comments and signatures, told from other changes.

pyHanko knows which additions a signature allows. It takes a comment for a suspicious change,
and so the first signature in a file that had no form, or no signature in it: rules of our own
tell these apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    ReferenceUpdate,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    VALUE_UPDATE_KEYS,
)
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule

_ANNOTATIONS, _FORM = "/Annots", "/AcroForm"
_OF_FORMS = {"/Fields", "/SigFlags", "/DR", "/DA"}
Updates = Iterator[tuple[ModificationLevel, ReferenceUpdate]]


class AnnotationRule(QualifiedWhitelistRule):
    """Approves new annotations that are accepted, on pages of which nothing else has changed."""

    def __init__(self, level: ModificationLevel, accepts: Callable[[DictionaryObject], bool]):
        self.level, self.accepts = level, accepts

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        for before, after in _pages(old, new):
            added = _added(before, after, old)
            if added and all(self.accepts(_resolved(one)) for one in added):
                for reference in _brought(added, after, old, new):
                    yield self.level, ReferenceUpdate(reference)


class NewFormRule(QualifiedWhitelistRule):
    """Approves a form where there was none, when all of its fields are for signatures."""

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        form = _entry(new.root, _FORM)
        if not isinstance(form, DictionaryObject) or not form.keys() <= _OF_FORMS:
            return
        if all(_is_signature(_resolved(field)) for field in _entry(form, "/Fields")):
            for reference in _new_in(new.root.raw_get(_FORM), old, new):
                yield ModificationLevel.FORM_FILLING, ReferenceUpdate(reference)


class FilledFieldRule(QualifiedWhitelistRule):
    """Approves a signature in a field that was empty, wherever else the field is named.

    In a tagged PDF (PDF/UA) the tree of its structure names each field, too.
    """

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        before, after = _entry(old.root, _FORM), _entry(new.root, _FORM)
        known = list(_entry(before, "/Fields") or ()) if before else []
        for field in known if after else ():
            if not isinstance(field, IndirectObject) or field not in _entry(after, "/Fields"):
                continue
            empty, filled = old(field.reference), new(field.reference)
            same = compare_dicts(empty, filled, VALUE_UPDATE_KEYS, raise_exc=False)
            if same and _is_signature(empty) and "/V" not in empty and "/V" in filled:
                yield ModificationLevel.FORM_FILLING, ReferenceUpdate(field.reference)
                for reference in _new_in(filled, old, new):
                    yield ModificationLevel.FORM_FILLING, ReferenceUpdate(reference)


def _resolved(value: PdfObject) -> Any:
    return value.get_object()  # type: ignore[no-untyped-call]


def _entry(owner: DictionaryObject, key: str) -> Any:
    """The value of the key, wherever it stands; None when there is none."""
    return _resolved(owner.raw_get(key)) if key in owner else None


def _is_signature(field: DictionaryObject) -> bool:
    return bool(_entry(field, "/FT") == "/Sig") and "/Kids" not in field


def _is_comment(annotation: DictionaryObject) -> bool:
    return bool(_entry(annotation, "/Subtype") != "/Widget")


_RULES = DEFAULT_DIFF_POLICY.global_rules
_COMMENTS = AnnotationRule(ModificationLevel.ANNOTATIONS, _is_comment)
_SIGNED = AnnotationRule(ModificationLevel.FORM_FILLING, _is_signature)
POLICY = StandardDiffPolicy([*_RULES, _COMMENTS, FilledFieldRule()], DEFAULT_DIFF_POLICY.form_rule)
"""What may come after a signature, each kind at its level; anything else is suspicious."""
_FIRST_FORM = StandardDiffPolicy([*_RULES, _SIGNED, NewFormRule()], None)
# A form says that it holds a signature only since the first one (ISO 32000-1, table 219).
_FIRST_SIGNATURE = StandardDiffPolicy(
    [*_RULES, FilledFieldRule()],
    FormUpdatingRule(
        DEFAULT_DIFF_POLICY.form_rule.field_rules if DEFAULT_DIFF_POLICY.form_rule else [],
        ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)


def policy_after(revision: HistoricalResolver) -> StandardDiffPolicy:
    """What may come after the revision, which nobody has signed."""
    return _FIRST_SIGNATURE if _FORM in revision.root else _FIRST_FORM


def _pages(
    old: HistoricalResolver, new: HistoricalResolver
) -> Iterator[tuple[DictionaryObject, DictionaryObject]]:
    """The pages that are the same object in both revisions, as they are in each."""
    waiting = [(old.root.raw_get("/Pages"), new.root.raw_get("/Pages"))]
    seen: set[Reference] = set()
    while waiting:
        before, after = waiting.pop()
        if not isinstance(before, IndirectObject) or before != after or before.reference in seen:
            continue
        seen.add(before.reference)
        node, other = _resolved(before), _resolved(after)
        if not isinstance(node, DictionaryObject) or not isinstance(other, DictionaryObject):
            continue
        if "/Kids" in node and "/Kids" in other:
            waiting += zip(node["/Kids"], other["/Kids"], strict=False)
        else:
            yield node, other


def _added(
    before: DictionaryObject, after: DictionaryObject, old: HistoricalResolver
) -> list[IndirectObject]:
    """The new annotations of a page; none when anything else of the page is not as it was."""
    known, found = _annotations(before), _annotations(after)
    added = [one for one in found if one not in known]
    references = [one for one in added if isinstance(one, IndirectObject)]
    if len(references) < len(added) or any(one not in found for one in known):
        return []
    if not all(old.is_ref_unassignable(one.reference) for one in references):
        return []
    try:
        compare_dicts(before, after, frozenset({_ANNOTATIONS}))
    except (SuspiciousModification, PdfReadError):
        return []
    return references


def _brought(
    added: list[IndirectObject],
    page: DictionaryObject,
    old: HistoricalResolver,
    new: HistoricalResolver,
) -> Iterator[Reference]:
    """All objects that come with the annotations, the page that lists them among these."""
    if isinstance(page.container_ref, Reference):
        yield page.container_ref
    listed = page.raw_get(_ANNOTATIONS)
    if isinstance(listed, IndirectObject):
        yield listed.reference
    for one in added:
        yield from _new_in(one, old, new)


def _new_in(
    value: PdfObject, old: HistoricalResolver, new: HistoricalResolver
) -> Iterator[Reference]:
    """The objects that the value leads to, and that the older revision did not have."""
    reached = new.collect_dependencies(value, since_revision=old.revision + 1)
    yield from filter(old.is_ref_unassignable, reached)


def _annotations(page: DictionaryObject) -> list[PdfObject]:
    """The annotations of the page as it names them."""
    return list(_entry(page, _ANNOTATIONS) or ())
