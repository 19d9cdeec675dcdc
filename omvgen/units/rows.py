"""The facts of workbooks → a row a unit, on a day: pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.form.spelling import version_order
from omvgen.locale import tr
from omvgen.units.facts import Facts, Noted, SectionCounts

SOON = timedelta(days=60)
"""Before the last day for confirming, when a unit must begin to prepare it."""
_A_YEAR = timedelta(days=366)


class Need(IntEnum):
    """What a unit needs, the most pressing first: rows are sorted by it."""

    UNREAD = 0  # the file or its ledger cannot be used
    OVERDUE = 1
    ERRORS = 2
    DECISIONS = 3  # something is missing or undecided
    SOON = 4  # due within `SOON`, or staff were not told of a change
    NOTHING = 5
    FOREIGN = 6  # a file in the folder that is no workbook of the form


class Source(NamedTuple):
    """One file that was looked at: its facts, or the `problem` for which there are none.

    `name` is its path as it is shown. `is_foreign` says that it is no workbook of the form,
    `is_open` that somebody has it open in Excel.
    """

    name: str
    facts: Facts | None
    problem: str = ""
    is_foreign: bool = False
    is_open: bool = False


class Past(NamedTuple):
    """An earlier year's workbook of the unit."""

    file: str
    year: str
    version: str


@dataclass(frozen=True)
class UnitRow:
    """A unit on a day, by its newest workbook. What is not known is empty or None.

    The counts of findings are those of `omvgen validate`. `changed` are the ids of the
    questions that differ from the plan named by `since`, the last one of an earlier year.
    `ends_soon` counts rows of tables that have ended or end within a year.
    """

    file: str
    unit: str
    form: str
    year: str
    version: str
    confirmed: date | None
    due: date | None
    overdue: bool
    errors: int
    warnings: int
    missing: int
    undecided: int
    problem: str
    need: Need
    secret: float | None = None
    not_informed: int = 0
    ends_soon: int = 0
    since: str = ""
    changed: tuple[str, ...] | None = None
    is_open: bool = False
    past: tuple[Past, ...] = ()
    findings: tuple[Noted, ...] = ()
    sections: Mapping[str, SectionCounts] = field(default_factory=dict)
    texts: bytes = b""

    def as_json(self) -> dict[str, Any]:
        """The row as data for `json.dumps`."""
        return {
            "file": self.file,
            "unit": self.unit,
            "form": self.form,
            "year": self.year,
            "version": self.version,
            "confirmed": self.confirmed.isoformat() if self.confirmed else None,
            "due": self.due.isoformat() if self.due else None,
            "overdue": self.overdue,
            "errors": self.errors,
            "warnings": self.warnings,
            "missing": self.missing,
            "undecided": self.undecided,
            "problem": self.problem,
            "need": self.need.name.lower(),
            "secret": self.secret,
            "not_informed": self.not_informed,
            "ends_soon": self.ends_soon,
            "since": self.since,
            "changed": None if self.changed is None else list(self.changed),
            "open": self.is_open,
            "past": [past._asdict() for past in self.past],
            "sections": {id_: counts._asdict() for id_, counts in self.sections.items()},
        }


def unit_rows(sources: Iterable[Source], form: Form, today: date) -> tuple[UnitRow, ...]:
    """A row for each unit and for each file that cannot be read, the most pressing first.

    Workbooks of the same form and unit are one unit's years: the newest is the row. Two of
    the same year are two rows that name each other, since nobody knows which one counts.
    """
    units: dict[tuple[str, ...], list[Source]] = defaultdict(list)
    rows = []
    for source in sources:
        facts = source.facts
        if facts is None:
            rows.append(_unread(source))
        elif unit := " ".join(facts.unit.casefold().split()):
            units[(facts.form, unit)].append(source)
        else:
            units[(facts.form, "", source.name)].append(source)
    for years in units.values():
        rows += _rows_of_unit(years, form, today)
    return tuple(sorted(rows, key=_order))


def _order(row: UnitRow) -> tuple[Any, ...]:
    return row.need, row.due or date.max, -row.errors, -row.missing, row.unit.casefold(), row.file


def _unread(source: Source) -> UnitRow:
    need = Need.FOREIGN if source.is_foreign else Need.UNREAD
    return UnitRow(
        source.name, "", "", "", "", None, None, False, 0, 0, 0, 0, source.problem, need,
        is_open=source.is_open,
    )  # fmt: skip


