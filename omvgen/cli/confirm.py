"""`omvgen confirm`: the record of a confirmation, made when the plan has been signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, refuse_errors, say
from omvgen.confirmation import LEDGER
from omvgen.confirmation.confirm import Signing, unusual_signer
from omvgen.confirmation.record import Record, record_hash
from omvgen.confirmation.standing import a_year_from
from omvgen.errors import PlanError
from omvgen.form.dates import format_date
from omvgen.locale import ntr, tr
from omvgen.workbook.reading.result import Reading


@options.command(
    tr(
        "Kirjaa vahvistus, kun suunnitelma on allekirjoitettu. Tieto lisätään työkirjan kansion "
        "tiedostoon vahvistukset.jsonl. Vahvistus kirjataan joka vuosi, vaikka mikään ei olisi "
        "muuttunut."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@click.option(
    "--date",
    "day",
    type=options.Day(),
    required=True,
    metavar=tr("PÄIVÄ"),
    help=tr("Allekirjoituksen päivä, esimerkiksi 30.1.2026."),
)
@click.option("--place", required=True, metavar=tr("PAIKKA"), help=tr("Allekirjoituksen paikka."))
@click.option("--by", "name", required=True, metavar=tr("NIMI"), help=tr("Allekirjoittajan nimi."))
@click.option("--role", required=True, metavar=tr("TEHTÄVÄ"), help=tr("Allekirjoittajan tehtävä."))
@click.option(
    "--document",
    type=options.FILE,
    metavar=tr("TIEDOSTO"),
    help=tr("Allekirjoitettu asiakirja (Word tai PDF)."),
)
@options.today_option
@options.form_option
def command(
    workbook: Path,
    *,
    day: date,
    place: str,
    name: str,
    role: str,
    document: Path | None,
    today: date,
    form_file: Path | None,
) -> int:
    from omvgen.verification.comparison import is_pdf
    from omvgen.verification.result import not_compared
    from omvgen.word.readback import document_bytes

    signing = Signing(day, place, name, role)
    reading = pipeline.read(workbook, load_form_option(form_file))
    try:
        record = pipeline.confirm(reading, signing, today, document)
    except PlanError as error:
        reason = tr("Vahvistusta ei kirjattu, koska työkirjassa on virheitä.")
        refuse_errors(reading, error.findings, reason)
        return 1
    _warn_of_signer(signing, reading)
    click.echo(_text_of(record, reading))
    if document and is_pdf(document_bytes(document)):
        say(tr("PDF-tiedoston {file} sisältöä ei verrattu työkirjaan.", file=document.name))
    elif document and (finding := not_compared(pipeline.verify(document, reading))):
        say(f"{finding.code}: {finding.message} {finding.remedy}")
    say(_what_next(record, workbook))
    return 0


def _warn_of_signer(signing: Signing, reading: Reading) -> None:
    """Prints a warning when the plan names another signer or director. It is no error."""
    found = tuple(unusual_signer(reading.plan, reading.form, signing))
    for finding in found:
        say(f"{finding.code}: {finding.message} {finding.remedy}")
    if found:
        say(
            tr(
                "Kirjattua vahvistusta ei muuteta. Jos siinä on virhe, nosta versio ja kirjaa "
                "vahvistus uudelleen."
            )
        )


def _text_of(record: Record, reading: Reading) -> str:
    """The text for the case file; with its hashes it proves what was confirmed."""
    sender = reading.form.question_with_role("sender")
    facts = [
        (sender.text, reading.plan.text(sender.id)) if sender else ("", ""),
        (reading.form.fields["case_number"].text, reading.plan.field("case_number")),
        (tr("Lomake"), f"{reading.form.title} ({record.form_version})"),
        (tr("Suunnitelman tunniste"), record.fingerprint),
        (tr("Työkirja"), _file(record.workbook_file, record.workbook_hash)),
        (tr("Asiakirja"), _file(record.document_file, record.document_hash)),
        (tr("Vahvistuksen tunniste"), record_hash(record)),
    ]
    return "\n".join(
        [
            tr(
                "{name}, {role}, on vahvistanut vuoden {year} omavalvontasuunnitelman version "
                "{version} ({place} {day}).",
                name=record.name,
                role=record.role,
                year=record.year,
                version=record.version,
                place=record.place,
                day=format_date(record.day),
            ),
            _changed(record.changes),
            *(f"{what}: {text}" for what, text in facts if text),
        ]
    )


def _changed(changes: int | None) -> str:
    if changes is None:
        return tr("Aiempia vahvistuksia ei ole kirjattu.")
    if changes == 0:
        return tr("Yksikään kohta ei ole muuttunut edellisen vahvistuksen jälkeen.")
    return ntr(
        "Edellisen vahvistuksen jälkeen on muuttunut {n} kohta.",
        "Edellisen vahvistuksen jälkeen on muuttunut {n} kohtaa.",
        changes,
    )


def _file(name: str, digest: str) -> str:
    return f"{name} (SHA-256 {digest})" if name else ""


def _what_next(record: Record, workbook: Path) -> str:
    """The steps after a confirmation (guideline 2.2–2.4), with their commands."""
    lines = [
        tr("Kirjattu tiedostoon {file}.", file=(workbook.parent / LEDGER).as_posix()),
        tr("Seuraavaksi:"),
        "- " + tr("tiedota muutoksista henkilöstölle (omvgen notice)"),
        "- " + tr("tee julkinen versio asiakkaita varten (omvgen build --public)"),
        "- "
        + tr(
            "vahvista uudelleen viimeistään {due}, vaikka mikään ei muuttuisi",
            due=format_date(a_year_from(record.day)),
        ),
    ]
    return "\n".join(lines)
