"""What identifies a place or a person in a few words: addresses, numbers, e-mails, names.

A public sentence may say in its own words what a secret one hides; these give it away
all the same. In a secret text only what surely identifies counts, or what is found to be
no common word; in a public text everything that could be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from omvgen.patterns import pattern
from omvgen.secrecy.codes import codes, tokens_with_signs
from omvgen.secrecy.publish.name_roots import NamePair, name_pairs, name_roots
from omvgen.secrecy.text import emails, fold, names, sentences, words_of


class IdentifierKind(StrEnum):
    """What an identifier is; some kinds are unsure, since they may be common words."""

    STREET = "street"  # `Piilokatu`, which a number or the sentence around it makes sure
    STREET_NAME = "street name"  # without a number: unsure
    ADDRESS = "address"  # a name and a number that surely are one
    HOUSE = "house"  # a name and a number: unsure, as in `Liite 3`
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"  # a long number
    TOKEN = "token"  # of letters and digits, such as a password or a vehicle's plate
    SIGNS = "signs"  # of parts with signs between them, such as an identity code or an account
    NAME = "name"
    NAMES = "names"  # two side by side
    FIRST_NAMES = "first names"  # two at the head of a sentence: unsure


_UNSURE = (IdentifierKind.STREET_NAME, IdentifierKind.HOUSE, IdentifierKind.FIRST_NAMES)

Identifier = tuple[IdentifierKind, str]
"""Its kind, and its words or digits in the form in which they are compared."""

# A street by the last part of its name, which may be a word of its own, in all cases:
# `Piilokatu`, `Piilokadulla`, `Salla Salaisen kadulla`.
_STREET = pattern(
    r"\b(?P<name>[^\W\d_][\w-]{2,60}?) ?"
    r"(?P<type>ka[td]u|tie|kuja|polk?u|kaar[iet]|raitt?i|väylä|aukio)"
    r"(?:n|t?[aä]|n[aä]|ll[aäe]|lt[aä]|ss[aä]|st[aä]|ksi|hen|[uaäioe]n|een)?"
    r"(?:kin|k[aä]{2}n|nsa|nsä|an|än)?\b(?:\s+(?P<number>\d{1,3})[a-zåäö]?\b)?",
    re.IGNORECASE,
)
_LONGEST_WORD = 64
_CAPITAL_BEFORE = pattern(r"\b[A-ZÅÄÖ][\w-]{1,60} \Z")  # as in `Vanha piilotie 7`
_STREET_TYPES = {
    "kadu": "katu", "polu": "polku", "kaare": "kaari", "kaart": "kaari", "raiti": "raitti"
}  # fmt: skip
# Any other address is recognised by its stairwell, or by the word before it.
_ADDRESS = pattern(
    r"(?P<introduced>\b(?i:osoit)\w+\W{1,2}(?:on\W{1,2})?)?"
    r"\b(?P<name>[A-ZÅÄÖ][^\W\d_]{2,})\s+(?P<number>\d{1,3})(?![.,]?\d)(?P<stair> ?[A-ZÅÄÖ]\b)?"
)
# A house with a name, such as `Koivuranta 5`, or anything with a number: `Liite 3`.
_HOUSE = pattern(r"\b(?P<name>[A-ZÅÄÖ][^\W\d_]{3,})\s+(?P<number>\d{1,3})(?![\w.,/:-]*\d|\s*§)")
_COMMON_WORD = pattern(r"\b[a-zåäö]{4,}")
_NUMBERED = pattern(r"\b(?P<name>[^\W\d_]{3,})\s+(?P<number>\d{1,3})(?!\d)")
# Between the digits of a phone number. A date, a time or a period begins with two short
# numbers.
_SEPARATOR = r"[ \xa0\u2007\u2009\u202f()/.\u2010-\u2013-]{0,3}"
_PHONE = pattern(
    r"(?<![\w.,/-])(?!\d\d?[./]\d\d?[./\u2013-]|\d\d?[\u2013-]\d\d?[./]|\d\d?[./](?:19|20)\d\d\b)"
    rf"(?:\+|0)\d(?:{_SEPARATOR}\d){{5,}}"
)
_DIGITS = pattern(rf"\d(?:{_SEPARATOR}\d){{5,}}")
# A long number, one of four digits, or one that is called a code; no postal code, year,
# date, case number, or part of a phone number.
_CODE = pattern(
    r"(?i:postinum\w+\W{1,2}(?:on )?)\d{5}\b|(?i:koodi\w*\W{1,2}(?:on\W{1,2})?)(\d{3,})"
    r"|(?<![\w.,:/-])(?!00358\b)(\d{5,})(?!\w|[.,:/-]\d|\s+[A-ZÅÄÖ])"
    r"|(?<![\w.,:/-])(?<!\d\s)(?!(?:19|20)\d\d)(\d{4})(?!\w|[.,:/-]\d|\s+[A-ZÅÄÖ\d]|\s*(?i:€|eur))"
)
_WHOLE_NUMBER = pattern(r"(?<![\d.,:/-])\d{3,}(?!\d)")
# A code as people part it to be read aloud: `7 3 9 1`, `73-91`, `7,3,9,1`.
_PARTED_NUMBER = pattern(
    r"(?<![\w.,:/-])\d(?:[,/*]\d){3,7}(?![\w:/-]|[.,]\d)|"
    r"(?<![\w.,:/-])\d{1,4}(?:[ \xa0\u2007\u2009\u202f-]\d{1,4}){1,7}(?![\w:/-]|[.,]\d)"
)
_MAX_NAME = 2  # words
_MAX_PARTS = 6  # of a code that is written in parts
_MIN_ROOT = 3  # letters of a name's root that is looked for by itself
_MIN_BEGINNING = 4  # letters by which a word is recognised in another case


def sure_identifiers(text: str, *, marked: bool) -> Iterator[Identifier]:
    """What in a secret text surely identifies a place or a person.

    A name counts if somebody `marked` it by itself: most names in secret texts are
    those of authorities and tasks.
    """
    for match in _STREET.finditer(text):
        if match["name"][0].isupper() and (match["number"] or _within(text, match.start())):
            yield IdentifierKind.STREET, _street(match)
        elif match["number"] and _follows_capital(text, match.start()):
            street = fold(f"{match['name']}{match['type']} {match['number']}")
            yield IdentifierKind.ADDRESS, street
    for match in _ADDRESS.finditer(text):
        if match["introduced"] or match["stair"]:
            yield IdentifierKind.ADDRESS, fold(f"{match['name']} {match['number']}")
    yield from ((IdentifierKind.EMAIL, email) for email in emails(fold(text)))
    yield from ((IdentifierKind.PHONE, _national(match[0])) for match in _PHONE.finditer(text))
    numbers = (match[1] or match[2] or match[3] for match in _CODE.finditer(text))
    yield from ((IdentifierKind.CODE, number) for number in numbers if number)
    yield from ((IdentifierKind.TOKEN, code) for code in codes(text))
    yield from ((IdentifierKind.SIGNS, token) for token in tokens_with_signs(text))
    words = text.split()
    is_name = marked and len(words) <= _MAX_NAME and all(word[0].isupper() for word in words)
    if is_name and not any(map(str.isdigit, text)):
        yield from ((IdentifierKind.NAME, name) for name in names(text))


def possible_identifiers(text: str) -> Iterator[Identifier]:
    """What may identify one: a street without a number, a house with a name, two names.

    These may be common words (`Liite 3`), or public by themselves.
    """
    for match in _STREET.finditer(text):
        if match["name"][0].isupper() and not match["number"]:
            yield IdentifierKind.STREET_NAME, _street(match)
    for match in _HOUSE.finditer(text):
        yield IdentifierKind.HOUSE, fold(f"{match['name']} {match['number']}")
    for sentence in sentences(text):
        for pair in name_pairs(sentence):
            first = not any(map(str.isalnum, sentence[: pair.start]))
            alone = sentence[pair.start : pair.end] == sentence.strip(" -–•.")
            kind = IdentifierKind.FIRST_NAMES if first and not alone else IdentifierKind.NAMES
            yield kind, f"{pair.one} {pair.other}"


class Identifiers:
    """The identifiers of secret texts, each with its owner, a number of the caller's."""

    def __init__(self) -> None:
        self._owners: dict[Identifier, int] = {}
        self._kinds: set[IdentifierKind] = set()
        self._lengths: set[tuple[IdentifierKind, int]] = set()
        # Names by what each of their cases has: by roots, and pairs of names by their keys.
        self._names: dict[str, set[Identifier]] = {}

    def __bool__(self) -> bool:
        return bool(self._owners)

    def add(self, text: str, owner: int, *, marked: bool) -> None:
        for found in (*sure_identifiers(text, marked=marked), *possible_identifiers(text)):
            self._owners.setdefault(found, owner)
            self._kinds.add(found[0])
            self._lengths.add((found[0], len(found[1])))
            for key in _name_keys(found):
                self._names.setdefault(key, set()).add(found)

    def remove(self, text: str, *kinds: IdentifierKind) -> None:
        """Removes those that stand in the text, or those of these kinds: they are public."""
        for found in list(self._found(text)):
            if not kinds or found[0] in kinds:
                self._owners.pop(found, None)

    def remove_common(self, texts: Iterable[str]) -> None:
        """Removes the unsure ones whose first word is a common word of these texts."""
        unsure = [found for found in self._owners if found[0] in _UNSURE]
        if not unsure:
            return
        common = {word for text in texts for word in _COMMON_WORD.findall(text)}
        beginnings = {word[:n] for word in common for n in range(_MIN_BEGINNING, len(word) + 1)}
        for found in unsure:
            name = found[1].partition(" ")[0]
            if name[: max(len(name) - 2, _MIN_BEGINNING)] in beginnings:
                del self._owners[found]

    def owners(self, text: str) -> Iterator[int]:
        """The owners of the identifiers that stand in the text."""
        return (self._owners[found] for found in self._found(text))

    def _found(self, text: str) -> Iterator[Identifier]:
        if self._owners:
            yield from (found for found in self._candidates(text) if found in self._owners)

    def _candidates(self, text: str) -> Iterator[Identifier]:
        """Everything in the text that could be one of the identifiers."""
        folded = fold(text)
        kinds = self._kinds
        for kind in kinds & {IdentifierKind.STREET, IdentifierKind.STREET_NAME}:
            yield from ((kind, _street(match)) for match in _STREET.finditer(folded))
        for kind in kinds & {IdentifierKind.ADDRESS, IdentifierKind.HOUSE}:
            for match in _NUMBERED.finditer(folded):
                yield kind, f"{match['name']} {match['number']}"
        if IdentifierKind.EMAIL in kinds:
            yield from ((IdentifierKind.EMAIL, email) for email in emails(folded))
        if IdentifierKind.CODE in kinds:
            parted = (re.sub(r"\D", "", row) for row in _PARTED_NUMBER.findall(folded))
            numbers = (*_WHOLE_NUMBER.findall(folded), *parted)
            yield from ((IdentifierKind.CODE, number) for number in numbers)
        for kind in kinds & {IdentifierKind.TOKEN, IdentifierKind.SIGNS}:
            longest = max(length for known, length in self._lengths if known is kind)
            yield from ((kind, word) for word in _joined(words_of(text), longest))
        for kind, length in self._lengths:
            if kind is IdentifierKind.PHONE:
                rows = (re.sub(r"\D", "", row) for row in _DIGITS.findall(folded))
                yield from (
                    (kind, row[start : start + length])
                    for row in rows
                    for start in range(len(row) - length + 1)
                )
        if self._names:
            yield from self._candidate_names(text)

    def _candidate_names(self, text: str) -> Iterator[Identifier]:
        """The names, and the pairs of names, that may be meant by those of the text."""
        alone = (root for name in names(text) for root in _long_roots(name))
        pairs = (key for pair in name_pairs(text, apart=True) for key in pair.keys(secret=False))
        for key in (*alone, *pairs):
            yield from self._names.get(key, ())


