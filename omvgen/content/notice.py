"""The notice for staff: what changed in the plan, where to read it, and a list to acknowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from omvgen.content.answers import without_marks
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    Look,
    Piece,
    Pieces,
    Role,
    Table,
    TableColumn,
    Text,
    Title,
    words,
)
from omvgen.content.front import compared_plans, sender, title
from omvgen.diff.model import Changes
from omvgen.diff.plain_words import Chapter, Told, in_plain_words, nothing_changed
from omvgen.form.dates import parse_date
from omvgen.form.form import Form
from omvgen.locale import speaking
from omvgen.plan.plan import Plan

NOTICE = "Muutostiedote"
WHERE = "Suunnitelma on luettavissa"
ACKNOWLEDGEMENT, ACKNOWLEDGED = (
    "Kuittaus",
    "Olen lukenut tiedotteen ja suunnitelman muuttuneet kohdat.",
)
COLUMNS = ("Nimi", "Päiväys", "Kuittaus")
ROWS = 15
_READ = (
    "Tässä tiedotteessa kerrotaan osioittain, mitä on muuttunut. Lue muuttuneet kohdat "
    "suunnitelmasta: kohtien numerot ovat samat kuin siinä."
)


@dataclass(frozen=True)
class Notice:
    """What a notice says, for every rendering of it. `versions` are the new and the old plan."""

    title: str
    versions: tuple[tuple[str, str], ...]
    introduction: str
    chapters: tuple[Chapter, ...]


@speaking("fi")
def make_notice(changes: Changes, new: Plan, form: Form, whole: Changes | None = None) -> Notice:
    """The notice of what changed between two public plans, `new` being the newer.

    `whole` is what changed between the whole plans; None when nobody is to be told
    that something secret changed as well.
    """
    chapters = in_plain_words(changes, form, whole)
    unchanged = nothing_changed(changes, whole)
    return Notice(
        f"{title(new, form)}: mitä on muuttunut",
        compared_plans(changes),
        " ".join(filter(None, (unchanged, _READ if chapters else ""))),
        chapters,
    )


def notice_document(notice: Notice, new: Plan, form: Form) -> Document:
    """The notice in Word. `new` is the new public plan: it says who informs, and when."""
    blocks = (
        Letterhead(sender(new, form), NOTICE),
        *(
            Text(words(without_marks(line)), Look.METADATA)
            for line in (new.field("date"), new.field("case_number"))
            if line
        ),
        Title(notice.title),
        *(Field(label, words(said)) for label, said in notice.versions),
        *([Text(words(notice.introduction))] if notice.introduction else []),
        Field(WHERE, (), FieldKind.SIGNATURE),
        *(block for chapter in notice.chapters for block in _chapter(chapter)),
        Heading(ACKNOWLEDGEMENT, 1),
        Text(words(ACKNOWLEDGED)),
        _list_to_fill_in(),
    )
    return Document(
        title=f"{NOTICE}: {title(new, form)}",
        document_type=NOTICE,
        sender=sender(new, form),
        author=without_marks(new.field("prepared_by")) or sender(new, form),
        date=parse_date(new.field("date")),
        case_number=new.field("case_number"),
        version=new.field("version"),
        language="fi-FI",
        blocks=blocks,
    )


def _chapter(chapter: Chapter) -> Iterator[Block]:
    yield Heading(chapter.title, 1, chapter.number)
    for told in chapter.told:
        yield Field(told.number, _told(told, chapter), FieldKind.CHANGE)
    if chapter.secret:
        yield Text(words(chapter.secret))


def _told(told: Told, chapter: Chapter) -> Pieces:
    """The question and what happened to it, each sentence on a line of its own."""
    title = [Piece(told.title, role=Role.STRONG)] if told.title != chapter.title else []
    first, *others = [*title, *map(Piece, told.sentences)]
    return (first, *(replace(line, text=f"\n{line.text}") for line in others))


def _list_to_fill_in() -> Table:
    return Table(
        caption="Kuittaukset",
        description=f"Sarakkeet: {', '.join(COLUMNS)}. Tyhjiä rivejä on {ROWS}.",
        columns=tuple(map(TableColumn, COLUMNS)),
        rows=(((),) * len(COLUMNS),) * ROWS,
        to_fill_in=True,
    )
