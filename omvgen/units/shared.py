"""The same paragraph under the same question in several units: a pattern, or a copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from omvgen.units.facts import unpacked
from omvgen.units.rows import UnitRow

MOST = 200
"""Paragraphs that are shown: those that most units have."""


class SharedText(NamedTuple):
    """A paragraph, the question that it answers, and the units that have it, by row."""

    form: str
    question: str
    text: str
    units: tuple[int, ...]


def shared_texts(rows: Sequence[UnitRow]) -> tuple[SharedText, ...]:
    """The paragraphs that at least two rows have under one question, the commonest first.

    Case and white space do not matter. The texts are walked through twice, so that only
    digests of all of them are held at once.
    """
    times: Counter[bytes] = Counter()
    for row in rows:
        times.update({key for key, _, _ in _paragraphs(row)})
    wanted = {key for key, n in times.most_common(MOST) if n > 1}
    units: dict[bytes, list[int]] = defaultdict(list)
    first: dict[bytes, tuple[str, str, str]] = {}
    for place, row in enumerate(rows):
        for key, question, text in _paragraphs(row):
            if key in wanted and place not in units[key][-1:]:
                units[key].append(place)
                first.setdefault(key, (row.form, question, text))
    found = [SharedText(*first[key], tuple(units[key])) for key in wanted]
    return tuple(sorted(found, key=lambda one: (-len(one.units), one.question, one.text)))


def _paragraphs(row: UnitRow) -> Iterable[tuple[bytes, str, str]]:
    """Each paragraph of the row with its question, and a digest by which it is compared."""
    return _digests(row.form, unpacked(row.texts).items())


def _digests(
    form: str, texts: Iterable[tuple[str, Sequence[str]]]
) -> Iterator[tuple[bytes, str, str]]:
    for question, paragraphs in texts:
        for text in paragraphs:
            same = "\0".join((form, question, " ".join(text.casefold().split())))
            yield blake2b(same.encode(), digest_size=16).digest(), question, text
