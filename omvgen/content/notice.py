"""The notice for staff: what changed in the plan, where to read it, and a list to acknowledge.

Essential changes come first (guideline 2.2: staff are told of them), each with its sentence.
Data of the document, signatures and rows of the log are no changes to be told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, filterfalse, groupby

from omvgen.content import outline
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
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
from omvgen.content.labels import listed, version_words
from omvgen.content.outline import QuestionChanges
from omvgen.content.plain_words import nothing_changed, secret_sentences
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.locale import speaking, tr
from omvgen.plan.plan import Plan

_ROWS = 5  # for two persons each


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
            Field(tr("Uusi suunnitelma"), words(version_words(changes.new))),
            Field(tr("Vanha suunnitelma"), words(version_words(changes.old))),
            Field(tr("Suunnitelma on luettavissa"), (), FieldKind.LINE),
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
                tr("Poistetut sanat on yliviivattu ja uudet korostettu. Lue kohdat suunnitelmasta.")
            )
        )
    for row in rows:
        yield Heading(row.title, 2)
        yield from _questions(row.questions, form)
    if others and not rows:
        yield Text(words(tr("Muutoslokiin ei ole kirjattu oleellisia muutoksia.")))
    if others:
        yield Heading(tr("Muut muutokset"), 1)
        yield from _questions(others, form)
    if last := [*_minor(questions), *secret]:
        yield Text(words(" ".join(last)))


def _questions(questions: tuple[QuestionChanges, ...], form: Form) -> Iterator[Block]:
    """The changes, new texts first, without those that change nothing of the substance."""
    told = [question for question in questions if not is_minor(question)]
    several = len({_section_title(question, form) for question in told}) > 1
    for group in (filter(is_new_text, told), filterfalse(is_new_text, told)):
        for title, same in groupby(group, key=lambda question: _section_title(question, form)):
            for place, question in enumerate(same):
                yield _field(question, form, title if several and not place else "")


def _minor(questions: tuple[QuestionChanges, ...]) -> Iterator[str]:
    if numbers := [question.number for question in questions if is_minor(question)]:
        yield tr(
            "Vain järjestys tai kirjoitusasu muuttui, sisältö on sama: {numbers}.",
            numbers=listed(numbers),
        )


def _section_title(question: QuestionChanges, form: Form) -> str:
    section = form.section_of.get(question.id)
    return section.title if section else outline.unknown_title()


def _field(question: QuestionChanges, form: Form, section: str) -> Field:
    """What changed at the question, by its number.

    The first question of a section begins with the section's title.
    """
    lines = chain.from_iterable((Span(" "), *line) for line in changed_lines(question, form))
    title = words(f"{section}: ", Role.STRONG) if section else ()
    return Field(question.number, (*title, *tuple(lines)[1:]), FieldKind.CHANGE)


def _acknowledgement() -> Iterator[Block]:
    yield Heading(tr("Kuittaus"), 1)
    read = tr("Olen lukenut tiedotteen ja suunnitelman muuttuneet kohdat")
    columns = (tr("Nimi"), tr("Päiväys"), tr("Kuittaus")) * 2
    empty: tuple[Spans, ...] = ((),) * len(columns)
    yield make_table(read, columns, [empty] * _ROWS, to_fill_in=True)
