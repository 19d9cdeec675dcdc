"""The conflicts that wait on their sheet, and what people chose for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Location, Place
from omvgen.form.form import Form
from omvgen.form.sheets import CONFLICTS
from omvgen.plan.conflicts import Choice, OpenConflict, Side
from omvgen.plan.links import decode_links
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.workbook import conflict_sheet as columns
from omvgen.workbook import layout
from omvgen.workbook.reading.cell_text import quoted
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.vocabulary import publicity_of
from omvgen.workbook.xlsx.cells import Book, Sheet, cell_ref, column_letters


@dataclass
class _Group:
    """The rows of one conflict."""

    place: Place
    row: int
    texts: dict[str, list[Run]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    own: list[Run] = field(default_factory=list)
    chosen: str = ""
    chosen_row: int = 0


def read_conflicts(book: Book, form: Form) -> tuple[tuple[Choice, ...], tuple[Finding, ...]]:
    """The conflicts with their choices, and an error for each that is not settled."""
    sheet = next((s for s in book.sheets if _is_conflicts(s)), None)
    if sheet is None:
        return (), ()
    choices, findings = [], []
    for group in _groups(sheet, form.language):
        choice, code = _choice(group, form.language)
        choices.append(choice)
        findings.append(_finding(sheet, group, code, form))
    return tuple(choices), tuple(findings)


def options_of(conflict: OpenConflict, language: str) -> dict[str, tuple[RichText, ...]]:
    """What may be chosen for the conflict, as the sheet calls it, with the texts it stands for."""
    letters = {column_letters(n): (side.text,) for n, side in enumerate(conflict.sides, start=1)}
    every = tuple(side.text for side in conflict.sides)
    keep, all_ = columns.keep_word(language), columns.all_word(language)
    return {keep: (conflict.kept,), **letters, all_: every}


def choose(reading: Reading, chosen: Mapping[int, str]) -> Reading:
    """The reading with options chosen for its conflicts, which are numbered from 1.

    Raises `KeyError` with the number when there is no such conflict or option.
    """
    choices = dict(enumerate(reading.conflicts, start=1))
    for number, option in chosen.items():
        conflict = choices[number].conflict if number in choices else None
        options = options_of(conflict, reading.form.language) if conflict else {}
        folded = {name.casefold(): texts for name, texts in options.items()}
        texts = folded.get(option.strip().casefold())
        if conflict is None or texts is None:
            raise KeyError(number)
        choices[number] = Choice(conflict, texts, option)
    return replace(reading, conflicts=tuple(choices.values()))


def _is_conflicts(sheet: Sheet) -> bool:
    return sheet.text(layout.TITLE_ROW, layout.ID) == CONFLICTS.mark


def _groups(sheet: Sheet, language: str) -> Iterator[_Group]:
    """The rows by the conflict that they belong to: the options begin with what is there now."""
    group: _Group | None = None
    option = ""
    for row in sorted(row for row in sheet.rows if row >= layout.FIRST_ROW):
        place = columns.place_of_text(sheet.text(row, columns.PLACE))
        if place is not None:
            option = sheet.text(row, columns.OPTION)
            if group is None or option == columns.keep_word(language):
                if group is not None:
                    yield group
                group = _Group(place, row)
            group.names[option] = sheet.text(row, columns.SOURCE)
        if group is None:
            continue
        _add_line(group.texts.setdefault(option, []), sheet.cell(row, columns.TEXT).runs)
        _add_line(group.own, sheet.cell(row, columns.OWN).runs)
        if sheet.text(row, columns.CHOICE) and not group.chosen:
            group.chosen, group.chosen_row = sheet.text(row, columns.CHOICE), row
    if group is not None:
        yield group


def _add_line(runs: list[Run], more: tuple[Run, ...]) -> None:
    if more:
        runs += ([Run("\n")] if runs else []) + list(more)


def _choice(group: _Group, language: str) -> tuple[Choice, Code]:
    """The conflict with what was chosen, and the finding that it still needs."""
    texts = {option: _in_plan(runs, group.place, language) for option, runs in group.texts.items()}
    keep = columns.keep_word(language)
    letters = sorted(texts.keys() - {keep}, key=lambda letter: (len(letter), letter))
    sides = {letter: Side(group.names[letter], texts[letter]) for letter in letters}
    kept = texts.get(keep, RichText())
    conflict = OpenConflict(group.place, kept, tuple(sides.values()))
    own = _in_plan(group.own, group.place, language)
    own_word = columns.own_word(language)
    chosen = group.chosen.strip().casefold()
    options = {letter.casefold(): (side.text,) for letter, side in sides.items()} | {
        keep.casefold(): (kept,),
        columns.all_word(language).casefold(): tuple(side.text for side in sides.values()),
    }
    if own and chosen not in options and own_word.casefold().startswith(chosen):
        return Choice(conflict, (own,), own_word), Code.CHOICE_NOT_TAKEN
    if not chosen:
        return Choice(conflict), Code.CONFLICT_UNDECIDED
    if own:  # it is not lost, whatever else was chosen
        with_own = replace(conflict, sides=(*conflict.sides, Side(own_word, own)))
        return Choice(with_own), Code.CHOICE_UNKNOWN
    if chosen not in options:
        return Choice(conflict), Code.CHOICE_UNKNOWN
    return Choice(conflict, options[chosen], group.chosen), Code.CHOICE_NOT_TAKEN


def _in_plan(runs: list[Run], place: Place, language: str) -> RichText:
    """The text as a plan has it: the word for a publicity in Finnish, whatever the sheet's."""
    text = decode_links(rich(runs))
    known = publicity_of(text.plain, language) if place.part == "publicity" else None
    return plain(known.value) if known else text


def _finding(sheet: Sheet, group: _Group, code: Code, form: Form) -> Finding:
    from omvgen.plan.transfer import wording_of

    row = group.chosen_row or group.row
    wording = wording_of(form, group.place.id)
    question = group.place.id if group.place.id in form.questions else ""
    where = Location(sheet.name, cell_ref((row, columns.CHOICE)), wording.section, question)
    values = {"question": quoted(wording.text), "text": quoted(group.chosen)}
    return Finding(code, where, values)
