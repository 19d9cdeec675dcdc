"""Plan → Document: the order of the whole, which the form and SFS 2487:2024 give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from omvgen.content.answers import (
    answer_blocks,
    marked,
    missing_words,
    question_title,
    table_block,
)
from omvgen.content.blocks import (
    Attachment,
    Control,
    Document,
    Field,
    FieldKind,
    Heading,
    ParagraphStyle,
    PlainBlock,
    Span,
    Spans,
    Text,
    Together,
    plain,
    words,
)
from omvgen.content.front import (
    draft_mark,
    field_control,
    front_blocks,
    marks,
    one_line,
    plan_title,
    with_data_of,
)
from omvgen.content.metadata import as_texts, record_metadata
from omvgen.content.signing import signature_line
from omvgen.content.withheld import withheld_blocks
from omvgen.form.form import Form, FormTable, Question, Section
from omvgen.form.kinds import AnswerKind
from omvgen.form.publicity import Publicity
from omvgen.locale import speaking, tr
from omvgen.plan.bases import row_bases, shown_bases, split_bases
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import Run
from omvgen.secrecy.model import IndexRow
from omvgen.workbook.vocabulary import rows_as_shown

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record

_SHORT_ENDING = 20  # lines; half a page
_SHORT_KINDS = (AnswerKind.SHORT, AnswerKind.DATE, AnswerKind.CHOICE)
_SHORT_LABEL = 60  # characters of a question that stands beside its answer
RECORD_ID = "document.record_id"
"""The tag of the line for the id of the confirmation's record, filled in by hand."""

SIGNED = {"place_and_date", "signature", "name"}
"""The roles of the questions that are filled in when the plan is signed."""


