"""OMV205, OMV210: answers, data and table cells that say they are unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.findings.severity import Severity
from omvgen.form.form import FormTable, Question
from omvgen.patterns import pattern
from omvgen.plan.plan import Answer, Row

_LONGEST_FILLER = 40  # characters
# A whole answer that says only that there will be one.
_FILLER = pattern(
    r"[\W_]*(?:x{2,}|tba|tbd|todo|puuttuu|tulossa|tulee|kesken|kirjoita tähän"
    r"|täydennetään( myöhemmin)?|täydennä|lisätään( myöhemmin)?|ks|katso)?[\W_]*",
    re.IGNORECASE,
)
_LETTER = pattern(r"[^\W\d_]")

# What the sentences are about: `Tiedot lisätään myöhemmin`. Of anything else
# (`Suunnitelmaa täydennetään myöhemmin asiakkaan kanssa`) they tell how the work is done.
_SUBJECT = (
    r"(?:(?:tämä|nämä|tähän)\s+)?"
    r"(?:(?:tieto|tiedot|teksti|kohta|vastaus|kuvaus|taulukko|luettelo|liite|yhteystiedot|tähän)\s+)?"
)
_LATER = r"(?:,?\s+(?:tähän|myöhemmin|vielä|pian|kun\b.*|viikolla \d+|vko \d+))*"
_VERB = (
    r"(?:täydennetään|täydentyy|täydennä|lisätään|tarkennetaan|tarkentuu|kirjoitetaan"
    r"|päivitetään)"
)
# Sentences, lines and words in brackets that say so as a whole.
_WHOLE = pattern(
    rf"{_SUBJECT}(?:(?:on\s+)?(?:vielä\s+)?kesken(?:\s*[,;:–-].*)?"
    rf"|{_VERB}{_LATER}"
    rf"|(?:on\s+)?tulossa{_LATER}"
    r"|puuttuu(?:\s+vielä)?)"
    r"|(?:ks|kts|katso)\.?\s+(?:edellinen|edellistä|edellä|yllä|ed)(?:\s+(?:kohta|vastaus|oleva))?"
    r"|\w[^,]*\s[–-]\s*kesken"
    r"|sama kuin (?:edellä|yllä|edellinen)"
    r"|kirjoita tähän\b.*|lorem ipsum\b.*",
    re.IGNORECASE,
)
# Signs that are no words of any prose, wherever they stand.
_ANYWHERE = pattern(
    r"\b(?:TODO|TBD|TBA)\b"
    r"|\b[xX]{1,2}\.\s?[xX]{1,2}\.\s?(?:20\d\d|[xX]{2,4})?"
    r"|\b\d{1,2}\.\s?[xX]{1,2}\.\s?20\d\d"
    r"|\b(?:xx+|XXX+|[xX]{4,})\b"
    r"|\bpp\.kk\.(?:vvvv|20\d\d)"
    r"|\?\?+|\(\?\)|_{3,}"
    r"|\[(?!\[)\s*(?:täydennä|lisää|kirjoita|tarkista|nimi|pvm|päivämäärä)\b[^\]]*\]",
)
_PART = pattern(r"\n|(?<=[.!?])(?<![Kk]s\.)(?<![Kk]ts\.)\s+|[()]")
_ALONE = ("?", "…", "...")
_AROUND = " \t.,;:!…–-•*"


def unfinished_words(text: str) -> str:
    """The first words by which the text says that it is unfinished; empty when it does not."""
    if text.strip() in _ALONE:
        return text.strip()
    for part in _PART.split(text):
        words = part.strip(_AROUND)
        if words and _WHOLE.fullmatch(words):
            return words
    match = _ANYWHERE.search(text) if _may_be_anywhere(text) else None
    return match.group().strip() if match else ""


def _may_be_anywhere(text: str) -> bool:
    """A fast test that only rules texts out: one of these is in each sign of `_ANYWHERE`."""
    return any(map(text.__contains__, ("x", "X", "TODO", "TB", "pp.kk", "?", "___", "[")))


def unfinished_answer(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """A whole answer of such words leaves a required question unanswered: an error."""
    text = answer.text.plain
    if question.required and text and len(text) <= _LONGEST_FILLER and _FILLER.fullmatch(text):
        yield Finding(
            Code.FILLER_ANSWER,
            place=place,
            values={"value": excerpt(text)},
            severity_override=Severity.ERROR if _LETTER.search(text) else None,
        )
    else:
        yield from _unfinished(text, place)


def unfinished_field(field: Question, value: str, place: Place) -> Iterator[Finding]:
    return _unfinished(value, place)


def unfinished_row(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    for column, text in row.items():
        yield from _unfinished(text, place._replace(part=column))


def _unfinished(text: str, place: Place) -> Iterator[Finding]:
    words = unfinished_words(text)
    if words:
        yield Finding(Code.UNFINISHED_TEXT, place=place, values={"value": excerpt(words)})


RULES = (unfinished_answer, unfinished_field, unfinished_row)
