"""`omvgen template`: the workbook that staff fill in, empty or with answers in it."""

from __future__ import annotations

from pathlib import Path

import click

from omvgen import pipeline
from omvgen.cli import options
from omvgen.cli.common import load_form_option, put, say, written_name
from omvgen.form.loader import form_in, has_texts_in
from omvgen.locale import language, ntr, tr

DEFAULT_NAME = Path("template.xlsx")


@options.command(tr("Tee työkirja, johon omavalvontasuunnitelman vastaukset kirjoitetaan."))
@options.output_option(tr("Tehtävä tiedosto; oletus template.xlsx."))
@click.option(
    "--answers",
    type=options.FILE,
    metavar=tr("SUUNNITELMA.json"),
    help=tr("Vastaukset, joilla työkirja esitäytetään (komennosta omvgen export)."),
)
@options.force_option
@options.form_option
def command(output: Path | None, answers: Path | None, force: bool, form_file: Path | None) -> None:
    options.check_ending(output, "xlsx")
    given = load_form_option(form_file)  # fails before the answers are read when it is unfit
    plan = pipeline.load_plan(answers) if answers else None
    form = given or pipeline.load_form(plan.form_id if plan else None)
    if plan is None and has_texts_in(form, language()):
        form = form_in(form, language())
    output = output or DEFAULT_NAME
    data = pipeline.template(form, plan)
    put(data, output, force=force)
    questions = ntr("{n} kysymys", "{n} kysymystä", len(form.questions))
    answered = len(plan.answered) if plan else 0
    say(
        tr(
            "Kirjoitettu {file}: {questions}, vastattu {answered}.",
            file=written_name(output),
            questions=questions,
            answered=answered,
        )
    )
