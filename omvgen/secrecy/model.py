"""What a public copy is, and what was withheld from it.

`publish` makes these, `search` reads them, and the documents show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import DOCUMENT
from omvgen.locale import LANGUAGES, in_language, speaking, tr
from omvgen.plan.bases import parse_basis, shown_bases, split_bases
from omvgen.plan.plan import Plan, Row


class Reason(StrEnum):
    """Why something is not in the public copy."""

    MARKED = "marked"  # a passage `[[…]]`
    SECRET = "secret"  # an answer, row or table that is marked secret as a whole
    UNMARKED = "unmarked"  # partly secret, but no passage says which part
    UNCLEAR = "unclear"  # a mark that only looks like one: nobody knows what it encloses
    UNDECIDED = "undecided"  # no publicity was chosen
    CONTRADICTED = "contradicted"  # marked public, but a provision for secrecy is named
    DOUBTFUL = "doubtful"  # hidden in the workbook, or on a sheet whose publicity has moved
    OTHER_YEAR = "other_year"  # secret in the other of two plans that are shown together
    MARKED_CELL = "marked_cell"  # a row with a passage in one of its cells
    REPEATS = "repeats"  # public here, but the same information is secret elsewhere
    MENTIONS = "mentions"  # a row of the change log that mentions a secret part
    NOTE = "note"  # the staff's own remark, which is never printed
    INTERNAL = "internal"  # data of no use in a public copy, or unknown to the form


_NOT_IN_INDEX = (Reason.NOTE, Reason.INTERNAL)


class Withheld(NamedTuple):
    """Something that was left out.

    `texts` are its words as they stood, without the marks. `section` and `question`
    are ids, empty for the document's data and the change log. Only of a table row:
    `key` are the cells that identify it within its table, and `identifying` the cells
    that identify it in any other text.
    """

    place: Place
    reason: Reason
    texts: tuple[str, ...]
    bases: tuple[str, ...] = ()
    section: str = ""
    question: str = ""
    key: tuple[str, ...] = ()
    identifying: tuple[str, ...] = ()

    @property
    def in_index(self) -> bool:
        """Whether the index of the public copy must name it: notes and such are no content."""
        return self.reason not in _NOT_IN_INDEX

    @property
    def secret(self) -> bool:
        """Whether somebody marked it secret: then its words are so wherever they stand."""
        return self.reason in (Reason.MARKED, Reason.SECRET)

    @property
    def is_row(self) -> bool:
        """Whether it is a whole row of a table or of the change log, not one of its cells."""
        return self.place.row is not None and bool(self.key)

    @property
    def identifying_texts(self) -> tuple[str, ...]:
        """The texts by which it is recognised in any other text."""
        is_table = self.place.kind in ("table", "log")
        return self.identifying if is_table and self.identifying else self.texts


class PublicCopy(NamedTuple):
    """A plan that holds only what may be given out, and what was left out of it.

    `whole` is the plan that it was made of. It is kept for the search for leaks and for
    nothing else. `repeats` are the places that said in public what is withheld elsewhere,
    with what that is.
    """

    plan: Plan
    withheld: tuple[Withheld, ...]
    whole: Plan
    repeats: Mapping[Place, Withheld] = {}


class IndexRow(NamedTuple):
    """A row of the index: where something was withheld, and by which provisions.

    `number` is the question's visible number. Where there is no question, it is empty
    and `section` is `Asiakirjan tiedot` or the title of the change log.
    """

    section: str
    number: str
    title: str
    bases: tuple[str, ...]


def withheld_index(copy: PublicCopy, form: Form) -> tuple[IndexRow, ...]:
    """Where something was withheld, in the form's order, each place once."""
    bases: dict[str, tuple[str, ...]] = {}
    for item in copy.withheld:
        if item.in_index:
            key = item.question or item.place.kind
            bases[key] = merged(bases.get(key, ()), item.bases)
    rows = [
        IndexRow(f"{section.number} {section.title}", form.numbers[q.id], q.text, bases[q.id])
        for section in form.sections
        for q in section.questions
        if q.id in bases
    ]
    for kind, title in (("field", DOCUMENT.name(form.language)), ("log", form.log.title)):
        if kind in bases:
            rows.append(IndexRow(title, "", "", bases[kind]))
    return tuple(rows)


def placeholder(bases: tuple[str, ...]) -> str:
    """What stands in place of the withheld: its length depends on the provisions alone.

    It is in the language in use, which is the form's where a plan is published.
    """
    word = tr(Publicity.SECRET)
    return f"[{word}, {shown_bases(bases)}]" if bases else f"[{word}]"


def without_placeholder(text: str) -> str:
    """The text without its last line, if that is a placeholder."""
    rest, _, last = text.rpartition("\n")
    if not last.startswith("["):
        return text
    return rest if any(_is_placeholder(last, tag) for tag in LANGUAGES) else text


def _is_placeholder(line: str, tag: str) -> bool:
    beginning = f"[{in_language(tag, Publicity.SECRET)}"
    if not line.startswith(beginning):
        return False
    bases = line.removeprefix(beginning).removeprefix(", ").removesuffix("]")
    with speaking(tag):
        return line == placeholder(provisions(bases))


def is_placeholder_row(row: Row) -> bool:
    """Whether the row only says that rows are left out."""
    return len(row) == 1 and not without_placeholder(next(iter(row.values())))


def provisions(*texts: str) -> tuple[str, ...]:
    """The provisions that the texts name, each once, in one spelling, sorted.

    Words that are no provision are left out: in a cell for provisions a person may have
    written the secret itself. Sorted, so that their order tells nothing.
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
    """Where it stands in the plan: `8.6`, `Muutosloki`, `Asiakirjan tiedot`, or an unknown id."""
    question = item.question or item.place.id
    current = form.current_ids.get(question, question)
    if current in form.numbers:
        return form.numbers[current]
    sheets = {"log": form.log.title, "field": DOCUMENT.name(form.language)}
    return sheets.get(item.place.kind, item.place.id)
