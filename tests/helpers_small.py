"""The plans of two years on the small form: for what does not depend on what a plan says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from helpers_checks import sound_plan, with_answer

from omvgen.form.loader import load_form
from omvgen.workbook.template.make import make_workbook

FORM_FILE = Path(__file__).parent / "forms" / "pieni.toml"
OF_2025 = {"year": "2025", "version": "1.0", "date": "27.2.2025", "valid_from": "1.3.2025"}


def put_small_examples(folder: Path) -> Path:
    """The folder with two workbooks, named as those of `examples/`, and their form."""
    shutil.copy(FORM_FILE, folder)
    for year, data in zip(("2025", "2026"), _workbooks(), strict=True):
        (folder / f"omavalvontasuunnitelma-{year}.xlsx").write_bytes(data)
    return folder


@cache
def _workbooks() -> tuple[bytes, bytes]:
    form = load_form(FORM_FILE)
    new = sound_plan(form)
    old = with_answer("kuvaus", "Ovi on auki.", plan=new)
    old = replace(old, document={**old.document, **OF_2025})
    return make_workbook(form, old), make_workbook(form, new)
