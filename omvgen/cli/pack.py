"""`omvgen pack`: one zip with all that is handed over of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from omvgen import pipeline
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
)
from omvgen.errors import LeakError, PlanError
from omvgen.locale import tr

STEM = "luovutuspaketti"


@options.command(
    tr(
        "Kokoa luovutettavat tiedostot yhdeksi zip-paketiksi: vahvistettu asiakirja, PDF, jos "
        "LibreOffice on asennettu, vahvistuksen tuloste, muutokset edellisestä versiosta, "
        "metatiedot, tarkisteet ja kansilehti, jossa on luettelo paketin tiedostoista."
    )
)
@click.argument("workbook", type=options.FILE, metavar=tr("TYÖKIRJA"))
@click.option(
    "--public",
    is_flag=True,
    help=tr(
        "Kokoa paketti asiakkaalle: vain julkiset versiot, joista tarkistetaan, ettei niissä ole "
        "mitään salassa pidettävää."
    ),
)
@options.previous_option(
    tr(
        "Edellinen luovutettu työkirja, johon muutoksia verrataan; oletus on edellinen "
        "vahvistettu versio kansiossa vahvistetut."
    )
)
@options.today_option
@options.output_option(tr("Tehtävä paketti; oletus output/luovutuspaketti-VUOSI-vVERSIO.zip."))
@options.force_option
@options.form_option
def command(
    *,
    workbook: Path,
    public: bool,
    previous: Path | None,
    today: date,
    output: Path | None,
    force: bool,
    form_file: Path | None,
) -> int:
    from omvgen.content.front import marks
    from omvgen.content.handover import sending_hint
    from omvgen.packing.assemble import pack

    options.check_ending(output, "zip")
    form = load_form_option(form_file)
    reading = pipeline.read(workbook, form)
    before = None if previous is None else pipeline.read(previous, form)
    kinds = ["julkinen"] if public else []
    named = document_name(STEM, reading.plan, *kinds, given_out=public) + ".zip"
    target = output or FOLDER / named
    show_progress(tr("Kootaan pakettia…"))
    try:
        packed = pack(reading, public=public, name=target.name, previous=before, today=today)
    except LeakError as leaks:
        refuse_leaks(reading, leaks)
        return 1
    except PlanError as error:
        reason = tr("Pakettia ei tehty, koska työkirjassa {file} on virheitä.", file=reading.file)
        refuse_errors(reading, error.findings, reason)
        return 1
    put(packed.data, target, force=force, reads=[reading.path])
    say_written(target)
    for finding in packed.remarks:
        show_refusal(finding)
    if not public and marks(reading.plan, reading.form, draft=False):
        say(sending_hint())
    return 0
