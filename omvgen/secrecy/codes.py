"""Codes in a text: words that no ordinary word is, and tokens with signs between their parts.

`publish` and `search` know the same codes, folded and without the signs between their parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from omvgen.patterns import pattern
from omvgen.secrecy.text import emails, words_of

# A word of letters and digits, or with capitals inside it, that no ordinary word is; and a
# vehicle's plate.
_CODE = pattern(
    r"(?<![^\W_])(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{5,}|"  # kissa77, A4711B
    r"(?<![^\W_])(?=[^\W_]*\d[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{4}(?![^\W_])|"  # A47B
    r"\b[A-ZÅÄÖ]{2,3}-\d{1,3}\b|"  # ABC-123, of a vehicle
    r"\b[a-zåäö]{2,}[A-ZÅÄÖ][^\W_]*|"  # kissaKoira
    r"\b[A-ZÅÄÖ]+[a-zåäö]+[A-ZÅÄÖ]+[a-zåäö]+[A-ZÅÄÖ][^\W_]*"  # KisSaKoira, but no WhatsApp
)
_QUANTITY = pattern(
    r"\d+(?:kpl|kk|min|h|pv|pvä|vrk|v|krs|t|s|km|kg|cm|mm|m|m2|m3|g|ml|dl|l|e|eur|euroa|as|mg|mb|gb|tb|kb)",
    re.IGNORECASE,
)
_MIN_CODE = 4  # characters
# What is called a password or a user's name, if it stands by itself after a colon or in
# quotes, or is all capitals: `Salasana on vaihdettava` names none.
_CALLED = pattern(
    r"\b(?i:salasan|tunnussan|avainsan|käyttäjätunnu|tunnus\b|lösenord|password)\w*"
    r"(?:\s?[:=]\s?[\"”“']?([^\W\d]{5,40})(?=[\"”“']?(?:[.,;!?)\]\n]|\Z))"
    r"|\s(?:on\s)?[\"”“']([^\W\d]{5,40})[\"”“']|\s(?:on\s)?([A-ZÅÄÖ]{4,40})\b)"
)

# Tokens with signs between their parts.
_TOKEN = pattern(r"(?<![\w@])[^\W_]+(?:(?:_|[^\w\s\"”“'’»«(){}\[\]<>,;|]){1,3}[^\W_]+){1,12}")
_MIN_TOKEN = 5  # letters and digits
_IBAN = pattern(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b")
_NUMBERS = pattern(
    r"\d{1,3}(?:\.\d{1,3}){3}|"  # 192.0.2.55
    r"\d{1,3}(?:-\d{1,4}){3}|"  # 91-1-2-3, of real estate
    r"\d{1,3}[.,]\d{4,}"  # 60.1699, of a place
)
_MIXED = pattern(r"(?=.*\d)(?=.*[^\W\d_])")
# A number with an ending or a word after it, a word with a short number: `746/2011:n`,
# `24/7-päivystys`, `65-vuotias`, `1.1.2026-lukien`, `covid-19`, `A4-koko`, or the number of
# a case or a directive.
_ORDINARY = pattern(
    r"[\d./:–-]+[a-zåäö]?(?:[:–-][^\W\d_]+)*|(?:[^\W\d_]+[.:/–-])+\d+|"
    r"[^\W\d_]\d-[^\W\d_]+|(?:19|20)\d\d/\d+/[^\W\d_]+|"
    r"[^\W\d_]+(?:[/-]\d+)*[/-](?:19|20)\d\d(?:[/-]\d+)*"
)
_UNUSUAL_SIGN = pattern(r"[^\W_]*[#!@*+=&%$~^]+[^\W_]|(?=\w*[A-ZÅÄÖ])[^\W_]+_")
_HOST = pattern(r"(?<![\w@.-])(?!www\.)(?:[a-z][a-z\d-]*\.){2,}[a-z]{2,}", re.IGNORECASE)


def codes(text: str) -> Iterator[str]:
    """Words, folded, that mix letters with digits, or capitals with small letters inside."""
    text = unicodedata.normalize("NFKC", text)
    for word in _CODE.findall(text):
        code = joined(word)
        if len(code) >= _MIN_CODE and not _QUANTITY.fullmatch(code):
            yield code
    for match in _CALLED.finditer(text):
        yield joined(match[1] or match[2] or match[3])


def tokens_with_signs(text: str) -> Iterator[str]:
    """Identity codes, addresses of machines and places, passwords: folded, without the signs."""
    text = unicodedata.normalize("NFKC", text)
    for match in (*_IBAN.finditer(text), *_HOST.finditer(text)):
        yield joined(match[0])
    for match in _TOKEN.finditer(text):
        token = joined(match[0])
        if len(token) >= _MIN_TOKEN and _is_code(match[0]) and not any(emails(match[0])):
            yield token


def _is_code(token: str) -> bool:
    if _MIXED.match(token):
        return not _ORDINARY.fullmatch(token)
    return bool(_NUMBERS.fullmatch(token) or _UNUSUAL_SIGN.match(token))


def joined(text: str) -> str:
    """The letters and digits of the text, folded, in one row."""
    return "".join(words_of(text))
