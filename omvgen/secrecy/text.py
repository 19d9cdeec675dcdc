"""Text in the form in which it is compared: what differs only in spelling is equal.

Case, composed and decomposed letters, compatibility forms, white space, characters
without width, kinds of dashes, and hyphens at line ends make no difference. Besides
the model this, and `codes`, is all that `publish` and `search` share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from omvgen.patterns import pattern

# Characters without width: soft hyphen, joiners, directions, variation selectors.
_INVISIBLE = pattern(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_DASHES = pattern("[\u2010-\u2015\u2212]")
_BROKEN_WORD = pattern(r"(?<=\w)[-\u00ad\u2010\u2011][ \t\r]*\n\s*(?=\w)")
# A letter has a few accents. Normalising a thousand of them takes quadratic time.
_ACCENTS = pattern("[^\x00-\u02ff]{32,}")
_MAX_ACCENTS = 8
_WORD = pattern(r"[^\W_]+")
_SENTENCE_BREAK = pattern(r"(?<=[.!?…])\s+|\n+")

CAPITALISED = pattern(r"\b[A-ZÅÄÖ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
MIN_NAME = 4  # letters of a name that is looked for by itself
_SHORT_TEXT = 4  # words: in so short a text even the first capital is a name's
_MIN_NUMBER = 4  # digits

_EMAIL_CHARACTER = r"[^\s@<>,;:()\"'\[\]|]"
_AT = pattern(rf"(?<={_EMAIL_CHARACTER})@(?={_EMAIL_CHARACTER})")
_MAILBOX = pattern(rf"{_EMAIL_CHARACTER}+\Z")
_HOST = pattern(r"[^\s@<>,;:()\"'\[\]|/]{1,190}\.[^\W_]{1,63}")
# `name (at) example.fi`, as people write it against robots.
_SPOKEN_AT = pattern(
    r"(?<=[^\W_])(?:\s?[\[({]\s?(?:at|ät|miukumauku|@)\s?[\])}]\s?|\s(?:at|ät|miukumauku)\s)"
    r"(?=[^\s@.]{1,64}\.[^\W\d_])"
)
_MAX_KEPT = 1000  # characters of a text whose words are kept
_MAX_MAILBOX = 64  # characters (RFC 5321)

_TEXTS_KEPT = 512  # a plan is made public several times: alone, beside another, and looked through

Words = tuple[str, ...]


def fold(text: str) -> str:
    """The text without the differences that do not count."""
    text = _BROKEN_WORD.sub("", text) if "\n" in text else text
    text = _ACCENTS.sub(_with_few_accents, text)
    text = unicodedata.normalize("NFKC", text).casefold()
    return _DASHES.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def _with_few_accents(match: re.Match[str]) -> str:
    kept, accents = [], 0
    for character in match[0]:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents <= _MAX_ACCENTS:
            kept.append(character)
    return "".join(kept)


def words_of_folded(folded: str) -> list[str]:
    """The words (letters and digits) of a text that is folded already."""
    return _WORD.findall(folded)


@lru_cache(_TEXTS_KEPT)
def words_of(text: str) -> Words:
    """The words of the text, folded."""
    return _words_of_short(text) if len(text) <= _MAX_KEPT else _words(text)


def _words(text: str) -> Words:
    return tuple(words_of_folded(fold(text)))


# The same texts of a form and of a plan are taken apart many times in one run; long ones,
# whose words would take much memory, are few.
_words_of_short = lru_cache(maxsize=4096)(_words)


def is_distinctive(words: Words) -> bool:
    """Whether the words as such say enough to be looked for: `5 kpl` does not."""
    letters = sum(map(len, words))
    if len(words) == 1:
        return letters >= (_MIN_NUMBER if words[0].isdigit() else MIN_NAME)
    return letters > MIN_NAME


def sentences(text: str) -> list[str]:
    """The text cut at full stops and line breaks, which may cut a sentence in two."""
    return _SENTENCE_BREAK.split(text)


def emails(folded: str) -> Iterator[str]:
    """The e-mail addresses of a folded text, also those without their `@`."""
    folded = _SPOKEN_AT.sub("@", folded)
    for at in _AT.finditer(folded):
        before = folded[max(0, at.start() - _MAX_MAILBOX) : at.start()]
        mailbox, host = _MAILBOX.search(before), _HOST.match(folded, at.end())
        if mailbox and host:
            yield f"{mailbox[0]}@{host[0]}"


def names(text: str) -> Iterator[str]:
    """Words, folded, whose capital is not that of a sentence's beginning; short ones left out."""
    short = len(text.split()) <= _SHORT_TEXT
    for sentence in sentences(text):
        capitals = list(CAPITALISED.finditer(sentence))
        for match, following in zip_longest(capitals, capitals[1:]):
            first = not any(map(str.isalnum, sentence[: match.start()]))
            paired = following is not None and sentence[match.end() : following.start()] == " "
            if short or paired or not first:
                yield from (w for w in words_of(match[0]) if len(w) >= MIN_NAME)


def stem(name: str) -> str:
    """The beginning that a folded name keeps in its Finnish cases, unless its stem changes."""
    if len(name) <= 5:
        return name
    return name[:-1] if len(name) <= 8 else name[:-3]