def plan_document(
    plan: Plan,
    form: Form,
    *,
    draft: bool = False,
    signature: bool = False,
    fingerprint: str = "",
    withheld: tuple[IndexRow, ...] | None = None,
    since: tuple[PlainBlock, ...] = (),
    confirmed: Record | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Document:
    """The plan as a document to be confirmed, in the form's language.

    `draft` marks every page of it as one. `signature` adds the place where one signs in Word
    or in a PDF,
    `fingerprint` is the plan's, for the properties: none in a copy that is given out. Of
    such a copy `withheld` is the index of what is not in it; None of any other document.
    `since` is what changed since the previous version (`since.since_blocks`), if wanted,
    `confirmed` the record of the plan's confirmation, for a copy that is given out.
    `attachments` are the files that a PDF has within.

    Sections stand in the form's order, but the confirmation comes last, after
    the change log: what is signed stands above the signature.
    """
    confirmation = form.section_with_role("confirmation")
    body = [section for section in form.sections if section is not confirmation]
    with speaking(form.language):
        blocks = (
            *front_blocks(plan, form, draft=draft, withheld=withheld, confirmed=confirmed),
            *(b for place, s in enumerate(body) for b in _section(plan, form, s, first=not place)),
            *(_change_log(plan, form) if plan.log or since else ()),
            *since,
            *_last_page(
                plan,
                form,
                confirmation,
                signature,
                logless=not (plan.log or since),
                given_out=withheld is not None,
            ),
            *withheld_blocks(withheld or ()),
        )
        document = Document(
            title=plan_title(plan, form),
            document_type=one_line(plan.field("document_type")),
            blocks=blocks,
            marks=marks(plan, form, draft=draft),
            watermark=draft_mark() if draft else "",
            metadata=as_texts(record_metadata(plan, form, confirmed, withheld)),
            fingerprint=fingerprint,
            attachments=attachments,
        )
    return with_data_of(plan, form, document)


def _section(
    plan: Plan, form: Form, section: Section, *, first: bool = False
) -> Iterator[PlainBlock]:
    yield _section_heading(section, page_break=first)
    if section.statement:
        yield Text(words(section.statement))
    if is_compact(section) and all(map(_is_short, map(plan.answer, _ids(section)))):
        yield from (_short_answer(plan, form, question) for question in section.questions)
        return
    for question in section.questions:
        yield from _question(plan, form, question)


def is_compact(section: Section) -> bool:
    """Whether the section asks for short facts alone, which stand in one list."""
    return section.role != "confirmation" and all(
        question.kind in _SHORT_KINDS
        and not (question.details or question.takes_several or question.tables)
        and len(question.text) <= _SHORT_LABEL
        for question in section.questions
    )


def short_label(form: Form, question: Question) -> str:
    """The label of a short fact: the question with its number."""
    return f"{form.numbers[question.id]} {question.text}"


def _ids(section: Section) -> list[str]:
    return [question.id for question in section.questions]


def _is_short(answer: Answer) -> bool:
    """Whether the answer is a line without anything to say of its publicity."""
    public = answer.publicity not in (Publicity.PARTLY, Publicity.SECRET)
    return public and "\n" not in answer.text.plain


def _short_answer(plan: Plan, form: Form, question: Question) -> Control:
    answer = plan.answer(question.id)
    value = marked(answer.text.runs, answer.bases)
    value = value or (Span(missing_words(question), italic=True),)
    field = Field(short_label(form, question), value, FieldKind.ANSWER, question.id)
    return Control(question.id, question_title(form, question), (field,))


def _section_heading(section: Section, *, page_break: bool = False) -> Heading:
    return Heading(section.title, 1, str(section.number), page_break, anchor=section.id)


def _question(plan: Plan, form: Form, question: Question) -> Iterator[PlainBlock]:
    yield Heading(question.text, 2, form.numbers[question.id], anchor=question.id)
    yield from answer_blocks(plan, form, question)


def _last_page(
    plan: Plan,
    form: Form,
    section: Section | None,
    signature: bool,
    *,
    logless: bool,
    given_out: bool,
) -> Iterator[PlainBlock]:
    """What is signed and all that follows it: no contact details on a page of their own.

    That there is no change log stands there too: what is signed is not alone on its page.

    What follows stays only when it is short: of more than a page can hold, Word
    keeps nothing together.
    """
    signed: list[PlainBlock] = [*_change_log(plan, form)] if logless else []
    signed += _confirmation(plan, form, section, signature) if section else []
    if section and not given_out:
        signed.append(_record_id())
    ending = list(_ending(plan, form))
    if sum(map(_lines, ending)) <= _SHORT_ENDING:
        yield Together((*signed, *ending))
    else:
        yield Together(tuple(signed))
        yield from ending


def _lines(block: PlainBlock) -> int:
    """How many lines the field, or the field in a control, has at the least."""
    match block:
        case Control():
            return sum(map(_lines, block.blocks))
        case Field():
            return plain(block.value).count("\n") + 1
    return 1


def _confirmation(plan: Plan, form: Form, section: Section, signature: bool) -> list[PlainBlock]:
    """The section that is signed; what the workbook leaves empty is a line."""
    blocks: list[PlainBlock] = [_section_heading(section)]
    if section.statement:
        blocks.append(Text(words(section.statement)))
    for question in section.questions:
        if question.role in SIGNED:
            answer = plan.answer(question.id)
            value = marked(answer.text.runs, answer.bases)
            field = Field(question.text, value, FieldKind.SIGNATURE)
            in_word = signature and question.role == "signature"
            shown = signature_line(plan, form, field) if in_word else field
            blocks.append(Control(question.id, question_title(form, question), (shown,)))
        else:
            blocks += _question(plan, form, question)
    return blocks


def _record_id() -> Control:
    """Room for the id of the confirmation's record, which is known once it is recorded."""
    label = tr("Vahvistuksen tunniste")
    return Control(RECORD_ID, label, (Field(label, (), FieldKind.SIGNATURE),))


def log_caption() -> str:
    """The caption of the log's table, whose heading names the log already."""
    return tr("Kirjatut muutokset")


def _change_log(plan: Plan, form: Form) -> Iterator[PlainBlock]:
    yield Heading(form.log.title, 1, anchor=form.log.id)
    if plan.log:
        rows = rows_as_shown(plan.log, form.log, form.language)
        table = table_block(form.log, rows, split_bases(plan.field("bases")))
        yield Control("document.log", form.log.title, (table._replace(caption=log_caption()),))
    else:
        yield Text(words(tr("Ei kirjattuja muutoksia")), ParagraphStyle.MISSING)


def _ending(plan: Plan, form: Form) -> Iterator[PlainBlock]:
    """What follows the signature: attachments, distribution and contact details, when there are."""
    attachments = _attachments(plan, form.table_with_role("attachments"))
    yield from _ending_field(tr("Liitteet"), attachments)
    bases = split_bases(plan.field("bases"))
    for label, field in ((tr("Jakelu"), "distribution"), (tr("Tiedoksi"), "for_information")):
        for block in _ending_field(label, _text(plan.field(field), bases)):
            yield field_control(form, field, block)
    yield from _ending_field(tr("Yhteystiedot"), _contact_details(plan, form))


def _ending_field(label: str, value: Spans) -> Iterator[PlainBlock]:
    if value:
        yield Field(label, value, FieldKind.ENDING)


def _attachments(plan: Plan, table: FormTable | None) -> Spans:
    """The attachments by number and name, a line each."""
    if table is None:
        return ()
    rows = plan.rows(table.id)
    return _text("\n".join(filter(None, (_attachment(table, row) for row in rows))))


def _attachment(table: FormTable, row: Row) -> str:
    """The keys of the row and its first other column, which is the attachment's name."""
    name = next((column for column in table.columns if not column.key), None)
    columns = (*table.key_columns, *((name,) if name else ()))
    words_of_row = [row[column.id] for column in columns if column.id in row]
    chosen, bases = table.column_with_role("publicity"), shown_bases(row_bases(table, row))
    publicity = row.get(chosen.id, "") if chosen else ""
    if Publicity.named(publicity) in (Publicity.PARTLY, Publicity.SECRET) and words_of_row:
        words_of_row.append(f"– {publicity.capitalize()}{f' ({bases})' if bases else ''}")
    return " ".join(words_of_row)


def _contact_details(plan: Plan, form: Form) -> Spans:
    """The sender's details on one line: the contact section up to the director's name."""
    section = form.section_with_role("contact")
    line = ""
    for question in section.questions if section else ():
        if question.role == "director":
            break
        if answer := plan.text(question.id).replace("\n", " "):
            # Only a space that does not break stands between a postal code and its town.
            line += answer + ("\xa0" if question.format == "postal_code" else ", ")
    return _text(line.rstrip("\xa0 ,"))


def _text(text: str, bases: tuple[str, ...] = ()) -> Spans:
    return marked((Run(text),), bases) if text else ()
