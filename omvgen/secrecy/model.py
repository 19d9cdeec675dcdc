"""What a public copy is, and what was withheld from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.plan.bases import join_bases, parse_basis, split_bases
from omvgen.plan.plan import Plan, Row
from omvgen.plan.secrets import DOCUMENT


class Reason(StrEnum):
    """Why something is not in the public copy."""

    MARKED = "marked"  # a passage `[[…]]`
    SECRET = "secret"  # a whole answer, row or table that is marked secret
    UNMARKED = "unmarked"  # partly secret, and nobody said which part
    UNDECIDED = "undecided"  # no publicity was chosen
    CONTRADICTED = "contradicted"  # public, and by a provision secret
    DOUBTFUL = "doubtful"  # hidden in the workbook, or its publicity stands beside something else
    BESIDE = "beside"  # secret in the other plan of the two that are shown side by side
    HOLDS = "holds"  # a row in whose cells a passage is
    REPEATS = "repeats"  # plain here, but the same words are secret elsewhere
    SPEAKS = "speaks"  # a row of the change log that speaks of a secret part
    NOTE = "note"  # the staff's own remark, which is never printed
    INTERNAL = "internal"  # data that say nothing in a public copy, or that the form does not know


_UNLISTED = (Reason.NOTE, Reason.INTERNAL)


class Withheld(NamedTuple):
    """Something that was left out.

    `texts` are its words as they stood, without the marks. `section` and
    `question` are ids, empty for the document's data and the change log. Of a
    row, `key` holds the key cells, and `cells` those by which it is known elsewhere.
    """

    place: Place
    reason: Reason
    texts: tuple[str, ...]
    bases: tuple[str, ...] = ()
    section: str = ""
    question: str = ""
    key: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether the index of a public copy must name it: notes and such are no content."""
        return self.reason not in _UNLISTED

    @property
    def secret(self) -> bool:
        """Whether somebody said that its words are secret; so they are wherever they stand."""
        return self.reason in (Reason.MARKED, Reason.SECRET)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table or of the log, and no cell of one."""
        return self.place.row is not None and bool(self.key)

    @property
    def telling(self) -> tuple[str, ...]:
        """The texts by which it is known wherever they stand."""
        return self.cells if self.place.kind in ("table", "log") and self.cells else self.texts


@dataclass(frozen=True)
class PublicCopy:
    """A plan that holds nothing but what may be given out, and what was left out of it.

    `whole` is the plan that it was made of, for the search for leaks and for nothing else.
    """

    plan: Plan
    withheld: tuple[Withheld, ...]
    whole: Plan


class IndexRow(NamedTuple):
    """A line of the index: where something was withheld, and by which provisions.

    `number` is the question's visible number; it is empty, and `title` says
    `Asiakirjan tiedot` or the log's title, where no question is.
    """

    section: str
    number: str
    title: str
    bases: tuple[str, ...]


def withheld_index(copy: PublicCopy, form: Form) -> tuple[IndexRow, ...]:
    """What was withheld, by section and provision, in the form's order; no line twice."""
    bases: dict[str, tuple[str, ...]] = {}
    for item in copy.withheld:
        if item.listed:
            key = item.question or item.place.kind
            bases[key] = merged(bases.get(key, ()), item.bases)
    rows = [
        IndexRow(f"{section.number} {section.title}", form.numbers[q.id], q.text, bases[q.id])
        for section in form.sections
        for q in section.questions
        if q.id in bases
    ]
    for kind, title in (("field", DOCUMENT), ("log", form.log.title)):
        if kind in bases:
            rows.append(IndexRow(title, "", "", bases[kind]))
    return tuple(rows)


def placeholder(bases: tuple[str, ...]) -> str:
    """What stands in place of the withheld: its length depends on the provisions alone."""
    return f"[Salassa pidettävä, {join_bases(bases)}]" if bases else "[Salassa pidettävä]"


def without_placeholder(text: str) -> str:
    """The text without the placeholder that is its last line, if it is really one of ours."""
    rest, _, last = text.rpartition("\n")
    bases = last.removeprefix("[Salassa pidettävä").removeprefix(", ").removesuffix("]")
    return rest if last == placeholder(provisions(bases)) else text


def is_placeholder_row(row: Row) -> bool:
    """Whether the row does nothing but say that rows are left out."""
    return len(row) == 1 and not without_placeholder(next(iter(row.values())))


def provisions(*texts: str) -> tuple[str, ...]:
    """The provisions that the texts name, each once, in one spelling.

    Words that are no provision are left out: in a cell for provisions a person
    may have written the secret itself. Sorted, so that their order tells nothing.
    """
    found = set()
    for basis in (basis for text in texts for basis in split_bases(text)):
        provision = parse_basis(basis)
        if provision is not None:
            words = [provision.act, f"{provision.section} §"]
            words += [f"{provision.subsection} mom."] if provision.subsection else []
            words += [f"{provision.point} k"] if provision.point else []
            found.add(" ".join(words))
    return tuple(sorted(found, key=_by_number))


def merged(*many: Iterable[str]) -> tuple[str, ...]:
    """Provisions from several places as one list, in the order of `provisions`."""
    return tuple(sorted({basis for bases in many for basis in bases}, key=_by_number))


def _by_number(basis: str) -> list[tuple[int, str]]:
    return [(int(word), "") if word.isdigit() else (-1, word) for word in basis.split()]


def home_of(item: Withheld, form: Form) -> str:
    """Where it stands in the plan, such as `8.6`, `Muutosloki` or `Asiakirjan tiedot`."""
    question = item.question or item.place.id
    current = form.current_ids.get(question, question)
    if current in form.numbers:
        return form.numbers[current]
    return {"log": form.log.title, "field": DOCUMENT}.get(item.place.kind, item.place.id)
