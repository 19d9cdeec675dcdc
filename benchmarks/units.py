"""Makes folders of units: workbooks of several years with ledgers and whatever goes wrong.

    python benchmarks/units.py FOLDER [--units 40] [--years 3]

The generator knows what it made: `make_units` returns the rows that `omvgen overview` must
show, worked out here and nowhere read from the program. Plans differ in size, language,
secrets and tables. A workbook is made once for each kind of plan, with marks in the place of
what differs, and copied with the marks replaced, which takes milliseconds.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from plans import CHANGING, FORM, KINDS, UNDECIDED, WORDS, marked_plan

import omvgen
from omvgen.confirmation import LEDGER
from omvgen.confirmation.fingerprint import value_fingerprints
from omvgen.confirmation.ledger import append
from omvgen.confirmation.record import Record
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Plan

TODAY = date(2026, 11, 28)
TROUBLES = (
    "none", "overdue", "unconfirmed", "missing", "undecided", "damaged", "encrypted", "copied",
    "broken ledger", "no workbook",
)  # fmt: skip
_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") * 40
_TEMPLATES = {"secret": "secret", "tables": "tables"}  # the others differ by their words


@dataclass(frozen=True)
class Expected:
    """A row that the overview must have. `problem` says only that there is one."""

    file: str
    unit: str = ""
    year: str = ""
    version: str = ""
    confirmed: date | None = None
    due: date | None = None
    overdue: bool = False
    errors: int = 0
    missing: int = 0
    undecided: int = 0
    problem: bool = True
    changed: tuple[str, ...] | None = None
    past: int = 0


def make_units(
    folder: Path, units: int, years: int = 3, *, today: date = TODAY, plain_only: bool = False
) -> list[Expected]:
    """Makes a folder for each unit and returns its rows, in no order.

    With `plain_only` nothing is wrong with any of them: for measuring.
    """
    rows: list[Expected] = []
    for number in range(units):
        trouble = "unconfirmed" if plain_only else TROUBLES[number % len(TROUBLES)]
        rows += _Unit(folder, number, years, trouble, today).make()
    return rows


@dataclass(frozen=True)
class _Unit:
    root: Path
    number: int
    years: int
    trouble: str
    today: date

    @property
    def name(self) -> str:
        return f"Yksikkö {self.number:05}"

    @property
    def kind(self) -> str:
        return KINDS[self.number % len(KINDS)]

    @property
    def folder(self) -> Path:
        return self.root / f"yksikko-{self.number:05}"

    @property
    def changes(self) -> int:
        return self.number % (len(CHANGING) + 1) if self.years > 1 else 0

    def make(self) -> Iterator[Expected]:
        self.folder.mkdir(parents=True)
        newest = self.today.year
        for year in range(newest - self.years + 1, newest + 1):
            self._workbook(year).write_bytes(self._data(year))
        records = list(self._confirm())
        yield from self._spoil(records)
        self._litter()

    def _workbook(self, year: int) -> Path:
        return self.folder / f"omavalvontasuunnitelma-{year}.xlsx"

    def _data(self, year: int) -> bytes:
        newest = year == self.today.year
        empty = 1 + self.number % 3 if newest and self.trouble == "missing" else 0
        texts = {}
        for place, question in enumerate(CHANGING):
            text = f"Kohdan {question} teksti."
            if newest and place < self.changes:
                text += " Tätä on muutettu."
            texts[question] = "" if place < empty else text
        undecided = newest and self.trouble == "undecided"
        texts |= {"NIMI": self.name, "VUOSI": str(year), "TEKSTI": WORDS[self.kind]}
        texts["VERSIO"] = f"{year - self.today.year + self.years}.0"
        return _filled("undecided" if undecided else _TEMPLATES.get(self.kind, "base"), texts)

    def _confirm(self) -> Iterator[Record]:
        days = {"unconfirmed": [], "missing": [], "undecided": []}.get(
            self.trouble, [date(self.today.year - 1, 3, 1), date(self.today.year, 2, 2)]
        )
        if self.trouble == "overdue":
            days = days[:1]
        for day in days if self.years > 1 else []:
            workbook = self._workbook(day.year)
            reading = omvgen.read(workbook, FORM)
            record = _record(day, reading.plan, workbook.name)
            yield append(self.folder / LEDGER, lambda _, record=record: record)

    def _row(self, records: list[Record], file: Path, **values: object) -> Expected:
        year = self.today.year
        last = records[-1] if records else None
        due = date(last.day.year + 1, last.day.month, last.day.day) if last else date(year, 12, 31)
        row = Expected(
            file=file.relative_to(self.root).as_posix(),
            unit=self.name,
            year=str(year),
            version=f"{self.years}.0",
            confirmed=last.day if last else None,
            due=due,
            overdue=self.today > due,
            problem=False,
            changed=CHANGING[: self.changes] if self.years > 1 else None,
            past=self.years - 1,
        )
        return replace(row, **values)  # type: ignore[arg-type]

    def _spoil(self, records: list[Record]) -> Iterator[Expected]:
        """Does what the trouble says, and gives the rows that come of it."""
        newest = self._workbook(self.today.year)
        place = newest.relative_to(self.root).as_posix()
        match self.trouble:
            case "missing":
                empty = 1 + self.number % 3
                changed = CHANGING[: max(self.changes, empty)] if self.years > 1 else None
                yield self._row(records, newest, errors=empty, missing=empty, changed=changed)
            case "undecided":
                changed = {*CHANGING[: self.changes], *UNDECIDED}
                in_order = tuple(id_ for id_ in FORM.questions if id_ in changed)
                changed_now = in_order if self.years > 1 else None
                yield self._row(records, newest, undecided=2, changed=changed_now)
            case "damaged" | "encrypted":
                data = newest.read_bytes()
                damaged = data[: len(data) // 2]
                newest.write_bytes(damaged if self.trouble == "damaged" else _ENCRYPTED)
                yield Expected(place)
                if self.years > 1:
                    yield self._older(records)
            case "copied":
                copy = newest.with_name(f"{newest.stem}-TOIMISTO-7.xlsx")
                copy.write_bytes(newest.read_bytes())
                yield self._row(records, newest, problem=True)
                yield self._row(records, copy, problem=True)
            case "broken ledger":
                ledger = self.folder / LEDGER
                ledger.write_bytes(ledger.read_bytes().replace(b'"johtaja"', b'"kokki"', 1))
                yield self._row([], newest, errors=1, problem=True)
            case "no workbook":
                for file in self.folder.glob("*.xlsx"):
                    file.unlink()
                yield Expected(place)
            case _:
                yield self._row(records, newest)

    def _older(self, records: list[Record]) -> Expected:
        """Last year's workbook is the newest that can be read."""
        year = self.today.year - 1
        row = self._row(records, self._workbook(year), year=str(year), past=self.years - 2)
        changed = () if self.years > 2 else None
        return replace(row, version=f"{self.years - 1}.0", changed=changed)

    def _litter(self) -> None:
        """What lies beside workbooks and is none: kept, made and annotated files, and locks."""
        newest = self._workbook(self.today.year)
        for name in ("vahvistetut", "output"):
            (self.folder / name).mkdir()
            (self.folder / name / newest.name).write_bytes(b"PK")
        if self.is_open:
            (self.folder / f"~${newest.name}").write_bytes(b"Omistaja")
        if self.number % 4 == 0:
            newest.with_name(f"{newest.stem}-huomiot.xlsx").write_bytes(b"PK")

    @property
    def is_open(self) -> bool:
        return self.number % 3 == 0


def _record(day: date, plan: Plan, file: str) -> Record:
    return Record(
        day=day,
        place="Esimerkkilä",
        name="Oskari Esimerkkinen",
        role="johtaja",
        year=plan.field("year"),
        version=plan.field("version"),
        form_id=plan.form_id,
        form_version=plan.form_version,
        changes=None,
        fingerprint="0" * 64,
        parts=value_fingerprints(plan, FORM),
        workbook_file=file,
        workbook_hash="0" * 64,
    )


def _filled(template: str, texts: dict[str, str]) -> bytes:
    """The workbook with its marks replaced."""
    parts = dict(_parts(template))
    for part, data in parts.items():
        if b"@@" in data:
            parts[part] = re.sub(rb"@@(\w+)@@", lambda mark: texts[mark[1].decode()].encode(), data)
    return zip_package(parts)


@cache
def _parts(template: str) -> dict[str, bytes]:
    return unzip_package(omvgen.template(FORM, marked_plan(template)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--years", type=int, default=3)
    chosen = parser.parse_args()
    print(len(make_units(chosen.folder, chosen.units, chosen.years)), "rows")


if __name__ == "__main__":
    main()
