"""The notice to clients: that the plan exists and that they may see it (guideline 2.4).

One page in plain language and large type, to hang on a wall or hand over. Its sentences come
from a file of texts (`texts.py`), the contact details from the public copy of the plan, and
nothing else is known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.blocks import Document, Field, Heading, Letterhead, Text, Title, words
from omvgen.content.clients.texts import Section, Texts
from omvgen.form.form import Form
from omvgen.plan.plan import Plan

_LEFT_TO_RIGHT = "\u200e"  # before a phone number, whose groups would change places otherwise


def clients_notice(public: Plan, form: Form, texts: Texts) -> Document:
    """The notice in the language of the texts.

    `public` is the plan as it may be given out, without answers of which a part was
    withheld: only its answers in the form's contact section are used.
    """
    question = form.question_with_role("sender")
    sender = public.text(question.id).replace("\n", " ") if question else ""
    blocks = (
        Letterhead(sender, texts.kind),
        Title(texts.title),
        *(block for section in texts.sections for block in _section(section)),
        Heading(texts.contact, 1),
        *_contact_details(public, form, texts),
    )
    return Document(
        title=f"{texts.kind}: {texts.title}",
        document_type=texts.kind,
        blocks=blocks,
        language=texts.language,
        plan_language=texts.language,
        sender=sender,
        author=sender,
        large=True,
        right_to_left=texts.right_to_left,
    )


def _section(section: Section) -> Iterator[Heading | Text]:
    """A heading and its sentences, each on a line of its own."""
    yield Heading(section.heading, 1)
    yield Text(words("\n".join(section.sentences)))


def _contact_details(public: Plan, form: Form, texts: Texts) -> Iterator[Field]:
    """Address, phone and e-mail: the form's contact section up to the director's name."""
    section = form.section_with_role("contact")
    address, phones, emails = "", [], []
    for question in section.questions if section else ():
        if question.role == "director":
            break
        answer = public.text(question.id).replace("\n", " ")
        if question.format == "phone":
            phones.append(answer)
        elif question.format == "email":
            emails.append(answer)
        elif question.role != "sender" and answer:
            address += answer + (" " if question.format == "postal_code" else ", ")
    for label, value in (
        (texts.address, address.rstrip(" ,")),
        (texts.phone, ", ".join(filter(None, phones))),
        (texts.email, ", ".join(filter(None, emails))),
    ):
        if value:
            mark = _LEFT_TO_RIGHT if texts.right_to_left else ""
            yield Field(label, words(mark + value))
