"""What is uncertain about a place of a workbook: the facts that the program decides by.

The reader's findings tell people of the same things. What becomes public, and what a repaired
workbook marks as unsure, asks for the fact and never for a finding's code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from omvgen.findings.model import Finding, Location

_MOST_SINGLE = 10  # questions known by one anchor that are reported one by one


class Doubt(Enum):
    """Why a part of the plan may not be what is meant, or meant to be public."""

    HIDDEN = auto()  # text that nobody can see in Excel, and may never have seen
    SECRECY_MOVED = auto()  # publicity or provisions that may be of another answer
    SORTED = auto()  # the rows of the sheet, so that names stand at other questions' answers
    PLACE = auto()  # taken all the same, though one of its anchors or its shape is odd
    TEXT_ALONE = auto()  # known by its question's text, or by its name, and by nothing else
    TITLES_ALONE = auto()  # a table that is known by the titles of its columns


class Doubted(NamedTuple):
    """A doubt about the place at which its finding is."""

    doubt: Doubt
    finding: Finding

    @property
    def location(self) -> Location:
        return self.finding.location

    def at(self, location: Location) -> Doubted:
        return self._replace(finding=self.finding.at(location))

    def about(self, language: str) -> Doubted:
        return self._replace(finding=self.finding.about(language))


Remark = Finding | Doubted
"""What a step of the reading says: of what is doubted too, it is a finding."""


def findings_in(remarks: Iterable[Remark]) -> Iterator[Finding]:
    """The remarks as people read them."""
    return (one.finding if isinstance(one, Doubted) else one for one in remarks)


def doubts_in(remarks: Iterable[Remark]) -> Iterator[Doubted]:
    """Those of the remarks that are doubts."""
    return (one for one in remarks if isinstance(one, Doubted))


def has_texts_alone(doubts: Iterable[Doubted]) -> bool:
    """Whether so many questions have neither an id nor a name that the whole workbook lost them.

    Then one finding stands for all of them.
    """
    return sum(one.doubt is Doubt.TEXT_ALONE for one in doubts) > _MOST_SINGLE
