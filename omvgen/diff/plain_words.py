"""Changes in plain words for people who will read the plan itself: where, and what happened.

No text of an answer is told, but for short values. What is said comes from the
public plans alone; of what is secret, that some of it changed, section by section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import shorten

from omvgen.diff.labels import (
    field_title,
    form_change_words,
    kind_word,
    publicity_words,
    row_name,
    table_title,
    unchanged_sentence,
)
from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    Kind,
    Nature,
    Part,
    RowChange,
    TableChange,
)
from omvgen.diff.outline import (
    FIELDS_GROUP,
    FORM_GROUP,
    LOG_GROUP,
    UNKNOWN_GROUP,
    Item,
    cells,
    fields_title,
    form_title,
    groups,
    log_title,
    tallies,
    unknown_title,
)
from omvgen.form.form import Form, FormTable, Question
from omvgen.locale import speaking

# What is said of the versions themselves at the head of every notice.
_SAID = {"title", "year", "version", "date", "replaces"}
_LONGEST = 120  # characters of a value, or of words that differ
_FEW = 6  # stretches of words that differ
_HAPPENED = {
    Nature.REWRITTEN: "Teksti on kirjoitettu uudelleen.",
    Nature.WORDING: "Tekstiä on muutettu.",
    Nature.REORDERED: "Järjestystä on muutettu; sisältö on sama.",
    Nature.TYPOGRAPHY: "Vain kirjoitusasua on korjattu.",
}
_LOG_ROWS = {
    Kind.ADDED: "Uusia rivejä: {n}.",
    Kind.CHANGED: "Muutettuja rivejä: {n}.",
    Kind.REMOVED: "Poistettuja rivejä: {n}.",
    Kind.MOVED: "Siirrettyjä rivejä: {n}.",
}


@dataclass(frozen=True)
class Told:
    """What happened at one place, a sentence each; `number` is the question's, if it has one."""

    number: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What changed in one section, or another part of the plan, which then has no number.

    `secret` says in a sentence that something secret changed there; empty when nothing did.
    """

    number: str
    title: str
    told: tuple[Told, ...]
    secret: str = ""


def nothing_changed(public: Changes, whole: Changes | None = None) -> str:
    """That nothing changed, in the whole plans or else in the public ones; empty when it did.

    The versions are named as the public plans name them.
    """
    told = public if whole is None else replace(whole, old=public.old, new=public.new)
    return unchanged_sentence(told)


def _secret_parts(whole: Changes, public: Changes, form: Form) -> frozenset[str]:
    """The parts of the plan in which something secret changed, as `outline` names them.

    What is withheld for any reason counts: an answer that became secret, a row that
    repeats one. Of the document's data much is not for a notice, and no secret either.
    """
    found = [(FIELDS_GROUP, field.secret) for field in whole.fields]
    found += ((LOG_GROUP, row.secret) for row in whole.log)
    for group in groups(whole, form):
        tables = [*group.tables, *(table for item in group.items for table in item.tables)]
        found += ((group.id, row.secret) for table in tables for row in table.rows)
        found += ((group.id, item.answer.secret) for item in group.items if item.answer)
    told = {tally.id: tally.counts.total() for tally in tallies(public, form)}
    found += (
        (tally.id, tally.counts.total() > told.get(tally.id, 0))
        for tally in tallies(whole, form)
        if tally.id not in (FORM_GROUP, FIELDS_GROUP)
    )
    return frozenset(part for part, secret in found if secret)


@speaking("fi")
def in_plain_words(
    public: Changes, form: Form, whole: Changes | None = None
) -> tuple[Chapter, ...]:
    """The changes by section, in the form's order; parts without any are left out.

    `public` is what changed from one public plan to another, `whole` from one whole
    plan to the other: of what it has beyond the public changes is told that there is
    such, section by section. None for outsiders, who are not told of that either.
    """
    secret = _secret_parts(whole, public, form) if whole else frozenset[str]()
    told = {group.id: [_item(item, form) for item in group.items] for group in groups(public, form)}
    homeless = next((g.tables for g in groups(public, form) if g.id == UNKNOWN_GROUP), ())
    unknown = [*told.get(UNKNOWN_GROUP, []), *(_table(table) for table in homeless)]
    fields = [_field(change, form) for change in public.fields if change.field not in _SAID]
    parts = [
        (FORM_GROUP, "", form_title(), "lomakkeen", _form(public)),
        (FIELDS_GROUP, "", fields_title(), "asiakirjan tietojen", fields),
        *(
            (s.id, str(s.number), s.title, f"osion {s.number}", told.get(s.id, []))
            for s in form.sections
        ),
        (UNKNOWN_GROUP, "", unknown_title(), "lomakkeesta puuttuvien kohtien", unknown),
        (LOG_GROUP, "", log_title(), "muutoslokin", _log(public)),
    ]
    return tuple(
        Chapter(number, title, tuple(told), _secret(whose) if id_ in secret else "")
        for id_, number, title, whose, told in parts
        if told or id_ in secret
    )


def _secret(whose: str) -> str:
    return f"{whose[:1].upper()}{whose[1:]} salassa pidettävä osa on muuttunut."


def _form(changes: Changes) -> list[Told]:
    return [Told("", form_change_words(change), ()) for change in changes.form]


def _field(change: FieldChange, form: Form) -> Told:
    new = _value("; ".join(change.new.split("\n")))
    return Told("", field_title(change, form), (new or "Tieto on poistettu.",))


def _log(changes: Changes) -> list[Told]:
    """How many rows: what they say is in the log itself."""
    counts = Counter(row.kind for row in changes.log)
    said = tuple(_LOG_ROWS[kind].format(n=counts[kind]) for kind in _LOG_ROWS if counts[kind])
    return [Told("", log_title(), said)] if said else []


def _item(item: Item, form: Form) -> Told:
    said = [*_answer(item.answer, form.questions.get(item.id))] if item.answer else []
    if item.publicity:
        said.append(f"Julkisuus on nyt: {publicity_words(item.publicity)[1]}")
    for change in item.tables:
        table = form.tables[change.table]
        said += [table_title(table.id, table), *(_row(row, table) for row in change.rows)]
    return Told(item.number, item.title, tuple(said))


def _answer(change: Change, question: Question | None) -> Iterator[str]:
    if change.kind is Kind.REMOVED:
        yield "Kohtaa ei enää ole lomakkeessa."
    elif change.kind is Kind.CLEARED:
        yield "Vastaus on poistettu."
    elif change.kind is Kind.CHANGED:
        yield _changed(change, question)
    else:
        if change.kind is Kind.ADDED:
            yield "Kohta on uusi lomakkeessa."
        short = change.nature is Nature.VALUE
        yield _value(change.new.plain, question) if short else "Kohtaan on kirjoitettu vastaus."


def _changed(change: Change, question: Question | None) -> str:
    if change.formatting_only:
        return "Vain muotoilua on muutettu."
    if change.nature is Nature.VALUE:
        return _value(change.new.plain, question)
    told = _few_words(change) if change.nature is Nature.WORDING else ""
    return told or _HAPPENED[change.nature]


def _few_words(change: Change) -> str:
    """The words that differ, when they are few: `”neljä” → ”kuusi”`."""
    differ = [s for s in change.segments if s.part is not Part.EQUAL]
    words = "".join(segment.text for segment in differ)
    if "\n" in words or len(words) > _LONGEST or len(differ) > _FEW:
        return ""
    told = []
    for whole, group in groupby(change.segments, key=lambda s: s.part is Part.EQUAL):
        if not whole:
            quoted = {segment.part: f"”{segment.text.strip()}”" for segment in group}
            told.append(_replacement(quoted.get(Part.DELETE), quoted.get(Part.INSERT)))
    return f"Tekstiä on muutettu: {'; '.join(told)}"


def _replacement(old: str | None, new: str | None) -> str:
    if old and new:
        return f"{old} → {new}"
    return f"lisätty {new}" if new else f"poistettu {old}"


def _value(text: str, question: Question | None = None) -> str:
    """A short value: all choices, or the first line of a choice with its explanation."""
    line = (question.on_one_line(text) if question else text).partition("\n")[0]
    return f"Nyt: {_short(line)}" if line else ""


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")


def _table(change: TableChange) -> Told:
    return Told("", table_title(change.table, None), tuple(_row(row, None) for row in change.rows))


def _row(change: RowChange, table: FormTable | None) -> str:
    """What happened to the row that the key names, and the values that it has now.

    A row that came or went without a key is known by its first cell.
    """
    head = f"{kind_word(change.kind)}: {row_name(change, table)}"
    told = cells(change, table)
    if change.kind is not Kind.CHANGED:
        told = () if any(change.key) else told[:1]
    gone = change.kind is Kind.REMOVED
    texts = ((cell.title, cell.old if gone else cell.new) for cell in told)
    said = "; ".join(f"{title}: {_short(text)}" for title, text in texts if text)
    return f"{head} ({said})" if said else head
