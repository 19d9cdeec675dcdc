"""The change report: what a director decides about, reads before confirming, and signs.

The first page has the decision: what changed in substance, what is open, what signing means.
Every change follows, then how many there are; the codes and cells of findings stand last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from omvgen.confirmation.record import Record
from omvgen.content.blocks import (
    Block,
    Contents,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    ListItem,
    Summary,
    Text,
    Title,
    Together,
    make_table,
    words,
)
from omvgen.content.changes import listed_changes, summary
from omvgen.content.confirmed import Confirmations, meaning_of_signing, standing
from omvgen.content.essential import key_lines
from omvgen.content.front import metadata, plan_title, secret_mark, sender, with_data_of
from omvgen.content.labels import log_findings_lines, version_words
from omvgen.content.plain_changes import legend, tally_table
from omvgen.diff.model import Changes
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.locale import ntr, speaking, tr
from omvgen.plan.bases import shown_bases
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases

_OPEN = 8  # findings on the first page


def report_document(
    changes: Changes,
    new: Plan,
    form: Form,
    *,
    findings: Sequence[Finding] = (),
    confirmations: Confirmations | None = None,
) -> Document:
    """The decision, every change with its old and new wording, and a place to sign.

    `new` is the new plan and `form` its form; its metadata is the report's. `findings` are
    the new plan's, and so are the `confirmations`: none by default.
    """
    confirmations = confirmations or Confirmations()
    confirmed = confirmations.confirmed
    with speaking(form.language):
        kind, title = tr("Muutosraportti"), plan_title(new, form)
        marks = (secret_mark(),) if changes.secret else ()
        found = [*_still_open(findings, changes, confirmed)]
        sums = summary(changes, form)
        blocks = (
            Letterhead(sender(new, form), kind),
            *metadata(new.field("date")),
            *metadata(new.field("case_number")),
            *(line for mark in marks for line in metadata(mark, strong=True)),
            *metadata(shown_bases(all_bases(new, form)) if marks else ""),
            Title(tr("{plan}: muutokset edelliseen versioon", plan=title)),
            Field(tr("Uusi suunnitelma"), words(version_words(changes.new))),
            Field(tr("Vanha suunnitelma"), words(version_words(changes.old))),
            *(() if changes.public else standing(confirmations)),
            Heading(tr("Mitä on muuttunut"), 1),
            *map(ListItem, key_lines(changes, form)),
            *(Text(words(sentence)) for sentence in (sums.unchanged, sums.note) if sentence),
            # Nobody confirms a plan by a list that leaves something out.
            *(() if changes.public else _decision(found, changes, form, confirmed)),
            Contents(tr("Sisällys")),
            *((legend(),) if sums.tallies else ()),
            *listed_changes(changes, form),
            *_counts(sums),
            *(() if changes.public else _confirmation(changes, form)),
            *_appendix(found, form),
        )
        document = Document(f"{kind}: {title}", kind, blocks, marks=marks)
        return with_data_of(new, form, document)


def _decision(
    found: Sequence[Finding], changes: Changes, form: Form, confirmed: Record | None
) -> Iterator[Heading | Text | ListItem]:
    """What is open, and what signing means."""
    yield Heading(tr("Mitä on avoinna"), 1)
    for finding in found[:_OPEN]:
        yield ListItem(words(f"{_number(finding, form)} {finding.message}".lstrip()))
    if len(found) > _OPEN:
        left = len(found) - _OPEN
        yield ListItem(
            words(
                ntr("ja {n} muu havainto, liitteessä", "ja {n} muuta havaintoa, liitteessä", left)
            )
        )
    if not found:
        yield Text(words(tr("Avoimia virheitä tai varoituksia ei ole.")))
    if not changes.log_findings:
        yield from (Text(words(line)) for line in log_findings_lines(changes))
    if confirmed is None:
        yield from meaning_of_signing(form)


def _still_open(
    findings: Sequence[Finding], changes: Changes, confirmed: Record | None
) -> Iterator[Finding]:
    """Errors and warnings, without what can be done only once the plan is confirmed.

    Staff are told of the version that is confirmed, not before.
    """
    for finding in findings:
        of_this = str(finding.values.get("row", "")).partition(", ")[0] == changes.new.version
        later = finding.code is Code.STAFF_NOT_INFORMED and of_this and confirmed is None
        if finding.severity is not Severity.NOTE and not later:
            yield finding


def _number(finding: Finding, form: Form) -> str:
    return form.numbers.get(finding.location.question, "")


def _counts(sums: Summary) -> Iterator[Block]:
    yield Heading(tr("Yhteenveto"), 1)
    yield from (Text(words(sentence)) for sentence in (sums.counts, sums.warning) if sentence)
    if sums.tallies:
        yield tally_table(sums)


def _appendix(found: Sequence[Finding], form: Form) -> Iterator[Block]:
    """The open findings with their codes and cells, for who corrects the workbook."""
    if found:
        yield Heading(tr("Liite: avoimet havainnot työkirjassa"), 1)
        columns = (tr("Koodi"), tr("Solu"), tr("Kohta"), tr("Havainto ja korjaus"))
        rows = [
            (
                words(str(finding.code)),
                words(str(finding.location)),
                words(_number(finding, form)),
                words(f"{finding.message}\n{finding.remedy}"),
            )
            for finding in found
        ]
        yield make_table(tr("Havainnot"), columns, rows)


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
