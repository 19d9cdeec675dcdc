"""Links whose address reveals something that was withheld lose it; their words stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from omvgen.plan.plan import Plan
from omvgen.plan.text import RichText, rich
from omvgen.secrecy.model import Withheld
from omvgen.secrecy.plan_texts import plan_texts
from omvgen.secrecy.publish.identifiers import Identifiers
from omvgen.secrecy.text import Words, is_distinctive, names, stem, words_of

_RUN = 3  # words
_MIN_DIGITS = 3


def without_revealing_links(plan: Plan, withheld: Iterable[Withheld]) -> Plan:
    """The public plan without the addresses that hold anything of what was withheld."""
    if not any(run.link for answer in plan.answers.values() for run in answer.text.runs):
        return plan
    secret = _Secret(text for item in withheld for text in item.texts)
    secret.remove(plan_texts(plan))
    answers = {id_: replace(a, text=_without(secret, a.text)) for id_, a in plan.answers.items()}
    return replace(plan, answers=answers)


def _without(secret: _Secret, text: RichText) -> RichText:
    revealing = {run.link for run in text.runs if run.link and secret.is_in(run.link)}
    if not revealing:
        return text
    return rich(replace(run, link=None) if run.link in revealing else run for run in text.runs)


class _Secret:
    """What may not stand in an address: words, names and identifiers of secret texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._runs: set[Words] = set()
        self._identifiers = Identifiers()
        for text in texts:
            self._names.update(map(stem, names(text)))
            self._runs.update(_revealing_runs(words_of(text)))
            self._identifiers.add(text, 0, marked=True)
        self._name_lengths = sorted({len(name) for name in self._names})

    def remove(self, texts: Iterable[str]) -> None:
        """Removes what stands in these texts as well: it is public."""
        for text in texts:
            words = words_of(text)
            self._names.difference_update(self._beginnings(words))
            self._runs.difference_update(_runs(words))
            self._identifiers.remove(text)

    def is_in(self, address: str) -> bool:
        text = f"{address}\n{unquote(address)}\n{unquote(unquote(address))}"
        words = words_of(text)
        return (
            not self._names.isdisjoint(self._beginnings(words))
            or not self._runs.isdisjoint(_runs(words))
            or any(True for _ in self._identifiers.owners(text))
        )

    def _beginnings(self, words: Words) -> Iterator[str]:
        return (word[:length] for word in words for length in self._name_lengths)


def _revealing_runs(words: Words) -> Iterator[Words]:
    """What of a secret text reveals it: three words in a row, a number or code, or all of it."""
    yield from (words[start : start + _RUN] for start in range(len(words) - _RUN + 1))
    yield from ((word,) for word in words if sum(map(str.isdigit, word)) >= _MIN_DIGITS)
    if len(words) < _RUN and is_distinctive(words):
        yield words


def _runs(words: Words) -> Iterator[Words]:
    """All runs of up to three words."""
    for start in range(len(words)):
        yield from (words[start : start + length] for length in range(1, _RUN + 1))
