"""`omvgen build`: the Word document of a workbook in order, or a draft of one that is not."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from omvgen.cli import options
from omvgen.cli.common import (
    FOLDER,
    document_name,
    load_form_option,
    put,
    refuse_errors,
    say,
    say_written,
    show_progress,
    show_refusal,
    written_name,
)
from omvgen.cli.each import for_each
from omvgen.cli.publicity import refuse_leaks, refuse_public, withheld_line
from omvgen.findings.model import Finding, Refused, Severity
from omvgen.locale import ntr, tr
from omvgen.plan.model import Plan
from omvgen.secrecy.model import PublicCopy
from omvgen.workbook.reading.result import Reading
from omvgen.writers import PRINTED, file_formats, writer_of

STEM = "omavalvontasuunnitelma"


class _Asked(NamedTuple):
    """What is asked of the document, as `omvgen.build` takes it."""

    draft: bool
    signature: bool
    reference: bytes | None
    copy: PublicCopy | None = None
    previous: Reading | None = None


@options.command(
    tr(
        "Tee työkirjasta Word-asiakirja allekirjoitettavaksi. Jos työkirjassa on virheitä, "
        "asiakirjaa ei tehdä, vaan virheet näytetään. Paluuarvo on 0, kun asiakirja on tehty, "
        "1, kun työkirjassa on virheitä, ja 2, jos tiedostoa ei voi lukea tai kirjoittaa."
    )
)
@click.argument("workbooks", nargs=-1, required=True, type=options.FILE, metavar=tr("TYÖKIRJA..."))
@click.option(
    "--draft",
    is_flag=True,
    help=tr("Tee luonnos, vaikka työkirja olisi kesken; joka sivulla on merkintä LUONNOS."),
)
@click.option(
    "--public",
    is_flag=True,
    help=tr(
        "Tee julkinen versio, josta salassa pidettävät osat on poistettu. Ennen tallentamista "
        "tarkistetaan, ettei mitään poistettua ole jäänyt tiedostoon."
    ),
)
@options.previous_option(
    tr("Edellinen työkirja: asiakirjaan tulee luettelo siitä, mitä sen jälkeen on muuttunut.")
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(file_formats(printed=True)),
    default="docx",
    help=tr(
        "Asiakirjan muoto: Word (docx, oletus), verkkosivu yhtenä tiedostona (html), "
        "Markdown (md) tai PDF (pdf), johon tarvitaan LibreOffice."
    ),
)
@click.option(
    "--pdf",
    is_flag=True,
    help=tr("Tee lisäksi saavutettava PDF-tiedosto samaan kansioon. Siihen tarvitaan LibreOffice."),
)
@click.option(
    "--reference-doc",
    type=options.FILE,
    metavar=tr("TIEDOSTO"),
    help=tr("Oma mallipohja (.docx tai .dotx), jonka tyylejä ja ylätunnistetta käytetään."),
)
@click.option(
    "--signature-line",
    is_flag=True,
    help=tr("Lisää Wordin oma allekirjoitusrivi, jolle asiakirja allekirjoitetaan Wordissa."),
)
@options.force_option
@options.form_option
@options.output_option(
    tr(
        "Tiedosto, johon asiakirja kirjoitetaan; oletus on "
        "output/omavalvontasuunnitelma-VUOSI.docx, tai monesta työkirjasta output/TYÖKIRJA.docx."
    )
)
def command(
    *,
    workbooks: tuple[Path, ...],
    draft: bool,
    public: bool,
    previous: Path | None,
    output_format: str,
    pdf: bool,
    reference_doc: Path | None,
    signature_line: bool,
    force: bool,
    form_file: Path | None,
    output: Path | None,
) -> int:
    pdf = pdf and output_format != PRINTED
    _check_output(output, workbooks, output_format, pdf=pdf)
    load_form_option(form_file)  # what all of them need must be in order first
    _reference(reference_doc)
    several = len(workbooks) > 1
    wish = _Wish(
        draft, public, previous, output_format, pdf, reference_doc, signature_line, force,
        form_file, output, several,
    )  # fmt: skip
    codes = [2 if code is None else code for code in for_each(workbooks, partial(_build, wish))]
    if several:
        say("\n" + _summary(codes))
    return max(codes)


class _Wish(NamedTuple):
    """The command's options, for each workbook. A process of its own takes them along."""

    draft: bool
    public: bool
    previous: Path | None
    output_format: str
    pdf: bool
    reference_doc: Path | None
    signature_line: bool
    force: bool
    form_file: Path | None
    output: Path | None
    several: bool


