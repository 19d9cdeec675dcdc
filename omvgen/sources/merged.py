"""A workbook with what its sources changed: the whole way of `omvgen merge`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from omvgen.confirmation.fingerprint import plan_fingerprint
from omvgen.form.form import Form
from omvgen.form.sheets import CONFLICTS
from omvgen.locale import ntr, speaking, tr
from omvgen.merging.choices import with_choices
from omvgen.merging.merge import merge
from omvgen.plan.conflicts import OpenConflict
from omvgen.plan.plan import Plan
from omvgen.plan.transfer import Ledger, LeftOver, Placed, with_doubts_noted
from omvgen.sources.ancestors import PlanToMerge, ancestors, to_merge
from omvgen.sources.asked import Asking, with_requests, without_remarks
from omvgen.sources.reading import Source, read_source
from omvgen.workbook.merged.copy import merged_copy
from omvgen.workbook.patch.custom_property import with_base
from omvgen.workbook.reading.result import Reading

StrPath = str | os.PathLike[str]

_MOST_NAMED = 20  # questions that a document has no more, by number


@dataclass(frozen=True)
class MergedWorkbook:
    """The merged workbook (.xlsx), its plan, and what became of each change.

    `conflicts` wait on the sheet `Ristiriidat` for a person. `sources` are the names of the
    sources; `base` has for each of them whether a common ancestor was known: without one,
    what differs is a conflict. `note` says for a person with which base they were merged,
    and what their documents have no more.
    """

    data: bytes
    plan: Plan
    ledger: Ledger
    conflicts: tuple[OpenConflict, ...]
    sources: tuple[str, ...]
    base: Mapping[str, bool]
    note: str

    @property
    def complete(self) -> bool:
        """Whether nobody needs to look at anything."""
        return self.ledger.complete and not self.conflicts


def merged_workbook(
    reading: Reading,
    files: Sequence[StrPath],
    base: StrPath | None,
    author: str | None,
    asking: Asking | None = None,
) -> MergedWorkbook:
    """Merges the files into a copy of the workbook, after what was chosen for its conflicts.

    With `asking` the comments of documents become requests in the change log, not notes.

    Raises `ReadError` when a file cannot be read, `PlanError` for a line that no cell can hold.
    """
    form = reading.form
    read = [read_source(Path(file), form, author) for file in files]
    sources = [without_remarks(source) for source in read] if asking is not None else read
    given = read_source(Path(base), form).plan if base is not None else None
    known = ancestors(reading, frozenset(s.ancestor for s in sources if s.ancestor and not given))
    plan, chosen, still_open = with_choices(reading.plan, reading.conflicts, form)
    conflicts, ledger = list(still_open), Ledger(_from_sheet(chosen, form), 0, (), ())
    remarks: list[str] = []
    for ancestor, group in _by_ancestor(sources, known).items():
        common = given if given is not None else known.get(ancestor)
        ready = [to_merge(source, common, plan, form) for source in group]
        merged = merge(common, plan, [each.source for each in ready], form)
        plan = merged.plan
        conflicts += merged.conflicts
        left = (_named(piece, each.source.name) for each in ready for piece in each.left)
        ledger = _joined(ledger, replace(merged.ledger, left=tuple(left)), group)
        remarks += [_missing(each, form) for each in ready if each.missing]
    if asking is not None:
        plan, placed = with_requests(plan, sources, form, asking)
        ledger = replace(ledger, placed=(*ledger.placed, *placed))
    with speaking(form.language):
        plan = with_doubts_noted(plan, ledger, form)
    based = {source.name: given is not None or source.ancestor in known for source in sources}
    note = " ".join((_note(based), *remarks))
    copy = merged_copy(reading, plan, ledger, conflicts, note)
    return MergedWorkbook(
        with_base(copy.data, plan_fingerprint(copy.plan)),
        copy.plan,
        copy.ledger,
        tuple(conflicts),
        tuple(source.name for source in sources),
        based,
        note,
    )


def _from_sheet(chosen: Sequence[Placed], form: Form) -> tuple[Placed, ...]:
    """What was chosen, with the sheet as its source."""
    sheet = CONFLICTS.name(form.language)
    return tuple(replace(piece, source=f"{sheet}: {piece.source}") for piece in chosen)


def _named(piece: LeftOver, source: str) -> LeftOver:
    """What is left over of one of several files, with the file's name."""
    where = ": ".join(filter(None, (source, piece.before.sheet)))
    return replace(piece, before=piece.before._replace(sheet=where))


def _by_ancestor(sources: Sequence[Source], known: dict[str, Plan]) -> dict[str, list[Source]]:
    """The sources of one ancestor together; those without a known one come last."""
    groups: dict[str, list[Source]] = {fingerprint: [] for fingerprint in known}
    for source in sources:
        groups.setdefault(source.ancestor if source.ancestor in known else "", []).append(source)
    return {ancestor: group for ancestor, group in groups.items() if group}


def _joined(ledger: Ledger, more: Ledger, sources: Sequence[Source]) -> Ledger:
    """Both ledgers as one, with what the sources were unsure of."""
    unsure = {(s.name, id_): where for s in sources for id_, where in s.unsure.items()}
    placed = (
        replace(piece, unsure=True, source=where)
        if (where := unsure.get((piece.source, piece.target.id)))
        else piece
        for piece in more.placed
    )
    return replace(
        ledger,
        placed=(*ledger.placed, *placed),
        same=ledger.same + more.same,
        conflicts=(*ledger.conflicts, *more.conflicts),
        left=(*ledger.left, *more.left),
        revisions=(
            *ledger.revisions,
            *(
                replace(one, place=f"{source.name}: {one.place}")
                for source in sources
                for one in source.revisions
            ),
        ),
    )


def _missing(of: PlanToMerge, form: Form) -> str:
    """What a document was made with and has no more, such as a deleted section."""
    names = [form.numbers.get(id_) or form.tables[id_].title for id_ in of.missing]
    more = [ntr("ja {n} muu", "ja {n} muuta", len(names) - _MOST_NAMED)]
    return ntr(
        "Asiakirjassa {file} ei ole enää kohtaa {places}: sen vastaus jäi ennalleen.",
        "Asiakirjassa {file} ei ole enää kohtia {places}: niiden vastaukset jäivät ennalleen.",
        len(names),
        file=of.source.name,
        places=", ".join(names[:_MOST_NAMED] + more[: len(names) > _MOST_NAMED]),
    )


def _note(based: Mapping[str, bool]) -> str:
    baseless = [name for name, known in based.items() if not known]
    if not baseless:
        return tr("Yhdistetty yhteiseen lähtökohtaan verraten.")
    return tr(
        "Yhteistä lähtökohtaa ei löytynyt: {files}. Eroavat vastaukset ovat siksi ristiriidassa.",
        files=", ".join(baseless),
    )
