"""What the overview takes of one workbook, whatever the day: all that the index remembers."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

from omvgen import release
from omvgen.checking import findings_of
from omvgen.checks.changelog import staff_not_informed
from omvgen.checks.completeness import required_answer_missing, required_field_missing
from omvgen.checks.secrecy import publicity_undecided
from omvgen.confirmation.fingerprint import keyed, value_fingerprints
from omvgen.confirmation.record import Record
from omvgen.confirmation.standing import changed_questions, standing
from omvgen.content.front import sender
from omvgen.findings.catalogue import RULES
from omvgen.findings.model import Finding, Place
from omvgen.findings.severity import Severity
from omvgen.form.form import Form, Question
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.endings import endings
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy
from omvgen.workbook.reading.result import Reading

SHORTEST = 40
"""Characters of a paragraph that is looked for in other units: shorter ones agree by chance."""
_DIGITS = 16  # of a keyed fingerprint: 64 bits


class Noted(NamedTuple):
    """A finding as the overview shows it. `sheet` and `cell` are empty in a public one."""

    code: str
    severity: str
    message: str
    sheet: str
    cell: str
    section: str
    question: str


class SectionCounts(NamedTuple):
    """What there is to do in a section."""

    errors: int
    warnings: int
    missing: int
    undecided: int


@dataclass(frozen=True)
class Facts:
    """One workbook. Days are ISO 8601, empty when there is none.

    `due` and `last_day` come from the ledger: the last day on which a confirmation is in
    time, and the latest day of any record. `secret` is the share of answers that are secret
    in whole or part, None in a public view. `parts` are keyed fingerprints of the answers
    and tables. `since` names the plan that was confirmed for an earlier year, and `changed`
    the questions that differ from it, None without one and in a public view: the ledger does
    not say what was public then. `closed` are the questions of which a public view withholds
    something. `texts` are the long paragraphs of public answers by question, packed.
    `problem` is why the ledger cannot be used.
    """

    unit: str
    form: str
    year: str
    version: str
    confirmed: str = ""
    due: str = ""
    last_day: str = ""
    findings: tuple[Noted, ...] = ()
    sections: Mapping[str, SectionCounts] = field(default_factory=dict)
    secret: float | None = None
    not_informed: int = 0
    endings: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    changed: tuple[str, ...] | None = None
    closed: tuple[str, ...] = ()
    texts: bytes = b""
    problem: str = ""


def facts_of(
    reading: Reading,
    records: Sequence[Record],
    ledger_fault: Iterable[Finding] = (),
    *,
    key: bytes,
    public: bool = False,
) -> Facts:
    """The facts of a workbook and of the confirmations beside it.

    `ledger_fault` are the findings by which the ledger cannot be used; `records` are then
    empty. `key` is that of the fingerprints, which may not be guessed. A `public` view has
    nothing that a public copy of the plan would withhold; raises `LeakError` if it did.
    """
    fault = tuple(ledger_fault)
    found = (*fault, *findings_of(reading, None, records))
    copy = release.publish(reading) if public else None
    plan, form = copy.plan if copy else reading.plan, reading.form
    closed = {item.question for item in copy.withheld} if copy else set()
    year = plan.field("year")
    earlier = [r for r in records if r.year < reading.plan.field("year") and not public]
    stands = standing(reading.plan, form, records, records[-1].day) if records else None
    last = earlier[-1] if earlier else None
    changed = changed_questions(reading.plan, form, last.parts, last.key) if last else None
    result = Facts(
        unit=sender(plan, form),
        form=form.id,
        year=year,
        version=plan.field("version"),
        confirmed=records[-1].day.isoformat() if records else "",
        due=stands.due.isoformat() if stands and stands.due else _end_of(year),
        last_day=max((record.day.isoformat() for record in records), default=""),
        findings=tuple(_noted(f, closed, public=public) for f in found),
        sections=_sections(reading.plan, form, found),
        secret=None if public else _secret_share(plan),
        not_informed=len(list(staff_not_informed(plan, form))),
        endings=tuple(e.day.isoformat() for e in endings(plan, form, date.max)),
        parts={
            tag: keyed(key, part)[:_DIGITS]
            for tag, part in value_fingerprints(plan, form).items()
            if (tag in form.questions or tag in form.tables) and _home(tag, form) not in closed
        },
        since=f"{last.year}, {last.version}" if last else "",
        changed=changed,
        closed=tuple(sorted(closed)),
        texts=packed(_long_paragraphs(plan, form)),
        problem=fault[0].message if fault and not public else _ledger_fault(fault),
    )
    if copy:
        _refuse_leaks(result, copy, reading)
    return result


def _ledger_fault(fault: Sequence[Finding]) -> str:
    return tr(RULES[fault[0].code].title) if fault else ""


def _noted(finding: Finding, closed: set[str], *, public: bool) -> Noted:
    """In public the finding's name alone: its message may quote the plan."""
    where, severity = finding.location, finding.severity.value
    if not public:
        return Noted(
            finding.code, severity, finding.message,
            where.sheet, where.cell, where.section, where.question,
        )  # fmt: skip
    question = "" if where.question in closed else where.question
    return Noted(
        finding.code, severity, tr(RULES[finding.code].title), "", "", where.section, question
    )


