"""What a document has besides answers: guidance, prompts of empty fields, old signatures."""

from __future__ import annotations

import re

from omvgen.patterns import pattern

_GUIDANCE = pattern(
    r"\W*(?:(?:täyttö)?ohje(?:teksti)?\s*[:–-]"
    r"|(?:täyttö)?ohje(?:ita|et)?\s+(?:täyttäjälle|vastaajalle|laatijalle|täyttämiseen)\b"
    r"|(?:napsauta|klikkaa|napauta|valitse kohde)\b"
    r"|(?:kirjoita|kirjoittakaa|kuvaa|kuvatkaa|kuvaile|kuvailkaa|täytä|täyttäkää|kerro|kertokaa"
    r"|luettele|luetelkaa|selosta|selostakaa|selvitä|selvittäkää|kirjaa|kirjatkaa|vastaa tähän"
    r"|vastatkaa|mainitse|mainitkaa|merkitse|merkitkää|click or tap)\b"
    r"|(?:tässä|tähän)\s+(?:kohdassa|kohtaan|osiossa|osioon|luvussa|lukuun|kappaleessa)\s+"
    r"(?:\w+\s+){0,3}?(?:kuvataan|kirjataan|kirjoitetaan|kerrotaan|selostetaan|luetellaan|voi)"
    r"|(?:tähän|(?:tässä\s+)?kohdassa)\s+(?:kuvataan|kirjataan|kirjoitetaan|kerrotaan|merkitään))",
    re.IGNORECASE,
)
_IN_BRACKETS = pattern(r"\s*(?:\[(?!\[)[^\[\]]*\]|<[^<>]*>)\s*")
# What stands in a template as often as in an answer: alone it may be either.
_ASIDE = pattern(r"\s*(?:\([^()]*\)\W*|(?:esim\.|esimerkiksi\b|ks\.|katso\b).*)", re.IGNORECASE)
_ANSWER_LABEL = pattern(r"\W*vastaus\s*(?::\s*|\Z)", re.IGNORECASE)
_BLANK = pattern(r"[\s_.…‥\-–—☐□\u2002]*")
_SIGNATURE = pattern(
    r"\W*(?:paikka ja (?:päiväys|aika|päivämäärä|pvm)|aika ja paikka|allekirjoit\w+|nimenselvennys"
    r"|nimen selvennys|(?:hyväksytty|vahvistettu|allekirjoitettu)\s+\d{1,2}\.\s?\d{1,2}\."
    r"|päiväys ja allekirjoitus|nimi ja virka-asema|virka-asema|vakuudeksi)\b",
    re.IGNORECASE,
)
_PLACE_AND_DATE = pattern(
    r"\s*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,?(?: \w{1,2})?\s+\d{1,2}\.\s?"
    r"(?:\d{1,2}\.|\w{4,7}kuuta)\s?\d{4}\W*"
)
_APPROVAL = pattern(
    r"\W*(?:\w+\s+)?(?:hyväksyntä|hyväksyminen|vahvistus|vahvistaminen)"
    r"(?:\s+ja\s+(?:allekirjoitu\w+|vahvist\w+|hyväksy\w+))?\W*",
    re.IGNORECASE,
)
# What only the end of a document shows to be a signature's: elsewhere an answer may say it.
_CLOSING = pattern(
    r"\W*(?:(?:paikka|aika|päiväys|päivämäärä|pvm|laati\w*|hyväksy\w+|vahvist\w+|tarkast\w+"
    r"|päivitetty)\s*:|\d{1,2}\.\s?\d{1,2}\.\s?\d{4},?(?:\s[^\W\d_][\w-]*){1,3}\W*\Z"
    r"|[^\W\d_][\w-]+,?\s(?:den\s)?\d{1,2}\.?(?:\späivänä)?\s[^\W\d_]{3,12}\s\d{4}\W*\Z"
    r"|[^\W\d_][\w-]+,?(?=[\s.]*+_)[\s_.]++(?:20\d\d)?\W*\Z)",
    re.IGNORECASE,
)
_SIGNED = pattern(
    r"(?:\ballekirjoit(?:u\w+|ettu)|(?:hyväksyminen|hyväksyntä|vahvistaminen)\W*\Z"
    r"|(?:hyväksynyt|vahvistanut|hyväksytty|vahvistettu|allekirjoittanut)\b.*\d{4}"
    r"|(?<=\w),\s(?:\w+\s)?\w*(?:johtaja|päällikkö|esihenkilö|esimies|yrittäjä)\W*\Z)",
    re.IGNORECASE,
)
_CLOSING_WORDS = 12  # of such a line, at most
_PAGE_NUMBER = pattern(r"\s*(?:sivu\s*)?\d{1,4}\s*(?:[(/]\s*\d{1,4}\s*\)?)?\s*", re.IGNORECASE)


def is_guidance(text: str) -> bool:
    """Whether the paragraph tells how to fill in the template, and is nobody's answer."""
    return bool(_GUIDANCE.match(text) or _IN_BRACKETS.fullmatch(text))


def may_be_guidance(text: str) -> bool:
    """Whether the line may be an example or a reference of the template as well as an answer."""
    return all(_ASIDE.fullmatch(line) for line in text.split("\n"))


def answer_label_end(text: str) -> int:
    """Where the label `Vastaus:` at the beginning of an answer ends; 0 when there is none."""
    match = _ANSWER_LABEL.match(text)
    return match.end() if match else 0


def is_blank(text: str) -> bool:
    """Whether the text is a line to write on, an empty box, or nothing."""
    return bool(_BLANK.fullmatch(text))


def is_signature(text: str) -> bool:
    """Whether the line belongs to a signature: its label, or a place and a date alone."""
    return bool(_SIGNATURE.match(text) or _PLACE_AND_DATE.fullmatch(text))


def is_closing(text: str) -> bool:
    """Whether the line, at the end of a document, belongs to its signatures."""
    short = len(text.split()) <= _CLOSING_WORDS
    return short and bool(_CLOSING.match(text) or _SIGNED.search(text))


def is_approval(text: str) -> bool:
    """Whether the words head a block of signatures, where they stand as a heading."""
    return bool(_APPROVAL.fullmatch(text))


def is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text))
