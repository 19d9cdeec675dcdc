"""The review page: what a public copy withholds, for the person who signs its release.

It shows every withheld text in its context, so it is as secret as the plan itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.content.answers import marked, secret_label
from omvgen.content.blocks import (
    Block,
    Document,
    Field,
    FieldKind,
    Heading,
    Letterhead,
    Role,
    Spans,
    Text,
    Title,
    make_table,
    words,
)
from omvgen.content.front import metadata, plan_title, secret_mark, sender, with_data_of
from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.locale import mark, speaking, tr
from omvgen.plan.bases import shown_bases, split_bases
from omvgen.plan.text import Run
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, home_of
from omvgen.secrecy.search.likely import SharedSentence

_REASONS = {
    Reason.MARKED: mark("merkitty osa virkkeineen"),
    Reason.SECRET: mark("merkitty salassa pidettäväksi"),
    Reason.UNMARKED: mark("osittain salassa pidettävä, mutta osaa ei ole merkitty"),
    Reason.UNCLEAR: mark("epäselvä merkintä"),
    Reason.UNDECIDED: mark("julkisuutta ei ole päätetty"),
    Reason.CONTRADICTED: mark("julkinen, mutta sillä on salassapitoperuste"),
    Reason.DOUBTFUL: mark("näkymätöntä tekstiä tai siirtyneitä merkintöjä"),
    Reason.OTHER_YEAR: mark("salainen toisena vuonna"),
    Reason.MARKED_CELL: mark("rivillä on merkitty osa"),
    Reason.REPEATS: mark("sama tieto on salainen toisaalla"),
    Reason.MENTIONS: mark("voi koskea salaista kohtaa"),
}


def review_document(copy: PublicCopy, form: Form, shared: Iterable[SharedSentence]) -> Document:
    """The page about the public copy; `shared` are the public sentences to look at."""
    with speaking(form.language):
        plan = copy.whole
        kind, title = tr("Julkisen version tarkistus"), plan_title(plan, form)
        blocks = (
            Letterhead(sender(plan, form), kind),
            *metadata(secret_mark(), strong=True),
            Title(f"{title}: {kind[0].lower()}{kind[1:]}"),
            Text(words(_introduction())),
            *_withheld(copy, form),
            *_shared(shared, form),
            *_release(),
        )
        document = Document(f"{kind}: {title}", kind, blocks, marks=(secret_mark(),))
        return with_data_of(plan, form, document)


def _introduction() -> str:
    return tr(
        "Tämä sivu on julkisen version luovuttajalle. Siinä on kaikki, mikä julkisesta versiosta "
        "jää pois, ja ne julkiset virkkeet, joissa on samoja sanoja tai lukuja. Sivu on salassa "
        "pidettävä: älä anna sitä kenellekään julkisen version mukana."
    )


def _withheld(copy: PublicCopy, form: Form) -> Iterator[Block]:
    yield Heading(tr("Mitä julkisesta versiosta jää pois"), 1, anchor="#pois")
    rows = [
        (
            words(home_of(item, form)),
            words(shown_bases(item.bases)),
            words(tr(_REASONS[item.reason])),
            _context(item, copy, form),
        )
        for item in copy.withheld
        if item.in_index and not (item.reason is Reason.MARKED and item.place.row is not None)
    ]
    columns = (tr("Kohta"), tr("Peruste"), tr("Miksi"), tr("Teksti, salainen osa korostettuna"))
    if rows:
        yield make_table(tr("Mitä julkisesta versiosta jää pois"), columns, rows)
    else:
        yield Text(words(tr("Julkisesta versiosta ei jää pois mitään.")))


def _context(item: Withheld, copy: PublicCopy, form: Form) -> Spans:
    """The whole text around a passage, the secret words marked; else what is withheld."""
    if item.reason is Reason.MARKED and item.place.kind in ("answer", "field"):
        whole = copy.whole
        if item.place.kind == "answer":
            answer = whole.answer(item.place.id)
            return marked(answer.text.runs, answer.bases)
        bases = split_bases(whole.field("bases"))
        return marked((Run(whole.field(item.place.id)),), bases)
    secret = item.reason in (Reason.SECRET, Reason.UNMARKED)
    label = f"{secret_label(shown_bases(item.bases))}:\n" if secret else ""
    chosen = {c for column in form.log.columns for c in column.choices}
    of_log = item.place.kind == "log"
    texts = (tr(text) if of_log and text in chosen else text for text in item.texts if text)
    return (*words(label, Role.SECRET_LABEL), *words("\n".join(texts), Role.SECRET))


def _shared(shared: Iterable[SharedSentence], form: Form) -> Iterator[Block]:
    yield Heading(tr("Julkiset virkkeet, joissa on samaa"), 1, anchor="#samaa")
    rows = [
        (
            words(_home(one.place, form)),
            words(one.sentence),
            words(", ".join(one.words), Role.STRONG),
            words(home_of(one.withheld, form)),
        )
        for one in shared
    ]
    columns = (tr("Kohta"), tr("Julkinen virke"), tr("Yhteistä"), tr("Salainen kohta"))
    if rows:
        yield make_table(tr("Julkiset virkkeet, joissa on samaa"), columns, rows)
    else:
        yield Text(words(tr("Yhtään sellaista virkettä ei löytynyt.")))


def _home(place: Place, form: Form) -> str:
    """Where the public sentence stands; of a table the number of its question."""
    question = form.question_of_table.get(place.id)
    id_ = question.id if question else ""
    return home_of(Withheld(place, Reason.INTERNAL, (), question=id_), form)


def _release() -> Iterator[Block]:
    yield Heading(tr("Julkisen version luovuttaminen"), 1, anchor="#luovutus")
    yield Text(words(tr("Olen lukenut julkisen version ja tämän sivun. Sen saa antaa.")))
    for label in (tr("Paikka ja päiväys"), tr("Allekirjoitus"), tr("Nimenselvennys")):
        yield Field(label, (), FieldKind.SIGNATURE)
