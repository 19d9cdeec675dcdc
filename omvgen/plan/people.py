"""Names of people as plans have them: `Oskari Esimerkkinen, johtaja`."""

from __future__ import annotations

import re

from omvgen.patterns import pattern

_BETWEEN = pattern(r"[;/\n]|\b(?:ja|sekä|och)\b")
_TITLE = pattern(r"[,(].*", re.DOTALL)
_WORD = pattern(r"[\w-]+")


def is_one_of(name: str, people: str) -> bool:
    """Whether the name is that of one of the people in the text, its words in any order.

    Titles do not count. True when the text names nobody.
    """
    words = _words(name)
    known = [_words(_TITLE.sub("", person)) for person in _BETWEEN.split(people.casefold())]
    known = [person for person in known if person]
    return not known or any(person <= words for person in known)


def is_named(name: str, holder: str) -> bool:
    """Whether a certificate's holder has the name, its words in any order.

    A certificate may have more words: `ESIMERKKINEN OSKARI 99999999X`.
    """
    words = _words(name)
    return bool(words) and words <= _words(holder)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