def _rows_of_unit(years: Sequence[Source], form: Form, today: date) -> Iterator[UnitRow]:
    newest = max(source.facts.year for source in years if source.facts)
    now = [source for source in years if source.facts and source.facts.year == newest]
    past = [source for source in years if source not in now]
    past.sort(key=_age, reverse=True)
    for source in now:
        others = [other.name for other in now if other is not source]
        row = row_of(source, past[0].facts if past else None, form, today)
        earlier = tuple(
            Past(one.name, one.facts.year, one.facts.version) for one in past if one.facts
        )
        yield replace(_twice(row, others) if others else row, past=earlier)


def _age(source: Source) -> tuple[Any, ...]:
    facts = source.facts
    assert facts is not None
    return facts.year, version_order(facts.version), source.name


def _twice(row: UnitRow, others: Sequence[str]) -> UnitRow:
    words = tr(
        "Samalta yksiköltä ja vuodelta on myös {files}. Selvitä, kumpi työkirja on oikea, ja "
        "siirrä toinen pois.",
        files=", ".join(others),
    )
    return replace(row, problem=f"{row.problem} {words}".strip(), need=Need.UNREAD)


def row_of(source: Source, previous: Facts | None, form: Form, today: date) -> UnitRow:
    """The row of one workbook on the day. `previous` are the facts of an earlier year's.

    What has changed is told against the plan that the ledger has for an earlier year, or
    else against the `previous` workbook.
    """
    facts = source.facts
    assert facts is not None
    confirmed, due = _day(facts.confirmed), _day(facts.due)
    problem = facts.problem or _to_come(facts, today)
    totals = [sum(counts) for counts in zip(*facts.sections.values(), strict=True)]
    _, _, missing, undecided = totals or (0, 0, 0, 0)
    severities = [noted.severity for noted in facts.findings]
    row = UnitRow(
        file=source.name,
        unit=facts.unit,
        form=facts.form,
        year=facts.year,
        version=facts.version,
        confirmed=confirmed,
        due=due,
        overdue=due is not None and today > due,
        errors=severities.count(Severity.ERROR.value),
        warnings=severities.count(Severity.WARNING.value),
        missing=missing,
        undecided=undecided,
        problem=problem,
        need=Need.NOTHING,
        secret=facts.secret,
        not_informed=facts.not_informed,
        ends_soon=sum(date.fromisoformat(day) <= today + _A_YEAR for day in facts.endings),
        since=facts.since,
        changed=facts.changed,
        is_open=source.is_open,
        findings=facts.findings,
        sections=facts.sections,
        texts=facts.texts,
    )
    if row.changed is None and previous is not None:
        since = f"{previous.year}, {previous.version}"
        row = replace(row, since=since, changed=_changed(previous, facts, form))
    return replace(row, need=_need(row, today))


def _need(row: UnitRow, today: date) -> Need:
    if row.problem:
        return Need.UNREAD
    if row.overdue:
        return Need.OVERDUE
    if row.errors:
        return Need.ERRORS
    if row.missing or row.undecided:
        return Need.DECISIONS
    if row.not_informed or (row.due is not None and row.due - today <= SOON):
        return Need.SOON
    return Need.NOTHING


def _to_come(facts: Facts, today: date) -> str:
    if facts.last_day and facts.last_day > today.isoformat():
        return tr("Vahvistusten luettelossa on päivä, joka ei ole vielä tullut.")
    return ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _changed(old: Facts, new: Facts, form: Form) -> tuple[str, ...]:
    """The questions whose answer or a table of theirs differs, in the form's order."""
    return tuple(
        question.id
        for section in form.sections
        if section.role != "confirmation"
        for question in section.questions
        if question.id not in old.closed
        and any(
            _part(old, form, tag) != new.parts.get(tag)
            for tag in (question.id, *(table.id for table in question.tables))
        )
    )


def _part(facts: Facts, form: Form, tag: str) -> str | None:
    """The old fingerprint, also of a question that had another id then."""
    question = form.questions.get(tag)
    ids = (tag, *(question.renamed_from if question else ()))
    return next((facts.parts[id_] for id_ in ids if id_ in facts.parts), None)
