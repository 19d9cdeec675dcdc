"""`omvgen build`: the Word document of a workbook, and its PDF; drafts and public copies."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from omvgen import pipeline, release
from omvgen.cli import options
from omvgen.cli.common import (
    FOLDER,
    document_name,
    load_form_option,
    put,
    refuse_errors,
    refuse_leaks,
    say,
    say_written,
    show_progress,
    show_refusal,
    written_name,
)
from omvgen.cli.each import for_each
from omvgen.cli.warnings import say_warnings, say_withheld, warn_of_errors, warn_of_order
from omvgen.console.findings import count
from omvgen.errors import LeakError, OmvgenError, PlanError, PublicityError
from omvgen.findings.model import Finding
from omvgen.locale import listed, ntr, tr
from omvgen.plan.plan import Plan
from omvgen.workbook.reading.result import Reading
from omvgen.writers import LAID_OUT, PRINTED, file_formats, writer_of

STEM = "omavalvontasuunnitelma"


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
@click.option(
    "--review",
    is_flag=False,
    flag_value="",
    metavar=tr("TIEDOSTO"),
    help=tr(
        "Tee julkisen version (--public) luovuttajalle lisäksi verkkosivu siitä, mitä jää pois ja "
        "missä julkisissa virkkeissä on samaa. Sivu on salassa pidettävä. Oletus on asiakirjan "
        "nimi, jonka lopussa on -tarkistus.html."
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
        "output/omavalvontasuunnitelma-VUOSI-vVERSIO.docx, tai monesta työkirjasta "
        "output/TYÖKIRJA.docx."
    )
)
def command(
    *,
    workbooks: tuple[Path, ...],
    draft: bool,
    public: bool,
    review: str | None,
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
    if not pdf and output_format not in LAID_OUT:
        _refuse_layout(reference_doc=reference_doc, signature_line=signature_line)
    if public and signature_line:
        raise click.UsageError(
            tr("Julkista versiota ei allekirjoiteta: jätä valitsin --signature-line pois.")
        )
    _check_output(output, workbooks, output_format, pdf=pdf)
    _check_review(review, workbooks, public=public)
    # Fail before the first workbook when something is unfit or missing.
    load_form_option(form_file)
    _reference(reference_doc)
    if public and pdf:
        release.require_search(PRINTED)
    several = len(workbooks) > 1
    chosen = _Options(
        draft, public, review, previous, output_format, pdf, reference_doc, signature_line, force,
        form_file, output, several,
    )  # fmt: skip
    codes = [2 if code is None else code for code in for_each(workbooks, partial(_build, chosen))]
    if several:
        say("\n" + _summary(codes))
    return max(codes)


class _Options(NamedTuple):
    """The command's options, for each workbook. A process of its own takes them along."""

    draft: bool
    public: bool
    review: str | None
    previous: Path | None
    output_format: str
    pdf: bool
    reference_doc: Path | None
    signature_line: bool
    force: bool
    form_file: Path | None
    output: Path | None
    several: bool


def _build(chosen: _Options, workbook: Path) -> int:
    """Builds the documents of one workbook; of several, one that fails stops no other."""
    try:
        return _build_one(chosen, workbook)
    except OmvgenError as error:
        if not chosen.several:
            raise
        show_refusal(error.finding)
        return 2


def _build_one(chosen: _Options, workbook: Path) -> int:
    from omvgen.output import guard

    reading = pipeline.read(workbook, load_form_option(chosen.form_file))
    before = None if chosen.previous is None else pipeline.read(chosen.previous, reading.form)
    findings = pipeline.validate(reading, before)
    target = chosen.output or FOLDER / _name(chosen, workbook, reading.plan)
    wanted: dict[str, Any] = {
        "draft": chosen.draft,
        "previous": before,
        "reference": _reference(chosen.reference_doc),
        "findings": findings,
    }

    def make(format: str, target: Path) -> bytes:
        soffice = _soffice() if format == PRINTED else None
        if chosen.public:
            return pipeline.build_public(
                reading, format, name=target.name, soffice=soffice, today=date.today(), **wanted
            )
        return pipeline.build(
            reading, format, signature_line=chosen.signature_line, soffice=soffice, **wanted
        )

    try:
        document = make(chosen.output_format, target)
        pdf = target.with_suffix(".pdf")
        if chosen.pdf and not chosen.force:
            guard(pdf, reads=[workbook])  # before the document is written
        put(document, target, force=chosen.force, reads=[workbook])
        say(_written(target, reading, findings))
        say_warnings(findings)
        if before is not None:
            warn_of_errors(before)
            warn_of_order(before, reading)
        if chosen.public:
            say_withheld(pipeline.withheld(reading))
            _put_review(chosen, reading, target)
        if chosen.pdf:
            _put_pdf(pdf, workbook, make, chosen.force)
        _say_attached(chosen)
    except LeakError as leaks:
        refuse_leaks(reading, leaks)
        return 1
    except PlanError as error:
        refuse_errors(reading, error.findings, _why_not(error, reading.file))
        return 1
    return 0


def _say_attached(chosen: _Options) -> None:
    """Says what goes along with a PDF that is neither public nor a draft."""
    if (chosen.pdf or chosen.output_format == PRINTED) and not (chosen.public or chosen.draft):
        say(
            tr(
                "PDF-tiedoston liitteenä on työkirja huomautuksineen. Ulkopuoliselle tee "
                "julkinen versio (--public)."
            )
        )