def _end_of(year: str) -> str:
    """The day by which a plan that was never confirmed is due: the end of its own year."""
    return f"{year}-12-31" if len(year) == 4 and year.isdigit() else ""


def _sections(plan: Plan, form: Form, findings: Iterable[Finding]) -> dict[str, SectionCounts]:
    """What there is to do in each section; under "" what belongs to none of them."""
    counts = {section.id: [0, 0, 0, 0] for section in form.sections}
    counts[""] = [0, 0, 0, 0]
    for finding in findings:
        where = counts.get(finding.location.section, counts[""])
        where[0] += finding.severity is Severity.ERROR
        where[1] += finding.severity is Severity.WARNING
    for section in form.sections:
        if section.role != "confirmation":
            for question in section.questions:
                counts[section.id][2] += _is_missing(question, plan)
                counts[section.id][3] += _is_undecided(question, plan)
    for item in form.document_fields:
        place = Place("field", item.id)
        counts[""][2] += any(required_field_missing(item, plan.field(item.id), place))
    return {id_: SectionCounts(*numbers) for id_, numbers in counts.items()}


def _is_missing(question: Question, plan: Plan) -> bool:
    rows = tuple(row for table in question.tables for row in plan.rows(table.id))
    place, answer = Place("answer", question.id), plan.answer(question.id)
    return any(required_answer_missing(question, answer, rows, place))


def _is_undecided(question: Question, plan: Plan) -> bool:
    return any(publicity_undecided(plan.answer(question.id), Place("answer", question.id)))


def _secret_share(plan: Plan) -> float:
    """The share of answers that are secret in whole or part, from 0 to 1."""
    answers = [answer for answer in plan.answers.values() if answer.text]
    secret = sum(answer.publicity in (Publicity.SECRET, Publicity.PARTLY) for answer in answers)
    return round(secret / len(answers), 3) if answers else 0.0


def _home(tag: str, form: Form) -> str:
    """The question of the answer or table with the tag."""
    table = form.question_of_table.get(tag)
    return table.id if table else tag


# Texts that other units may have too


def _long_paragraphs(plan: Plan, form: Form) -> dict[str, list[str]]:
    """The long paragraphs of answers that are public as a whole, by question."""
    found = {}
    for section in form.sections:
        for question in section.questions if section.role != "confirmation" else ():
            answer = plan.answer(question.id)
            text = answer.text.plain
            if answer.publicity is Publicity.PUBLIC and not has_secret(text):
                long = [line.strip() for line in text.split("\n") if len(line.strip()) >= SHORTEST]
                if long:
                    found[question.id] = long
    return found


def packed(texts: Mapping[str, Sequence[str]]) -> bytes:
    """The texts in few bytes: those of ten thousand units are held at once."""
    return zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 1)


def unpacked(texts: bytes) -> dict[str, list[str]]:
    return json.loads(zlib.decompress(texts)) if texts else {}


# Nothing secret in a public view


def _refuse_leaks(facts: Facts, copy: PublicCopy, reading: Reading) -> None:
    """Raises `LeakError` when what the view shows of the plan has something withheld."""
    form = reading.form

    def own() -> bytes:
        titles = [rule.title for rule in RULES.values()]
        words = [*titles, *map(tr, titles), *(section.title for section in form.sections)]
        return _as_text([*words, *(question.text for question in form.questions.values())])

    shown = _as_text(_shown(facts))
    release.searched(shown, reading.path.name, [copy], reading, own, format="txt")


def _shown(facts: Facts) -> Iterator[str]:
    """Every word that the view takes from the workbook."""
    yield from (facts.unit, facts.year, facts.version, facts.problem)
    yield from (noted.message for noted in facts.findings)
    for paragraphs in unpacked(facts.texts).values():
        yield from paragraphs


def _as_text(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode()


# Facts as bytes


def to_bytes(facts: Facts) -> bytes:
    """The facts as the index keeps them."""
    data = asdict(facts) | {"texts": unpacked(facts.texts)}
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 6)


def from_bytes(data: bytes) -> Facts:
    """The facts that `to_bytes` wrote. Others raise `ValueError`, `TypeError` or `KeyError`."""
    try:
        values: dict[str, Any] = json.loads(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    values["findings"] = tuple(Noted(*one) for one in values["findings"])
    values["sections"] = {id_: SectionCounts(*n) for id_, n in values["sections"].items()}
    values["endings"] = tuple(values["endings"])
    values["changed"] = None if values["changed"] is None else tuple(values["changed"])
    values["closed"] = tuple(values["closed"])
    values["texts"] = packed(values["texts"])
    return Facts(**values)
