"""References to cells of a sheet after rows were put between its rows, as Excel moves them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from omvgen.patterns import pattern
from omvgen.workbook.xlsx.cells import quoted_sheet

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_ROWS = r"\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}"
_SHEET = r"'(?:[^']|'')+'!|[^\W\d][\w.]*!"
_REFERENCE = pattern(
    rf"""
    "(?:[^"]|"")*"                                    # a text
    | \[[^\]]*\]                                      # a column of a table; another workbook
    | (?P<several>(?:[\w.]+:[\w.]+|'[^'!]+:[^'!]+')!)  # several sheets
    | (?<![\w.$'!\]])(?P<sheet>{_SHEET})?
      (?:(?P<first>{_CELL})(?::(?P<last>{_CELL}))?|(?P<rows>{_ROWS}))(?![\w.(!])
    """,
    re.VERBOSE,
)
_NUMBER = pattern(r"\d+\Z")


class Unmovable(Exception):
    """Something refers to the sheet in a way that is not understood: no row may move."""


@dataclass(frozen=True)
class Moves:
    """How many rows come after which rows of a sheet."""

    sheet: str
    inserted: Mapping[int, int]

    def row(self, number: int) -> int:
        """Where the row is afterwards."""
        return number + sum(count for after, count in self.inserted.items() if after < number)

    def bottom(self, top: int, bottom: int) -> int:
        """Where a range ends afterwards. Rows put in after its last one belong to it as well."""
        added = self.inserted.get(bottom, 0) if top < bottom else 0
        return self.row(bottom) + added

    def cell(self, ref: str) -> str:
        return _NUMBER.sub(lambda match: str(self.row(int(match[0]))), ref)

    def area(self, ref: str, *, grows: bool = True) -> str:
        """A cell or a range. One that does not grow only moves, as a merged area."""
        first, colon, last = ref.partition(":")
        if not colon:
            return self.cell(ref)
        if not (_NUMBER.search(first) and _NUMBER.search(last)):
            return ref  # whole columns
        top, bottom = (int(_NUMBER.findall(end)[0]) for end in (first, last))
        low = self.bottom(top, bottom) if grows else self.row(bottom)
        return f"{self.cell(first)}:{_NUMBER.sub(str(low), last)}"

    def areas(self, refs: str) -> str:
        """Ranges with spaces between them."""
        return " ".join(self.area(ref) for ref in refs.split())

    def formula(self, formula: str, *, own: bool) -> str:
        """A formula. `own` says that it stands on the sheet, whose name it then leaves out.

        Raises `Unmovable`.
        """

        def moved(match: re.Match[str]) -> str:
            if match["several"]:
                raise Unmovable
            ref = match["rows"] or match["first"]
            if not ref:
                return match[0]
            sheet = match["sheet"]
            there = own if sheet is None else self._is_sheet(sheet[:-1])
            whole = f"{ref}:{match['last']}" if match["last"] else ref
            return (sheet or "") + (self.area(whole) if there else whole)

        return _REFERENCE.sub(moved, formula)

    def _is_sheet(self, name: str) -> bool:
        quoted = name if name.startswith("'") else quoted_sheet(name)
        return quoted.casefold() == quoted_sheet(self.sheet).casefold()
