"""The pages of a pack that is handed over: what is in it, and the print-out of a confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from omvgen.confirmation.record import Record
from omvgen.content.answers import without_marks
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    Heading,
    Letterhead,
    ListItem,
    Spans,
    Text,
    Title,
    make_table,
    words,
)
from omvgen.content.confirmed import confirmed_field
from omvgen.content.front import marks, metadata, plan_title, sender, with_data_of
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import speaking, tr
from omvgen.plan.plan import Plan
from omvgen.plan.requests import State, requests
from omvgen.signatures.model import Signature
from omvgen.signatures.words import in_one_line, kind_of
from omvgen.workbook.vocabulary import rows_as_shown

_OF_REQUESTS = ("place", "change", "due", "done")  # columns of the log
_FACTS = ("version", "date", "valid_from", "case_number", "document_number")


def cover_page(
    plan: Plan,
    form: Form,
    files: Mapping[str, str],
    *,
    record: Record | None,
    previous: Plan | None,
    remarks: Sequence[Finding],
    public: bool,
) -> Document:
    """The page that says what is in the pack, and what was done of the authority's requests.

    `files` are the names of the others with what each is, `record` the plan's confirmation,
    `previous` the plan handed over before it, `remarks` what the pack lacks. Of a `public`
    pack the plans are the public copies.
    """
    with speaking(form.language):
        kind = tr("Julkinen luovutuspaketti") if public else tr("Luovutuspaketti")
        rows: list[tuple[Spans, ...]] = [
            (words(name), words(tr(about))) for name, about in files.items()
        ]
        columns = (tr("Tiedosto"), tr("Mitä siinä on"))
        contents = make_table(tr("Paketin tiedostot"), columns, rows)
        blocks: tuple[Block, ...] = (
            *_front(plan, form, kind),
            *([confirmed_field(record)] if record else []),
            Heading(tr("Mitä paketissa on"), 1),
            contents,
            *_requests(plan, form, previous),
            *_lacking(remarks),
            *(() if public else _handling(plan, form)),
        )
        return _page(plan, form, kind, blocks)


def confirmation_page(plan: Plan, form: Form, record: Record) -> Document:
    """The print-out of the plan's confirmation, with the digests that prove it."""
    with speaking(form.language):
        kind = tr("Vahvistuksen tuloste")
        facts = {
            tr("Vahvistus"): str(record.number),
            tr("Vahvistuksen tunniste"): record.id,
            tr("Asiakirjan tarkiste (SHA-256)"): record.document_hash,
            tr("Työkirjan tarkiste (SHA-256)"): record.workbook_hash,
            tr("Oikaisun syy"): record.reason,
        }
        blocks: tuple[Block, ...] = (
            *_front(plan, form, kind),
            confirmed_field(record),
            *(Field(label, words(value)) for label, value in facts.items() if value),
            *map(_signature, record.signatures),
        )
        return _page(plan, form, kind, blocks)


def _signature(signature: Signature) -> Field:
    return Field(kind_of(signature), words(in_one_line(signature)))


def _front(plan: Plan, form: Form, kind: str) -> Iterator[Block]:
    yield Letterhead(sender(plan, form), kind)
    for mark in marks(plan, form, draft=False):
        yield from metadata(mark, strong=True)
    yield Title(plan_title(plan, form))
    for field in _FACTS:
        if value := without_marks(plan.field(field)):
            yield Field(form.fields[field].text, words(value))


def _requests(plan: Plan, form: Form, previous: Plan | None) -> Iterator[Block]:
    """The requests that are open, or were made or done since the previous plan."""
    known = previous.log if previous else ()
    told = [
        request
        for request in requests(plan, form)
        if request.state is State.OPEN or request.row not in known
    ]
    if not told:
        return
    title = tr("Viranomaisen pyynnöt")
    columns = [column for column in form.log.columns if column.id in _OF_REQUESTS]
    shown = rows_as_shown(tuple(request.row for request in told), form.log, form.language)
    rows = [tuple(words(without_marks(row.get(c.id, ""))) for c in columns) for row in shown]
    yield Heading(title, 1)
    yield make_table(title, tuple(c.title for c in columns), rows)


def _lacking(remarks: Sequence[Finding]) -> Iterator[Block]:
    if remarks:
        yield Heading(tr("Huomattavaa"), 1)
    yield from (ListItem(words(finding.message)) for finding in remarks)


def _handling(plan: Plan, form: Form) -> Iterator[Block]:
    if not marks(plan, form, draft=False):
        return
    yield Heading(tr("Käsittely"), 1)
    yield Text(words(sending_hint()))


def sending_hint() -> str:
    """How a pack with something secret may be sent."""
    return tr(
        "Paketissa on salassa pidettävää. Lähetä se suojattuna, esimerkiksi turvapostilla tai "
        "viranomaisen suojatussa asiointipalvelussa, ei tavallisella sähköpostilla."
    )


def _page(plan: Plan, form: Form, kind: str, blocks: tuple[Block, ...]) -> Document:
    page_marks = marks(plan, form, draft=False)
    title = f"{kind}: {plan_title(plan, form)}"
    return with_data_of(plan, form, Document(title, kind, blocks, marks=page_marks))
