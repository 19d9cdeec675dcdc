"""Merges plans: by question, field, table key and log row, each against the common base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.merging.model import Merged, SourcePlan
from omvgen.merging.places import (
    PARTS,
    merge_at,
    places_that_differ,
    rows_at,
    same_at,
    table_at,
    value_at,
    with_rows,
    with_values,
)
from omvgen.merging.rows import MergedRow, merge_rows
from omvgen.plan.conflicts import OpenConflict, Side, row_text
from omvgen.plan.plan import Plan, Row
from omvgen.plan.text import RichText, plain
from omvgen.plan.transfer import Conflict, Ledger, Placed, wording_of


def merge(base: Plan | None, mine: Plan, sources: Sequence[SourcePlan], form: Form) -> Merged:
    """The plan with what the sources changed since the base.

    What one side changed is taken, and the same change counts once. What sides changed
    differently is a conflict: the plan keeps the base's text there. Without a base, what only
    one side has is taken, and where two texts differ the plan keeps that of `mine`.
    """
    if len(sources) > 1:  # in an order of their own, so that the order given does not matter
        sources = sorted(sources, key=lambda source: repr(source.plan))
    bringing = _Merge(base, mine, sources, form)
    differing = {
        place
        for source in sources
        for place in places_that_differ(mine, source.plan, form)
        if source.speaks_of(place.id)
    }
    order = {id_: n for n, id_ in enumerate([*form.fields, *form.questions])}
    in_order = sorted(
        differing, key=lambda p: (order.get(p.id, len(order)), p.id, PARTS.index(p.part))
    )
    plan = with_values(mine, {place: bringing.value(place) for place in in_order})
    plan = with_rows(plan, {place: bringing.rows(place) for place in _tables(mine, sources, form)})
    same = sum(_count_same(mine, source, form) for source in sources)
    ledger = Ledger(tuple(bringing.placed), same, _shown(bringing.conflicts, form), ())
    return Merged(plan, tuple(bringing.conflicts), ledger)


def _tables(mine: Plan, sources: Sequence[SourcePlan], form: Form) -> Iterator[Place]:
    """The tables, and the log, of which a source has other rows."""
    ids = [*form.tables, *mine.tables, *(id_ for source in sources for id_ in source.plan.tables)]
    for place in (*(Place("table", id_) for id_ in dict.fromkeys(ids)), Place("log", form.log.id)):
        if any(
            source.speaks_of(place.id) and rows_at(source.plan, place) != rows_at(mine, place)
            for source in sources
        ):
            yield place


def _count_same(mine: Plan, source: SourcePlan, form: Form) -> int:
    """How many answers, fields and rows of the source the plan has already."""
    theirs = source.plan
    answers = sum(
        1
        for id_ in theirs.answered
        if source.speaks_of(id_) and theirs.answer(id_).text == mine.answer(id_).text
    )
    fields = sum(
        1
        for id_, text in theirs.document.items()
        if source.speaks_of(id_) and text == mine.field(id_)
    )
    tables = {**theirs.tables, form.log.id: theirs.log}
    own = {**mine.tables, form.log.id: mine.log}
    rows = sum(
        sum(1 for row in each if row in own.get(id_, ()))
        for id_, each in tables.items()
        if source.speaks_of(id_)
    )
    return answers + fields + rows


@dataclass
class _Merge:
    """The merge at each place; gathers conflicts, and what was taken from whom."""

    base: Plan | None
    mine: Plan
    sources: Sequence[SourcePlan]
    form: Form
    placed: list[Placed] = field(default_factory=list)
    conflicts: list[OpenConflict] = field(default_factory=list)

    def value(self, place: Place) -> RichText:
        """The merged text of a field or of a part of an answer."""
        names, plans = self._sides(place)
        before = self._before(place, plans)
        values = [value_at(plan, place) for plan in plans]
        merged = merge_at(place, self.form, before, values)
        for name, value in zip(names[1:], values[1:], strict=True):
            changed = value != before and not same_at(place, self.form, value, values[0])
            if changed and not merged.alternatives:
                self._place(place, name, value.plain)
        if not merged.alternatives:
            return merged.value
        kept = values[0] if self.base is None else merged.value
        self._conflict(place, kept, {names[n]: t for n, t in merged.alternatives.items()}.items())
        return kept

    def rows(self, place: Place) -> tuple[Row, ...]:
        """The merged rows of a table or of the log."""
        names, plans = self._sides(place)
        before = rows_at(self.base, place) if self.base else ()
        merged = merge_rows(
            table_at(place, self.form),
            before,
            [rows_at(plan, place) for plan in plans],
            keeps_removed=place.kind == "log",
        )
        return tuple(row for each in merged for row in self._row(place, each, names))

    def _row(self, place: Place, row: MergedRow, names: Sequence[str]) -> list[Row]:
        table = table_at(place, self.form)
        mine = row.sides[0]
        if row.alternatives and place.kind == "log":
            kept = list(row.alternatives.values())  # no row of the log is ever lost
            result = [each for n, each in enumerate(kept) if each and each not in kept[:n]]
        elif row.alternatives:
            value = mine if self.base is None else row.value
            result = [] if value is None else [value]
            texts = [
                (names[n], plain(row_text(r or {}, table))) for n, r in row.alternatives.items()
            ]
            self._conflict(place, plain(row_text(value or {}, table)), texts)
            return result
        else:
            result = [] if row.value is None else [row.value]
        for name, theirs in zip(names[1:], row.sides[1:], strict=True):
            if theirs not in (mine, row.base):
                self._place(place, name, row_text(theirs or row.base or {}, table))
        return result

    def _sides(self, place: Place) -> tuple[list[str], list[Plan]]:
        """The names and plans of the sides; the first is the workbook's own."""
        sources = [source for source in self.sources if source.speaks_of(place.id)]
        return ["", *(s.name for s in sources)], [self.mine, *(s.plan for s in sources)]

    def _before(self, place: Place, plans: Sequence[Plan]) -> RichText:
        """The base's text. Without a base, of an unanswered row what the template put there."""
        if self.base is not None:
            return value_at(self.base, place)
        by_template = place.part in {"publicity", "basis"} and not self.mine.text(place.id)
        answered = any(plan.text(place.id) for plan in plans)
        return value_at(self.mine, place) if by_template and answered else RichText()

    def _place(self, place: Place, source: str, text: str) -> None:
        self.placed.append(Placed(wording_of(self.form, place.id), source, text))

    def _conflict(
        self, place: Place, kept: RichText, texts: Iterable[tuple[str, RichText]]
    ) -> None:
        """Adds the conflict: the workbook's own text first, sources of one text named together."""
        names: dict[RichText, list[str]] = {}
        for name, text in texts:
            names.setdefault(text, []).append(name)
        sides = [Side("" if "" in who else ", ".join(sorted(who)), t) for t, who in names.items()]
        sides.sort(key=lambda side: (side.name != "", side.text.plain))
        self.conflicts.append(OpenConflict(place, kept, tuple(sides)))


def _shown(conflicts: Iterable[OpenConflict], form: Form) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(
            wording_of(form, conflict.place.id),
            tuple(side.text.plain for side in conflict.sides),
            tuple(side.name for side in conflict.sides),
            open=True,
        )
        for conflict in conflicts
    )
