"""The first page: letterhead and metadata, the title, what the document says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.answers import marked, without_marks
from omvgen.content.blocks import (
    Block,
    Contents,
    Control,
    Field,
    Letterhead,
    Look,
    Role,
    Text,
    Title,
    plain,
    words,
)
from omvgen.content.withheld import public_mark
from omvgen.diff.labels import plan_words
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.bases import join_bases, split_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases, secret_places
from omvgen.plan.text import Run
from omvgen.secrecy.model import IndexRow

DRAFT = "LUONNOS"
SECRET_MARK = "SALASSA PIDETTÄVÄ"  # the act on openness (621/1999) 25 §
_FACTS = (
    "version",
    "replaces",
    "valid_from",
    "prepared_by",
    "participants_management",
    "participants_staff",
)


def compared_plans(changes: Changes) -> tuple[tuple[str, str], ...]:
    """Which plans the changes are between, each with its label."""
    return (
        ("Uusi suunnitelma", plan_words(changes.new)),
        ("Vanha suunnitelma", plan_words(changes.old)),
    )


def sender(plan: Plan, form: Form) -> str:
    """Who sends the document: the answer with that role, otherwise who prepared it."""
    question = form.question_with_role("sender")
    name = plan.text(question.id) if question else ""
    return without_marks(name or plan.field("prepared_by")).replace("\n", " ")


def title(plan: Plan, form: Form) -> str:
    given = plan.field("title") or f"{form.document_title} {plan.field('year')}"
    return without_marks(given).replace("\n", " ").strip()


def marks(plan: Plan, form: Form, *, draft: bool) -> tuple[str, ...]:
    """What every page must say of itself."""
    secrecy = (SECRET_MARK,) if publicity(plan, form) is not Publicity.PUBLIC else ()
    security_class = (plan.field("security_class"),) if plan.field("security_class") else ()
    return ((DRAFT,) if draft else ()) + secrecy + security_class


def publicity(plan: Plan, form: Form) -> Publicity:
    """The document's publicity: what its data says, but never public when a part is secret."""
    says = plan.field("publicity")
    given = Publicity(says) if says in set(Publicity) else Publicity.PUBLIC
    if given is Publicity.PUBLIC and secret_places(plan, form):
        return Publicity.PARTLY
    return given


def front_blocks(
    plan: Plan, form: Form, *, draft: bool, withheld: tuple[IndexRow, ...] | None = None
) -> Iterator[Block]:
    """The first page, in the order of SFS 2487:2024; empty fields leave no trace."""
    yield Letterhead(sender(plan, form), plan.field("document_type"))
    for field in ("date", "case_number", "document_number"):
        yield from _metadata_field(form, field, plan.field(field))
    for mark in marks(plan, form, draft=draft):
        yield from _metadata(mark, Role.STRONG)
        if mark == SECRET_MARK:
            yield from _extent(plan, form)
    if withheld is not None:
        yield public_mark(withheld)
    yield field_control(form, "title", Title(title(plan, form)))
    for field in _FACTS:
        if plan.field(field):
            said = marked((Run(plan.field(field)),), split_bases(plan.field("bases")))
            fact = Field(form.fields[field].text, said)
            yield field_control(form, field, fact)
    yield Field("Lomake", words(". ".join(filter(None, (form.title, form.source)))))
    yield Contents("Sisällys")


def properties(
    plan: Plan, form: Form, withheld: tuple[IndexRow, ...] | None
) -> tuple[tuple[str, str], ...]:
    """What the first page says of the document for which Word has no property of its own."""
    said = {"document_number": plan.field("document_number")}
    extent = publicity(plan, form)
    if extent is not Publicity.PUBLIC:
        said |= {"publicity": extent, "bases": join_bases(all_bases(plan, form))}
    elif withheld is not None:
        said["publicity"] = plain(public_mark(withheld).pieces)
    said["security_class"] = plan.field("security_class")
    return tuple((form.fields[key].text, without_marks(text)) for key, text in said.items() if text)


def field_control(form: Form, field: str, *blocks: Block) -> Control:
    """What says a field of the document's data, to be found again by its tag."""
    return Control(f"document.{field}", form.fields[field].text, blocks)


def _extent(plan: Plan, form: Form) -> Iterator[Block]:
    """To what extent the document is secret, and by what (25 §)."""
    yield from _metadata_field(form, "publicity", publicity(plan, form))
    yield from _metadata_field(form, "bases", join_bases(all_bases(plan, form)))


def _metadata_field(form: Form, field: str, text: str) -> Iterator[Block]:
    if lines := _metadata(text):
        yield field_control(form, field, *lines)


def _metadata(text: str, role: Role = Role.PLAIN) -> tuple[Block, ...]:
    """A line of the block of metadata for each of the text's, none when it is empty."""
    lines = filter(None, without_marks(text).split("\n"))
    return tuple(Text(words(line, role), Look.METADATA) for line in lines)