def _build(wish: _Wish, workbook: Path) -> int:
    """Builds the document of one workbook; one that cannot be read or written is said."""
    try:
        return _build_one(wish, workbook)
    except Refused as refusal:
        if not wish.several:
            raise
        show_refusal(refusal.finding)
        return 2


def _build_one(wish: _Wish, workbook: Path) -> int:
    import omvgen

    form = load_form_option(wish.form_file)
    reading = omvgen.read(workbook, form)
    before = None if wish.previous is None else omvgen.read(wish.previous, form)
    findings = omvgen.validate(reading, before)
    copy = omvgen.public(reading) if wish.public else None
    if copy is not None and refuse_public(reading, findings, copy):
        return 1
    if not wish.draft and any(finding.severity is Severity.ERROR for finding in findings):
        refuse_errors(
            reading,
            findings,
            tr(
                "Työkirjasta {file} ei tehty asiakirjaa, koska siinä on virheitä. Korjaa ne, "
                "tai tee luonnos valitsimella --draft.",
                file=reading.file,
            ),
        )
        return 1
    target = wish.output or FOLDER / _name(wish, workbook, reading.plan)
    if not wish.force:
        _protect(target, wish.output_format)
        if wish.pdf:
            _protect(target.with_suffix(".pdf"), PRINTED)
    asked = _Asked(wish.draft, wish.signature_line, _reference(wish.reference_doc), copy, before)
    document = _document(reading, asked, wish.output_format)
    if refuse_leaks(reading, _copies(reading, asked), target, document):
        return 1
    put(document, target)
    say(_written(target, reading, findings))
    if before is not None:
        from omvgen.cli.compared import warn_of_errors, warn_of_order

        warn_of_errors(before)
        warn_of_order(omvgen.compare(before, reading))
    if copy is not None:
        say(withheld_line(copy, reading.form))
    return _put_pdf(target.with_suffix(".pdf"), reading, asked) if wish.pdf else 0


def _check_output(
    output: Path | None, workbooks: tuple[Path, ...], output_format: str, *, pdf: bool
) -> None:
    if output and len(workbooks) > 1:
        raise click.UsageError(
            tr(
                "Valitsin -o sopii vain yhdelle työkirjalle. Monesta työkirjasta tulee kansioon "
                "output asiakirjat, joilla on työkirjojen nimet."
            )
        )
    names = [workbook.stem.casefold() for workbook in workbooks]
    twice = next((w for w in workbooks if names.count(w.stem.casefold()) > 1), None)
    if twice is not None:
        raise click.UsageError(
            tr(
                "Kahdella työkirjalla on nimi {name}, joten niiden asiakirjat menisivät samaan "
                "tiedostoon. Tee ne erikseen valitsimella -o.",
                name=twice.stem,
            )
        )
    if pdf and str(output) == "-":
        raise click.UsageError(
            tr("PDF-tiedostoa ei voi kirjoittaa vakiotulosteeseen. Anna tiedoston nimi (-o).")
        )
    if output and output.suffix.lower() == ".pdf" and output_format == "docx":
        raise click.UsageError(
            tr(
                "Anna Word-asiakirjan nimi (-o asiakirja.docx). PDF-tiedosto tulee sen viereen "
                "valitsimella --pdf, tai sen sijaan valitsimella --format pdf."
            )
        )
    options.check_ending(output, output_format)


def _protect(target: Path, output_format: str) -> None:
    """Raises `Refused` when somebody's work would be lost at the target."""
    from omvgen.writers.docx.seal import protect
    from omvgen.writers.pdf import protect_pdf

    if str(target) != "-" and output_format == "docx":
        protect(target)
    elif str(target) != "-" and output_format == PRINTED:
        protect_pdf(target)


