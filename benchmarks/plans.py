"""Plans and forms of every size and kind, for all benchmarks.

- The example plans, and a form and a plan with everything in them so many times.
- A plan of so many paragraphs.
- A plan of each kind of unit (`KINDS`): short or long answers, tables, secrets, Swedish.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from helpers_checks import sound_plan  # noqa: E402

import omvgen  # noqa: E402
from omvgen.form.form import Form, Question, Section  # noqa: E402
from omvgen.form.loader import load_form  # noqa: E402
from omvgen.form.publicity import Publicity  # noqa: E402
from omvgen.plan.as_json import plan_from_json  # noqa: E402
from omvgen.plan.plan import Answer, Plan, Row  # noqa: E402
from omvgen.plan.text import plain  # noqa: E402

FORM = load_form()
EXAMPLE = ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"
PREVIOUS = EXAMPLE.with_name("omavalvontasuunnitelma-2025.xlsx")
UNFINISHED = EXAMPLE.with_name("omavalvontasuunnitelma-2026-kesken.xlsx")


def example(year: int) -> Plan:
    """The example plan of 2025 or 2026."""
    file = ROOT / "examples" / f"plan-{year}.json"
    return plan_from_json(json.loads(file.read_text("utf-8")))


# Larger


def form_times(times: int) -> Form:
    """The real form with so many times its sections, questions and tables."""
    sections = [
        _section(section, end, number * len(FORM.sections))
        for number, end in enumerate(map(_tail, range(times)))
        for section in FORM.sections
    ]
    return replace(FORM, sections=tuple(sections))


def plan_times(plan: Plan, times: int) -> Plan:
    """The plan with so many times its answers, table rows and rows of the change log."""
    ends = [_tail(n) for n in range(times)]
    return replace(
        plan,
        answers={id_ + end: answer for end in ends for id_, answer in plan.answers.items()},
        tables={id_ + end: rows for end in ends for id_, rows in plan.tables.items()},
        log=tuple(_logged(row, n) for n in range(times) for row in plan.log),
    )


def _section(section: Section, end: str, before: int) -> Section:
    return replace(
        section,
        id=section.id + end,
        sheet=f"{before + section.number} {section.sheet}"[:31] if end else section.sheet,
        number=before + section.number,
        questions=tuple(_question(question, end) for question in section.questions),
        role=None if end else section.role,
    )


def _question(question: Question, end: str) -> Question:
    tables = tuple(replace(table, id=table.id + end) for table in question.tables)
    role = None if end else question.role
    return replace(question, id=question.id + end, tables=tables, role=role)


def _logged(row: Row, n: int) -> Row:
    """A row of the change log that speaks of a section, each time of another."""
    return row if n == 0 else {**row, "place": f"Osio {(n % 90) + 1}, kohta {n + 1}.1"}


def _tail(n: int) -> str:
    """What makes the id another one: ids have no numbers."""
    return "" if n == 0 else "_" + "".join(chr(97 + int(digit)) for digit in str(n))


# Of so many paragraphs


def plan_of(paragraphs: int) -> Plan:
    """A plan with so many: nine in ten in answers, every tenth a list item, the rest rows."""
    questions = [question.id for question in FORM.questions.values() if question.kind == "long"]
    written = paragraphs * 9 // 10
    share = -(-written // len(questions))
    lines = [_line(number) for number in range(written)]
    answers = {
        question: Answer(
            plain("\n".join(lines[place * share : (place + 1) * share])), Publicity.PUBLIC
        )
        for place, question in enumerate(questions)
    }
    rows = tuple({"riski": f"Riski {n}", "vaikutus": "3"} for n in range(paragraphs - written))
    return Plan(FORM.id, FORM.version, answers=answers, tables={"riskit_taulukko": rows})


def _line(number: int) -> str:
    mark = "- " if number % 10 == 9 else ""
    return f"{mark}Kappale {number}: toimintaa seurataan ja siitä kerrotaan henkilöstölle."


# Of each kind

SECRET = "Salainen majoitus on osoitteessa Piilokatu 17."  # in the kind `secret`
WORDS = {  # of the long answers of each kind
    "short": "Asiasta huolehditaan sovitusti.",
    "long": "Vastuuhenkilö seuraa asiaa viikoittain ja kirjaa poikkeamat luetteloon. " * 12,
    "tables": "Asiasta huolehditaan sovitusti.",
    "secret": "Asiasta huolehditaan sovitusti.",
    "swedish": "Enheten ansvarar för att saken sköts enligt överenskommelse.",
}
KINDS = tuple(WORDS)
CHANGING = (  # questions that differ from year to year, and may be left empty
    "toiminta_ajatus_kuvaus", "omv_johtaminen", "henk_riittavyys", "tilat_kuvaus",
)  # fmt: skip
UNDECIDED = ("henk_perehdytys", "henk_tyoturvallisuus")


def marked_plan(kind: str) -> Plan:
    """A plan of the kind without errors, or `undecided`, with marks for what differs in it.

    The marks are `@@TEKSTI@@` in each long answer, `@@NIMI@@`, `@@VUOSI@@`, `@@VERSIO@@`, and
    the id of each question of `CHANGING`.
    """
    plan = sound_plan(FORM)
    answers = dict(plan.answers) | dict(_answers(kind, plan))
    document = dict(plan.document) | {
        "title": "Omavalvontasuunnitelma @@VUOSI@@",
        "year": "@@VUOSI@@",
        "version": "@@VERSIO@@",
        "date": "30.1.@@VUOSI@@",
        "valid_from": "1.2.@@VUOSI@@",
        "case_number": "MIGDno-@@VUOSI@@-99002",
    }
    if kind in ("secret", "tables"):
        document["publicity"] = Publicity.PARTLY.value
        document["bases"] = "JulkL 24 § 1 mom. 7 k"
    tables = omvgen.read(EXAMPLE, FORM).plan.tables if kind == "tables" else plan.tables
    return replace(plan, answers=answers, document=document, tables=tables)


def _answers(kind: str, plan: Plan) -> Iterator[tuple[str, Answer]]:
    for id_, question in FORM.questions.items():
        if question.kind.value == "long" and not question.role:
            yield id_, Answer(plain("@@TEKSTI@@"), Publicity.PUBLIC)
    if kind == "secret":
        basis = ("JulkL 24 § 1 mom. 7 k",)
        yield "autt_turvallinen_majoitus", Answer(plain(SECRET), Publicity.SECRET, basis)
    if kind == "undecided":
        for id_ in UNDECIDED:
            yield id_, replace(plan.answers[id_], text=plain("@@TEKSTI@@"), publicity=None)
    for id_ in CHANGING:
        yield id_, Answer(plain(f"@@{id_}@@"), Publicity.PUBLIC)
    yield "vok_nimi", Answer(plain("@@NIMI@@"), Publicity.PUBLIC)
