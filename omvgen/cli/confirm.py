"""`omvgen confirm`: the record of a confirmation, made when the plan has been signed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, load_made_with, refuse_errors, say
from omvgen.confirmation import KEPT, ledger_of
from omvgen.confirmation.confirm import Signing
from omvgen.confirmation.corrections import Correction
from omvgen.confirmation.record import Record, record_hash
from omvgen.confirming import Recorded, record_confirmation
from omvgen.errors import DoubtfulConfirmation, PlanError
from omvgen.form.dates import format_date, months_after
from omvgen.locale import ntr, tr
from omvgen.signatures.words import in_one_line, kind_of
from omvgen.verification.result import Verification
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
    metavar=tr("PÄIVÄ"),
    help=tr("Allekirjoituksen päivä, esimerkiksi 30.1.2026."),
)
@click.option("--place", metavar=tr("PAIKKA"), help=tr("Allekirjoituksen paikka."))
@click.option("--by", "name", metavar=tr("NIMI"), help=tr("Allekirjoittajan nimi."))
@click.option("--role", metavar=tr("TEHTÄVÄ"), help=tr("Allekirjoittajan tehtävä."))
@click.option(
    "--document",
    type=options.FILE,
    metavar=tr("TIEDOSTO"),
    help=tr("Allekirjoitettu asiakirja (Word, PDF tai ASiC-E)."),
)
@options.trust_option
@options.made_with_options
@click.option(
    "--correct",
    "number",
    type=click.INT,
    metavar="N",
    help=tr(
        "Oikaise vahvistuksen N päivä, paikka, nimi tai tehtävä; anna vain se, mikä oli väärin. "
        "Molemmat jäävät luetteloon."
    ),
)
@click.option("--reason", metavar=tr("SYY"), help=tr("Miksi vahvistus oikaistaan."))
@click.option("--dry-run", is_flag=True, help=tr("Näytä, mitä kirjattaisiin, mutta älä kirjaa."))
@click.option(
    "--force",
    is_flag=True,
    help=tr("Kirjaa kysymättä, vaikka suunnitelmassa on toinen päivä, vahvistaja tai tehtävä."),
)
@options.today_option
@options.form_option
def command(
    workbook: Path,
    *,
    day: date | None,
    place: str | None,
    name: str | None,
    role: str | None,
    document: Path | None,
    trust: Path | None,
    previous: Path | None,
    reference_doc: Path | None,
    number: int | None,
    reason: str | None,
    dry_run: bool,
    force: bool,
    today: date,
    form_file: Path | None,
) -> int:
    _check_options(number, reason, document)
    if document is None and (previous or reference_doc or trust):
        raise click.UsageError(
            tr(
                "Valitsimet --previous, --reference-doc ja --trust annetaan vain valitsimen "
                "--document kanssa."
            )
        )
    record_it: Callable[..., Recorded]
    if number is not None:
        correction = Correction(number, reason or "", day, place, name, role)
        reading = pipeline.read(workbook, load_form_option(form_file))
        record_it = partial(_correct, reading, correction, today)
    else:
        signing = _signing(day, place, name, role)
        reading = pipeline.read(workbook, load_form_option(form_file))
        made_with = load_made_with(previous, reference_doc, reading.form) | {"trust": trust}
        confirm = partial(record_confirmation, pipeline.build, reading, signing, today)
        record_it = partial(confirm, document, **made_with)
    try:
        found = _recorded(partial(record_it, dry_run=dry_run), force=force)
    except PlanError as error:
        reason = tr("Vahvistusta ei kirjattu, koska työkirjassa on virheitä.")
        refuse_errors(reading, error.findings, reason)
        return 1
    if found is None:
        return 2
    click.echo(_text_of(found.record, reading, dry_run=dry_run))
    if found.document:
        _say_what_was_not_compared(found.document)
    _say_what_next(found.record, reading, dry_run=dry_run)
    return 0


def _correct(
    reading: Reading, correction: Correction, today: date, *, force: bool, dry_run: bool
) -> Recorded:
    record = pipeline.correct(reading, correction, today, force=force, dry_run=dry_run)
    return Recorded(record, None)


def _say_what_was_not_compared(verified: Verification) -> None:
    from omvgen.verification.result import not_compared

    if finding := not_compared(verified):
        say(f"{finding.code}: {finding.message} {finding.remedy}")
    if verified.comparison is None and verified.confirmed is None and not verified.made_of_this:
        name = verified.document
        say(tr("PDF-tiedoston {file} sisältöä ei verrattu työkirjaan.", file=name))
    for text in verified.comparison.extra_text if verified.comparison else ():
        say(f"{tr('Asiakirjassa on suunnitelman ulkopuolella lisäksi:')} {text}")


def _check_options(number: int | None, reason: str | None, document: Path | None) -> None:
    """Raises `click.UsageError` for options that do not go together."""
    if number is None and reason is not None:
        raise click.UsageError(tr("Valitsin --reason annetaan vain valitsimen --correct kanssa."))
    if number is not None and document is not None:
        raise click.UsageError(
            tr("Asiakirjaa ei voi oikaista: vahvista uusi versio, jos asiakirja on toinen.")
        )


def _signing(day: date | None, place: str | None, name: str | None, role: str | None) -> Signing:
    """The signing. Raises `click.MissingParameter` for the first part that is missing."""
    if day is None or place is None or name is None or role is None:
        given = {"day": day, "place": place, "name": name, "role": role}
        context = click.get_current_context()
        raise next(
            click.MissingParameter(ctx=context, param=parameter)
            for parameter in context.command.params
            if parameter.name in given and given[parameter.name] is None
        )
    return Signing(day, place, name, role)


def _recorded(record_it: Callable[..., Recorded], *, force: bool) -> Recorded | None:
    """Records it, after a question when the plan contradicts it; None when that is refused."""
    try:
        return record_it(force=force)
    except DoubtfulConfirmation as doubts:
        for finding in doubts.findings:
            say(f"{finding.code}: {finding.message} {finding.remedy}")
        if sys.stdin.isatty() and _answers_yes(tr("Kirjataanko silti (k/e)?")):
            return record_it(force=True)
        say(tr("Vahvistusta ei kirjattu. Jos tieto on oikein, anna lisäksi --force."))
        return None


def _answers_yes(question: str) -> bool:
    """Asks the person at the terminal; an empty answer is no."""
    answer = click.prompt(question, default="e", show_default=False, prompt_suffix=" ", err=True)
    return str(answer).strip().casefold() in {"k", "kyllä", "j", "ja", "y", "yes"}


def _text_of(record: Record, reading: Reading, *, dry_run: bool) -> str:
    """The text for the case file; with its hashes it proves what was confirmed.

    The record that a dry run shows has no id yet.
    """
    sender = reading.form.question_with_role("sender")
    facts = [
        (sender.text, reading.plan.text(sender.id)) if sender else ("", ""),
        (reading.form.fields["case_number"].text, reading.plan.field("case_number")),
        (tr("Lomake"), f"{reading.form.title} ({record.form_version})"),
        (tr("Työkirja"), _file(record.workbook_file, record.workbook_hash)),
        (tr("Asiakirja"), _file(record.document_file, record.document_hash)),
        *((kind_of(one), in_one_line(one)) for one in record.signatures),
        (tr("Oikaistu vahvistus"), _corrected(record)),
        (tr("Vahvistuksen tunniste"), "" if dry_run else record_hash(record)),
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


def _corrected(record: Record) -> str:
    return "" if record.corrects is None else f"{record.corrects} ({record.reason})"


def _say_what_next(record: Record, reading: Reading, *, dry_run: bool) -> None:
    """Says what was recorded and what comes next (guideline 2.2–2.4), with the commands."""
    if dry_run:
        say(tr("Tämä oli kokeilu: mitään ei kirjattu."))
        return
    ledger = ledger_of(reading.path)
    lines = [tr("Kirjattu tiedostoon {file}.", file=str(ledger))]
    if record.corrects is None:
        kept = str(ledger.parent / KEPT)
        lines += [tr("Vahvistetut tiedostot ovat tallessa kansiossa {folder}.", folder=kept)]
        lines += _next_steps(record, reading.form.confirm_every_months)
    say("\n".join(lines))


def _next_steps(record: Record, months: int) -> list[str]:
    return [
        tr("Merkitse vahvistuksen tunniste asiakirjan viimeiselle sivulle tai asianhallintaan."),
        tr("Seuraavaksi:"),
        "- " + tr("tiedota muutoksista henkilöstölle (omvgen notice)"),
        "- " + tr("tee julkinen versio asiakkaita varten (omvgen build --public)"),
        "- "
        + tr(
            "vahvista uudelleen viimeistään {due}, vaikka mikään ei muuttuisi",
            due=format_date(months_after(record.day, months)),
        ),
    ]