def _copies(reading: Reading, asked: _Asked) -> list[PublicCopy]:
    """The public copies that a public document is made of; none for the full version.

    Of last year's plan it is the one that withholds what is secret now.
    """
    import omvgen

    if asked.copy is None or asked.previous is None:
        return [asked.copy] if asked.copy else []
    _, _, (before, _) = omvgen.public_both(asked.previous, reading)
    return [asked.copy, before]


def _document(reading: Reading, asked: _Asked, output_format: str) -> bytes:
    """The document in the format. Raises `Refused` when LibreOffice does not make a PDF."""
    import omvgen
    from omvgen.writers.pdf import LibreOffice, find_soffice

    if output_format != PRINTED:
        return omvgen.build(reading, format=output_format, **asked._asdict())
    libreoffice = LibreOffice(find_soffice(os.environ))
    show_progress(tr("Tehdään PDF-tiedostoa LibreOfficella…"))
    return omvgen.build_pdf(reading, libreoffice, **asked._asdict())


def _put_pdf(target: Path, reading: Reading, asked: _Asked) -> int:
    """The PDF beside the Word document, which stays whatever becomes of the PDF."""
    document = _document(reading, asked, PRINTED)
    if refuse_leaks(reading, _copies(reading, asked), target, document):
        return 1
    put(document, target)
    say_written(target)
    return 0


def _name(wish: _Wish, workbook: Path, plan: Plan) -> str:
    """By default after the plan's year; of several after the workbook, since years may repeat."""
    ending = writer_of(wish.output_format).ENDINGS[0]
    if wish.several:
        kinds = kinds_of(draft=wish.draft, public=wish.public)
        return "-".join([workbook.stem, *kinds]) + ending
    return default_name(plan, draft=wish.draft, public=wish.public, ending=ending)


def default_name(plan: Plan, *, draft: bool, public: bool = False, ending: str = ".docx") -> str:
    """Such as `omavalvontasuunnitelma-2026-julkinen.docx`; without the year when there is none."""
    return document_name(STEM, plan, *kinds_of(draft=draft, public=public)) + ending


def kinds_of(*, draft: bool, public: bool) -> list[str]:
    """What the name of a document says of it."""
    return [*(["julkinen"] if public else []), *(["luonnos"] if draft else [])]


def _reference(path: Path | None) -> bytes | None:
    if path is None:
        return None
    from omvgen.writers.docx.own_reference import read_reference

    return read_reference(path)


def _written(target: Path, reading: Reading, findings: tuple[Finding, ...]) -> str:
    """The one line that says what was written, with its counts."""
    form, plan = reading.form, reading.plan
    tables = sum(bool(plan.rows(table)) for table in form.tables)
    parts = [
        ntr("{n} osio", "{n} osiota", len(form.sections)),
        ntr("{n} kohta", "{n} kohtaa", len(form.questions)),
        ntr("{n} vastaus", "{n} vastausta", len(plan.answered & set(form.questions))),
        ntr("{n} taulukko", "{n} taulukkoa", tables),
        ntr("{n} muutoslokin rivi", "{n} muutoslokin riviä", len(plan.log)),
    ]
    for severity, one, many in (
        (Severity.ERROR, "{n} virhe", "{n} virhettä"),
        (Severity.WARNING, "{n} varoitus", "{n} varoitusta"),
    ):
        if number := sum(finding.severity is severity for finding in findings):
            parts.append(ntr(one, many, number))
    return tr("Kirjoitettu {file}: {counts}.", file=written_name(target), counts=", ".join(parts))


def _summary(codes: list[int]) -> str:
    """How many documents were made, and why others were not."""
    parts = [
        ntr("{n} työkirja", "{n} työkirjaa", len(codes)),
        ntr("{n} asiakirja tehty", "{n} asiakirjaa tehty", codes.count(0)),
    ]
    if failing := codes.count(1):
        parts.append(ntr("{n} korjattava", "{n} korjattavaa", failing))
    if unread := codes.count(2):
        parts.append(tr("{n} jäi tekemättä", n=unread))
    return parts[0] + ": " + ", ".join(parts[1:])
