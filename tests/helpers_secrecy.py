"""Plans with something secret, and what their public copies show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from helpers_checks import ATTACHMENTS, BASIS, PARTLY, with_answer, with_rows
from helpers_reader import made

import omvgen as api
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy
from omvgen.secrecy.publish.publish import publish, publish_both

FORM = load_form()
EXAMPLE = Path(__file__).parent.parent / "examples" / "omavalvontasuunnitelma-2026.xlsx"
LONG = "toiminta_ajatus_kuvaus"
MARK = f"[Salassa pidettävä, {BASIS}]"
OTHER = "JulkL 24 § 1 mom. 17 k"
RISKS = "riskit_taulukko"


def copy_of(plan: Plan, beside: Plan | None = None) -> PublicCopy:
    return publish_both(beside, plan, FORM)[1] if beside else publish(plan, FORM)


def shown(text: str, publicity: object = PARTLY, bases: tuple[str, ...] = (BASIS,)) -> str:
    """What the public copy shows of an answer."""
    plan = with_answer(LONG, text, publicity=publicity, bases=bases)
    return copy_of(plan).plan.text(LONG)


def attachment(number: int, name: str, publicity: str = "julkinen", **more: str) -> dict[str, str]:
    return {"nro": str(number), "liitteen_nimi": name, "julkisuus": publicity, **more}


def attachments_of(*rows: Mapping[str, str]) -> list[dict[str, str]]:
    copy = copy_of(with_rows(ATTACHMENTS, *rows))
    return [dict(row) for row in copy.plan.rows(ATTACHMENTS)]


@cache
def lean_example(form: Form) -> bytes:
    """The example's workbook with the sections of the form: quick to open, edit and publish."""
    plan = api.read(EXAMPLE).plan
    answers = {key: plan.answers[key] for key in form.questions if key in plan.answers}
    tables = {key: plan.tables[key] for key in form.tables if key in plan.tables}
    return made(form, replace(plan, answers=answers, tables=tables), lean=True)
