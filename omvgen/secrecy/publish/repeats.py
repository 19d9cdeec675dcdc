"""Where a plan says in public what it withholds elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.form.kinds import Comparison
from omvgen.patterns import pattern
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, without_placeholder
from omvgen.secrecy.plan_texts import form_texts, plan_texts
from omvgen.secrecy.publish.identifiers import IdentifierKind, Identifiers
from omvgen.secrecy.publish.rows import naming_columns
from omvgen.secrecy.text import Words, is_distinctive, sentences, words_of

_RUN = 8  # words: the same shorter runs stand in many places without being the same thing
_MIN_SENTENCE = 3  # words
_MIN_LETTERS = 10  # of a sentence of three words, or of two words that are looked for alone
_YEAR = pattern(r"(?:19|20)\d\d")


def find_repeats(
    copy: PublicCopy, withheld: Iterable[Withheld], form: Form
) -> dict[Place, Withheld]:
    """The places of the public plan that repeat something secret, each with what it repeats.

    A row is a place without a column, numbered as in the whole plan.
    """
    items = [item for item in withheld if item.secret]
    ordinary = _ordinary_texts(copy.plan, form)
    phrases, identifiers = Phrases(), Identifiers()
    for owner, item in enumerate(items):
        for text in item.texts:
            identifiers.add(text, owner, marked=item.reason is Reason.MARKED)
        for text in item.identifying_texts:
            if not item.key or words_of(text) not in ordinary:
                phrases.add(_repeatable(text, names_row=bool(item.key)), owner)
    _excuse(identifiers, copy.plan, form)
    texts = list(_places(copy, form)) if phrases or identifiers else []
    hits = [
        (place, hit) for place, text in texts for hit in phrases.found(without_placeholder(text))
    ]
    if hits:  # rarely: the form is long
        phrases.remove(form_texts(form))
    repeats: dict[Place, Withheld] = {}
    for place, phrase in hits:
        if phrase in phrases:
            repeats.setdefault(place, items[phrases.owner(phrase)])
    for place, text in texts:
        for owner in identifiers.owners(text):
            repeats.setdefault(place, items[owner])
    return repeats


class Phrases:
    """Runs of words of secret texts, each with its owner, a number of the caller's."""

    def __init__(self) -> None:
        self._owners: dict[Words, int] = {}
        self._lengths: dict[str, list[int]] = {}  # of the phrases that begin with the word

    def __bool__(self) -> bool:
        return bool(self._owners)

    def __contains__(self, phrase: Words) -> bool:
        return phrase in self._owners

    def owner(self, phrase: Words) -> int:
        return self._owners[phrase]

    def add(self, phrases: Iterable[Words], owner: int) -> None:
        for phrase in phrases:
            self._owners.setdefault(phrase, owner)
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))
                lengths.sort()

    def remove(self, texts: Iterable[str]) -> None:
        """Removes the phrases that stand in these texts: they are public."""
        for text in texts:
            for phrase in list(self.found(text)):
                self._owners.pop(phrase, None)

    def found(self, text: str) -> Iterator[Words]:
        """The phrases that stand in the text, in its order."""
        words = words_of(text)
        for place, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                if (phrase := words[place : place + length]) in self._owners:
                    yield phrase


def _repeatable(text: str, *, names_row: bool) -> Iterator[Words]:
    """The phrases by which the text is recognised: whole, by sentences, by runs of words.

    One or two words are looked for only if they name a row (`names_row`) or seem to be
    a name: `kolme` or `ei ole` stand in any answer.
    """
    words = words_of(text)
    is_enough = names_row or len(words) >= _MIN_SENTENCE or _is_name(text, words)
    if is_distinctive(words) and is_enough:
        yield from _runs(words)
    for sentence in map(words_of, sentences(text)):
        if len(sentence) >= _MIN_SENTENCE and sum(map(len, sentence)) >= _MIN_LETTERS:
            yield from _runs(sentence)


def _runs(words: Words) -> Iterator[Words]:
    """The words, if they are not more than a run; otherwise all their runs."""
    yield from (words[start : start + _RUN] for start in range(max(len(words) - _RUN, 0) + 1))


def _is_name(text: str, words: Words) -> bool:
    """Whether so few words seem to name something, as `Mustalammen tila` and `4711` do."""
    if any(len(word) > 2 and word.isdigit() and not _YEAR.fullmatch(word) for word in words):
        return True
    return len(words) == 2 and sum(map(len, words)) >= _MIN_LETTERS and any(map(str.isupper, text))


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


# What is public by itself.


def _excuse(identifiers: Identifiers, plan: Plan, form: Form) -> None:
    """Removes the identifiers that are public by themselves."""
    if not identifiers:
        return
    for text in form_texts(form):
        identifiers.remove(text)
    for text in _short_answers(plan, form):  # but no password is public for standing in one
        identifiers.remove(text, *(kind for kind in IdentifierKind if kind != IdentifierKind.TOKEN))
    # Officials, and those who sell something or do it, are named in data and tables.
    cells = (text for text, _ in _cells(plan, form))
    for text in (*plan.document.values(), *cells):
        identifiers.remove(text, IdentifierKind.NAMES, IdentifierKind.FIRST_NAMES)
    identifiers.remove_common((*plan_texts(plan), *form_texts(form)))


def _ordinary_texts(plan: Plan, form: Form) -> set[Words]:
    """What a secret row may say without being recognised by it: public cells, short answers.

    Not what alone names a row: that is the same thing wherever it stands.
    """
    cells = (text for text, names_row in _cells(plan, form) if not names_row)
    texts = (*_short_answers(plan, form), *cells, *plan.document.values())
    return set(map(words_of, texts))


def _cells(plan: Plan, form: Form) -> Iterator[tuple[str, bool]]:
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