def _name_keys(found: Identifier) -> Iterable[str]:
    """By which a name, or a pair of names, of a secret text is looked for; of others none."""
    kind, words = found
    if kind is IdentifierKind.NAME:
        return _long_roots(words)
    if kind in (IdentifierKind.NAMES, IdentifierKind.FIRST_NAMES):
        one, other = words.split(" ")
        return NamePair(one, other).keys(secret=True)
    return ()


def _long_roots(name: str) -> Iterable[str]:
    return (root for root in name_roots(name) if len(root) >= _MIN_ROOT)


def _joined(words: tuple[str, ...], longest: int) -> Iterator[str]:
    """Each word, and each few words run together: a code may be written with spaces in it."""
    for start in range(len(words)):
        joined = ""
        for word in words[start : start + _MAX_PARTS]:
            joined += word
            if len(joined) > longest:
                break
            yield joined


def _street(match: re.Match[str]) -> str:
    street_type = fold(match["type"])
    name = fold(match["name"]).replace("-", "")
    return name + _STREET_TYPES.get(street_type, street_type)


def _follows_capital(text: str, place: int) -> bool:
    """Whether a word with a capital stands before the place, looking no further back than it."""
    return _CAPITAL_BEFORE.search(text, max(place - _LONGEST_WORD, 0), place) is not None


def _within(text: str, place: int) -> bool:
    """Whether a sentence goes on at the place, so that the capital there is the name's own."""
    before = text[:place].rstrip(" \"'”’“")
    return before[-1:].isalnum() or before[-1:] in tuple(",;(")


def _national(phone: str) -> str:
    """The digits of a phone number without country code and first zero."""
    return re.sub(r"\A(?:0{0,2}358|0)0?", "", re.sub(r"\D", "", phone))
