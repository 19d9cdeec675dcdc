"""What leads to a place or a person in a few words: addresses, numbers, e-mails, names.

A sentence may say in its own words what another one hides; these give it away all
the same. Of a secret text the traces are what surely is one; of a public text whatever
could be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.secrecy.fold import fold, folded
from omvgen.secrecy.probes import names, stem

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
# `Salaisen` and `Salaista` are of `Salainen`, and `Heikin` is of `Heikki`.
_OF_NEN = re.compile(r"s(?:e\w{1,4}|t[aä])\Z")
_DOUBLED = re.compile(r"(?<=\w)([kpt])\1")
_LONGEST_NAME = 2  # words
_PHONE_DIGITS = 6

Trace = tuple[str, str]
"""Its kind, and the words or digits without what may differ."""


def secret_traces(text: str, *, marked: bool) -> Iterator[Trace]:
    """What in a secret text leads to the place or the person.

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
    codes = (match[1] or match[2] for match in _CODE.finditer(text))
    yield from (("code", code) for code in codes if code)
    words = text.split()
    named = marked and len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    if named and not any(map(str.isdigit, text)):
        yield from (("name", stem(_weak(name))) for name in names(text))


class Traces:
    """The traces of secret texts, each with its owner, a number of the caller's."""

    def __init__(self) -> None:
        self._owners: dict[Trace, int] = {}
        self._kinds: set[str] = set()
        self._lengths: set[tuple[str, int]] = set()

    def __bool__(self) -> bool:
        return bool(self._owners)

    def add(self, text: str, owner: int, *, marked: bool) -> None:
        for trace in secret_traces(text, marked=marked):
            self._owners.setdefault(trace, owner)
            self._kinds.add(trace[0])
            self._lengths.add((trace[0], len(trace[1])))

    def remove(self, text: str) -> None:
        """Takes away what the text says: it is public by itself."""
        for trace in list(self._met(text)):
            self._owners.pop(trace, None)

    def owners(self, text: str) -> Iterator[int]:
        """Those whose trace the text holds."""
        return (self._owners[trace] for trace in self._met(text))

    def _met(self, text: str) -> Iterator[Trace]:
        if self._owners:
            yield from (trace for trace in self._read(text) if trace in self._owners)

    def _read(self, text: str) -> Iterator[Trace]:
        """Whatever in the text could be one of the traces."""
        plain = fold(text)
        if "street" in self._kinds:
            yield from (("street", _street(match)) for match in _STREET.finditer(plain))
        if "address" in self._kinds:
            for match in _NUMBERED.finditer(plain):
                yield "address", f"{match['name']} {match['number']}"
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
                yield from ((kind, name[:length]) for name in _nominatives(text))


def _street(match: re.Match[str]) -> str:
    kind = fold(match["kind"])
    return fold(match["name"]) + _KINDS.get(kind, kind)


def _goes_on(text: str, place: int) -> bool:
    """Whether a sentence goes on at the place, so that no sentence gives it its capital."""
    before = text[:place].rstrip(" \"'”’“")
    return before[-1:].isalnum() or before[-1:] in tuple(",;(")


def _nominatives(text: str) -> Iterator[str]:
    """The names in the text, as they stand and as what they may be a case of."""
    for name in names(text):
        yield _weak(name)
        yield _weak(_OF_NEN.sub("nen", name))


def _weak(name: str) -> str:
    """The name in the grade that its cases have in common."""
    return _DOUBLED.sub(r"\1", name)


def _national(phone: str) -> str:
    return re.sub(r"\A(?:0{0,2}358|0)0?", "", re.sub(r"\D", "", phone))
