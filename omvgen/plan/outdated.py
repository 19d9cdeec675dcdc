"""Years and end dates in free text that are past in a later plan year.

Text that was carried over from last year's workbook often still says what held then:
`vuoden 2025 alussa 14 henkilöä`, `määräaikainen 31.12.2025 saakka`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.form.form import Question
from omvgen.patterns import pattern

_YEARS_BACK = 2  # a year before that names a document or an act more often than the present
_LONGEST_BEFORE = 20  # characters before a year that may say what it is: `vuodesta `
_SENTENCE_END = pattern(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ\[])|\n")
_RANGE_START = r"(?:\d{4}\s*[-–]\s*)?"
# A year, alone or in a date; not a part of a number such as 738/2002 or MIGDno-2025-99001.
_YEAR = pattern(
    rf"(?<![\w/.])(?<!(?<!\.)-)(?P<day>\d{{1,2}}\.\d{{1,2}}\.)?{_RANGE_START}"
    r"(?P<year>20\d\d)(?![\w/])(?!\s*[-–]\s*\d)"
)
# What a year belongs to; a case that tells since when (`keväästä 2025`) is not among them.
_MONTH = "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
_PERIOD = pattern(
    r"(?:\b\w{0,8}vuo(?:den|nna|della|delle|dessa|si|tta|teen|sina|sien|sille|sia)"
    r"|\b(?:kevää|syksy|kesä|talve)(?:n|llä|lle)"
    rf"|\b{_MONTH}(?:n|ssa|hun)?(?:\s\d{{1,2}}\. päivä\w*)?"
    r"|\b\w{0,10}kau(?:den|della|delle)|\bv\.|\bår|\bbörjan av|\bslutet av)\s*$",
    re.IGNORECASE,
)
_AFTER = pattern(r"\s+(?P<word>[^\W\d_]+)")
_UNTIL = pattern(r"saakka|asti|mennessä|loppuun|päätty\w+|voimassa", re.IGNORECASE)
_DURING = pattern(r"aikana|kuluessa|mittaan", re.IGNORECASE)
_SINCE = pattern(r"alkaen|lähtien|alusta|jälkeen", re.IGNORECASE)
_SINCE_YEAR = pattern(r"(?<=\w\w\w)st[aä]\s+$", re.IGNORECASE)
# Verbs in the past (`hyväksyttiin`, `siirtyi`, `oli`; `budjetti` is none) and, of what is
# done, participles.
_PAST_VERB = pattern(
    r"\b(?:\w+(?:tiin|(?<!budje)(?<!pake)(?<!tike)tti|yi|ui)|\w+(?:ivat|ivät)|oli|alkoi|teki"
    r"|sai)\b",
    re.IGNORECASE,
)
_DONE = pattern(r"\b\w+(?:ttu|tty|hty|ltu|lty|stu|sty|nut|nyt|neet)\b", re.IGNORECASE)


def outdated(text: str, year: int) -> tuple[str, ...]:
    """The words of each mention of a past year in the text, each once, for a plan of `year`.

    A mention counts when the sentence speaks as of the present: it has no verb in the past,
    and does not tell since when something has held. An end (`31.12.2025 saakka`) counts
    whatever its year; another mention only of the two years before the plan's. A year
    alone does not count: it is mostly part of a document's name (`Vuosikello 2025`).
    """
    if "20" not in text:  # no year is meant
        return ()
    found = (quote for sentence in _SENTENCE_END.split(text) for quote in _of(sentence, year))
    return tuple(dict.fromkeys(found))


def outdated_in_answer(question: Question, text: str, year: int) -> tuple[str, ...]:
    """The same of an answer to the question; none when it is no free text, or of the signing."""
    free = not (question.exact or question.choices or question.role)
    return outdated(text, year) if free else ()


def _of(sentence: str, plan_year: int) -> Iterator[str]:
    mentions = [match for match in _YEAR.finditer(sentence) if int(match["year"]) < plan_year]
    if not mentions or _PAST_VERB.search(sentence):
        return
    done = _DONE.search(sentence)
    for match in mentions:
        after = _AFTER.match(sentence, match.end())
        word = after["word"] if after else ""
        near = max(match.start() - _LONGEST_BEFORE, 0)
        before = sentence[near : match.start()]
        if _SINCE.fullmatch(word) or _SINCE_YEAR.search(before):
            continue
        until, period = _UNTIL.fullmatch(word), _PERIOD.search(before)
        during = _DURING.fullmatch(word)
        named = match["day"] or period or during
        if until or (named and not done and int(match["year"]) >= plan_year - _YEARS_BACK):
            start = near + period.start() if period else match.start()
            end = after.end() if after and (until or period or during) else match.end()
            yield sentence[start:end]
