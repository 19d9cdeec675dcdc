"""The first page: letterhead, metadata, title, facts about the document, contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from omvgen.content.answers import marked, without_marks
from omvgen.content.blocks import (
    Contents,
    Control,
    Document,
    Field,
    Letterhead,
    ParagraphStyle,
    PlainBlock,
    Role,
    Text,
    Title,
    words,
)
from omvgen.content.confirmed import confirmed_field
from omvgen.content.withheld import public_mark
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.bases import shown_bases, split_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases, secret_places
from omvgen.plan.text import Run
from omvgen.secrecy.model import IndexRow

if TYPE_CHECKING:
    from omvgen.confirmation.record import Record

_FACTS = (
    "version",
    "replaces",
    "valid_from",
    "prepared_by",
    "participants_management",
    "participants_staff",
)


def draft_mark() -> str:
    """The mark on every page of a draft, in the language in use."""
    return tr("LUONNOS")


def secret_mark(extent: Publicity = Publicity.SECRET) -> str:
    """The mark on every page of a document that is secret to this extent (621/1999, 25 §)."""
    if extent is Publicity.PARTLY:
        return tr("OSITTAIN SALASSA PIDETTÄVÄ")
    return tr("SALASSA PIDETTÄVÄ")


def sender(plan: Plan, form: Form) -> str:
    """Who sends the document: the answer with that role, otherwise who prepared it."""
    question = form.question_with_role("sender")
    name = plan.text(question.id) if question else ""
    return one_line(name or plan.field("prepared_by"))


def plan_title(plan: Plan, form: Form) -> str:
    """The plan's own title, or one of the form's title and the plan's year."""
    given = plan.field("title") or f"{form.document_title} {plan.field('year')}"
    return one_line(given).strip()


def one_line(text: str) -> str:
    """The text without marks, for a place that has a single line and tabs of its own."""
    return without_marks(text).replace("\n", " ").replace("\t", " ")


def with_data_of(plan: Plan, form: Form, document: Document) -> Document:
    """The document with the metadata of the plan, its words in the form's language."""
    return replace(
        document,
        language=form.language,
        plan_language=plan.field("language") or form.language,
        sender=sender(plan, form),
        author=without_marks(plan.field("prepared_by")) or sender(plan, form),
        date=parse_date(plan.field("date")),
        case_number=one_line(plan.field("case_number")),
        version=one_line(plan.field("version")),
    )


def marks(plan: Plan, form: Form, *, draft: bool) -> tuple[str, ...]:
    """The marks of every page."""
    extent = publicity(plan, form)
    secrecy = (secret_mark(extent),) if extent is not Publicity.PUBLIC else ()
    security_class = one_line(plan.field("security_class"))
    return tuple(filter(None, (draft_mark() if draft else "", *secrecy, security_class)))


def publicity(plan: Plan, form: Form) -> Publicity:
    """The publicity chosen for the document; never public when a part of it is secret."""
    chosen = plan.field("publicity")
    given = Publicity(chosen) if chosen in set(Publicity) else Publicity.PUBLIC
    if given is Publicity.PUBLIC and secret_places(plan, form):
        return Publicity.PARTLY
    return given


def front_blocks(
    plan: Plan,
    form: Form,
    *,
    draft: bool,
    withheld: tuple[IndexRow, ...] | None = None,
    confirmed: Record | None = None,
) -> Iterator[PlainBlock]:
    """The first page, in the order of SFS 2487:2024; empty fields leave no trace."""
    yield Letterhead(sender(plan, form), one_line(plan.field("document_type")))
    for field in ("date", "case_number", "document_number"):
        yield from _metadata_field(form, field, plan.field(field))
    security_class = one_line(plan.field("security_class"))
    for mark in marks(plan, form, draft=draft):
        field = "security_class" if mark == security_class else ""
        yield from (line._replace(field=field) for line in metadata(mark, strong=True))
        if mark == secret_mark(publicity(plan, form)):
            yield from _metadata_field(form, "bases", shown_bases(all_bases(plan, form)))
    if withheld is not None:
        yield public_mark(withheld)
    yield field_control(form, "title", Title(plan_title(plan, form)))
    if confirmed is not None:
        yield confirmed_field(confirmed)
    for field in _FACTS:
        if plan.field(field):
            value = marked((Run(plan.field(field)),), split_bases(plan.field("bases")))
            yield field_control(form, field, Field(form.fields[field].text, value))
    yield Field(tr("Lomake"), words(". ".join(filter(None, (form.title, form.source)))))
    yield Contents(tr("Sisällys"))


def field_control(form: Form, field: str, *blocks: PlainBlock) -> Control:
    """The blocks of a field of the document's data, to be found again by their tag."""
    return Control(f"document.{field}", form.fields[field].text, blocks)


def _metadata_field(form: Form, field: str, text: str) -> Iterator[PlainBlock]:
    if lines := metadata(text):
        yield field_control(form, field, *(line._replace(field=field) for line in lines))


def metadata(text: str, *, strong: bool = False) -> tuple[Text, ...]:
    """A line of the block of metadata for each of the text's, none when it is empty."""
    role = Role.STRONG if strong else Role.PLAIN
    lines = filter(None, without_marks(text).split("\n"))
    return tuple(Text(words(line, role), ParagraphStyle.METADATA) for line in lines)
