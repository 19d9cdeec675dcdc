"""What public sentences share with withheld texts: no sure sign of a leak, but worth a look.

`probes` are what surely gives a secret away. Here a rare word counts by its stem, and any
number or code, so that the person who releases the copy sees where to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.patterns import pattern
from omvgen.secrecy.model import PublicCopy, Reason, Withheld, without_placeholder
from omvgen.secrecy.plan_texts import form_texts
from omvgen.secrecy.text import sentences, stem, words_of

_MIN_WORD = 6  # letters of a word that is looked for by its stem
_COMMON = 5  # public sentences: a word in more of them tells nothing
_YEAR = pattern(r"(?:19|20)\d\d")


class SharedSentence(NamedTuple):
    """A public sentence, and the words of it that stand in a withheld text as well."""

    place: Place
    sentence: str
    words: tuple[str, ...]
    withheld: Withheld


def shared_sentences(copy: PublicCopy, form: Form) -> tuple[SharedSentence, ...]:
    """The public sentences that share a rare word or a number with something withheld."""
    owners: dict[str, Withheld] = {}
    for item in copy.withheld:
        if not item.in_index or item.reason is Reason.MENTIONS:
            continue  # a log row is withheld for where it points, not for its words
        for text in item.texts:
            owners.update((probe, item) for probe in _probes(text) if probe not in owners)
    for text in form_texts(form):
        for probe in _probes(text):
            owners.pop(probe, None)
    found = [
        (place, sentence, {p: w for w in words_of(sentence) if (p := _probe(w)) in owners})
        for place, sentence in public_sentences(copy, form)
    ]
    times: dict[str, int] = defaultdict(int)
    for _place, _sentence, shared in found:
        for probe in shared:
            times[probe] += 1
    return tuple(_rare(found, times, owners))


def _rare(
    found: Iterable[tuple[Place, str, dict[str, str]]],
    times: dict[str, int],
    owners: dict[str, Withheld],
) -> Iterator[SharedSentence]:
    """Those that share a word which few sentences have, each with the first such word's owner."""
    for place, sentence, shared in found:
        rare = [probe for probe in shared if times[probe] <= _COMMON]
        if rare:
            words = tuple(shared[probe] for probe in rare)
            yield SharedSentence(place, sentence, words, owners[rare[0]])


def public_sentences(copy: PublicCopy, form: Form) -> Iterator[tuple[Place, str]]:
    """Every sentence of the public plan with its place."""
    for place, text in _public_texts(copy, form):
        for sentence in sentences(without_placeholder(text)):
            if sentence.strip():
                yield place, sentence.strip()


def _public_texts(copy: PublicCopy, form: Form) -> Iterator[tuple[Place, str]]:
    for id_, answer in copy.plan.answers.items():
        yield Place("answer", id_), answer.text.plain
    for id_, text in copy.plan.document.items():
        yield Place("field", id_), text
    for id_, rows in (*copy.plan.tables.items(), (form.log.id, copy.plan.log)):
        kind = "log" if id_ == form.log.id else "table"
        yield from ((Place(kind, id_), text) for row in rows for text in row.values())


def _probes(text: str) -> Iterator[str]:
    return filter(None, map(_probe, words_of(text)))


def _probe(word: str) -> str:
    """How the word is recognised: a long one by its stem, one with a digit as it is."""
    if any(map(str.isdigit, word)):
        return "" if _YEAR.fullmatch(word) else word
    return stem(word) if len(word) >= _MIN_WORD else ""
