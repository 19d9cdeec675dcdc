"""Changes as text for a person at a terminal or in a pipe, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from omvgen.diff.excerpt import excerpt
from omvgen.diff.labels import (
    change_words,
    counts_line,
    kind_word,
    nature_word,
    secrecy_warning,
    unchanged_sentence,
    version_words,
)
from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    FormChange,
    Kind,
    Nature,
    Part,
    PublicityChange,
    RowChange,
    Segment,
    TableChange,
    Version,
)
from omvgen.form.model import Form, FormTable
from omvgen.locale import mark, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.model import Publicity, Row
from omvgen.report.marked import BOLD, GREEN, RED, hanging, marked_lines, painted, sign, wrap

_FORM_CHANGES = {
    "form": mark("Lomake on toinen: {old} → {new}"),
    "version": mark("Lomakkeen versio: {old} → {new}"),
    "renamed": mark("Kohdan tunniste on vaihtunut: {old} → {new}"),
}
_ENTRY, _BODY, _ROW, _CELL = 2, 6, 8, 12  # indents


def changes_to_text(changes: Changes, form: Form, *, width: int = 80, colors: bool = False) -> str:
    """The whole change set. Signs mark what went and came; `colors` only adds to them."""
    return "\n".join(_Text(changes, form, width, colors).lines()) + "\n"


@dataclass(frozen=True)
class _Text:
    """The text of one change set in the making: what all its parts need to know."""

    changes: Changes
    form: Form
    width: int
    colors: bool

    @cached_property
    def _answers(self) -> dict[str, Change]:
        return {change.question: change for change in self.changes.changes}

    @cached_property
    def _publicity(self) -> dict[str, PublicityChange]:
        return {change.question: change for change in self.changes.publicity}

    @cached_property
    def _tables(self) -> dict[str, TableChange]:
        return {table.table: table for table in self.changes.tables}

    def lines(self) -> Iterator[str]:
        changes = self.changes
        yield self._bold(tr("Muutokset"))
        yield from self._wrapped(tr("Vanha: {version}", version=_version(changes.old)), _ENTRY, 2)
        yield from self._wrapped(tr("Uusi: {version}", version=_version(changes.new)), _ENTRY, 2)
        if sentence := unchanged_sentence(changes):
            yield from ["", *self._wrapped(sentence, 0)]
        if not changes.identical:
            yield from self._legend()
            yield from self._form_changes()
            yield from self._fields()
            for section in self.form.sections:
                questions = [question.id for question in section.questions]
                yield from self._section(f"{section.number} {section.title}", questions)
            yield from self._unknown()
            yield from self._log()
        for closing in (counts_line(changes), secrecy_warning(changes)):
            if closing:
                yield from ["", *self._wrapped(closing, 0)]

    def _legend(self) -> Iterator[str]:
        yield from self._wrapped(
            tr(
                "Merkinnät: {deleted} {inserted}, … muuttumatonta tekstiä jätetty pois",
                deleted=sign(Part.DELETE, tr("poistettu")),
                inserted=sign(Part.INSERT, tr("lisätty")),
            ),
            _ENTRY,
        )

    def _form_changes(self) -> Iterator[str]:
        if self.changes.form:
            yield from ["", self._bold(tr("Lomake"))]
        for change in self.changes.form:
            yield from self._wrapped(_form_change(change), _ENTRY)

    def _fields(self) -> Iterator[str]:
        if self.changes.fields:
            yield from ["", self._bold(tr("Asiakirjan tiedot"))]
        for change in self.changes.fields:
            field = self.form.fields.get(change.field)
            title = field.text if field else change.field
            head = f"{_happened(change)}: {title}{_secret_words(change.secret)}"
            if "\n" in change.old + change.new or change.nature is not Nature.VALUE:
                yield from self._wrapped(head, _ENTRY)
                yield from self._marked(excerpt(change.segments), _BODY)
            else:
                yield from self._arrow(f"{head}: ", change.old, change.new, _ENTRY)

    def _section(self, title: str, questions: list[str]) -> Iterator[str]:
        entries = [line for question in questions for line in self._question(question)]
        if entries:
            yield from ["", self._bold(title), *entries]

    def _question(self, id_: str) -> Iterator[str]:
        """Everything that changed at one question: its answer, its publicity, its tables."""
        question = self.form.questions.get(id_)
        change, publicity = self._answers.get(id_), self._publicity.get(id_)
        of_question = question.tables if question else ()
        tables = [self._tables[table.id] for table in of_question if table.id in self._tables]
        if not (change or publicity or tables):
            return
        number = f"{self.form.numbers[id_]} " if question else ""
        title = number + (question.text if question else id_)
        yield from self._wrapped(title, _ENTRY, hang=len(number))
        if change:
            yield from self._answer(change)
        if publicity:
            yield from self._wrapped(_publicity_words(publicity), _BODY)
        for table in tables:
            yield from self._table(table, self.form.tables[table.table])

    def _answer(self, change: Change) -> Iterator[str]:
        head = change_words(change) + _secret_words(change.secret)
        one_line = "\n" not in change.old.plain + change.new.plain
        if change.nature is Nature.VALUE and one_line:
            yield from self._arrow(f"{head}: ", change.old.plain, change.new.plain, _BODY)
            return
        yield from self._wrapped(head, _BODY)
        if change.nature in (Nature.VALUE, Nature.REWRITTEN):
            yield from self._block(tr("Vanha teksti:"), change.old.plain, RED)
            yield from self._block(tr("Uusi teksti:"), change.new.plain, GREEN)
        elif not change.formatting_only:
            yield from self._marked(excerpt(change.segments), _BODY)

    def _block(self, title: str, text: str, color: str) -> Iterator[str]:
        if text:
            yield from self._wrapped(title, _BODY)
        for line in text.split("\n"):
            pieces = [(line, color)]
            lines = wrap(pieces, self.width - _ROW, self.colors, hanging(pieces))
            yield from self._indented(lines, _ROW)

    def _table(self, change: TableChange, table: FormTable | None) -> Iterator[str]:
        title = tr("Taulukko: {title}", title=table.title if table else change.table)
        yield from self._wrapped(title, _BODY)
        for row in change.rows:
            yield from self._row(row, table)

    def _row(self, change: RowChange, table: FormTable | None) -> Iterator[str]:
        head = f"{_happened(change)}: {_row_name(change, table)}"
        yield from self._wrapped(head + _secret_words(change.secret), _ROW)
        if change.kind is Kind.MOVED:
            yield from self._arrow(
                "", _row_number(change.old_place), _row_number(change.new_place), _CELL
            )
        before, after = change.old or {}, change.new or {}
        for column, title in _columns(table, before, after):
            old, new = before.get(column, ""), after.get(column, "")
            if change.kind is Kind.CHANGED and old != new:
                yield from self._arrow(f"{title}: ", old, new, _CELL)
            elif change.kind in (Kind.ADDED, Kind.REMOVED) and not _is_key(table, column):
                part = Part.INSERT if change.new is not None else Part.DELETE
                yield from self._marked(
                    (Segment(Part.EQUAL, f"{title}: "), Segment(part, new or old)), _CELL
                )

    def _unknown(self) -> Iterator[str]:
        """What the form has no place for: answers and tables of another form."""
        questions = [
            id_ for id_ in {**self._answers, **self._publicity} if id_ not in self.form.questions
        ]
        yield from self._section(tr("Kohdat, joita lomakkeessa ei ole"), questions)
        for id_, table in self._tables.items():
            if id_ not in self.form.tables:
                yield from ["", *self._table(table, None)]

    def _log(self) -> Iterator[str]:
        if self.changes.log:
            yield from ["", self._bold(tr("Muutosloki"))]
        for row in self.changes.log:
            yield from self._row(row, self.form.log)

    def _arrow(self, head: str, old: str, new: str, indent: int) -> Iterator[str]:
        """`vanha → uusi`, on as many lines as it takes."""
        nothing = tr("(tyhjä)")
        pieces = [
            (head, ""),
            (" ".join(old.split("\n")) or nothing, RED),
            (" → ", ""),
            (" ".join(new.split("\n")) or nothing, GREEN),
        ]
        yield from self._indented(wrap(pieces, self.width - indent, self.colors, 2), indent)

    def _marked(self, segments: tuple[Segment, ...], indent: int) -> Iterator[str]:
        lines = marked_lines(segments, self.width - indent, self.colors)
        yield from self._indented(lines, indent)

    def _wrapped(self, text: str, indent: int, hang: int = 0) -> Iterator[str]:
        yield from self._indented(wrap([(text, "")], self.width - indent, False, hang), indent)

    def _indented(self, lines: list[str], indent: int) -> Iterator[str]:
        yield from (" " * indent + line for line in lines)

    def _bold(self, text: str) -> str:
        return painted(text, BOLD, self.colors)


def _version(version: Version) -> str:
    return ", ".join(part for part in (version.title, version_words(version)) if part)


def _form_change(change: FormChange) -> str:
    return tr(_FORM_CHANGES[change.kind], old=change.old, new=change.new)


def _happened(change: FieldChange | RowChange) -> str:
    """The kind, and the nature where it is another than a new value, which goes without saying."""
    word = kind_word(change.kind)
    if change.kind is Kind.CHANGED and change.nature is not Nature.VALUE:
        return f"{word} ({nature_word(change.nature)})"
    return word


def _secret_words(secret: bool) -> str:
    return " " + tr("(ei julkinen)") if secret else ""


def _publicity_words(change: PublicityChange) -> str:
    return tr(
        "Julkisuus: {old} → {new}",
        old=_decision(change.old, change.old_bases),
        new=_decision(change.new, change.new_bases),
    )


def _decision(publicity: Publicity | None, bases: tuple[str, ...]) -> str:
    word = publicity.value if publicity else tr("ei merkintää")
    return f"{word} ({join_bases(bases)})" if bases else word


def _row_name(change: RowChange, table: FormTable | None) -> str:
    """The key's texts, a number with its title; the row's number where the key says nothing."""
    columns = table.key_columns if table else ()
    named = [
        f"{column.title} {text}" if column.kind == "integer" else text
        for column, text in zip(columns, change.key, strict=True)
        if text
    ]
    place = change.old_place if change.new_place is None else change.new_place
    return ", ".join(named) or _row_number(place)


def _row_number(place: int | None) -> str:
    return tr("rivi {number}", number=0 if place is None else place + 1)


def _columns(table: FormTable | None, old: Row, new: Row) -> Iterator[tuple[str, str]]:
    """The id and title of each column in which one of the rows says something."""
    titles = {column.id: column.title for column in table.columns} if table else {}
    for column in dict.fromkeys([*titles, *old, *new]):
        if old.get(column) or new.get(column):
            yield column, titles.get(column, column)


def _is_key(table: FormTable | None, column: str) -> bool:
    found = table.column(column) if table else None
    return found is not None and found.key
