"""The change report: what a director reads before confirming, and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from omvgen.content.answers import without_marks
from omvgen.content.blocks import (
    Block,
    Contents,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    ListItem,
    Look,
    Piece,
    Pieces,
    Role,
    Table,
    TableColumn,
    Text,
    Title,
    Together,
    words,
)
from omvgen.content.front import SECRET_MARK, compared_plans, sender, title
from omvgen.diff.excerpt import shortened
from omvgen.diff.labels import (
    change_words,
    counts_line,
    field_title,
    form_change_words,
    item_words,
    log_findings_lines,
    look_words,
    public_note,
    publicity_words,
    row_name,
    row_number,
    secrecy_warning,
    secret_words,
    sort_word,
    table_title,
    unchanged_sentence,
)
from omvgen.diff.looks import looks
from omvgen.diff.model import Change, Changes, FieldChange, Kind, Nature, Part, RowChange, Segment
from omvgen.diff.outline import (
    SORTS,
    Group,
    Item,
    cells,
    fields_title,
    form_title,
    groups,
    log_findings_title,
    log_title,
    tallies,
)
from omvgen.form.dates import parse_date
from omvgen.form.form import Form, FormTable
from omvgen.locale import speaking
from omvgen.plan.bases import join_bases
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Plan
from omvgen.plan.secrets import all_bases

REPORT = "Muutosraportti"
OLD, NEW = "Vanha", "Uusi"
NOTHING = "–"
_MARKS = (
    "Poistetut sanat on yliviivattu ja lisätyt lihavoitu; kolme pistettä (…) on pois jätettyä "
    "muuttumatonta tekstiä."
)
_BRACKETS = "Kaksoishakasulkeissa [[ ]] oleva teksti on salassa pidettävää."
# What is signed when the form itself has no such fields.
_SIGNED = {
    "place_and_date": "Paikka ja päiväys",
    "signature": "Allekirjoitus",
    "name": "Nimenselvennys",
}


@speaking("fi")
def change_report(changes: Changes, new: Plan, form: Form) -> Document:
    """Every change with its old and new wording, counted, and a place to sign.

    `new` is the new plan, `form` its form: they say who reports, and of what.
    """
    day = new.field("date")
    marks = (SECRET_MARK,) if changes.secret else ()
    blocks = (
        Letterhead(sender(new, form), REPORT),
        *_metadata(day, new.field("case_number"), *marks),
        *_metadata(join_bases(all_bases(new, form)) if marks else ""),
        Title(f"{title(new, form)}: muutokset edelliseen versioon"),
        *(Field(label, words(said)) for label, said in compared_plans(changes)),
        Contents("Sisällys"),
        *_summary(changes, form),
        *_changes(changes, form),
        *_log_findings(changes),
        # Nobody confirms a plan by a list that leaves something out.
        *(() if changes.public else (_confirmation(changes, form),)),
    )
    return Document(
        title=f"{REPORT}: {title(new, form)}",
        document_type=REPORT,
        sender=sender(new, form),
        author=without_marks(new.field("prepared_by")) or sender(new, form),
        date=parse_date(day),
        case_number=new.field("case_number"),
        version=new.field("version"),
        language="fi-FI",
        blocks=blocks,
        marks=marks,
    )


def _metadata(*lines: str) -> Iterator[Block]:
    for line in lines:
        role = Role.STRONG if line == SECRET_MARK else Role.PLAIN
        if line:
            yield Text(words(without_marks(line), role), Look.METADATA)


def _summary(changes: Changes, form: Form) -> Iterator[Block]:
    yield Heading("Yhteenveto", 1)
    sentences = (
        unchanged_sentence(changes),
        counts_line(changes),
        public_note(changes),
        secrecy_warning(changes),
    )
    yield from (Text(words(sentence)) for sentence in sentences if sentence)
    if not changes.identical:
        yield Text(words(f"{_MARKS} {_BRACKETS}" if _shows_brackets(changes) else _MARKS))
        yield _counts(changes, form)


def _shows_brackets(changes: Changes) -> bool:
    return any(has_secret(c.old.plain + c.new.plain) for c in changes.changes)


def _counts(changes: Changes, form: Form) -> Table:
    """How many changes of each sort there are in each part of the plan."""
    told = tallies(changes, form)
    total = {sort: sum(tally.counts[sort] for tally in told) for sort in SORTS}
    sorts = [sort for sort in SORTS if total[sort]]
    rows = [
        (tally.title, *(str(tally.counts[sort] or NOTHING) for sort in sorts), tally.counts.total())
        for tally in told
    ]
    rows.append(("Yhteensä", *(str(total[sort]) for sort in sorts), sum(total.values())))
    columns = ["Osio", *(sort_word(sort).capitalize() for sort in sorts), "Yhteensä"]
    table = _table("Muutosten määrä", columns, rows, numeric=True)
    last = tuple(tuple(replace(p, role=Role.STRONG) for p in cell) for cell in table.rows[-1])
    return table._replace(rows=(*table.rows[:-1], last))


def _changes(changes: Changes, form: Form) -> Iterator[Block]:
    if changes.form:
        yield Heading(form_title(), 1)
    for change in changes.form:
        yield ListItem(words(form_change_words(change)))
    if changes.fields:
        yield Heading(fields_title(), 1)
        yield _fields(changes.fields, form)
    for group in groups(changes, form):
        yield from _group(group, form)
    if changes.log:
        yield Heading(log_title(), 1)
        yield _rows(log_title(), changes.log, form.log)


def _log_findings(changes: Changes) -> Iterator[Block]:
    """Was everything recorded, and were staff told?"""
    if lines := log_findings_lines(changes):
        yield Heading(log_findings_title(), 1)
        yield from (ListItem(words(line)) for line in lines)


def _group(group: Group, form: Form) -> Iterator[Block]:
    section = next((section for section in form.sections if section.id == group.id), None)
    if section:
        yield Heading(section.title, 1, str(section.number))
    else:
        yield Heading(group.title, 1)
    for item in group.items:
        yield from _item(item, form)
    for change in group.tables:
        yield _rows(table_title(change.table, None), change.rows, None)


def _item(item: Item, form: Form) -> Iterator[Block]:
    yield Heading(item.title, 2, item.number)
    if item.answer:
        yield from _answer(item.answer)
    if item.publicity:
        old, new = publicity_words(item.publicity)
        yield Text(words("Julkisuus"), Look.CHANGE)
        yield from _sides(words(old), words(new))
    for change in item.tables:
        table = form.tables[change.table]
        yield _rows(table.title, change.rows, table)


def _answer(change: Change) -> Iterator[Block]:
    """What happened, and the words as they were and as they are."""
    head = " ".join(filter(None, (change_words(change), secret_words(change.secret))))
    yield Text(words(head), Look.CHANGE)
    if not change.formatting_only:
        yield from _sides(*_wordings(change))
    for look in looks(change):
        yield Field("Muotoilu", words(look_words(look)), FieldKind.CHANGE)


def _wordings(change: Change) -> tuple[Pieces, Pieces]:
    """The old and the new words: the whole text, or what differs with some words around it."""
    if change.nature in (Nature.VALUE, Nature.REWRITTEN):
        return words(change.old.plain), words(change.new.plain)
    return _side(change.segments, Part.DELETE), _side(change.segments, Part.INSERT)


def _side(segments: tuple[Segment, ...], part: Part) -> Pieces:
    """One side of a comparison: what it alone has is marked, long equal stretches shortened."""
    pieces, last = [], len(segments) - 1
    for place, segment in enumerate(segments):
        text = segment.old if part is Part.DELETE else segment.new
        if segment.part is Part.EQUAL:
            pieces.append(Piece(shortened(text, place == 0, place == last)))
        elif text:
            pieces.append(Piece(text, strike=part is Part.DELETE, bold=part is Part.INSERT))
    return tuple(pieces)


def _sides(old: Pieces, new: Pieces) -> Iterator[Block]:
    yield Field(OLD, old or words(NOTHING), FieldKind.CHANGE)
    yield Field(NEW, new or words(NOTHING), FieldKind.CHANGE)


def _fields(changes: tuple[FieldChange, ...], form: Form) -> Table:
    rows = [(field_title(c, form), _happened(c), *_field_wordings(c)) for c in changes]
    return _table(fields_title(), ["Tieto", "Muutos", OLD, NEW], rows)


def _field_wordings(change: FieldChange) -> tuple[Pieces, Pieces]:
    """A value as it was and as it is; of text what differs, with some words around it."""
    if change.nature is Nature.VALUE:
        sides = words(change.old), words(change.new)
    else:
        sides = _side(change.segments, Part.DELETE), _side(change.segments, Part.INSERT)
    return sides[0] or words(NOTHING), sides[1] or words(NOTHING)


def _rows(caption: str, changes: tuple[RowChange, ...], table: FormTable | None) -> Table:
    """The changed rows of a table, by what names them, with the cells that differ."""
    rows = [(row_name(c, table), _happened(c), *_cells(c, table)) for c in changes]
    return _table(caption, ["Rivi", "Muutos", OLD, NEW], rows)


def _cells(change: RowChange, table: FormTable | None) -> tuple[str, str]:
    if change.kind is Kind.MOVED:
        return row_number(change.old_place), row_number(change.new_place)
    told = cells(change, table)
    old = "\n".join(f"{cell.title}: {cell.old or NOTHING}" for cell in told)
    new = "\n".join(f"{cell.title}: {cell.new or NOTHING}" for cell in told)
    return old if change.old else NOTHING, new if change.new else NOTHING


def _happened(change: FieldChange | RowChange) -> str:
    return " ".join(filter(None, (item_words(change), secret_words(change.secret))))


def _table(
    caption: str, columns: list[str], rows: Sequence[tuple[object, ...]], *, numeric: bool = False
) -> Table:
    """A table of text, pieces or plain; of a numeric one all columns but the first are numbers."""
    return Table(
        caption=caption,
        description=f"Sarakkeet: {', '.join(columns)}. Rivejä on {len(rows)}.",
        columns=tuple(
            TableColumn(column, numeric and bool(place)) for place, column in enumerate(columns)
        ),
        rows=tuple(tuple(map(_cell, row)) for row in rows),
    )


def _cell(said: object) -> Pieces:
    return said if isinstance(said, tuple) else words(str(said))


def _confirmation(changes: Changes, form: Form) -> Together:
    """A sentence that can be confirmed by who has read the report, and lines to sign on."""
    version, day = changes.new.version, changes.new.date
    which = f"suunnitelman version {version}" if version else "suunnitelman"
    plan = f"{which} ({day})" if day else which
    if changes.content_unchanged:
        read = "Olen todennut, että suunnitelman sisältö ei ole muuttunut,"
    else:
        read = "Olen lukenut tässä raportissa luetellut muutokset"
    fields = (
        Field(question.text if question else label, (), FieldKind.SIGNATURE)
        for role, label in _SIGNED.items()
        for question in [form.question_with_role(role)]
    )
    return Together(
        (
            Heading("Vahvistaminen", 1),
            Text(words(f"{read} ja vahvistan {plan}.")),
            *fields,
        )
    )
