"""`omvgen confirm`: the record of a confirmation, made when the plan has been signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from omvgen.cli import options
from omvgen.cli.common import load_form_option, refuse_errors, say
from omvgen.confirmation.confirm import Signing
from omvgen.confirmation.ledger import LEDGER
from omvgen.confirmation.record import Record
from omvgen.confirmation.standing import a_year_from
from omvgen.findings.model import Finding, Refused, errors
from omvgen.locale import ntr, tr
from omvgen.plan.formats import format_date
from omvgen.workbook.reading import Reading


@options.command(
    tr(
        "Kirjaa vahvistus, kun suunnitelma on allekirjoitettu. Tieto lisätään työkirjan kansion "
        "tiedostoon vahvistukset.jsonl. Vahvistus kirjataan joka vuosi, vaikka mikään ei olisi "
        "muuttunut."
    )
)
@click.argument("workbook", type=options.FILE, metavar="WORKBOOK")
@click.option(
    "--date",
    "day",
    type=options.Day(),
    required=True,
    metavar="D",
    help=tr("Allekirjoituksen päivä, esimerkiksi 30.1.2026."),
)
@click.option("--place", required=True, metavar="P", help=tr("Allekirjoituksen paikka."))
@click.option("--by", "name", required=True, metavar="NAME", help=tr("Allekirjoittajan nimi."))
@click.option("--role", required=True, metavar="R", help=tr("Allekirjoittajan tehtävä."))
@click.option(
    "--document",
    type=options.FILE,
    metavar="DOCX",
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
    import omvgen
    from omvgen.document.comparison import is_pdf
    from omvgen.document.readback import document_bytes

    signing = Signing(day, *(_said(text) for text in (place, name, role)))
    _check(signing, today)
    reading = omvgen.read(workbook, load_form_option(form_file))
    findings = omvgen.validate(reading)
    if errors(findings):
        refuse_errors(
            reading, findings, tr("Vahvistusta ei kirjattu, koska työkirjassa on virheitä.")
        )
        return 1
    record = omvgen.confirm(workbook, reading, signing, document)
    _warn_of_name(signing, reading)
    click.echo(_in_words(record))
    if document and is_pdf(document_bytes(document)):
        say(tr("PDF-tiedoston {file} sisältöä ei verrattu työkirjaan.", file=document.name))
    say(_what_next(record, workbook))
    return 0


def _said(text: str) -> str:
    return " ".join(text.split())


def _check(signing: Signing, today: date) -> None:
    """That the confirmation says who and where, and is not yet to come."""
    said = {
        tr("paikka"): signing.place,
        tr("nimi"): signing.name,
        tr("tehtävä"): signing.role,
    }
    missing = [what for what, text in said.items() if not text]
    if missing:
        raise Refused(Finding("OMV623", values={"missing": ", ".join(missing)}))
    if signing.day > today:
        raise Refused(Finding("OMV620", values={"day": format_date(signing.day)}))


def _warn_of_name(signing: Signing, reading: Reading) -> None:
    """The plan names its director and who signs; another may confirm, but hardly unnoticed."""
    roles = (reading.form.question_with_role(role) for role in ("name", "director"))
    known = [reading.plan.text(question.id) for question in roles if question]
    known = [text for text in known if text]
    if known and not any(signing.name.casefold() in text.casefold() for text in known):
        values = {"name": signing.name, "known": "; ".join(dict.fromkeys(known))}
        finding = Finding("OMV626", values=values)
        say(f"{finding.code}: {finding.message} {finding.remedy}")


def _in_words(record: Record) -> str:
    """The record as it goes into the case file."""
    if record.changes is None:
        changed = tr("Vahvistus on ensimmäinen kirjattu.")
    elif record.changes:
        changed = ntr(
            "Edellisen vahvistuksen jälkeen on muuttunut {n} kohta.",
            "Edellisen vahvistuksen jälkeen on muuttunut {n} kohtaa.",
            record.changes,
        )
    else:
        changed = tr("Suunnitelma ei ole muuttunut edellisen vahvistuksen jälkeen.")
    return "\n".join(
        [
            tr(
                "{name}, {role}, on vahvistanut omavalvontasuunnitelman {year}, "
                "version {version}: {place} {day}.",
                name=record.name,
                role=record.role,
                year=record.year,
                version=record.version,
                place=record.place,
                day=format_date(record.day),
            ),
            changed,
            tr("Suunnitelman tunniste: {fingerprint}", fingerprint=record.fingerprint),
        ]
    )


def _what_next(record: Record, workbook: Path) -> str:
    """What follows a confirmation (guideline 2.2–2.4), with the command for each."""
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
