"""Changes as Markdown, for a case file or an intranet: CommonMark and `~~strikethrough~~`.

What went stands between `~~`, what came between `**`. All else is escaped, so
that no text of a plan becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from omvgen.diff.model import Change, Changes, FieldChange, Kind, Nature, Part, RowChange
from omvgen.diff.outline import (
    Cell,
    Group,
    Item,
    cells,
    fields_title,
    form_title,
    groups,
    log_findings_title,
    log_title,
)
from omvgen.diff.sides import Block, blocks
from omvgen.form.form import Form, FormTable
from omvgen.locale import tr
from omvgen.plan.text import plain
from omvgen.writers.markdown.markdown import escaped, marked, marked_line, quoted

_UNDER_ITEM = "  "


def changes_to_markdown(changes: Changes, form: Form) -> str:
    """The whole change set; the same changes give the same text."""
    lines = list(_Markdown(changes, form).lines())
    shown = (line for place, line in enumerate(lines) if line or lines[place - 1])
    return "\n".join(shown).rstrip("\n") + "\n"


@dataclass(frozen=True)
class _Markdown:
    """The text of one change set in the making. Each part begins with an empty line."""

    changes: Changes
    form: Form

    def lines(self) -> Iterator[str]:
        changes = self.changes
        yield f"# {tr('Muutokset')}"
        yield from (
            "",
            "- " + escaped(tr("Vanha: {version}", version=plan_words(changes.old))),
            "- " + escaped(tr("Uusi: {version}", version=plan_words(changes.new))),
        )
        for sentence in (unchanged_sentence(changes), counts_line(changes), public_note(changes)):
            if sentence:
                yield from ("", escaped(sentence))
        if warning := secrecy_warning(changes):
            yield from ("", f"> {escaped(warning)}")
        if not changes.identical:
            yield from self._legend()
            yield from self._form_changes()
            yield from self._fields()
            for group in groups(changes, self.form):
                yield from self._group(group)
            yield from self._log()
        yield from self._log_findings()

    def _legend(self) -> Iterator[str]:
        yield ""
        yield tr(
            "Merkinnät: {deleted} {inserted}, … muuttumatonta tekstiä jätetty pois",
            deleted=marked(Part.DELETE, tr("poistettu")),
            inserted=marked(Part.INSERT, tr("lisätty")),
        )

    def _form_changes(self) -> Iterator[str]:
        if self.changes.form:
            yield from ("", _heading(2, form_title()), "")
        yield from ("- " + escaped(form_change_words(change)) for change in self.changes.form)

    def _fields(self) -> Iterator[str]:
        if self.changes.fields:
            yield from ("", _heading(2, fields_title()), "")
        for change in self.changes.fields:
            yield from self._field(change)

    def _field(self, change: FieldChange) -> Iterator[str]:
        head = escaped(f"{item_words(change)}: {field_title(change, self.form)}")
        head = f"- {head}{_not_public(change.secret)}"
        if change.nature is Nature.VALUE:
            yield f"{head}: {_arrow(change.old, change.new)}"
        else:
            found = blocks(change.segments, plain(change.old), plain(change.new))
            yield from (head, "", *_compared(found, _UNDER_ITEM), "")

    def _group(self, group: Group) -> Iterator[str]:
        yield from ("", _heading(2, group.title))
        for item in group.items:
            yield from self._item(item)
        for table in group.tables:
            yield from self._rows(table.table, table.rows)

    def _item(self, item: Item) -> Iterator[str]:
        yield from ("", _heading(3, f"{item.number} {item.title}".lstrip()))
        if item.answer:
            yield from self._answer(item.answer)
        if item.publicity:
            old, new = publicity_words(item.publicity)
            yield from ("", f"{tr('Julkisuus')}: {_arrow(old, new)}")
        for table in item.tables:
            yield from self._rows(table.table, table.rows)

    def _answer(self, change: Change) -> Iterator[str]:
        old, new = change.old.plain, change.new.plain
        head = escaped(change_words(change)) + _not_public(change.secret)
        if change.nature is Nature.VALUE and "\n" not in old + new:
            yield from ("", f"{head}: {_arrow(old, new)}")
        else:
            yield from ("", head)
            if change.nature in (Nature.VALUE, Nature.REWRITTEN):
                yield from _whole(tr("Vanha teksti:"), old)
                yield from _whole(tr("Uusi teksti:"), new)
            elif not change.formatting_only:
                yield from ("", *_compared(blocks(change.segments, change.old, change.new)))
        for look in looks(change):
            yield from ("", escaped(tr("Muotoilu: {look}", look=look_words(look))))

    def _rows(self, id_: str, rows: Iterable[RowChange]) -> Iterator[str]:
        table = self.form.tables.get(id_)
        yield from ("", escaped(table_title(id_, table)), "")
        for row in rows:
            yield from _row(row, table)

    def _log(self) -> Iterator[str]:
        if self.changes.log:
            yield from ("", _heading(2, log_title()), "")
        for row in self.changes.log:
            yield from _row(row, self.form.log)

    def _log_findings(self) -> Iterator[str]:
        if lines := log_findings_lines(self.changes):
            yield from ("", _heading(2, log_findings_title()), "")
            yield from (f"- {escaped(line)}" for line in lines)


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {escaped(text)}"


def _not_public(secret: bool) -> str:
    return f" {escaped(secret_words(secret))}" if secret else ""


def _arrow(old: str, new: str) -> str:
    return f"{_side(Part.DELETE, old)} → {_side(Part.INSERT, new)}"


def _side(part: Part, text: str) -> str:
    return marked(part, text) if text else escaped(tr("(tyhjä)"))


def _whole(title: str, text: str) -> Iterator[str]:
    """A text from beginning to end, without marks: its title says which it is."""
    if text:
        lines = (escaped(line) for line in text.split("\n") if line)
        yield from ("", escaped(title), "", *quoted(lines))


def _compared(found: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """The words that differ, between their marks, with a few words around."""
    shown = (line for block in found if not block.folded for line in block.both if line)
    return quoted((marked_line(line) for line in shown), indent)


def _row(change: RowChange, table: FormTable | None) -> Iterator[str]:
    head = escaped(f"{item_words(change)}: {row_name(change, table)}")
    yield f"- {head}{_not_public(change.secret)}"
    if change.kind is Kind.MOVED:
        places = f"{row_number(change.old_place)} → {row_number(change.new_place)}"
        yield f"{_UNDER_ITEM}- {escaped(places)}"
    for cell in cells(change, table):
        yield f"{_UNDER_ITEM}- {escaped(cell.title)}: {_cell(cell, change.kind)}"


def _cell(cell: Cell, kind: Kind) -> str:
    if kind is Kind.CHANGED:
        return _arrow(cell.old, cell.new)
    return marked(Part.INSERT, cell.new) if cell.new else marked(Part.DELETE, cell.old)
