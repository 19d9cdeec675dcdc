"""Whose signature a plan waits for: Word's own signature line, for those who sign in Word."""

from __future__ import annotations

import uuid

from omvgen.content.answers import without_marks
from omvgen.content.blocks import Field, SignatureLine
from omvgen.form.form import Form
from omvgen.plan.plan import Plan

_LINES = uuid.UUID("5a0c9b1e-2f6d-5e0b-9d57-0f2a6c3c8e41")
# What tells one document from another; nothing that could be secret.
_IDENTITY = ("title", "year", "version", "date", "case_number", "document_number")


def signature_line(plan: Plan, form: Form, field: Field) -> SignatureLine:
    """The line of whoever is named under the signature, or of the director.

    Its id is the same for the same document, and another for any other.
    """
    signer, _, post = (
        _text_with_role(plan, form, "name") or _text_with_role(plan, form, "director")
    ).partition(",")
    identity = (plan.form_id, *map(plan.field, _IDENTITY), signer)
    return SignatureLine(
        field=field,
        signer=signer.strip(),
        post=post.strip(),
        id=f"{{{str(uuid.uuid5(_LINES, chr(0).join(identity))).upper()}}}",
    )


def _text_with_role(plan: Plan, form: Form, role: str) -> str:
    question = form.question_with_role(role)
    return " ".join(without_marks(plan.text(question.id)).split()) if question else ""
