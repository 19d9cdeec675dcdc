"""The ledger of a transfer, as the commands that make a workbook of a source print it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from omvgen.console.transfer import as_text
from omvgen.form.form import Form
from omvgen.plan.transfer import Ledger
from omvgen.plan.transfer_as_json import ledger_to_json


def show_ledger(ledger: Ledger, form: Form, source: str, output: Path, output_format: str) -> None:
    """Prints what became of each piece of the source, as text or JSON.

    A workbook that goes to stdout leaves no room for anything else there.
    """
    if output_format == "json":
        data = ledger_to_json(ledger, source, str(output))
        shown = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        shown = as_text(ledger, form)
    click.echo(shown, nl=False, err=str(output) == "-")
