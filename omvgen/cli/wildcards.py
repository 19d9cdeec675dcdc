"""Wildcards on Windows, where shells do not expand them."""

from __future__ import annotations

import glob
from pathlib import Path

from omvgen.workbook.layout import COPY_ENDING

_LOCK_FILE = "~$"  # how the names of the files that Excel keeps beside open workbooks begin


def expanded(arguments: list[str]) -> list[str]:
    """Returns the arguments with each pattern replaced by the files that it matches, sorted.

    Only `*` and `?` are wildcards: `[` is an ordinary character in names on Windows.
    Patterns do not match annotated copies and the lock files of Excel. A pattern that
    matches nothing stays, and is reported as a missing file.
    """
    return [name for argument in arguments for name in _matches(argument) or [argument]]


def _matches(argument: str) -> list[str]:
    if not set("*?") & set(argument):
        return []
    found = glob.glob(argument.replace("[", "[[]"))
    return sorted(name for name in found if not _is_beside_a_workbook(Path(name)))


def _is_beside_a_workbook(file: Path) -> bool:
    return file.name.startswith(_LOCK_FILE) or file.stem.lower().endswith(COPY_ENDING)
