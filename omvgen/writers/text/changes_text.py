"""Changes as text for a person at a terminal or in a pipe, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from omvgen.diff.excerpt import excerpt
from omvgen.diff.labels import (
    change_words,
    counts_line,
    field_title,
    form_change_words,
    item_words,
    log_findings_lines,
    look_words,
    plan_words,
    public_note,
    publicity_words,
    row_name,
    row_number,
    secrecy_warning,
    secret_words,
    table_title,
    unchanged_sentence,
)
from omvgen.diff.looks import looks
from omvgen.diff.model import (
    Change,
    Changes,
    Kind,
    Nature,
    Part,
    RowChange,
    Segment,
    TableChange,
)
from omvgen.diff.outline import (
    Group,
    Item,
    cells,
    fields_title,
    form_title,
    groups,
    log_findings_title,
    log_title,
)
from omvgen.form.form import Form, FormTable
from omvgen.locale import tr
from omvgen.writers.text.marked import BOLD, GREEN, RED, hanging, marked_lines, painted, sign, wrap

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

    def lines(self) -> Iterator[str]:
        changes = self.changes
        yield self._bold(tr("Muutokset"))
        yield from self._wrapped(tr("Vanha: {version}", version=plan_words(changes.old)), _ENTRY, 2)
        yield from self._wrapped(tr("Uusi: {version}", version=plan_words(changes.new)), _ENTRY, 2)
        if sentence := unchanged_sentence(changes):
            yield from ["", *self._wrapped(sentence, 0)]
        if not changes.identical:
            yield from self._legend()
            yield from self._form_changes()
            yield from self._fields()
            for group in groups(changes, self.form):
                yield from self._group(group)
            yield from self._log()
        yield from self._log_findings()
        for closing in (counts_line(changes), public_note(changes), secrecy_warning(changes)):
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
            yield from ["", self._bold(form_title())]
        for change in self.changes.form:
            yield from self._wrapped(form_change_words(change), _ENTRY)

    def _fields(self) -> Iterator[str]:
        if self.changes.fields:
            yield from ["", self._bold(fields_title())]
        for change in self.changes.fields:
            head = f"{item_words(change)}: {field_title(change, self.form)}"
            head += _not_public(change.secret)
            if change.nature is Nature.VALUE:
                yield from self._arrow(f"{head}: ", change.old, change.new, _ENTRY)
            else:
                yield from self._wrapped(head, _ENTRY)
                yield from self._marked(excerpt(change.segments), _BODY)

    def _group(self, group: Group) -> Iterator[str]:
        yield from ["", self._bold(group.title)]
        for item in group.items:
            yield from self._item(item)
        for table in group.tables:
            yield from self._table(table)

    def _item(self, item: Item) -> Iterator[str]:
        number = f"{item.number} " if item.number else ""
        yield from self._wrapped(number + item.title, _ENTRY, hang=len(number))
        if item.answer:
            yield from self._answer(item.answer)
        if item.publicity:
            old, new = publicity_words(item.publicity)
            yield from self._wrapped(tr("Julkisuus: {old} → {new}", old=old, new=new), _BODY)
        for table in item.tables:
            yield from self._table(table)

    def _answer(self, change: Change) -> Iterator[str]:
        head = change_words(change) + _not_public(change.secret)
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
        for look in looks(change):
            yield from self._wrapped(tr("Muotoilu: {look}", look=look_words(look)), _BODY, 2)

    def _block(self, title: str, text: str, color: str) -> Iterator[str]:
        if text:
            yield from self._wrapped(title, _BODY)
        for line in text.split("\n"):
            pieces = [(line, color)]
            lines = wrap(pieces, self.width - _ROW, self.colors, hanging(pieces))
            yield from self._indented(lines, _ROW)

    def _table(self, change: TableChange) -> Iterator[str]:
        table = self.form.tables.get(change.table)
        yield from self._wrapped(table_title(change.table, table), _BODY)
        for row in change.rows:
            yield from self._row(row, table)

    def _row(self, change: RowChange, table: FormTable | None) -> Iterator[str]:
        head = f"{item_words(change)}: {row_name(change, table)}"
        yield from self._wrapped(head + _not_public(change.secret), _ROW)
        if change.kind is Kind.MOVED:
            yield from self._arrow(
                "", row_number(change.old_place), row_number(change.new_place), _CELL
            )
        for cell in cells(change, table):
            head = f"{cell.title}: "
            if change.kind is Kind.CHANGED:
                yield from self._arrow(head, cell.old, cell.new, _CELL)
            else:
                part = Part.INSERT if change.new is not None else Part.DELETE
                segments = (Segment(Part.EQUAL, head), Segment(part, cell.new or cell.old))
                yield from self._marked(segments, _CELL)

    def _log(self) -> Iterator[str]:
        if self.changes.log:
            yield from ["", self._bold(log_title())]
        for row in self.changes.log:
            yield from self._row(row, self.form.log)

    def _log_findings(self) -> Iterator[str]:
        if lines := log_findings_lines(self.changes):
            yield from ["", self._bold(log_findings_title())]
            for line in lines:
                yield from self._wrapped(line, _ENTRY, 2)

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


def _not_public(secret: bool) -> str:
    return f" {secret_words(secret)}" if secret else ""
