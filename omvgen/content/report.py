"""The change report: what a director reads before confirming, and signs."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import (
    Contents,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    Text,
    Title,
    Together,
    words,
)
from omvgen.content.changes import change_blocks
from omvgen.content.front import metadata, plan_title, secret_mark, sender, with_data_of
from omvgen.content.labels import plan_words
from omvgen.content.plain_blocks import compared_fields
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases


def report_document(changes: Changes, new: Plan, form: Form) -> Document:
    """Every change with its old and new wording, counted, and a place to sign.

    `new` is the new plan and `form` its form; its metadata is the report's.
    """
    with speaking(form.language):
        kind, title = tr("Muutosraportti"), plan_title(new, form)
        marks = (secret_mark(),) if changes.secret else ()
        blocks = (
            Letterhead(sender(new, form), kind),
            *metadata(new.field("date")),
            *metadata(new.field("case_number")),
            *(line for mark in marks for line in metadata(mark, strong=True)),
            *metadata(join_bases(all_bases(new, form)) if marks else ""),
            Title(tr("{plan}: muutokset edelliseen versioon", plan=title)),
            *compared_fields(plan_words(changes.old), plan_words(changes.new)),
            Contents(tr("Sisällys")),
            *change_blocks(changes, form),
            # Nobody confirms a plan by a list that leaves something out.
            *(() if changes.public else _confirmation(changes, form)),
        )
        document = Document(f"{kind}: {title}", kind, blocks, marks=marks)
        return with_data_of(new, form, document)


def _confirmation(changes: Changes, form: Form) -> Iterator[Together]:
    """A sentence that can be confirmed by who has read the report, and lines to sign on."""
    version, day = changes.new.version, changes.new.date
    plan = tr("suunnitelman version {version}", version=version) if version else tr("suunnitelman")
    plan = f"{plan} ({day})" if day else plan
    if changes.content_unchanged:
        sentence = tr(
            "Olen todennut, että suunnitelman sisältö ei ole muuttunut, ja vahvistan {plan}.",
            plan=plan,
        )
    else:
        sentence = tr(
            "Olen lukenut tässä raportissa luetellut muutokset ja vahvistan {plan}.", plan=plan
        )
    # What is signed when the form itself has no such fields.
    labels = {
        "place_and_date": tr("Paikka ja päiväys"),
        "signature": tr("Allekirjoitus"),
        "name": tr("Nimenselvennys"),
    }
    questions = {role: form.question_with_role(role) for role in labels}
    fields = (
        Field(question.text if question else labels[role], (), FieldKind.SIGNATURE)
        for role, question in questions.items()
    )
    yield Together((Heading(tr("Vahvistaminen"), 1), Text(words(sentence)), *fields))
