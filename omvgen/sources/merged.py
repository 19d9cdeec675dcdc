"""A workbook with what its sources changed: the whole way of `omvgen merge`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.locale import tr
from omvgen.merging.choices import with_choices
from omvgen.merging.merge import merge
from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger
from omvgen.sources.ancestors import ancestors, as_source_plan
from omvgen.sources.reading import Source, read_source
from omvgen.workbook.merged.copy import merged_copy, with_base
from omvgen.workbook.reading.result import Reading


@dataclass(frozen=True)
class MergedWorkbook:
    """The merged workbook (.xlsx), its plan, and what became of each change.

    `conflicts` wait on the sheet `Ristiriidat` for a person. `sources` are the names of the
    sources; `base` has for each of them whether a common ancestor was known: without one,
    what differs is a conflict.
    """

    data: bytes
    plan: Plan
    ledger: Ledger
    conflicts: tuple[OpenConflict, ...]
    sources: tuple[str, ...]
    base: Mapping[str, bool]

    @property
    def complete(self) -> bool:
        """Whether nobody needs to look at anything."""
        return self.ledger.complete and not self.conflicts

    @property
    def note(self) -> str:
        """With which base the sources were merged, for a person."""
        return _note(self.base)


def merged_workbook(
    reading: Reading, files: Sequence[Path], base: Path | None, author: str | None
) -> MergedWorkbook:
    """Merges the files into a copy of the workbook, after what was chosen for its conflicts.

    Raises `ReadError` when a file cannot be read, `PlanError` for a line that no cell can hold.
    """
    form = reading.form
    sources = [read_source(file, form, author) for file in files]
    given = read_source(base, form).plan if base is not None else None
    known = ancestors(reading, frozenset(s.ancestor for s in sources if s.ancestor and not given))
    plan, still_open = with_choices(reading.plan, reading.conflicts, form)
    conflicts, ledger = list(still_open), Ledger((), 0, (), ())
    for ancestor, group in _by_ancestor(sources, known).items():
        common = given if given is not None else known.get(ancestor)
        merged = merge(common, plan, [as_source_plan(s, common, plan, form) for s in group], form)
        plan = merged.plan
        conflicts += merged.conflicts
        ledger = _joined(ledger, merged.ledger, group)
    based = {source.name: given is not None or source.ancestor in known for source in sources}
    copy = merged_copy(reading, plan, ledger, conflicts, _note(based))
    return MergedWorkbook(
        with_base(copy.data, plan_fingerprint(copy.plan)),
        copy.plan,
        copy.ledger,
        tuple(conflicts),
        tuple(source.name for source in sources),
        based,
    )


def _by_ancestor(sources: Sequence[Source], known: dict[str, Plan]) -> dict[str, list[Source]]:
    """The sources of one ancestor together; those without a known one come last."""
    groups: dict[str, list[Source]] = {fingerprint: [] for fingerprint in known}
    for source in sources:
        groups.setdefault(source.ancestor if source.ancestor in known else "", []).append(source)
    return {ancestor: group for ancestor, group in groups.items() if group}


def _joined(ledger: Ledger, more: Ledger, sources: Sequence[Source]) -> Ledger:
    """Both ledgers as one, with what the sources themselves left over or were unsure of."""
    unsure = {(source.name, id_) for source in sources for id_ in source.unsure}
    placed = (
        replace(piece, unsure=(piece.source, piece.target.id) in unsure) for piece in more.placed
    )
    left = (piece for source in sources for piece in source.left)
    return replace(
        ledger,
        placed=(*ledger.placed, *placed),
        same=ledger.same + more.same,
        conflicts=(*ledger.conflicts, *more.conflicts),
        left=(*ledger.left, *left),
    )


def _note(based: Mapping[str, bool]) -> str:
    baseless = [name for name, known in based.items() if not known]
    if not baseless:
        return tr("Yhdistetty yhteiseen lähtökohtaan verraten.")
    return tr(
        "Yhteistä lähtökohtaa ei löytynyt: {files}. Eroavat vastaukset ovat siksi ristiriidassa.",
        files=", ".join(baseless),
    )
