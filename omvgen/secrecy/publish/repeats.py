"""Where a plan says in plain words what it withholds elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from urllib.parse import unquote

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.kinds import Comparison
from omvgen.plan.plan import Plan
from omvgen.plan.text import RichText, rich
from omvgen.secrecy.fold import SENTENCES, folded
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, without_placeholder
from omvgen.secrecy.publish.tables import naming_columns
from omvgen.secrecy.publish.traces import Traces
from omvgen.secrecy.search.probes import Kind, Probes, Words, telling
from omvgen.secrecy.words import form_texts, public_texts

_RUN = 8  # words: shorter runs are said in many places without being the same thing
_SENTENCE = 3
_LETTERS = 10  # of a sentence of three words, or of two words that are looked for alone
_YEAR = re.compile(r"(?:19|20)\d\d")


def repeats(copy: PublicCopy, withheld: Iterable[Withheld], form: Form) -> dict[Place, Withheld]:
    """The places of the public plan that repeat something secret, each with what it repeats.

    A row is a place without a column, counted as in the whole plan.
    """
    items = [item for item in withheld if item.secret]
    ordinary = _ordinary(copy.plan, form)
    probes, traces = Probes(), Traces()
    for owner, item in enumerate(items):
        for text in item.texts:
            traces.add(text, owner, marked=item.reason is Reason.MARKED)
        for text in item.telling:
            if item.key and tuple(folded(text).words) in ordinary:
                continue
            for words in _repeatable(text, named=bool(item.key)):
                probes.add_words(words, Kind.WHOLE, owner)
    _excuse(traces, copy.plan, form)
    hits = [
        (place, key, owner)
        for place, text in (_places(copy, form) if probes.grams else ())
        for _kind, key, owner in probes.hits(folded(without_placeholder(text)))
    ]
    if hits:  # which is rare, and the form is long
        probes.remove(form_texts(form))
    found: dict[Place, Withheld] = {}
    for place, key, owner in hits:
        if key in probes.grams:
            found.setdefault(place, items[owner])
    for place, text in _places(copy, form) if traces else ():
        for owner in traces.owners(text):
            found.setdefault(place, items[owner])
    return found


def _excuse(traces: Traces, plan: Plan, form: Form) -> None:
    """Takes away the traces of what is public by itself."""
    if not traces:
        return
    for text in (*_short_answers(plan, form), *form_texts(form)):
        traces.remove(text)
    # Officials, and those who sell something or do it, are named in data and tables.
    for text in (*plan.document.values(), *_cells(plan, form)):
        traces.remove(text, "pair", "opening")
    traces.remove_common((*public_texts(plan), *form_texts(form)))


def _repeatable(text: str, *, named: bool) -> Iterator[Words]:
    """The text whole, its sentences, and its long runs of words.

    `named`: it names a row. Elsewhere one or two words say too little to be looked for as
    they are, unless they seem to be a name: `kolme` or `ei ole` stand in any answer.
    """
    words = tuple(folded(text).words)
    if telling(words) and (named or len(words) >= _SENTENCE or _is_name(text, words)):
        yield words
    for sentence in SENTENCES.split(text):
        inner = tuple(folded(sentence).words)
        if len(inner) >= _SENTENCE and sum(map(len, inner)) >= _LETTERS:
            yield inner
    yield from (words[i : i + _RUN] for i in range(len(words) - _RUN + 1))


def _is_name(text: str, words: Words) -> bool:
    """Whether so few words seem to name something, as `Mustalammen tila` and `4711` do."""
    if any(len(word) > 2 and word.isdigit() and not _YEAR.fullmatch(word) for word in words):
        return True
    return len(words) == 2 and sum(map(len, words)) >= _LETTERS and any(map(str.isupper, text))


def _ordinary(plan: Plan, form: Form) -> set[Words]:
    """What a secret row may say without being known by it: public cells and short answers.

    What alone names a row is not among them: it is the same thing wherever it stands.
    """
    cells = (text for text, named in _cells_with_names(plan, form) if not named)
    texts = (*_short_answers(plan, form), *cells, *plan.document.values())
    return {tuple(folded(text).words) for text in texts}


def _cells(plan: Plan, form: Form) -> Iterator[str]:
    return (text for text, _ in _cells_with_names(plan, form))


def _cells_with_names(plan: Plan, form: Form) -> Iterator[tuple[str, bool]]:
    """The cells of the plan's tables, and whether each alone names its row."""
    for table in form.tables.values():
        naming = naming_columns(table)
        for row in plan.rows(table.id):
            yield from ((text, column in naming) for column, text in row.items())


def _short_answers(plan: Plan, form: Form) -> Iterator[str]:
    """What is public by itself, such as where the office is and who answers its phone."""
    for item in form.questions.values():
        if item.kind.traits.compared is not Comparison.WORDING:
            yield plan.text(item.id)
    for item in form.document_fields:
        if item.kind.traits.compared is not Comparison.WORDING:
            yield plan.field(item.id)


def _places(copy: PublicCopy, form: Form) -> Iterator[tuple[Place, str]]:
    """Every text of the public plan with its place in the whole plan."""
    for id_, answer in copy.plan.answers.items():
        yield Place("answer", id_), answer.text.plain
    for id_, text in copy.plan.document.items():
        yield Place("field", id_), text
    gone = {item.place for item in copy.withheld if item.is_row}
    for kind, id_, rows in (
        *(("table", id_, rows) for id_, rows in copy.plan.tables.items()),
        ("log", form.log.id, copy.plan.log),
    ):
        places = (place for n in count() if (place := Place(kind, id_, row=n)) not in gone)
        for row, place in zip(rows, places, strict=False):
            yield from ((place, text) for text in row.values())


def without_telling_links(copy: PublicCopy, beside: Iterable[Withheld]) -> Plan:
    """The public plan without links whose address says something that was withheld."""
    if not any(run.link for a in copy.plan.answers.values() for run in a.text.runs):
        return copy.plan
    probes = Probes()
    for item in (*copy.withheld, *beside):
        for text in item.texts:
            probes.add(text, 0)
    probes.remove(public_texts(copy.plan))

    def tells(address: str) -> bool:
        return any(True for _ in probes.hits(folded(f"{address}\n{unquote(address)}")))

    def cleaned(text: RichText) -> RichText:
        if not any(run.link and tells(run.link) for run in text.runs):
            return text
        return rich(
            replace(run, link=None) if run.link and tells(run.link) else run for run in text.runs
        )

    answers = {id_: replace(a, text=cleaned(a.text)) for id_, a in copy.plan.answers.items()}
    return replace(copy.plan, answers=answers)
