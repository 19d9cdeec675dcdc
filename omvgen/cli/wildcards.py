"""Wildcards on Windows, where shells leave them to the program."""

from __future__ import annotations

import glob
from pathlib import Path

from omvgen.workbook.layout import COPY_ENDING

_EXCELS_OWN = "~$"  # how the file that Excel keeps beside an open workbook begins


def expanded(arguments: list[str]) -> list[str]:
    """The arguments, each pattern replaced by the files that it matches, in order.

    Only `*` and `?` are wildcards: `[` is an ordinary character in the names of
    Windows. The copies with the findings in them are no workbooks to check or build,
    and are given by name alone. A pattern that matches nothing stays, and is said to
    be missing.
    """
    return [name for argument in arguments for name in _matches(argument) or [argument]]


def _matches(argument: str) -> list[str]:
    if not set("*?") & set(argument):
        return []
    found = glob.glob(argument.replace("[", "[[]"))
    return sorted(name for name in found if not _is_beside_a_workbook(Path(name)))


def _is_beside_a_workbook(file: Path) -> bool:
    return file.name.startswith(_EXCELS_OWN) or file.stem.lower().endswith(COPY_ENDING)
