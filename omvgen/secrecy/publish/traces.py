"""What leads to a place or a person in a few words: addresses, numbers, e-mails, names.

A sentence may say in its own words what another one hides; these give it away all
the same. Of a secret text the traces are what surely is one; of a public text whatever
could be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from omvgen.secrecy.fold import SENTENCES, fold, folded
from omvgen.secrecy.search.probes import names, stem

# A street by its name's last part, which may be a word of its own, in its cases:
# `Piilokatu`, `Piilokadulla`, `Salla Salaisen kadulla`.
_STREET = re.compile(
    r"\b(?P<name>[^\W\d_][\w-]{2,}?) ?"
    r"(?P<kind>ka[td]u|tie|kuja|polk?u|kaar[iet]|raitt?i|väylä|aukio)"
    r"(?:n|t?[aä]|n[aä]|ll[aäe]|lt[aä]|ss[aä]|st[aä]|ksi|hen|[uaäioe]n|een)?"
    r"(?:kin|k[aä]{2}n|nsa|nsä|an|än)?\b(?:\s+(?P<number>\d{1,3})[a-zåäö]?\b)?",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"\b[A-ZÅÄÖ][\w-]+ \Z")  # as in `Vanha piilotie 7`
_KINDS = {"kadu": "katu", "polu": "polku", "kaare": "kaari", "kaart": "kaari", "raiti": "raitti"}
# Any other address is known by its stairwell, or by the word before it.
_ADDRESS = re.compile(
    r"(?P<told>\b(?i:osoit)\w+\W{1,2}(?:on\W{1,2})?)?"
    r"\b(?P<name>[A-ZÅÄÖ][^\W\d_]{2,})\s+(?P<number>\d{1,3})(?![.,]?\d)(?P<stair> ?[A-ZÅÄÖ]\b)?"
)
# A house that is named, such as `Koivuranta 5`, or anything that is numbered: `Liite 3`.
_HOUSE = re.compile(r"\b(?P<name>[A-ZÅÄÖ][^\W\d_]{3,})\s+(?P<number>\d{1,3})(?![\w.,/:-]*\d|\s*§)")
_PLATE = re.compile(r"\b[A-ZÅÄÖ]{2,3}-\d{1,3}\b", re.IGNORECASE)
_PAIR = re.compile(
    r"\b([A-ZÅÄÖ][^\W\d_]+(?:-[A-ZÅÄÖ][^\W\d_]+)?) ([A-ZÅÄÖ][^\W\d_]+(?:-[A-ZÅÄÖ][^\W\d_]+)?)\b"
)
_SMALL = re.compile(r"\b[a-zåäö]{4,}")
_NUMBERED = re.compile(r"\b(?P<name>[^\W\d_]{3,})\s+(?P<number>\d{1,3})(?!\d)")
# Between digits of a phone; a date, a time or a period begins with two short numbers.
_APART = r"[ \xa0\u2007\u2009\u202f()/.\u2010-\u2013-]{0,3}"
_PHONE = re.compile(
    r"(?<![\w.,/-])(?!\d\d?[./]\d\d?[./\u2013-]|\d\d?[\u2013-]\d\d?[./]|\d\d?[./](?:19|20)\d\d\b)"
    rf"(?:\+|0)\d(?:{_APART}\d){{5,}}"
)
_DIGITS = re.compile(rf"\d(?:{_APART}\d){{5,}}")
# A long number, or one that is called a code; no postal code, year, date or case number,
# nor what a call from abroad begins with.
_CODE = re.compile(
    r"(?i:postinum\w+\W{1,2}(?:on )?)\d{5}\b|(?i:koodi\w*\W{1,2}(?:on\W{1,2})?)(\d{4,})"
    r"|(?<![\w.,:/-])(?!00358\b)(\d{5,})(?!\w|[.,:/-]\d|\s+[A-ZÅÄÖ])"
)
_WHOLE_NUMBER = re.compile(r"(?<![\d.,:/-])\d{4,}(?!\d)")
# `Salaisen` and `Salaista` are of `Salainen`, `Heikin` is of `Heikki`, and `Virran` of `Virta`.
_OF_NEN = re.compile(r"s(?:e\w{1,4}|t[aä])\Z")
_DOUBLED = re.compile(r"(?<=\w)([kpt])\1")
_WEAK = {"nk": "ng", "nt": "nn", "lt": "ll", "rt": "rr", "mp": "mm"}
_STRONG = re.compile("|".join(_WEAK))
_LONGEST_NAME = 2  # words
_LEAST_BEGINNING = 4  # letters by which a word is known in another case
_PHONE_DIGITS = 6

Trace = tuple[str, str]
"""Its kind, and the words or digits without what may differ."""


def secret_traces(text: str, *, marked: bool) -> Iterator[Trace]:
    """What in a secret text surely leads to the place or the person.

    A name counts when somebody `marked` it by itself: most names in what is secret
    are those of authorities and of tasks.
    """
    for match in _STREET.finditer(text):
        if match["name"][0].isupper() and (match["number"] or _goes_on(text, match.start())):
            yield "street", _street(match)
        elif match["number"] and _CAPITAL_BEFORE.search(text, 0, match.start()):
            yield "address", fold(f"{match['name']}{match['kind']} {match['number']}")
    for match in _ADDRESS.finditer(text):
        if match["told"] or match["stair"]:
            yield "address", fold(f"{match['name']} {match['number']}")
    yield from (("email", email) for email in folded(text).emails)
    yield from (("phone", _national(match[0])) for match in _PHONE.finditer(text))
    yield from (("plate", fold(plate)) for plate in _PLATE.findall(text) if plate.isupper())
    codes = (match[1] or match[2] for match in _CODE.finditer(text))
    yield from (("code", code) for code in codes if code)
    words = text.split()
    named = marked and len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    if named and not any(map(str.isdigit, text)):
        yield from (("name", stem(_weak(name))) for name in names(text))


def possible_traces(text: str) -> Iterator[Trace]:
    """What may lead there: a street by its name alone, a house that has one, two names together.

    What these name may be an ordinary word (`Liite 3`), or public by itself.
    """
    for match in _STREET.finditer(text):
        if match["name"][0].isupper() and not match["number"]:
            yield "lane", _street(match)
    for match in _HOUSE.finditer(text):
        yield "house", fold(f"{match['name']} {match['number']}")
    for sentence in SENTENCES.split(text):
        for match in _overlapping(sentence):
            begins = not any(map(str.isalnum, sentence[: match.start()]))
            alone = match[0] == sentence.strip(" -–•.")
            kind = "opening" if begins and not alone else "pair"
            yield kind, f"{fold(match[1])} {stem(_weak(fold(match[2])))}"


class Traces:
    """The traces of secret texts, each with its owner, a number of the caller's."""

    def __init__(self) -> None:
        self._owners: dict[Trace, int] = {}
        self._kinds: set[str] = set()
        self._lengths: set[tuple[str, int]] = set()

    def __bool__(self) -> bool:
        return bool(self._owners)

    def add(self, text: str, owner: int, *, marked: bool) -> None:
        for trace in (*secret_traces(text, marked=marked), *possible_traces(text)):
            self._owners.setdefault(trace, owner)
            self._kinds.add(trace[0])
            self._lengths.add((trace[0], len(trace[1])))

    def remove(self, text: str, *kinds: str) -> None:
        """Takes away what the text says, or only these kinds: it is public by itself."""
        for trace in list(self._met(text)):
            if not kinds or trace[0] in kinds:
                self._owners.pop(trace, None)

    def remove_common(self, texts: Iterable[str]) -> None:
        """Takes away what only seemed to name something: in these texts it is a common word."""
        unsure = [trace for trace in self._owners if trace[0] in ("lane", "house", "opening")]
        if not unsure:
            return
        common = {word for text in texts for word in _SMALL.findall(text)}
        beginnings = {word[:n] for word in common for n in range(_LEAST_BEGINNING, len(word) + 1)}
        for trace in unsure:
            name = trace[1].partition(" ")[0]
            if name[: max(len(name) - 2, _LEAST_BEGINNING)] in beginnings:
                del self._owners[trace]

    def owners(self, text: str) -> Iterator[int]:
        """Those whose trace the text holds."""
        return (self._owners[trace] for trace in self._met(text))

    def _met(self, text: str) -> Iterator[Trace]:
        if self._owners:
            yield from (trace for trace in self._read(text) if trace in self._owners)

    def _read(self, text: str) -> Iterator[Trace]:
        """Whatever in the text could be one of the traces."""
        plain = fold(text)
        for kind in self._kinds & {"street", "lane"}:
            yield from ((kind, _street(match)) for match in _STREET.finditer(plain))
        for kind in self._kinds & {"address", "house"}:
            for match in _NUMBERED.finditer(plain):
                yield kind, f"{match['name']} {match['number']}"
        if "plate" in self._kinds:
            yield from (("plate", plate) for plate in _PLATE.findall(plain))
        if "email" in self._kinds:
            yield from (("email", email) for email in folded(text).emails)
        if "code" in self._kinds:
            yield from (("code", number) for number in _WHOLE_NUMBER.findall(plain))
        for kind, length in self._lengths:
            if kind == "phone":
                rows = (re.sub(r"\D", "", row) for row in _DIGITS.findall(plain))
                yield from (
                    (kind, row[start : start + length])
                    for row in rows
                    for start in range(len(row) - length + 1)
                )
            elif kind == "name":
                yield from ((kind, name[:length]) for name in _nominatives(names(text)))
        for kind in self._kinds & {"pair", "opening"}:
            yield from ((kind, pair) for pair in self._pairs(kind, text))

    def _pairs(self, kind: str, text: str) -> Iterator[str]:
        """Two names side by side, the second cut as those that are looked for are."""
        lengths = {len(key.partition(" ")[2]) for known, key in self._owners if known == kind}
        for match in _overlapping(text):
            for name in _nominatives([fold(match[2])]):
                yield from (f"{fold(match[1])} {name[:length]}" for length in lengths)


def _street(match: re.Match[str]) -> str:
    kind = fold(match["kind"])
    return fold(match["name"]).replace("-", "") + _KINDS.get(kind, kind)


def _goes_on(text: str, place: int) -> bool:
    """Whether a sentence goes on at the place, so that no sentence gives it its capital."""
    before = text[:place].rstrip(" \"'”’“")
    return before[-1:].isalnum() or before[-1:] in tuple(",;(")


def _overlapping(text: str) -> Iterator[re.Match[str]]:
    """Every two names that stand side by side, of three the first two and the last two."""
    place = 0
    while match := _PAIR.search(text, place):
        yield match
        place = match.start(2)


def _nominatives(found: Iterable[str]) -> Iterator[str]:
    """The names, as they stand and as what they may be a case of."""
    for name in found:
        yield _weak(name)
        yield _weak(_OF_NEN.sub("nen", name))


def _weak(name: str) -> str:
    """The name in the grade that its cases have in common."""
    return _STRONG.sub(lambda match: _WEAK[match[0]], _DOUBLED.sub(r"\1", name))


def _national(phone: str) -> str:
    return re.sub(r"\A(?:0{0,2}358|0)0?", "", re.sub(r"\D", "", phone))