def _why_not(error: PlanError, file: str) -> str:
    if isinstance(error, PublicityError):
        return tr(
            "Työkirjasta {file} ei tehty julkista versiota. Korjaa ensin virheet, myös ne, jotka "
            "estävät vain sen.",
            file=file,
        )
    return tr(
        "Työkirjasta {file} ei tehty asiakirjaa, koska siinä on virheitä. Korjaa ne, "
        "tai tee luonnos valitsimella --draft.",
        file=file,
    )


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


def _refuse_layout(*, reference_doc: Path | None, signature_line: bool) -> None:
    """Raises `click.UsageError` for an option that other formats than Word's would ignore."""
    given = {"--reference-doc": reference_doc, "--signature-line": signature_line}
    for option, value in given.items():
        if value:
            raise click.UsageError(
                tr(
                    "Valitsin {option} koskee vain Word-asiakirjaa ja siitä tehtyä PDF:ää. Jätä "
                    "se pois, tai valitse --format docx.",
                    option=option,
                )
            )


def _check_review(review: str | None, workbooks: tuple[Path, ...], *, public: bool) -> None:
    if review is None:
        return
    if not public:
        raise click.UsageError(tr("Valitsin --review on vain julkiselle versiolle (--public)."))
    if review and len(workbooks) > 1:
        raise click.UsageError(
            tr("Monesta työkirjasta tarkistussivut saavat asiakirjojensa nimet: jätä nimi pois.")
        )
    if review:
        options.check_ending(Path(review), "html")


def _put_review(chosen: _Options, reading: Reading, document: Path) -> None:
    """Writes the page for the person who releases the public copy, if it is wanted."""
    if chosen.review is None:
        return
    beside = FOLDER / document.name if str(document) == "-" else document
    page = Path(chosen.review) if chosen.review else review_name(beside)
    put(pipeline.review(reading), page, force=chosen.force, reads=[reading.path])
    say_written(page)
    say(tr("Tarkistussivu on salassa pidettävä. Älä anna sitä julkisen version mukana."))


def review_name(document: Path) -> Path:
    """Beside the document, without the word that says that it is public."""
    stem = document.stem.replace("-julkinen", "")
    return document.with_name(f"{stem}-SALASSA-PIDETTAVA-tarkistus.html")


def _soffice() -> Path:
    """LibreOffice, looked for before anybody waits for it. Raises `PdfError`."""
    from omvgen.writers.pdf import find_soffice

    program = find_soffice(os.environ)
    show_progress(tr("Tehdään PDF-tiedostoa LibreOfficella…"))
    return program


def _put_pdf(target: Path, workbook: Path, make: Callable[[str, Path], bytes], force: bool) -> None:
    """Writes the PDF beside the Word document, which stays whatever becomes of the PDF."""
    put(make(PRINTED, target), target, force=force, reads=[workbook])
    say_written(target)


def _name(chosen: _Options, workbook: Path, plan: Plan) -> str:
    """The default name: by the plan's year, or by the workbook when there are several."""
    ending = writer_of(chosen.output_format).ENDINGS[0]
    if chosen.several:
        kinds = kinds_of(draft=chosen.draft, public=chosen.public)
        return "-".join([workbook.stem, *kinds]) + ending
    return default_name(plan, draft=chosen.draft, public=chosen.public, ending=ending)


def default_name(plan: Plan, *, draft: bool, public: bool = False, ending: str = ".docx") -> str:
    """Such as `omavalvontasuunnitelma-2026-v2.0-julkinen.docx`."""
    return document_name(STEM, plan, *kinds_of(draft=draft, public=public)) + ending


def kinds_of(*, draft: bool, public: bool) -> list[str]:
    """The parts of a document's name that say what kind of document it is."""
    return [*(["julkinen"] if public else []), *(["luonnos"] if draft else [])]


def _reference(path: Path | None) -> bytes | None:
    return None if path is None else pipeline.load_reference(path)


def _written(target: Path, reading: Reading, findings: tuple[Finding, ...]) -> str:
    """The message about the document that was written, with its counts."""
    form, plan = reading.form, reading.plan
    tables = sum(bool(plan.rows(table)) for table in form.tables)
    counts = count(form, findings, plan)
    parts = [
        ntr("{n} osio", "{n} osiota", len(form.sections)),
        tr("vastattu {n}/{all} kohtaan", n=counts.answered, all=counts.questions),
        ntr("{n} taulukko", "{n} taulukkoa", tables),
        ntr("{n} muutoslokin rivi", "{n} muutoslokin riviä", len(plan.log)),
    ]
    if counts.errors:
        parts.append(ntr("{n} virhe", "{n} virhettä", counts.errors))
    if counts.warnings:
        parts.append(ntr("{n} varoitus", "{n} varoitusta", counts.warnings))
    return tr("Kirjoitettu {file}: {counts}.", file=written_name(target), counts=listed(parts))


def _summary(codes: list[int]) -> str:
    """How many documents were made, and how many were not and why."""
    parts = [
        ntr("{n} työkirja", "{n} työkirjaa", len(codes)),
        ntr("{n} asiakirja tehty", "{n} asiakirjaa tehty", codes.count(0)),
    ]
    if failing := codes.count(1):
        parts.append(ntr("{n} korjattava", "{n} korjattavaa", failing))
    if unread := codes.count(2):
        parts.append(tr("{n} jäi tekemättä", n=unread))
    return parts[0] + ": " + listed(parts[1:])
