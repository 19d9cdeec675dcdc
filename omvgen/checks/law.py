"""OMV214: authorities, acts and provisions that a text cites and that have ended or moved.

Which these are, since when, what is there instead and where that was read is data
(`law.toml`). Official wordings of forms are no answers and are not looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from omvgen.checks.subjects import texts
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.dates import format_date, parse_date
from omvgen.form.form import Form
from omvgen.form.formats import FORMATS
from omvgen.locale import language
from omvgen.patterns import pattern
from omvgen.plan.plan import Plan

# Case endings, possessives and particles after a name: `Valviran`, `Valviraankin`, `AVI:lle`.
_ENDING = (
    r"(?::?(?:n|a|ä|ta|tä|tta|ttä|ssa|ssä|sta|stä|an|en|in|iin|hin|lla|llä|lta|ltä|lle|na|nä|ksi|s|t)"
    r"(?:kin|kaan|kään|han|hän)?)?"
)
_AFTER = r"(?!\w|[.@]\w)"  # no longer word, nor an address
_BEFORE = r"(?<![\w@./-])"
_NEAR = 60  # characters between an act and its section
_SECTION = pattern(r"\d\s?[a-z]?\s?§|§\s?\d")
_NUMBERED = pattern(r"\w+(?: \w+)? \w*/?\d+/\d{4}")
_SENTENCE = pattern(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n")
# A sentence about the past: a year, or words that say so.
_PAST = pattern(
    r"(?<![\d/.])(?:19\d\d|20[01]\d|202[0-5])(?!\d)"
    r"|\b(?:entinen|entise|ent\.|aiempi|aiemma|silloi|lakkas|lakannut|lakanne|lakkaut|kumottu"
    r"|kumotun|korvasi|korvannut|upphör|upphävd|tidigare|före detta|f\.d\.)",
    re.IGNORECASE,
)


class Ended(NamedTuple):
    """A row of the data: what is looked for, and what is said of it, by language.

    `letters` are those of the names that are the same in any case and at any place.
    """

    letters: tuple[str, ...]
    pattern: re.Pattern[str]
    provision: bool
    issued: tuple[str, ...]
    since: date
    what: Mapping[str, str]
    instead: Mapping[str, str]
    source: str
    seen: date

    def may_be_in(self, text: str) -> bool:
        """Whether the text has the letters of a name: cheaper than to look for words."""
        return any(letters in text for letters in self.letters)


def ended_citation(plan: Plan, form: Form) -> Iterator[Finding]:
    """A note for each ended thing that a text cites, at its first citation there."""
    words, day = _words_of(plan), _day_of(plan)
    rows = [row for row in watched() if day >= row.since and row.may_be_in(words)]
    for subject in texts(plan, form) if rows else ():
        text, place = subject["text"], subject["place"]
        if place.kind != "log" and (subject["printed"] or _is_link(text)):
            yield from _citations(text, place, [row for row in rows if row.may_be_in(text)])


def _words_of(plan: Plan) -> str:
    """All that may be looked at, in one: most plans have the letters of few names."""
    answers = plan.answers.values()
    links = (run.link for answer in answers for run in answer.text.runs if run.link)
    cells = (text for rows in plan.tables.values() for row in rows for text in row.values())
    said = (answer.text.plain for answer in answers)
    return "\n".join((*said, *links, *plan.document.values(), *cells))


def _citations(text: str, place: Place, rows: Iterable[Ended]) -> Iterator[Finding]:
    for row in rows:
        match = next((m for m in row.pattern.finditer(text) if _holds(row, text, m)), None)
        if match is not None:
            tag = language()
            values = {
                "text": match.group(),
                "ended": row.what[tag],
                "instead": row.instead[tag],
                "source": row.source,
                "day": format_date(row.seen),
            }
            yield Finding(Code.LAW_ENDED, place=place, values=values)


def _day_of(plan: Plan) -> date:
    """The plan's own day, or the first of its year; the last of all when it states neither."""
    year = plan.field("year")
    first = date(int(year), 1, 1) if FORMATS["year"].holds(year) and year else date.max
    return parse_date(plan.field("date")) or first


@cache
def watched() -> tuple[Ended, ...]:
    """The rows of the data, those of addresses last."""
    data = tomllib.loads(files("omvgen.checks").joinpath("law.toml").read_text("utf-8"))
    return (
        *(_row(row, _name_pattern(row["names"])) for row in data["ended"]),
        *(_row(row, _address_pattern(row["names"])) for row in data["address"]),
    )


def _row(row: dict[str, Any], expression: str) -> Ended:
    return Ended(
        tuple(name.rstrip("*")[1:] for name in row["names"]),
        re.compile(expression),
        row.get("provision", False),
        tuple(row.get("issued", ())),
        row["since"],
        row["what"],
        row["instead"],
        row["source"],
        row["seen"],
    )


def _name_pattern(names: list[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return f"{_BEFORE}(?:{'|'.join(map(_one, longest_first))}){_AFTER}"


def _one(name: str) -> str:
    """The pattern of a name: one in capitals as it is, the first letter of another in any case."""
    stem = name.rstrip("*")
    first = stem[0]
    any_case = first if stem.isupper() else f"[{first.lower()}{first.upper()}]"
    written = any_case + re.escape(stem[1:]).replace(r"\ ", r"\s")
    return written + (r"\w*" if name.endswith("*") else _ENDING)


def _address_pattern(names: list[str]) -> str:
    return rf"[\w.@-]*(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\w)"


def _is_link(text: str) -> bool:
    return text.startswith(("http", "mailto:"))


def _holds(row: Ended, text: str, match: re.Match[str]) -> bool:
    """Whether the citation is of today: not of what was issued, and not told as the past."""
    after = text[match.end() : match.end() + _NEAR]
    if row.provision:
        return _SECTION.search(after) is not None
    word = after.lstrip()
    if word.startswith(row.issued) and _NUMBERED.match(word):
        return False
    starts = [m.end() for m in _SENTENCE.finditer(text, 0, match.start())]
    ends = _SENTENCE.search(text, match.end())
    sentence = text[starts[-1] if starts else 0 : ends.start() if ends else len(text)]
    return _PAST.search(sentence) is None


RULES = (ended_citation,)
