"""The notice for staff: what changed in the plan, where to read it, and a list to acknowledge.

Essential changes come first (guideline 2.2: staff are told of them), each with its sentence.
Data of the document, signatures and rows of the log are no changes to be told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from omvgen.content import outline
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    ParagraphStyle,
    Role,
    Span,
    Spans,
    Text,
    Title,
    make_table,
    words,
)
from omvgen.content.essential import (
    changed_lines,
    essential_rows,
    is_minor,
    is_new_text,
    of_substance,
)
from omvgen.content.front import metadata, plan_title, sender, with_data_of
from omvgen.content.labels import listed, plan_words
from omvgen.content.outline import QuestionChanges
from omvgen.content.plain_blocks import compared_fields
from omvgen.content.plain_words import nothing_changed, secret_sentences
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking, tr
from omvgen.plan.plan import Plan

_ROWS = 10


def notice_document(
    changes: Changes, new: Plan, form: Form, whole: Changes | None = None
) -> Document:
    """The notice of what changed between two public plans.

    `new` is the newer of these; its metadata is the notice's. `whole` is what changed
    between the whole plans; None when nobody is to learn that something secret changed.
    """
    with speaking(form.language):
        kind, title = tr("Muutostiedote"), plan_title(new, form)
        blocks = (
            Letterhead(sender(new, form), kind),
            *metadata(new.field("date")),
            *metadata(new.field("case_number")),
            Title(tr("{plan}: mitä on muuttunut", plan=title)),
            *compared_fields(plan_words(changes.old), plan_words(changes.new)),
            Field(tr("Suunnitelma on luettavissa"), (), FieldKind.SIGNATURE),
            *_changes(changes, form, whole),
            *_acknowledgement(),
        )
        return with_data_of(new, form, Document(f"{kind}: {title}", kind, blocks))


def _changes(changes: Changes, form: Form, whole: Changes | None) -> Iterator[Block]:
    questions = of_substance(changes, form)
    rows, others = essential_rows(changes, questions, form)
    secret = secret_sentences(changes, form, whole)
    yield Heading(tr("Oleelliset muutokset"), 1)
    if not (questions or secret or changes.form):
        unchanged = nothing_changed(changes, whole)
        yield Text(words(" ".join(filter(None, (tr("Sisältö on ennallaan."), unchanged)))))
    elif questions:
        yield Text(
            words(
                tr(
                    "Kohtien numerot ovat samat kuin suunnitelmassa: lue muuttuneet kohdat siitä. "
                    "Poistetut sanat on yliviivattu ja uudet korostettu."
                )
            )
        )
    for row in rows:
        yield Text(words(row.title, Role.STRONG), ParagraphStyle.CHANGE)
        yield from _questions(row.questions, form)
    if secret:
        yield Text(words(" ".join(secret)))
    if others and not rows:
        yield Text(words(tr("Muutoslokiin ei ole kirjattu oleellisia muutoksia.")))
    if others:
        yield Heading(tr("Muut muutokset"), 1)
        yield from _questions(others, form)


def _questions(questions: tuple[QuestionChanges, ...], form: Form) -> Iterator[Block]:
    """The changes by section, and in one line those that change nothing of the substance."""
    new_texts = [question.number for question in questions if is_new_text(question)]
    if new_texts and len(questions) > len(new_texts):
        yield Text(words(tr("Kokonaan uusi teksti: kohta {numbers}.", numbers=listed(new_texts))))
    told = (question for question in questions if not is_minor(question))
    for title, group in groupby(told, key=lambda question: _section_title(question, form)):
        yield Heading(title, 2)
        yield from (_field(question, form) for question in group)
    if minor := [question.number for question in questions if is_minor(question)]:
        yield Text(
            words(
                tr(
                    "Vain järjestys tai kirjoitusasu muuttui, sisältö on sama: {numbers}.",
                    numbers=listed(minor),
                )
            )
        )


def _section_title(question: QuestionChanges, form: Form) -> str:
    section = form.section_of.get(question.id)
    return f"{section.number} {section.title}" if section else outline.unknown_title()


def _field(question: QuestionChanges, form: Form) -> Field:
    """What changed at the question, each thing on a line of its own, by the question's number."""
    lines: Iterable[Spans] = changed_lines(question, form)
    spans = tuple(chain.from_iterable((Span("\n"), *line) for line in lines))[1:]
    return Field(question.number, spans, FieldKind.CHANGE)


def _acknowledgement() -> Iterator[Block]:
    yield Heading(tr("Kuittaus"), 1)
    yield Text(words(tr("Olen lukenut tiedotteen ja suunnitelman muuttuneet kohdat.")))
    columns = (tr("Nimi"), tr("Päiväys"), tr("Kuittaus"))
    empty: tuple[Spans, ...] = ((),) * len(columns)
    yield make_table(tr("Kuittaukset"), columns, [empty] * _ROWS, to_fill_in=True)
